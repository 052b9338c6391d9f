"""Look-alikes that came alone: reports that share a story's subject and none of its names."""

from __future__ import annotations

import numpy as np

from wireroom.story.cluster import ROUND
from wireroom.story.rules import StoryRules
from wireroom.story.vector import Tally, Vectors

LEAST_NAMES = 3
"""Names that a report must have before they tell against it."""

LEAST_GROUP = 4
"""Lineages that a story must have before its names are known."""


def strays(names: Vectors, tally: Tally, rules: StoryRules) -> list[int]:
    """The places of those whose names are hardly those of the others, ascending; `tally` is an empty one.

    The mean likeness of one report's names to the others' is held against that of the others' among themselves; below
    `rules.stray` of it the report is no part of the story, whatever other words it shares."""
    size = len(names.sizes)
    if size < LEAST_GROUP:
        return []
    holder = np.arange(size).repeat(names.sizes)
    weights = names.weights.take(np.arange(len(holder)) + names.shift.take(holder)).astype(np.float64)
    towards = np.bincount(holder, weights=weights * tally.sums(names.numbers, weights), minlength=size)
    own = np.bincount(holder, weights=weights * weights, minlength=size)
    mean = (towards - own) / (size - 1)
    others = (towards.sum() - own.sum() - 2 * (towards - own)) / ((size - 1) * (size - 2))
    out = (mean.round(ROUND) < (rules.stray * others).round(ROUND)) & (names.sizes >= LEAST_NAMES)
    found: list[int] = out.nonzero()[0].tolist()
    return found
