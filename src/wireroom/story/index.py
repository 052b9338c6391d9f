"""An inverted index of the latest lineages by their heaviest terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from wireroom.story.cluster import SHARED


class Index:
    """Which entries hold a term among their heaviest; of each term only the latest `holders` entries, in order of entry."""

    def __init__(self, holders: int, postings: Mapping[int, Sequence[int]] | None = None) -> None:
        self.holders = holders
        self.postings: dict[int, list[int]] = {term: list(entries) for term, entries in (postings or {}).items()}

    def add(self, entry: int, terms: Iterable[int]) -> None:
        """Enters one entry under each of its terms; the oldest of a full list gives way."""
        for term in terms:
            held = self.postings.setdefault(term, [])
            held.append(entry)
            if len(held) > self.holders:
                del held[0]

    def drop(self, entry: int, terms: Iterable[int]) -> None:
        """Forgets one entry wherever it still stands."""
        for term in terms:
            held = self.postings.get(term, [])
            if entry in held:
                held.remove(entry)
                if not held:
                    del self.postings[term]

    def likely(self, terms: Sequence[int], most: int) -> list[int]:
        """The entries that share three of the terms, or fewer where few are given; most shared first, then latest."""
        shared: Counter[int] = Counter()
        for term in terms:
            if term in self.postings:
                shared.update(self.postings[term])
        least = min(SHARED, 1 + len(terms) // 8)
        found = [(-count, -entry) for entry, count in shared.items() if count >= least]
        return [-entry for _, entry in sorted(found)[:most]]
