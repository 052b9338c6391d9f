"""Commands of people at the desk: `decide`, and `changes` for somebody who looked before."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from wireroom.cli.options import has_settings, has_store, settings_of, shows, works, writes
from wireroom.cli.output import clean, note, write
from wireroom.cli.stored import now, store_of, worked

if TYPE_CHECKING:
    from wireroom.model import Change

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
    from wireroom.deciding import about
    from wireroom.intake.decisions import decision_of
    from wireroom.ports import InputError

    settings = settings_of(options)
    with store_of(settings) as store:
        before = store.decisions()
        if options.kind == "list":
            for one in before:
                named = " ".join((*one.reports, *(f"{spot.report}@{spot.span.start}-{spot.span.end}" for spot in one.spots)))
                print(
                    clean(f"{one.id} {one.when} {one.kind.replace('_', '-')} {named}{one.undoes or ''}, {one.who}: {one.why}")
                )
            return 0 if before else 1
        if not options.why or not (options.who or settings.who):
            raise InputError("a decision says who made it and why: --who (or the setting `who`) and --why")
        record = {"kind": options.kind.replace("-", "_"), "who": options.who or settings.who, "when": now(), "why": options.why}
        try:
            decision = decision_of(record | about(store, options.kind, options.names), {one.id: one for one in before})
        except ValueError as error:
            raise InputError(str(error)) from None
        store.decide(decision)
        tally = worked(store, settings, options)
    done = "another process writes up what it touches" if tally is None else f"{len(tally.filed)} written up"
    note(f"decided: {decision.id}; {done}", quiet=options.quiet)
    return 0


def _changes(options: argparse.Namespace) -> int:
    """Say what is new in a story, or in all of them, since a time or since somebody last looked: retractions, corrections,
    decisions, disputes, figures, voices, ties, reports. Status 1 when nothing is."""
    from wireroom.deciding import LAST_LOOK, changed_since, moment
    from wireroom.engine.local import LocalEngine
    from wireroom.ports import InputError

    settings = settings_of(options)
    at = None if options.since == LAST_LOOK else moment(options.since)
    engine, rules = LocalEngine(1, settings.model), settings.rules.dossier
    told: list[dict[str, Any]] = []
    with store_of(settings) as store:
        names = [one.id for one in store.stories()] if options.story is None else [options.story]
        for name in names:
            found = store.filed(name)
            if found is None:
                raise InputError(f"{store.name} has no story {name!r}; `wireroom stories` lists them")
            about = {"story": found[0].story.id, "title": found[1].title}
            told += [about | _fields(change) for change in changed_since(store, found, at, engine=engine, rules=rules)]
    if options.format == "json":
        from wireroom.render.json import dumps_line

        write("".join(f"{dumps_line(one)}\n" for one in told), options.output)
    else:
        lines = [f"{one['story']}  {one['title']}  {one['kind'].replace('_', ' ')}: {one['text']}" for one in told]
        write("".join(f"{clean(line)}\n" for line in lines), options.output)
    return 0 if told else 1


def _fields(change: Change) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(change)
