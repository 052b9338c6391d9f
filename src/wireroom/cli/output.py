"""Where a command writes: standard output or a file that is whole or not there, and lines that are safe on a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from wireroom.model import Briefing, Rejection


def clean(message: str) -> str:
    """A message on one line, without what a terminal could take for an order."""
    from wireroom.render.clean import cleaned

    return cleaned(" ".join(message.split()))


def note(message: str, *, quiet: bool = False) -> None:
    """Says something to the person, on standard error."""
    if not quiet:
        print(clean(message), file=sys.stderr)


def write(text: str, output: str | None) -> None:
    """Writes a text to standard output or to a file."""
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
                print(f"wireroom: what was finished is kept in {clean(str(beside))}", file=sys.stderr)
            else:
                beside.unlink()
        raise
    beside.replace(target)


def rendered(briefing: Briefing, options: argparse.Namespace) -> str:
    """A briefing in the format that the options name: text, html, md or json."""
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


def left_out(rejected: Iterable[Rejection]) -> str:
    """How many were left out, by reason, as the end of a sentence; nothing when none was."""
    from collections import Counter

    reasons = Counter(item.reason.replace("_", " ") for item in rejected)
    why = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    return f"; {reasons.total()} left out: {why}" if reasons else ""


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 report`, `2 reports`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun[:-1] + 'ie' if noun.endswith('y') else noun}s"
