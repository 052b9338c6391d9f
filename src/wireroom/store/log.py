"""The log of arrivals: what was received, kept as received, numbered from 1, each thing once."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, func, insert, select

from wireroom.model import Arrival, Capture, Rejection
from wireroom.store.nouns import pack, unpack
from wireroom.store.tables import arrival, body, printed

Key = TypeVar("Key", str, int)
CHUNK = 400
"""Keys asked for at a time."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """All of a capture but its bytes."""

    uri: str
    media_type: str | None = None
    received: str | None = None
    via: str | None = None


def mark_of(item: Capture | Rejection) -> str:
    """What tells arrivals apart: the sha256 of address and bytes, or of what could not be taken in."""
    parts = (
        (b"capture", item.uri, item.body) if isinstance(item, Capture) else (b"rejection", item.uri, item.reason, item.detail)
    )
    found = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big"))
        found.update(raw)
    return found.hexdigest()


def received(connection: Connection, items: Sequence[Capture | Rejection], at: str) -> list[Capture | Rejection]:
    """Those of the items that were new, now in the log; what it has already is passed over. Order is the order of arrival."""
    fresh: dict[str, Capture | Rejection] = {}
    for item in items:
        fresh.setdefault(mark_of(item), item)
    for mark in _known(connection, arrival.c.mark, list(fresh)):
        del fresh[mark]
    if not fresh:
        return []
    last = connection.execute(select(func.coalesce(func.max(arrival.c.seq), 0))).scalar_one()
    bodies = {hashlib.sha256(one.body).hexdigest(): one.body for one in fresh.values() if isinstance(one, Capture)}
    for name in _known(connection, body.c.sha256, list(bodies)):
        del bodies[name]
    rows = [{"sha256": name, "size": len(raw), **_coded(raw)} for name, raw in bodies.items()]
    if rows:
        connection.execute(insert(body), rows)
    connection.execute(
        insert(arrival), [_row(seq, mark, item, at) for seq, (mark, item) in enumerate(fresh.items(), start=last + 1)]
    )
    return list(fresh.values())


def _row(seq: int, mark: str, item: Capture | Rejection, at: str) -> dict[str, object]:
    whole = isinstance(item, Capture)
    kept = Envelope(item.uri, item.media_type, item.received, item.via) if isinstance(item, Capture) else item
    return {
        "seq": seq,
        "mark": mark,
        "uri": printed(item.uri),
        "kind": "capture" if whole else "rejection",
        "record": pack(kept),
        "body": hashlib.sha256(item.body).hexdigest() if isinstance(item, Capture) else None,
        "at": at,
        "outcome": None,
    }


def _coded(raw: bytes) -> dict[str, object]:
    packed = zlib.compress(raw, 6)
    return {"coding": "zlib", "bytes": packed} if len(packed) < len(raw) else {"coding": "none", "bytes": raw}


def opened(coding: str, kept: bytes) -> bytes:
    """The bytes as received. Raises zlib.error when what is kept is damaged."""
    return zlib.decompress(kept) if coding == "zlib" else bytes(kept)


def _known(connection: Connection, column: object, names: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(names), CHUNK):
        part = names[start : start + CHUNK]
        yield from connection.execute(select(column).where(column.in_(part))).scalars()  # type: ignore[call-overload,attr-defined]


def pending(connection: Connection, limit: int) -> list[Arrival]:
    """The oldest arrivals of which nothing was made yet."""
    query = (
        select(arrival.c.seq, arrival.c.at, arrival.c.kind, arrival.c.record, body.c.coding, body.c.bytes)
        .select_from(arrival.outerjoin(body, arrival.c.body == body.c.sha256))
        .where(arrival.c.outcome.is_(None))
        .order_by(arrival.c.seq)
        .limit(limit)
    )
    return [
        Arrival(seq, at, _item(kind, record, coding, kept)) for seq, at, kind, record, coding, kept in connection.execute(query)
    ]


def _item(kind: str, record: bytes, coding: str, kept: bytes) -> Capture | Rejection:
    if kind == "rejection":
        return unpack(Rejection, record)
    about = unpack(Envelope, record)
    return Capture(about.uri, opened(coding, kept), about.media_type, about.received, about.via)


def bodies(connection: Connection) -> Iterator[tuple[str, int, str, bytes]]:
    """Every body that is kept: its sha256 and size as they were when it came, its coding, and what is kept."""
    query = select(body.c.sha256, body.c.size, body.c.coding, body.c.bytes).order_by(body.c.sha256)
    for row in connection.execution_options(yield_per=200).execute(query):
        yield tuple(row)


def envelopes(connection: Connection) -> Iterator[tuple[int, str, str, Callable[[], Capture | Rejection] | None]]:
    """Every arrival: its number, mark and outcome, and what gives what came, which raises zlib.error where that is damaged;
    None where its bytes were removed."""
    query = (
        select(arrival.c.seq, arrival.c.mark, arrival.c.outcome, arrival.c.kind, arrival.c.record, body.c.coding, body.c.bytes)
        .select_from(arrival.outerjoin(body, arrival.c.body == body.c.sha256))
        .order_by(arrival.c.seq)
    )
    for seq, mark, outcome, kind, record, coding, kept in connection.execution_options(yield_per=200).execute(query):
        gone = kind == "capture" and coding is None
        yield seq, mark, outcome, None if gone else partial(_item, kind, record, coding, kept)


def chunks(names: Iterable[Key]) -> Iterator[list[Key]]:
    """The keys in lists short enough to be asked for at once."""
    held = list(names)
    for start in range(0, len(held), CHUNK):
        yield held[start : start + CHUNK]
