"""The page of a report: its text, how it was read, and what was received."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from wireroom.model import Span
from wireroom.web.pages.sheet import sheet
from wireroom.web.serving import Held
from wireroom.web.views.layers import as_read
from wireroom.web.views.report import Pointed, dates, kin, received, shown_report

router = APIRouter()
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@router.get("/reports/{name:path}")
def report(
    request: Request,
    held: Held,
    name: str,
    named: str = "",
    span: str = "",
    within: Annotated[str, Query(alias="in")] = "text",
    show: Literal["text", "read", "raw"] = "text",
) -> Response:
    """A report, with the words of `span` marked; as text, as it was read, or as it was received."""
    where = pointed(span, within)
    found = shown_report(held.store, held.dossiers, name or named, where)
    if found is None:
        raise HTTPException(404, "There is no such report.")
    read = None
    if show == "read":
        readings = held.store.readings([found.card.id])
        read = (
            as_read(found.card.report, readings[0], where.span if where and not where.in_title else None) if readings else None
        )
    return sheet(
        request,
        "report.html.jinja",
        here="stories",
        shown=found,
        show=show,
        read=read,
        kin=kin(found),
        dates=dates(found.card.report),
        came=received(held.store, found.card.id),
    )


@router.get("/captures/{name:path}")
def capture(held: Held, name: str, named: str = "") -> Response:
    """What was received that gave a report: the bytes as they came, to be kept and never shown as a page."""
    found = received(held.store, name or named)
    if found is None:
        raise HTTPException(404, "What was received is not here any more.")
    headers = {
        "Content-Disposition": f'attachment; filename="{found.sha256[:16]}.bin"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "ETag": f'"{found.sha256}"',
    }
    return Response(found.body, media_type="application/octet-stream", headers=headers)


def pointed(span: str, within: str) -> Pointed | None:
    """The words that `span=120-164` and `in=title` point at; None for what is none."""
    found = _SPAN.fullmatch(span)
    return Pointed(Span(int(found[1]), int(found[2])), within == "title") if found else None
