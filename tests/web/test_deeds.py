"""What people do at the desk: only with a form that it gave to this browser; what they take away can be read again."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import feedparser
import jsonschema
import pytest
from starlette.testclient import TestClient

from wireroom.config import settings
from wireroom.intake.decisions import decisions
from wireroom.render.clean import cleaned
from wireroom.render.json import schema
from wireroom.store.store import SqlStore
from wireroom.web import links
from wireroom.web.app import application
from wireroom.web.serving import Serving


@pytest.fixture
def desk(demo: Path, tmp_path: Path) -> Iterator[tuple[TestClient, Serving]]:
    """A desk over a copy of the demo store, to be changed."""
    place = tmp_path / "copy.db"
    shutil.copy(demo, place)
    with SqlStore(str(place), create=False) as store:
        held = Serving(store, settings(file=None, model=None, environment={}))
        with TestClient(application(held), base_url="http://localhost:8477") as client:
            yield client, held
        held.close()


def token(client: TestClient) -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/keys").text)
    assert found is not None
    return found[1]


def test_a_form_of_another_browser_or_run_changes_nothing(desk: tuple[TestClient, Serving]) -> None:
    client, held = desk
    mine = token(client)
    fields = {"name": "fires", "query": "ferry"}
    assert client.post("/saved", data=fields | {"token": mine}, follow_redirects=False).status_code == 303
    assert held.store.searches() == [("fires", "ferry")]
    stranger = TestClient(application(held), base_url="http://localhost:8477")
    for wrong in ({}, {"token": mine}, {"token": "é"}, {"token": "0" * 64}):
        for path in ("/saved", "/looked", "/decide", "/keys"):
            assert stranger.post(path, data=fields | wrong, follow_redirects=False).status_code == 403, path
    again = Serving(held.store, held.settings)
    other = TestClient(application(again), base_url="http://localhost:8477", cookies=dict(client.cookies))
    assert other.post("/saved", data=fields | {"token": mine}).status_code == 403
    assert client.post("/saved", json=fields | {"token": mine}).status_code == 400
    elsewhere = {"origin": "http://evil.test"}
    assert client.post("/saved", data=fields | {"token": mine}, headers=elsewhere).status_code == 403
    assert len(held.store.decisions()) == 0


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "split"},
        {"kind": "burn", "name": "x", "why": "y", "who": "z"},
        {"kind": "split", "name": "none", "why": "y", "who": "z"},
        {"kind": "merge", "name": "none", "why": "y", "who": "z"},
        {"kind": "undo", "name": "none", "why": "y", "who": "z"},
        {"kind": "set-aside", "name": "none", "why": "y", "who": "z"},
        {"kind": "not-a-copy", "name": "none", "why": "y", "who": " "},
    ],
)
def test_what_cannot_be_decided_is_answered_in_a_line(desk: tuple[TestClient, Serving], fields: dict[str, str]) -> None:
    client, held = desk
    answer = client.post("/decide", data=fields | {"token": token(client)}, follow_redirects=False)
    assert answer.status_code == 400
    assert "<h1>That cannot be read</h1>" in answer.text
    assert not held.store.decisions()


def test_the_log_that_is_taken_away_can_be_read_again(desk: tuple[TestClient, Serving], tmp_path: Path) -> None:
    client, held = desk
    one, other = list(held.store.stories())
    about = held.dossiers.open(one.id)
    assert about is not None
    thread = about.story.of("disputed")[0].thread.id
    held.store.looked(one.id, "2026-04-01T09:00:00Z")
    mine = token(client)
    for fields in (
        {"kind": "set-aside", "name": [one.id, thread]},
        {"kind": "merge", "name": [one.id, f"http://localhost:8477{links.story_link(other.id)}#top"]},
    ):
        told = {"token": mine, "why": "so it is\n", "who": "Ana"}
        assert client.post("/decide", data=fields | told, follow_redirects=False).status_code == 303
    held.scribe.wait(held.scribe.wake(), 60)
    log = tmp_path / "log.jsonl"
    log.write_bytes(client.get("/export/decisions.jsonl").content)
    assert list(decisions(log)) == list(held.store.decisions())
    assert held.store.counts().stories == 1
    assert client.get("/decisions").text.count(">undo</a>") == 2
    news = client.get(links.story_link(one.id), params={"since": "last-look"}).text.partition('id="news"')[2]
    news = re.sub(r"<[^>]*>|\s+", " ", news.partition("</section>")[0])
    assert "]: merge (Ana): so it is" in " ".join(news.split())
    assert f"{cleaned(about.story.of('disputed')[0].about)}: set aside (Ana): so it is" in " ".join(news.split())


def test_to_open_a_page_changes_nothing(desk: tuple[TestClient, Serving]) -> None:
    client, held = desk
    story = next(iter(held.store.stories())).id
    for address in ("/", links.story_link(story), links.story_link(story) + "?since=last-look", "/sources", "/decisions"):
        assert client.get(address).status_code == 200
    assert held.store.last_look([story]) is None
    client.post("/looked", data={"token": token(client), "story": story})
    assert held.store.last_look(held.store.filed(story)[0].story.reports) is not None  # type: ignore[index]
    assert "No report came since" in client.get(links.story_link(story)).text


def test_what_is_taken_away_says_what_is_shown(client: TestClient, serving: Serving) -> None:
    stories = list(serving.store.stories())
    rows = list(csv.DictReader(io.StringIO(client.get("/export/stories.csv?q=ferry").text)))
    assert [row["title"] for row in rows] == [one.title for one in stories if "Sable" in one.title]
    ferry = next(one for one in stories if "Sable" in one.title)
    assert (rows[0]["id"], rows[0]["reports"], rows[0]["disputes"]) == (ferry.id, "11", str(ferry.disputed))
    assert [one["id"] for one in client.get("/export/stories.json").json()["stories"]]
    assert client.get("/export/stories.md").text.startswith("# 2 stories")
    story = stories[0].id
    record = client.get(links.export_link(story, "json")).json()
    jsonschema.validate(record, schema("dossier-1"))
    assert record["stories"][0]["id"] == story
    claims = list(csv.DictReader(io.StringIO(client.get(links.export_link(story, "csv")).text)))
    assert {row["story"] for row in claims} == {story}
    assert client.get(links.export_link(story, "md")).text.startswith("# ")
    page = client.get(links.export_link(story, "html"))
    assert "sha256-" in page.headers["content-security-policy"]
    assert "desk.css" not in page.text


def test_feeds_can_be_read_and_have_an_entry_a_story(client: TestClient, serving: Serving) -> None:
    atom = feedparser.parse(client.get("/feed.atom?q=ferry OR dam").content)
    assert not atom.bozo
    assert len(atom.entries) == 2
    assert atom.entries[0].link.startswith("http://localhost:8477/stories/")
    feed = client.get("/feed.json").json()
    assert feed["version"].startswith("https://jsonfeed.org/")
    assert len({one["id"] for one in feed["items"]}) == 2
    json.dumps(feed)


def test_turning_the_keys_off_leaves_the_script_out(desk: tuple[TestClient, Serving]) -> None:
    client, _ = desk
    assert "desk.js" in client.get("/").text
    client.post("/keys", data={"token": token(client), "keys": "off"})
    assert "desk.js" not in client.get("/").text
