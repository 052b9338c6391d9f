"""Feeds asked again and again, politely: when each is due, and what came of asking.

A feed that answers is due again after `every`, spread so that not all come at once; one that fails after twice as long each
time, up to a day; one that says Retry-After when it says; one that is gone (410) never. A host is asked one request at a
time, with a pause between, longer where robots.txt asks for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from wireroom.intake.forms import page
from wireroom.intake.manners import Manners
from wireroom.intake.media import declared
from wireroom.intake.received import Received, refused
from wireroom.model import Capture, Fetched, Unfetched, Validators, digest
from wireroom.ports import Fetch
from wireroom.report.wire.entry import MEDIA as ENTRY

LONGEST = 24 * 3600.0
"""Seconds after which a feed that fails is asked again at the latest."""
RETRY_LIMIT = 7 * LONGEST
"""Seconds of the longest Retry-After that is obeyed."""
SPREAD = 0.1
"""The part of its interval by which a feed may come sooner or later."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed and how it stands: when it is due, how often it failed in a row, what it was last known by. Times are seconds of
    the epoch. `dead` says why it is asked no more."""

    address: str
    due: float = 0.0
    failures: int = 0
    asked: int = 0
    etag: str | None = None
    modified: str | None = None
    origin: str | None = None
    last: str = "not asked yet"
    dead: str | None = None

    @property
    def record(self) -> str:
        """The feed as JSON."""
        return json.dumps(asdict(self))


def restored(address: str, record: str | None) -> Watched:
    """The feed as it was kept; a new one where nothing is, or nothing that can be read."""
    try:
        kept: dict[str, Any] = json.loads(record) if record else {}
        return Watched(**{**kept, "address": address})
    except (ValueError, TypeError):
        return Watched(address)


class Watch:
    """Feeds under watch. `now` is a clock in seconds of the epoch; nothing here waits."""

    def __init__(self, feeds: Iterable[Watched], fetch: Fetch, *, every: float, pause: float, now: Callable[[], float]) -> None:
        self._feeds = {one.address: one for one in feeds}
        self._fetch = fetch
        self._manners = Manners(fetch, now)
        self._every = every
        self._pause = pause
        self._now = now
        self._host_free: dict[str, float] = {}

    @property
    def feeds(self) -> Sequence[Watched]:
        """The feeds as they stand."""
        return tuple(self._feeds.values())

    def wait(self) -> float | None:
        """Seconds until a feed may be asked; None when none will ever be."""
        times = [self._ready(one) for one in self._feeds.values() if one.dead is None]
        return max(0.0, min(times) - self._now()) if times else None

    def ask(self) -> tuple[Watched, list[Received]] | None:
        """The feed that is due longest, asked: how it stands now, and what it gave; None when none is due yet."""
        able = [one for one in self._feeds.values() if one.dead is None and self._ready(one) <= self._now()]
        if not able:
            return None
        feed = min(able, key=lambda one: (one.due, one.address))
        after, found = self._asked(feed)
        self._feeds[feed.address] = after
        return after, found

    def _ready(self, feed: Watched) -> float:
        return max(feed.due, self._host_free.get(_host(feed.address), 0.0))

    def _asked(self, feed: Watched) -> tuple[Watched, list[Received]]:
        feed = replace(feed, asked=feed.asked + 1)
        refusal = self._manners.refusal(feed.address)
        if refusal is not None:
            return self._later(feed, refusal), []
        known = Validators(feed.origin, feed.etag, feed.modified) if feed.origin else None
        found = self._fetch(feed.address, known=known)
        self._host_free[_host(feed.address)] = self._now() + max(self._pause, self._manners.delay(feed.address))
        if isinstance(found, Unfetched):
            return self._later(feed, f"{found.reason.replace('_', ' ')}: {found.detail}"), []
        if found.status == 410:
            return replace(feed, dead="gone (HTTP status 410)", last="gone"), []
        if found.status not in (200, 304):
            return self._later(feed, f"HTTP status {found.status}", found.retry_after), []
        if found.reserved:
            return self._later(feed, "text and data mining is reserved there (TDM-Reservation)"), []
        marks = found.validators or Validators("")
        after = replace(
            feed,
            due=self._now() + self._every * _spread(feed),
            failures=0,
            etag=marks.etag,
            modified=marks.modified,
            origin=marks.origin or None,
            last="not changed" if found.status == 304 else "answered",
        )
        return after, self._entries(feed.address, found) if found.status == 200 else []

    def _later(self, feed: Watched, why: str, retry_after: str | None = None) -> Watched:
        """A feed that failed, due after twice as long each time, or when the server says."""
        wait = min(LONGEST, self._every * 2.0 ** min(feed.failures, 16)) * _spread(feed)
        if retry_after is not None and (said := _seconds(retry_after, self._now())) is not None:
            wait = min(RETRY_LIMIT, max(said, 1.0))
        return replace(feed, due=self._now() + wait, failures=feed.failures + 1, last=why)

    def _entries(self, address: str, found: Fetched) -> list[Received]:
        """The entries of a feed, each under the feed's address and a name of its own. What is no feed is refused whole.

        So an entry that moves down the list is the same, and one that changes is another of the same name."""
        kept: list[Received] = []
        for item in page(address, found.body, declared(found.media_type), found.received, None):
            if isinstance(item, Capture) and item.media_type == ENTRY:
                kept.append(replace(item, uri=f"{address}#{_name(item)}", via=address))
            elif isinstance(item, Capture):
                kept.append(refused(address, "wrong_shape", "not a feed"))
            elif item.reason != "empty":
                kept.append(item)
        return kept


def _name(entry: Capture) -> str:
    """What tells an entry from the others of its feed: its id, else its link, else all of it."""
    record = json.loads(entry.body)
    return str(record.get("id") or record.get("link") or digest(entry.body))[:400]


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()


def _spread(feed: Watched) -> float:
    """A factor near 1, another for every feed and every time it is asked, and the same in every run."""
    part = int(digest(feed.address, str(feed.asked)), 16) / 16.0**16
    return 1.0 - SPREAD + 2.0 * SPREAD * part


def _seconds(retry_after: str, now: float) -> float | None:
    """Seconds that a Retry-After asks to wait; None for what is none."""
    text = retry_after.strip()
    if text.isdecimal() and len(text) < 12:
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now


def as_time(seconds: float) -> str:
    """Seconds of the epoch as an ISO time in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
