"""The lineages that a stream holds, and how like each other they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from wireroom.story.cluster import ROUND, scale
from wireroom.story.nearness import nearness
from wireroom.story.rules import StoryRules
from wireroom.story.stray import strays
from wireroom.story.vector import Scratch, Vector

LEAST = 0.02
"""Likeness below which two lineages are held to have nothing in common, and nothing is kept: a few common words."""


@dataclass(slots=True)
class Unit:
    """One lineage: the vectors of the report that opened it and of its names, its reports with their times as they arrived, its
    days ascending, its likeness to others compared, the highest of these, and the root of what they are held against."""

    vector: Vector
    names: Vector
    reports: list[tuple[str, str | None]]
    days: list[int]
    like: dict[int, float] = field(default_factory=dict)
    best: list[float] = field(default_factory=list)
    root: float = 1.0
    story: int = -1


class Likenesses:
    """Lineages by number, in the order in which they were opened, and the likenesses between those compared."""

    def __init__(self, rules: StoryRules) -> None:
        self.units: list[Unit] = []
        self._rules = rules
        self._scratch = Scratch()

    def open(self, unit: Unit) -> int:
        """The number of a lineage now entered."""
        unit.root = scale(unit.best, self._rules) ** 0.5
        self.units.append(unit)
        return len(self.units) - 1

    def compare(self, place: int, others: Sequence[int]) -> list[float]:
        """The likeness of one lineage to others that it was not compared with, in their order; it is kept on both sides."""
        one = self.units[place]
        products = self._scratch.products(one.vector, [self.units[other].vector for other in others])
        found: list[float] = np.round(products, ROUND).tolist()
        for other, value in zip(others, found, strict=True):
            if value >= LEAST:
                unit = self.units[other]
                one.like[other] = unit.like[place] = value
                self._keep(one, [value] * min(len(unit.reports), self._rules.copies))
                self._keep(unit, [value])
        return found

    def follow(self, place: int, report: str, published: str | None, day: int | None) -> None:
        """Enters a report into a lineage. News is denser about it now, which its neighbours feel too."""
        unit = self.units[place]
        unit.reports.append((report, published))
        unit.days = sorted({*unit.days, *([] if day is None else [day])})
        if len(unit.reports) <= self._rules.copies:
            self._keep(unit, [self._rules.own])
            for other, value in unit.like.items():
                self._keep(self.units[other], [value])

    def scaled(self, place: int, other: int) -> float:
        """The likeness of two lineages held against what each has with its nearest, less where they lie far apart in time."""
        one, two = self.units[place], self.units[other]
        value = one.like.get(other, 0.0)
        return value / (one.root * two.root) * nearness(one.days, two.days, self._rules) if value else 0.0

    def strays(self, places: Sequence[int]) -> list[int]:
        """Those of the lineages of one story whose names are hardly those of the others."""
        found = strays([self.units[place].names for place in places], self._scratch, self._rules)
        return [places[at] for at in found]

    def shares(self, place: int, others: Sequence[int]) -> dict[int, float]:
        """The share that each term number of a lineage has in its likeness to others."""
        found = self._scratch.shares(self.units[place].vector, [self.units[other].vector for other in others])
        whole = sum(found.values())
        return {term: value / whole for term, value in found.items()}

    def state(self) -> list[dict[str, Any]]:
        """Every lineage as plain data, in order."""
        return [
            {
                "numbers": unit.vector.numbers.tolist(),
                "weights": unit.vector.weights.tolist(),
                "names": [unit.names.numbers.tolist(), unit.names.weights.tolist()],
                "reports": [list(one) for one in unit.reports],
                "days": list(unit.days),
                "like": [list(one) for one in unit.like.items()],
                "best": list(unit.best),
            }
            for unit in self.units
        ]

    def restore(self, state: Sequence[Mapping[str, Any]]) -> None:
        """Enters the lineages of a state."""
        for row in state:
            held, names = (
                Vector(np.array(numbers, dtype=np.int64), np.array(weights, dtype=np.float32))
                for numbers, weights in ((row["numbers"], row["weights"]), row["names"])
            )
            reports = [(name, published) for name, published in row["reports"]]
            self.open(Unit(held, names, reports, list(row["days"]), dict(row["like"]), list(row["best"])))

    def _keep(self, unit: Unit, values: Sequence[float]) -> None:
        """Enters likenesses among the highest of a lineage, which are kept in descending order."""
        if len(unit.best) < self._rules.neighbours or values[0] > unit.best[-1]:
            unit.best = sorted([*unit.best, *values], reverse=True)[: self._rules.neighbours]
            unit.root = scale(unit.best, self._rules) ** 0.5
