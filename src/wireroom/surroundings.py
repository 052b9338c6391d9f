"""What of all lineages, decisions and withdrawals concerns one story, and the story as it was when less had arrived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wireroom import desk
from wireroom.dossier import DossierRules
from wireroom.lineage import drawn
from wireroom.model import Decision, Dossier, Lineages, Notice, Reading, Rejection, Report, Stories, Story, Suspicion
from wireroom.ports import Engine
from wireroom.report import retracted


class Neighbourhoods:
    """The lineages of each story, numbered for itself, so that a dossier does not change with stories that are none of its."""

    def __init__(self, lineages: Lineages) -> None:
        self._rulings = lineages.rulings
        self._line = {report: line for line in lineages.lineages for report in line.reports}
        self._doubts: dict[str, list[Suspicion]] = {}
        for doubt in lineages.suspicions:
            for name in (doubt.a, doubt.b):
                self._doubts.setdefault(name, []).append(doubt)

    def of(self, story: Story) -> Lineages:
        """The lineages that hold a report of the story, whole; the doubts between its reports; the rulings on its ties."""
        inside = set(story.reports)
        lines = {line.id: line for name in sorted(inside) if (line := self._line.get(name)) is not None}
        numbered = tuple(replace(line, id=f"l{number}") for number, line in enumerate(lines.values(), start=1))
        doubts = {doubt for name in inside for doubt in self._doubts.get(name, ()) if {doubt.a, doubt.b} <= inside}
        rulings = tuple(one for one in self._rulings if inside.intersection(one.reports))
        return Lineages(numbered, tuple(sorted(doubts, key=lambda doubt: (doubt.a, doubt.b))), rulings)


def concerns(decision: Decision, story: Story) -> bool:
    """Whether a decision names a report of the story."""
    inside = set(story.reports)
    return bool(inside.intersection(decision.reports)) or any(spot.report in inside for spot in decision.spots)


def withdrawn(outlines: Sequence[Report], orders: Iterable[Rejection]) -> Mapping[str, tuple[str, ...]]:
    """By whom each report is withdrawn; those that nobody withdraws are left out."""
    marks = zip(outlines, retracted(outlines, orders), strict=True)
    return {
        one.id: tuple(notice.by for notice in marked.notices[len(one.notices) :] if notice.by)
        for one, marked in marks
        if len(marked.notices) > len(one.notices)
    }


def marked(reports: Mapping[str, Report], names: Iterable[str], marks: Sequence[tuple[str, str]]) -> list[Report]:
    """The reports of these ids, with a notice for each mark (report, and by whom it is withdrawn)."""
    found = []
    for name in names:
        added = tuple(Notice("retraction", None, by) for who, by in marks if who == name)
        one = reports[name]
        found.append(replace(one, notices=(*one.notices, *added)) if added else one)
    return found


def as_before(
    dossier: Dossier,
    story: Story,
    reports: Sequence[Report],
    readings: Sequence[Reading],
    decisions: Sequence[Decision],
    *,
    engine: Engine,
    rules: DossierRules,
) -> Dossier | None:
    """The dossier of a story from only these of its reports, which had arrived earlier; None when there are none.

    It says what the desk of today would have said then: ties through reports that came later are not there."""
    inside = {report.id for report in reports}
    if not inside:
        return None
    ties = [tie for line in dossier.lineages for tie in line.derivations if tie.child in inside and tie.parent in inside]
    doubts = tuple(doubt for doubt in dossier.suspicions if {doubt.a, doubt.b} <= inside)
    lineages = Lineages(drawn(ties, {report.id: report for report in reports}), doubts)
    then = Story(story.id, tuple(name for name in story.reports if name in inside), story.why)
    about = tuple(one for one in decisions if concerns(one, then))
    return desk.write_up(Stories((then,)), reports, readings, lineages, engine=engine, rules=rules, decisions=about)[0]
