"""How a process that works through many reports looks after its memory."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

COLLECTING = (50_000, 20, 50)
"""How seldom the collector of cyclic garbage looks: what the rooms make are trees of values that live to the end, and looking
through them again and again took a quarter of the time of a large story."""


def collect_seldom() -> None:
    """Set the collector of this process to `COLLECTING`; for programs and workers, never for a library's caller."""
    gc.set_threshold(*COLLECTING)


_ARENA_MAX = -8
"""The number that glibc's `mallopt` has for it."""
ARENAS = 2
"""With as many as glibc would make, the memory of a desk under load rose for minutes, to 360 MB; with two it stays at 220."""


def few_arenas() -> None:
    """Let all threads of this process that are still to come share `ARENAS` parts of the heap, where glibc keeps it."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, ARENAS)
