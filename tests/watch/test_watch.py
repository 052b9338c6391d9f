"""Watching feeds: against a server on this machine, with a clock of our own where time matters."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.watch.feeds import Feed, Server, serving

from wireroom import cli
from wireroom.intake.opml import Subscription, listed
from wireroom.intake.watch import LONGEST, SPREAD, Watch, Watched, restored
from wireroom.model import Capture
from wireroom.store.store import SqlStore

TEXT = "{count} painters were injured at the hotel of Nissbrum on March 1, police said. The brewery behind it is still shut."
EVERY, PAUSE = 900.0, 2.0


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


def watch(server: Server, clock: Clock, *paths: str) -> Watch:
    feeds = [Watched(server.address(path)) for path in paths]
    return Watch(feeds, server.fetcher(), every=EVERY, pause=PAUSE, now=clock)


def rounds(one: Watch, clock: Clock, seconds: float) -> list[Capture]:
    """Everything that a watch brings in so much time."""
    ends = clock.now + seconds
    found: list[Capture] = []
    while (wait := one.wait()) is not None and clock.now + wait <= ends:
        clock.now += wait
        asked = one.ask()
        assert asked is not None
        found += [item for item in asked[1] if isinstance(item, Capture)]
    clock.now = ends
    return found


def test_what_did_not_change_is_asked_for_and_not_sent_again(server: Server, clock: Clock) -> None:
    feed = server.feeds["/a"] = Feed({"1": TEXT.format(count=3)})
    one = watch(server, clock, "/a")
    assert len(rounds(one, clock, 1)) == 1
    assert rounds(one, clock, 10 * EVERY * (1 + SPREAD)) == []
    assert feed.served["200"] == 1
    assert 9 <= feed.served["304"] <= 11


def test_a_changed_entry_is_another_capture_of_the_same_name(server: Server, clock: Clock) -> None:
    feed = server.feeds["/a"] = Feed({"1": TEXT.format(count=3)})
    one = watch(server, clock, "/a")
    first = rounds(one, clock, 1)
    feed.entries = {"1": TEXT.format(count=4), "2": TEXT.format(count=9)}
    second = rounds(one, clock, 1.2 * EVERY)
    assert [item.uri for item in first] == [server.address("/a#1")]
    assert sorted(item.uri for item in second) == [server.address("/a#1"), server.address("/a#2")]
    assert first[0].id not in {item.id for item in second}


def test_a_host_is_left_a_pause(server: Server, clock: Clock) -> None:
    for number in range(5):
        server.feeds[f"/{number}"] = Feed({"1": TEXT.format(count=number)})
    one = watch(server, clock, *server.feeds)
    assert len(rounds(one, clock, 3 * PAUSE)) == 4
    server.files["/robots.txt"] = b"User-agent: *\nCrawl-delay: 60\n"
    slow = watch(server, clock, *server.feeds)
    assert len(rounds(slow, clock, 121)) == 3


def test_failures_are_asked_less_and_less(server: Server, clock: Clock) -> None:
    feed = server.feeds["/a"] = Feed(status=500)
    one = watch(server, clock, "/a")
    rounds(one, clock, 31 * EVERY)
    assert 4 <= feed.served["500"] <= 6
    rounds(one, clock, 10 * LONGEST)
    assert one.feeds[0].due - clock.now <= LONGEST * (1 + SPREAD)
    feed.status, feed.entries = 200, {"1": TEXT.format(count=3)}
    assert len(rounds(one, clock, 1.2 * LONGEST)) == 1
    assert one.feeds[0].failures == 0


@pytest.mark.parametrize("dated", [False, True])
def test_retry_after_is_obeyed(server: Server, clock: Clock, dated: bool) -> None:
    when = format_datetime(datetime.fromtimestamp(clock.now + 7200, UTC), usegmt=True) if dated else "7200"
    feed = server.feeds["/a"] = Feed(status=429, fields={"Retry-After": when})
    one = watch(server, clock, "/a")
    rounds(one, clock, 7000)
    assert feed.served["429"] == 1
    rounds(one, clock, 400)
    assert feed.served["429"] >= 2


def test_what_is_gone_is_asked_no_more(server: Server, clock: Clock) -> None:
    feed = server.feeds["/a"] = Feed(status=410)
    one = watch(server, clock, "/a")
    rounds(one, clock, 10 * LONGEST)
    assert feed.served["410"] == 1
    assert one.wait() is None
    again = restored(one.feeds[0].address, one.feeds[0].record)
    assert again == one.feeds[0]
    assert restored("http://x/", "no json").last == "not asked yet"


REFUSALS: dict[str, tuple[str, bytes, dict[str, str]]] = {
    "robots.txt": ("/robots.txt", b"User-agent: *\nDisallow: /a\n", {}),
    "robots.txt by name": ("/robots.txt", b"User-agent: *\nAllow: /\n\nUser-agent: wireroom\nDisallow: /*a$\n", {}),
    "tdmrep.json": ("/.well-known/tdmrep.json", b'[{"location": "/", "tdm-reservation": 1}]', {}),
    "TDM-Reservation": ("/none", b"", {"TDM-Reservation": "1"}),
}


@pytest.mark.parametrize("name", sorted(REFUSALS))
def test_what_is_not_allowed_is_not_taken(server: Server, clock: Clock, name: str) -> None:
    path, body, fields = REFUSALS[name]
    server.files[path] = body
    feed = server.feeds["/a"] = Feed({"1": TEXT.format(count=3)}, fields=fields)
    one = watch(server, clock, "/a")
    assert rounds(one, clock, EVERY * 4) == []
    assert bool(feed.served) == (name == "TDM-Reservation")
    assert name.split()[0].split(".")[0] in one.feeds[0].last or "reserved" in one.feeds[0].last


def test_a_server_that_cannot_give_its_rules_is_left_alone(server: Server, clock: Clock) -> None:
    server.feeds["/robots.txt"] = Feed(status=503)
    server.feeds["/a"] = Feed({"1": TEXT.format(count=3)})
    one = watch(server, clock, "/a")
    assert rounds(one, clock, 1) == []
    server.feeds["/robots.txt"].status = 404
    assert len(rounds(one, clock, 3 * EVERY)) == 1


def test_what_is_no_feed_is_refused(server: Server, clock: Clock) -> None:
    server.files["/page"] = b"<html><body><p>A page, not a feed, of some words.</p></body></html>"
    one = watch(server, clock, "/page")
    asked = one.ask()
    assert asked is not None
    assert [getattr(item, "reason", None) for item in asked[1]] == ["wrong_shape"]


@pytest.fixture
def feeds(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of two feeds of the server, which the command may ask."""
    for name in ("/a", "/b"):
        server.feeds[name] = Feed({"1": TEXT.format(count=3)})
    server.feeds["/b"].entries["1"] = TEXT.format(count=3) + " Sowtror, who runs the kiosk, saw three men leave by the garden."
    monkeypatch.setattr("wireroom.intake.fetch.Fetcher", server.fetcher)
    path = tmp_path / "feeds.opml"
    path.write_bytes(listed([Subscription(server.address(name)) for name in server.feeds]))
    return path


