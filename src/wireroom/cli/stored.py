"""Commands over a store: `add`, `stories`, `dossier`, `search`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireroom.cli.options import (
    captures_of,
    day,
    engine_of,
    has_settings,
    has_store,
    looks_nice,
    positive,
    settings_of,
    shows,
    works,
    writes,
)
from wireroom.cli.output import clean, counted, left_out, note, rendered, write

if TYPE_CHECKING:
    from wireroom.config import Settings
    from wireroom.duty import ReadingsOf, Tally
    from wireroom.model import Briefing, Capture, Rejection
    from wireroom.store.store import SqlStore

BATCH = 64
"""Captures written at a time."""
BATCH_BYTES = 8_000_000
"""Bytes of captures written at a time, at most one more."""


def commands(group: Any) -> None:
    """Adds the commands of this module."""
    add = group.add_parser(
        "add", help="take reports into the store, and bring its stories up to date", description=_add.__doc__
    )
    add.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, globs, web addresses; - for standard input")
    add.add_argument("--readings", metavar="DIR", type=Path, help="a dataset of `run`: what it read of them is not read again")
    works(add)
    has_store(add)
    add.set_defaults(command=_add)

    stories = group.add_parser("stories", help="the stories of the store, the newest first", description=_stories.__doc__)
    stories.add_argument("--query", metavar="WORDS", help="only those that answer to this, asked as in `search`")
    stories.add_argument("--since", metavar="DAY", type=day, help="only with a report published on this ISO day or later")
    shows(stories, "text", "json")
    _finds(stories)
    stories.set_defaults(command=_stories)

    dossier = group.add_parser("dossier", help="what is known of one story", description=_dossier.__doc__)
    dossier.add_argument("id", metavar="ID", help="a story, by its id, an id that it once had, or one of its reports")
    shows(dossier, "text", "html", "md", "json")
    dossier.add_argument("--unseen", action="store_true", help="do not note that the story was looked at")
    looks_nice(dossier)
    _finds(dossier)
    dossier.set_defaults(command=_dossier)

    search = group.add_parser(
        "search", help="reports of the store that answer to words and fields", description=_search.__doc__
    )
    search.add_argument("words", nargs="+", metavar="WORDS", help='ferry -drill "harbour office" title:fire since:2026-03')
    search.add_argument("--limit", type=positive, default=20, metavar="N", help="at most so many (20)")
    shows(search, "text", "json")
    _finds(search)
    search.set_defaults(command=_search)


def _finds(parser: argparse.ArgumentParser) -> None:
    writes(parser)
    has_store(parser)
    has_settings(parser)


def store_of(settings: Settings, *, create: bool = False) -> SqlStore:
    """The store that is in force, open."""
    from wireroom.store.store import SqlStore

    return SqlStore(settings.store, create=create)


def now() -> str:
    """This moment, ISO in UTC to the second: for the log of arrivals, never for what is said of a report."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _add(options: argparse.Namespace) -> int:
    """Take reports into the store as they were received, read them, place them, and write up the dossiers they touch.

    What is there already is passed over. Broken off at any moment, nothing is lost: the next `add`, with or without paths, goes
    on where it stopped."""
    settings = settings_of(options)
    readings = _readings(options.readings, settings)
    given = new = 0
    with store_of(settings, create=True) as store:
        if options.paths:
            for batch in _batches(captures_of(options.paths)):
                given += len(batch)
                new += store.receive(batch, now())
        tally = worked(store, settings, options, readings)
    known = f" ({given - new} known before)" if given > new else ""
    if tally is None:
        note(f"{given} received{known}; another process works on the store and takes them up", quiet=options.quiet)
        return 0
    taken = f"{counted(tally.reports, 'report')} read{left_out(tally.rejected)}"
    note(f"{given} received{known}, {taken}; {counted(len(tally.filed), 'story')} written up", quiet=options.quiet)
    return 1 if new and not tally.reports else 0


