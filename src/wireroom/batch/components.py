"""Connected components of any number of pairs, in an engine: each member learns the least member that it hangs together with.

Alternating large and small stars (Kiveris et al. 2014, Connected components in MapReduce and beyond): every round sends each
pair to the one who holds its member and lays both closer to the least; rounds end when nothing changes. Pairs lie in files,
so that the driver sees names and counts only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from wireroom.batch.index import loaded, save
from wireroom.batch.steps import Order, Steps
from wireroom.dataset.marks import Tally
from wireroom.model import digest
from wireroom.ports import Tools

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHARE = 1_000_000
"""Pairs, on average, that one task holds: a few tens of megabytes."""
NONE: NDArray[np.int64] = np.zeros((2, 0), dtype=np.int64)


def label(steps: Steps, step: str, files: Sequence[str], pairs: int, doing: str, share: int = SHARE) -> list[str]:
    """The files that hold each member of a pair with the least member of its component, which for itself is left out."""
    if not pairs:
        return []
    shares = max(1, -(-pairs // share))
    before, turn = "", 0
    while True:
        spread, fold = (_small, _small_star) if turn % 2 else (_large, _large_star)
        where = f"{step}-{turn:02d}"
        tallies = steps.grouped(where, spread, fold, [(name, shares, where) for name in files], doing)
        files = [tally["file"] for tally in tallies]
        state = digest(*(str(tally["state"]) for tally in tallies))
        if turn % 2 and state == before:
            return files
        before, turn = (state if turn % 2 else before), turn + 1


def labels(order: Order, files: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every member of a component of two or more, ascending, and the least of each one's; the least stands for itself."""
    member, least = loaded([order.work(name) for name in files], NONE)
    every = np.concatenate([member, least])
    found, at = np.unique(every, return_index=True)
    return found, np.concatenate([least, least])[at]


def _sent(pairs: NDArray[np.int64], shares: int, where: str) -> Iterator[tuple[str, bytes]]:
    at = pairs[0] % shares
    for share in np.unique(at).tolist():
        yield f"{where}/{share:06d}", np.ascontiguousarray(pairs[:, at == share]).tobytes()


def _large(order: Order, _: Tools, given: tuple[str, int, str]) -> Iterator[tuple[str, bytes]]:
    """Every pair to both its members."""
    name, shares, where = given
    pairs = np.load(order.work(name), allow_pickle=False)
    yield from _sent(np.concatenate([pairs, pairs[::-1]], axis=1), shares, where)


def _small(order: Order, _: Tools, given: tuple[str, int, str]) -> Iterator[tuple[str, bytes]]:
    """Every pair to its greater member."""
    name, shares, where = given
    pairs = np.load(order.work(name), allow_pickle=False)
    yield from _sent(np.stack([pairs.max(axis=0), pairs.min(axis=0)]), shares, where)


def _large_star(order: Order, _: Tools, key: str, values: Sequence[bytes]) -> Tally:
    """Each greater neighbour of a member tied to the least of the member and its neighbours."""
    centre, other, least = _around(values)
    wanted = other > centre
    return _kept(order, key, other[wanted], least[wanted])


def _small_star(order: Order, _: Tools, key: str, values: Sequence[bytes]) -> Tally:
    """A member and its lesser neighbours tied to the least of them."""
    centre, other, least = _around(values)
    return _kept(order, key, np.concatenate([other, centre]), np.concatenate([least, least]))


def _around(values: Sequence[bytes]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    centre, other = np.concatenate([np.frombuffer(one, dtype=np.int64).reshape(2, -1) for one in values], axis=1)
    turn = np.argsort(centre, kind="stable")
    centre, other = centre[turn], other[turn]
    starts = np.flatnonzero(np.concatenate(([True], centre[1:] != centre[:-1])))
    least = np.minimum(np.minimum.reduceat(other, starts), centre[starts])
    return centre, other, np.repeat(least, np.diff(np.concatenate((starts, [len(centre)]))))


def _kept(order: Order, key: str, one: NDArray[np.int64], least: NDArray[np.int64]) -> Tally:
    apart = one != least
    pairs = np.unique(np.stack([one[apart], least[apart]]), axis=1)
    name = f"stars/{key}.npy"
    save(order.work(name), pairs)
    return {"file": name, "state": digest(pairs.tobytes()), "pairs": pairs.shape[1]}
