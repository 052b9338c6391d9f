"""The page of a story."""

from __future__ import annotations

from functools import partial
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from wireroom.deciding import LAST_LOOK
from wireroom.model import Point, Report, Span
from wireroom.ports import InputError
from wireroom.render.html import QUOTES, Quote, quotes
from wireroom.render.view import Card, Evidence, Line, Place, Side, StoryView, beside
from wireroom.web.links import report_link, story_link
from wireroom.web.pages.forms import Checked
from wireroom.web.pages.sheet import environment, sheet
from wireroom.web.placeless import placeless
from wireroom.web.serving import Held
from wireroom.web.views.clock import now
from wireroom.web.views.dossier import Opened, looked, news
from wireroom.web.views.why import why

router = APIRouter()


@router.get("/stories/{name:path}")
def dossier(request: Request, held: Held, name: str, named: str = "", since: str = "") -> Response:
    """What is known of a story; with `since=last-look` what changed since it was marked as seen."""
    found = held.dossiers.open(name or named)
    if found is None:
        raise HTTPException(404, "There is no such story.")
    look = looked(held.store, found)
    changed = None
    if since == LAST_LOOK:
        changed = news(held.store, found, held.scribe.engine, held.settings.rules.dossier)
    return sheet(
        request,
        "dossier_page.html.jinja",
        here="stories",
        opened=found,
        story=found.story,
        matrix=found.matrix,
        news=changed,
        seen=look.at,
        fresh=look.fresh,
        writing=held.scribe.busy,
        failed=held.scribe.failed and placeless(held, held.scribe.failed),
        beneath=partial(beneath, found),
        above_trees=partial(above_trees, found),
        **openings(),
    )


@router.post("/looked")
def look(held: Held, form: Checked) -> Response:
    """Marks a story as seen."""
    found = held.dossiers.open(form.get("story", ""))
    if found is None:
        raise InputError("there is no such story")
    held.store.looked(found.name, now())
    return RedirectResponse(story_link(found.name), 303)


def openings() -> dict[str, Any]:
    """What the parts of a dossier need to know where things open."""
    return {
        "quotes": side_quotes,
        "place_href": place_href,
        "report_href": report_href,
        "shown_quotes": QUOTES,
        "level": 0,
    }


def beneath(opened: Opened, line: Line) -> Markup:
    """What stands beneath a thread: why its verdict, and what can be decided."""
    part: Any = environment().get_template("why.html.jinja").module
    return Markup(part.why(line, why(line, opened.points), opened.name))  # noqa: S704 (a macro that escapes)


def above_trees(opened: Opened, _: StoryView) -> Markup:
    """What stands above the list of lineages: the same as a drawing."""
    part: Any = environment().get_template("chart.html.jinja").module
    return Markup(part.draw(opened.chart))  # noqa: S704 (a macro that escapes)


def point_href(point: Point, report: Report) -> str:
    """Where the sentence of a point opens."""
    span = Span(min(point.sentence.start, point.span.start), max(point.sentence.end, point.span.end))
    return report_link(point.report, span, in_title=beside(point, report))


def report_href(card: Card) -> str:
    """Where a report opens."""
    return report_link(card.id)


def place_href(place: Place) -> str:
    """Where the words that a warning is about open."""
    span = place.warn.span
    return report_link(place.card.id, span if span.start < span.end else None, in_title=place.in_title)


def side_quotes(side: Side) -> tuple[Quote, ...]:
    """The sentences of a position, each with where it opens."""

    def opens(one: Evidence) -> str:
        return point_href(one.point, one.card.report)

    return quotes(side, opens)
