"""The desk itself: what it holds, where everything is, and the contracts it keeps to."""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from wireroom import __version__
from wireroom.render.json import schema
from wireroom.web.access import Caller
from wireroom.web.api.addresses import ROOT
from wireroom.web.api.answer import answered
from wireroom.web.api.asked import Held
from wireroom.web.api.document import answers
from wireroom.web.tokens import SCOPES

router = APIRouter(default_response_class=Response, tags=["desk"])
CONTRACTS: tuple[Literal["reading-1", "dossier-1"], ...] = ("reading-1", "dossier-1")
LINKS = ("stories", "reports", "lineages", "intake", "arrivals", "changes", "searches", "decisions", "export", "openapi.json")


@router.get("", responses=answers("Desk"), summary="What this desk holds, and who asks")
def desk(request: Request, held: Held) -> Response:
    """Counts, addresses, and what you may do."""
    links = {name.partition(".")[0]: f"{ROOT}/{name}" for name in LINKS}
    caller: Caller = request.state.caller
    you = {"name": caller.name, "may": [one for one in SCOPES if one in caller.may]}
    counts = asdict(held.store.counts())
    return answered(
        request,
        lambda: {"schema": "wireroom.desk/1", "version": __version__, "counts": counts, "you": you, "links": links},
    )


@router.get("/openapi.json", include_in_schema=False)
def described(request: Request) -> Response:
    """The API's own description."""
    return answered(request, lambda: request.app.openapi())


@router.get(
    "/schemas/{contract}",
    responses=answers(None, 404, media={"application/schema+json": {"schema": {"type": "object"}}}),
    summary="A published JSON schema",
)
def schemas(request: Request, contract: str) -> Response:
    """The contracts of `wireroom.reading/1` and `wireroom.dossier/1`, draft 2020-12."""
    found = next((one for one in CONTRACTS if one == contract), None)
    if found is None:
        raise HTTPException(404, f"There is no such contract; there are {' and '.join(CONTRACTS)}.")
    return answered(request, lambda: schema(found), media="application/schema+json")
