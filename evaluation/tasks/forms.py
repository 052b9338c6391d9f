"""Every form in: each example file of feeds, archives and wires gives reports or rejections, in little time and memory.

`FORMAT.within`: files that raise nothing, give at least one outcome, and stay below `SECONDS` of processor time and `MEGABYTES`
of memory beyond what the process had before. `FORMAT.exceptions` counts files that raise; `FORMAT.accepted` is the share of
outcomes that are reports, which says more of the examples (pictures, concepts, feeds of two words) than of us. The details
count outcomes by reason, and name the slowest file and the largest."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from evaluation.corpora import corpora, files
from evaluation.scoring import Figure, Result, share

CORPORA = ("formats-feeds", "formats-warc", "formats-ninjs", "formats-newsml-g2")
SECONDS = 2.0
MEGABYTES = 200.0
PATIENCE = 20
"""Seconds of wall time after which a file counts as one that hangs."""
_CHILD = """
import json, re, signal, sys, time
from pathlib import Path
from wireroom.config import desk_rules
from wireroom.engine.language import Guesser
from wireroom.intake.files import captures
from wireroom.model import Capture, Rejection
from wireroom.report import extract

def memory(name):
    return int(re.search(name + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

def late(*_):
    raise TimeoutError("hangs")

rules, guesser = desk_rules().report, Guesser()
signal.signal(signal.SIGALRM, late)
patience = int(sys.argv[1])
for number, path in enumerate([sys.argv[2], *map(str.rstrip, sys.stdin)]):
    Path("/proc/self/clear_refs").write_text("5")
    before, started, found, raised = memory("VmRSS"), time.process_time(), [], None
    signal.alarm(patience)
    try:
        for item in captures([path]):
            done = extract(item, rules, guesser) if isinstance(item, Capture) else item
            found.append(done.reason if isinstance(done, Rejection) else "accepted")
    except BaseException as error:
        raised = type(error).__name__
    signal.alarm(0)
    row = [path, found, raised, time.process_time() - started, memory("VmHWM") - before, memory("VmHWM")]
    if number:
        print(json.dumps(row), flush=True)
"""


def measure(shared: Path) -> Result:
    """The figures of every format, each read in a process of its own that loads its models before the first file."""
    figures: list[Figure] = []
    details: dict[str, object] = {}
    crashes: list[str] = []
    for name in CORPORA:
        form = name.removeprefix("formats-")
        rows, crash = _rows(files(corpora()[name], shared))
        if crash:
            crashes.append(f"{form}: {crash}")
            continue
        fine = [
            row for row in rows if row["outcomes"] and not row["raised"] and row["seconds"] < SECONDS and row["mb"] < MEGABYTES
        ]
        reasons = Counter(outcome for row in rows for outcome in row["outcomes"])
        slow, large = max(rows, key=lambda row: row["seconds"]), max(rows, key=lambda row: row["mb"])
        figures += [
            Figure(f"{form}.within", len(fine) / len(rows), share(len(fine), len(rows))),
            Figure(f"{form}.exceptions", float(sum(row["raised"] is not None for row in rows))),
            Figure(f"{form}.accepted", reasons["accepted"] / reasons.total(), share(reasons["accepted"], reasons.total())),
        ]
        details[form] = {
            "files": len(rows),
            "outcomes": dict(sorted(reasons.items())),
            "slowest": [slow["file"], round(slow["seconds"], 2)],
            "largest": [large["file"], round(large["mb"], 1)],
            "process": round(max(row["whole"] for row in rows), 1),
            "beyond": sorted(row["file"] for row in rows if row not in fine),
        }
    return Result("forms", tuple(figures), details, tuple(crashes))


def _within(row: dict[str, Any]) -> bool:
    return bool(row["outcomes"]) and not row["raised"] and row["seconds"] < SECONDS and row["mb"] < MEGABYTES


def _rows(paths: list[Path]) -> tuple[list[dict[str, Any]], str | None]:
    """What each file gave, in order; and why the process died before the last, if it did."""
    command = [sys.executable, "-c", _CHILD, str(PATIENCE), str(Path(__file__).parents[2] / "README.md")]
    done = subprocess.run(command, input="\n".join(map(str, paths)), capture_output=True, text=True, check=False)
    keys = ("file", "outcomes", "raised", "seconds", "mb", "whole")
    rows = [dict(zip(keys, json.loads(line), strict=True)) for line in done.stdout.splitlines()]
    for row in rows:
        row["file"] = Path(row["file"]).name
    lost = done.returncode != 0 or len(rows) != len(paths)
    return rows, f"the process ended with {done.returncode} after {len(rows)} of {len(paths)} files" if lost else None
