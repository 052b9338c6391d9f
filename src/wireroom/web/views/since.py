"""What is new in the stories since a moment, by the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from wireroom.deciding import LAST_LOOK, came, changed_since, moment
from wireroom.dossier import DossierRules
from wireroom.model import Change
from wireroom.ports import Engine, InputError
from wireroom.store.store import SqlStore


@dataclass(frozen=True, slots=True)
class Changed:
    """What is new in one story, what a desk must act on first before the rest."""

    story: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The stories of a page in which anything is new; `next` is how many stories were looked at, None on the last page.
    `since` is None where a story was never marked as seen."""

    since: str | None
    stories: tuple[Changed, ...]
    next: int | None


def changes_page(
    store: SqlStore, engine: Engine, rules: DossierRules, *, since: str, story: str | None, limit: int, skip: int = 0
) -> ChangesPage:
    """What is new since an ISO day or time, in one story or in all; with `LAST_LOOK` in one since it was marked as seen.
    At most `limit` stories are looked at. Raises InputError for a time that is none."""
    if since == LAST_LOOK:
        if story is None:
            raise InputError("last-look is of one story: story=ID")
        at, names = None, [story]
    else:
        at = moment(since)
        names = [story] if story is not None else list(islice(touched_since(store, at), skip, skip + limit + 1))
    told = at
    found: list[Changed] = []
    for name in names[:limit]:
        kept = store.filed(name)
        if kept is None:
            continue
        if at is None:
            told = (store.last_look(kept[0].story.reports) or (0, None))[1]
        new = changed_since(store, kept, at, engine=engine, rules=rules)
        if new:
            found.append(Changed(kept[0].story.id, kept[1].title, tuple(new)))
    return ChangesPage(told, tuple(found), skip + limit if len(names) > limit else None)


def touched_since(store: SqlStore, at: str) -> Iterator[str]:
    """The ids of the stories in which anything may be new since a moment, the one with the newest report first."""
    seen = store.arrived_by(at)
    decided = {name for one in store.decisions() if one.when > at for name in one.reports}
    decided |= {spot.report for one in store.decisions() if one.when > at for spot in one.spots}
    ruled = set(store.stories_of(decided))
    withdrawn = any(came(store, one.uri) > seen for one in store.rejections(withdrawing=True))
    undone = any(one.when > at and one.kind == "undo" for one in store.decisions())
    for story in store.stories():
        if story.seq > seen or story.id in ruled or withdrawn or undone:
            yield story.id
