"""Decisions replayed over lineages: pairs that a person read and found to be no copy of each other."""

from __future__ import annotations

from collections.abc import Sequence

from wireroom.lineage.tree import lineages
from wireroom.model import Decision, Derivation, Lineages, Report, Ruling


def untied(found: Lineages, reports: Sequence[Report], decisions: Sequence[Decision]) -> Lineages:
    """The lineages without the ties that a `not_a_copy` names, their trees made anew, and a ruling for each; other kinds pass.

    What ties the two reports through a third stays: the decision speaks of the pair. A suspicion of the pair goes too."""
    wanted = [one for one in decisions if one.kind == "not_a_copy"]
    if not wanted:
        return found
    ties = {_pair(tie.child, tie.parent): tie for line in found.lineages for tie in line.derivations}
    unsure = {_pair(doubt.a, doubt.b): doubt for doubt in found.suspicions}
    rulings = []
    for decision in wanted:
        pair = _pair(*decision.reports[:2]) if len(decision.reports) > 1 else ("", "")
        tie, doubt = ties.pop(pair, None), unsure.pop(pair, None)
        if tie is not None:
            rulings.append(Ruling(decision, f"the machine had a {_said(tie)}", pair))
        elif doubt is not None:
            rulings.append(Ruling(decision, f"the machine was not sure: {doubt.why}", pair))
        else:
            rulings.append(Ruling(decision, "the machine has no tie between these two"))
    drawn = lineages(list(ties.values()), {report.id: report for report in reports})
    return Lineages(drawn, tuple(unsure[pair] for pair in sorted(unsure)), (*found.rulings, *rulings))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _said(tie: Derivation) -> str:
    reasons = "; ".join(tie.why)
    return f"{tie.kind.replace('_', ' ')} here{': ' + reasons if reasons else ''}"
