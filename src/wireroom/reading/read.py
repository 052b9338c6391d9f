"""read: Report -> Reading. The order of the taggers, and which claim owns each thing found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from typing import TYPE_CHECKING, TypeVar

from wireroom.model import Claim, Quantity, Reading, Report, Span, Statement, Timex
from wireroom.reading.atom import Atoms
from wireroom.reading.claim import attribute
from wireroom.reading.draft import part_at, unlabelled
from wireroom.reading.names import kinds, names
from wireroom.reading.quantity import tag_quantities
from wireroom.reading.rules import ReadingRules
from wireroom.reading.statement import state
from wireroom.reading.timex import tag_timexes

if TYPE_CHECKING:
    from spacy.tokens import Doc

Found = TypeVar("Found", Timex, Quantity, Statement)


def read(report: Report, doc: Doc, rules: ReadingRules, *, title_doc: Doc | None = None, model: str = "") -> Reading:
    """What one report says: claims, times, quantities, statements, each a span into `report.text`.

    `doc` is the parse of `report.text`; `title_doc` that of a title beside the text, whose quantities go to
    `title_quantities`. Relative times are anchored on the day of publication, or the dateline's, or not at all. Every
    time, quantity and statement outside boilerplate belongs to exactly one claim: the innermost one whose content holds
    it. Linear in the length of the report, but for sorting."""
    anchor = report.published.value or (report.dateline.date if report.dateline else None)
    atoms = Atoms(doc)
    timexes = tag_timexes(doc, anchor=anchor, rules=rules.timex, atoms=atoms)
    quantities = tag_quantities(doc, timexes=timexes, rules=rules.quantity, atoms=atoms)
    sentences = tuple(unlabelled(report, span) for span in _sentences(doc))
    known = names(doc, rules.attribution)
    said = attribute(report, doc, rules=rules.attribution, known=known)
    claims = _ordered((*said, *assertions(report, sentences, said)))
    statements = state(report, doc, claims=claims, timexes=timexes, quantities=quantities, rules=rules.statement)
    owner = _owners(claims)
    statements = tuple(replace(item, claim=_holder(owner, item.predicate_span.start)) for item in statements)
    claims, renamed = _kept(claims, owner, timexes, quantities, statements)
    statements = tuple(replace(item, claim=renamed.get(item.claim or "")) for item in statements)
    return Reading(
        report=report.id,
        claims=claims,
        timexes=timexes,
        quantities=quantities,
        statements=statements,
        sentences=sentences,
        names=kinds(known),
        title_quantities=_title(title_doc, anchor, rules),
        rules=rules.digest,
        model=model,
    )


def _title(doc: Doc | None, anchor: str | None, rules: ReadingRules) -> tuple[Quantity, ...]:
    if doc is None:
        return ()
    return tag_quantities(doc, timexes=tag_timexes(doc, anchor=anchor, rules=rules.timex), rules=rules.quantity)


def assertions(report: Report, sentences: Sequence[Span], said: Sequence[Claim]) -> tuple[Claim, ...]:
    """What is left of each sentence outside attributed content: candidates for the report's own assertions."""
    taken = sorted(
        (span for claim in said if claim.stance != "attitude" for span in claim.content),
        key=lambda span: (span.start, span.end),
    )
    found = []
    at = 0
    for sentence in sentences:
        part = part_at(report, sentence.start)
        while at < len(taken) and taken[at].end <= sentence.start:
            at += 1
        rest = _without(sentence, taken, at, report.text)
        if rest and part != "boilerplate":
            found.append(Claim(id="", form="assertion", content=tuple(rest), part=part, why="the report's own words"))
    return tuple(found)


def _without(sentence: Span, taken: Sequence[Span], at: int, text: str) -> list[Span]:
    rest = []
    start = sentence.start
    while at < len(taken) and taken[at].start < sentence.end:
        rest.append((start, taken[at].start))
        start = max(start, taken[at].end)
        at += 1
    rest.append((start, sentence.end))
    return [span for low, high in rest if low < high and (span := _worded(text, low, high)) is not None]


def _worded(text: str, start: int, end: int) -> Span | None:
    """The stretch without blank or punctuation at its ends, or None when no letter or digit is in it."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end) if start < end else None


def _sentences(doc: Doc) -> Iterable[Span]:
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            yield Span(words[0].idx, words[-1].idx + len(words[-1]))


def _ordered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in order of the text with their ids: by start of content, the wider first, then the cue."""

    def place(claim: Claim) -> tuple[int, int, bool, Span]:
        return (claim.content[0].start, -claim.content[-1].end, claim.form == "assertion", claim.cue or Span(0, 0))

    return tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(sorted(claims, key=place), 1))


def _owners(claims: Sequence[Claim]) -> tuple[list[int], list[str | None]]:
    """Where the innermost claim changes along the text: starts, and the id of the claim that holds from each on.

    A sweep over the ends of all content spans, the shortest open span on top of a heap."""
    events: list[tuple[int, int, int, int, str]] = []
    for order, claim in enumerate(claims):
        if claim.stance == "attitude":
            continue
        for span in claim.content:
            events.append((span.start, 1, span.end - span.start, -order, claim.id))
            events.append((span.end, 0, span.end - span.start, -order, claim.id))
    events.sort()
    starts: list[int] = [0]
    holders: list[str | None] = [None]
    heap: list[tuple[int, int, int, str]] = []
    for place, opening, size, order, name in events:
        if opening:
            heappush(heap, (size, order, place + size, name))
        while heap and heap[0][2] <= place:
            heappop(heap)
        holder = heap[0][3] if heap else None
        if starts[-1] == place:
            holders[-1] = holder
        else:
            starts.append(place)
            holders.append(holder)
    return starts, holders


def _holder(owner: tuple[list[int], list[str | None]], place: int) -> str | None:
    return owner[1][bisect_right(owner[0], place) - 1]


def _kept(
    claims: Sequence[Claim],
    owner: tuple[list[int], list[str | None]],
    timexes: Sequence[Timex],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> tuple[tuple[Claim, ...], dict[str, str]]:
    """The claims with what they hold, assertions that hold nothing left out, ids given anew; and the new id of each old."""
    times = _grouped(owner, timexes)
    numbers = _grouped(owner, quantities)
    used = {item.claim for item in statements}
    kept: list[Claim] = []
    renamed: dict[str, str] = {}
    for claim in claims:
        if claim.form == "assertion" and not (claim.id in times or claim.id in numbers or claim.id in used):
            continue
        renamed[claim.id] = f"c{len(kept) + 1}"
        kept.append(
            replace(
                claim,
                id=renamed[claim.id],
                timexes=tuple(times.get(claim.id, ())),
                quantities=tuple(numbers.get(claim.id, ())),
            )
        )
    return tuple(kept), renamed


def _grouped(owner: tuple[list[int], list[str | None]], items: Sequence[Found]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in items:
        if (name := _holder(owner, item.span.start)) is not None:
            found.setdefault(name, []).append(item.id)
    return found
