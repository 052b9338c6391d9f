"""What came in, for people who look after the desk: the newest arrivals, rejections by reason, feeds, and what was received."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, collate, func, literal_column, select

from wireroom.model import Arrival, Came, Capture, Rejection
from wireroom.store.log import Envelope, chunks, mark_of, opened
from wireroom.store.nouns import unpack
from wireroom.store.tables import agency, arrival, body, feed, rejection, removed, report, story_report


def newest(connection: Connection, limit: int, before: int | None, reason: str | None) -> list[Came]:
    """The arrivals before a number, the newest first, at most `limit`; with `reason` only what was rejected for it."""
    asked = _came().order_by(arrival.c.seq.desc()).limit(limit)
    if before is not None:
        asked = asked.where(arrival.c.seq < before)
    if reason is not None:
        asked = asked.where(rejection.c.reason == reason)
    return [Came(*row) for row in connection.execute(asked)]


def these(connection: Connection, items: Iterable[Capture | Rejection]) -> list[Came]:
    """The arrivals of these items, in the order of the log; what never arrived is left out."""
    found: list[Came] = []
    for part in chunks(dict.fromkeys(mark_of(item) for item in items)):
        found += [Came(*row) for row in connection.execute(_came().where(arrival.c.mark.in_(part)))]
    return sorted(found, key=lambda one: one.seq)


def _came() -> Select[Any]:
    columns = (
        arrival.c.seq, arrival.c.at, arrival.c.uri, arrival.c.outcome, report.c.id, report.c.title, report.c.publisher,
        rejection.c.reason, rejection.c.detail, removed.c.rule, story_report.c.story,
    )  # fmt: skip
    return select(*columns).select_from(
        arrival.outerjoin(report, report.c.arrival == arrival.c.seq)
        .outerjoin(rejection, rejection.c.arrival == arrival.c.seq)
        .outerjoin(removed, removed.c.arrival == arrival.c.seq)
        .outerjoin(story_report, story_report.c.report == report.c.id)
    )


def last(connection: Connection) -> int:
    """The number of the last arrival; 0 when nothing came yet."""
    return int(connection.execute(select(func.coalesce(func.max(arrival.c.seq), 0))).scalar_one())


def reasons(connection: Connection) -> list[tuple[str, int]]:
    """How many arrivals were rejected for each reason, the most frequent first."""
    how_many = func.count().label("how_many")
    asked = select(rejection.c.reason, how_many).group_by(rejection.c.reason).order_by(how_many.desc(), rejection.c.reason)
    return [(reason, count) for reason, count in connection.execute(asked)]


def days(connection: Connection, limit: int) -> list[tuple[str, int, int]]:
    """The last days on which anything was taken in, newest first: the day, how much came, how much of it was rejected."""
    day = func.substr(arrival.c.at, literal_column("1"), literal_column("10")).label("day")
    asked = (
        select(day, func.count(), func.count(rejection.c.arrival))
        .select_from(arrival.outerjoin(rejection, rejection.c.arrival == arrival.c.seq))
        .group_by(day)
        .order_by(day.desc())
        .limit(limit)
    )
    return [(name, came, refused) for name, came, refused in connection.execute(asked)]


def feeds(connection: Connection) -> list[tuple[str, str, int, str | None]]:
    """Every feed that was ever watched: its address, how it stands, how much came from it, when the last of it was taken in."""
    sqlite = connection.dialect.name == "sqlite"
    found = []
    for address, record in connection.execute(select(feed.c.address, feed.c.record).order_by(feed.c.address)).all():
        uri = arrival.c.uri if sqlite else collate(arrival.c.uri, "C")
        inside = and_(uri >= f"{address}#", uri < f"{address}$")  # "$" follows "#"
        count, last = connection.execute(select(func.count(), func.max(arrival.c.at)).where(inside)).one()
        found.append((address, record, count, last))
    return found


def captured(connection: Connection, name: str) -> tuple[Arrival, str] | None:
    """What was received that gave a report, with the sha256 of its bytes; None when it is not there or was removed."""
    asked = (
        select(arrival.c.seq, arrival.c.at, arrival.c.record, body.c.coding, body.c.bytes, body.c.sha256)
        .join(report, report.c.arrival == arrival.c.seq)
        .join(body, body.c.sha256 == arrival.c.body)
        .where(report.c.id == name)
    )
    row = connection.execute(asked).first()
    if row is None:
        return None
    seq, at, record, coding, kept, sha256 = row
    about = unpack(Envelope, record)
    return Arrival(seq, at, Capture(about.uri, opened(coding, kept), about.media_type, about.received, about.via)), sha256


def names(connection: Connection, limit: int) -> tuple[Sequence[str], Sequence[str]]:
    """The publishers and the agencies that most reports name, at most `limit` of each, by name."""
    found = []
    for column in (report.c.publisher, agency.c.name):
        asked = select(column).where(column.is_not(None)).group_by(column).order_by(func.count().desc(), column).limit(limit)
        found.append(sorted(connection.execute(asked).scalars(), key=str.casefold))
    return found[0], found[1]
