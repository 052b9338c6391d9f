"""What was made of the arrivals: reports with their readings and ties, and rejections."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from wireroom.model import Derivation, Outcome, Published, Reading, Rejection, Report
from wireroom.store.database import Database
from wireroom.store.log import Envelope, chunks
from wireroom.store.nouns import pack, unpack
from wireroom.store.tables import (
    agency,
    arrival,
    derivation,
    reading,
    rejection,
    report,
    report_name,
)
from wireroom.store.words import vector

LONGEST_NAME = 500
"""Code points of the longest name that is looked up: a guid or an address; what is longer is none."""
AHEAD = 256
"""Reports read at once where one after the other is asked for."""
NEXT = 16
"""Arrivals by which a report comes after the last one read and still counts as the next: there may be rejections between."""
HELD = 4_096
"""Reports kept at hand."""


def keep(connection: Connection, outcomes: Sequence[Outcome], rules: str) -> None:
    """Writes what was made of some arrivals, which must still wait."""
    reports = [(one, one.result) for one in outcomes if isinstance(one.result, Report)]
    refused = [(one, one.result) for one in outcomes if isinstance(one.result, Rejection)]
    sqlite = connection.dialect.name == "sqlite"
    if reports:
        connection.execute(insert(report), [_report_row(one.arrival, made, rules, sqlite=sqlite) for one, made in reports])
        names = [{"report": one.arrival, "name": name} for one, made in reports for name in _names(made)]
        connection.execute(insert(report_name), names)
        credited = [{"report": one.arrival, "name": name} for one, made in reports for name in dict.fromkeys(made.agencies)]
        if credited:
            connection.execute(insert(agency), credited)
        read = [(one.arrival, one.reading) for one, _ in reports if one.reading is not None]
        rows = [{"report": at, "rules": rules, "model": made.model, "record": pack(made)} for at, made in read]
        connection.execute(insert(reading), rows)
        ties = [_tie_row(tie) for one, _ in reports for tie in one.ties]
        if ties:
            connection.execute(insert(derivation), ties)
    if refused:
        connection.execute(insert(rejection), [_rejection_row(one.arrival, made, rules) for one, made in refused])
    mark = update(arrival).where(arrival.c.seq == bindparam("of"), arrival.c.outcome.is_(None)).values(outcome=bindparam("now"))
    connection.execute(
        mark,
        [{"of": one.arrival, "now": "report" if isinstance(one.result, Report) else "rejection"} for one in outcomes],
    )


def _report_row(at: int, made: Report, rules: str, *, sqlite: bool) -> dict[str, object]:
    row: dict[str, object] = {
        "arrival": at,
        "id": made.id,
        "uri": made.uri,
        "title": made.title,
        "publisher": made.publisher,
        "published": made.published.value,
        "byline": made.byline,
        "language": made.language,
        "text": made.text,
        "withdraws": withdraws(made),
        "rules": rules,
        "record": pack(made),
    }
    if not sqlite:
        row["found"] = vector([("A", made.title or ""), ("B", made.publisher or ""), ("D", made.text)])
    return row


def withdraws(made: Report) -> bool:
    """Whether a report may withdraw others: it names some, or says of itself that it is a retraction."""
    return bool(made.retracts) or any(notice.kind == "retraction" and notice.span for notice in made.notices)


def _names(made: Report) -> list[str]:
    return [name for name in dict.fromkeys((made.id, made.uri, *made.names)) if len(name) <= LONGEST_NAME]


def _rejection_row(at: int, made: Rejection, rules: str) -> dict[str, object]:
    return {
        "arrival": at,
        "uri": made.uri,
        "reason": made.reason,
        "detail": made.detail,
        "withdraws": bool(made.retracts),
        "rules": rules,
        "record": pack(made),
    }


def _tie_row(tie: Derivation) -> dict[str, object]:
    return {
        "child": tie.child,
        "parent": tie.parent,
        "kind": tie.kind,
        "directed": tie.directed,
        "coverage": tie.coverage,
        "coverage_parent": tie.coverage_parent,
        "why": "; ".join(tie.why),
    }


def forget(connection: Connection) -> None:
    """Takes out everything that was made of the arrivals one by one, so that it can be made again; they all wait then."""
    for table in (derivation, reading, agency, report_name, report, rejection):
        connection.execute(delete(table))
    connection.execute(update(arrival).where(arrival.c.outcome != "removed").values(outcome=None))


def rejections(connection: Connection, *, withdrawing: bool = False) -> list[Rejection]:
    """The rejections in order of arrival; with `withdrawing` only orders that withdraw reports."""
    query = select(rejection.c.record).order_by(rejection.c.arrival)
    if withdrawing:
        query = query.where(rejection.c.withdraws)
    return [unpack(Rejection, record) for record in connection.execute(query).scalars()]


def outlines(connection: Connection, after: int) -> list[tuple[int, Report]]:
    """Every report that arrived after a number, with its own, in that order, without text, title or notices, but with its
    names; those that may withdraw others whole."""
    names: dict[int, list[str]] = {}
    query = select(report_name.c.report, report_name.c.name).where(report_name.c.report > after)
    for at, name in connection.execute(query.order_by(*report_name.primary_key)):
        names.setdefault(at, []).append(name)
    columns = (report.c.arrival, report.c.id, report.c.uri, report.c.publisher, report.c.published, report.c.withdraws)
    whole = {
        at: unpack(Report, record)
        for at, record in connection.execute(
            select(report.c.arrival, report.c.record).where(report.c.withdraws, report.c.arrival > after)
        )
    }
    found = []
    every = select(*columns).where(report.c.arrival > after).order_by(report.c.arrival)
    for at, name, uri, publisher, published, withdrawing in connection.execute(every):
        bare = Report(name, uri, "", publisher=publisher, published=Published(published), names=tuple(names.get(at, ())))
        found.append((at, whole[at] if withdrawing else bare))
    return found


def reports_of(connection: Connection, ids: Iterable[str]) -> list[Report]:
    """These reports, in order of arrival; those that are not there are left out."""
    found: list[tuple[int, Report]] = []
    for part in chunks(ids):
        query = select(report.c.arrival, report.c.record).where(report.c.id.in_(part))
        found += [(at, unpack(Report, record)) for at, record in connection.execute(query)]
    return [made for _, made in sorted(found, key=lambda item: item[0])]


def report_at(connection: Connection, uri: str, before: int) -> str | None:
    """The id of the latest report of an address that arrived before a number."""
    query = (
        select(report.c.id)
        .join(report_name, report_name.c.report == report.c.arrival)
        .where(report_name.c.name == uri, report.c.uri == uri, report.c.arrival < before)
        .order_by(report.c.arrival.desc())
    )
    return connection.execute(query.limit(1)).scalar()


def ways(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, str | None]]:
    """The number of each report's arrival, and by way of what it came."""
    found: dict[str, tuple[int, str | None]] = {}
    for part in chunks(ids):
        query = select(report.c.id, arrival.c.seq, arrival.c.record).join(arrival, arrival.c.seq == report.c.arrival)
        for name, seq, record in connection.execute(query.where(report.c.id.in_(part))):
            found[name] = (seq, unpack(Envelope, record).via)
    return found


