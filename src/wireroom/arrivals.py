"""The desk as a stream: reports are placed one at a time, in the lineages and in the stories, as they arrive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wireroom import lineage as lineage_room
from wireroom import story as story_room
from wireroom.desk import DeskRules
from wireroom.lineage import LineageIndex, drawn, trace
from wireroom.model import Derivation, Lineages, Placement, Report, Stories, Story, Suspicion
from wireroom.story import gather
from wireroom.text import Encoder

BEHIND = "the article that an entry of a feed leads to"
"""Why an article is tied to the entry that it was fetched for."""
AGAIN = "the same entry of a feed, as it stood later"
"""Why an entry that changed is tied to what it was."""
FOLLOWED = frozenset({"copy", "revision", "rewrite"})
"""Ties by which two reports speak with one voice."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What one more report did: to the lineages, and to the stories."""

    lineage: lineage_room.Placement
    story: Placement


class Stream:
    """Lineages and stories that grow a report at a time: nothing that is there is worked out anew.

    `place` says where a report belongs and why, `stories` and `lineages` what there is now, `story_of` where a report or an old
    story id is now. A story's id is the id of its first arrival and stays; every id ever given out is that of a report, which
    leads to the story that now holds it, so that ids of stories that were merged or parted need no table. Stories close when
    they have been quiet, reopen, merge and part as reports come in, and each placement says so. A function of the log of
    arrivals: the same reports in the same order give the same stream.

    To keep it: `state` is plain data for JSON, without any text; `Stream.restored(state, reports, ...)` goes on from it as if
    nothing had happened. It is as large as all that was placed, so save it now and then with the number of reports placed
    (`len`), and after a crash place again those that came since: a report placed before is left where it is. `rebuild` gives
    what a batch would say. Decisions of people are not part of a stream: replay them over `stories()` with `redrawn` and over
    `lineages()` with `untied`, as `brief` does."""

    def __init__(self, encoder: Encoder, rules: DeskRules) -> None:
        self._lineages = LineageIndex(encoder, rules.lineage)
        self._stories = story_room.Stream(rules.story)
        self._known: _Known | None = None

    def __len__(self) -> int:
        return len(self._lineages)

    def __contains__(self, report: object) -> bool:
        return report in self._lineages

    def place(self, report: Report, behind: str | None = None, why: str = BEHIND) -> Placed:
        """Where one more report belongs, in the lineages and in the stories, and why.

        `behind` is the report of the entry of a feed that the report was fetched for, or of the same entry as it was before, as
        `why` says: what the publisher says in both is said once, however little of it is in the same words. Ids
        tell reports apart: one placed before is left where it is, with no new ties."""
        if report.id in self:
            lineage = lineage_room.Placement(report.id, self._lineages.lineage_of(report.id), (), (), ())
        else:
            lineage = self._lineages.place(report)
            if behind is not None and behind in self and behind != report.id:
                lineage = self._known_to_follow(lineage, behind, why)
            if self._known is not None:
                self._known.add(lineage.ties, lineage.doubts)
        first = sorted(lineage.ties, key=lambda tie: behind not in (tie.child, tie.parent))  # it goes where that one went
        return Placed(lineage, self._stories.place(report, first))

    def _known_to_follow(self, found: lineage_room.Placement, entry: str, why: str) -> lineage_room.Placement:
        """The placement with the report as a revision of the entry that it is behind, unless the texts tie the two already."""
        between = [tie for tie in found.ties if entry in (tie.child, tie.parent)]
        if any(tie.kind in FOLLOWED for tie in between):
            return found
        tie = Derivation(found.report, entry, "revision", True, 0.0, 0.0, (), (why,))
        self._lineages.know(tie)
        ties = sorted([*(one for one in found.ties if one not in between), tie], key=lambda one: (one.child, one.parent))
        return found._replace(ties=tuple(ties), lineage=self._lineages.lineage_of(found.report))

    def lineages(self) -> Lineages:
        """Every report placed so far in exactly one lineage, as `trace` gives them."""
        return self._lineages.lineages()

    def stories(self) -> Stories:
        """The stories of two or more reports and the ids of those that stand alone, sorted as `gather` sorts them."""
        return self._stories.stories()

    def story_of(self, name: str) -> str | None:
        """The id of the story that now holds a report, by the report's id or any id that a story once had; None if unknown."""
        return self._stories.story_of(name)

    def story(self, name: str) -> Story | None:
        """One story of `stories`, by a report in it or any id that it once had; None where that report stands alone."""
        return self._stories.story(name)

    def kin(self, reports: Iterable[str]) -> set[str]:
        """These reports and all that are of one lineage with them."""
        known = self._ties()
        found: set[str] = set()
        waiting = list(reports)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += [
                    other for tie in known.ties.get(name, ()) if tie.kind != "quotation" for other in (tie.child, tie.parent)
                ]
        return found

    def lineages_of(self, reports: Iterable[str], outlines: Mapping[str, Report]) -> Lineages:
        """The lineages of some reports, whole and as `lineages` has them less their numbers, and the doubts about them.

        `outlines` are those reports and their kin by id, of which the time of publication is needed: no text is read. What this
        takes grows with the lineages asked for and not with all that was placed, but for the first time."""
        known = self._ties()
        inside = self.kin(reports)
        ties = [tie for name in sorted(inside) for tie in known.ties.get(name, ()) if tie.child == name]
        doubts = {(doubt.a, doubt.b): doubt for name in inside for doubt in known.doubts.get(name, ())}
        return Lineages(drawn(ties, {name: outlines[name] for name in inside}), tuple(doubts[pair] for pair in sorted(doubts)))

    def _ties(self) -> _Known:
        if self._known is None:
            self._known = _Known()
            self._known.add(*self._lineages.found())
        return self._known

    def state(self) -> dict[str, Any]:
        """Everything the stream holds but the reports' texts, as plain data that JSON keeps exactly."""
        return {"lineages": self._lineages.state(), "stories": self._stories.state()}

    @classmethod
    def restored(cls, state: Mapping[str, Any], reports: Mapping[str, Report], encoder: Encoder, rules: DeskRules) -> Stream:
        """The stream that gave this state. `reports` are those placed so far by id: any mapping, so that they can lie in a
        store; each is asked for once now, and later only when a new report may tie to it. The rules must be those that it was
        placed by. Raises KeyError where a report is missing."""
        self = cls(encoder, rules)
        self._lineages = LineageIndex.restored(state["lineages"], reports, encoder, rules.lineage)
        self._stories = story_room.Stream.restored(state["stories"], rules.story)
        return self


