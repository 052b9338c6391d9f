"""A world of feeds that goes on: growing, changing, moving, busy, failing, dying and closed ones, the same in every run."""

from __future__ import annotations

import random
from itertools import pairwise

from tests.store.invented import report
from tests.watch.feeds import Feed, Server

KINDS = (
    "still",
    "growing",
    "growing",
    "changing",
    "moved",
    "busy",
    "failing",
    "dying",
    "shut",
    "reserved",
    "growing",
    "changing",
)
FIRST = 2
"""Entries of a feed at the beginning."""
BUSY = 5
"""Seconds that a busy feed asks to be left alone (Retry-After)."""


class World:
    """So many feeds of a server over so many hosts, one kind after the other."""

    def __init__(self, server: Server, feeds: int, hosts: int) -> None:
        self.server = server
        self.places: dict[str, tuple[str, str]] = {}
        self.next = 0
        self.turns = 0
        for number in range(feeds):
            kind, host = KINDS[number % len(KINDS)], f"h{number // 2 % hosts}.test"
            path = f"/{kind}/{number}"
            self.places[path] = (kind, host)
            server.feeds[path] = Feed({f"e{at}": self._text() for at in range(FIRST)})
            if kind == "reserved":
                server.feeds[path].fields["TDM-Reservation"] = "1"
        for number in range(hosts):
            server.files[f"h{number}.test/robots.txt"] = b"User-agent: *\nDisallow: /shut/\n"

    @property
    def addresses(self) -> list[str]:
        """What a watch is given."""
        return [self.server.address(path, host) for path, (_, host) in self.places.items()]

    def turn(self, part: float = 0.3) -> None:
        """Something happens to so large a part of the feeds."""
        chance = random.Random(self.turns)
        self.turns += 1
        with self.server.lock:
            for path, (kind, host) in self.places.items():
                if chance.random() < part:
                    self._happens(path, kind, host, chance)

    def _happens(self, path: str, kind: str, host: str, chance: random.Random) -> None:
        feed = self.server.feeds[path]
        if kind in ("growing", "reserved", "shut"):
            feed.entries = {**feed.entries, f"e{len(feed.entries)}": self._text()}
        elif kind == "changing":
            name = chance.choice(sorted(feed.entries))
            feed.entries = {**feed.entries, name: f"{feed.entries[name]} Update {self.turns}: the police gave no new count."}
        elif kind == "moved" and feed.status == 200:
            there = f"{path}/new"
            feed.status, feed.fields = 301, {"Location": self.server.address(there, host)}
            self.server.feeds[there] = Feed({**feed.entries, f"e{FIRST}": self._text()})
        elif feed.status != 200 and not feed.served[str(feed.status)]:
            pass  # nobody has met it yet
        elif kind == "busy":
            feed.status = 200 if feed.status == 429 else 429
            feed.fields = {"Retry-After": str(BUSY)} if feed.status == 429 else {}
        elif kind == "failing":
            feed.status = 200 if feed.status == 503 else 503
        elif kind == "dying":
            feed.status = {200: 500, 500: 410}.get(feed.status, 410)

    def _text(self) -> str:
        self.next += 1
        return report(self.next)["text"]

    def served(self, *, sure: bool = False) -> set[tuple[str, str]]:
        """Every entry that was sent, by its name in the store and its text; those of reserved feeds are sent and not kept. With
        `sure` those of which the reader has shown that it has them."""
        found: set[tuple[str, str]] = set()
        for path, (kind, host) in self.places.items():
            if kind == "reserved":
                continue
            address = self.server.address(path, host)
            for feed in (self.server.feeds[path], self.server.feeds.get(f"{path}/new", Feed())):
                found |= {(f"{address}#{name}", text) for name, text in (feed.sure if sure else feed.whole)}
        return found

    def faults(self, pause: float) -> list[str]:
        """What the reader did that it should not have: closed feeds asked, hosts hurried, busy feeds not left alone, dead ones
        asked again."""
        log = sorted(self.server.log)
        found = [f"{one.path} is closed" for one in log if one.path.startswith("/shut/")]
        feeds = [one for one in log if one.path in self.places]  # what a redirect leads to follows at once
        for host in {one.host for one in feeds}:
            for one, other in pairwise([at for at in feeds if at.host == host]):
                if other.came - one.came < pause * 0.98:
                    found.append(f"{host}: {other.path} {other.came - one.came:.2f} s after {one.path}")
        for path in self.places:
            for one, other in pairwise([at for at in feeds if at.path == path]):
                if one.status == 429 and other.came - one.answered < BUSY * 0.98:
                    found.append(f"{path}: asked again after {other.came - one.answered:.2f} s")
                if one.status == 410:
                    found.append(f"{path}: asked again though gone")
        return found

    def statuses(self) -> dict[int, int]:
        """How many requests of feeds were answered with each status, redirects' targets among them."""
        counts: dict[int, int] = {}
        for one in self.server.log:
            if one.path in self.server.feeds:
                counts[one.status] = counts.get(one.status, 0) + 1
        return counts
