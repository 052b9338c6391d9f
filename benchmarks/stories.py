"""Placing reports in stories as they come, against a plain TF-IDF stream over the same texts.

The peer is `evaluation.plain.streamed`: the usual way, dense rows of all words, each report held against the mean of every
story. It is given the document frequencies of all texts beforehand; ours learns them as it goes, and keeps why each report was
placed. Processor time, terms and vectors included on both sides."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from evaluation.plain import streamed

from benchmarks.row import Row
from wireroom.config import desk_rules
from wireroom.model import Report
from wireroom.story import Stream

MOST = 1_500
"""Reports at most: the peer holds a dense row of every word for each."""


def measure(reports: Sequence[Report]) -> Iterator[Row]:
    """Reports a second of both."""
    along = sorted(reports, key=lambda report: (report.published.value or "~", report.id))[:MOST]
    begun = time.process_time()
    stream = Stream(desk_rules().story)
    for report in along:
        stream.place(report)
    stream.stories()
    ours = time.process_time() - begun
    begun = time.process_time()
    streamed({report.id: f"{report.title or ''} {report.text}" for report in along})
    theirs = time.process_time() - begun
    yield Row("stories", "reports/s", len(along) / ours, "plain TF-IDF", len(along) / theirs)