def _readings(folder: Path | None, settings: Settings) -> ReadingsOf | None:
    """What a dataset has read, if one is named. Raises InputError when it cannot be used."""
    if folder is None:
        return None
    from wireroom.dataset.readings import Readings

    return Readings(folder, settings.digest)


def worked(
    store: SqlStore, settings: Settings, options: argparse.Namespace, readings: ReadingsOf | None = None
) -> Tally | None:
    """What a turn of duty on the store did; None when another process is at it."""
    from wireroom.duty import Duty
    from wireroom.progress import Meter

    with store.working() as alone, Meter(quiet=options.quiet) as meter:
        if not alone:
            return None
        engine = engine_of(settings, options.jobs, store.counts().pending)
        return Duty(store, engine, settings.rules, settings.digest, meter, readings).take_up()


def _batches(items: Iterable[Capture | Rejection]) -> Iterator[list[Capture | Rejection]]:
    held: list[Capture | Rejection] = []
    size = 0
    for item in items:
        held.append(item)
        size += len(getattr(item, "body", b""))
        if len(held) >= BATCH or size >= BATCH_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def _stories(options: argparse.Namespace) -> int:
    """List the stories of the store, the one with the newest report first: id, days, reports, disputes, title."""
    with store_of(settings_of(options)) as store:
        found = list(store.stories())
        if options.query:
            from wireroom.store.query import parsed

            holding = store.answering(parsed(options.query))
            found = [one for one in found if one.id in holding]
    if options.since:
        found = [one for one in found if one.last and one.last >= options.since[: len(one.last)]]
    if options.format == "json":
        _write_json([_fields(one) for one in found], options.output)
    else:
        lines = [
            f"{one.id}  {(one.first or '?')[:10]} to {(one.last or '?')[:10]}  {counted(one.reports, 'report')}, "
            f"{counted(one.disputed, 'dispute')}  {one.title}"
            for one in found
        ]
        write("".join(f"{clean(line)}\n" for line in lines), options.output)
    return 0 if found else 1


def _dossier(options: argparse.Namespace) -> int:
    """Show the dossier of one story as it was last written up, and note that somebody looked."""
    with store_of(settings_of(options)) as store:
        text = rendered(briefing_of(store, options.id), options)
        write(text, options.output)
        if not options.unseen:
            store.looked(options.id, now())
    return 0


def briefing_of(store: SqlStore, name: str) -> Briefing:
    """One story of the store as a briefing. Raises InputError when there is none of that name."""
    from wireroom.model import Briefing
    from wireroom.ports import InputError
    from wireroom.surroundings import marked

    found = store.filed(name)
    if found is None:
        raise InputError(f"{store.name} has no story {name!r}; `wireroom stories` lists them")
    filed, dossier = found
    held = {one.id: one for one in store.reports_of(filed.story.reports)}
    reports = marked(held, filed.story.reports, filed.marks)
    return Briefing((dossier,), tuple(sorted(reports, key=lambda one: one.id)), tuple(store.readings(filed.story.reports)))


def _search(options: argparse.Namespace) -> int:
    """Find reports by words, phrases and fields: title, publisher, text, said (a source), story, verdict, language, id, since,
    until; side by side all must be so; OR, NOT or -, parentheses; word* for a beginning. Newest first."""
    from wireroom.store.query import parsed

    query = parsed(" ".join(options.words))
    with store_of(settings_of(options)) as store:
        found = store.search(query, options.limit)
    if options.format == "json":
        _write_json([_fields(one) for one in found], options.output)
    else:
        shown = [
            f"{one.report}  {one.published or 'no date'}  {one.publisher or 'no publisher'}  {one.title or ''}"
            + (f"  (story {one.story})" if one.story else "")
            + f"\n    {one.excerpt}"
            for one in found
        ]
        write("".join("\n".join(clean(line) for line in text.split("\n")) + "\n" for text in shown), options.output)
    return 0 if found else 1


def _fields(one: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(one)


def _write_json(records: list[dict[str, Any]], output: str | None) -> None:
    from wireroom.render.json import dumps_line

    write("".join(f"{dumps_line(record)}\n" for record in records), output)
