"""How near in time two groups of reports lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def spanned(one: Spell, other: Spell) -> Spell:
    """The spell that holds both."""
    return spell([*(one or ()), *(other or ())])


def fades(one: Spell, others: Sequence[Spell], rules: StoryRules) -> list[float]:
    """1 for spells that lie within `rules.days` of one, falling to `rules.far` at ten times as many; 1 where none is known."""
    if one is None:
        return [1.0] * len(others)
    edges = np.array([other or (np.nan, np.nan) for other in others], dtype=np.float64).reshape(-1, 2)
    found: list[float] = nearnesses(one[0], one[1], edges[:, 0], edges[:, 1], rules).tolist()
    return found


def nearnesses(first: Days, last: Days, firsts: Days, lasts: Days, rules: StoryRules) -> NDArray[np.float64]:
    """The same for spells by their first and last days, in arrays that fit each other; not a number where none is known."""
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
