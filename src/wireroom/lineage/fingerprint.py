"""Sampled shingles of reports, and the pairs of reports that share some, found without comparing all with all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

SHINGLE = 5
"""Words of a shingle: reused passages share many, separately written reports of one event few beyond names and titles."""
SAMPLE = 4
"""One shingle in so many is kept, by its hash (`0 mod p` sampling, Manber 1994): half a paragraph of reuse still leaves two."""
WIDELY_USED = 16
"""Lineages that hold a shingle or a rare word beyond which it is common text and proposes no pair."""
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)


class Vocabulary:
    """Stable 64-bit numbers for words: the same in every process and run."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def numbers(self, words: Iterable[str]) -> Hashes:
        """The number of each word, in order."""
        known = self._numbers
        found = []
        for word in words:
            number = known.get(word)
            if number is None:
                number = int.from_bytes(
                    hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
                )
                known[word] = number
            found.append(number)
        return np.array(found, dtype=np.uint64)


def shingles(numbers: Hashes, size: int = SHINGLE) -> Hashes:
    """The hash of each run of `size` words, in order: a polynomial over word numbers modulo 2**64, mixed once."""
    count = len(numbers) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for at in range(size):
        total = total * _BASE + numbers[at : at + count]
    total ^= total >> np.uint64(33)
    total *= _MIX
    total ^= total >> np.uint64(29)
    return total


def fingerprint(numbers: Hashes) -> Hashes:
    """The sampled shingles of a report, each once, sorted."""
    every = shingles(numbers)
    return np.unique(every[every % np.uint64(SAMPLE) == 0])


def sharing(keys: Sequence[Hashes], least: int, groups: Sequence[int] | None = None) -> dict[tuple[int, int], int]:
    """The pairs of places in `keys` that share at least `least` keys, with how many.

    A key held by more than WIDELY_USED proposes nothing, unless those are so few `groups` (place -> group: copies of one
    text count once); then each holder is paired with the first WIDELY_USED holders only."""
    if not keys:
        return {}
    total = len(keys)
    every = np.concatenate(keys)
    holder = np.repeat(np.arange(total, dtype=np.int64), [len(one) for one in keys])
    order = np.argsort(every, kind="stable")
    every, holder = every[order], holder[order]
    starts = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    sizes = np.diff(np.concatenate((starts, [len(every)])))
    codes = [_narrow(holder, starts[sizes == size], int(size), total) for size in np.unique(sizes) if 2 <= size <= WIDELY_USED]
    if groups is not None:
        member = np.asarray(groups, dtype=np.int64)
        for start, size in zip(starts[sizes > WIDELY_USED], sizes[sizes > WIDELY_USED], strict=True):
            held = holder[start : start + size]
            if len(np.unique(member[held])) <= WIDELY_USED:
                codes.append(_wide(held, total))
    if not codes:
        return {}
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    kept = counts >= least
    return {(int(code // total), int(code % total)): int(count) for code, count in zip(pairs[kept], counts[kept], strict=True)}


def _narrow(holder: NDArray[np.int64], starts: NDArray[np.int64], size: int, total: int) -> NDArray[np.int64]:
    held = holder[starts[:, None] + np.arange(size)]
    one, other = np.triu_indices(size, 1)
    codes: NDArray[np.int64] = (held[:, one] * total + held[:, other]).ravel()
    return codes


def _wide(held: NDArray[np.int64], total: int) -> NDArray[np.int64]:
    codes = [held[at] * total + held[at + 1 :] for at in range(min(WIDELY_USED, len(held)))]
    return np.concatenate(codes)
