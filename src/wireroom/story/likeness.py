"""The lineages that a stream holds, and how like each other they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import numpy as np

from wireroom.columns import column, numbers, parted, rows
from wireroom.story.cluster import ROUND
from wireroom.story.nearness import nearnesses
from wireroom.story.rules import StoryRules
from wireroom.story.stray import strays
from wireroom.story.vector import Scratch, Vector

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 0.02
"""Likeness below which two lineages are held to have nothing in common, and nothing is kept: a few common words."""

AT_FIRST = 1_024
"""Lineages that there is room for at first; the room is doubled when it is full."""


@dataclass(slots=True)
class Unit:
    """One lineage: the vectors of the report that opened it and of its names, its reports with their times as they arrived, its
    days ascending, and its likeness to the earlier ones that it was compared with."""

    vector: Vector
    names: Vector
    reports: list[tuple[str, str | None]]
    days: list[int]
    like: dict[int, float] = field(default_factory=dict)
    story: int = -1


class Likenesses:
    """Lineages by number, in the order in which they were opened, and the likenesses between those compared.

    Of each lineage the highest likenesses are kept in a row of `best`, ascending, and the root of what its likenesses are held
    against in `root`; `counted` is how many of its reports count; `first` and `last` are the ends of its days, or not a
    number."""

    def __init__(self, rules: StoryRules) -> None:
        self.units: list[Unit] = []
        self._rules = rules
        self._scratch = Scratch()
        self._best = np.zeros((AT_FIRST, rules.neighbours))
        self._root = np.full(AT_FIRST, rules.floor**0.5)
        self._counted = np.ones(AT_FIRST, dtype=np.int64)
        self._first = np.full(AT_FIRST, np.nan)
        self._last = np.full(AT_FIRST, np.nan)

    def open(self, unit: Unit) -> int:
        """The number of a lineage now entered."""
        place = len(self.units)
        self.units.append(unit)
        if place == len(self._root):
            self._best = np.concatenate([self._best, np.zeros_like(self._best)])
            self._root = np.concatenate([self._root, np.full(place, self._rules.floor**0.5)])
            self._counted = np.concatenate([self._counted, np.ones(place, dtype=np.int64)])
            self._first, self._last = (np.concatenate([one, np.full(place, np.nan)]) for one in (self._first, self._last))
        if unit.days:
            self._first[place], self._last[place] = unit.days[0], unit.days[-1]
        return place

    def compare(self, place: int, others: Sequence[int]) -> NDArray[np.float64]:
        """The likeness of one lineage to others, in their order, less where they lie far apart in time; nothing is entered."""
        vectors = [self.units[other].vector for other in others]
        found = self._scratch.products(self.units[place].vector, vectors)
        if self.units[place].days:
            at = np.array(others, dtype=np.int64)
            found *= nearnesses(self._first[place], self._last[place], self._first[at], self._last[at], self._rules)
        return found.round(ROUND)

    def enter(self, place: int, others: Sequence[int], values: NDArray[np.float64]) -> None:
        """Enters the likenesses of one lineage to earlier ones, each given once, into what is known of both."""
        kept = (values >= LEAST).nonzero()[0]
        if not len(kept):
            return
        at, high = np.array(others, dtype=np.int64)[kept], values[kept]
        self.units[place].like.update(zip(at.tolist(), high.tolist(), strict=True))
        self._keep(at, high)
        own = high.repeat(self._counted[at])
        best = np.concatenate((self._best[place], own))
        best.sort()
        self._best[place] = best[len(own) :]
        self._scale(np.array([place]))

    def follow(self, place: int, report: str, published: str | None, day: int | None) -> None:
        """Enters a report into a lineage. News is denser about it now, which its neighbours feel too."""
        unit = self.units[place]
        unit.reports.append((report, published))
        unit.days = sorted({*unit.days, *([] if day is None else [day])})
        if unit.days:
            self._first[place], self._last[place] = unit.days[0], unit.days[-1]
        if len(unit.reports) <= self._rules.copies:
            self._counted[place] += 1
            at = np.array([place, *unit.like], dtype=np.int64)
            self._keep(at, np.array([self._rules.own, *unit.like.values()]))

    def scaled(self, place: int, others: Sequence[int]) -> NDArray[np.float64]:
        """The likeness of a lineage to earlier ones, held against what each has with its nearest."""
        raw = np.array(_kept(self.units[place].like, others))
        found: NDArray[np.float64] = raw / (self._root[place] * self._root[np.array(others, dtype=np.int64)])
        return found

    def among(self, places: Sequence[int]) -> NDArray[np.float64]:
        """The scaled likenesses of lineages, ascending, to each other: a symmetric matrix with nothing on its diagonal."""
        raw = np.zeros((len(places), len(places)))
        rows = [_kept(self.units[place].like, places[:row]) for row, place in enumerate(places)]
        raw[_below(len(places))] = list(chain.from_iterable(rows))  # likenesses are kept with the later of two
        raw += raw.T
        root = self._root[np.array(places, dtype=np.int64)]
        found: NDArray[np.float64] = raw / (root[:, None] * root[None, :])
        return found

    def strays(self, places: Sequence[int]) -> list[int]:
        """Those of the lineages of one story whose names are hardly those of the others."""
        found = strays([self.units[place].names for place in places], self._rules)
        return [places[at] for at in found]

    def shares(self, place: int, others: Sequence[int]) -> NDArray[np.float64]:
        """The share that each term of a lineage, in order of number, has in its likeness to others."""
        found = self._scratch.shares(self.units[place].vector, [self.units[other].vector for other in others])
        return found / max(float(found.sum()), 1e-9)

    def state(self) -> dict[str, Any]:
        """Every lineage as plain data, in order: one column a field."""
        units = self.units
        return {
            "numbers": rows((unit.vector.numbers for unit in units), "<i4"),
            "weights": rows((unit.vector.weights for unit in units), "<f4"),
            "names": rows((unit.names.numbers for unit in units), "<i4"),
            "name_weights": rows((unit.names.weights for unit in units), "<f4"),
            "reports": [[list(one) for one in unit.reports] for unit in units],
            "days": rows((unit.days for unit in units), "<i8"),
            "compared": rows((list(unit.like) for unit in units), "<i4"),
            "like": rows((list(unit.like.values()) for unit in units), "<f8"),
            "best": column(self._best[: len(units)], "<f8"),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Enters the lineages of a state."""
        kinds = {
            "numbers": "<i4",
            "weights": "<f4",
            "names": "<i4",
            "name_weights": "<f4",
            "days": "<i8",
            "compared": "<i4",
            "like": "<f8",
        }
        columns = (parted(state[name], kind) for name, kind in kinds.items())
        for told, used, weights, names, heavy, days, compared, like in zip(state["reports"], *columns, strict=True):
            reports = [(name, published) for name, published in told]
            near = dict(zip(compared.tolist(), like.tolist(), strict=True))
            place = self.open(Unit(Vector(used, weights), Vector(names, heavy), reports, days.tolist(), near))
            self._counted[place] = min(len(reports), self._rules.copies)
        self._best[: len(self.units)] = numbers(state["best"], "<f8").reshape(-1, self._rules.neighbours)
        self._scale(np.arange(len(self.units)))

    def _keep(self, places: NDArray[np.int64], values: NDArray[np.float64]) -> None:
        """Enters a likeness each among the highest of some lineages."""
        above = (values > self._best[places, 0]).nonzero()[0]
        if not len(above):
            return
        places = places[above]
        rows = self._best[places]
        rows[:, 0] = values[above]
        rows.sort(axis=1)
        self._best[places] = rows
        self._scale(places)

    def _scale(self, places: NDArray[np.int64]) -> None:
        mean = (np.add.reduce(self._best[places], axis=1) / self._rules.neighbours).round(ROUND)
        self._root[places] = np.sqrt(np.maximum(mean, self._rules.floor))


def _kept(like: Mapping[int, float], others: Sequence[int]) -> list[float]:
    """The likenesses kept to some lineages, nothing where none is."""
    return list(map(like.get, others, repeat(0.0)))


@lru_cache(maxsize=64)
def _below(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of a square matrix below its diagonal, row by row."""
    return np.tril_indices(size, -1)
