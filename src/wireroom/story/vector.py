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

_MIX = 0x9E3779B1
"""An odd multiplier (Knuth's, from the golden ratio) that makes the number of a pair from those of its words."""


class Vector(NamedTuple):
    """The numbers of a report's terms, ascending, and their weights; of unit length, or empty."""

    numbers: NDArray[np.int64]
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


def word_numbers(held: Terms) -> NDArray[np.int64]:
    """The numbers of a report's words, ascending, each once."""
    return np.unique(np.array([number(term) for term in held.counts], dtype=np.int64))


def vector(held: Terms, usage: Usage, rules: StoryRules) -> Vector:
    """The vector of one report: 1 + log count, times how rare a word is; a pair weighs the mean of its words."""
    words = sorted(held.counts)
    if not words:
        return Vector(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))
    place = {term: at for at, term in enumerate(words)}
    numbers = np.array([number(term) for term in words], dtype=np.int64)
    name = np.array([term in held.names for term in words])
    everyday = np.array([term in rules.everyday for term in words])
    prior = np.where(name, rules.prior_name, np.where(everyday, rules.prior_everyday, rules.prior_word))
    rare = np.log((usage.total + rules.prior) / (usage.counts[numbers] + prior)) * np.where(name, rules.name, 1.0)
    rare = np.maximum(rare, 0.0)
    title = np.where([term in held.title for term in words], rules.title, 1.0)
    single = _unit((1.0 + np.log([held.counts[term] for term in words])) * rare * title)
    if not held.pairs:
        return _merged(numbers, single)
    pairs = sorted(held.pairs)
    first, second = ([place[pair[side]] for pair in pairs] for side in (0, 1))
    double = _unit((1.0 + np.log([held.pairs[pair] for pair in pairs])) * (rare[first] + rare[second]))
    both = np.array([pair_number(*pair) for pair in pairs], dtype=np.int64)
    weights = np.concatenate([single * np.sqrt(1.0 - rules.pairs), double * np.sqrt(rules.pairs)])
    return _merged(np.concatenate([numbers, both]), weights)


def name_vector(held: Terms, usage: Usage, rules: StoryRules) -> Vector:
    """The vector of a report's names alone."""
    counts = {term: count for term, count in held.counts.items() if term in held.names}
    return vector(Terms(counts, {}, held.names, frozenset()), usage, rules)


def heaviest(one: Vector, most: int) -> list[int]:
    """The numbers of the heaviest terms, heaviest first, ties by number."""
    order = np.lexsort((one.numbers, -one.weights))[:most]
    found: list[int] = one.numbers[order].tolist()
    return found


class Scratch:
    """A dense row that one vector is written to, so that many can be multiplied with it at once."""

    def __init__(self) -> None:
        self._row: NDArray[np.float32] = np.zeros(SPACE, dtype=np.float32)

    def products(self, one: Vector, others: Sequence[Vector]) -> NDArray[np.float64]:
        """The dot product of `one` with each of the others, in their order."""
        if not others:
            return np.zeros(0)
        self._row[one.numbers] = one.weights
        sizes = np.array([len(other.numbers) for other in others])
        each = self._row[np.concatenate([other.numbers for other in others])].astype(np.float64)
        each *= np.concatenate([other.weights for other in others])
        ends = np.cumsum(sizes)
        total = np.concatenate([[0.0], np.cumsum(each)])
        self._row[one.numbers] = 0.0
        found: NDArray[np.float64] = total[ends] - total[ends - sizes]
        return found

    def shares(self, one: Vector, others: Sequence[Vector]) -> dict[int, float]:
        """What each term of `one` adds to the sum of its products with the others; terms that add nothing are left out."""
        numbers = np.concatenate([other.numbers for other in others])
        self._row[one.numbers] = one.weights
        each = self._row[numbers] * np.concatenate([other.weights for other in others])
        self._row[one.numbers] = 0.0
        found: dict[int, float] = {}
        for term, value in zip(numbers[each > 0].tolist(), each[each > 0].tolist(), strict=True):
            found[term] = found.get(term, 0.0) + value
        return found


def _unit(values: NDArray[np.float64]) -> NDArray[np.float64]:
    length = float(np.sqrt(np.dot(values, values)))
    return values / length if length else values


def _merged(numbers: NDArray[np.int64], weights: NDArray[np.float64]) -> Vector:
    held, at = np.unique(numbers, return_inverse=True)
    summed = np.bincount(at, weights=weights, minlength=len(held))
    return Vector(held, summed.astype(np.float32))
