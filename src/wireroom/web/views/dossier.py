"""One story as it stands in the store, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom.model import Briefing, Filed
from wireroom.render.show import view
from wireroom.render.view import StoryView, View
from wireroom.store.store import SqlStore
from wireroom.surroundings import marked
from wireroom.web.views.kept import Kept

HELD = 48
"""Dossiers kept at hand; the largest of 12,799 reports took 3 MB."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A story with its dossier: `digest` is of everything that it was made from, empty while it is to be made anew."""

    name: str
    digest: str
    filed: Filed
    briefing: Briefing
    view: View

    @property
    def story(self) -> StoryView:
        """The story for a reader."""
        return self.view.stories[0]


class Dossiers:
    """The dossiers of a store, each worked out once for every state that it has."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._kept: Kept[Opened | None] = Kept(HELD)

    def open(self, name: str) -> Opened | None:
        """The story of that name: its id, an id that it once had, or one of its reports'. None when there is none."""
        found = self._store.made_from(name)
        if found is None:
            return None
        if not found[1]:
            return self._opened(*found)
        return self._kept.get(found, lambda: self._opened(*found))

    def _opened(self, name: str, digest: str) -> Opened | None:
        found = self._store.filed(name)
        if found is None:
            return None
        filed, dossier = found
        reports = {one.id: one for one in self._store.reports_of(filed.story.reports)}
        if not set(dossier.reports) <= reports.keys():
            return None
        held = tuple(sorted(marked(reports, filed.story.reports, filed.marks), key=lambda one: one.id))
        briefing = Briefing((dossier,), held)
        return Opened(name, digest, filed, briefing, view(briefing, lasting=True))
