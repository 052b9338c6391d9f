"""A report's text in runs, each with what the reading found in it: claims, times, numbers, and what a link points at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wireroom.model import PartKind, Reading, Report, Span
from wireroom.render.clean import visible
from wireroom.render.marks import marked
from wireroom.text import paragraphs

MOST = 20_000
"""Spans that are drawn; a report of a hundred thousand words has fewer."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the letters of what covers them: `c` a claim, `t` a time, `n` a number, `m` what a link points at."""

    text: str
    kinds: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Layered:
    """A paragraph in runs, and what part of the report it is."""

    part: PartKind
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A report as it was read: paragraphs in runs, and how much of each kind was found."""

    paragraphs: tuple[Layered, ...]
    claims: int
    times: int
    numbers: int


def as_read(report: Report, reading: Reading, pointed: Span | None = None) -> Read:
    """The text of a report with what was read in it."""
    kinds: dict[str, list[Span]] = {
        "c": [span for claim in reading.claims if claim.form != "assertion" for span in claim.content],
        "t": [one.span for one in reading.timexes],
        "n": [one.span for one in reading.quantities],
        "m": [pointed] if pointed is not None else [],
    }
    stretches = _stretches(kinds, len(report.text))
    found = []
    at = 0
    for paragraph, span in zip(marked(report, ()), paragraphs(report.text), strict=True):
        while at < len(stretches) and stretches[at][0].end <= span.start:
            at += 1
        found.append(Layered(paragraph.part, tuple(_runs(report.text, span, stretches, at, pointed))))
    claims = sum(claim.form != "assertion" for claim in reading.claims)
    return Read(tuple(found), claims, len(reading.timexes), len(reading.quantities))


def _stretches(kinds: dict[str, list[Span]], size: int) -> list[tuple[Span, str]]:
    """The stretches of the text that anything covers, in order, each with the letters of what does."""
    events: dict[int, list[tuple[str, int]]] = {}
    for letter, spans in kinds.items():
        for span in spans[:MOST]:
            start, end = max(0, span.start), min(size, span.end)
            if start < end:
                events.setdefault(start, []).append((letter, 1))
                events.setdefault(end, []).append((letter, -1))
    depth = dict.fromkeys(kinds, 0)
    found: list[tuple[Span, str]] = []
    before = 0
    for place in sorted(events):
        letters = "".join(letter for letter, count in depth.items() if count)
        if letters and before < place:
            found.append((Span(before, place), letters))
        for letter, step in events[place]:
            depth[letter] += step
        before = place
    return found


def _runs(text: str, span: Span, stretches: Sequence[tuple[Span, str]], first: int, pointed: Span | None) -> Iterable[Run]:
    at = span.start
    place = first
    while place < len(stretches) and stretches[place][0].start < span.end:
        stretch, kinds = stretches[place]
        start, end = max(stretch.start, at), min(stretch.end, span.end)
        if at < start:
            yield Run(visible(text[at:start]), "")
        if start < end:
            yield Run(visible(text[start:end]), kinds, pointed is not None and start == pointed.start)
            at = end
        place += 1
    if at < span.end:
        yield Run(visible(text[at : span.end]), "")
