"""Decisions of people: the form, the log, and undoing."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl, quote, urlsplit

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from wireroom.deciding import about
from wireroom.intake.decisions import decision_of
from wireroom.ports import InputError
from wireroom.web.links import story_link
from wireroom.web.pages import forms
from wireroom.web.pages.forms import Checked
from wireroom.web.pages.sheet import sheet
from wireroom.web.serving import Held, Serving
from wireroom.web.views.clock import now
from wireroom.web.views.matters import KINDS, log, matter

router = APIRouter()
PATIENCE = 6.0
"""Seconds that a page waits for a decision to be written up before it goes on without."""
LONGEST = 2_000
"""Characters of a reason."""


@router.get("/decide")
def form(request: Request, held: Held, kind: str = "split", name: Annotated[list[str] | None, Query()] = None) -> Response:
    """The form of a decision about what is named."""
    found = matter(held.store, held.dossiers, kind, name or [])
    return sheet(
        request,
        "decide.html.jinja",
        here="decisions",
        matter=found,
        kinds=KINDS,
        who_set=held.settings.who,
        thread_names=(name or [])[:2],
    )


@router.post("/decide")
def decide(request: Request, held: Held, given: Checked) -> Response:
    """Adds a decision to the log and has the stories that it touches written up."""
    kind = given.get("kind", "")
    if kind not in KINDS:
        raise InputError("there is no such kind of decision")
    names = [named(one) for one in given.all("name") if one.strip()]
    who, why = (" ".join(given.get(key, "").split())[:LONGEST] for key in ("who", "why"))
    who = request.state.caller.name or who  # who is known cannot sign for another
    if not names or not who or not why:
        raise InputError("a decision says what it is about, who made it and why")
    stored = record(held, kind, names, who, why)
    held.scribe.wait(held.scribe.wake(), PATIENCE)
    lead = given.get("story", "") or next(iter(stored), "")
    opened = held.dossiers.open(lead) if lead else None
    answer = RedirectResponse(story_link(opened.name, "decided-1") if opened else "/decisions", 303)
    if who != held.settings.who:
        answer.set_cookie(forms.NAME, quote(who), max_age=forms.LASTING, httponly=True, samesite="strict")
    return answer


def record(held: Serving, kind: str, names: list[str], who: str, why: str) -> tuple[str, ...]:
    """Puts a decision into the log; gives the reports that it is about. Raises InputError for what is none."""
    before = {one.id: one for one in held.store.decisions()}
    told = {"kind": kind.replace("-", "_"), "who": who, "when": now(), "why": why}
    try:
        decision = decision_of(told | about(held.store, kind, names), before)
    except ValueError as error:
        raise InputError(str(error)) from None
    held.store.decide(decision)
    undone = before.get(decision.undoes or "")
    return (*decision.reports, *(spot.report for spot in decision.spots), *(undone.reports if undone else ()))


@router.get("/decisions")
def decisions(request: Request, held: Held) -> Response:
    """The log of decisions, the newest first."""
    return sheet(request, "decisions.html.jinja", here="decisions", log=log(held.store))


def named(text: str) -> str:
    """The id in an address of one of our pages, or the text itself."""
    parts = urlsplit(text.strip())
    for folder in ("/stories/", "/reports/"):
        if parts.path.startswith(folder):
            return parts.path.removeprefix(folder) or dict(parse_qsl(parts.query)).get("named", "")
    return text.strip()
