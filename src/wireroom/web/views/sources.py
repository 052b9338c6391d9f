"""What came in, for people who look after the desk: feeds as they stand, days, rejections, gaps, and the newest arrivals."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom.intake.watch import as_time, restored
from wireroom.model import Came, Counts
from wireroom.render import words
from wireroom.render.clean import cleaned
from wireroom.store.store import SqlStore

PAGE = 60
"""Arrivals of one page."""
DAYS = 14
"""Days that are counted one by one."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it stands: when it was asked last, what it said, when it is due; how much came from it, and when last."""

    address: str
    asked: str | None
    last: str
    due: str | None
    failures: int
    dead: str | None
    came: int
    newest: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An arrival for a person: what became of it in words, and its title or address."""

    came: Came
    when: str
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Sources:
    """The page of what came in; `next` is the arrival before which the next page begins."""

    counts: Counts
    feeds: tuple[Feed, ...]
    days: tuple[tuple[str, int, int], ...]
    reasons: tuple[tuple[str, str, int], ...]
    entries: tuple[Entry, ...]
    next: int | None


def sources(store: SqlStore, before: int | None = None, reason: str | None = None) -> Sources:
    """What came in, the newest before an arrival first; with `reason` only what was rejected for it."""
    came = list(store.came(PAGE + 1, before, reason))
    return Sources(
        store.counts(),
        tuple(_feed(*one) for one in store.feeds()),
        tuple((words.when(day) or day, count, refused) for day, count, refused in store.days(DAYS)),
        tuple((name, name.replace("_", " "), count) for name, count in store.reasons()),
        tuple(_entry(one) for one in came[:PAGE]),
        came[PAGE - 1].seq if len(came) > PAGE else None,
    )


def _feed(address: str, record: str, came: int, newest: str | None) -> Feed:
    stands = restored(address, record)
    return Feed(
        cleaned(address),
        words.when(as_time(stands.at)) if stands.at else None,
        cleaned(stands.last),
        words.when(as_time(stands.due)) if stands.due and stands.dead is None else None,
        stands.failures,
        cleaned(stands.dead) if stands.dead else None,
        came,
        words.when(newest),
    )


def _entry(came: Came) -> Entry:
    name = cleaned(came.title or "") or cleaned(came.uri)
    if came.outcome == "report":
        told = cleaned(came.publisher or "") or "report"
    elif came.outcome == "rejection":
        told = f"{(came.reason or '').replace('_', ' ')}: {cleaned(came.detail or '')}"
    elif came.outcome == "removed":
        told = f"removed: {cleaned(came.rule or '')}"
    else:
        told = "waits to be read"
    return Entry(came, words.when(came.at) or came.at, name, told)
