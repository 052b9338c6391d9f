"""How much words say, and how much two sets of words have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log


class Rarity:
    """How much each word says: high for words that few wordings have. Whole numbers, so that no order of adding matters."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights
        self._totals: dict[frozenset[str], int] = {}

    def of(self, word: str) -> int:
        """The weight of a word, in thousandths."""
        return self._weights.get(word, 1000)

    def total(self, words: frozenset[str]) -> int:
        """The weight of all the words of a set."""
        found = self._totals.get(words)
        if found is None:
            found = self._totals[words] = sum(self.of(word) for word in words)
        return found


def rarity(found: Iterable[frozenset[str]]) -> Rarity:
    """The weights of words among the word sets of some wordings; copies are not to be counted."""
    seen: Counter[str] = Counter()
    count = 0
    for words in found:
        seen.update(words)
        count += 1
    total = max(count, 1)
    return Rarity({word: round(1000 * log(1 + total / times)) for word, times in seen.items()})


def overlap(a: frozenset[str], b: frozenset[str], weight: Rarity) -> float:
    """How much of the lighter set's weight lies in both, from 0 to 1, damped for sets that share a single word."""
    common = a & b
    if not common:
        return 0.0
    shared = sum(weight.of(word) for word in common)
    first, second = weight.total(a), weight.total(b)
    return 0.5 * shared / max(min(first, second), 3000) + 0.5 * shared / (first + second - shared)