def readings(connection: Connection, ids: Iterable[str]) -> list[Reading]:
    """The readings of some reports, in order of arrival."""
    found: list[tuple[int, Reading]] = []
    for part in chunks(ids):
        query = select(reading.c.report, reading.c.record).join(report, report.c.arrival == reading.c.report)
        found += [(at, unpack(Reading, record)) for at, record in connection.execute(query.where(report.c.id.in_(part)))]
    return [made for _, made in sorted(found, key=lambda item: item[0])]


class Reports(Mapping[str, Report]):
    """The reports of a store by id, read when asked for, the latest kept at hand; those that arrived next are read with one
    that is asked for right after the one before it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: OrderedDict[str, Report] = OrderedDict()
        self._last = 0

    def __getitem__(self, name: str) -> Report:
        if name not in self._held:
            self._fetch(name)
        self._held.move_to_end(name)
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        with self._database.read() as connection:
            names = list(connection.execute(select(report.c.id).order_by(report.c.arrival)).scalars())
        return iter(names)

    def __len__(self) -> int:
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(report)).scalar_one()

    def _fetch(self, name: str) -> None:
        with self._database.read() as connection:
            at = connection.execute(select(report.c.arrival).where(report.c.id == name)).scalar()
            if at is None:
                raise KeyError(name)
            ahead = AHEAD if at - self._last in range(1, NEXT) else 1
            query = select(report.c.arrival, report.c.record).where(report.c.arrival >= at)
            for seq, record in connection.execute(query.order_by(report.c.arrival).limit(ahead)):
                made = unpack(Report, record)
                self._held[made.id] = made
                self._last = seq
        while len(self._held) > HELD:
            self._held.popitem(last=False)


def made_by(connection: Connection) -> dict[str, int]:
    """How many outcomes each digest of rules made."""
    found: dict[str, int] = {}
    for table in (report, rejection):
        for rules, count in connection.execute(select(table.c.rules, func.count()).group_by(table.c.rules)):
            found[rules] = found.get(rules, 0) + count
    return found
