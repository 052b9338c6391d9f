"""The first page: the stories of the store."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from wireroom.model import StoryOrder
from wireroom.web.pages.sheet import sheet
from wireroom.web.serving import Serving, serving
from wireroom.web.views.stories import Asked, stories_page

router = APIRouter()


@router.get("/")
def stories(
    request: Request, held: Annotated[Serving, Depends(serving)], q: str = "", order: StoryOrder = "newest"
) -> Response:
    """The stories, newest and most disputed first."""
    page = stories_page(held.store, Asked(q, order))
    return sheet(request, "stories.html.jinja", here="stories", asked_for=q, page=page)
