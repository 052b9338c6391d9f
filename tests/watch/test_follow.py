"""Articles behind the entries of feeds, fetched as politely as the feeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.watch.busy import arrived
from tests.watch.feeds import Feed, Server, serving
from tests.watch.test_watch import EVERY, PAUSE, Clock

from wireroom import cli
from wireroom.arrivals import AGAIN, BEHIND
from wireroom.desk import DeskRules
from wireroom.duty import Duty
from wireroom.engine.local import LocalEngine
from wireroom.intake.articles import TRIES
from wireroom.intake.manners import reserved
from wireroom.intake.opml import Subscription, listed
from wireroom.intake.watch import Answer, Watch, Watched
from wireroom.model import Capture, Rejection
from wireroom.report.wire.entry import MEDIA, Entry, written
from wireroom.store.store import SqlStore

SUMMARY = "Three painters were injured at the hotel of Nissbrum on March 1, police said."
PAGE = f"""<html><head><title>Painters injured at Nissbrum hotel</title></head><body><article>
<h1>Painters injured at Nissbrum hotel</h1><p>{SUMMARY}</p>
<p>“The brewery behind Drelum Street is still shut,” said Sowtror Brick, who runs the kiosk.</p>
<p>A chapel in Gelt and the Klor brewery will take the painters in until June.</p></article></body></html>""".encode()
HTML = {"Content-Type": "text/html"}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def answers(server: Server, clock: Clock, seconds: float, **pages: bytes | tuple[int, bytes, dict[str, str]]) -> list[Answer]:
    """Everything that following a feed with one entry a page gives in so much time; each page is of a host of its own name."""
    feed = Feed({name: f"{SUMMARY} {name}" for name in pages})
    feed.links = {name: server.address("/article", f"{name}.test") for name in pages}
    server.feeds["/a"] = feed
    server.files |= {f"{name}.test/article": page for name, page in pages.items()}
    one = Watch([Watched(server.address("/a"))], server.fetcher(), every=EVERY, pause=PAUSE, now=clock, follow=True)
    ends, found = clock.now + seconds, list[Answer]()
    while (wait := one.wait()) is not None and clock.now + wait <= ends:
        clock.now += wait
        answer = one.ask()
        assert answer is not None
        found.append(answer)
        if answer.links and answer.items:
            one.follow(link for _, link in answer.links)
    return found


def test_an_article_is_kept_as_received_with_the_entry_that_it_is_behind(server: Server) -> None:
    feed, page = answers(server, Clock(), 10 * PAUSE, good=(200, PAGE, HTML))
    assert [entry.uri for entry, _ in feed.links] == [server.address("/a#good")]
    (item,) = page.items
    assert isinstance(item, Capture)
    assert (item.uri, item.body, item.media_type) == (server.address("/article", "good.test"), PAGE, "text/html")
    assert item.via == server.address("/a#good")
    assert page.asked.dead == "had"


REFUSED: dict[str, tuple[str, dict[str, bytes | tuple[int, bytes, dict[str, str]]]]] = {
    "robots.txt": ("robots.txt does not allow it", {"x.test/robots.txt": b"User-agent: *\nDisallow: /article"}),
    "a field": ("reserved", {"x.test/article": (200, PAGE, {**HTML, "TDM-Reservation": "1"})}),
    "its markup": ("reserved", {"x.test/article": (200, b"<meta content='1' name=\"TDM-Reservation\" />" + PAGE, HTML)}),
    "a list": ("reserved", {"x.test/.well-known/tdmrep.json": b'[{"location": "/art*", "tdm-reservation": 1}]'}),
    "gone": ("HTTP status 404", {"x.test/article": (404, b"", {})}),
    "elsewhere": ("robots.txt does not allow it", {"y.test/robots.txt": b"User-agent: *\nDisallow: /there"}),
    "inside": ("redirect", {"x.test/article": (302, b"", {"Location": "http://10.0.0.1/"})}),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_may_not_be_had_is_a_rejection_that_says_why(server: Server, name: str) -> None:
    why, files = REFUSED[name]
    moved = (302, b"", {"Location": server.address("/there", "y.test")})
    page = moved if name == "elsewhere" else (200, PAGE, HTML)
    server.files["y.test/there"] = (200, PAGE, HTML)
    clock = Clock()
    server.feeds["/a"] = Feed({"x": SUMMARY}, links={"x": server.address("/article", "x.test")})
    server.files |= {"x.test/article": page, **files}
    one = Watch([Watched(server.address("/a"))], server.fetcher(), every=EVERY, pause=PAUSE, now=clock, follow=True)
    feed = one.ask()
    assert feed is not None
    one.follow(link for _, link in feed.links)
    answer = one.ask()
    assert answer is not None
    (item,) = answer.items
    assert isinstance(item, Rejection)
    assert why in item.detail
    assert server.address("/a#x") in item.detail
    assert answer.asked.dead
    assert ("/article" in server.asked) == (name not in ("robots.txt", "a list"))
    assert "/there" not in server.asked


def test_a_page_that_cannot_be_had_now_is_asked_for_again_and_then_given_up(server: Server) -> None:
    clock = Clock()
    found = answers(server, clock, 100 * EVERY, bad=(503, b"", {}), late=(429, b"", {"Retry-After": "60"}))
    asked = [one.asked for one in found if one.asked.entry]
    assert len(asked) == 2 * TRIES
    given_up = [one.items[0] for one in found if one.asked.entry and one.items]
    assert sorted(getattr(one, "reason", "") for one in given_up) == ["unreadable", "unreadable"]


MARKS = {
    b'<META NAME="tdm-reservation" CONTENT="1">': True,
    b"<meta content=1 name=tdm-reservation>": True,
    b'<meta name="tdm-reservation" content="0">': False,
    b'<meta name="tdm-reservation" content="10">': False,
    b'<meta name="tdm-policy" content="1"><p>tdm-reservation': False,
    b"<meta " * 100_000: False,
}


@pytest.mark.parametrize("page", MARKS)
def test_marks_of_reservation_in_markup(page: bytes) -> None:
    assert reserved(page) == MARKS[page]


def test_the_command_follows_and_what_waits_survives_it(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.feeds["/a"] = Feed({"1": SUMMARY}, links={"1": server.address("/article", "p.test")})
    server.feeds["/b"] = Feed({"1": SUMMARY.replace("Three", "Two"), "2": SUMMARY}, links={"2": "mailto:desk@echo.example"})
    server.files["p.test/article"] = (503, b"", {})
    monkeypatch.setattr("wireroom.intake.fetch.Fetcher", server.fetcher)
    opml, place = tmp_path / "feeds.opml", str(tmp_path / "a.db")
    opml.write_bytes(listed([Subscription(server.address(name)) for name in server.feeds]))
    command = ["watch", str(opml), "--once", "--pause", "1", "--store", place, "--follow", "--quiet"]
    assert cli.run(command) == 0
    with SqlStore(place) as store:
        (waiting,) = store.links()
        assert waiting[0] == server.address("/article", "p.test")
        store.receive_article(waiting[0], Watched(waiting[0], entry=server.address("/a#1")).record, [], "2026-04-01T00:00:00Z")
    server.files["p.test/article"] = (200, PAGE, HTML)
    assert cli.run(command) == 0
    with SqlStore(place) as store:
        assert store.links() == []
        assert [item.via for item in arrived(store) if isinstance(item, Capture)][-1] == server.address("/a#1")
        assert store.counts().reports == 4
        (story,) = store.stories()
        found = store.filed(story.id)
        assert found is not None
        assert story.reports == 4
        lines = sorted(len(line.reports) for line in found[1].lineages)
    assert lines == [4], "an article and the entry before it are one line of testimony"


TEASER = "A night at a small hotel ended badly for some who had only come to work there, and the town asks why."


def test_an_article_is_no_second_voice_though_its_entry_has_other_words(
    tmp_path: Path, engine: LocalEngine, rules: DeskRules
) -> None:
    body = written(Entry(id="1", title="Nissbrum", summary=TEASER, feed="Echo"))
    entry = Capture("http://f.test/a#1", body, MEDIA, via="http://f.test/a")
    page = Capture("http://p.test/article", PAGE, "text/html", via=entry.uri)
    with SqlStore(str(tmp_path / "a.db")) as store, SqlStore(str(tmp_path / "b.db")) as other:
        store.receive([entry, page], "2026-04-01T00:00:00Z")
        Duty(store, engine, rules, "r").take_up()
        other.receive([entry], "2026-04-01T00:00:00Z")
        Duty(other, engine, rules, "r").take_up()
        other.receive([page], "2026-04-01T00:00:00Z")
        Duty(other, engine, rules, "r").take_up()
        for one in (store, other):
            (story,) = one.stories()
            found = one.filed(story.id)
            assert found is not None
            (line,) = found[1].lineages
            (tie,) = line.derivations
            assert (tie.kind, tie.why, tie.parent) == ("revision", (BEHIND,), line.root)
            assert Duty(one, engine, rules, "r").write_up() == ((), ())
        assert store.filed(store.stories()[0].id) == other.filed(other.stories()[0].id)


def test_an_entry_that_changed_follows_what_it_was_and_a_place_in_a_list_is_no_name(
    tmp_path: Path, engine: LocalEngine, rules: DeskRules
) -> None:
    def entry(name: str, guid: str, text: str) -> Capture:
        return Capture(
            f"http://f.test/a#{name}", written(Entry(id=guid, summary=text, feed="Echo")), MEDIA, via="http://f.test/a"
        )

    other = "The chapel of Gelt will be a library, its new owner told the council on Monday evening."
    items = [
        entry("g1", "g1", SUMMARY),
        entry("g1", "g1", TEASER),
        entry("1", "g2", other),
        entry("1", "g3", SUMMARY + " Bread."),
    ]
    with SqlStore(str(tmp_path / "a.db")) as store:
        store.receive(items, "2026-04-01T00:00:00Z")
        duty = Duty(store, engine, rules, "r")
        duty.take_up()
        by_uri = {one.uri: name for name, one in store.reports().items() if one.text.startswith(("A night", "The chapel"))}
        first = store.filed(by_uri["http://f.test/a#g1"])
        assert first is not None
        ties = {(tie.kind, tie.why) for line in first[1].lineages for tie in line.derivations if tie.coverage == 0.0}
        assert ties == {("revision", (AGAIN,))}
        assert store.filed(by_uri["http://f.test/a#1"]) is None
        assert Duty(store, engine, rules, "r").write_up() == ((), ())
