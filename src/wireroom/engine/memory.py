"""How a process that works through many reports looks after its memory."""

from __future__ import annotations

import gc

COLLECTING = (50_000, 20, 50)
"""How seldom the collector of cyclic garbage looks: what the rooms make are trees of values that live to the end, and looking
through them again and again took a quarter of the time of a large story."""


def collect_seldom() -> None:
    """Set the collector of this process to `COLLECTING`; for programs and workers, never for a library's caller."""
    gc.set_threshold(*COLLECTING)
