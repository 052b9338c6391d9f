"""The page of a story."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from wireroom.model import Point, Report, Span
from wireroom.render.html import QUOTES, Quote, quotes
from wireroom.render.view import Card, Evidence, Place, Side, beside
from wireroom.web.links import report_link
from wireroom.web.pages.sheet import sheet
from wireroom.web.serving import Serving, serving

router = APIRouter()


@router.get("/stories/{name:path}")
def dossier(request: Request, held: Annotated[Serving, Depends(serving)], name: str, named: str = "") -> Response:
    """What is known of a story."""
    found = held.dossiers.open(name or named)
    if found is None:
        raise HTTPException(404, "There is no such story.")
    return sheet(
        request,
        "dossier_page.html.jinja",
        here="stories",
        opened=found,
        story=found.story,
        quotes=side_quotes,
        place_href=place_href,
        report_href=report_href,
        shown_quotes=QUOTES,
        level=0,
    )


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
