"""A few lineages gathered anew by mean linkage, from their likenesses alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from wireroom.story.cluster import ROUND
from wireroom.story.rules import StoryRules

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNIT = 10**ROUND
"""Mean likenesses are counted in whole parts of this, so that no order of adding decides."""


def settled(likeness: NDArray[np.float64], rules: StoryRules) -> list[list[int]]:
    """The rows of a symmetric matrix grouped, each group ascending, groups by first row.

    As in `clusters`: the two groups of highest mean likeness, less where they are few, are joined, the first of equals, until
    none reaches `rules.together`."""
    size = len(likeness)
    over = _over(size, rules.few)
    sums = likeness.copy()
    means = np.rint(likeness / over[1][1])
    np.fill_diagonal(means, -1.0)
    least = round(rules.together * UNIT)
    flat, sum_rows, sum_columns, rows, columns = means.ravel(), list(sums), list(sums.T), list(means), list(means.T)
    count = np.ones(size, dtype=np.int64)
    members = {row: [row] for row in range(size)}
    while len(members) > 1:
        place = int(flat.argmax())
        if flat.item(place) < least:
            break
        one, other = divmod(place, size)
        members[one].extend(members.pop(other))
        count[one] = len(members[one])
        count[other] = 0
        summed = np.add(sum_rows[one], sum_rows[other], out=sum_rows[one])
        sum_columns[one][:] = summed
        mean = np.divide(summed, over[len(members[one])].take(count), out=rows[one])
        np.rint(mean, out=mean)
        mean[one] = -1.0
        columns[one][:] = mean
        rows[other].fill(-1.0)
        columns[other].fill(-1.0)
    return sorted(sorted(group) for group in members.values())


@lru_cache(maxsize=64)
def _over(size: int, few: float) -> list[NDArray[np.float64]]:
    """What the summed likenesses of two groups are divided by, by their sizes: nothing reaches a group that is no more."""
    sizes = np.arange(size + 1, dtype=np.float64)
    one, other = sizes[:, None], sizes[None, :]
    over: NDArray[np.float64] = one * other * (1.0 + few / np.maximum(one + other - 1.0, 1.0)) / UNIT
    over[:, 0] = np.inf
    return list(over)
