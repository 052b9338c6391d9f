"""Two reports side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from wireroom.render.view import Numbered
from wireroom.web.pages.sheet import sheet
from wireroom.web.serving import Held, Serving
from wireroom.web.views.compare import compared, tied
from wireroom.web.views.report import Shown, shown_report

router = APIRouter()


@router.get("/compare")
def compare(request: Request, held: Held, a: str = "", b: str = "", only: Literal["all", "changes"] = "all") -> Response:
    """Any two reports; `a` is asked for first, and stands at the left. With `only=changes` what is the same is left out."""
    if not a or not b:
        return sheet(request, "compare_which.html.jinja", here="stories", a=a, b=b)
    one, other = _shown(held, a), _shown(held, b)
    tie = None
    if one.story is not None and other.story is not None:
        lines = one.story.briefing.dossiers[0].lineages
        tie = next((tie for line in lines for tie in line.derivations if {tie.child, tie.parent} == {a, b}), None)
    if tie is None and a != b:
        tools, rules = held.scribe.engine.tools, held.settings.rules.lineage
        key = ("tie", *sorted((a, b)))
        tie = held.ties.get(key, lambda: tied(one.card.report, other.card.report, tools.encoder, rules))
    found = compared(one.card.report, other.card.report, tie, changes_only=only == "changes")
    if one.story is None or other.story is None or one.story.name != other.story.name:
        one, other = (replace(each, card=replace(each.card, number=place)) for place, each in ((1, one), (2, other)))
    numbered = Numbered({a: one.card, b: other.card})
    return sheet(request, "compare.html.jinja", here="stories", one=one, other=other, found=found, only=only, numbered=numbered)


def _shown(held: Serving, name: str) -> Shown:
    found = shown_report(held.store, held.dossiers, name)
    if found is None:
        raise HTTPException(404, f"There is no report {name}.")
    return found
