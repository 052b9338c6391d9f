"""How near in time two groups of reports lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from wireroom.model import Report, whole_day
from wireroom.story.rules import StoryRules

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = float | NDArray[np.float64]


Spell = tuple[int, int] | None
"""The first and the last day of a group of reports; None where none is known."""


def spell(days: Iterable[int | None]) -> Spell:
    """The first and last of the days that are known."""
    known = [day for day in days if day is not None]
    return (min(known), max(known)) if known else None


class Spells:
    """The spells of groups by number, and how their likenesses fade."""

    def __init__(self, spells: Mapping[int, Spell], rules: StoryRules) -> None:
        self._rules = rules
        self._first, self._last = np.full((2, 1 + max(spells, default=0)), np.nan)
        for name, held in spells.items():
            if held is not None:
                self._first[name], self._last[name] = held

    def fades(self, one: int, others: Sequence[int]) -> list[float]:
        """For each of `others` 1 where it lies within `rules.days` of `one`, falling to `rules.far` at ten times as many; 1
        where a day is not known."""
        at = np.array(others, dtype=np.int64)
        first, last = self._first, self._last
        found: list[float] = nearnesses(first[one], last[one], first[at], last[at], self._rules).tolist()
        return found

    def join(self, one: int, other: int) -> None:
        """Widens the spell of one group by that of another."""
        self._first[one] = np.fmin(self._first[one], self._first[other])
        self._last[one] = np.fmax(self._last[one], self._last[other])


def nearnesses(first: Days, last: Days, firsts: Days, lasts: Days, rules: StoryRules) -> NDArray[np.float64]:
    """The same by first and last days, in arrays that fit each other; not a number where none is known."""
    gap = np.maximum(firsts - last, first - lasts)
    share: NDArray[np.float64] = np.minimum(np.fmax((gap - rules.days) / (9 * rules.days), 0.0), 1.0)  # 0 where none is known
    return 1.0 - share * (1.0 - rules.far)


def day_of(report: Report) -> int | None:
    """The day a report was published, counted from the year 1; None where no whole day is known."""
    return day(report.published.value)


def day(value: str | None) -> int | None:
    """The day of an ISO time, counted from the year 1; None where no whole day is known."""
    found = whole_day(value)
    return None if found is None else found.toordinal()
