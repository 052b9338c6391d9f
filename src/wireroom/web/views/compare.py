"""Two reports side by side: paragraphs that answer to each other in one row, what changed inside them graded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wireroom.lineage import LineageRules, trace
from wireroom.model import Derivation, Edit, Passage, Report, Span
from wireroom.render import words
from wireroom.render.clean import visible
from wireroom.text import Encoder, paragraphs

PAIRS = 1_500
"""Pairs of paragraphs with words in common that are weighed, the fullest first; more of them means lists, not prose."""
SLIGHT = 0.2
"""The part of the shorter of two paragraphs that must answer for the two to stand in one row; set by eye on the demo."""
GRADES = {"cosmetic": "spelling", "wording": "wording", "fact": "fact"}
"""What each grade of an edit is called."""


@dataclass(frozen=True, slots=True)
class Bit:
    """Words of a paragraph: `grade` of the edit that they are, `new` where the other has nothing like them, else empty."""

    text: str
    grade: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Across:
    """A row: a paragraph of the one, the paragraph of the other that answers to it; one of the two may be empty. `same` when
    nothing differs. `skipped` stands for so many rows that are left out."""

    child: tuple[Bit, ...]
    parent: tuple[Bit, ...]
    same: bool
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reports held against each other: the tie between them, if there is one, and their rows."""

    tie: Derivation | None
    told: str
    rows: tuple[Across, ...]
    facts: int
    wordings: int
    spellings: int


def tied(child: Report, parent: Report, encoder: Encoder, rules: LineageRules) -> Derivation | None:
    """The tie that the two alone show, worked out anew; None when they show none."""
    found = [one for line in trace([child, parent], encoder, rules).lineages for one in line.derivations]
    return found[0] if found else None


def compared(child: Report, parent: Report, tie: Derivation | None, *, changes_only: bool = False) -> Compared:
    """The two side by side; `child` stands at the left, whichever way the tie goes."""
    passages: Sequence[Passage] = ()
    edits: Sequence[Edit] = ()
    if tie is not None:
        turned = tie.child != child.id
        passages = [Passage(one.parent, one.child, one.same) for one in tie.passages] if turned else tie.passages
        edits = [Edit(one.parent, one.child, one.grade, one.kind, one.quoted) for one in tie.edits] if turned else tie.edits
    left, right = list(paragraphs(child.text)), list(paragraphs(parent.text))
    mine, its = [(one.child, one) for one in edits], [(one.parent, one) for one in edits]
    rows = []
    for here, there in _rows(left, right, passages):
        a = () if here is None else _bits(child.text, left[here], mine, [one.child for one in passages], there)
        b = () if there is None else _bits(parent.text, right[there], its, [one.parent for one in passages], here)
        same = bool(a and b) and not any(bit.grade for bit in (*a, *b))
        rows.append(Across(a, b, same))
    counts = {grade: sum(one.grade == grade for one in edits) for grade in GRADES}
    return Compared(
        tie, _told(tie), tuple(_skipping(rows) if changes_only else rows), counts["fact"], counts["wording"], counts["cosmetic"]
    )


def _told(tie: Derivation | None) -> str:
    if tie is None:
        return "Nothing ties these two: no passage, and no run of the same quotations."
    shown, unshown = words.TIES[tie.kind]
    return shown if tie.directed else unshown


def _skipping(rows: Iterable[Across]) -> Iterable[Across]:
    held = 0
    for row in rows:
        if row.same:
            held += 1
            continue
        if held:
            yield Across((), (), True, held)
            held = 0
        yield row
    if held:
        yield Across((), (), True, held)


