"""Which reports tell of one development."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wireroom.model.decision import Ruling


@dataclass(frozen=True, slots=True)
class Story:
    """The reports about one development, sorted by publication time, then id. `why` says for each why it was placed."""

    id: str
    reports: tuple[str, ...]
    why: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stories:
    """Stories of two or more reports, and the ids of the reports that belong to none, sorted; what people decided of them."""

    stories: tuple[Story, ...] = ()
    unplaced: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()
