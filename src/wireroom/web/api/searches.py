"""Searches kept under a name: listed, kept and forgotten; and stories marked as seen."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from wireroom.render.json import dumps_line
from wireroom.store.query import LONGEST
from wireroom.web.api.addresses import ROOT, address
from wireroom.web.api.answer import answered
from wireroom.web.api.asked import Held, Name, plain
from wireroom.web.api.document import answers, failures
from wireroom.web.views.clock import now
from wireroom.web.views.searches import LONGEST_NAME, Search, forget, keep, search, searches

router = APIRouter(default_response_class=Response, tags=["log"])


class Kept(BaseModel):
    """A search to be kept."""

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, description="By what it is known.", examples=["ferry"])]
    query: Annotated[
        str,
        Field(
            max_length=LONGEST,
            description="Words and fields as `wireroom search` has them.",
            examples=["ferry verdict:disputed"],
        ),
    ]


class Seen(BaseModel):
    """A story that somebody has seen."""

    story: Annotated[
        str, Field(min_length=1, max_length=2_000, description="Its id, or of a report in it.", examples=["ferry"])
    ]


@router.get("/searches", responses=answers("Searches"), summary="Searches that somebody kept")
def listed(request: Request, held: Held) -> Response:
    """Each with how many stories answer to it now; null when it can no longer be asked."""
    found = [search_record(one) for one in searches(held.store)]
    return answered(request, lambda: {"schema": "wireroom.searches/1", "searches": found})


@router.post(
    "/searches",
    status_code=201,
    responses=answers("Search", status=201, tagged=False, headers={"Location": "Where it is."})
    | answers("Search", tagged=False, headers={"Location": "Where it is."}),
    summary="Keep a search under a name",
)
def kept(request: Request, held: Held, given: Kept) -> Response:
    """201 for a new name; 200 where a search had that name, which this one takes the place of."""
    found, new = keep(held.store, plain(given.name), plain(given.query), now())
    headers = {"Location": address("searches", found.name), "Cache-Control": "no-store"}
    return Response(dumps_line(search_record(found)) + "\n", 201 if new else 200, headers, "application/json")


@router.get("/searches/{name:path}", responses=answers("Search", 404), summary="One search that somebody kept")
def one(request: Request, held: Held, name: Name) -> Response:
    """With how many stories answer to it now."""
    found = search(held.store, plain(name))
    if found is None:
        raise HTTPException(404, "There is no such search.")
    return answered(request, lambda: search_record(found))


@router.delete(
    "/searches/{name:path}",
    status_code=204,
    responses=failures(400, 404) | {204: {"description": "It is forgotten."}},
    summary="Forget a search",
)
def forgotten(held: Held, name: Name) -> Response:
    """The stories stay; only the name and the query go."""
    if not forget(held.store, plain(name)):
        raise HTTPException(404, "There is no such search.")
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


@router.post(
    "/looks", status_code=201, responses=answers("Look", 404, status=201, tagged=False), summary="Mark a story as seen"
)
def look(held: Held, given: Seen) -> Response:
    """What comes from now on is `fresh`; `GET /changes?since=last-look` tells it."""
    found = held.dossiers.open(plain(given.story))
    if found is None:
        raise HTTPException(404, "There is no such story.")
    at = now()
    held.store.looked(found.name, at)
    record = {"schema": "wireroom.look/1", "story": found.name, "at": at, "href": address("stories", found.name)}
    return Response(dumps_line(record) + "\n", 201, {"Cache-Control": "no-store"}, "application/json")


def search_record(one: Search) -> dict[str, Any]:
    """A search, with where its stories are and where it is kept."""
    asked = urlencode({"q": one.query}, errors="replace")
    return {
        "name": one.name,
        "query": one.query,
        "count": one.count,
        "href": f"{ROOT}/stories?{asked}",
        "kept": address("searches", one.name),
    }
