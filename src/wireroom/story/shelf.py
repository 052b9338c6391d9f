"""Open stories, and those on the shelf: since when nothing came to each, and the terms by which their lineages are found."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from wireroom.story.index import Index
from wireroom.story.likeness import Likenesses
from wireroom.story.rules import StoryRules
from wireroom.story.vector import heaviest


class Shelf:
    """Stories by number, each open or closed. A lineage is entered under its heaviest terms; that of a closed story stands
    under fewer of them, and keeps less of itself."""

    def __init__(self, rules: StoryRules, likenesses: Likenesses) -> None:
        self.closed: set[int] = set()
        self._rules = rules
        self._likenesses = likenesses
        self._touched: OrderedDict[int, int] = OrderedDict()
        self._open = Index(rules.holders)
        self._shelf = Index(rules.holders)

    def enter(self, place: int) -> list[int]:
        """Enters a lineage of an open story; gives those entered before that share most of its heaviest terms, most first."""
        heavy = self._heavy(place)
        found = [*self._open.likely(heavy, self._rules.likely), *self._shelf.likely(heavy, self._rules.rivals)]
        self._open.add(place, heavy)
        return found

    def touch(self, story: int, when: int) -> None:
        """Something came to an open story when so many reports had come."""
        self.forget(story)
        self._touched[story] = when

    def forget(self, story: int) -> None:
        """An open story is no more."""
        self._touched.pop(story, None)

    def close(self, stories: Mapping[int, Sequence[int]], now: int) -> None:
        """Closes those of the stories, given with their lineages, that have been quiet."""
        while self._touched:
            story, when = next(iter(self._touched.items()))
            if now - when < self._rules.quiet:
                return
            del self._touched[story]
            self.closed.add(story)
            for place in stories[story]:
                heavy = self._heavy(place)
                self._open.drop(place, heavy)
                self._shelf.add(place, heavy[: self._rules.shelved])
                self._likenesses.close(place)

    def reopen(self, story: int, places: Sequence[int]) -> bool:
        """Opens a story of these lineages if it was closed; whether it was."""
        if story not in self.closed:
            return False
        self.closed.remove(story)
        for place in places:
            heavy = self._heavy(place)
            self._shelf.drop(place, heavy)  # those it stands under are among them, in whatever order
            self._open.add(place, heavy)
        return True

    def state(self) -> dict[str, Any]:
        """Everything here as plain data."""
        return {
            "touched": [list(one) for one in self._touched.items()],
            "closed": sorted(self.closed),
            "open": self._open.state(),
            "shelf": self._shelf.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Takes the place of everything: what `state` gave."""
        self._touched = OrderedDict(state["touched"])
        self.closed = set(state["closed"])
        self._open, self._shelf = (Index.restored(self._rules.holders, state[name]) for name in ("open", "shelf"))

    def _heavy(self, place: int) -> list[int]:
        return heaviest(self._likenesses.vector(place), self._rules.top_terms)
