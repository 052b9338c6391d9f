"""The reports that a search finds, by the page."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom.model import Hit
from wireroom.store.query import parsed
from wireroom.store.store import SqlStore


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of reports, newest first, those without a date last; `next` is the key after which the next page begins."""

    hits: tuple[Hit, ...]
    next: tuple[str | None, int] | None


def found_page(store: SqlStore, query: str, limit: int, after: tuple[str | None, int] | None = None) -> FoundPage:
    """The reports that answer. Raises InputError for a query that cannot be meant."""
    hits = store.search(parsed(query), limit + 1, after)
    last = hits[limit - 1] if len(hits) > limit else None
    key = None if last is None else (last.published, store.arrivals_of([last.report])[last.report])
    return FoundPage(tuple(hits[:limit]), key)
