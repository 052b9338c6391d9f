"""A query carried out: the reports that answer to it, newest first, in either database the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    cast,
    collate,
    column,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from wireroom.model import Hit
from wireroom.store.query import Fact, Joined, Not, Query, Term, sought
from wireroom.store.tables import agency, claim, report, story_report, thread, thread_claim, warning
from wireroom.store.words import LONGEST

_WEIGHT = {"title": "A", "publisher": "B", "text": "D", "any": ""}
AROUND = 80
"""Code points shown on either side of the first word that was looked for."""
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def condition(query: Query, *, sqlite: bool) -> ColumnElement[bool]:
    """What must be so of a row of `report`."""
    if isinstance(query, Joined):
        parts = [condition(part, sqlite=sqlite) for part in query.parts]
        if not parts:
            return true()
        return and_(*parts) if query.how == "and" else or_(*parts)
    if isinstance(query, Not):
        return not_(func.coalesce(condition(query.of, sqlite=sqlite), false()))
    if isinstance(query, Fact):
        return _fact(query, _published(sqlite=sqlite))
    return _in_sqlite(query) if sqlite else _in_postgresql(query)


def _in_sqlite(term: Term) -> ColumnElement[bool]:
    where = "" if term.field == "any" else f"{term.field} : "
    asked = f'{where}"{" ".join(term.words)}"{" *" if term.prefix else ""}'
    index = table("report_words", column("rowid"))
    return report.c.arrival.in_(select(index.c.rowid).where(literal_column("report_words").op("MATCH")(literal(asked))))


def _in_postgresql(term: Term) -> ColumnElement[bool]:
    cut = [word.encode()[:LONGEST].decode("utf-8", "ignore") for word in term.words]
    weight = _WEIGHT[term.field]
    marks = [f":{weight}" if weight else ""] * len(cut)
    if term.prefix:
        marks[-1] = f":*{weight}"
    asked = " <-> ".join(f"'{word}'{mark}" for word, mark in zip(cut, marks, strict=True))
    return report.c.found.bool_op("@@")(cast(literal(asked), TSQUERY))


def _published(*, sqlite: bool) -> ColumnElement[str]:
    """The time of publication, compared character by character: other collations pass over hyphens."""
    return report.c.published if sqlite else collate(report.c.published, "C")


def _fact(fact: Fact, published: ColumnElement[str]) -> ColumnElement[bool]:
    """As `desk.within`: a report of which only the month is known may be of any day of it."""
    value = fact.value
    if fact.field == "since":
        return published >= func.substr(value, 1, func.length(published))
    if fact.field == "until":
        return func.substr(published, 1, len(value)) <= func.substr(value, 1, func.length(published))
    if fact.field == "language":
        return report.c.language == value.lower()
    if fact.field == "id":
        return report.c.id == value
    if fact.field == "story":
        return report.c.id.in_(select(story_report.c.report).where(story_report.c.story == value))
    if fact.field == "said":
        like = "%" + re.sub(r"([%_\\])", r"\\\1", value.lower()) + "%"
        return report.c.id.in_(select(claim.c.report).where(func.lower(claim.c.said_by).like(like, escape="\\")))
    if fact.field == "agency":
        return report.c.arrival.in_(select(agency.c.report).where(func.lower(agency.c.name) == value.lower()))
    if fact.field == "warning":
        kind = value.lower().replace(" ", "_").replace("-", "_")
        return report.c.id.in_(select(warning.c.report).where(warning.c.kind == kind))
    joined = claim.join(thread_claim, and_(thread_claim.c.story == claim.c.story, thread_claim.c.claim == claim.c.id)).join(
        thread, and_(thread.c.story == claim.c.story, thread.c.number == thread_claim.c.thread)
    )
    return report.c.id.in_(select(claim.c.report).select_from(joined).where(thread.c.verdict == value.lower()))


def ids(connection: Connection, query: Query) -> list[str]:
    """The ids of all reports that answer to a query, in order of arrival."""
    asked = condition(query, sqlite=connection.dialect.name == "sqlite")
    return list(connection.execute(select(report.c.id).where(asked).order_by(report.c.arrival)).scalars())


def hits(connection: Connection, query: Query, limit: int, after: tuple[str | None, int] | None = None) -> list[Hit]:
    """The reports that answer to a query, newest first, those without a date last, at most `limit`; with `after` those behind a
    report, told by its time of publication and its arrival."""
    sqlite = connection.dialect.name == "sqlite"
    asked, published = condition(query, sqlite=sqlite), _published(sqlite=sqlite)
    order = (published.is_(None), published.desc(), report.c.arrival.desc())
    found = select(report.c.arrival).where(asked).order_by(*order).limit(limit)  # the texts of all would be sorted with them
    if after is not None:
        found = found.where(_behind(published, *after))
    columns = (report.c.id, report.c.title, report.c.publisher, report.c.published, report.c.uri, story_report.c.story)
    chosen = (
        select(*columns, report.c.text)
        .select_from(report.outerjoin(story_report, story_report.c.report == report.c.id))
        .where(report.c.arrival.in_(select(found.subquery().c.arrival)))
        .order_by(*order)
    )
    looked = sought(query)
    return [Hit(*row[:6], _excerpt(row[6], looked)) for row in connection.execute(chosen)]


def _behind(published: ColumnElement[str], day: str | None, arrived: int) -> ColumnElement[bool]:
    undated = published.is_(None)
    if day is None:
        return and_(undated, report.c.arrival < arrived)
    return or_(undated, published < day, and_(published == day, report.c.arrival < arrived))


def _excerpt(whole: str, looked: Sequence[str]) -> str:
    """Words around the first that was looked for, on one line."""
    low = _FOREIGN.sub(lambda char: unicodedata.normalize("NFD", char.group())[0], whole).lower()
    places = [found.start() for word in looked if (found := re.search(rf"\b{re.escape(word)}", low))] if looked else []
    at = min(places, default=0)
    start, end = max(0, at - AROUND), min(len(whole), at + AROUND)
    return f"{'…' * (start > 0)}{' '.join(whole[start:end].split())}{'…' * (end < len(whole))}"
