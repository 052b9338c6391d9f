"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wireroom.config import Settings
    from wireroom.engine.local import LocalEngine
    from wireroom.model import Capture, Rejection

_ISO_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SPREAD_FROM = 12
"""Captures from which a second process pays for its start: loading the models costs what reading some dozen reports does."""


def reads_reports(parser: argparse.ArgumentParser) -> None:
    """Adds what every command has that reads reports and writes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, globs, web addresses; - for standard input")
    writes(parser)
    works(parser)


def writes(parser: argparse.ArgumentParser) -> None:
    """Adds where to write."""
    parser.add_argument("-o", "--output", metavar="FILE", help="write there and not to standard output")


def works(parser: argparse.ArgumentParser) -> None:
    """Adds how to work, and the settings."""
    parser.add_argument("--jobs", type=jobs, metavar="N", help="processes (as many as pay, up to the cores)")
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary on standard error")
    has_settings(parser)


def has_settings(parser: argparse.ArgumentParser) -> None:
    """Adds the model and the settings file."""
    parser.add_argument("--model", metavar="NAME", help="any installed spaCy pipeline for English")
    parser.add_argument("--config", metavar="FILE", type=Path, help="a TOML file with settings and additions to the lexicons")


def has_store(parser: argparse.ArgumentParser) -> None:
    """Adds the store."""
    parser.add_argument("--store", metavar="PLACE", help="a file, or postgresql://user@host/name (wireroom.db)")


def has_tokens(parser: argparse.ArgumentParser) -> None:
    """Adds the file of tokens."""
    parser.add_argument("--tokens", metavar="FILE", help="the file of tokens (setting `tokens`)")


def shows(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Adds the format, the first being the usual one."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=f"what to write ({formats[0]})")


def looks_nice(parser: argparse.ArgumentParser) -> None:
    """Adds colour and width of text."""
    parser.add_argument("--colour", choices=("auto", "always", "never"), default="auto", help="colour in text (auto)")
    parser.add_argument("--width", type=int, help="columns of text (the terminal's)")


def day(text: str) -> str:
    """An ISO day, month or year. Raises ArgumentTypeError for what is none."""
    from datetime import date

    if _ISO_DAY.fullmatch(text):
        with suppress(ValueError):
            date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
            return text
    raise argparse.ArgumentTypeError(f"not an ISO day, month or year: {text!r}")


def jobs(text: str) -> int:
    """A number of processes. Raises ArgumentTypeError for what is none."""
    if text.isdecimal() and 1 <= int(text) <= 256:
        return int(text)
    raise argparse.ArgumentTypeError(f"not a number of processes from 1 to 256: {text!r}")


def positive(text: str) -> int:
    """A number from 1. Raises ArgumentTypeError for what is none."""
    if text.isdecimal() and 1 <= int(text) <= 10**9:
        return int(text)
    raise argparse.ArgumentTypeError(f"not a number from 1: {text!r}")


def settings_of(options: argparse.Namespace) -> Settings:
    """What is in force: flags, environment, settings file."""
    from wireroom.config import settings

    return settings(
        file=options.config,
        model=getattr(options, "model", None),
        store=getattr(options, "store", None),
        tokens=getattr(options, "tokens", None),
        environment=os.environ,
    )


def captures_of(paths: Sequence[str]) -> Iterator[Capture | Rejection]:
    """Everything that the paths and addresses name; an address brings the fetcher in."""
    from wireroom.intake.files import captures
    from wireroom.intake.web import is_address

    fetch = None
    if any(map(is_address, paths)):
        from wireroom.intake.fetch import Fetcher

        fetch = Fetcher()
    return captures(paths, sys.stdin.buffer, fetch)


def engine_of(settings: Settings, asked: int | None, items: int) -> LocalEngine:
    """An engine of as many processes as were asked for, or as pay."""
    from wireroom.engine.local import LocalEngine

    return LocalEngine(asked or min(os.cpu_count() or 1, max(1, items // _SPREAD_FROM)), settings.model)
