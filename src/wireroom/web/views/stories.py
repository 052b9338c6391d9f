"""The stories of the store by the page, and what a reader asked for."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom.model import StoryOrder, StoryRow
from wireroom.render import words
from wireroom.render.clean import cleaned
from wireroom.store.query import parsed
from wireroom.store.store import SqlStore

PAGE = 40
"""Stories of one page: two screens of a desk."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for: words and fields of the query language, the order, and the key after which the page begins."""

    query: str = ""
    order: StoryOrder = "newest"
    after: tuple[str | int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A story as the list tells it: its title, its days in words, and "9 reports, 3 voices, 2 disputes" as parts."""

    row: StoryRow
    title: str
    days: str | None
    tally: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """A page of stories; `count` is of all that answer, `next` the key after which the next page begins, None on the last."""

    asked: Asked
    stories: tuple[Told, ...]
    count: int
    next: tuple[str | int, ...] | None


def stories_page(store: SqlStore, asked: Asked, limit: int = PAGE) -> StoriesPage:
    """The stories that answer. Raises InputError for a query that cannot be meant."""
    query = parsed(asked.query)
    rows = list(store.story_page(query, asked.order, limit + 1, asked.after))
    more = rows[limit - 1].key(asked.order) if len(rows) > limit else None
    count = rows[0].of if rows else store.how_many_stories(query)
    return StoriesPage(asked, tuple(told(row) for row in rows[:limit]), count, more)


def told(row: StoryRow) -> Told:
    """A story as the list tells it."""
    return Told(row, cleaned(row.title), words.between(row.first, row.last), tally(row))


def tally(row: StoryRow) -> tuple[str, ...]:
    """How many reports, voices at most on one thing, and disputes, in words."""
    disputes = words.count(row.disputed, "dispute") if row.disputed else "no dispute"
    return (words.count(row.reports, "report"), words.count(row.voices, "voice"), disputes)
