"""How near in time two groups of reports lie."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from wireroom.model import Report
from wireroom.story.rules import StoryRules

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = float | NDArray[np.float64]


def nearness(one: Sequence[int], other: Sequence[int], rules: StoryRules) -> float:
    """1 for groups whose nearest days lie within `rules.days`, falling to `rules.far` at ten times as many.

    Both are ascending; 1 where either holds none."""
    if not one or not other:
        return 1.0
    gap = min(abs(left - right) for left, right in _facing(one, other))
    share = min(1.0, max(0.0, (gap - rules.days) / (9 * rules.days)))
    return 1.0 - share * (1.0 - rules.far)


def nearnesses(first: Days, last: Days, firsts: Days, lasts: Days, rules: StoryRules) -> NDArray[np.float64]:
    """The same for spells of days by their first and last, in arrays that fit each other; not a number where none is known."""
    gap = np.maximum(np.maximum(firsts - last, first - lasts), 0.0)
    share = np.clip((gap - rules.days) / (9 * rules.days), 0.0, 1.0)
    return np.where(np.isnan(share), 1.0, 1.0 - share * (1.0 - rules.far))


def day_of(report: Report) -> int | None:
    """The day a report was published, counted from the year 1; None where no whole day is known."""
    value = report.published.value
    if not value or len(value) < 10:
        return None
    try:
        return date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return None


def _facing(one: Sequence[int], other: Sequence[int]) -> Iterator[tuple[int, int]]:
    for day in one:
        at = bisect_left(other, day)
        for near in (at - 1, at):
            if 0 <= near < len(other):
                yield day, other[near]
