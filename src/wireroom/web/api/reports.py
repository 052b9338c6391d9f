"""Reports: found, read, and held against each other."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from wireroom.model import Arrival, Capture, Report
from wireroom.render.dossier_record import derivation_record
from wireroom.render.json import reading_record
from wireroom.web.api.addresses import address
from wireroom.web.api.answer import answered, key_of, paged
from wireroom.web.api.asked import Cursor, Filtered, Held, Limit, Name
from wireroom.web.api.document import answers
from wireroom.web.links import report_link
from wireroom.web.views.between import between
from wireroom.web.views.compare import compared
from wireroom.web.views.found import found_page
from wireroom.web.views.reading import read_report

router = APIRouter(default_response_class=Response, tags=["reports"])


@router.get("/reports", responses=answers("Reports"), summary="Search: reports that answer to the filters, newest first")
def reports(request: Request, held: Held, asked: Filtered, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """Each with words around the first that was looked for. Reports without a date come last."""
    after = key_of(cursor, [str, type(None)], [int])
    page = found_page(held.store, asked, limit, after)  # type: ignore[arg-type]
    following, headers = paged(request, page.next)
    rows = [{**asdict(hit), "href": address("reports", hit.report), "page": report_link(hit.report)} for hit in page.hits]
    return answered(request, lambda: {"schema": "wireroom.reports/1", "reports": rows, "next": following}, headers=headers)


@router.get("/reports/{name:path}", responses=answers("Report", 404), summary="One report and what it says")
def report(request: Request, held: Held, name: Name) -> Response:
    """The report with its reading, `wireroom.reading/1`, the story that holds it, and its ties to other reports of it."""
    found = read_report(held.store, held.dossiers, name)
    if found is None:
        raise HTTPException(404, "There is no such report.")
    story = None if found.story is None else found.story.name
    record = {
        "schema": "wireroom.report/1",
        "story": None if story is None else {"id": story, "href": address("stories", story)},
        "lineage": found.lineage,
        "ties": [derivation_record(tie) for tie in found.ties],
        "capture": None if found.capture is None else _capture(found.report.id, *found.capture),
        "reading": reading_record(found.report, found.reading),
        "page": report_link(found.report.id),
    }
    return answered(request, lambda: record)


@router.get("/compare", responses=answers("Comparison", 404), summary="Two reports held against each other")
def compare(
    request: Request,
    held: Held,
    a: Annotated[str, Query(min_length=1, description="The id of a report; it stands at the left.")],
    b: Annotated[str, Query(min_length=1, description="The id of another.")],
    only: Annotated[Literal["all", "changes"], Query(description="With `changes` what is the same is left out.")] = "all",
) -> Response:
    """What ties them, and their paragraphs that answer to each other side by side, with what changed inside them graded."""
    found = {one.id: one for one in held.store.reports_of({a, b})}
    if found.keys() != {a, b}:
        raise HTTPException(404, "There is no such report.")
    one, other = found[a], found[b]
    tools, rules = held.scribe.engine.tools, held.settings.rules.lineage
    tie = between(one, other, held.dossiers, held.ties, tools=tools, rules=rules)
    rows = compared(one, other, tie, changes_only=only == "changes")
    record = {
        "schema": "wireroom.comparison/1",
        "a": _compared(one),
        "b": _compared(other),
        "tie": None if tie is None else derivation_record(tie),
        "told": rows.told,
        "counts": {"fact": rows.facts, "wording": rows.wordings, "spelling": rows.spellings},
        "rows": [
            {
                "a": [asdict(bit) for bit in row.child],
                "b": [asdict(bit) for bit in row.parent],
                "same": row.same,
                "skipped": row.skipped,
            }
            for row in rows.rows
        ],
    }
    return answered(request, lambda: record)


def _compared(one: Report) -> dict[str, Any]:
    about = {"id": one.id, "title": one.title, "publisher": one.publisher, "published": one.published.value}
    return {**about, "href": address("reports", one.id)}


def _capture(name: str, arrival: Arrival, sha256: str) -> dict[str, Any]:
    item = arrival.item
    assert isinstance(item, Capture)
    return {
        "sha256": sha256,
        "size": len(item.body),
        "uri": item.uri,
        "media_type": item.media_type,
        "received": item.received,
        "via": item.via,
        "arrival": arrival.seq,
        "at": arrival.at,
        "href": address("captures", name),
    }
