"""Version 1 of the API."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query

from wireroom.model import StoryOrder
from wireroom.render.json import dossier_record
from wireroom.web.serving import Serving, serving
from wireroom.web.views.stories import Asked, stories_page

router = APIRouter(tags=["v1"])
Held = Annotated[Serving, Depends(serving)]


@router.get("/stories")
def stories(held: Held, q: str = "", order: StoryOrder = "newest", limit: Annotated[int, Query(ge=1, le=200)] = 40) -> Any:
    """The stories that answer to a query, in order."""
    page = stories_page(held.store, Asked(q, order), limit)
    return {
        "count": page.count,
        "stories": [
            {
                "id": one.row.id,
                "title": one.row.title,
                "first": one.row.first,
                "last": one.row.last,
                "reports": one.row.reports,
                "voices": one.row.voices,
                "disputes": one.row.disputed,
            }
            for one in page.stories
        ],
    }


@router.get("/stories/{name:path}")
def story(held: Held, name: str) -> Any:
    """One story as `wireroom.dossier/1`."""
    found = held.dossiers.open(name)
    if found is None:
        raise HTTPException(404, "there is no such story")
    return dossier_record(found.briefing)
