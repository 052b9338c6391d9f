"""What a capture gives before its text is looked into: the text and what stood beside it."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom.model import DateCandidate, NoticeKind


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and its metadata, each as found and None when not there. `dates` are candidates for the time of publication,
    `agencies` names given beside the text, not yet looked up. `id` is the one that a record brought; `recorded` says that
    there was one, whose fields are taken as they are. `names` are identifiers of the item, `retracts` those that it withdraws,
    `notices` what was said of it beside the text, `host` the host that sent it, as a mail has one."""

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
    names: tuple[str, ...] = ()
    retracts: tuple[str, ...] = ()
    notices: tuple[NoticeKind, ...] = ()
    host: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a capture gives no draft: a reason of the closed set and a line of detail; `retracts` as a `Rejection` has it."""

    reason: str
    detail: str
    retracts: tuple[str, ...] = ()
