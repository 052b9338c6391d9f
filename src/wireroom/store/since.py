"""What is new in a story of the store to somebody who saw it before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wireroom.dossier import DossierRules, changes
from wireroom.model import Change, Dossier, Filed
from wireroom.ports import Engine, InputError
from wireroom.surroundings import as_before, marked

if TYPE_CHECKING:
    from wireroom.store.store import SqlStore


def moment(text: str) -> str:
    """An ISO day or time as the log of arrivals writes it, in UTC. Raises InputError for what is none."""
    try:
        found = datetime.fromisoformat(text)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InputError(f"not an ISO day or time: {text[:40]!r}") from None
    return found.isoformat(timespec="seconds").replace("+00:00", "Z")


def changed_since(
    store: SqlStore, found: tuple[Filed, Dossier], at: str | None, *, engine: Engine, rules: DossierRules
) -> Sequence[Change]:
    """What is new in a story since a moment as `moment` gives it, or without one since somebody looked last (all of it when
    nobody did)."""
    filed, dossier = found
    if at is None:
        seen, at = store.last_look(filed.story.reports) or (0, "")
    else:
        seen = store.arrived_by(at)
    arrived = store.arrivals_of(filed.story.reports)
    earlier = [name for name in filed.story.reports if arrived[name] <= seen]
    log = store.decisions()
    decided = [one for one in log if one.when <= at]
    if len(earlier) == len(arrived) and len(decided) == len(log) and all(_came(store, by) <= seen for _, by in filed.marks):
        return ()
    marks = [(name, by) for name, by in filed.marks if _came(store, by) <= seen]
    before = as_before(
        dossier,
        filed.story,
        marked(store.reports(), earlier, marks),
        store.readings(earlier),
        decided,
        engine=engine,
        rules=rules,
    )
    return changes(before, dossier, marked(store.reports(), filed.story.reports, filed.marks))


def touched_since(store: SqlStore, at: str) -> Iterator[str]:
    """The ids of the stories in which anything may be new since a moment, the one with the newest report first."""
    seen = store.arrived_by(at)
    decided = {name for one in store.decisions() if one.when > at for name in one.reports}
    decided |= {spot.report for one in store.decisions() if one.when > at for spot in one.spots}
    ruled = set(store.stories_of(decided))
    withdrawn = any(_came(store, one.uri) > seen for one in store.rejections(withdrawing=True))
    undone = any(one.when > at and one.kind == "undo" for one in store.decisions())
    for story in store.stories():
        if story.seq > seen or story.id in ruled or withdrawn or undone:
            yield story.id


def _came(store: SqlStore, by: str) -> int:
    """The arrival of what withdraws a report: of a report by its id, of an order by its address."""
    return store.arrivals_of([by]).get(by) or store.arrival_from(by)
