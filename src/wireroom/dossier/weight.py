"""How much words say, and how much two sets of words have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from math import log

import numpy as np

from wireroom.dossier.candidates import Places

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
    wordings = list(found)
    seen = Counter(chain.from_iterable(wordings))
    total = max(len(wordings), 1)
    return Rarity({word: round(1000 * log(1 + total / times)) for word, times in seen.items()})


class Overlap:
    """How much the word sets of nodes have in common: how much of the lighter set's weight lies in both, from 0 to 1, damped
    for sets that share a single word. A story asks for very many pairs, so they are answered together."""

    def __init__(self, sets: Sequence[frozenset[str]], weight: Rarity) -> None:
        self._table = _Table(sets, weight.of)
        self._totals = self._table.weights.sum(axis=1)

    def of(self, first: Places, second: Places) -> np.ndarray:
        """The share that the two sets of each pair have in common, by the places of the sets."""
        shared = self._table.common(first, second)
        a, b = self._totals[first], self._totals[second]
        share = 0.5 * shared / np.maximum(np.minimum(a, b), LIGHTEST) + 0.5 * shared / np.maximum(a + b - shared, 1)
        return np.asarray(share)


def meet(sets: Sequence[frozenset[str]], first: Places, second: Places) -> np.ndarray:
    """Whether the two sets of each pair have anything in common, by the places of the sets."""
    return np.asarray(_Table(sets, lambda _: 1).common(first, second) > 0)


class _Table:
    """Sets of words as rows of their numbers, with what each word weighs."""

    def __init__(self, sets: Sequence[frozenset[str]], weigh: Callable[[str], int]) -> None:
        self._sizes = np.array([len(words) for words in sets], dtype=np.int32)
        shape = (len(sets), int(self._sizes.max(initial=0)))
        held = np.arange(shape[1]) < self._sizes[:, None]
        numbers: dict[str, int] = {}
        flat = [numbers.setdefault(word, len(numbers)) for words in sets for word in words]
        weights = np.array([weigh(word) for word in numbers], dtype=np.int64)
        self._rows = np.full(shape, NOTHING, dtype=np.int32)
        self._rows[held] = flat
        self.weights = np.zeros(shape, dtype=np.int64)
        self.weights[held] = weights[self._rows[held]]

    def common(self, first: Places, second: Places) -> np.ndarray:
        """The weight of what the two sets of each pair have in common."""
        found = np.zeros(len(first), dtype=np.int64)
        for start in range(0, len(first), AT_ONCE):
            own, other = first[start : start + AT_ONCE], second[start : start + AT_ONCE]
            order = np.argsort(-self._sizes[own], kind="stable")
            own = own[order]
            theirs = np.ascontiguousarray(self._rows[other[order]].T)
            left = np.searchsorted(-self._sizes[own], -np.arange(self._rows.shape[1]))
            total = np.zeros(len(own), dtype=np.int64)
            for at, count in enumerate(left.tolist()):
                held = (theirs[:, :count] == self._rows[own[:count], at]).any(axis=0)
                total[:count] += np.where(held, self.weights[own[:count], at], 0)
            found[start + order] = total
        return found


NOTHING = -1
AT_ONCE = 50_000
"""Pairs that are held against each other at once, so that memory stays bounded."""
