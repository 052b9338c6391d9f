"""Groups of like reports by mean linkage over an inverted index, the same whatever the order."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from wireroom.story.nearness import Spell, Spells, spell
from wireroom.story.rules import StoryRules
from wireroom.story.vector import Scratch, Vector, heaviest, in_a_row

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUND = 6
"""Digits kept before likenesses are compared, so that no order of adding decides."""

SLACK = 1e-6
"""How far below what joins two groups a likeness may lie before it is rounded."""

BLOCK = 256
"""Groups whose products are taken in one step, so that a group of many neighbours needs little memory."""

SHARED = 3
"""Heavy terms that two groups must share before they are compared; fewer where they hold few."""


class Sums:
    """The summed vectors of groups, and their products."""

    def __init__(self, rows: Mapping[int, Vector]) -> None:
        self.rows = dict(rows)
        self._scratch = Scratch()

    def products(self, one: int, others: Sequence[int]) -> list[float]:
        """The dot product of `one` with each of `others`."""
        found: list[float] = []
        for first in range(0, len(others), BLOCK):
            block = [self.rows[other] for other in others[first : first + BLOCK]]
            found.extend(self._scratch.products(self.rows[one], in_a_row(block)).tolist())
        return found

    def join(self, one: int, other: int) -> None:
        """Adds `other` to `one` and forgets it."""
        self.rows[one] = total([self.rows[one], self.rows.pop(other)])


def clusters(vectors: Sequence[Vector], joined: Sequence[int], spells: Sequence[Spell], rules: StoryRules) -> list[list[int]]:
    """The places of `vectors` grouped, each group sorted, groups by first place.

    Places with the same number in `joined` start as one group and count as one report, so that copies do not outvote others.
    Likenesses are held against those with the nearest neighbours (local scaling: Zelnik-Manor and Perona 2004), then the two
    groups of highest mean likeness are joined until none reaches `rules.together`. The mean likeness of two groups is the
    product of the sums of their vectors over the product of their sizes, so no matrix is kept (Voorhees 1986). Those whose
    `spells` lie far apart lose likeness pair by pair before all that; of pairs that share no heavy term it is asked for their
    groups."""
    seeds: dict[int, list[int]] = {}
    for place, group in enumerate(joined):
        seeds.setdefault(group, []).append(place)
    members = {places[0]: places for places in seeds.values()}
    sums = Sums({name: total([vectors[place] for place in places], len(places)) for name, places in members.items()})
    spans = {name: spell(day for place in places for day in spells[place] or ()) for name, places in members.items()}
    held = Spells(spans, rules)
    known = _scaled(sums, held, {name: len(places) for name, places in members.items()}, rules)
    count = dict.fromkeys(members, 1)
    heap: list[tuple[float, int, int]] = []

    def multiply(one: int, row: dict[int, float], others: Sequence[int]) -> None:
        unknown = [other for other in others if other not in row]
        if unknown:
            for other, value, fade in zip(unknown, sums.products(one, unknown), held.fades(one, unknown), strict=True):
                row[other] = value * fade

    def mean(one: int, other: int) -> float:
        likeness = known[one][other] / (count[one] * count[other])
        return round(likeness / lone(count[one] + count[other], rules), ROUND)

    def propose(one: int, values: Mapping[int, float]) -> None:
        """Proposes joining a group with each neighbour that is like enough, by their products."""
        own = count[one]
        for other, value in values.items():
            size = own + count[other]
            if value < (rules.together - SLACK) * own * count[other] * (1.0 + rules.few / (size - 1)):
                continue
            likeness = mean(one, other)
            if likeness >= rules.together:
                heapq.heappush(heap, (-likeness, min(one, other), max(one, other)))

    for one in sorted(known):
        propose(one, {other: value for other, value in known[one].items() if other > one})
    while heap:
        likeness, one, other = heapq.heappop(heap)
        if one not in members or other not in members or -likeness != mean(one, other):
            continue
        ours, theirs = known[one], known.pop(other)
        around = sorted((ours.keys() | theirs.keys()) - {one, other})
        multiply(one, ours, around)
        multiply(other, theirs, around)
        grown = {place: ours[place] + theirs[place] for place in around}
        members[one] = sorted(members[one] + members.pop(other))
        count[one] += count.pop(other)
        sums.join(one, other)
        held.join(one, other)
        known[one] = grown
        for place, value in grown.items():
            row = known[place]
            row.pop(other, None)
            row[one] = value
        propose(one, grown)
    return sorted(sorted(places) for places in members.values())


def total(vectors: Sequence[Vector], divided: int = 1) -> Vector:
    """The sum of vectors, over a number."""
    if len(vectors) == 1 and divided == 1:
        return vectors[0]
    numbers, at = np.unique(np.concatenate([one.numbers for one in vectors]), return_inverse=True)
    summed = np.bincount(at, weights=np.concatenate([one.weights for one in vectors]), minlength=len(numbers))
    return Vector(numbers, (summed / divided).astype(np.float32))


def scale(likenesses: Sequence[float], rules: StoryRules) -> float:
    """What a report's likenesses are held against: the mean of those with its nearest neighbours, at least the floor."""
    best = sorted((round(value, ROUND) for value in likenesses), reverse=True)[: rules.neighbours]
    return max(rules.floor, round(sum(best) / rules.neighbours, ROUND))


