"""Progress on standard error, for a person who waits: nothing in the first second, nothing when it is not a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_PATIENCE = 1.0
"""Seconds before the first line of progress."""
_PACE = 0.1
"""Seconds between two redrawings."""


class Meter:
    """A line of progress that is redrawn in place and wiped at the end; called with what is done, how far, of how many.

    On a standard error that is not a terminal, one plain line a stage and every tenth part of a long one."""

    def __init__(self, *, quiet: bool = False, rate: bool = False) -> None:
        """With `rate` each line says how many a second have been done since its stage began."""
        self._quiet = quiet
        self._rate = rate
        self._stage, self._began, self._at_first = "", 0.0, 0
        self._live = sys.stderr.isatty()
        self._start = self._drawn = time.monotonic()
        self._shown = ""

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._live and self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Show that `done` of `total` are done, when it is time to show something."""
        now = time.monotonic()
        if doing != self._stage:
            self._stage, self._began, self._at_first = doing, now, done
        if self._quiet or now - self._start < _PATIENCE:
            return
        line = f"{doing} {done}/{total}" if done else doing
        if self._rate and done > self._at_first and now > self._began:
            line += f", {(done - self._at_first) / (now - self._began):.1f} a second"
        if self._live:
            if now - self._drawn >= _PACE or done in (0, total):
                sys.stderr.write(f"\r\x1b[K{line}")
                sys.stderr.flush()
                self._drawn, self._shown = now, line
        elif now - self._drawn >= _PATIENCE * 10 or doing not in self._shown:
            print(line, file=sys.stderr)
            self._drawn, self._shown = now, line
