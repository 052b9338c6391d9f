"""Commands of people at the desk: `decide`, and `changes` for somebody who looked before."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from wireroom.cli.options import has_settings, has_store, settings_of, shows, works, writes
from wireroom.cli.output import clean, note, write
from wireroom.cli.stored import now, store_of, worked

if TYPE_CHECKING:
    from wireroom.model import Change, Dossier, Filed
    from wireroom.store.store import SqlStore

_KINDS = {
    "merge": "these stories, or the stories of these reports, are one",
    "split": "these reports leave their stories and make one of their own",
    "not-a-copy": "these two reports speak for themselves",
    "not-the-same": "these claims of a story leave their thread and make one of their own: STORY CLAIM…",
    "set-aside": "the verdict of a thread does not stand: STORY THREAD",
    "undo": "a decision no longer holds: its id",
}


def commands(group: Any) -> None:
    """Adds the commands of this module."""
    kinds = "; ".join(f"{name}: {what}" for name, what in _KINDS.items())
    decide = group.add_parser("decide", help="put a person's decision over the machine's answer", description=_decide.__doc__)
    decide.add_argument("kind", choices=(*_KINDS, "list"), help=f"{kinds}; list: the log so far")
    decide.add_argument("names", nargs="*", metavar="NAME", help="ids of stories, reports, threads, claims or decisions")
    decide.add_argument("--why", metavar="TEXT", help="the reason; it is shown with the decision")
    decide.add_argument("--who", metavar="NAME", help="who decides (setting `who`)")
    works(decide)
    has_store(decide)
    decide.set_defaults(command=_decide)

    changes = group.add_parser("changes", help="what is new to somebody who looked before", description=_changes.__doc__)
    changes.add_argument("story", nargs="?", metavar="STORY", help="one story (all of them)")
    changes.add_argument(
        "--since", required=True, metavar="TIME", help="an ISO day or time, or last-look: since `dossier` showed it"
    )
    shows(changes, "text", "json")
    writes(changes)
    has_store(changes)
    has_settings(changes)
    changes.set_defaults(command=_changes)


def _decide(options: argparse.Namespace) -> int:
    """Add a decision to the log and write up the stories that it touches. Nothing is ever taken out of the log: `undo` is
    another entry, and can be undone. `decide list` prints the log."""
    from wireroom.intake.decisions import decision_of
    from wireroom.ports import InputError

    settings = settings_of(options)
    with store_of(settings) as store:
        before = store.decisions()
        if options.kind == "list":
            for one in before:
                about = " ".join((*one.reports, *(f"{spot.report}@{spot.span.start}-{spot.span.end}" for spot in one.spots)))
                print(
                    clean(f"{one.id} {one.when} {one.kind.replace('_', '-')} {about}{one.undoes or ''}, {one.who}: {one.why}")
                )
            return 0 if before else 1
        if not options.why or not (options.who or settings.who):
            raise InputError("a decision says who made it and why: --who (or the setting `who`) and --why")
        record = {"kind": options.kind.replace("-", "_"), "who": options.who or settings.who, "when": now(), "why": options.why}
        try:
            decision = decision_of(record | _about(store, options.kind, options.names), {one.id: one for one in before})
        except ValueError as error:
            raise InputError(str(error)) from None
        store.decide(decision)
        tally = worked(store, settings, options)
    done = "another process writes up what it touches" if tally is None else f"{len(tally.filed)} written up"
    note(f"decided: {decision.id}; {done}", quiet=options.quiet)
    return 0


def _about(store: SqlStore, kind: str, names: Sequence[str]) -> dict[str, object]:
    """What a decision is about, as the log has it. Raises InputError for what is not in the store."""
    from wireroom.ports import InputError

    if kind == "undo":
        return {"undoes": names[0] if len(names) == 1 else None}
    if kind == "merge":
        return {"reports": [_report_of(store, name) for name in names]}
    if kind in ("set-aside", "not-the-same"):
        if len(names) < 2 or (kind == "set-aside" and len(names) != 2):
            raise InputError(f"{kind}: {_KINDS[kind]}")
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
        return {"passages": [{"report": one.report, "span": list(one.span), "kind": one.kind} for one in spots]}
    known = store.arrivals_of(names)
    missing = [name for name in names if name not in known]
    if missing:
        raise InputError(f"{store.name} has no report {missing[0]!r}")
    return {"reports": list(names)}


def _report_of(store: SqlStore, name: str) -> str:
    """A report that stands for a story in a decision: the story's own first, or the report itself."""
    from wireroom.ports import InputError

    if store.arrivals_of([name]):
        return name
    found = store.filed(name)
    if found is None:
        raise InputError(f"{store.name} has no story or report {name!r}")
    return found[0].story.reports[0]


def _changes(options: argparse.Namespace) -> int:
    """Say what is new in a story, or in all of them, since a time or since somebody last looked: retractions, corrections,
    disputes, figures, voices, ties, reports. Status 1 when nothing is."""
    from wireroom.ports import InputError

    settings = settings_of(options)
    moment = None if options.since == "last-look" else _moment(options.since)
    told: list[dict[str, Any]] = []
    with store_of(settings) as store:
        names = [one.id for one in store.stories()] if options.story is None else [options.story]
        for name in names:
            found = store.filed(name)
            if found is None:
                raise InputError(f"{store.name} has no story {name!r}; `wireroom stories` lists them")
            about = {"story": found[0].story.id, "title": found[1].title}
            told += [about | _fields(change) for change in _since(store, settings, found, moment)]
    if options.format == "json":
        from wireroom.render.json import dumps_line

        write("".join(f"{dumps_line(one)}\n" for one in told), options.output)
    else:
        lines = [f"{one['story']}  {one['title']}  {one['kind'].replace('_', ' ')}: {one['text']}" for one in told]
        write("".join(f"{clean(line)}\n" for line in lines), options.output)
    return 0 if told else 1


def _since(store: SqlStore, settings: Any, found: tuple[Filed, Dossier], moment: str | None) -> Sequence[Change]:
    """What is new in one story after the arrivals of a moment, or of the last look (all of it when nobody looked)."""
    from wireroom.dossier import changes
    from wireroom.engine.local import LocalEngine
    from wireroom.surroundings import as_before, marked

    filed, dossier = found
    if moment is None:
        seen, at = store.last_look(filed.story.reports) or (0, "")
    else:
        seen, at = store.arrived_by(moment), moment
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
        engine=LocalEngine(1, settings.model),
        rules=settings.rules.dossier,
    )
    return changes(before, dossier, marked(store.reports(), filed.story.reports, filed.marks))


def _came(store: SqlStore, by: str) -> int:
    """The arrival of what withdraws a report: of a report by its id, of an order by its address."""
    return store.arrivals_of([by]).get(by) or store.arrival_from(by)


def _moment(text: str) -> str:
    """A day or time as the log of arrivals writes it. Raises InputError for what is none."""
    from datetime import UTC, datetime

    from wireroom.ports import InputError

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"--since: not an ISO day or time, nor last-look: {text!r}") from None
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return found.isoformat(timespec="seconds").replace("+00:00", "Z")


def _fields(change: Change) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(change)
