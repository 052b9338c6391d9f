"""Passages that two reports share: runs of equal words, joined along their diagonal where a few words differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from wireroom.lineage.fingerprint import shingles
from wireroom.lineage.words import Worded

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 4
"""Words of a seed. Three give runs by chance between any two reports of one story; five lose lightly edited sentences."""
SEED_PLACES = 6
"""Places of one seed that are followed in the other report, so that a report of one repeated phrase stays linear."""
GAP = 5
"""Words that may differ between two runs of one passage on either side: an edit of a phrase, not a new sentence."""


@dataclass(frozen=True, slots=True)
class Run:
    """`size` equal words from word `a` of one report and word `b` of the other."""

    a: int
    b: int
    size: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `[a, a_end)` of one report and `[b, b_end)` of the other, `same` words of them equal and in order."""

    a: int
    a_end: int
    b: int
    b_end: int
    same: int


class Seeds(NamedTuple):
    """A number for each run of SEED words of a report, in order, and the same sorted."""

    ordered: NDArray[np.uint64]
    sorted: NDArray[np.uint64]


def seeds(words: Sequence[str]) -> Seeds:
    """The seeds of a report: equal for equal runs of one process. They only sort out runs that cannot match."""
    ordered = shingles(np.array([hash(word) for word in words], dtype=np.int64).view(np.uint64), SEED)
    return Seeds(ordered, np.sort(ordered))


def _common(one: Seeds, other: Seeds) -> list[int]:
    """The places of `one` whose seed the other has too."""
    if not len(one.ordered) or not len(other.sorted):
        return []
    at = np.minimum(np.searchsorted(other.sorted, one.ordered), len(other.sorted) - 1)
    return np.flatnonzero(other.sorted[at] == one.ordered).tolist()


def runs(a: Sequence[str], b: Sequence[str], of_a: Seeds | None = None, of_b: Seeds | None = None) -> list[Run]:
    """The runs of at least SEED equal words, longest first given a place, no word of either side in two runs; in order of `a`.

    Greedy string tiling (Wise 1993) over seeds of SEED words instead of every word; each seed is followed at no more than
    SEED_PLACES places, so the time is near linear in the words of both. `of_a` and `of_b` are their seeds."""
    seeds_a, seeds_b = of_a or seeds(a), of_b or seeds(b)
    places: dict[tuple[str, ...], list[int]] = {}
    for at in _common(seeds_a, seeds_b):
        seen = places.setdefault(tuple(a[at : at + SEED]), [])
        if len(seen) < SEED_PLACES:
            seen.append(at)
    found: list[Run] = []
    reached: dict[int, int] = {}
    for at in _common(seeds_b, seeds_a):
        for place in places.get(tuple(b[at : at + SEED]), ()):
            if reached.get(place - at, -1) > at:
                continue
            size = SEED
            while place + size < len(a) and at + size < len(b) and a[place + size] == b[at + size]:
                size += 1
            reached[place - at] = at + size
            found.append(Run(place, at, size))
    return _tiled(found, len(a), len(b))


def _tiled(found: list[Run], a_size: int, b_size: int) -> list[Run]:
    taken_a, taken_b = bytearray(a_size), bytearray(b_size)
    kept: list[Run] = []
    for run in sorted(found, key=lambda run: (-run.size, run.a, run.b)):
        first, last = 0, run.size
        while first < last and (taken_a[run.a + first] or taken_b[run.b + first]):
            first += 1
        while last > first and (taken_a[run.a + last - 1] or taken_b[run.b + last - 1]):
            last -= 1
        if last - first < SEED or any(taken_a[run.a + first : run.a + last]) or any(taken_b[run.b + first : run.b + last]):
            continue
        taken_a[run.a + first : run.a + last] = b"\1" * (last - first)
        taken_b[run.b + first : run.b + last] = b"\1" * (last - first)
        kept.append(Run(run.a + first, run.b + first, last - first))
    return sorted(kept, key=lambda run: (run.a, run.b))


def stretches(found: Sequence[Run]) -> list[Stretch]:
    """The runs joined where no more than GAP words on each side part them, in order of the first report."""
    joined: list[Stretch] = []
    for run in found:
        last = joined[-1] if joined else None
        if last and 0 <= run.a - last.a_end <= GAP and 0 <= run.b - last.b_end <= GAP:
            joined[-1] = Stretch(last.a, run.a + run.size, last.b, run.b + run.size, last.same + run.size)
        else:
            joined.append(Stretch(run.a, run.a + run.size, run.b, run.b + run.size, run.size))
    return joined


def aligned(a: Worded, b: Worded, of_a: Seeds | None = None, of_b: Seeds | None = None) -> list[Stretch]:
    """The stretches that two reports share, in order of the first."""
    return stretches(runs(a.words, b.words, of_a, of_b))
