"""A report as a vector: names and rare words above common ones, words of the title above those of the body."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from wireroom.story.rules import StoryRules
from wireroom.story.terms import Terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPACE = 1 << 20
"""Numbers that terms are hashed to (Weinberger et al. 2009): two reports share a number by chance in one pair of five, and
then for some thousandth of their weight. No dictionary grows with the stream."""

SIEVE = 1 << 15
"""Size of the table that sieves terms by the lower digits of their numbers: small enough for the nearest cache."""

_MIX = 0x9E3779B1
"""An odd multiplier (Knuth's, from the golden ratio) that makes the number of a pair from those of its words."""


class Vector(NamedTuple):
    """The numbers of a report's terms, ascending, and their weights; of unit length, or empty."""

    numbers: NDArray[np.int32]
    weights: NDArray[np.float32]


@lru_cache(maxsize=200_000)
def number(term: str) -> int:
    """The number that a word is hashed to, the same in every process."""
    return zlib.crc32(term.encode("utf-8", "surrogatepass")) % SPACE


def pair_number(first: str, second: str) -> int:
    """The number that a pair of neighbouring words is hashed to."""
    return (number(first) * _MIX + number(second) + 1) % SPACE


class Usage:
    """In how many lineages each word stands, of how many."""

    def __init__(self) -> None:
        self.total = 0
        self.counts: NDArray[np.int32] = np.zeros(SPACE, dtype=np.int32)

    def add(self, numbers: NDArray[np.int64]) -> None:
        """Counts one lineage that uses the words of these numbers, each given once."""
        self.total += 1
        self.counts[numbers] += 1


class Numbered(NamedTuple):
    """What the terms of a report give without other reports: the words in order with their numbers, 1 + log count, the share of
    imagined reports that use them, and what multiplies their weight; pairs by the places of their words; and where each word,
    then each pair, stands among the distinct `numbers`. `spread` are the words' numbers, `names` places in `words` and
    `name_numbers` their numbers in ascending order."""

    words: tuple[str, ...]
    places: NDArray[np.int64]
    counts: NDArray[np.float64]
    prior: NDArray[np.float64]
    name: NDArray[np.float64]
    title: NDArray[np.float64]
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    pairs: NDArray[np.float64]
    numbers: NDArray[np.int32]
    at: NDArray[np.int64]
    spread: NDArray[np.int64]
    names: NDArray[np.int64]
    name_numbers: NDArray[np.int32]
    name_at: NDArray[np.int64]


def numbered(held: Terms, rules: StoryRules) -> Numbered:
    """The terms of one report, made ready to be weighed whatever the stream has seen."""
    words = sorted(held.counts)
    place = {term: at for at, term in enumerate(words)}
    numbers = np.array([number(term) for term in words], dtype=np.int64)
    is_name = np.array([term in held.names for term in words], dtype=bool)
    everyday = np.array([term in rules.everyday for term in words], dtype=bool)
    prior = np.where(is_name, rules.prior_name, np.where(everyday, rules.prior_everyday, rules.prior_word))
    pairs = sorted(held.pairs)
    both = np.array([pair_number(*pair) for pair in pairs], dtype=np.int64)
    distinct, at = np.unique(np.concatenate([numbers, both]), return_inverse=True)
    names = np.flatnonzero(is_name)
    name_numbers, name_at = np.unique(numbers[names], return_inverse=True)
    return Numbered(
        tuple(words),
        numbers,
        1.0 + np.log(np.array([held.counts[term] for term in words], dtype=np.float64)),
        prior.astype(np.float64),
        np.where(is_name, rules.name, 1.0),
        np.where([term in held.title for term in words], rules.title, 1.0) if words else np.zeros(0),
        np.array([place[one] for one, _ in pairs], dtype=np.int64),
        np.array([place[other] for _, other in pairs], dtype=np.int64),
        1.0 + np.log(np.array([held.pairs[pair] for pair in pairs], dtype=np.float64)),
        distinct.astype(np.int32),
        at,
        np.unique(numbers),
        names,
        name_numbers.astype(np.int32),
        name_at,
    )


def vectors(held: Numbered, usage: Usage, rules: StoryRules) -> tuple[Vector, Vector]:
    """The vector of one report, and that of its names alone.

    A word weighs 1 + log count, times how rare it is; a pair weighs the mean of its words."""
    rare = np.log((usage.total + rules.prior) / (usage.counts[held.places] + held.prior)) * held.name
    np.maximum(rare, 0.0, out=rare)
    own = held.counts * rare
    weights = _unit(own * held.title)
    if len(held.pairs):
        double = _unit(held.pairs * (rare[held.first] + rare[held.second]))
        weights = np.concatenate((weights * (1.0 - rules.pairs) ** 0.5, double * rules.pairs**0.5))
    whole = np.bincount(held.at, weights=weights, minlength=len(held.numbers))
    names = np.bincount(held.name_at, weights=_unit(own[held.names]), minlength=len(held.name_numbers))
    return Vector(held.numbers, whole.astype(np.float32)), Vector(held.name_numbers, names.astype(np.float32))


def heaviest(one: Vector, most: int) -> list[int]:
    """The numbers of the heaviest terms, heaviest first, ties by number."""
    order = (-one.weights).argsort(kind="stable")[:most]
    found: list[int] = one.numbers[order].tolist()
    return found


class Scratch:
    """A dense row that one vector is written to, so that many can be multiplied with it at once.

    The row is larger than the nearer caches of a processor. So a small table first says which terms cannot be shared: most."""

    def __init__(self) -> None:
        self._row: NDArray[np.float32] = np.zeros(SPACE, dtype=np.float32)
        self._held: NDArray[np.bool_] = np.zeros(SIEVE, dtype=bool)
        self._written = Vector(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))

    def products(self, one: Vector, others: Sequence[Vector]) -> NDArray[np.float64]:
        """The dot product of `one` with each of the others, in their order; what else is among them changes none of it."""
        if not others:
            return np.zeros(0)
        at, _, each = self._each(one, others)
        ends = at.searchsorted(np.fromiter(accumulate(len(other.numbers) for other in others), np.int64, len(others)))
        holder = np.arange(len(others)).repeat(np.concatenate((ends[:1], ends[1:] - ends[:-1])))
        return np.bincount(holder, weights=each, minlength=len(others)).astype(np.float64, copy=False)

    def shares(self, one: Vector, others: Sequence[Vector]) -> NDArray[np.float64]:
        """What each term of `one` adds to the sum of its products with the others."""
        _, numbers, each = self._each(one, others)
        at = one.numbers.searchsorted(numbers).clip(max=max(0, len(one.numbers) - 1))
        return np.bincount(at, weights=each, minlength=len(one.numbers)).astype(np.float64, copy=False)

    def _each(self, one: Vector, others: Sequence[Vector]) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
        """The places, among all terms of the others, of those that may be shared; their numbers, and their products: nothing
        for those that are not."""
        self._write(one)
        numbers = np.concatenate([other.numbers for other in others])
        at = self._held.take(numbers & (SIEVE - 1)).nonzero()[0]
        numbers = numbers.take(at)
        each = self._row.take(numbers)
        each *= np.concatenate([other.weights for other in others]).take(at)
        return at, numbers, each

    def _write(self, one: Vector) -> None:
        """Writes a vector to the row, unless it stands there; what stood there is wiped."""
        if one is self._written:
            return
        self._row[self._written.numbers] = 0.0
        self._held[self._written.numbers & (SIEVE - 1)] = False
        self._row[one.numbers] = one.weights
        self._held[one.numbers & (SIEVE - 1)] = True
        self._written = one


def _unit(values: NDArray[np.float64]) -> NDArray[np.float64]:
    length = float(np.sqrt(np.dot(values, values)))
    return values / length if length else values
