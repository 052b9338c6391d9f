"""One story as it stands in the store, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from wireroom.deciding import changed_since
from wireroom.dossier import DossierRules
from wireroom.model import Briefing, Filed, Point
from wireroom.ports import Engine
from wireroom.render.show import view
from wireroom.render.view import News, StoryView, View
from wireroom.store.store import SqlStore
from wireroom.surroundings import marked
from wireroom.web.views.chart import Chart, chart
from wireroom.web.views.kept import Kept
from wireroom.web.views.matrix import Matrix, matrix

HELD = 24
"""Dossiers kept at hand."""


@dataclass(frozen=True)
class Opened:
    """A story with its dossier: `digest` is of everything that it was made from, empty while it is to be made anew."""

    name: str
    digest: str
    filed: Filed
    briefing: Briefing

    @cached_property
    def view(self) -> View:
        """Everything for a reader."""
        return view(self.briefing, lasting=True)

    @property
    def story(self) -> StoryView:
        """The story for a reader."""
        return self.view.stories[0]

    @cached_property
    def points(self) -> Mapping[str, Point]:
        """The points of the dossier by id."""
        return {one.id: one for one in self.briefing.dossiers[0].points}

    @cached_property
    def matrix(self) -> Matrix:
        """Who says what."""
        return matrix(self.story)

    @cached_property
    def chart(self) -> Chart:
        """The lineages against time."""
        return chart(self.story)


@dataclass(frozen=True, slots=True)
class Look:
    """What came since somebody looked: when that was, and how many reports came; both None when nobody did."""

    at: str | None
    fresh: int | None


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
        return Opened(name, digest, filed, briefing)


def looked(store: SqlStore, opened: Opened) -> Look:
    """What came since the story was marked as seen."""
    names = opened.filed.story.reports
    last = store.last_look(names)
    if last is None:
        return Look(None, None)
    return Look(last[1], sum(at > last[0] for at in store.arrivals_of(names).values()))


def news(store: SqlStore, opened: Opened, engine: Engine, rules: DossierRules) -> tuple[News, ...]:
    """What changed since the story was marked as seen, for a reader; everything when nobody looked."""
    dossier = opened.briefing.dossiers[0]
    found = changed_since(store, (opened.filed, dossier), None, engine=engine, rules=rules)
    told = replace(opened.briefing, dossiers=(replace(dossier, changes=tuple(found)),))
    return view(told, lasting=True).stories[0].news or ()
