"""The lineage room's verb: reports in, lineages out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wireroom.lineage.candidates import candidates
from wireroom.lineage.compare import Meaning, compare, echoed, meaning
from wireroom.lineage.kind import derivation, suspicion
from wireroom.lineage.rules import LineageRules
from wireroom.lineage.tree import lineages
from wireroom.lineage.words import worded
from wireroom.model import Derivation, Lineages, Report, Suspicion

if TYPE_CHECKING:
    from wireroom.text import Encoder


def trace(reports: Sequence[Report], encoder: Encoder, rules: LineageRules) -> Lineages:
    """Every report in exactly one lineage, with the ties that show it and the pairs left unsure, whatever the order given.

    Candidates by shared sampled shingles and by rare names near in time; each pair compared word by word and judged by what
    the two reports alone show, so that another report, as a further copy, can never untie them."""
    inputs = sorted(reports, key=lambda report: report.id)
    marked = [worded(report) for report in inputs]
    ties: list[Derivation] = []
    doubts: list[Suspicion] = []
    known: dict[int, Meaning] = {}
    for one, other in candidates(marked, rules):
        for place in (one, other):
            if place not in known:
                known[place] = meaning(marked[place], encoder, rules)
        found = compare(marked[one], marked[other], rules)
        found = echoed(found, known[one], known[other], encoder, rules)
        tie = derivation(found, rules)
        if tie is not None:
            ties.append(tie)
        if tie is None or tie.kind == "quotation":
            doubt = suspicion(found, rules)
            if doubt is not None:
                doubts.append(doubt)
    return Lineages(lineages(ties, {report.id: report for report in inputs}), tuple(doubts))
