"""Feeds asked again and again, politely: when each is due, and what came of asking.

A feed that answers is due again after `every`, spread so that not all come at once; one that fails after twice as long each
time, up to a day; one that says Retry-After when it says; one that is gone (410) never. A host is asked one request at a
time, with a pause between, longer where robots.txt asks for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from wireroom.intake.articles import TRIES, article, linked, lost_for_good
from wireroom.intake.forms import page
from wireroom.intake.manners import Manners, reserved
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
_RESERVED = "text and data mining is reserved there"


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed and how it stands: when it is due, how often it failed in a row, how often it was asked and when last, what it was
    last known by. Times are seconds of the epoch. `dead` says why it is asked no more. An article that is followed stands here
    like a feed, with `entry`, the name of the entry that it is behind."""

    address: str
    due: float = 0.0
    failures: int = 0
    asked: int = 0
    at: float = 0.0
    etag: str | None = None
    modified: str | None = None
    origin: str | None = None
    last: str = "not asked yet"
    dead: str | None = None
    entry: str | None = None

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


class Answer(NamedTuple):
    """What came of asking: how the feed or article stands now, what it gave, and the articles that are to be followed, each
    with the entry that it is behind."""

    asked: Watched
    items: list[Received]
    links: list[tuple[Capture, Watched]]


class Watch:
    """Feeds under watch, with `follow` the articles behind their entries too. `now` is a clock in seconds of the epoch; nothing
    here waits."""

    def __init__(
        self,
        feeds: Iterable[Watched],
        fetch: Fetch,
        *,
        every: float,
        pause: float,
        now: Callable[[], float],
        follow: bool = False,
    ) -> None:
        self._feeds = {one.address: one for one in feeds}
        self._fetch = fetch
        self._manners = Manners(fetch, now)
        self._every = every
        self._pause = pause
        self._now = now
        self._follow = follow
        self._articles: dict[str, Watched] = {}
        self._host_free: dict[str, float] = {}

    @property
    def feeds(self) -> Sequence[Watched]:
        """The feeds as they stand."""
        return tuple(self._feeds.values())

    def follow(self, articles: Iterable[Watched]) -> None:
        """Takes the articles that wait as they were kept, in the place of those known."""
        self._articles = {one.address: one for one in articles if one.address not in self._feeds}

    def wait(self) -> float | None:
        """Seconds until something may be asked; None when nothing ever will be."""
        times = [self._ready(one) for one in self._alive()]
        return max(0.0, min(times) - self._now()) if times else None

    def ask(self) -> Answer | None:
        """The feed or article that is due longest, asked; None when none is due yet."""
        able = [one for one in self._alive() if self._ready(one) <= self._now()]
        if not able:
            return None
        chosen = min(able, key=lambda one: (one.due, one.address))
        one = replace(chosen, asked=chosen.asked + 1, at=self._now())
        if one.entry is not None:
            after, found = self._had(one, one.entry)
            self._articles[one.address] = after
            if after.dead:
                del self._articles[one.address]
            return Answer(after, found, [])
        after, found = self._asked(one)
        self._feeds[one.address] = after
        links = linked(one.address, found) if self._follow else ()
        return Answer(after, found, [(entry, Watched(link, due=self._now(), entry=entry.uri)) for entry, link in links])

    def _alive(self) -> Iterator[Watched]:
        return (one for one in chain(self._feeds.values(), self._articles.values()) if one.dead is None)

    def _ready(self, feed: Watched) -> float:
        return max(feed.due, self._host_free.get(_host(feed.address), 0.0))

    def _asked(self, feed: Watched) -> tuple[Watched, list[Received]]:
        refusal = self._manners.refusal(feed.address)
        if refusal is not None:
            return self._later(feed, refusal), []
        found = self._fetched(feed)
        if isinstance(found, Unfetched):
            return self._later(feed, f"{found.reason.replace('_', ' ')}: {found.detail}"), []
        if found.status == 410:
            return replace(feed, dead="gone (HTTP status 410)", last="gone"), []
        if found.status not in (200, 304):
            return self._later(feed, f"HTTP status {found.status}", found.retry_after), []
        if found.reserved:
            return self._later(feed, _RESERVED), []
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

    def _fetched(self, one: Watched) -> Fetched | Unfetched:
        """What the network gives; afterwards the hosts that were asked are left a pause."""
        known = Validators(one.origin, one.etag, one.modified) if one.origin else None
        found = self._fetch(one.address, known=known, barred=self._manners.refusal)
        free = self._now() + max(self._pause, self._manners.delay(one.address))
        for address in (one.address, found.address):
            self._host_free[_host(address)] = free
        return found

    def _had(self, one: Watched, entry: str) -> tuple[Watched, list[Received]]:
        """An article, asked: had, to be asked again later, or given up, which is a rejection that says why."""
        refusal = self._manners.refusal(one.address)
        if refusal is not None:
            later = self._later(one, refusal)
            return (later, []) if self._manners.unknown(one.address) else _given_up(later)
        found = self._fetched(one)
        if isinstance(found, Fetched) and found.status == 200:
            if found.reserved or reserved(found.body):
                return _given_up(replace(one, last=_RESERVED))
            return replace(one, dead="had", last="answered"), article(entry, found)
        why = (
            f"{found.reason.replace('_', ' ')}: {found.detail}"
            if isinstance(found, Unfetched)
            else f"HTTP status {found.status}"
        )
        later = self._later(one, why, found.retry_after if isinstance(found, Fetched) else None)
        return _given_up(later) if lost_for_good(found) or later.failures >= TRIES else (later, [])

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


def _given_up(one: Watched) -> tuple[Watched, list[Received]]:
    return replace(one, dead=one.last), [refused(one.address, "unreadable", f"{one.last}; linked to by {one.entry}"[:400])]


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