def _rows(left: Sequence[Span], right: Sequence[Span], passages: Sequence[Passage]) -> Iterable[tuple[int | None, int | None]]:
    """Places of paragraphs that stand in one row, in the order of the left; those of the right that answer to nothing come
    where they stand among the others."""
    matched = _chain(_shared(left, right, passages))
    if not matched and not passages:
        for place in range(max(len(left), len(right))):
            yield (place if place < len(left) else None), (place if place < len(right) else None)
        return
    here = there = 0
    for a, b in [*matched, (len(left), len(right))]:
        while here < a:
            yield here, None
            here += 1
        while there < b:
            yield None, there
            there += 1
        if a < len(left):
            yield a, b
        here, there = a + 1, b + 1


def _shared(left: Sequence[Span], right: Sequence[Span], passages: Sequence[Passage]) -> dict[tuple[int, int], float]:
    """How much of two paragraphs answers to each other, for those of which enough does."""
    held: dict[tuple[int, int], float] = {}
    for one in passages:
        scale = (one.parent.end - one.parent.start) / max(1, one.child.end - one.child.start)
        for place, span in _over(left, one.child):
            start, end = max(span.start, one.child.start), min(span.end, one.child.end)
            low = one.parent.start + (start - one.child.start) * scale
            high = one.parent.start + (end - one.child.start) * scale
            for other, across in _over(right, one.parent):
                inside = min(high, across.end) - max(low, across.start)
                if inside > 0:
                    held[place, other] = held.get((place, other), 0.0) + inside
    return {
        (a, b): size
        for (a, b), size in held.items()
        if size >= SLIGHT * min(left[a].end - left[a].start, right[b].end - right[b].start)
    }


def _over(spans: Sequence[Span], span: Span) -> Iterable[tuple[int, Span]]:
    place = max(0, bisect_right(spans, span.start, key=lambda one: one.start) - 1)
    while place < len(spans) and spans[place].start < span.end:
        if spans[place].end > span.start:
            yield place, spans[place]
        place += 1


def _chain(held: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs, rising in both, that hold most together."""
    pairs = sorted(sorted(held, key=lambda pair: (-held[pair], pair))[:PAIRS])
    best: list[tuple[float, int]] = []
    for place, (a, b) in enumerate(pairs):
        before = [(best[other][0], other) for other in range(place) if pairs[other][0] < a and pairs[other][1] < b]
        weight, other = max(before, default=(0.0, -1), key=lambda item: (item[0], -item[1]))
        best.append((weight + held[a, b], other))
    if not best:
        return []
    at = max(range(len(best)), key=lambda place: best[place][0])
    found = []
    while at >= 0:
        found.append(pairs[at])
        at = best[at][1]
    return found[::-1]


def _bits(
    text: str, span: Span, edits: Sequence[tuple[Span, Edit]], covered: Sequence[Span], answer: int | None
) -> tuple[Bit, ...]:
    """A paragraph in bits: edits as they are graded, and what no passage covers as new."""
    marks: list[tuple[Span, str, str]] = []
    for where, edit in edits:
        start, end = max(where.start, span.start), min(where.end, span.end)
        if start < end:
            marks.append((Span(start, end), edit.grade, edit.kind or ""))
    if answer is None:
        return (Bit(visible(text[span.start : span.end]), "new"),)
    gaps = _gaps(span, [*covered, *(where for where, _ in edits)])
    marks += [(gap, "new", "") for gap in gaps if any(char.isalnum() for char in text[gap.start : gap.end])]
    found, at = [], span.start
    for where, grade, note in sorted(marks):
        start = max(where.start, at)
        if start >= where.end:
            continue
        if at < start:
            found.append(Bit(visible(text[at:start]), ""))
        found.append(Bit(visible(text[start : where.end]), grade, note))
        at = where.end
    if at < span.end:
        found.append(Bit(visible(text[at : span.end]), ""))
    return tuple(found)


def _gaps(span: Span, covered: Iterable[Span]) -> Iterable[Span]:
    at = span.start
    for one in sorted(covered):
        if one.end <= at or one.start >= span.end:
            continue
        if at < one.start:
            yield Span(at, one.start)
        at = max(at, one.end)
    if at < span.end:
        yield Span(at, span.end)
