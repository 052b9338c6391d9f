"""A few lineages gathered anew by mean linkage, from their likenesses alone."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from wireroom.story.cluster import ROUND, lone
from wireroom.story.rules import StoryRules

if TYPE_CHECKING:
    from numpy.typing import NDArray


def settled(likeness: NDArray[np.float64], rules: StoryRules) -> list[list[int]]:
    """The rows of a symmetric matrix grouped, each group ascending, groups by first row.

    As in `clusters`: the two groups of highest mean likeness, less where they are few, are joined, the first of equals, until
    none reaches `rules.together`."""
    size = len(likeness)
    held = (likeness / lone(2, rules)).round(ROUND)
    np.fill_diagonal(held, -1.0)
    sums = likeness.copy()
    count = np.ones(size, dtype=np.int64)
    over = _over(size, rules.few)
    members = {row: [row] for row in range(size)}
    while len(members) > 1:
        one, other = divmod(int(held.argmax()), size)
        if held[one, other] < rules.together:
            break
        members[one].extend(members.pop(other))
        count[one] += count[other]
        count[other] = 0
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        mean = (sums[one] / over[count[one]].take(count)).round(ROUND)
        mean[one] = -1.0
        held[one] = held[:, one] = mean
        held[other] = held[:, other] = -1.0
    return sorted(sorted(rows) for rows in members.values())


@lru_cache(maxsize=64)
def _over(size: int, few: float) -> NDArray[np.float64]:
    """What the summed likenesses of two groups are divided by, by their sizes; nothing reaches a group that is no more."""
    sizes = np.arange(size + 1, dtype=np.float64)
    one, other = sizes[:, None], sizes[None, :]
    over: NDArray[np.float64] = one * other * (1.0 + few / np.maximum(one + other - 1.0, 1.0))
    over[:, 0] = np.inf
    return over