def test_the_store_has_what_the_server_served_and_news_is_told_once(server: Server, feeds: Path, tmp_path: Path) -> None:
    place, told, atom = tmp_path / "a.db", tmp_path / "told.jsonl", tmp_path / "news.xml"
    script = tmp_path / "tell.py"
    script.write_text(f"import sys\nopen({str(told)!r}, 'a').write(sys.stdin.read())\n", "utf-8")
    command = ["watch", str(feeds), "--once", "--pause", "1", "--store", str(place), "--notify", f"{sys.executable} {script}"]
    command += ["--notify-atom", str(atom), "--quiet"]
    assert cli.run(command) == 0
    first = told.read_text("utf-8") if told.exists() else ""
    server.feeds["/b"].entries["2"] = TEXT.format(count=7) + " This is a later count by the fire brigade, the mayor said."
    with SqlStore(str(place)) as store:
        for name in server.feeds:
            record = json.loads(store.feed(server.address(name)) or "{}")
            store.receive_from(server.address(name), json.dumps(record | {"due": 0.0}), [], "2026-04-01T00:00:00Z")
    assert cli.run(command) == 0
    assert cli.run(command) == 0
    served = {(f"{server.address(path)}#{name}", text) for path, feed in server.feeds.items() for name, text in feed.whole}
    with SqlStore(str(place)) as store:
        arrived = store.counts().arrivals
        assert arrived == len(served)
        assert list(store.faults()) == []
    lines = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    assert len({line["id"] for line in lines}) == len(lines)
    assert [line["kind"] for line in lines][len(first.splitlines()) :] == ["new_dispute"]
    assert atom.read_text("utf-8").count("<entry>") == len(lines)


def test_sigterm_ends_it_cleanly(feeds: Path, tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    threading.Timer(6.0, os.kill, (os.getpid(), signal.SIGTERM)).start()
    before = signal.getsignal(signal.SIGTERM)
    assert cli.run(["watch", str(feeds), "--pause", "1", "--store", str(place), "--quiet"]) == 0
    assert signal.getsignal(signal.SIGTERM) is before
    with SqlStore(str(place)) as store:
        assert store.counts().arrivals == 2
        assert store.counts().pending == 0
