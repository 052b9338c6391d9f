"""Look-alikes that came alone: reports that share a story's subject and none of its names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wireroom.story.cluster import ROUND
from wireroom.story.rules import StoryRules
from wireroom.story.vector import Vector

LEAST_NAMES = 3
"""Names that a report must have before they tell against it."""

LEAST_GROUP = 4
"""Lineages that a story must have before its names are known."""


def strays(names: Sequence[Vector], rules: StoryRules) -> list[int]:
    """The places of those whose names are hardly those of the others, ascending.

    The mean likeness of one report's names to the others' is held against that of the others' among themselves; below
    `rules.stray` of it the report is no part of the story, whatever other words it shares."""
    size = len(names)
    if size < LEAST_GROUP:
        return []
    numbers, at = np.unique(np.concatenate([one.numbers for one in names]), return_inverse=True)
    weights = np.concatenate([one.weights for one in names]).astype(np.float64)
    holder = np.arange(size).repeat([len(one.numbers) for one in names])
    together = np.bincount(at, weights=weights, minlength=len(numbers))
    towards = np.bincount(holder, weights=weights * together[at], minlength=size)
    own = np.bincount(holder, weights=weights * weights, minlength=size)
    mean = (towards - own) / (size - 1)
    others = (towards.sum() - own.sum() - 2 * (towards - own)) / ((size - 1) * (size - 2))
    out = np.round(mean, ROUND) < np.round(rules.stray * others, ROUND)
    return [place for place in np.flatnonzero(out).tolist() if len(names[place].numbers) >= LEAST_NAMES]
