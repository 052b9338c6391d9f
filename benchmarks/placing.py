"""Placing one report among many open stories, beside a plain TF-IDF stream: `python -m benchmarks.placing FILE.jsonl.gz`.

The first reports of the file are placed, then invented ones of rare words until so many stories are open, then the next reports
of the file are timed, each alone: one after the other, as a stream places them, and as many again with the peer's look-up
between two, which leaves nothing of ours in the caches of the processor. `place` is all that a stream does with a report whose
terms were read: weighing the terms, searching both indexes, likenesses, deciding and saying why, gathering anew what is due,
closing what was quiet. Reading the terms is a function of the report alone and timed apart. The peer keeps for each term the
weight that every open story has for it and adds up the products of all a report's terms: the exact mean likeness to every
story, the usual way, and nothing else. Its weights are made beforehand and not timed. Wall-clock time and, for `place`,
processor time too: they differ where the machine does other work."""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from random import Random
from statistics import median, quantiles
from typing import NamedTuple

from wireroom import extract
from wireroom.config import desk_rules
from wireroom.model import Report
from wireroom.story import Stream
from wireroom.story.vector import Numbered, Usage, Vector, vectors

RARE = 400_000
"""Invented words to draw from, by Zipf's law as in text."""
WORDS = 60
"""Words of an invented report."""
PROBES = 500


class Placing(NamedTuple):
    """Milliseconds in the median: a report placed, by the clock and by the processor, at the ninetieth percentile by the
    processor, its terms read."""

    placed: float
    processor: float
    ninetieth: float
    read: float


class Peer:
    """For each term the weight that every story has for it."""

    def __init__(self, stories: Sequence[Vector]) -> None:
        self._weights: dict[int, dict[int, float]] = defaultdict(dict)
        for story, held in enumerate(stories):
            for number, weight in zip(held.numbers.tolist(), held.weights.tolist(), strict=True):
                self._weights[number][story] = weight

    def look_up(self, held: Vector) -> float:
        """The likeness of the story most like a report."""
        sums: dict[int, float] = defaultdict(float)
        for number, weight in zip(held.numbers.tolist(), held.weights.tolist(), strict=True):
            for story, value in self._weights[number].items():
                sums[story] += weight * value
        return max(sums.values(), default=0.0)


def filled(stream: Stream, head: Sequence[Report], stories: int, invented: Random) -> Iterator[Vector]:
    """Places the reports, then invented ones until so many stories are open; gives the vector of each for the peer."""
    rules, usage = desk_rules().story, Usage()
    number = 0
    while number < len(head) or stream.open_stories() < stories:
        one = head[number] if number < len(head) else _invented(number, invented)
        number += 1
        terms = stream.read(one)
        stream.place(one, (), terms)
        yield vectors(terms, usage, rules)[0]


def timed(stream: Stream, probes: Sequence[Report], between: Callable[[Numbered], object]) -> Placing:
    """The cost of placing reports, with something done after each."""
    placed, processor, read = [], [], []
    for report in probes:
        start = time.perf_counter()
        terms = stream.read(report)
        read.append(time.perf_counter() - start)
        start, busy = time.perf_counter(), time.process_time()
        stream.place(report, (), terms)
        processor.append(time.process_time() - busy)
        placed.append(time.perf_counter() - start)
        between(terms)
    tenth = quantiles(processor, n=10)[-1]
    return Placing(*(1000 * one for one in (median(placed), median(processor), tenth, median(read))))


def _invented(number: int, invented: Random) -> Report:
    ranks = [int(RARE ** invented.random()) for _ in range(WORDS)]
    text = " ".join(f"Q{rank:x}" if rank % 3 else f"w{rank:x}" for rank in ranks)
    return Report(f"invented-{number}", "", text)


def main() -> None:
    """Prints what it cost."""
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
            if len(found) == options.reports + 2 * PROBES:
                break
    rules, usage = desk_rules().story, Usage()
    stream = Stream(rules)
    stories = list(filled(stream, found[: -2 * PROBES], options.stories, Random(1)))
    print(f"{stream.open_stories()} open stories, medians of {PROBES}")
    _told("one after the other", timed(stream, found[-2 * PROBES : -PROBES], lambda _: None))
    peer = Peer(stories)  # made now: it is far larger than what it is held against
    looked: list[float] = []

    def look(terms: Numbered) -> None:
        held = vectors(terms, usage, rules)[0]
        start = time.perf_counter()
        peer.look_up(held)
        looked.append(1000 * (time.perf_counter() - start))

    _told("after the peer", timed(stream, found[-PROBES:], look))
    print(f"plain TF-IDF look-up: {median(looked):.2f} ms")


def _told(what: str, row: Placing) -> None:
    print(
        f"{what}: place {row.placed:.2f} ms ({row.processor:.2f} ms of processor time, {row.ninetieth:.2f} ms at the "
        f"ninetieth percentile); reading the terms {row.read:.2f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
