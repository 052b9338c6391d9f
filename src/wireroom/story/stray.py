"""Look-alikes that came alone: reports that share a story's subject and none of its names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wireroom.story.cluster import ROUND, total
from wireroom.story.rules import StoryRules
from wireroom.story.vector import Scratch, Vector

LEAST_NAMES = 3
"""Names that a report must have before they tell against it."""

LEAST_GROUP = 4
"""Lineages that a story must have before its names are known."""


def strays(names: Sequence[Vector], scratch: Scratch, rules: StoryRules) -> list[int]:
    """The places of those whose names are hardly those of the others, ascending.

    The mean likeness of one report's names to the others' is held against that of the others' among themselves; below
    `rules.stray` of it the report is no part of the story, whatever other words it shares."""
    size = len(names)
    if size < LEAST_GROUP:
        return []
    towards = scratch.products(total(names), names)
    own = np.array([float(one.weights @ one.weights) for one in names])
    mean = (towards - own) / (size - 1)
    others = (towards.sum() - own.sum() - 2 * (towards - own)) / ((size - 1) * (size - 2))
    out = np.round(mean, ROUND) < np.round(rules.stray * others, ROUND)
    return [place for place in np.flatnonzero(out).tolist() if len(names[place].numbers) >= LEAST_NAMES]
