"""Pairs of holders that share keys, found without comparing all with all; common keys counted over lineages, not copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from wireroom.lineage.fingerprint import Hashes

WIDELY_USED = 16
"""Lineages that hold a shingle or a rare word beyond which it is common text: it proposes no pair and speaks for none."""
ALIKE = 0.5
"""Share of the shorter one's keys from which two holders are copies for the counting."""
FIRST = 4
"""Holders of one signature that a further one is compared with: copies of one text all match any of them."""
_SIGNATURES = tuple(
    np.uint64(number)
    for number in (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
        0xE7037ED1A0B428DB,
    )
)
"""Odd factors: the least key after each is a signature that copies mostly share (Broder 1997)."""


class Shared(NamedTuple):
    """The pairs of holders with how many keys they share, and the keys that are common text, sorted."""

    pairs: dict[tuple[int, int], int]
    common: Hashes


def sharing(keys: Sequence[Hashes], least: int, groups: Sequence[int] | None = None) -> Shared:
    """The pairs of places in `keys` that share at least `least` keys, and the keys too common to count.

    A key held by more than WIDELY_USED `groups` (place -> group: copies of one text count once) proposes nothing. One held by
    few groups but many holders pairs each holder with the first of each group, so that the work stays linear."""
    every, holder = _entries(keys)
    member = np.arange(len(keys)) if groups is None else np.asarray(groups, dtype=np.int64)
    pairs, counts, common = counted(every, holder, member)
    kept = counts >= least
    found = zip(pairs[kept].tolist(), counts[kept].tolist(), strict=True)
    return Shared({divmod(code, len(keys)): count for code, count in found}, common)


class Counted(NamedTuple):
    """Pairs of holders as `one * total + other`, ascending, `one` the lesser; how many keys each shares; the common keys."""

    pairs: NDArray[np.int64]
    counts: NDArray[np.int64]
    common: Hashes


def counted(every: Hashes, holder: NDArray[np.int64], member: NDArray[np.int64]) -> Counted:
    """The pairs that share some of these keys. `every` are keys, ascending, each with a `holder`, ascending within a key and
    given once; `member` is the group of every holder, so that its length is their total. Any part of all keys may be given,
    so long as each has all its holders: counts of parts add up."""
    total = len(member)
    starts = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1]))) if len(every) else np.zeros(0, np.int64)
    sizes = np.diff(np.concatenate((starts, [len(every)])))
    codes = [_narrow(holder, starts[sizes == size], int(size), total) for size in np.unique(sizes) if 2 <= size <= WIDELY_USED]
    common = []
    for start, size in zip(starts[sizes > WIDELY_USED].tolist(), sizes[sizes > WIDELY_USED].tolist(), strict=True):
        held = holder[start : start + size]
        _, first = np.unique(member[held], return_index=True)
        if len(first) > WIDELY_USED:
            common.append(every[start])
        else:
            codes.append(_wide(held, held[np.sort(first)], total))
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True) if codes else (np.zeros(0, np.int64),) * 2
    return Counted(pairs, counts, np.array(common, dtype=np.uint64))


def _entries(keys: Sequence[Hashes]) -> tuple[Hashes, NDArray[np.int64]]:
    """Every key with its holder, each once, sorted by key, then holder."""
    if not keys:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    every = np.concatenate(keys).astype(np.uint64, copy=False)
    holder = np.repeat(np.arange(len(keys), dtype=np.int64), [len(one) for one in keys])
    order = np.argsort(every, kind="stable")
    every, holder = every[order], holder[order]
    fresh = (
        np.concatenate(([True], (every[1:] != every[:-1]) | (holder[1:] != holder[:-1]))) if len(every) else np.zeros(0, bool)
    )
    return every[fresh], holder[fresh]


def _narrow(holder: NDArray[np.int64], starts: NDArray[np.int64], size: int, total: int) -> NDArray[np.int64]:
    held = holder[starts[:, None] + np.arange(size)]
    one, other = np.triu_indices(size, 1)
    codes: NDArray[np.int64] = (held[:, one] * total + held[:, other]).ravel()
    return codes


def _wide(held: NDArray[np.int64], firsts: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    low, high = np.minimum(held[:, None], firsts), np.maximum(held[:, None], firsts)
    codes: NDArray[np.int64] = np.unique((low * total + high)[low != high])
    return codes


def copies(keys: Sequence[Hashes]) -> list[int]:
    """A group a place, named by its first place: places that share half of the shorter one's keys are in one group.

    Places are compared only where they share a signature, the least of their keys under a factor: copies share most of them.
    An exact copy shares all, so that it always joins the group of what it copies."""
    group = list(range(len(keys)))

    def name(place: int) -> int:
        while group[place] != place:
            group[place] = group[group[place]]
            place = group[place]
        return place

    full = [place for place, one in enumerate(keys) if len(one)]
    if len(full) > 1:
        distinct = {place: np.unique(keys[place]) for place in full}
        for signature in signatures([distinct[place] for place in full]):
            known: dict[int, list[int]] = {}
            for place, mark in zip(full, signature.tolist(), strict=True):
                seen = known.setdefault(mark, [])
                for other in seen:
                    if name(other) != name(place) and alike(distinct[other], distinct[place]):
                        one, two = sorted((name(other), name(place)))
                        group[two] = one
                if len(seen) < FIRST:
                    seen.append(place)
    return [name(place) for place in range(len(keys))]


def signatures(keys: Sequence[Hashes]) -> Iterator[Hashes]:
    """For each of some factors the signature of every holder in turn; each has a key at least."""
    every = np.concatenate(keys)
    cuts = np.concatenate(([0], np.cumsum([len(one) for one in keys])[:-1]))
    for factor in _SIGNATURES:
        yield np.minimum.reduceat(every * factor, cuts)


def alike(one: Hashes, other: Hashes) -> bool:
    """Whether two sorted sets of keys share half of the smaller."""
    if len(one) > len(other):
        one, other = other, one
    at = np.minimum(np.searchsorted(other, one), len(other) - 1)
    return bool((other[at] == one).sum() >= ALIKE * len(one))
