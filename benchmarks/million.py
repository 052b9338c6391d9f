"""Fingerprints, lineages and stories of invented reports, readings skipped: `python -m benchmarks.million [--sizes N …]`.

A report is 150 to 250 words: two in five function words, half of the others words of its event, the rest drawn by Zipf's law
from a vocabulary of a hundred thousand. A fifth of the reports are copies of the one before of their event with one word in
twelve changed, and a fifth share a paragraph with it. Events last three days of thirty. Each size is one `wireroom run
--skip-readings` in processes of its own: seconds by the processor of all of them, and the highest resident memory of any."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.growth import exponent

SIZES = (10_000, 30_000, 100_000)
VOCABULARY = 100_000
EVENT = 12
"""Reports of one event, on average."""
MEBIBYTE = 1024
FUNCTION = "the of and to in that was for on with as said by at it from they which were had this would after about".split()
"""Two words in five are of these, or no report would be taken for English."""


class Cost(NamedTuple):
    """Reports, seconds of processor time, and mebibytes of the largest process."""

    reports: int
    seconds: float
    memory: float


def invented(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """So many records, in order of their ids."""
    chance = Random(seed)
    before: dict[int, list[str]] = {}
    for number in range(count):
        event = chance.randrange(max(1, count // EVENT))
        day = 1 + (event * 7919) % 28 + chance.randrange(3)
        words = [_word(chance, event) for _ in range(chance.randint(150, 250))]
        earlier, kind = before.get(event), chance.random()
        if earlier and kind < 0.2:
            words = [word if chance.randrange(12) else _word(chance, event) for word in earlier]
        elif earlier and kind < 0.4:
            start = chance.randrange(max(1, len(earlier) - 40))
            words[40:80] = earlier[start : start + 40]
        before[event] = words
        lines = [" ".join(words[at : at + 20]).capitalize() + "." for at in range(0, len(words), 20)]
        date = f"2026-{1 + (day > 31):02d}-{day if day <= 31 else day - 31:02d}"
        yield {"id": f"x{number:08d}", "text": "\n".join(lines), "published": date, "language": "en"}


def _word(chance: Random, event: int) -> str:
    kind = chance.random()
    if kind < 0.4:
        return chance.choice(FUNCTION)
    if kind < 0.7:
        rank = int(60 ** chance.random())
        return f"Q{(event * 61 + rank) % 10_000_019:x}"
    return f"w{int(VOCABULARY ** chance.random()):x}"


def measure(count: int, jobs: int = 1) -> Cost:
    """The cost of one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "in.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(record) + "\n" for record in invented(count))
        command = [sys.executable, "-m", "wireroom.cli", "run", str(folder / "in.jsonl"), "--out", str(folder / "out")]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*command, "--skip-readings", "--jobs", str(jobs)], check=True, stderr=sys.stderr)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        reports = json.loads((folder / "out" / "summary.json").read_text("utf-8"))["reports"]
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(reports, seconds, after.ru_maxrss / MEBIBYTE)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line a size, and the exponents."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.million", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args(arguments)
    costs = []
    for size in sorted(given.sizes):  # ascending, since the memory told is the highest so far
        costs.append(measure(size, given.jobs))
        print(f"{costs[-1].reports:,} reports, {costs[-1].seconds:.0f} s, {costs[-1].memory:,.0f} MiB", flush=True)
    if len(costs) > 1:
        sizes = [cost.reports for cost in costs]
        print(f"exponent of seconds {exponent(sizes, [cost.seconds for cost in costs]):.2f}")


if __name__ == "__main__":
    main()
