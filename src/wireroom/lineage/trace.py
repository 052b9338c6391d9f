"""The lineage room's verb: reports in, lineages out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wireroom.lineage.candidates import candidates
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


def trace(reports: Sequence[Report], encoder: Encoder, rules: LineageRules) -> Lineages:
    """Every report in exactly one lineage, with the ties that show it and the pairs left unsure, whatever the order given.

    Candidates by shared sampled shingles and by rare names near in time; each pair compared word by word and judged by what
    the two reports alone show, so that another report, as a further copy, can never untie them."""
    inputs = sorted(reports, key=lambda report: report.id)
    marked = [worded(report) for report in inputs]
    ties: list[Derivation] = []
    doubts: list[Suspicion] = []
    for found in _compared(marked, encoder, rules):
        tie = derivation(found, rules)
        if tie is not None:
            ties.append(tie)
        if tie is None or tie.kind == "quotation":
            doubt = suspicion(found, rules)
            if doubt is not None:
                doubts.append(doubt)
    doubts.sort(key=lambda doubt: (doubt.a, doubt.b))
    return Lineages(lineages(ties, {report.id: report for report in inputs}), tuple(doubts))


def _compared(marked: Sequence[Worded], encoder: Encoder, rules: LineageRules) -> Iterator[Comparison]:
    """Every candidate pair compared, those of one time together, so that a report's sentences are seldom encoded twice."""
    pairs = candidates(marked, rules)
    pairs.sort(key=lambda pair: (min(marked[place].report.published.value or "" for place in pair), pair))
    known: dict[int, Meaning] = {}
    for first in range(0, len(pairs), BATCH):
        batch = pairs[first : first + BATCH]
        places = sorted({place for pair in batch for place in pair})
        fresh = [place for place in places if place not in known]
        known = {place: known[place] for place in places if place in known}
        known.update(zip(fresh, meanings([marked[place] for place in fresh], encoder, rules), strict=True))
        found = [compare(marked[one], marked[other], rules) for one, other in batch]
        found = [echoed(one, known[a], known[b], rules) for one, (a, b) in zip(found, batch, strict=True)]
        yield from rested(found, encoder, rules)
