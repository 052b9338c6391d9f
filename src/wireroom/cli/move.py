"""Commands that carry things out of a store and back: `export`, `backup`, `restore`, `gc`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from wireroom.cli.options import has_settings, has_store, positive, settings_of, writes
from wireroom.cli.output import counted, note, write
from wireroom.cli.stored import now, store_of

_FORMATS = ("json", "jsonl", "csv", "md", "parquet", "ninjs", "webannotation", "claim")


def commands(group: Any) -> None:
    """Adds the commands of this module."""
    export = group.add_parser("export", help="claims or reports for other programs", description=_export.__doc__)
    export.add_argument("--query", metavar="WORDS", default="", help="only reports that answer to this, as `search` has it")
    export.add_argument("--story", metavar="ID", help="only reports of this story")
    export.add_argument("--format", choices=_FORMATS, required=True, help="what to write")
    writes(export)
    _finds(export)
    export.set_defaults(command=_export)

    backup = group.add_parser("backup", help="a whole store as one file", description=_backup.__doc__)
    backup.add_argument("file", metavar="FILE", type=Path, help="a file that is not there yet")
    _finds(backup)
    backup.set_defaults(command=_backup)

    restore = group.add_parser("restore", help="a backup put into an empty store", description=_restore.__doc__)
    restore.add_argument("file", metavar="FILE", type=Path, help="what `backup` wrote")
    _finds(restore)
    restore.set_defaults(command=_restore)

    gc = group.add_parser("gc", help="forget old stories by a rule", description=_gc.__doc__)
    gc.add_argument(
        "--older-than", required=True, type=positive, metavar="DAYS", help="what nothing came to for so many days goes"
    )
    gc.add_argument("--dry-run", action="store_true", help="only say how much would go")
    _finds(gc)
    gc.set_defaults(command=_gc)


def _finds(parser: argparse.ArgumentParser) -> None:
    has_store(parser)
    has_settings(parser)


def _export(options: argparse.Namespace) -> int:
    """Write exactly what the filter shows: the claims of its reports that stand in threads, a row each (json, jsonl, csv, md,
    parquet, Web Annotation, schema.org Claim), or its reports (ninjs). Cells of CSV that a spreadsheet would take for formulas
    begin with an apostrophe."""
    from wireroom.ports import InputError
    from wireroom.render import export
    from wireroom.render.json import dumps, dumps_line
    from wireroom.store.query import parsed
    from wireroom.surroundings import marked

    with store_of(settings_of(options)) as store:
        reports = list(store.matching(parsed(options.query)))
        if options.story is not None:
            found = store.filed(options.story)
            if found is None:
                raise InputError(f"{store.name} has no story {options.story!r}; `wireroom stories` lists them")
            inside = set(found[0].story.reports)
            reports = [name for name in reports if name in inside]
        if options.format == "ninjs":
            items = export.as_ninjs(marked(store.reports(), reports, store.marks(reports)))
            write("".join(f"{dumps_line(item)}\n" for item in items), options.output)
            return 0 if items else 1
        rows = store.matrix(reports)
    if options.format == "parquet":
        _write_bytes(export.as_parquet(rows), options.output)
    elif options.format == "csv":
        write(export.as_csv(rows), options.output)
    elif options.format == "md":
        write(export.as_markdown(rows), options.output)
    elif options.format == "jsonl":
        write("".join(f"{dumps_line(row)}\n" for row in rows), options.output)
    elif options.format == "webannotation":
        write("".join(f"{dumps_line(one)}\n" for one in export.as_annotations(rows)), options.output)
    else:
        record = export.as_claims(rows) if options.format == "claim" else {"schema": "wireroom.claims/1", "claims": rows}
        write(dumps(record) + "\n", options.output)
    return 0 if rows else 1


def _write_bytes(body: bytes, output: str | None) -> None:
    if output is None:
        sys.stdout.buffer.write(body)
        return
    beside = Path(f"{output}.part")
    beside.write_bytes(body)
    beside.replace(output)


def _backup(options: argparse.Namespace) -> int:
    """Copy the store as it is at one moment into one SQLite file, prove the copy, and give it its name. Others can work on
    meanwhile."""
    from wireroom.ports import InputError, StoreError
    from wireroom.store.store import SqlStore

    file: Path = options.file
    if file.exists():
        raise InputError(f"{file} is there already")
    beside = file.with_name(f"{file.name}.part")
    _remove(beside)
    try:
        with store_of(settings_of(options)) as store, SqlStore(str(beside)) as copy:
            rows = store.copy_to(copy)
            wrong = next(iter(list(copy.faults())), None)
            if wrong:
                raise StoreError(f"the copy is not whole: {wrong}")
            copy.at_rest()
        beside.replace(file)
    finally:
        _remove(beside)
    note(f"{file}: {counted(rows, 'row')}, whole")
    return 0


def _restore(options: argparse.Namespace) -> int:
    """Put a backup into the store that is in force, which must be empty or not there, whichever kind it is."""
    from wireroom.store.store import SqlStore

    with SqlStore(str(options.file), create=False) as old, store_of(settings_of(options), create=True) as store:
        rows = old.copy_to(store)
        name = store.name
    note(f"{name}: {counted(rows, 'row')} restored; `wireroom verify` proves it")
    return 0


def _gc(options: argparse.Namespace) -> int:
    """Remove stories to which nothing came for so many days, whole, and reports and rejections of no story as old: bytes,
    texts and readings. The log keeps an entry of each, with the rule. Decisions stay."""
    from datetime import UTC, datetime, timedelta

    from wireroom.ports import StoreError

    try:
        limit = datetime.now(UTC) - timedelta(days=options.older_than)
    except OverflowError:
        limit = datetime.min.replace(tzinfo=UTC)
    before = limit.isoformat(timespec="seconds").replace("+00:00", "Z")
    with store_of(settings_of(options)) as store, store.working() as alone:
        if options.dry_run:
            stories, arrivals = store.due(before)
        elif alone:
            stories, arrivals = store.remove(before, now(), f"nothing came for {options.older_than} days")
        else:
            raise StoreError(f"{store.name}: another process works on the store")
    note(f"{counted(stories, 'story')}, {counted(arrivals, 'arrival')} {'would be ' * options.dry_run}removed")
    return 0


def _remove(file: Path) -> None:
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm", f"{file.name}-work"):
        file.with_name(name).unlink(missing_ok=True)
