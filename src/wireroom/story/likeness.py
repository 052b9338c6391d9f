"""The lineages that a stream holds, and how like each other they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any

import numpy as np

from wireroom.columns import column, numbers, parted, rows
from wireroom.story.cluster import ROUND
from wireroom.story.nearness import nearnesses
from wireroom.story.rows import Rows
from wireroom.story.rules import StoryRules
from wireroom.story.stray import LEAST_GROUP, strays
from wireroom.story.vector import Scratch, Tally, Vector, Vectors, heaviest_places, unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 0.02
"""Likeness below which two lineages are held to have nothing in common, and nothing is kept: a few common words."""

AT_FIRST = 1_024
"""Lineages that there is room for at first; the room is doubled when it is full."""


_NOTHING = np.zeros(1)
_UNREAD = -1, Vector(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


@dataclass(slots=True)
class Unit:
    """One lineage: its reports with their times as they arrived, and its days ascending."""

    reports: list[tuple[str, str | None]]
    days: tuple[int, ...]


def new_unit(reports: Iterable[tuple[str, str | None]], days: Iterable[int]) -> Unit:
    """A lineage; times and days that many have are held once."""
    return Unit([(name, published and intern(published)) for name, published in reports], _held_once(tuple(days)))


@lru_cache(maxsize=10_000)
def _held_once(days: tuple[int, ...]) -> tuple[int, ...]:
    return days


class Likenesses:
    """Lineages by number, in the order in which they were opened, and the likenesses between those compared.

    Of each lineage the vectors of the report that opened it and of its names stand in rows, and its likenesses to the earlier
    ones that it was compared with; less of them once its story closed. Its highest likenesses are kept in a row of `best`,
    ascending, and the root of what its likenesses are held against in `root`; `counted` is how many of its reports count;
    `first` and `last` are the ends of its days, or not a number; `story` is the number of the story that it lies in. `seat` is
    room for a number a lineage: -1 but while it is used."""

    def __init__(self, rules: StoryRules) -> None:
        self.units: list[Unit] = []
        self._rules = rules
        self._scratch = Scratch()
        self._tally = Tally()
        self._terms = Rows(np.int32, np.float32)
        self._names = Rows(np.int32, np.float32)
        self._like = Rows(np.int32, np.float64)
        self._read = _UNREAD
        self._best = np.zeros((AT_FIRST, rules.neighbours))
        self._root = np.full(AT_FIRST, rules.floor**0.5)
        self._counted = np.ones(AT_FIRST, dtype=np.int64)
        self._first = np.full(AT_FIRST, np.nan)
        self._last = np.full(AT_FIRST, np.nan)
        self.story = np.full(AT_FIRST, -1, dtype=np.int64)
        self._seat = np.full(AT_FIRST, -1, dtype=np.int64)

    def open(self, unit: Unit, whole: Vector, names: Vector) -> int:
        """The number of a lineage now entered, with the vector of its first report and that of the names there."""
        place = len(self.units)
        self.units.append(unit)
        self._terms.add(*whole)
        self._names.add(*names)
        self._like.add()
        self._make_room()
        if unit.days:
            self._first[place], self._last[place] = unit.days[0], unit.days[-1]
        return place

    def vector(self, place: int) -> Vector:
        """The vector of the report that opened a lineage."""
        if self._read[0] != place:
            self._read = place, Vector(*self._terms.row(place))
        return self._read[1]

    def close(self, place: int) -> None:
        """Keeps of a lineage whose story was closed what finds it again: its heaviest terms, as a vector of unit length again,
        and its likenesses to the lineages of its story."""
        terms, weights = self._terms.row(place)
        kept = heaviest_places(weights, self._rules.top_terms)
        kept.sort()
        self._terms.shorten(place, terms[kept], unit(weights[kept].astype(np.float64)))
        near, like = self._like.row(place)
        own = (self.story.take(near) == self.story[place]).nonzero()[0]
        self._like.shorten(place, near[own], like[own])
        self._read = _UNREAD

    def compare(self, place: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The likeness of one lineage to others, in their order, less where they lie far apart in time; nothing is entered."""
        found = self._scratch.products(self.vector(place), _vectors(self._terms, others))
        if self.units[place].days:
            first, last = self._first.take(others), self._last.take(others)
            found *= nearnesses(self._first[place], self._last[place], first, last, self._rules)
        return found.round(ROUND)

    def enter(self, place: int, others: NDArray[np.int64], values: NDArray[np.float64]) -> None:
        """Enters the likenesses of the lineage opened last to earlier ones, each given once, into what is known of both."""
        kept = (values >= LEAST).nonzero()[0]
        if not len(kept):
            return
        at, high = others[kept], values[kept]
        self._like.lengthen(at, high)
        self._keep(at, high)
        own = high.repeat(self._counted[at])
        best = np.concatenate((self._best[place], own))
        best.sort()
        self._best[place] = best[len(own) :]
        self._scale(np.array([place]))

    def follow(self, place: int, report: str, published: str | None, day: int | None) -> None:
        """Enters a report into a lineage. News is denser about it now, which its neighbours feel too."""
        unit = self.units[place]
        unit.reports.append((report, published and intern(published)))
        if day is not None and day not in unit.days:
            unit.days = _held_once(tuple(sorted((*unit.days, day))))
        if unit.days:
            self._first[place], self._last[place] = unit.days[0], unit.days[-1]
        if len(unit.reports) <= self._rules.copies:
            self._counted[place] += 1
            near, like = self._like.row(place)
            self._keep(np.concatenate(([place], near)), np.concatenate(([self._rules.own], like)))

    def scaled(self, place: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The likeness of a lineage to earlier ones, held against what each has with its nearest."""
        near, like = self._like.row(place)
        self._seat[near] = np.arange(len(near))
        raw = np.concatenate((like, _NOTHING))[self._seat.take(others)]
        self._seat[near] = -1
        found: NDArray[np.float64] = raw / (self._root[place] * self._root.take(others))
        return found

    def among(self, places: Sequence[int]) -> NDArray[np.float64]:
        """The scaled likenesses of lineages, ascending, to each other: a symmetric matrix with nothing on its diagonal."""
        at = np.array(places, dtype=np.int64)
        near, sizes, shift = self._like.rows(0, at)  # of two lineages the later keeps their likeness
        self._seat[at] = order = np.arange(len(at))
        seats = self._seat.take(near)
        self._seat[at] = -1
        kept = (seats >= 0).nonzero()[0]
        holder = order.repeat(sizes).take(kept)
        raw = np.zeros((len(at), len(at)))
        raw[holder, seats.take(kept)] = self._like.column(1).take(kept + shift.take(holder))
        raw += raw.T
        root = self._root[at]
        raw /= root[:, None] * root[None, :]
        return raw

    def strays(self, places: Sequence[int]) -> list[int]:
        """Those of the lineages of one story whose names are hardly those of the others."""
        if len(places) < LEAST_GROUP:
            return []
        names = _vectors(self._names, np.array(places, dtype=np.int64))
        return [places[at] for at in strays(names, self._tally, self._rules)]

    def shares(self, place: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The share that each term of a lineage, in order of number, has in its likeness to others."""
        found = self._scratch.shares(self.vector(place), _vectors(self._terms, others))
        return found / max(float(found.sum()), 1e-9)

    def state(self) -> dict[str, Any]:
        """Every lineage as plain data, in order: one column a field."""
        units = self.units
        written: dict[str, Any] = {
            "reports": [[list(one) for one in unit.reports] for unit in units],
            "days": rows((unit.days for unit in units), "<i8"),
            "best": column(self._best[: len(units)], "<f8"),
        }
        for held, names in self._columns():
            columns, sizes = held.whole()
            for (name, kind), values in zip(names.items(), columns, strict=True):
                written[name] = [column(sizes, "<i4"), column(values, kind)]
        return written

    def restore(self, state: Mapping[str, Any]) -> None:
        """Enters the lineages of a state. Raises ValueError when its columns do not fit each other."""
        for told, days in zip(state["reports"], parted(state["days"], "<i8"), strict=True):
            place = len(self.units)
            self.units.append(new_unit(told, days.tolist()))
            self._make_room()
            self._counted[place] = min(len(told), self._rules.copies)
            if len(days):
                self._first[place], self._last[place] = days[0], days[-1]
        for held, names in self._columns():
            columns = [numbers(state[name][1], kind) for name, kind in names.items()]
            held.fill(numbers(state[next(iter(names))][0], "<i4"), *columns)
            if len(held) != len(self.units):
                raise ValueError("a state has other lineages in some columns than in others")
        self._best[: len(self.units)] = numbers(state["best"], "<f8").reshape(-1, self._rules.neighbours)
        self._scale(np.arange(len(self.units)))

    def _columns(self) -> Iterator[tuple[Rows, dict[str, str]]]:
        """The rows with the names of their columns in a state, and the kinds of number there."""
        yield self._terms, {"numbers": "<i4", "weights": "<f4"}
        yield self._names, {"names": "<i4", "name_weights": "<f4"}
        yield self._like, {"compared": "<i4", "like": "<f8"}

    def _make_room(self) -> None:
        """Doubles the room where there is none for the lineage opened last."""
        full = len(self._root)
        if len(self.units) <= full:
            return
        self._best = np.concatenate([self._best, np.zeros_like(self._best)])
        self._root = np.concatenate([self._root, np.full(full, self._rules.floor**0.5)])
        self._counted = np.concatenate([self._counted, np.ones(full, dtype=np.int64)])
        self._first, self._last = (np.concatenate([one, np.full(full, np.nan)]) for one in (self._first, self._last))
        self.story = np.concatenate([self.story, np.full(full, -1, dtype=np.int64)])
        self._seat = np.full(2 * full, -1, dtype=np.int64)

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


def _vectors(held: Rows, places: NDArray[np.int64]) -> Vectors:
    """Some of the vectors whose numbers and weights stand in rows."""
    terms, sizes, shift = held.rows(0, places)
    return Vectors(terms, sizes, held.column(1), shift)
