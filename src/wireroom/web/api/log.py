"""What is new, what people decided, and files of what a filter shows."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel, Field, StringConstraints
from starlette.responses import Response

from wireroom.deciding import about
from wireroom.intake.decisions import decision_of
from wireroom.model import Decision, DecisionKind
from wireroom.ports import InputError, MissingError
from wireroom.render.json import dumps_line
from wireroom.render.reading_record import span_record
from wireroom.web.access import Caller
from wireroom.web.api.addresses import address
from wireroom.web.api.answer import answered, key_of, paged
from wireroom.web.api.asked import Cursor, Filtered, Held, Name, plain
from wireroom.web.api.document import answers
from wireroom.web.views.clock import now
from wireroom.web.views.export import FORMS, Format, exported
from wireroom.web.views.since import changes_page

router = APIRouter(default_response_class=Response, tags=["log"])
PATIENCE = 6.0
"""Seconds that a decision waits to be written up before it is answered."""


@router.get("/decisions", responses=answers("Decisions"), summary="The log of decisions, oldest first")
def decisions(request: Request, held: Held) -> Response:
    """Entries are never edited; `undo` is an entry too."""
    found = [decision_record(one) for one in held.store.decisions()]
    return answered(request, lambda: {"schema": "wireroom.decisions/1", "decisions": found})


class Decided(BaseModel):
    """A decision to be made, as `wireroom decide` has it."""

    kind: DecisionKind
    names: Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=2_000)]],
        Field(
            min_length=1,
            max_length=200,
            description="Ids: of stories or reports for merge, reports for split and not_a_copy, a story and then claims for "
            "not_the_same, a story and a thread for set_aside, a decision for undo.",
        ),
    ]
    why: Annotated[str, Field(min_length=1, max_length=2_000, description="The reason; it is shown with the decision.")]
    who: Annotated[str, Field(max_length=200, description="Who decides, where the desk asks nobody who they are.")] = ""


@router.post(
    "/decisions",
    status_code=201,
    responses=answers("Made", status=201, tagged=False, headers={"Location": "Where the entry is."}),
    summary="Put a decision over the machine's answer",
)
def decide(request: Request, held: Held, made: Decided) -> Response:
    """Adds an entry to the log and has the stories that it touches written up; `undo` is an entry too. One who is known signs
    with their own name."""
    caller: Caller = request.state.caller
    who = caller.name or made.who.strip() or held.settings.who
    if not who:
        raise InputError("a decision says who made it: who (or the setting `who`)")
    before = {one.id: one for one in held.store.decisions()}
    names = [plain(name) for name in made.names]
    record = {"kind": made.kind, "who": who, "when": now(), "why": plain(made.why)}
    try:
        entry = decision_of(record | about(held.store, made.kind.replace("_", "-"), names), before)
    except ValueError as error:
        raise InputError(str(error)) from None
    held.store.decide(entry)
    done = held.scribe.wait(held.scribe.wake(), PATIENCE)
    headers = {"Location": address("decisions", entry.id), "Cache-Control": "no-store"}
    return Response(dumps_line({**decision_record(entry), "written_up": done}) + "\n", 201, headers, "application/json")


@router.get("/decisions/{name:path}", responses=answers("Decision", 404), summary="One decision")
def decision(request: Request, held: Held, name: Name) -> Response:
    """The entry as it stands in the log; whether it still holds, an `undo` further down says."""
    found = next((one for one in held.store.decisions() if one.id == name), None)
    if found is None:
        raise HTTPException(404, "There is no such decision.")
    return answered(request, lambda: decision_record(found))


def decision_record(one: Decision) -> dict[str, Any]:
    """A decision as the log has it."""
    passages = [{"report": spot.report, "span": span_record(spot.span), "kind": spot.kind or None} for spot in one.spots]
    return {
        "id": one.id,
        "kind": one.kind,
        "who": one.who,
        "when": one.when,
        "why": one.why,
        "reports": list(one.reports),
        "passages": passages,
        "undoes": one.undoes,
        "href": address("decisions", one.id),
    }


@router.get("/changes", responses=answers("Changes", 404), summary="What is new since a moment")
def changes(
    request: Request,
    held: Held,
    since: Annotated[
        str,
        Query(
            max_length=40,
            description="An ISO day or time; `last-look` for when `story` was marked as seen.",
            examples=["2026-04-01T08:00:00Z"],
        ),
    ],
    story: Annotated[str | None, Query(min_length=1, description="Only this story.")] = None,
    limit: Annotated[int, Query(ge=1, le=50, description="How many stories are looked at, at most.")] = 20,
    cursor: Cursor = None,
) -> Response:
    """Retractions, corrections, decisions, disputes, figures, voices, ties and reports, in each story what a desk must act on
    first before the rest. A page may be empty and still have a next one."""
    skip = key_of(cursor, [int])
    name = None
    if story is not None:
        found = held.store.made_from(story)
        if found is None:
            raise HTTPException(404, "There is no such story.")
        name = found[0]
    if skip is not None and (not isinstance(skip[0], int) or skip[0] < 0):
        raise InputError("the cursor is not one that was given here")
    page = changes_page(
        held.store,
        held.scribe.engine,
        held.settings.rules.dossier,
        since=since,
        story=name,
        limit=limit,
        skip=int(skip[0] or 0) if skip else 0,
    )
    following, headers = paged(request, None if page.next is None else (page.next,))
    told = [
        {
            "story": one.story,
            "title": one.title,
            "changes": [
                {"kind": new.kind, "text": new.text, "thread": new.thread, "reports": list(new.reports)} for new in one.changes
            ],
            "href": address("stories", one.story),
        }
        for one in page.stories
    ]
    return answered(
        request,
        lambda: {"schema": "wireroom.changes/1", "since": page.since, "stories": told, "next": following},
        headers=headers,
    )


_FILES: dict[str, dict[str, Any]] = {media.partition(";")[0]: {"schema": {}} for media, _ in FORMS.values()}


@router.get("/export", responses=answers(None, 404, media=_FILES), summary="Exactly what the filters show, as a file")
def export(
    request: Request,
    held: Held,
    asked: Filtered,
    form: Annotated[Format, Query(alias="format", description="What to write, as `wireroom export` has it.")],
    story: Annotated[str | None, Query(min_length=1, description="Only reports of this story.")] = None,
) -> Response:
    """The claims of these reports that stand in threads, a row each; for `ninjs` the reports. Cells of CSV that a spreadsheet
    would take for formulas begin with an apostrophe."""
    try:
        found = exported(held.store, form, asked, story)
    except MissingError as error:
        raise InputError(str(error)) from None
    if found is None:
        raise HTTPException(404, "There is no such story.")
    named = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return answered(request, lambda: found.body, media=found.media, headers=named)
