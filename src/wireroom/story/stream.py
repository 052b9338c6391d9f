"""Stories along a stream: each report placed as it arrives, and its neighbourhood set right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from wireroom.columns import column, numbers
from wireroom.model import Derivation, Placement, Report, Stories, Story
from wireroom.story.cluster import ROUND, lone
from wireroom.story.gather import FOLLOWED, SHOWN
from wireroom.story.likeness import Likenesses, Unit, new_unit
from wireroom.story.nearness import day, day_of
from wireroom.story.rules import StoryRules
from wireroom.story.settle import settled
from wireroom.story.shelf import Shelf
from wireroom.story.terms import terms
from wireroom.story.vector import Numbered, Usage, numbered, vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray


TOLD = 8
"""Latest lineages of a story by which it is told what words a report shares with it."""


SEVERAL = 4
"""Lineages from which a story may be two: of fewer, hardly any was parted in the collections."""


class Stream:
    """Open and closed stories after the reports placed so far: a function of the log of arrivals.

    A story's id is the id of the report in it that arrived first, and every id ever given leads to the story that now holds
    that report (`story_of`): so merging leaves aliases, and parting gives an id back. Copies, revisions and rewrites follow
    their parent and count once. `state` is plain data, from which `Stream.restored` goes on as if nothing had happened."""

    def __init__(self, rules: StoryRules) -> None:
        self._rules = rules
        self._usage = Usage()
        self._likenesses = Likenesses(rules)
        self._units = self._likenesses.units
        self._unit_of: dict[str, int] = {}
        self._stories: dict[int, list[int]] = {}
        self._gathered: dict[int, int] = {}
        self._shelf = Shelf(rules, self._likenesses)
        self._why: dict[str, str] = {}

    def read(self, report: Report) -> Numbered:
        """The terms of a report as `place` uses them: a function of the report and the rules, whatever was placed."""
        return numbered(terms(report, self._rules), self._rules)

    def place(self, report: Report, derivations: Sequence[Derivation] = (), read: Numbered | None = None) -> Placement:
        """Where one more report belongs, and why; `derivations` are its ties to reports placed before.

        Its likeness is taken to the lineages that share its heaviest terms, and it joins the story of highest mean likeness, or
        opens one. When that story has grown by a share, or another came near, they are gathered anew, so that a story that is
        two is parted, and two that are one are merged. What is done is bounded, however many stories there are. A report
        placed before is left where it is. `read` is what `read` gave for the report, if that was done before."""
        if report.id in self._unit_of:
            return Placement(report.id, self.story_of(report.id) or report.id, opened=False, why=self._why[report.id])
        ties = [(parent, tie.kind) for tie in derivations if tie.kind in FOLLOWED and (parent := self._parent(report, tie))]
        placement = self._follow(report, *ties[0]) if ties else self._enter(report, read or self.read(report), derivations)
        self._why[report.id] = placement.why
        self._shelf.close(self._stories, len(self._unit_of))
        return placement

    def story_of(self, report: str) -> str | None:
        """The id of the story that holds a report, by the report's id or an id that a story once had; None if unknown."""
        unit = self._unit_of.get(report)
        return None if unit is None else self._name(self._story(unit))

    def stories(self) -> Stories:
        """The stories of two or more reports, and the ids of the reports that stand alone.

        Sorted as `gather` sorts them; `why` says why each report was placed when it arrived."""
        found: list[tuple[tuple[str, str], Story]] = []
        alone: list[str] = []
        for key, units in self._stories.items():
            inside = self._inside(units)
            if len(inside) == 1:
                alone.append(inside[0][1])
                continue
            found.append((inside[0], self._as_story(key, inside)))
        return Stories(tuple(story for _, story in sorted(found, key=lambda item: item[0])), tuple(sorted(alone)))

    def story(self, name: str) -> Story | None:
        """The story that `story_of` leads to, as `stories` gives it; None where the report stands alone or is unknown."""
        unit = self._unit_of.get(name)
        if unit is None:
            return None
        key = self._story(unit)
        inside = self._inside(self._stories[key])
        return None if len(inside) == 1 else self._as_story(key, inside)

    def _inside(self, units: Sequence[int]) -> list[tuple[str, str]]:
        """The reports of some lineages with their times, in the order of a story."""
        return sorted((published or "~", name) for unit in units for name, published in self._units[unit].reports)

    def _as_story(self, key: int, inside: Sequence[tuple[str, str]]) -> Story:
        names = tuple(name for _, name in inside)
        return Story(self._name(key), names, {name: self._why[name] for name in names})

    def open_stories(self) -> int:
        """How many stories are open."""
        return len(self._stories) - len(self._shelf.closed)

    def state(self) -> dict[str, Any]:
        """Everything the stream holds, as lists, texts and numbers that JSON keeps exactly; the rules are not among it."""
        used = np.flatnonzero(self._usage.counts)
        return {
            "usage": [self._usage.total, column(used, "<i4"), column(self._usage.counts[used], "<i4")],
            "units": self._likenesses.state(),
            "stories": sorted([self._gathered[story], list(units)] for story, units in self._stories.items()),
            **self._shelf.state(),
            "why": [list(one) for one in sorted(self._why.items())],
        }

    @classmethod
    def restored(cls, state: Mapping[str, Any], rules: StoryRules) -> Stream:
        """The stream that gave this state, under the rules that it was placed by."""
        self = cls(rules)
        self._usage.total = state["usage"][0]
        self._usage.counts[numbers(state["usage"][1], "<i4")] = numbers(state["usage"][2], "<i4")
        self._likenesses.restore(state["units"])
        self._unit_of = {name: place for place, unit in enumerate(self._units) for name, _ in unit.reports}
        for size, places in state["stories"]:
            self._regroup([], [places])
            self._gathered[places[0]] = size
        self._shelf.restore(state)
        self._why = dict(state["why"])
        return self

    def _name(self, story: int) -> str:
        return self._units[story].reports[0][0]

    def _story(self, place: int) -> int:
        return self._likenesses.story.item(place)

    def _parent(self, report: Report, tie: Derivation) -> str | None:
        other = tie.parent if tie.child == report.id else tie.child
        return other if report.id in (tie.child, tie.parent) and other in self._unit_of else None

    def _follow(self, report: Report, parent: str, kind: str) -> Placement:
        place = self._unit_of[report.id] = self._unit_of[parent]
        self._likenesses.follow(place, report.id, report.published.value, day_of(report))
        story = self._story(place)
        reopened = self._reopen(story)
        self._touch(story)
        why = f"follows {parent} as its {kind}"
        return Placement(report.id, self._name(story), opened=False, followed=parent, reopened=reopened, why=why)

    def _days(self, report: Report, ties: Sequence[Derivation]) -> list[int]:
        """The day of a report and those far from it of the reports that it is tied to, ascending: see `gather`."""
        own = day_of(report)
        if own is None:
            return []
        others = {other for tie in ties if (other := self._parent(report, tie))}
        times = [when for other in others for name, when in self._units[self._unit_of[other]].reports if name == other]
        far = [found for when in times if (found := day(when)) is not None and abs(found - own) > self._rules.days]
        return sorted({own, *far})

    def _enter(self, report: Report, held: Numbered, ties: Sequence[Derivation]) -> Placement:
        rules = self._rules
        self._usage.add(held.spread)
        days = self._days(report, ties)
        unit = new_unit([(report.id, report.published.value)], days)
        whole, names = vectors(held, self._usage, rules)
        place = self._unit_of[report.id] = self._likenesses.open(unit, whole, names)
        links = self._links(place, self._shelf.enter(place))
        self._regroup([], [[place]])
        shares = self._shares(place, held, links[0][0]) if links else ()
        if not links:
            why = "opened a story: like nothing before"
            return Placement(report.id, report.id, opened=True, needed=rules.together, why=why)
        best, likeness = links[0]
        rival, second = links[1] if len(links) > 1 else (None, 0.0)
        rival_name = None if rival is None else self._name(rival)
        gap = self._gap(unit, best)
        reopened = None
        if likeness >= rules.together:
            reopened = self._reopen(best)
            self._join(place, best)
        near = {
            story: link for story, link in links if link >= rules.rival * rules.together and story not in self._shelf.closed
        }
        story = self._story(place)
        parted, merged = self._settle(story, list(near)) if self._due(story, near) else ((), ())
        story = self._story(place)
        opened = story == place
        why = f"opened a story: {likeness:.2f} of {rules.together:.2f} needed to join the nearest"
        if not opened:
            why = f"shares {', '.join(term for term, _ in shares)} with the story"
        return Placement(
            report.id, self._name(story), opened, None, likeness, rules.together, shares, gap, rival_name, second,
            parted, merged, reopened, why,
        )  # fmt: skip

    def _links(self, place: int, likely: Sequence[int]) -> list[tuple[int, float]]:
        """The nearest stories of some lineages, with the mean scaled likeness of one more to each, highest first."""
        rules = self._rules
        if not likely:
            return []
        others = np.array(likely, dtype=np.int64)
        values = self._likenesses.compare(place, others)
        best: dict[int, float] = {}
        for story, value in zip(self._likenesses.story.take(others).tolist(), values.tolist(), strict=True):
            if value > best.get(story, -1.0):
                best[story] = value
        rivals = sorted(best, key=lambda story: (-best[story], story))[: rules.rivals]
        latest = [self._stories[story][-rules.compared :] for story in rivals]
        members = [unit for units in latest for unit in units]
        more = np.array(sorted(set(members).difference(likely)), dtype=np.int64)
        if len(more):
            others = np.concatenate((others, more))
            values = np.concatenate((values, self._likenesses.compare(place, more)))
        self._likenesses.enter(place, others, values)
        scaled = self._likenesses.scaled(place, np.array(members, dtype=np.int64))
        links: list[tuple[int, float]] = []
        at = 0
        for story, units in zip(rivals, latest, strict=True):
            mean = float(scaled[at : at + len(units)].sum()) / len(units)
            at += len(units)
            links.append((story, round(mean / lone(1 + len(self._stories[story]), rules), ROUND)))
        return sorted(links, key=lambda item: (-item[1], item[0]))

    def _due(self, story: int, near: Mapping[int, float]) -> bool:
        """Whether a story that a lineage came to is to be gathered anew: a small one when another is close, a larger one, which
        may be two, when it has grown by a share since it was last gathered."""
        size = len(self._stories[story])
        if size >= SEVERAL:
            return size >= self._rules.grown * self._gathered[story]
        return any(link >= self._rules.close * self._rules.together for other, link in near.items() if other != story)

    def _settle(self, story: int, near: Sequence[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Gathers a story anew with those near what came to it; gives the ids of those parted and those merged into others."""
        taken = [story]
        size = len(self._stories[story])
        for other in near[: self._rules.beside]:
            if other not in taken and other in self._stories and size + len(self._stories[other]) <= self._rules.settled:
                taken.append(other)
                size += len(self._stories[other])
        if not 2 < size <= self._rules.settled:
            return (), ()
        units = sorted(place for story in taken for place in self._stories[story])
        likeness = self._likenesses.among(units)
        groups = [part for rows in settled(likeness, self._rules) for part in self._kept(units, rows, likeness)]
        groups.sort()
        before = {story: self._stories[story] for story in taken}
        if sorted(before.values()) == groups:
            self._gathered.update((story, len(units)) for story, units in before.items())
            return (), ()
        names = {story: self._name(story) for story in taken}
        self._regroup(taken, groups)
        self._gathered.update((group[0], len(group)) for group in groups)
        parted = [story for story in taken if len({self._story(place) for place in before[story]}) > 1]
        merged = [story for story in taken if story not in self._stories]
        return tuple(names[story] for story in sorted(parted)), tuple(names[story] for story in sorted(merged))

    def _kept(self, units: Sequence[int], rows: Sequence[int], likeness: NDArray[np.float64]) -> list[list[int]]:
        """One group of rows as the lineages that stay together, and the strays among them gathered by themselves."""
        out = set(self._likenesses.strays([units[row] for row in rows]))
        if not out:
            return [[units[row] for row in rows]]
        away = [row for row in rows if units[row] in out]
        kept = [[units[row] for row in rows if units[row] not in out]]
        return kept + [[units[away[at]] for at in part] for part in settled(likeness[np.ix_(away, away)], self._rules)]

    def _join(self, place: int, story: int) -> None:
        """Takes a lineage that stands alone, the last to arrive, into a story."""
        del self._stories[place], self._gathered[place]
        self._shelf.forget(place)
        self._stories[story].append(place)
        self._likenesses.story[place] = story
        self._touch(story)

    def _regroup(self, stories: Sequence[int], groups: Sequence[Sequence[int]]) -> None:
        for story in stories:
            del self._stories[story], self._gathered[story]
            self._shelf.forget(story)
        for places in groups:
            self._stories[places[0]] = list(places)
            self._gathered[places[0]] = 0
            self._likenesses.story[places] = places[0]
            self._touch(places[0])

    def _touch(self, story: int) -> None:
        self._shelf.touch(story, len(self._unit_of))

    def _reopen(self, story: int) -> str | None:
        return self._name(story) if self._shelf.reopen(story, self._stories[story]) else None

    def _gap(self, unit: Unit, story: int) -> int | None:
        """The days between a lineage and the nearest of the story's latest."""
        own = day(unit.reports[0][1])
        if own is None:
            return None
        days = [one for place in self._stories[story][-self._rules.compared :] for one in self._units[place].days]
        return min((abs(one - own) for one in days), default=None)

    def _shares(self, place: int, held: Numbered, story: int) -> tuple[tuple[str, float], ...]:
        """The words that a report shares with a story's latest, and the share of their likeness that each makes."""
        found = self._likenesses.shares(place, np.array(self._stories[story][-TOLD:], dtype=np.int64))
        shares = found[held.at[: len(held.words)]].round(3)
        best = np.argsort(-shares, kind="stable")[:SHOWN]
        told = zip(best.tolist(), shares[best].tolist(), strict=True)
        return tuple((held.words[at], share) for at, share in told if share > 0)
