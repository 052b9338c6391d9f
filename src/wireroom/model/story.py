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


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a stream put one report as it arrived, and what spoke for it. A later report may move it.

    `followed` is the report whose copy, revision or rewrite it is; then nothing else was asked. `likeness` is the mean scaled
    likeness to the story it was held against, `needed` what would have joined them, `terms` the words that made it with their
    shares of it, heaviest first, `days` the days between it and the story's nearest report. `rival` is the story that came
    second. `parted` and `merged` are ids of stories that it showed to be two, or one with another; `reopened` a story that had
    closed. `why` says it in a sentence."""

    report: str
    story: str
    opened: bool
    followed: str | None = None
    likeness: float = 0.0
    needed: float = 0.0
    terms: tuple[tuple[str, float], ...] = ()
    days: int | None = None
    rival: str | None = None
    rival_likeness: float = 0.0
    parted: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    reopened: str | None = None
    why: str = ""
