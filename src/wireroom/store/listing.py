"""Stories by the page: those that answer to a query, in an order that a reader chose, from where the last page ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, collate, func, literal, select, tuple_

from wireroom.model import StoryOrder, StoryRow
from wireroom.store.query import Fact, Joined, Query, Term
from wireroom.store.search import condition
from wireroom.store.tables import arrival, look, report, story, story_report, thread

_APART = frozenset({"verdict", "warning", "agency", "said", "language", "id"})
"""Fields that another report of the story may answer to than the one that has the words."""
After = tuple[str, int, int] | tuple[int, str, int]
"""The key of the row after which a page begins: as `StoryRow.key` gives it for the order."""


def page(
    connection: Connection, query: Query, order: StoryOrder, limit: int, after: Sequence[str | int] | None
) -> list[StoryRow]:
    """At most `limit` stories with a report that answers to the query. Voices are the most that speak of one thing.

    Those that answer are looked up once, for the page and for their number."""
    sqlite = connection.dialect.name == "sqlite"
    voices = select(func.coalesce(func.max(thread.c.independent), 1)).where(thread.c.story == story.c.id).scalar_subquery()
    keys = _keys(order, sqlite=sqlite)
    found = _narrowed(select(story.c.id), query, sqlite=sqlite).cte("found").prefix_with("MATERIALIZED")
    columns = (
        story.c.id, story.c.title, story.c.first, story.c.last, story.c.reports, story.c.disputed, story.c.seq, arrival.c.at,
        voices, story.c.inputs, _fresh(), select(func.count()).select_from(found).scalar_subquery(),
    )  # fmt: skip
    asked = select(*columns).join(arrival, arrival.c.seq == story.c.seq).where(story.c.id.in_(select(found.c.id)))
    if after is not None:
        asked = asked.where(tuple_(*keys) < tuple_(*(literal(one) for one in after)))
    asked = asked.order_by(*(one.desc() for one in keys)).limit(limit)
    return [StoryRow(*row) for row in connection.execute(asked)]


def _fresh() -> ColumnElement[int | None]:
    """How many reports of the story came since it was looked at; of stories that were merged since, the first look counts."""
    inside = select(story_report.c.report).where(story_report.c.story == story.c.id).correlate(story)
    seen = select(func.min(look.c.seq)).where(look.c.story.in_(inside)).correlate(story).scalar_subquery()
    came = (
        select(func.count())
        .select_from(story_report.join(report, report.c.id == story_report.c.report))
        .where(story_report.c.story == story.c.id, report.c.arrival > seen)
        .correlate(story)
        .scalar_subquery()
    )
    return case((seen.is_(None), None), else_=came)


def how_many(connection: Connection, query: Query) -> int:
    """How many stories have a report that answers to the query."""
    sqlite = connection.dialect.name == "sqlite"
    asked = _narrowed(select(func.count()).select_from(story), query, sqlite=sqlite)
    return int(connection.execute(asked).scalar_one())


def answering(connection: Connection, query: Query) -> set[str]:
    """The ids of all stories that answer to the query."""
    asked = _narrowed(select(story.c.id), query, sqlite=connection.dialect.name == "sqlite")
    return set(connection.execute(asked).scalars())


def _narrowed(asked: Select[Any], query: Query, *, sqlite: bool) -> Select[Any]:
    """A story answers when a report of it has the words and dates, and a report of it, the same or another, has each of the
    other fields: `ferry verdict:disputed publisher:gazette` needs no report of the Gazette's that is disputed itself."""
    for part in _each(query):
        holding = (
            select(story_report.c.story)
            .join(report, report.c.id == story_report.c.report)
            .where(condition(part, sqlite=sqlite))
        )
        asked = asked.where(story.c.id.in_(holding))
    return asked


def _each(query: Query) -> list[Query]:
    """What reports of a story must answer to, each by itself."""
    parts = query.parts if isinstance(query, Joined) and query.how == "and" else (query,)
    apart: list[Query] = [one for one in parts if isinstance(one, Fact) and one.field in _APART]
    apart += [one for one in parts if isinstance(one, Term) and one.field == "publisher"]
    rest = tuple(one for one in parts if one not in apart)
    return [*apart, *([Joined("and", rest)] if rest else [])]


def _keys(order: StoryOrder, *, sqlite: bool) -> tuple[ColumnElement[Any], ...]:
    """What orders the stories, all descending; the last part is of one story only."""
    day: ColumnElement[Any] = func.coalesce(func.substr(story.c.last, 1, 10), "")
    if not sqlite:
        day = collate(day, "C")
    return (story.c.disputed, day, story.c.seq) if order == "disputed" else (day, story.c.disputed, story.c.seq)
