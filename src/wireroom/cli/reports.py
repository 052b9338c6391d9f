"""Commands that read reports and keep nothing: `brief` and `read`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireroom.cli.options import captures_of, day, engine_of, looks_nice, reads_reports, settings_of, shows
from wireroom.cli.output import counted, left_out, note, rendered, sink, write

if TYPE_CHECKING:
    from wireroom.model import Decision, Dossier, Rejection


def commands(group: Any) -> None:
    """Adds the commands of this module."""
    brief = group.add_parser("brief", help="one dossier a story, from the reports given", description=_brief.__doc__)
    reads_reports(brief)
    shows(brief, "text", "html", "md", "json")
    brief.add_argument("--since", metavar="DAY", type=day, help="leave out reports published before this ISO day")
    brief.add_argument("--until", metavar="DAY", type=day, help="leave out reports published after this ISO day")
    brief.add_argument("--decisions", metavar="FILE", type=Path, help="a log of decisions to replay, one JSON object a line")
    brief.add_argument("--before", metavar="FILE", type=Path, help="an earlier `--format json`: say what is new since")
    looks_nice(brief)
    brief.set_defaults(command=_brief)

    read = group.add_parser("read", help="what each report says, one JSON object a line", description=_read.__doc__)
    reads_reports(read)
    shows(read, "jsonl")
    read.set_defaults(command=_read)


def _brief(options: argparse.Namespace) -> int:
    """Read the reports, tie copies and rewrites, gather stories, and show one dossier a story."""
    from wireroom import desk
    from wireroom.progress import Meter

    settings = settings_of(options)
    decided, before = _earlier(options)
    with Meter(quiet=options.quiet) as meter:
        captures = list(captures_of(options.paths))
        briefing = desk.brief(
            captures,
            engine=engine_of(settings, options.jobs, len(captures)),
            rules=settings.rules,
            since=options.since,
            until=options.until,
            decisions=decided,
            before=before,
            progress=meter,
        )
    write(rendered(briefing, options), options.output)
    _summary(options, len(captures), len(briefing.reports), briefing.rejected)
    return 0 if briefing.reports else 1


def _earlier(options: argparse.Namespace) -> tuple[tuple[Decision, ...], tuple[Dossier, ...] | None]:
    """What people decided, and what an earlier run found, from the files that the options name."""
    from wireroom.intake.briefing import dossiers
    from wireroom.intake.decisions import decisions

    decided = decisions(options.decisions) if options.decisions is not None else ()
    return decided, dossiers(options.before) if options.before is not None else None


def _read(options: argparse.Namespace) -> int:
    """Read the reports and write what each says as soon as it is read: claims, times, quantities, each a span into its text."""
    from wireroom import desk
    from wireroom.model import Rejection
    from wireroom.progress import Meter
    from wireroom.render import json as as_json

    settings = settings_of(options)
    seen = options.output is None and sys.stdout.isatty()
    done = 0
    failed: list[Rejection] = []
    with sink(options.output) as out, Meter(quiet=options.quiet or seen) as meter:
        captures = list(captures_of(options.paths))
        engine = engine_of(settings, options.jobs, len(captures))
        reports, rejected = desk.take(captures, engine=engine, rules=settings.rules.report, progress=meter)
        for report, reading in desk.understood(reports, engine=engine, rules=settings.rules.reading, progress=meter):
            if isinstance(reading, Rejection):
                failed.append(reading)
            else:
                out.write(as_json.dumps_line(as_json.reading_record(report, reading)) + "\n")
                out.flush()
                done += 1
    _summary(options, len(captures), done, (*rejected, *failed))
    return 0 if done else 1


def _summary(options: argparse.Namespace, captures: int, reports: int, rejected: Iterable[Rejection]) -> None:
    note(f"{captures} received, {counted(reports, 'report')} read{left_out(rejected)}", quiet=options.quiet)