def lone(size: int, rules: StoryRules) -> float:
    """What the likeness of two groups of `size` reports together is divided by: more than 1 where they are few."""
    return 1.0 + rules.few / (size - 1)


def _scaled(sums: Sums, spells: Spells, size: Mapping[int, int], rules: StoryRules) -> dict[int, dict[int, float]]:
    """The scaled product of each group with each of its neighbours; the groups' vectors are scaled alike."""
    near = _neighbours(sums.rows, rules)
    found: dict[int, list[float]] = {name: [rules.own] * (min(size[name], rules.copies) - 1) for name in near}
    after: dict[int, dict[int, float]] = {}
    for one in sorted(near):
        others = sorted(other for other in near.pop(one) if one < other)
        row = after[one] = {}
        for other, product, fade in zip(others, sums.products(one, others), spells.fades(one, others), strict=True):
            row[other] = value = product * fade
            found[one].extend([value] * min(size[other], rules.copies))
            found[other].extend([value] * min(size[one], rules.copies))
    root = {name: scale(values, rules) ** 0.5 for name, values in found.items()}
    known: dict[int, dict[int, float]] = {name: {} for name in after}
    for one, row in after.items():
        for other, value in row.items():
            known[one][other] = known[other][one] = value / (root[one] * root[other])
    for name, held in sums.rows.items():
        sums.rows[name] = Vector(held.numbers, (held.weights / root[name]).astype(np.float32))
    return known


def _neighbours(rows: Mapping[int, Vector], rules: StoryRules) -> dict[int, set[int]]:
    """The groups that share some of each other's heaviest terms: three, or fewer when they hold few."""
    index: dict[int, list[int]] = {}
    heavy: dict[int, list[int]] = {}
    for name in sorted(rows):
        heavy[name] = heaviest(rows[name], rules.top_terms)
        for term in heavy[name]:
            index.setdefault(term, []).append(name)
    holders = {term: np.array(names) for term, names in index.items() if 1 < len(names) <= rules.holders}
    least: NDArray[np.int64] = np.zeros(max(rows, default=0) + 1, dtype=np.int64)
    for name, terms in heavy.items():
        least[name] = min(SHARED, 1 + len(terms) // 8)
    near: dict[int, set[int]] = {name: set() for name in rows}
    for name, terms in heavy.items():
        lists = [holders[term] for term in terms if term in holders]
        if lists:
            others, counts = np.unique(np.concatenate(lists), return_counts=True)
            near[name].update(others[counts >= np.minimum(least[name], least[others])].tolist())
            near[name].discard(name)
    return near
