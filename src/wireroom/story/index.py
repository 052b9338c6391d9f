"""An inverted index of the latest lineages by their heaviest terms."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from wireroom.columns import column, numbers
from wireroom.story.cluster import SHARED

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Index:
    """Which entries hold a term among their heaviest; of each term only the latest `holders` entries, in order of entry."""

    def __init__(self, holders: int, postings: Mapping[int, Sequence[int]] | None = None) -> None:
        self.holders = holders
        self.postings: dict[int, array[int]] = {term: array("i", entries) for term, entries in (postings or {}).items()}

    def state(self) -> list[str]:
        """Every list as plain data, in order of terms: terms, how long each list is, and the entries one after the other."""
        terms = sorted(self.postings)
        lists = [self.postings[term] for term in terms]
        every = np.frombuffer(b"".join(lists), dtype=np.intc)
        return [column(terms, "<i4"), column([len(held) for held in lists], "<i4"), column(every, "<i4")]

    @classmethod
    def restored(cls, holders: int, state: Sequence[str]) -> Index:
        """The index that gave this state."""
        self = cls(holders)
        terms, sizes, every = (numbers(one, "<i4") for one in state)
        raw = every.astype(np.intc).tobytes()
        ends = np.cumsum(sizes) * np.dtype(np.intc).itemsize
        at = 0
        for term, end in zip(terms.tolist(), ends.tolist(), strict=True):
            self.postings[term] = array("i", raw[at:end])
            at = end
        return self

    def add(self, entry: int, terms: Iterable[int]) -> None:
        """Enters one entry under each of its terms; the oldest of a full list gives way."""
        for term in terms:
            held = self.postings.get(term)
            if held is None:
                self.postings[term] = array("i", (entry,))
                continue
            held.append(entry)
            if len(held) > self.holders:
                del held[0]

    def drop(self, entry: int, terms: Iterable[int]) -> None:
        """Forgets one entry wherever it still stands."""
        for term in terms:
            held = self.postings.get(term)
            if held is not None and entry in held:
                held.remove(entry)
                if not held:
                    del self.postings[term]

    def likely(self, terms: Sequence[int], most: int) -> list[int]:
        """The entries that share three of the terms, or fewer where few are given; most shared first, then latest."""
        lists = list(filter(None, map(self.postings.get, terms)))
        if not lists:
            return []
        every: NDArray[np.int32] = np.frombuffer(b"".join(lists), dtype=np.intc).copy()
        every.sort()
        starts = np.concatenate(([0], (every[1:] != every[:-1]).nonzero()[0] + 1, [len(every)]))
        counts = starts[1:] - starts[:-1]
        kept = (counts >= min(SHARED, 1 + len(terms) // 8)).nonzero()[0][::-1]
        order = kept[np.argsort(-counts[kept], kind="stable")[:most]]
        found: list[int] = every[starts[order]].tolist()
        return found
