"""The command line: one function a command. It parses, calls, prints, and exits; nothing heavy is imported before it is needed.

Exit status: 0 done, 1 done but nothing could be used, 2 a usage or input error (one line on standard error), 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from wireroom import __version__

if TYPE_CHECKING:
    from wireroom.config import Settings
    from wireroom.engine.local import LocalEngine
    from wireroom.model import Briefing, Capture, Decision, Dossier, Rejection

_ISO_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SPREAD_FROM = 12
"""Captures from which a second process pays for its start: loading the models costs what reading some dozen reports does."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit with its status."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit status of one command; errors that wireroom raises on purpose become one line on standard error."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 0
    from wireroom.ports import WireroomError

    try:
        status: int = options.command(options)
        sys.stdout.flush()
    except WireroomError as error:
        return _refused(str(error))
    except BrokenPipeError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("wireroom: interrupted", file=sys.stderr)
        return 130
    except OSError as error:
        return _refused(f"{error.filename or 'output'}: {error.strerror or error}")
    return status


def _refused(message: str) -> int:
    print(f"wireroom: {_clean(message)}", file=sys.stderr)
    return 2


def _clean(message: str) -> str:
    from wireroom.render.clean import cleaned

    return cleaned(" ".join(message.split()))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wireroom",
        description="Give it the reports; get the story: who said what, which reports are copies, what cannot hold together.",
        epilog="`wireroom COMMAND --help` explains each command.",
    )
    parser.add_argument("--version", action="version", version=f"wireroom {__version__}")
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    brief = commands.add_parser("brief", help="one dossier a story, from the reports given", description=_brief.__doc__)
    _reads_reports(brief)
    brief.add_argument("--format", choices=("text", "html", "md", "json"), default="text", help="what to write (text)")
    brief.add_argument("--since", metavar="DAY", type=_day, help="leave out reports published before this ISO day")
    brief.add_argument("--until", metavar="DAY", type=_day, help="leave out reports published after this ISO day")
    brief.add_argument("--decisions", metavar="FILE", type=Path, help="a log of decisions to replay, one JSON object a line")
    brief.add_argument("--before", metavar="FILE", type=Path, help="an earlier `--format json`: say what is new since")
    brief.add_argument("--colour", choices=("auto", "always", "never"), default="auto", help="colour in text (auto)")
    brief.add_argument("--width", type=int, help="columns of text (the terminal's)")
    brief.set_defaults(command=_brief)

    read = commands.add_parser("read", help="what each report says, one JSON object a line", description=_read.__doc__)
    _reads_reports(read)
    read.add_argument("--format", choices=("jsonl",), default="jsonl", help="what to write (jsonl)")
    read.set_defaults(command=_read)

    doctor = commands.add_parser("doctor", help="models, lexicons, versions and digests in use", description=_doctor.__doc__)
    _settings_options(doctor)
    doctor.add_argument("--format", choices=("text", "json"), default="text", help="what to write (text)")
    doctor.set_defaults(command=_doctor)
    return parser


def _reads_reports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, globs, web addresses; - for standard input")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there and not to standard output")
    parser.add_argument("--jobs", type=_jobs, metavar="N", help="processes (as many as pay, up to the cores)")
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary on standard error")
    _settings_options(parser)


def _settings_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="NAME", help="any installed spaCy pipeline for English")
    parser.add_argument("--config", metavar="FILE", type=Path, help="a TOML file with settings and additions to the lexicons")


def _day(text: str) -> str:
    from datetime import date

    if _ISO_DAY.fullmatch(text):
        with suppress(ValueError):
            date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
            return text
    raise argparse.ArgumentTypeError(f"not an ISO day, month or year: {text!r}")


