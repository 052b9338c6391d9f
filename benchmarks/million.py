"""Fingerprints, lineages and stories of invented reports, readings skipped: `python -m benchmarks.million [--sizes N …]
[--plots FOLDER]`.

A report is 150 to 250 words: two in five function words, half of the others words of its event, a third of those names, the
rest drawn by Zipf's law from a vocabulary of a hundred thousand. A fifth of the reports are copies of the one before of their
event with one word in twelve changed, and a fifth share a paragraph with it. Events last three days of thirty. Each size is one
`wireroom run --skip-readings` in processes of its own: seconds by the processor of all of them, and the highest resident memory
of any."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks import plot
from benchmarks.growth import exponent

SIZES = (10_000, 30_000, 100_000)
VOCABULARY = 100_000
EVENT = 12
"""Reports of one event, on average."""
MEBIBYTE = 1024
OWN = 60
"""Words that only one event has."""
FUNCTION = "the of and to in that was for on with as said by at it from they which were had this would after about".split()
"""Two words in five are of these, or no report would be taken for English."""


class Cost(NamedTuple):
    """Reports, seconds of processor time, and mebibytes of the largest process."""

    reports: int
    seconds: float
    memory: float


def invented(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """So many records, in order of their ids."""
    chance = np.random.default_rng(seed)
    vocabulary = [f"w{_letters(rank)}" for rank in range(VOCABULARY)]
    before: dict[int, list[str]] = {}
    for number in range(count):
        event = int(chance.integers(max(1, count // EVENT)))
        day = 1 + (event * 7919) % 28 + int(chance.integers(3))
        words = _words(chance, int(chance.integers(150, 251)), event, vocabulary)
        earlier, kind = before.get(event), chance.random()
        if earlier and kind < 0.2:
            changed = (chance.random(len(earlier)) < 1 / 12).tolist()
            others = _words(chance, len(earlier), event, vocabulary)
            words = [new if at else old for old, new, at in zip(earlier, others, changed, strict=True)]
        elif earlier and kind < 0.4:
            start = int(chance.integers(max(1, len(earlier) - 40)))
            words[40:80] = earlier[start : start + 40]
        before[event] = words
        lines = [" ".join([words[at].capitalize(), *words[at + 1 : at + 20]]) + "." for at in range(0, len(words), 20)]
        date = f"2026-{1 + (day > 31):02d}-{day if day <= 31 else day - 31:02d}"
        yield {"id": f"x{number:08d}", "text": "\n".join(lines), "published": date, "language": "en"}


def _words(chance: np.random.Generator, count: int, event: int, vocabulary: Sequence[str]) -> list[str]:
    kinds, ranks = chance.random(count).tolist(), chance.random(count)
    common = (VOCABULARY**ranks).astype(int).tolist()
    own = (OWN**ranks).astype(int).tolist()
    function = (len(FUNCTION) * ranks).astype(int).tolist()
    found = []
    for kind, everyday, special, small in zip(kinds, common, own, function, strict=True):
        if kind < 0.4:
            found.append(FUNCTION[small])
        elif kind < 0.7:
            found.append(f"{'Q' if special % 3 == 1 else 'q'}{_letters(event * OWN + special)}")
        else:
            found.append(vocabulary[everyday])
    return found


@lru_cache(maxsize=1_000_000)
def _letters(number: int) -> str:
    """A number in letters, as digits would make it another kind of word."""
    found = ""
    while number:
        number, rest = divmod(number, 26)
        found += chr(ord("a") + rest)
    return found


def measure(count: int, folder: Path, jobs: int = 1) -> Cost:
    """The cost of one size; its records and its run stay in a folder."""
    records, out = folder / f"{count}.jsonl", folder / f"{count}"
    with records.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in invented(count))
    command = [sys.executable, "-m", "wireroom.cli", "run", str(records), "--out", str(out), "--skip-readings"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--jobs", str(jobs)], check=True, stderr=sys.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    reports = json.loads((out / "summary.json").read_text("utf-8"))["reports"]
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(reports, seconds, after.ru_maxrss / MEBIBYTE)


def grown(sizes: Sequence[int], folder: Path, jobs: int = 1) -> list[Cost]:
    """The cost of each size, told as it is known; ascending, since the memory told is the highest so far."""
    folder.mkdir(parents=True, exist_ok=True)
    costs = []
    for size in sorted(sizes):
        costs.append(measure(size, folder, jobs))
        print(f"{costs[-1].reports:,} reports, {costs[-1].seconds:.0f} s, {costs[-1].memory:,.0f} MiB", flush=True)
    return costs


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line a size, and the exponents."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.million", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep records and runs in this new folder")
    parser.add_argument("--plots", type=Path, help="draw million.svg in this folder")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        costs = grown(given.sizes, given.folder or Path(name), given.jobs)
    if len(costs) > 1:
        sizes = [cost.reports for cost in costs]
        print(f"exponent of seconds {exponent(sizes, [cost.seconds for cost in costs]):.2f}")
    if given.plots:
        (given.plots / "million.svg").write_text(drawn(costs))


def drawn(costs: Sequence[Cost]) -> str:
    """Seconds and memory by reports, as SVG."""
    lines = {
        "processor seconds": [(float(cost.reports), cost.seconds) for cost in costs],
        "largest process, MiB": [(float(cost.reports), cost.memory) for cost in costs],
    }
    return plot.growth(lines, "A run without readings over invented reports", "")


if __name__ == "__main__":
    main()