class _Known:
    """Ties and doubts by each of the two reports that they are of."""

    def __init__(self) -> None:
        self.ties: dict[str, list[Derivation]] = {}
        self.doubts: dict[str, list[Suspicion]] = {}

    def add(self, ties: Iterable[Derivation], doubts: Iterable[Suspicion]) -> None:
        for tie in ties:
            self.ties.setdefault(tie.child, []).append(tie)
            self.ties.setdefault(tie.parent, []).append(tie)
        for doubt in doubts:
            self.doubts.setdefault(doubt.a, []).append(doubt)
            self.doubts.setdefault(doubt.b, []).append(doubt)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The batch answer for all reports, and where each story id of before leads: `aliases` maps an old id to the id of the
    story that now holds the report of that id (or to that report's id, where it stands alone), unless it is the same."""

    lineages: Lineages
    stories: Stories
    aliases: Mapping[str, str]


def rebuild(reports: Sequence[Report], names: Iterable[str], *, encoder: Encoder, rules: DeskRules) -> Rebuilt:
    """What a batch says of the reports, whatever the order they came in; `names` are the story ids given out before.

    Ids that are of no report at hand lead nowhere and are left out."""
    lineages = trace(reports, encoder, rules.lineage)
    stories = gather(reports, lineages, rules.story)
    now = {report: story.id for story in stories.stories for report in story.reports}
    now.update((report, report) for report in stories.unplaced)
    aliases = {name: now[name] for name in sorted(set(names)) if now.get(name, name) != name}
    return Rebuilt(lineages, stories, aliases)
