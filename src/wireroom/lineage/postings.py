"""Who holds a key: postings that grow a holder at a time, as sorted runs that are merged as they grow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from wireroom.lineage.fingerprint import Hashes

FRESH = 4_096
"""Entries that wait unsorted before they are made a run."""


class Run(NamedTuple):
    """Keys in order, each with its holder."""

    keys: Hashes
    holders: NDArray[np.int64]


class Postings:
    """Keys with their holders: adding is amortised in the logarithm of all entries, and so is looking up (a log-structured
    merge of sorted arrays, O'Neil et al. 1996)."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._fresh: list[Run] = []
        self._waiting = 0

    def add(self, holder: int, keys: Hashes) -> None:
        """Adds a holder with its distinct keys."""
        self._fresh.append(Run(keys, np.full(len(keys), holder, dtype=np.int64)))
        self._waiting += len(keys)
        if self._waiting >= FRESH:
            self._runs.append(_merged(self._fresh))
            self._fresh, self._waiting = [], 0
            while len(self._runs) > 1 and len(self._runs[-2].keys) < 2 * len(self._runs[-1].keys):
                self._runs[-2:] = [_merged(self._runs[-2:])]

    def holders(self, keys: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The holders of the keys: places in `keys` and holders, one a row, in no order."""
        places: list[NDArray[np.int64]] = []
        found: list[NDArray[np.int64]] = []
        fresh = [_merged(self._fresh)] if self._fresh else []
        for run in (*self._runs, *fresh):
            first, last = np.searchsorted(run.keys, keys), np.searchsorted(run.keys, keys, side="right")
            sizes = last - first
            held = np.flatnonzero(sizes)
            if len(held):
                sizes = sizes[held]
                at = np.repeat(first[held] - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) + np.arange(sizes.sum())
                places.append(np.repeat(held, sizes))
                found.append(run.holders[at])
        if not places:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return np.concatenate(places), np.concatenate(found)


def _merged(runs: list[Run]) -> Run:
    keys, holders = np.concatenate([run.keys for run in runs]), np.concatenate([run.holders for run in runs])
    order = np.argsort(keys, kind="stable")
    return Run(keys[order], holders[order])
