"""A report as a vector: names and rare words above common ones, words of the title above those of the body."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
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


class Vectors(NamedTuple):
    """Vectors one after the other: the numbers of all, and how many each has. Their weights stand among others in `weights`:
    the place of one is that of its number and the `shift` of its vector."""

    numbers: NDArray[np.int32]
    sizes: NDArray[np.int64]
    weights: NDArray[np.float32]
    shift: NDArray[np.int64]


def in_a_row(vectors: Sequence[Vector]) -> Vectors:
    """The same vectors one after the other; one at least is given."""
    numbers = np.concatenate([one.numbers for one in vectors])
    sizes = np.fromiter((len(one.numbers) for one in vectors), np.int64, len(vectors))
    return Vectors(numbers, sizes, np.concatenate([one.weights for one in vectors]), np.zeros_like(sizes))


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
    weights = unit(own * held.title)
    if len(held.pairs):
        double = unit(held.pairs * (rare[held.first] + rare[held.second]))
        weights = np.concatenate((weights * (1.0 - rules.pairs) ** 0.5, double * rules.pairs**0.5))
    whole = np.bincount(held.at, weights=weights, minlength=len(held.numbers))
    names = np.bincount(held.name_at, weights=unit(own[held.names]), minlength=len(held.name_numbers))
    return Vector(held.numbers, whole.astype(np.float32)), Vector(held.name_numbers, names.astype(np.float32))


def heaviest(one: Vector, most: int) -> list[int]:
    """The numbers of the heaviest terms, heaviest first, ties by number."""
    found: list[int] = one.numbers[heaviest_places(one.weights, most)].tolist()
    return found


def heaviest_places(weights: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """Where the heaviest terms stand, heaviest first, ties by place."""
    return (-weights).argsort(kind="stable")[:most]


class Scratch:
    """A dense row that one vector is written to, so that many can be multiplied with it at once.

    The row is larger than the nearer caches of a processor. So a small table first says which terms cannot be shared: most."""

    def __init__(self) -> None:
        self._row: NDArray[np.float32] = np.zeros(SPACE, dtype=np.float32)
        self._held: NDArray[np.bool_] = np.zeros(SIEVE, dtype=bool)
        self._written = Vector(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))

    def products(self, one: Vector, others: Vectors) -> NDArray[np.float64]:
        """The dot product of `one` with each of the others, in their order; what else is among them changes none of it."""
        holder, _, each = self._each(one, others)
        return np.bincount(holder, weights=each, minlength=len(others.sizes)).astype(np.float64, copy=False)

    def shares(self, one: Vector, others: Vectors) -> NDArray[np.float64]:
        """What each term of `one` adds to the sum of its products with the others."""
        _, numbers, each = self._each(one, others)
        at = one.numbers.searchsorted(numbers).clip(max=max(0, len(one.numbers) - 1))
        return np.bincount(at, weights=each, minlength=len(one.numbers)).astype(np.float64, copy=False)

    def _each(self, one: Vector, others: Vectors) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
        """The terms of the others that may be shared: which of them holds each, its number, and its product, which is nothing
        for those that are not shared."""
        self._write(one)
        at = self._held.take(others.numbers & (SIEVE - 1)).nonzero()[0]
        ends = at.searchsorted(others.sizes.cumsum())
        holder = np.arange(len(ends)).repeat(np.concatenate((ends[:1], ends[1:] - ends[:-1])))
        numbers = others.numbers.take(at)
        each = self._row.take(numbers)
        each *= others.weights.take(at + others.shift.take(holder))
        return holder, numbers, each

    def _write(self, one: Vector) -> None:
        """Writes a vector to the row, unless it stands there; what stood there is wiped."""
        if one is self._written:
            return
        self._row[self._written.numbers] = 0.0
        self._held[self._written.numbers & (SIEVE - 1)] = False
        self._row[one.numbers] = one.weights
        self._held[one.numbers & (SIEVE - 1)] = True
        self._written = one


class Tally:
    """A dense row in which the weights of terms are added up, wiped after each use."""

    def __init__(self) -> None:
        self._row: NDArray[np.float64] = np.zeros(SPACE)

    def sums(self, numbers: NDArray[np.int32], weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each term given the sum of the weights of all that are it, added in the order given."""
        np.add.at(self._row, numbers, weights)
        found = self._row.take(numbers)
        self._row[numbers] = 0.0
        return found


def unit(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same direction at length 1; nothing where there is none."""
    length = float(np.sqrt(np.dot(values, values)))
    return values / length if length else values
