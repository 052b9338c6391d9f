"""What came in: the log of arrivals, rejections, feeds, and the bytes as they were received."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Path, Query, Request
from starlette.responses import Response

from wireroom.model import Came, Capture, Reason
from wireroom.web.api.addresses import address
from wireroom.web.api.answer import answered, key_of, paged
from wireroom.web.api.asked import Cursor, Held, Limit, Name
from wireroom.web.api.document import answers

router = APIRouter(default_response_class=Response, tags=["intake"])
DAYS = 90
"""Days of which it is told how much came."""


@router.get("/intake", responses=answers("Intake"), summary="How much came in, from which feeds, and what was rejected")
def intake(request: Request, held: Held) -> Response:
    """Counts by day and by reason of rejection, and how each watched feed stands."""
    store = held.store
    record = {
        "schema": "wireroom.intake/1",
        "counts": asdict(store.counts()),
        "rejected": [{"reason": reason, "count": count} for reason, count in store.reasons()],
        "days": [{"day": day, "arrivals": count, "rejections": refused} for day, count, refused in store.days(DAYS)],
        "feeds": [_feed(*one) for one in store.feeds()],
    }
    return answered(request, lambda: record)


def _feed(where: str, record: str, count: int, last: str | None) -> dict[str, Any]:
    kept = json.loads(record)
    told = {key: kept.get(key) for key in ("last", "failures", "asked", "dead")}
    return {"address": where, **told, "arrivals": count, "arrived": last}


@router.get("/arrivals", responses=answers("Arrivals"), summary="The log of arrivals, newest first")
def arrivals(
    request: Request,
    held: Held,
    reason: Annotated[Reason | None, Query(description="Only what was rejected for this reason.")] = None,
    limit: Limit = 40,
    cursor: Cursor = None,
) -> Response:
    """Each with what became of it: a report, a rejection that says why, removed by a rule, or waiting."""
    after = key_of(cursor, [int])
    found = held.store.came(limit + 1, None if after is None else int(after[0] or 0), reason)
    following, headers = paged(request, (found[limit - 1].seq,) if len(found) > limit else None)
    rows = [arrival_record(one) for one in found[:limit]]
    return answered(request, lambda: {"schema": "wireroom.arrivals/1", "arrivals": rows, "next": following}, headers=headers)


@router.get("/arrivals/{number}", responses=answers("Arrival", 404), summary="What became of one arrival")
def arrival(
    request: Request, held: Held, number: Annotated[int, Path(ge=1, le=2**53, description="Its number in the log.")]
) -> Response:
    """Ask again while `outcome` is null: it waits to be read."""
    found = held.store.came(1, number + 1)
    if not found or found[0].seq != number:
        raise HTTPException(404, "There is no such arrival.")
    return answered(request, lambda: arrival_record(found[0]))


def arrival_record(one: Came) -> dict[str, Any]:
    """An entry of the log with what became of it."""
    report = None if one.report is None else {"id": one.report, "title": one.title, "publisher": one.publisher}
    return {
        "arrival": one.seq,
        "at": one.at,
        "uri": one.uri,
        "outcome": one.outcome,
        "report": report and {**report, "story": one.story, "href": address("reports", report["id"] or "")},
        "rejection": None if one.reason is None else {"reason": one.reason, "detail": one.detail},
        "rule": one.rule,
        "href": address("arrivals", str(one.seq)),
    }


@router.get(
    "/captures/{name:path}",
    responses=answers(
        None,
        404,
        media={"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        headers={
            "Capture-Type": "The media type that the bytes came with, where it is known.",
            "Capture-Address": "The address that they came from, percent-encoded.",
        },
    ),
    summary="The bytes of a report as they were received",
)
def capture(request: Request, held: Held, name: Name) -> Response:
    """Never as a page: whatever they are, they come as a file. The tag is their sha256."""
    found = held.store.captured(name)
    if found is None:
        raise HTTPException(404, "There is no such report, or its bytes were removed.")
    item = found[0].item
    assert isinstance(item, Capture)
    headers = {
        "Content-Disposition": f'attachment; filename="{found[1][:16]}.bin"',
        "Capture-Address": _ascii(item.uri),
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    if item.media_type:
        headers["Capture-Type"] = _ascii(item.media_type)
    return answered(request, lambda: item.body, tag=found[1], media="application/octet-stream", headers=headers)


def _ascii(value: str) -> str:
    return quote(value, safe="/:?#[]@!$&'()*+,;= ", errors="replace")[:2_000]
