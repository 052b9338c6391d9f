"""A whole run against the sum of its parts: what files, marks and shuffles cost beside the rooms themselves.

The peer is the desk's own `brief` over the same captures in the same process: the same rooms, everything in memory and nothing
kept. Processor time of one process each."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.row import Row
from wireroom import desk
from wireroom.batch.run import run
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.intake.files import captures
from wireroom.intake.slices import pieces


def measure(paths: Sequence[str]) -> Iterator[Row]:
    """Reports a second of both; the models are loaded before."""
    engine, rules = LocalEngine(), desk_rules()
    desk.brief(list(captures(paths))[:2], engine=engine, rules=rules)
    begun = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        summary, _ = run(pieces(paths), Path(folder) / "out", engine=engine, rules=rules, made_by="benchmark")
    ours = time.process_time() - begun
    begun = time.process_time()
    briefing = desk.brief(captures(paths), engine=engine, rules=rules)
    theirs = time.process_time() - begun
    yield Row("whole run", "reports/s", summary["reports"] / ours, "its parts", len(briefing.reports) / theirs)
