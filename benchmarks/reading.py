"""Reading against the bare spaCy pipeline with the same components, and two processes against one, on the same reports.

The peer is spaCy's own `nlp.pipe(texts)`, its fastest way, nothing kept. Ours parses each report by itself and reads the parse.
The two take turns, a block of reports each, and what is compared is processor time, so that a noisy neighbour slows both or
neither; two processes are compared by the clock on the wall, which a machine that is otherwise busy makes worthless."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import spacy

from benchmarks.row import Row
from wireroom import desk
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.engine.models import SpacyParser
from wireroom.model import Report
from wireroom.ports import DEFAULT_MODEL
from wireroom.reading import read

BLOCK = 20
"""Reports before the turn changes: seconds, in which a machine's mood does not."""


def measure(reports: Sequence[Report]) -> Iterator[Row]:
    """Words a second of processor time: parse and reading, and the parse, against bare spaCy; reading against the parse."""
    parser = SpacyParser()
    nlp = spacy.load(DEFAULT_MODEL)
    rules = desk_rules().reading
    texts = [report.text for report in reports]
    words = sum(len(text.split()) for text in texts)
    bare = parsing = reading = 0.0
    for report in reports[:BLOCK]:  # what is made once is made before the clock runs
        read(report, next(parser.parse([report.text])), rules)
        nlp(report.text)
    for start in range(0, len(texts), BLOCK):
        block = reports[start : start + BLOCK]
        begun = time.process_time()
        for _ in nlp.pipe(report.text for report in block):
            pass
        bare += time.process_time() - begun
        for report in block:
            begun = time.process_time()
            doc = next(parser.parse([report.text]))
            parsed = time.process_time()
            read(report, doc, rules)
            parsing += parsed - begun
            reading += time.process_time() - parsed
    yield Row("parse and reading", "words/s", words / (parsing + reading), "bare spaCy", words / bare)
    yield Row("parse alone", "words/s", words / parsing, "bare spaCy", words / bare)
    yield Row("reading alone", "words/s", words / reading, "our parse", words / parsing)


def spread(reports: Sequence[Report], rounds: int = 3) -> Iterator[Row]:
    """Words a second of two processes against one: the best of some rounds in turn, start and end of the workers included."""
    words = sum(len(report.text.split()) for report in reports)
    rules = desk_rules().reading
    times: dict[int, list[float]] = {1: [], 2: []}
    one = LocalEngine(1)
    list(desk.understood(reports[:2], engine=one, rules=rules))
    for _ in range(rounds):
        for jobs, engine in ((1, one), (2, LocalEngine(2))):
            begun = time.perf_counter()
            for _pair in desk.understood(reports, engine=engine, rules=rules):
                pass
            times[jobs].append(time.perf_counter() - begun)
    yield Row("two processes", "words/s", words / min(times[2]), "one process", words / min(times[1]))
