"""Reading against the bare spaCy pipeline with the same components, on the same reports in the same process.

The peer is spaCy's own `nlp.pipe(texts)`, its fastest way, nothing kept. Ours parses and reads the parse. Rounds alternate, and
the best of each counts, so that a noisy neighbour slows both or neither."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import spacy

from benchmarks.row import Row
from wireroom.config import desk_rules
from wireroom.engine.models import SpacyParser
from wireroom.model import Report
from wireroom.ports import DEFAULT_MODEL
from wireroom.reading import read


def measure(reports: Sequence[Report], rounds: int = 3) -> Row:
    """One row: words a second of bare spaCy and of parse and reading, and their ratio."""
    parser = SpacyParser()
    nlp = spacy.load(DEFAULT_MODEL)
    rules = desk_rules().reading
    words = sum(len(report.text.split()) for report in reports)

    def bare() -> None:
        for _ in nlp.pipe(report.text for report in reports):
            pass

    def ours() -> None:
        for report, parsed in zip(reports, parser.parse(report.text for report in reports), strict=True):
            read(report, parsed, rules)

    bare()
    ours()
    taken = [(_seconds(bare), _seconds(ours)) for _ in range(rounds)]
    peer, own = min(pair[0] for pair in taken), min(pair[1] for pair in taken)
    return Row("reading", "words/s", words / own, "bare spaCy", words / peer)


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
