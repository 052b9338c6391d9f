"""What of all lineages, decisions and withdrawals concerns one story, and the story as it was when less had arrived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wireroom import desk
from wireroom.arrivals import Placed, Stream
from wireroom.dossier import DossierRules
from wireroom.lineage import drawn, untied
from wireroom.model import (
    Decision,
    Dossier,
    Lineages,
    Notice,
    Outcome,
    Reading,
    Rejection,
    Report,
    Ruling,
    Stories,
    Story,
    Suspicion,
    digest,
)
from wireroom.ports import Engine, Store
from wireroom.report import retracted
from wireroom.story import redrawn

_REDRAW = frozenset({"merge", "split", "not_a_copy"})
"""Decisions that draw stories and lineages anew, over all of them."""


@dataclass(frozen=True, slots=True)
class Around:
    """A story with all that its dossier rests on but reports and readings: rulings on it, the lineages of its reports, the
    decisions that name one of them, and by whom its reports are withdrawn."""

    story: Story
    rulings: tuple[Ruling, ...]
    lineages: Lineages
    decisions: tuple[Decision, ...]
    marks: tuple[tuple[str, str], ...]

    def digest(self, made_by: str) -> str:
        """The digest of all of it and of the rules."""
        parts = (self.story.id, self.story.reports, sorted(self.story.why.items()))
        found = digest(made_by, *(repr(one) for one in parts))
        return digest(found, *(repr(one) for one in (self.lineages, self.decisions, self.marks, self.rulings)))


class Surroundings:
    """What the dossiers of a store rest on: looked at whole once, afterwards only where a report came.

    A report that is placed changes the story that it comes to, those that it parts or merges, and those with a report of a
    lineage that it is tied to. Whatever reaches further has everything looked at again: an order or a report that withdraws
    others, a new decision, and any decision in force that draws stories or lineages anew."""

    def __init__(self, store: Store, stream: Stream) -> None:
        self._store = store
        self._stream = stream
        self._outlines: dict[str, Report] = {}
        self._last = 0
        self._orders: Sequence[Rejection] = ()
        self._withdrawing: list[Report] = []
        self._marks: dict[str, tuple[str, ...]] = {}
        self._decisions: Sequence[Decision] = ()
        self._inside: dict[str, tuple[str, ...]] = {}
        self._home: dict[str, str] = {}
        self._whole = True
        self._fresh: list[Placed] = []

    def placed(self, one: Placed) -> None:
        """Notes what placing a report did."""
        self._fresh.append(one)

    def kept(self, outcomes: Iterable[Outcome]) -> None:
        """Notes what was made of arrivals: of an order or a report that withdraws others anything may change."""
        for result in (one.result for one in outcomes):
            self._whole |= bool(result.retracts) or (isinstance(result, Report) and _withdraws(result))

    def look(self) -> tuple[list[Around], list[str]]:
        """The stories that may not be as they were at the last look, in order, and the ids of stories that are no more."""
        log = self._store.decisions()
        decided = desk.standing(log)
        fresh = self._taken_in()
        whole = self._whole or list(log) != list(self._decisions) or any(one.kind in _REDRAW for one in decided)
        self._decisions, self._whole = log, whole  # whole until `looked` says that this look led to its end
        return self._everywhere(decided) if whole else self._here(fresh, decided)

    def looked(self, found: Iterable[Around], gone: Iterable[str]) -> None:
        """Notes that a look led to its end: all dossiers are as they must be."""
        stories = {one.story.id: one.story.reports for one in found}
        for name in (*gone, *stories):
            for report in self._inside.pop(name, ()):
                if self._home.get(report) == name:
                    del self._home[report]
        for name, reports in stories.items():
            self._inside[name] = reports
            self._home.update((report, name) for report in reports)
        self._whole = False
        self._fresh.clear()

    def _taken_in(self) -> list[Report]:
        """The outlines of the reports that were kept since the last time."""
        came = self._store.outlines(self._last)
        for at, outline in came:
            self._outlines[outline.id] = outline
            self._last = at
        return [outline for _, outline in came]

    def _everywhere(self, decided: Sequence[Decision]) -> tuple[list[Around], list[str]]:
        outlines = list(self._outlines.values())
        self._orders = self._store.rejections(withdrawing=True)
        self._withdrawing = [one for one in outlines if _withdraws(one)]
        self._marks = dict(withdrawn(outlines, self._orders))
        stories = redrawn(self._stream.stories(), outlines, decided)
        lineages = untied(self._stream.lineages_of(self._outlines, self._outlines), outlines, decided)
        gone = sorted(self._store.inputs().keys() - {story.id for story in stories.stories})
        return self._around(stories.stories, Neighbourhoods(lineages), decided, stories.rulings), gone

    def _here(self, fresh: Sequence[Report], decided: Sequence[Decision]) -> tuple[list[Around], list[str]]:
        if self._withdrawing or self._orders:
            known = {one.id for one in self._withdrawing}
            self._marks.update(withdrawn([*self._withdrawing, *(one for one in fresh if one.id not in known)], self._orders))
        touched = {report for one in self._fresh for report in self._moved(one)}
        tied = {end for one in self._fresh for tie in one.lineage.ties for end in (tie.child, tie.parent)}
        touched |= self._stream.kin(tied)
        homes = {self._stream.story_of(name) for name in touched}
        found = [story for name in homes if name is not None and (story := self._stream.story(name)) is not None]
        found.sort(key=lambda story: (self._outlines[story.reports[0]].published.value or "~", story.reports[0]))
        lineages = self._stream.lineages_of({name for story in found for name in story.reports}, self._outlines)
        there = {story.id for story in found}
        gone = sorted({name for report in touched if (name := self._home.get(report)) is not None} - there)
        return self._around(found, Neighbourhoods(lineages), decided, ()), gone

    def _moved(self, one: Placed) -> Iterable[str]:
        """The report, and all that stood in a story that it parted, or merged into another."""
        yield one.story.report
        for name in (*one.story.parted, *one.story.merged):
            yield name
            yield from self._inside.get(name, ())

    def _around(
        self, stories: Sequence[Story], near: Neighbourhoods, decided: Sequence[Decision], rulings: Sequence[Ruling]
    ) -> list[Around]:
        return [
            Around(
                story,
                tuple(one for one in rulings if set(one.reports) & set(story.reports)),
                near.of(story),
                tuple(one for one in decided if concerns(one, story)),
                tuple((name, by) for name in story.reports for by in self._marks.get(name, ())),
            )
            for story in stories
        ]


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


def _withdraws(report: Report) -> bool:
    return bool(report.retracts) or any(notice.kind == "retraction" and notice.span for notice in report.notices)


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
    return desk.write_up(Stories((then,)), reports, readings, lineages, tools=engine.tools, rules=rules, decisions=about)[0]
