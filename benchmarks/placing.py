"""Placing one report among many open stories, beside a plain TF-IDF stream: `python -m benchmarks.placing FILE.jsonl.gz`.

The first reports of the file are placed, then invented ones of rare words until so many stories are open, then the next reports
of the file are timed, each alone. `place` is all that a stream does with a report whose terms were read: weighing the terms,
searching both indexes, likenesses, deciding and saying why, gathering anew what is due, closing what was quiet. Reading the
terms is a function of the report alone and timed apart. The peer keeps for each term the weight that every open story has for
it and adds up the products of all a report's terms: the exact mean likeness to every story, the usual way, and nothing else.
Its weights are made beforehand and not timed. Wall-clock time and, for `place`, processor time too: they differ where the
machine does other work."""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from random import Random
from statistics import median, quantiles
from typing import NamedTuple

from wireroom import extract
from wireroom.config import desk_rules
from wireroom.model import Report
from wireroom.story import Stream
from wireroom.story.vector import Usage, vectors

RARE = 400_000
"""Invented words to draw from, by Zipf's law as in text."""
WORDS = 60
"""Words of an invented report."""
PROBES = 500


class Placing(NamedTuple):
    """How many stories were open, and milliseconds in the median: a report placed, by the clock and by the processor, at the
    ninetieth percentile by the processor, its terms read, the peer's look-up."""

    open: int
    placed: float
    processor: float
    ninetieth: float
    read: float
    peer: float


def measure(reports: list[Report], stories: int, invented: Random) -> Placing:
    """The cost of placing the last reports when so many stories are open."""
    rules = desk_rules().story
    stream = Stream(rules)
    usage = Usage()
    peer: dict[int, dict[int, float]] = defaultdict(dict)
    head, probes = reports[:-PROBES], reports[-PROBES:]
    filled = 0
    while filled < len(head) or stream.open_stories() < stories:
        one = head[filled] if filled < len(head) else _invented(filled, invented)
        filled += 1
        terms = stream.read(one)
        stream.place(one, (), terms)
        held = vectors(terms, usage, rules)[0]
        for number, weight in zip(held.numbers.tolist(), held.weights.tolist(), strict=True):
            peer[number][filled] = weight
    placed, processor, read, looked = [], [], [], []
    for report in probes:
        start = time.perf_counter()
        terms = stream.read(report)
        read.append(time.perf_counter() - start)
        start, busy = time.perf_counter(), time.process_time()
        stream.place(report, (), terms)
        processor.append(time.process_time() - busy)
        placed.append(time.perf_counter() - start)
        held = vectors(terms, usage, rules)[0]
        start = time.perf_counter()
        sums: dict[int, float] = defaultdict(float)
        for number, weight in zip(held.numbers.tolist(), held.weights.tolist(), strict=True):
            for story, value in peer[number].items():
                sums[story] += weight * value
        max(sums.values(), default=0.0)
        looked.append(time.perf_counter() - start)
    tenth = quantiles(processor, n=10)[-1]
    return Placing(
        stream.open_stories(), *(1000 * one for one in (median(placed), median(processor), tenth, median(read), median(looked)))
    )


def _invented(number: int, invented: Random) -> Report:
    ranks = [int(RARE ** invented.random()) for _ in range(WORDS)]
    text = " ".join(f"Q{rank:x}" if rank % 3 else f"w{rank:x}" for rank in ranks)
    return Report(f"invented-{number}", "", text)


def main() -> None:
    """Prints one line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.placing", description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--reports", type=int, default=3_000)
    parser.add_argument("--stories", type=int, default=100_000)
    options = parser.parse_args()
    found: list[Report] = []
    with gzip.open(options.file, "rt", encoding="utf-8") as lines:
        for line in lines:
            report = extract({key: value for key, value in json.loads(line).items() if value})
            if isinstance(report, Report):
                found.append(report)
            if len(found) == options.reports + PROBES:
                break
    row = measure(found, options.stories, Random(1))
    print(
        f"{row.open} open stories, median of {PROBES}: place {row.placed:.2f} ms ({row.processor:.2f} ms of processor time, "
        f"{row.ninetieth:.2f} ms at the ninetieth percentile); reading the terms {row.read:.2f} ms; "
        f"plain TF-IDF look-up {row.peer:.2f} ms"
    )


if __name__ == "__main__":
    main()
