"""Pairs of nodes that are worth comparing: those that stand under one key, found without going through all pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

Places = np.ndarray
"""Numbers of nodes, one a pair."""


def paired(count: int, keys: Iterable[Sequence[int]], *, crowded: int | None = None) -> tuple[Places, Places]:
    """The pairs of nodes 0 … count-1 that stand under one key, as their lesser and their greater numbers, in rising order.

    Each of `keys` holds the nodes that stand under it. One that holds more than `crowded` says little: those pairs are given
    that stand under two such keys, where a node may stand twice under one."""
    met = np.zeros((count, count), dtype=bool)
    many = []
    for members in keys:
        if crowded is not None and len(members) > crowded:
            many.append(members)
        elif len(members) > 1:
            rows = np.array(members)
            met[rows[:, None], rows] = True
    once = np.zeros((count, count), dtype=bool) if many else met
    for members in many:
        rows, times = np.unique(members, return_counts=True)
        under = (rows[:, None], rows)
        met[under] |= once[under]
        once[under] = True
        if (times > 1).any():
            met[rows[times > 1][:, None], rows] = met[rows[:, None], rows[times > 1]] = True
    first, second = np.nonzero(np.triu(met, 1))
    return first, second
