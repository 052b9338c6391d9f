"""What a capture gives before its text is looked into: the text and what stood beside it."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom.model import DateCandidate


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and its metadata, each as found and None when not there. `dates` are candidates for the time of publication,
    `agencies` names given beside the text, not yet looked up. `id` is the one that a record brought; `recorded` says that
    there was one, whose fields are taken as they are."""

    text: str
    id: str | None = None
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    dates: tuple[DateCandidate, ...] = ()
    updated: str | None = None
    agencies: tuple[str, ...] = ()
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a capture gives no draft: a reason of the closed set and a line of detail."""

    reason: str
    detail: str