def _jobs(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 256:
        return int(text)
    raise argparse.ArgumentTypeError(f"not a number of processes from 1 to 256: {text!r}")


def _brief(options: argparse.Namespace) -> int:
    """Read the reports, tie copies and rewrites, gather stories, and show one dossier a story."""
    from wireroom import desk
    from wireroom.progress import Meter

    settings = _settings(options)
    decided, before = _earlier(options)
    with Meter(quiet=options.quiet) as meter:
        captures = _captures(options.paths)
        briefing = desk.brief(
            captures,
            engine=_engine(settings, options.jobs, len(captures)),
            rules=settings.rules,
            since=options.since,
            until=options.until,
            decisions=decided,
            before=before,
            progress=meter,
        )
    _write(_rendered(briefing, options), options.output)
    _summary(options, len(captures), len(briefing.reports), briefing.rejected)
    return 0 if briefing.reports else 1


def _earlier(options: argparse.Namespace) -> tuple[tuple[Decision, ...], tuple[Dossier, ...] | None]:
    """What people decided, and what an earlier run found, from the files that the options name."""
    from wireroom.intake.briefing import dossiers
    from wireroom.intake.decisions import decisions

    decided = decisions(options.decisions) if options.decisions is not None else ()
    return decided, dossiers(options.before) if options.before is not None else None


def _rendered(briefing: Briefing, options: argparse.Namespace) -> str:
    if options.format == "json":
        from wireroom.render import json as as_json

        return as_json.dumps(as_json.dossier_record(briefing)) + "\n"
    if options.format == "html":
        from wireroom.render.html import html

        return html(briefing)
    if options.format == "md":
        from wireroom.render.markdown import markdown

        return markdown(briefing)
    from shutil import get_terminal_size

    from wireroom.render.text import text

    to_terminal = options.output is None and sys.stdout.isatty()
    colour = options.colour == "always" or (options.colour == "auto" and to_terminal and not os.environ.get("NO_COLOR"))
    width = options.width or (get_terminal_size().columns if to_terminal else 100)
    return text(briefing, width=max(40, min(width, 120)), colour=colour)


def _read(options: argparse.Namespace) -> int:
    """Read the reports and write what each says as soon as it is read: claims, times, quantities, each a span into its text."""
    from wireroom import desk
    from wireroom.model import Rejection
    from wireroom.progress import Meter
    from wireroom.render import json as as_json

    settings = _settings(options)
    seen = options.output is None and sys.stdout.isatty()
    done = 0
    failed: list[Rejection] = []
    with sink(options.output) as out, Meter(quiet=options.quiet or seen) as meter:
        captures = _captures(options.paths)
        engine = _engine(settings, options.jobs, len(captures))
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


def _doctor(options: argparse.Namespace) -> int:
    """Say which model, lexicons, versions and digests are in use, and whether each is the one that was measured."""
    from wireroom.diagnosis import diagnosis

    found = diagnosis(_settings(options))
    if options.format == "json":
        import json

        print(json.dumps(found.record, indent=2, ensure_ascii=False))
    else:
        print("\n".join(found.lines))
    return 0 if found.well else 1


def _settings(options: argparse.Namespace) -> Settings:
    from wireroom.config import settings

    return settings(file=options.config, model=options.model, environment=os.environ)


def _captures(paths: Sequence[str]) -> list[Capture | Rejection]:
    from wireroom.intake.files import captures
    from wireroom.intake.web import is_address

    fetch = None
    if any(map(is_address, paths)):
        from wireroom.intake.fetch import Fetcher

        fetch = Fetcher()
    return list(captures(paths, sys.stdin.buffer, fetch))


def _engine(settings: Settings, jobs: int | None, items: int) -> LocalEngine:
    from wireroom.engine.local import LocalEngine

    if jobs is None:
        jobs = min(os.cpu_count() or 1, max(1, items // _SPREAD_FROM))
    return LocalEngine(jobs, settings.model)


def _write(text: str, output: str | None) -> None:
    with sink(output) as out:
        out.write(text)


@contextmanager
def sink(output: str | None) -> Iterator[TextIO]:
    """Where to write: standard output, or a file beside the one named that takes its place when all is written.

    What was written before an interrupt or an error stays beside it, and standard error says where."""
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
        yield sys.stdout
        return
    target = Path(output)
    if target.exists() and not target.is_file():  # a device or a pipe
        with target.open("w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
        return
    beside = target.with_name(f"{target.name}.part")
    try:
        with beside.open("w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
    except BaseException:
        with suppress(OSError):
            if beside.stat().st_size:
                print(f"wireroom: what was finished is kept in {_clean(str(beside))}", file=sys.stderr)
            else:
                beside.unlink()
        raise
    beside.replace(target)


def _summary(options: argparse.Namespace, captures: int, reports: int, rejected: Iterable[Rejection]) -> None:
    if options.quiet:
        return
    from collections import Counter

    reasons = Counter(item.reason.replace("_", " ") for item in rejected)
    why = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    left_out = f"; {reasons.total()} left out: {why}" if reasons else ""
    noun = "report" if reports == 1 else "reports"
    print(f"{captures} received, {reports} {noun} read{left_out}", file=sys.stderr)


if __name__ == "__main__":
    main()
