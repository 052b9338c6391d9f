"""What people decide and what they have not seen yet, worked out over a store: for the command line and for the web desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from wireroom.dossier import DossierRules, changes, in_order
from wireroom.model import Change, Decision, Dossier, Filed, Story
from wireroom.ports import Engine, InputError, Store
from wireroom.surroundings import as_before, concerns, marked

LAST_LOOK = "last-look"
"""What is asked for instead of a time: since somebody looked last."""
SHOWN = 4
"""Reports that are named where a decision is told: two for a tie, and as many more as fit in a line."""


def moment(text: str) -> str:
    """An ISO day or time as the log of arrivals writes it, in UTC. Raises InputError for what is none."""
    try:
        found = datetime.fromisoformat(text)
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InputError(f"not an ISO day or time: {text[:40]!r}") from None
    return found.isoformat(timespec="seconds").replace("+00:00", "Z")


def about(store: Store, kind: str, names: Sequence[str]) -> dict[str, object]:
    """What a decision is about, as the log has it. Raises InputError for what is not in the store."""
    if kind == "undo":
        return {"undoes": names[0] if len(names) == 1 else None}
    if kind == "merge":
        return {"reports": [_report_of(store, name) for name in names]}
    if kind in ("set-aside", "not-the-same"):
        return {"passages": _passages(store, kind, names)}
    known = store.arrivals_of(names)
    missing = [name for name in names if name not in known]
    if missing:
        raise InputError(f"{store.name} has no report {missing[0]!r}")
    return {"reports": list(names)}


def _passages(store: Store, kind: str, names: Sequence[str]) -> list[dict[str, object]]:
    if len(names) < 2 or (kind == "set-aside" and len(names) != 2):
        raise InputError(f"{kind} names a story and {'a thread' if kind == 'set-aside' else 'claims'} of it")
    found = store.filed(names[0])
    if found is None:
        raise InputError(f"{store.name} has no story {names[0]!r}")
    claims = list(names[1:])
    if kind == "set-aside":
        claims = [name for one in found[1].threads if one.id == names[1] for name in one.claims]
    points = {one.id: one for one in found[1].points}
    missing = [name for name in claims if name not in points]
    if missing or not claims:
        raise InputError(f"story {found[0].story.id} has no {(missing or names[1:])[0]!r}")
    spots = [points[name] for name in dict.fromkeys(claims)]
    return [{"report": one.report, "span": list(one.span), "kind": one.kind} for one in spots]


def _report_of(store: Store, name: str) -> str:
    """A report that stands for a story in a decision: the story's own first, or the report itself."""
    if store.arrivals_of([name]):
        return name
    found = store.filed(name)
    if found is None:
        raise InputError(f"{store.name} has no story or report {name!r}")
    return found[0].story.reports[0]


def changed_since(
    store: Store, found: tuple[Filed, Dossier], moment: str | None, *, engine: Engine, rules: DossierRules
) -> Sequence[Change]:
    """What is new in one story after the arrivals and decisions of a moment (ISO, UTC), or of the last look: all when nobody
    looked."""
    filed, dossier = found
    if moment is None:
        seen, at = store.last_look(filed.story.reports) or (0, "")
    else:
        seen, at = store.arrived_by(moment), moment
    arrived = store.arrivals_of(filed.story.reports)
    earlier = [name for name in filed.story.reports if arrived[name] <= seen]
    log = store.decisions()
    decided = [one for one in log if one.when <= at]
    if len(earlier) == len(arrived) and len(decided) == len(log) and all(came(store, by) <= seen for _, by in filed.marks):
        return ()
    marks = [(name, by) for name, by in filed.marks if came(store, by) <= seen]
    reports = {one.id: one for one in store.reports_of(filed.story.reports)}
    before = as_before(
        dossier,
        filed.story,
        marked(reports, earlier, marks),
        store.readings(earlier),
        decided,
        engine=engine,
        rules=rules,
    )
    new = changes(before, dossier, marked(reports, filed.story.reports, filed.marks))
    return new if before is None else in_order([*new, *_decided(log, at, filed.story, dossier)])


def _decided(log: Sequence[Decision], at: str, story: Story, dossier: Dossier) -> Iterator[Change]:
    """What people decided about a story after a moment, and what they took back."""
    by_id = {one.id: one for one in log}
    threads = {one.decision.id: one.threads for one in dossier.rulings}
    for one in log:
        about, of = one, ""
        while about.undoes in by_id:
            about = by_id[about.undoes]
            of = f" of {about.kind.replace('_', ' ')}"
        if one.when > at and (concerns(about, story) or one.id in threads):
            named = dict.fromkeys((*about.reports, *(spot.report for spot in about.spots)))
            reports = tuple(name for name in named if name in story.reports)
            thread = next((each for each in dossier.threads if (each.id,) == threads.get(one.id)), None)
            what = thread.about if thread is not None else ", ".join(reports[:SHOWN]) + " …" * (len(reports) > SHOWN)
            told = f"{what}: {one.kind.replace('_', ' ')}{of} ({one.who}): {one.why}"
            yield Change("decided", told.removeprefix(": "), None if thread is None else thread.id, reports)


def came(store: Store, by: str) -> int:
    """The arrival of what withdraws a report: of a report by its id, of an order by its address."""
    return store.arrivals_of([by]).get(by) or store.arrival_from(by)
