"""How time and memory grow with the number of reports: `python -m benchmarks.growth FILE.jsonl.gz [PART …] [--sizes N …]
[--plots FOLDER]`.

Each size runs in a process of its own on the first so many records of the file, as a newsroom's archive grows: processor
seconds of the part alone, and the peak of resident memory of the process less what it held when the reports were read in.
The exponent is the slope of the least-squares line through the logarithms; 1 is linear. Parts are functions of reports."""

from __future__ import annotations

import argparse
import gzip
import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import plot
from benchmarks.reuse import LEAST
from wireroom import extract
from wireroom.config import desk_rules
from wireroom.engine.models import StaticEncoder
from wireroom.lineage import LineageIndex, trace
from wireroom.lineage.fingerprint import fingerprints
from wireroom.lineage.sharing import copies, sharing
from wireroom.model import Lineages, Report
from wireroom.story import Stream, gather

SIZES = (1_000, 3_000, 6_000, 12_800)
KEYS = ("id", "text", "title", "published", "publisher", "url", "language")
MEBIBYTE = 1024
BRIEF, AGAIN = 60.0, 2
"""Seconds up to which a part is done so many times again, since a machine does other things for moments."""


class Cost(NamedTuple):
    """Reports, processor seconds, and mebibytes at the peak above those held before."""

    reports: int
    seconds: float
    memory: float


def reuse(reports: Sequence[Report]) -> Callable[[], object]:
    """Fingerprints of all texts, and the pairs that share enough."""

    def run() -> object:
        prints = list(fingerprints([report.text for report in reports]))
        return sharing(prints, LEAST, copies(prints)).pairs

    return run


def lineage(reports: Sequence[Report]) -> Callable[[], object]:
    """Tracing a batch."""
    encoder, rules = StaticEncoder(), desk_rules().lineage
    encoder.encode(["warm"])
    return lambda: trace(reports, encoder, rules)


def lineage_stream(reports: Sequence[Report]) -> Callable[[], object]:
    """Placing reports one at a time, and the lineages at the end."""
    index = LineageIndex(StaticEncoder(), desk_rules().lineage)

    def run() -> object:
        for report in reports:
            index.place(report)
        return index.lineages()

    return run


def story(reports: Sequence[Report]) -> Callable[[], object]:
    """Gathering a batch whose lineages are known: each report alone, so that none rests on a tie."""
    rules = desk_rules().story
    return lambda: gather(reports, Lineages(), rules)


def story_stream(reports: Sequence[Report]) -> Callable[[], object]:
    """Placing reports in stories one at a time, their terms read one at a time too, and the stories at the end."""
    stream = Stream(desk_rules().story)

    def run() -> object:
        for report in reports:
            stream.place(report)
        return stream.stories()

    return run


PARTS: dict[str, Callable[[Sequence[Report]], Callable[[], object]]] = {
    "fingerprints": reuse,
    "lineage": lineage,
    "lineage_stream": lineage_stream,
    "story": story,
    "story_stream": story_stream,
}
"""What can be measured: a function that takes reports, makes ready, and gives the work to be timed."""


def load(file: str, size: int) -> list[Report]:
    """The reports of the first records of a file."""
    found: list[Report] = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if len(found) == size:
                break
            row = json.loads(line)
            report = extract({key: row[key] for key in KEYS if row.get(key) is not None})
            if isinstance(report, Report):
                found.append(report)
    return found


def measure(file: str, part: str, size: int) -> Cost:
    """The cost of one part at one size, in this process: what is done in less than a minute is done again, the least of three
    told."""
    reports = load(file, size)
    work = PARTS[part](reports)
    before, start = _peak(), time.process_time()
    work()
    seconds, memory = time.process_time() - start, _peak() - before
    for _ in range(AGAIN if seconds < BRIEF else 0):
        work = PARTS[part](reports)
        start = time.process_time()
        work()
        seconds = min(seconds, time.process_time() - start)
    return Cost(len(reports), seconds, memory)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The slope of the least-squares line through the logarithms. Raises ValueError for fewer than two sizes."""
    x, y = [math.log(size) for size in sizes], [math.log(max(cost, 1e-9)) for cost in costs]
    if len(set(x)) < 2:
        raise ValueError("growth needs two sizes")
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((one - middle_x) ** 2 for one in x)
    return sum((one - middle_x) * (other - middle_y) for one, other in zip(x, y, strict=True)) / spread


def main(arguments: Sequence[str]) -> None:
    """Print a line a size and the exponents of each part."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)}")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--plots", type=Path, help="draw growth-news.svg and memory-news.svg in this folder")
    parser.add_argument("--here", action="store_true", help="measure one part at one size in this process")
    given = parser.parse_args(arguments)
    if given.here:
        print(json.dumps(measure(given.file, given.parts[0], given.sizes[0])))
        return
    every: dict[str, list[Cost]] = {}
    for part in given.parts or PARTS:
        costs = every[part] = []
        for size in given.sizes:
            command = [sys.executable, "-m", "benchmarks.growth", given.file, part, "--sizes", str(size), "--here"]
            answer = subprocess.run(command, check=True, capture_output=True, text=True)
            costs.append(Cost(*json.loads(answer.stdout)))
            print(f"{part}: {costs[-1].reports} reports, {costs[-1].seconds:.1f} s, {costs[-1].memory:.0f} MiB", flush=True)
        if len(costs) < 2:
            continue
        sizes = [cost.reports for cost in costs]
        seconds, memory = (exponent(sizes, [cost[at] for cost in costs]) for at in (1, 2))
        print(f"{part}: exponent of seconds {seconds:.2f}, of memory {memory:.2f}", flush=True)
    if given.plots:
        _draw(given.plots, every)


def _draw(folder: Path, every: dict[str, list[Cost]]) -> None:
    seconds = {part: [(float(cost.reports), cost.seconds) for cost in costs] for part, costs in every.items()}
    memory = {part: [(float(cost.reports), max(1.0, cost.memory)) for cost in costs] for part, costs in every.items()}
    (folder / "growth-news.svg").write_text(plot.growth(seconds, "Processor seconds by reports of a news archive", "s"))
    (folder / "memory-news.svg").write_text(plot.growth(memory, "Memory at the peak by reports of a news archive", "MiB"))


if __name__ == "__main__":
    main(sys.argv[1:])
