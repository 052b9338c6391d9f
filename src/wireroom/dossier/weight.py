"""How much words say, and how much two sets of words have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

CROWDED = 60
"""Nodes that share one predicate, effect, argument or unit beyond which that alone brings no two of them together: in a large
story it says as little as the story's name. Chosen on 200 reports of one campaign, by how few threads changed."""
LIGHTEST = 3000
"""The least weight that a set is taken to have, in thousandths: what lies in both of two light sets says little."""


class Rarity:
    """How much each word says: high for words that few wordings have. Whole numbers, so that no order of adding matters."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights

    def of(self, word: str) -> int:
        """The weight of a word, in thousandths."""
        return self._weights.get(word, 1000)


def rarity(found: Iterable[frozenset[str]]) -> Rarity:
    """The weights of words among the word sets of some wordings; copies are not to be counted."""
    seen: Counter[str] = Counter()
    count = 0
    for words in found:
        seen.update(words)
        count += 1
    total = max(count, 1)
    return Rarity({word: round(1000 * log(1 + total / times)) for word, times in seen.items()})


class Overlap:
    """How much the word sets of nodes have in common, by pair of indexes: how much of the lighter set's weight lies in both,
    from 0 to 1, damped for sets that share a single word. What is weighed once is kept: a story asks for very many pairs."""

    def __init__(self, sets: Sequence[frozenset[str]], weight: Rarity) -> None:
        self._sets = sets
        self._weights = {word: weight.of(word) for words in sets for word in words}
        self._totals = [sum(map(self._weights.__getitem__, words)) for words in sets]

    def __call__(self, i: int, j: int) -> float:
        """The share that two sets have in common."""
        common = self._sets[i] & self._sets[j]
        if not common:
            return 0.0
        shared = sum(map(self._weights.__getitem__, common))
        first, second = self._totals[i], self._totals[j]
        return 0.5 * shared / max(min(first, second), LIGHTEST) + 0.5 * shared / (first + second - shared)
