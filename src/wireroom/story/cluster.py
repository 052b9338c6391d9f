"""Groups of like reports by mean linkage over an inverted index, the same whatever the order."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from wireroom.story.rules import StoryRules
from wireroom.story.vector import Vector

ROUND = 6
"""Digits kept before likenesses are compared, so that no order of adding decides."""

HOLDERS = 100
"""Groups that may hold a heavy term before it proposes no neighbours: beyond that it names a season, not an event."""


BLOCK = 256
"""Groups whose products are taken in one step, so that a group of many neighbours needs little memory."""


class Sums:
    """The summed vectors of groups with their terms numbered, so that one is multiplied with many at once."""

    def __init__(self, sums: Mapping[int, Vector]) -> None:
        number: dict[str, int] = {}
        self._rows = {
            name: (
                np.array([number.setdefault(term, len(number)) for term in vector], dtype=np.int64),
                np.array(list(vector.values()), dtype=np.float64),
            )
            for name, vector in sums.items()
        }
        self._dense = np.zeros(len(number))

    def products(self, one: int, others: Sequence[int]) -> list[float]:
        """The dot product of `one` with each of `others`, none of which may be empty."""
        terms, values = self._rows[one]
        self._dense[terms] = values
        found: list[float] = []
        for first in range(0, len(others), BLOCK):
            rows = [self._rows[other] for other in others[first : first + BLOCK]]
            starts = np.cumsum([0, *(len(row[0]) for row in rows[:-1])])
            each = self._dense[np.concatenate([row[0] for row in rows])] * np.concatenate([row[1] for row in rows])
            found.extend(np.add.reduceat(each, starts).tolist())
        self._dense[terms] = 0.0
        return found

    def join(self, one: int, other: int) -> None:
        """Adds `other` to `one` and forgets it."""
        terms, values = (np.concatenate(both) for both in zip(self._rows[one], self._rows.pop(other), strict=True))
        self._dense[terms] = 0.0
        np.add.at(self._dense, terms, values)
        terms = np.unique(terms)
        self._rows[one] = (terms, self._dense[terms])
        self._dense[terms] = 0.0


def clusters(
    vectors: Sequence[Vector], joined: Sequence[int], days: Sequence[int | None], rules: StoryRules
) -> list[list[int]]:
    """The places of `vectors` grouped, each group sorted, groups by first place.

    Places with the same number in `joined` start as one group and count as one report, so that copies do not outvote others.
    The two groups of highest mean likeness are joined until none reaches `rules.together`. The mean likeness of two
    groups is the product of the sums of their vectors over the product of their sizes, so no matrix is kept (Voorhees 1986).
    Groups whose nearest days are far apart lose likeness, and groups of short reports gain some, as two sentences on one event
    have few words to share."""
    seeds: dict[int, list[int]] = {}
    for place, group in enumerate(joined):
        seeds.setdefault(group, []).append(place)
    members = {places[0]: places for places in seeds.values()}
    sums = {name: _mean([vectors[place] for place in places]) for name, places in members.items()}
    count = dict.fromkeys(members, 1)
    near = _neighbours(sums, rules)
    space = Sums(sums)
    heap: list[tuple[float, int, int]] = []

    dated = {name: sorted({day for place in places if (day := days[place]) is not None}) for name, places in members.items()}
    length = {name: sum(len(vectors[place]) for place in places) / len(places) for name, places in members.items()}

    total: dict[int, dict[int, float]] = {name: {} for name in members}

    def multiply(one: int, others: Sequence[int]) -> None:
        unknown = [other for other in others if max(one, other) not in total[min(one, other)]]
        for other, value in zip(unknown, space.products(one, unknown), strict=True):
            total[min(one, other)][max(one, other)] = value

    def product(one: int, other: int) -> float:
        return total[min(one, other)][max(one, other)]

    def mean(one: int, other: int) -> float:
        likeness = product(one, other) / (count[one] * count[other])
        short = min(length[one] / count[one], length[other] / count[other])
        return round(likeness * (1.0 + rules.short / max(1.0, short)) * _nearness(dated[one], dated[other], rules), ROUND)

    def propose(one: int, other: int) -> None:
        one, other = sorted((one, other))
        likeness = mean(one, other)
        if likeness >= rules.together:
            heapq.heappush(heap, (-likeness, one, other))

    for one in sorted(near):
        after = sorted(other for other in near[one] if one < other)
        multiply(one, after)
        for other in after:
            propose(one, other)
    while heap:
        likeness, one, other = heapq.heappop(heap)
        if one not in members or other not in members or -likeness != mean(one, other):
            continue
        around = sorted(place for place in near[one] | near[other] if place in members and place not in (one, other))
        multiply(one, around)
        multiply(other, around)
        grown = {place: product(one, place) + product(other, place) for place in around}
        members[one] = sorted(members[one] + members.pop(other))
        length[one] += length.pop(other)
        count[one] += count.pop(other)
        space.join(one, other)
        dated[one] = sorted({*dated[one], *dated.pop(other)})
        near[one] = set(around)
        del near[other], total[other]
        for place in around:
            total[min(one, place)][max(one, place)] = grown[place]
            near[place].discard(other)
            near[place].add(one)
            propose(one, place)
    return sorted(sorted(places) for places in members.values())


def _nearness(one: Sequence[int], other: Sequence[int], rules: StoryRules) -> float:
    """1 for groups whose nearest days lie within `rules.days`, falling to `rules.far` at ten times as many."""
    if not one or not other:
        return 1.0
    gap = min(abs(left - right) for left, right in _facing(one, other))
    share = min(1.0, max(0.0, (gap - rules.days) / (9 * rules.days)))
    return 1.0 - share * (1.0 - rules.far)


def _facing(one: Sequence[int], other: Sequence[int]) -> Iterator[tuple[int, int]]:
    for day in one:
        at = bisect_left(other, day)
        for near in (at - 1, at):
            if 0 <= near < len(other):
                yield day, other[near]


def _sum(vectors: Sequence[Vector]) -> Vector:
    total: Vector = {}
    for vector in vectors:
        for term, value in vector.items():
            total[term] = total.get(term, 0.0) + value
    return total


def _mean(vectors: Sequence[Vector]) -> Vector:
    if len(vectors) == 1:
        return vectors[0]
    return {term: value / len(vectors) for term, value in _sum(vectors).items()}


def _neighbours(sums: dict[int, Vector], rules: StoryRules) -> dict[int, set[int]]:
    """The groups that share some of each other's heaviest terms: three, or fewer when they hold few."""
    index: dict[str, list[int]] = {}
    heavy: dict[int, list[str]] = {}
    for name in sorted(sums):
        ranked = sorted(sums[name].items(), key=lambda item: (-round(item[1], ROUND), item[0]))[: rules.top_terms]
        heavy[name] = [term for term, _ in ranked]
        for term in heavy[name]:
            index.setdefault(term, []).append(name)
    holders = {term: np.array(names) for term, names in index.items() if 1 < len(names) <= HOLDERS}
    least = np.zeros(max(sums, default=0) + 1, dtype=np.int64)
    for name, terms in heavy.items():
        least[name] = min(3, 1 + len(terms) // 8)
    near: dict[int, set[int]] = {name: set() for name in sums}
    for name, terms in heavy.items():
        lists = [holders[term] for term in terms if term in holders]
        if lists:
            others, counts = np.unique(np.concatenate(lists), return_counts=True)
            near[name].update(others[counts >= np.minimum(least[name], least[others])].tolist())
            near[name].discard(name)
    return near
