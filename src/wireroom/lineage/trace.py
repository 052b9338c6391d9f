"""The lineage room's verb: reports in, lineages out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wireroom.lineage.align import Seeds, seeds
from wireroom.lineage.candidates import candidates, common_words
from wireroom.lineage.compare import Comparison, Meaning, compare, echoed, meanings, rested
from wireroom.lineage.kind import derivation, suspicion
from wireroom.lineage.rules import LineageRules
from wireroom.lineage.tree import lineages
from wireroom.lineage.words import Worded, worded
from wireroom.model import Derivation, Lineages, Report, Suspicion

if TYPE_CHECKING:
    from wireroom.text import Encoder

BATCH = 1024
"""Pairs compared at a time, so that the sentence vectors of a large batch need not be held all at once."""


class Found(NamedTuple):
    """What comparing some pairs showed: ties of any kind, quotations among them, and the pairs left unsure."""

    ties: list[Derivation]
    doubts: list[Suspicion]


def trace(reports: Sequence[Report], encoder: Encoder, rules: LineageRules) -> Lineages:
    """Every report in exactly one lineage, with the ties that show it and the pairs left unsure, whatever the order given.

    Candidates by shared sampled shingles and by rare names near in time; each pair compared word by word and judged by what
    the two reports show, text in wide use set aside. How wide the use is, is counted over lineages: a further copy can never
    untie two reports."""
    inputs = sorted(reports, key=lambda report: report.id)
    marked = [worded(report, rules.standing) for report in inputs]
    proposed = candidates(marked, rules)
    if len(proposed.common):
        for place in sorted({place for pair in proposed.pairs for place in pair}):
            marked[place] = marked[place].with_common(common_words(marked[place], proposed.common))
    found = judged(marked, proposed.pairs, encoder, rules)
    return assembled(inputs, found)


def assembled(reports: Sequence[Report], found: Found) -> Lineages:
    """The lineages that ties make of reports, and the doubts in order."""
    doubts = sorted(found.doubts, key=lambda doubt: (doubt.a, doubt.b))
    return Lineages(lineages(found.ties, {report.id: report for report in reports}), tuple(doubts))


def judged(marked: Sequence[Worded], pairs: Sequence[tuple[int, int]], encoder: Encoder, rules: LineageRules) -> Found:
    """The ties and the doubts that the pairs of places show; the first of a pair is the report with the smaller id."""
    ties: list[Derivation] = []
    doubts: list[Suspicion] = []
    for found in _compared(marked, pairs, encoder, rules):
        tie = derivation(found, rules)
        if tie is not None:
            ties.append(tie)
        if tie is None or tie.kind == "quotation":
            doubt = suspicion(found, rules)
            if doubt is not None:
                doubts.append(doubt)
    return Found(ties, doubts)


def _compared(
    marked: Sequence[Worded], pairs: Sequence[tuple[int, int]], encoder: Encoder, rules: LineageRules
) -> Iterator[Comparison]:
    """Every pair compared, those of one time together, so that a report's sentences are seldom encoded twice."""
    timed = sorted(pairs, key=lambda pair: (min(marked[place].report.published.value or "" for place in pair), pair))
    known: dict[int, tuple[Meaning, Seeds]] = {}
    for first in range(0, len(timed), BATCH):
        batch = timed[first : first + BATCH]
        places = sorted({place for pair in batch for place in pair})
        fresh = [place for place in places if place not in known]
        known = {place: known[place] for place in places if place in known}
        told = meanings([marked[place] for place in fresh], encoder, rules)
        known.update((place, (meaning, seeds(marked[place].words))) for place, meaning in zip(fresh, told, strict=True))
        found = []
        for one, other in batch:
            (in_one, of_one), (in_other, of_other) = known[one], known[other]
            pair = compare(marked[one], marked[other], rules, of_one, of_other)
            found.append(echoed(pair, in_one, in_other, rules))
        yield from rested(found, encoder, rules)
