"""Proof that what is stored is what was received, and that everything that came has an outcome."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Table, and_, exists, func, select, text

from wireroom.model import Capture, Counts, Dossier, Filed, Reading, Rejection, Report
from wireroom.store import log
from wireroom.store.nouns import unpack
from wireroom.store.tables import (
    arrival,
    body,
    decision,
    dossier,
    reading,
    rejection,
    removed,
    report,
    story,
)

_BROKEN = (ValueError, TypeError, LookupError, zlib.error)


def counts(connection: Connection) -> Counts:
    """How much there is of everything."""

    def how_many(table: Table, outcome: str | None = "any") -> int:
        query = select(func.count()).select_from(table)
        if outcome != "any":
            query = query.where(arrival.c.outcome.is_not_distinct_from(outcome))
        return int(connection.execute(query).scalar_one())

    return Counts(
        arrivals=how_many(arrival),
        reports=how_many(report),
        rejections=how_many(rejection),
        pending=how_many(arrival, None),
        removed=how_many(arrival, "removed"),
        stories=how_many(story),
        decisions=how_many(decision),
    )


def faults(connection: Connection) -> Iterator[str]:
    """Each thing that is not as it must be, in a line; nothing when all is well."""
    yield from _file(connection)
    for name, size, coding, kept in log.bodies(connection):
        try:
            raw = log.opened(coding, kept)
        except zlib.error:
            yield f"body {name[:12]}: damaged, it cannot be opened"
            continue
        if len(raw) != size or hashlib.sha256(raw).hexdigest() != name:
            yield f"body {name[:12]}: not the bytes that were received"
    expected = 0
    for seq, mark, outcome, opened in log.envelopes(connection):
        expected += 1
        if seq != expected:
            yield f"arrival {seq}: the log has a gap before it"
            expected = seq
        if opened is None:
            if outcome != "removed":
                yield f"arrival {seq}: its bytes are gone, and no rule removed them"
        elif not _same(opened, mark):
            yield f"arrival {seq}: not what was received"
    yield from _outcomes(connection)
    yield from _records(connection)


def _same(opened: Callable[[], Capture | Rejection], mark: str) -> bool:
    try:
        return log.mark_of(opened()) == mark
    except _BROKEN:
        return False


def _file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for pragma in ("integrity_check", "foreign_key_check"):
            for row in connection.execute(text(f"PRAGMA {pragma}")):
                if row[0] != "ok":
                    yield f"database: {pragma.replace('_', ' ')}: {' '.join(str(one) for one in row)[:200]}"


def _outcomes(connection: Connection) -> Iterator[str]:
    for table, name, key in ((report, "report", report.c.arrival), (rejection, "rejection", rejection.c.arrival)):
        has = exists(select(key).where(key == arrival.c.seq))
        without = select(arrival.c.seq).where(and_(arrival.c.outcome == name, ~has))
        yield from (f"arrival {seq}: its {name} is missing" for seq in connection.execute(without).scalars())
        other = select(arrival.c.seq).join(table, key == arrival.c.seq).where(func.coalesce(arrival.c.outcome, "") != name)
        yield from (f"arrival {seq}: a {name} that its entry does not know of" for seq in connection.execute(other).scalars())
    unread = select(report.c.arrival).where(~exists(select(reading.c.report).where(reading.c.report == report.c.arrival)))
    yield from (f"arrival {seq}: its report has no reading" for seq in connection.execute(unread).scalars())
    gone = select(arrival.c.seq).where(
        and_(arrival.c.outcome == "removed", ~exists(select(removed.c.seq).where(removed.c.arrival == arrival.c.seq)))
    )
    yield from (f"arrival {seq}: removed, and no entry says by which rule" for seq in connection.execute(gone).scalars())
    idle = select(body.c.sha256).where(~exists(select(arrival.c.seq).where(arrival.c.body == body.c.sha256)))
    yield from (f"body {name[:12]}: nothing arrived with it" for name in connection.execute(idle).scalars())


def _records(connection: Connection) -> Iterator[str]:
    kinds = (
        (report.c.arrival, report.c.record, Report),
        (reading.c.report, reading.c.record, Reading),
        (rejection.c.arrival, rejection.c.record, Rejection),
        (story.c.id, story.c.record, Filed),
        (dossier.c.story, dossier.c.record, Dossier),
    )
    for key, record, kind in kinds:
        for name, packed in connection.execution_options(yield_per=200).execute(select(key, record)):
            try:
                unpack(kind, packed)
            except _BROKEN as error:
                yield f"{kind.__name__.lower()} {name}: cannot be read: {type(error).__name__}"
