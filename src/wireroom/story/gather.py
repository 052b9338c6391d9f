"""The story room's verb: reports and their lineages in, stories out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wireroom.model import Lineages, Report, Stories, Story
from wireroom.story.cluster import ROUND, clusters
from wireroom.story.nearness import Spell, day_of, spell
from wireroom.story.rules import StoryRules
from wireroom.story.stray import strays
from wireroom.story.terms import terms
from wireroom.story.vector import Numbered, Tally, Usage, Vector, in_a_row, numbered, vectors

FOLLOWED = frozenset({"copy", "revision", "rewrite"})
"""Ties that take a report into its parent's story whatever else it says."""

SHOWN = 6
"""Terms named where it is said why a report was placed."""


def gather(reports: Sequence[Report], lineages: Lineages, rules: StoryRules) -> Stories:
    """Stories of two or more reports, each sorted by publication time then id, and the ids of reports left alone.

    A story's id is the id of the report that opened it; stories are sorted by that report's time, then id. The answer is a
    function of the set of reports: they are sorted first, and undated ones come last."""
    inputs = sorted(reports, key=lambda report: (report.published.value or "~", report.id))
    held = [numbered(terms(report, rules), rules) for report in inputs]
    usage = _usage(inputs, held, lineages)
    weighed = [vectors(one, usage, rules) for one in held]
    space = [whole for whole, _ in weighed]
    joined = _joined(inputs, lineages)
    spells = _spells(inputs, lineages, rules)
    names = [names for _, names in weighed]
    tally = Tally()
    found: list[list[int]] = []
    for places in clusters(space, joined, spells, rules):
        units = sorted({joined[place] for place in places})
        first = {unit: next(place for place in places if joined[place] == unit) for unit in units}
        out = {units[at] for at in strays(in_a_row([names[first[unit]] for unit in units]), tally, rules)}
        found.append([place for place in places if joined[place] not in out])
        away = [place for place in places if joined[place] in out]
        if away:
            parts = clusters([space[at] for at in away], [joined[at] for at in away], [spells[at] for at in away], rules)
            found.extend([away[at] for at in part] for part in parts)
    found.sort()
    stories = [_story([(inputs[place], held[place], space[place]) for place in places]) for places in found if len(places) > 1]
    alone = sorted(inputs[places[0]].id for places in found if len(places) == 1)
    return Stories(tuple(stories), tuple(alone))


def _usage(inputs: Sequence[Report], held: Sequence[Numbered], lineages: Lineages) -> Usage:
    """How widely each word is used, counted over lineages: a word of many copies is no common word."""
    place = {report.id: at for at, report in enumerate(inputs)}
    usage = Usage()
    seen: set[str] = set()
    for lineage in lineages.lineages:
        here = [one for one in lineage.reports if one in place]
        if here:
            usage.add(np.unique(np.concatenate([held[place[one]].spread for one in here])))
            seen.update(here)
    for report, one in zip(inputs, held, strict=True):
        if report.id not in seen:
            usage.add(one.spread)
    return usage


def _joined(inputs: Sequence[Report], lineages: Lineages) -> list[int]:
    place = {report.id: at for at, report in enumerate(inputs)}
    group = list(range(len(inputs)))
    for lineage in lineages.lineages:
        for tie in lineage.derivations:
            if tie.tree and tie.kind in FOLLOWED and tie.child in place and tie.parent in place:
                old, new = sorted((group[place[tie.child]], group[place[tie.parent]]), reverse=True)
                if old != new:
                    for one in lineage.reports:
                        if one in place and group[place[one]] == old:
                            group[place[one]] = new
    return group


def _spells(inputs: Sequence[Report], lineages: Lineages, rules: StoryRules) -> list[Spell]:
    """The day of each report, widened to those far from it of reports that it is tied to: who quotes what others quote speaks
    of their time, whatever its own date says."""
    day = {report.id: day_of(report) for report in inputs}
    known: dict[str, list[int | None]] = {name: [when] for name, when in day.items()}
    for lineage in lineages.lineages:
        for tie in lineage.derivations:
            one, other = day.get(tie.child), day.get(tie.parent)
            if one is not None and other is not None and abs(one - other) > rules.days:
                known[tie.child].append(other)
                known[tie.parent].append(one)
    return [spell(known[report.id]) for report in inputs]


def _story(reports: Sequence[tuple[Report, Numbered, Vector]]) -> Story:
    numbers = np.concatenate([space.numbers for _, _, space in reports])
    distinct, at = np.unique(numbers, return_inverse=True)
    whole = np.bincount(at, weights=np.concatenate([space.weights for _, _, space in reports]), minlength=len(distinct))
    why = {}
    for report, held, space in reports:
        rest = whole[np.searchsorted(distinct, space.numbers)] - space.weights
        shared = np.round((space.weights * rest)[held.at[: len(held.words)]], ROUND)
        best = [held.words[place] for place in np.argsort(-shared, kind="stable")[:SHOWN].tolist() if shared[place] > 0]
        why[report.id] = "shares " + ", ".join(best) + " with the story's other reports" if best else "follows its lineage"
    return Story(reports[0][0].id, tuple(report.id for report, _, _ in reports), why)
