"""What came in: feeds, days, rejections with their reasons, gaps."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from wireroom.model import Reason
from wireroom.ports import InputError
from wireroom.web.pages.sheet import sheet
from wireroom.web.serving import Held
from wireroom.web.views.sources import sources

router = APIRouter()


@router.get("/sources")
def page(
    request: Request, held: Held, before: Annotated[int | None, Query(ge=0, le=2**53)] = None, reason: str = ""
) -> Response:
    """What came in, the newest first."""
    if reason and reason not in get_args(Reason):
        raise InputError("there is no such reason")
    found = sources(held.store, before, reason or None)
    return sheet(request, "sources.html.jinja", here="sources", found=found, reason=reason, begun=before is not None)
