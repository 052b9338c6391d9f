"""A few lineages gathered anew by mean linkage, from their likenesses alone."""

from __future__ import annotations

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
    mean = likeness.copy()
    held = np.round(mean / lone(2, rules), ROUND)
    np.fill_diagonal(held, -1.0)
    count = np.ones(size)
    there = np.ones(size, dtype=bool)
    members = {row: [row] for row in range(size)}
    while len(members) > 1:
        one, other = sorted(divmod(int(held.argmax()), size))
        if held[one, other] < rules.together:
            break
        grown = (count[one] * mean[one] + count[other] * mean[other]) / (count[one] + count[other])
        count[one] += count[other]
        members[one].extend(members.pop(other))
        there[other] = False
        mean[one], mean[:, one] = grown, grown
        weighed = np.round(grown / (1.0 + rules.few / (count[one] + count - 1.0)), ROUND)
        weighed[~there] = -1.0
        weighed[one] = -1.0
        held[one], held[:, one] = weighed, weighed
        held[other], held[:, other] = -1.0, -1.0
    return sorted(sorted(rows) for rows in members.values())
