"""The first page: the stories of the store, what narrows them, and the searches that somebody kept."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from wireroom.model import StoryOrder, Verdict
from wireroom.render import words
from wireroom.web import links
from wireroom.web.pages.forms import Checked
from wireroom.web.pages.sheet import sheet
from wireroom.web.serving import Held
from wireroom.web.views.asked import Filters
from wireroom.web.views.clock import now
from wireroom.web.views.searches import forget, keep, searches
from wireroom.web.views.stories import Asked, stories_page

router = APIRouter()


def filters(
    q: str = "",
    verdict: str = "",
    warning: str = "",
    publisher: str = "",
    agency: str = "",
    since: str = "",
    until: str = "",
) -> Filters:
    """What the form asks for; a dependency."""
    return Filters(q, verdict, warning, publisher, agency, since, until)


Narrowed = Annotated[Filters, Depends(filters)]


@router.get("/")
def stories(
    request: Request,
    held: Held,
    asked: Narrowed,
    order: StoryOrder = "newest",
    after: Annotated[str, Query(max_length=80)] = "",
) -> Response:
    """The stories, newest and most disputed first."""
    page = stories_page(held.store, Asked(asked.query, order, links.key_of(after, order)))
    publishers, agencies = held.names()
    return sheet(
        request,
        "stories.html.jinja",
        here="stories",
        asked_for=asked.q,
        page=page,
        filters=asked,
        order=order,
        begun=bool(after),
        verdicts=[(one, words.VERDICTS[one][1]) for one in get_args(Verdict)[::-1]],
        warnings=words.WARNINGS,
        publishers=publishers,
        agencies=agencies,
        searches=searches(held.store),
        counts=None if asked.query else held.store.counts(),
    )


@router.post("/saved")
def save(held: Held, form: Checked) -> Response:
    """Keeps a search under a name, or forgets it."""
    name, query = form.get("name", ""), form.get("query", "")
    if form.get("forget"):
        forget(held.store, name)
        return RedirectResponse("/#saved", 303)
    keep(held.store, name, query, now())
    return RedirectResponse(links.search_link(query), 303)
