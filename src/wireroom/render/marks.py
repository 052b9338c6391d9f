"""A report's text cut into paragraphs and marked passages, so that a page can open at the sentence that says something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wireroom.model import Part, PartKind, Report, Span
from wireroom.render.clean import visible
from wireroom.text import paragraphs


@dataclass(frozen=True, slots=True)
class Cited:
    """A stretch of a text that something rests on: the words (`value`) in their sentence, who cites it and how loudly.

    `rank` orders the loudness, 0 the loudest; `key` is anything that names the stretch; `cites` is the address, the
    sign and the label of what cites it, for the way back."""

    key: str
    sentence: Span
    value: Span
    rank: int
    cites: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Cited sentences that overlap, as one marked passage with one anchor; `back` leads to what cites it, one a sign."""

    anchor: str
    span: Span
    values: tuple[Span, ...]
    rank: int
    back: tuple[tuple[str, str, str], ...]


Stretch = TypeVar("Stretch", Block, Part)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: plain, or inside a block; `strong` when it carries the value. `opens` and `closes` frame the block."""

    text: str
    block: Block | None = None
    strong: bool = False
    opens: bool = False
    closes: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the report: what part it belongs to, and its pieces."""

    part: PartKind
    pieces: tuple[Piece, ...]


def blocks(prefix: str, cited: Sequence[Cited]) -> tuple[tuple[Block, ...], Mapping[str, str]]:
    """The marked passages of a text, in order and without overlap, with anchors `<prefix>-1…`; and the anchor of each key."""
    ordered = sorted(cited, key=lambda one: (one.sentence, one.value, one.key))
    groups: list[tuple[Span, list[Cited]]] = []
    for one in ordered:
        if one.sentence.start >= one.sentence.end:
            continue
        if groups and one.sentence.start < groups[-1][0].end:
            span, held = groups[-1]
            held.append(one)
            groups[-1] = (Span(span.start, max(span.end, one.sentence.end)), held)
        else:
            groups.append((one.sentence, [one]))
    found: list[Block] = []
    anchors: dict[str, str] = {}
    for place, (span, held) in enumerate(groups, start=1):
        anchor = f"{prefix}-{place}"
        values = tuple(one.value for one in held if one.value.start < one.value.end)
        back: dict[str, tuple[str, str, str]] = {}
        for one in sorted(held, key=lambda one: (one.rank, one.key)):
            if one.cites:
                back.setdefault(one.cites[1], one.cites)
        found.append(Block(anchor, span, _merged(values), min(one.rank for one in held), tuple(back.values())))
        anchors.update((one.key, anchor) for one in held)
    return tuple(found), anchors


def marked(report: Report, marks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """The report's text as paragraphs of pieces, cleaned for showing, nothing left out but blank lines."""
    parts = sorted(report.parts, key=lambda part: part.span)
    found = []
    place = part = 0
    for span in paragraphs(report.text):
        while place < len(marks) and marks[place].span.end <= span.start:
            place += 1
        while part < len(parts) and parts[part].span.end <= span.start:
            part += 1
        inside = _starting_before(span.end, marks, place)
        kind = _part(span, _starting_before(span.end, parts, part))
        found.append(Paragraph(kind, tuple(pieces(report.text, span, inside))))
    return tuple(found)


def _starting_before(end: int, stretches: Sequence[Stretch], first: int) -> Sequence[Stretch]:
    """Those from the `first` on that start before `end`, without a look at the rest."""
    last = first
    while last < len(stretches) and stretches[last].span.start < end:
        last += 1
    return stretches[first:last]


def _part(span: Span, parts: Sequence[Part]) -> PartKind:
    """The part that holds most of a paragraph, the earlier of two that hold as much; body where none does."""
    best: tuple[int, PartKind] = (0, "body")
    for part in parts:
        held = min(part.span.end, span.end) - max(part.span.start, span.start)
        if held > best[0]:
            best = (held, part.kind)
    return best[1]


def pieces(text: str, span: Span, marks: Sequence[Block]) -> Iterator[Piece]:
    """The text of a span in runs: plain ones, and those of each block cut at its values; empty runs are left out."""
    at = span.start
    for block in marks:
        start, end = max(block.span.start, span.start), min(block.span.end, span.end)
        if start >= end:
            continue
        if at < start:
            yield Piece(visible(text[at:start]))
        runs = list(_runs(Span(start, end), block.values))
        for place, (run, strong) in enumerate(runs):
            yield Piece(
                visible(text[run.start : run.end]),
                block,
                strong,
                opens=place == 0,
                closes=place == len(runs) - 1,
                first=place == 0 and start == block.span.start,
            )
        at = end
    if at < span.end:
        yield Piece(visible(text[at : span.end]))


def _runs(span: Span, values: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    at = span.start
    for value in values:
        start, end = max(value.start, at), min(value.end, span.end)
        if start >= end:
            continue
        if at < start:
            yield Span(at, start), False
        yield Span(start, end), True
        at = end
    if at < span.end:
        yield Span(at, span.end), False


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)
