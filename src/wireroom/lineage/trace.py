"""The lineage room's verb: reports in, lineages out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wireroom.lineage.align import Seeds, seeds
from wireroom.lineage.candidates import candidates, common_words, near
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
    """Every pair compared, those of one time together, so that a report's sentences are seldom encoded twice.

    Sentences are compared by meaning where the two share own words or are near in time: a rewrite that keeps no run of words
    is looked for among the reports of its days."""
    timed = sorted(pairs, key=lambda pair: (min(marked[place].report.published.value or "" for place in pair), pair))
    of: dict[int, Seeds] = {}
    told: dict[int, Meaning] = {}
    for first in range(0, len(timed), BATCH):
        batch = timed[first : first + BATCH]
        places = {place for pair in batch for place in pair}
        of = {place: of[place] if place in of else seeds(marked[place].words) for place in sorted(places)}
        found = [compare(marked[one], marked[other], rules, of[one], of[other]) for one, other in batch]
        likely = [pair.shared > 0 or near(pair.a, pair.b, rules.days) for pair in found]
        asked = {place for pair, asks in zip(batch, likely, strict=True) if asks for place in pair}
        told = {place: told[place] for place in sorted(asked) if place in told}
        fresh = sorted(asked - told.keys())
        told.update(zip(fresh, meanings([marked[place] for place in fresh], encoder, rules), strict=True))
        yield from rested(
            [
                echoed(pair, told[one], told[other], rules) if asks else pair
                for pair, (one, other), asks in zip(found, batch, likely, strict=True)
            ],
            encoder,
            rules,
        )
