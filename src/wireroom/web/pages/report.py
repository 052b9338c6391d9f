"""The page of a report."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import Response

from wireroom.model import Span
from wireroom.web.pages.sheet import sheet
from wireroom.web.serving import Serving, serving
from wireroom.web.views.report import Pointed, shown_report

router = APIRouter()
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@router.get("/reports/{name:path}")
def report(
    request: Request,
    held: Annotated[Serving, Depends(serving)],
    name: str,
    named: str = "",
    span: str = "",
    within: Annotated[str, Query(alias="in")] = "text",
) -> Response:
    """A report, with the words of `span` marked."""
    found = shown_report(held.store, held.dossiers, name or named, pointed(span, within))
    if found is None:
        raise HTTPException(404, "There is no such report.")
    return sheet(request, "report.html.jinja", here="stories", shown=found)


def pointed(span: str, within: str) -> Pointed | None:
    """The words that `span=120-164` and `in=title` point at; None for what is none."""
    found = _SPAN.fullmatch(span)
    return Pointed(Span(int(found[1]), int(found[2])), within == "title") if found else None
