"""Stories, their dossiers and lineages."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from wireroom import __version__
from wireroom.model import StoryOrder, StoryRow
from wireroom.render.json import dossier_record
from wireroom.web.api.addresses import address
from wireroom.web.api.answer import answered, key_of, paged
from wireroom.web.api.asked import Cursor, Filtered, Held, Limit, Name
from wireroom.web.api.document import answers
from wireroom.web.links import story_link
from wireroom.web.views.dossier import Opened
from wireroom.web.views.stories import Asked, stories_page

router = APIRouter(default_response_class=Response)


@router.get(
    "/stories", tags=["stories"], responses=answers("Stories"), summary="Stories that answer to the filters, by the page"
)
def stories(
    request: Request,
    held: Held,
    asked: Filtered,
    order: Annotated[StoryOrder, Query(description="By day and then disputes, or by disputes and then day.")] = "newest",
    limit: Limit = 40,
    cursor: Cursor = None,
) -> Response:
    """A story answers when one of its reports does."""
    kinds = ([int], [str], [int]) if order == "disputed" else ([str], [int], [int])
    after = key_of(cursor, *kinds)
    page = stories_page(held.store, Asked(asked, order, after), limit)  # type: ignore[arg-type]
    following, headers = paged(request, page.next)
    rows = [row_record(one.row) for one in page.stories]
    return answered(
        request,
        lambda: {"schema": "wireroom.stories/1", "count": page.count, "stories": rows, "next": following},
        headers=headers,
    )


def row_record(row: StoryRow) -> dict[str, Any]:
    """A story of a list."""
    return {
        "id": row.id,
        "title": row.title,
        "first": row.first,
        "last": row.last,
        "reports": row.reports,
        "voices": row.voices,
        "disputes": row.disputed,
        "arrived": row.at,
        "fresh": row.fresh,
        "inputs": row.inputs or None,
        "href": address("stories", row.id),
        "page": story_link(row.id),
    }


@router.get("/stories/{name:path}", tags=["stories"], responses=answers("Dossier", 404), summary="The dossier of one story")
def dossier(request: Request, held: Held, name: Name) -> Response:
    """`wireroom.dossier/1`, as `wireroom dossier ID --format json` writes it. A story is also found by an id that it once had
    and by the id of one of its reports; `Content-Location` names it as it is now."""
    found = opened(held, name)
    tag = f"{found.digest[:32]}-{__version__}" if found.digest else None
    where = {"Content-Location": address("stories", found.name)}
    return answered(request, lambda: dossier_record(found.briefing), tag=tag, headers=where)


@router.get("/lineages", tags=["stories"], responses=answers("Lineages", 404), summary="Who copied whom within one story")
def lineages(
    request: Request,
    held: Held,
    story: Annotated[str, Query(min_length=1, description="The id of a story, or of a report in it.", examples=["ferry"])],
) -> Response:
    """The lineages of a story with every tie, its passages and edits, and the pairs that stay unsure."""
    found = opened(held, story)
    tag = f"{found.digest[:32]}-{__version__}" if found.digest else None

    def made() -> dict[str, Any]:
        whole = dossier_record(found.briefing)["stories"][0]
        kept = {key: whole[key] for key in ("lineages", "suspicions")}
        return {"schema": "wireroom.lineages/1", "story": found.name, "title": whole["title"], **kept}

    return answered(request, made, tag=tag)


def opened(held: Held, name: str) -> Opened:
    """The story of a name. Raises HTTPException, 404, when there is none."""
    found = held.dossiers.open(name)
    if found is None:
        raise HTTPException(404, "There is no such story.")
    return found
