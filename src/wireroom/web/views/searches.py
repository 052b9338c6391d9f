"""Searches that somebody kept under a name: counted, kept and forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom.ports import InputError
from wireroom.render.clean import cleaned
from wireroom.store.query import parsed
from wireroom.store.store import SqlStore

LONGEST_NAME = 80
"""Characters of the name of a saved search."""
MOST = 60
"""Searches that are kept: the list of stories counts every one of them whenever it is shown."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search that somebody kept, with how many stories answer to it now; None when it can no longer be asked."""

    name: str
    query: str
    count: int | None


def searches(store: SqlStore) -> tuple[Search, ...]:
    """Every saved search by name, counted."""
    return tuple(_counted(store, name, query) for name, query in store.searches())


def search(store: SqlStore, name: str) -> Search | None:
    """The search of that name, counted; None when there is none."""
    found = next((one for one in store.searches() if cleaned(one[0]) == cleaned(name)), None)
    return None if found is None else _counted(store, *found)


def keep(store: SqlStore, name: str, query: str, at: str) -> tuple[Search, bool]:
    """Keeps a search under a name; gives it, and whether no search had that name. Raises InputError for a name of nothing, for
    a query that cannot be asked, and where `MOST` are kept already."""
    shown = cleaned(name)[:LONGEST_NAME].strip()
    if not shown:
        raise InputError("a search is kept under a name")
    parsed(query)
    before = [one for one, _ in store.searches()]
    if shown not in before and len(before) >= MOST:
        raise InputError(f"at most {MOST} searches are kept: forget one first")
    store.save_search(shown, query, at)
    return _counted(store, shown, query), shown not in before


def forget(store: SqlStore, name: str) -> bool:
    """Forgets the search of a name, as it is shown or as it is kept; False when there is none."""
    found = [one for one, _ in store.searches() if cleaned(one) == cleaned(name)]
    for one in found:
        store.drop_search(one)
    return bool(found)


def _counted(store: SqlStore, name: str, query: str) -> Search:
    try:
        count = store.how_many_stories(parsed(query))
    except InputError:
        count = None
    return Search(cleaned(name), query, count)
