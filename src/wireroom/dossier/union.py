"""Disjoint sets, joined pair by pair."""

from __future__ import annotations


class Union:
    """Sets of strings; the least item of a set is its root, so that the answer does not depend on the order of joining."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, item: str) -> str:
        """The least item of the set that holds `item`; an unknown item is a set of its own."""
        self._parent.setdefault(item, item)
        top = item
        while self._parent[top] != top:
            top = self._parent[top]
        while self._parent[item] != top:
            self._parent[item], item = top, self._parent[item]
        return top

    def join(self, a: str, b: str) -> None:
        """Makes the sets of two items one."""
        first, second = self.root(a), self.root(b)
        if second < first:
            first, second = second, first
        if first != second:
            self._parent[second] = first
