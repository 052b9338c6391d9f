"""One published news text, one version, and what its head and furniture say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from wireroom.model.span import Span

DateFrom = Literal["record", "header", "metadata", "json_ld", "dateline", "url", "text", "feed"]
NoticeKind = Literal[
    "auto_published",
    "not_reviewed",
    "breaking",
    "update",
    "correction",
    "retraction",
    "embargo",
    "disclaimer",
    "advertisement",
]
PartKind = Literal["headline", "body", "caption", "gallery", "boilerplate"]


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One date found for a report: where it was found, and the words as found."""

    value: str | None
    found_in: DateFrom
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When the report was issued: the earliest moment that its publisher states, and every other candidate.

    `value` is None when nothing states it or when the statement is impossible (year 1, a 31st of June); the candidate is
    kept in `others` all the same. `conflict` says in one line how candidates disagree."""

    value: str | None = None
    found_in: DateFrom | None = None
    others: tuple[DateCandidate, ...] = ()
    conflict: str | None = None


def whole_day(when: str | None) -> date | None:
    """The day of an ISO time; None where no whole day is told, or none that there is."""
    if not when or len(when) < 10:
        return None
    try:
        return date.fromisoformat(when[:10])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and day at the head of a report, with the span of the whole dateline."""

    place: str | None
    date: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said of the report as a whole, of a closed set of kinds: by words of its own (`span`), by what stood beside its
    text (`span` None), or by another: `by` is the id of the report, or the address of the order, that withdraws this one."""

    kind: NoticeKind
    span: Span | None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text and what it is. Parts are in order, do not overlap and cover every non-blank line."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One published news text, one version. `text` is the given text in NFC and otherwise unchanged.

    `title` may stand in the text (then a part of kind `headline` marks it) or beside it, as in a record. `agencies` are
    canonical names in order of first credit. `note` says what the desk changed, as a suffix on a doubled id. `names` are the
    identifiers under which others may speak of it (the guid of a feed or wire item, a message id); `retracts` those of the
    reports that it withdraws."""

    id: str
    uri: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: Published = Published()
    updated: str | None = None
    received: str | None = None
    dateline: Dateline | None = None
    byline: str | None = None
    agencies: tuple[str, ...] = ()
    language: str | None = None
    notices: tuple[Notice, ...] = ()
    parts: tuple[Part, ...] = ()
    capture: str | None = None
    note: str | None = None
    names: tuple[str, ...] = ()
    retracts: tuple[str, ...] = ()
