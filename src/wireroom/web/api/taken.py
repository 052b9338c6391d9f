"""Reports handed in: taken into the log as they came, then read; who hands them in is told where to see what became of them."""

from __future__ import annotations

import io
import re
from hashlib import sha256
from itertools import islice
from math import inf
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import Response

from wireroom.intake import forms
from wireroom.intake.media import by_bytes, declared
from wireroom.ports import InputError
from wireroom.render.json import dumps_line
from wireroom.store.database import DEADLINE
from wireroom.web.api.addresses import address
from wireroom.web.api.asked import Held, plain
from wireroom.web.api.document import failures
from wireroom.web.api.intake import arrival_record
from wireroom.web.placeless import placeless
from wireroom.web.views.clock import now

router = APIRouter(default_response_class=Response, tags=["intake"])
TAKEN = (
    "application/json", "application/jsonl", "application/xml", "application/mbox", "message/rfc822", "text/html",
    "text/markdown", "text/plain",
)  # fmt: skip
"""Forms that are taken here; archives and tables are for `wireroom add`, which reads them in pieces."""
MOST = 1_000
"""Reports handed in at once: a full feed has some hundreds."""
LONGEST_WAIT = 20.0
"""Seconds that somebody may wait for reports to be read."""
_ADDRESS = re.compile(r"[^\x00-\x20\x7f]{1,2000}")
_RECORD = {
    "oneOf": [{"$ref": "#/components/schemas/Record"}, {"type": "array", "items": {"$ref": "#/components/schemas/Record"}}]
}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A record or a list of them, a JSON Feed, or the bytes of one report or feed, at most 16 MB.",
        "content": {
            name: {"schema": _RECORD if name == "application/json" else {"type": "string", "minLength": 1}} for name in TAKEN
        },
    }
}


def _answers() -> dict[int | str, dict[str, Any]]:
    told = {
        200: "All of it was known before.",
        201: "Taken in, and what became of it.",
        202: "Taken in; some of it waits to be read: ask again where `Location` says.",
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Taken"}}}
    where = {"Location": {"description": "Where to see it.", "schema": {"type": "string"}}}
    return {status: {"description": text, "content": content, "headers": where} for status, text in told.items()} | failures(
        400, 413, 415
    )


async def body(request: Request) -> bytes:
    """The bytes of a request; the door has a limit for them."""
    return await request.body()


@router.post(
    "/reports", status_code=201, responses=_answers(), openapi_extra=_BODY, tags=["reports"], summary="Hand in reports"
)
def add(
    request: Request,
    held: Held,
    given: Annotated[bytes, Depends(body)],
    uri: Annotated[
        str | None,
        Query(min_length=1, max_length=2_000, alias="address", description="The address that the bytes came from."),
    ] = None,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT, description="Seconds to wait for them to be read.")] = 5.0,
) -> Response:
    """A record has a `text` and may have `id`, `title`, `published`, `publisher`, `url`, `language`. The media type of all else
    tells its form; without one its first bytes do. The same bytes from the same address are taken once."""
    media = _form(request.headers.get("content-type"), given)
    if uri is not None and not _ADDRESS.fullmatch(plain(uri)):
        raise InputError("address: not an address")
    where = uri or f"posted/{sha256(given).hexdigest()[:16]}"
    items = list(islice(forms.received(where, io.BytesIO(given), media), MOST + 1))
    if len(items) > MOST:
        raise HTTPException(413, f"At most {MOST:,} reports at a time.")
    new = held.store.receive(items, now())
    if new:
        turn = held.scribe.wake()
        if wait:
            held.scribe.wait(turn, wait)
            DEADLINE.set(inf)  # what it waited for was not the store's doing
    found = held.store.came_as(items)
    waits = any(one.outcome is None for one in found)
    record = {
        "schema": "wireroom.taken/1",
        "received": len(items),
        "new": new,
        "arrivals": [arrival_record(one) for one in found],
        "held_up": placeless(held, held.scribe.failed) if waits and held.scribe.failed else None,
    }
    headers = {"Cache-Control": "no-store", **({"Retry-After": "2"} if waits else {})}
    first = next((one for one in found if one.outcome is None), found[0])
    headers["Location"] = address("reports", first.report) if first.report else address("arrivals", str(first.seq))
    return Response(dumps_line(record) + "\n", 202 if waits else 201 if new else 200, headers, "application/json")


def _form(given: str | None, body: bytes) -> str:
    """The form of the bytes. Raises HTTPException, 415, for one that is not taken here, and InputError for nothing at all."""
    if not body:
        raise InputError("nothing was handed in")
    media = declared(given) or by_bytes(body[:4_096])
    if media not in TAKEN and media.endswith(("+xml", "+json")) and media != "image/svg+xml":
        media = f"application/{media.rpartition('+')[2]}"
    if media not in TAKEN:
        raise HTTPException(415, f"{media[:80]} is not taken here; taken are {', '.join(TAKEN)}.")
    return media
