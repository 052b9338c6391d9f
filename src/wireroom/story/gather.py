"""The story room's verb: reports and their lineages in, stories out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wireroom.model import Lineages, Report, Stories, Story
from wireroom.story.cluster import clusters
from wireroom.story.part import parted, strays
from wireroom.story.rules import StoryRules
from wireroom.story.vector import Vector, terms, vectors

FOLLOWED = frozenset({"copy", "revision", "rewrite"})
"""Ties that take a report into its parent's story whatever else it says."""


def gather(reports: Sequence[Report], lineages: Lineages, rules: StoryRules) -> Stories:
    """Stories of two or more reports, each sorted by publication time then id, and the ids of reports left alone.

    A story's id is the id of the report that opened it; stories are sorted by that report's time, then id. The answer is a
    function of the set of reports: they are sorted first, and undated ones come last."""
    inputs = sorted(reports, key=lambda report: (report.published.value or "~", report.id))
    held = [terms(report, rules) for report in inputs]
    lineage = {one: number for number, found in enumerate(lineages.lineages) for one in found.reports}
    copies = [lineage.get(report.id, -place - 1) for place, report in enumerate(inputs)]
    space = vectors(held, copies, rules.wide, rules.everyday)
    joined = _joined(inputs, lineages)
    days = [_day(report) for report in inputs]
    wide = clusters(space, joined, days, rules)
    found: list[list[int]] = []
    for places in wide:
        for part in parted(places, held, copies, rules):
            out = set(strays(part, held, copies, rules))
            found.append([place for place in part if place not in out])
            found.extend(_kept(sorted(out), joined))
    found.sort()
    stories = [
        _story([inputs[place] for place in places], [space[place] for place in places]) for places in found if len(places) > 1
    ]
    alone = sorted(inputs[places[0]].id for places in found if len(places) == 1)
    return Stories(tuple(stories), tuple(alone))


def _kept(places: Sequence[int], joined: Sequence[int]) -> list[list[int]]:
    """Strays as groups: those that one tie joins stay together."""
    groups: dict[int, list[int]] = {}
    for place in places:
        groups.setdefault(joined[place], []).append(place)
    return list(groups.values())


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


def _day(report: Report) -> int | None:
    value = report.published.value
    if not value or len(value) < 10:
        return None
    try:
        return date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return None


def _story(reports: Sequence[Report], space: Sequence[Vector]) -> Story:
    total: Vector = {}
    for vector in space:
        for term, value in vector.items():
            total[term] = total.get(term, 0.0) + value
    why = {}
    for report, vector in zip(reports, space, strict=True):
        shared = {term: value * (total[term] - value) for term, value in vector.items()}
        best = sorted((term for term in shared if shared[term] > 0), key=lambda term: (-round(shared[term], 6), term))[:6]
        why[report.id] = "shares " + ", ".join(best) + " with the story's other reports" if best else "follows its lineage"
    return Story(reports[0].id, tuple(report.id for report in reports), why)
