"""Reports that mean harm: nothing of them becomes markup, a link that runs, or a header, on any page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.trouble import LINES, captures

from wireroom.web import links
from wireroom.web.app import application
from wireroom.web.serving import Serving

OURS = {"/static/desk.js"}
RUNS = {"script", "style", "iframe", "object", "embed", "base", "template", "math", "img", "video", "audio", "link", "meta"}


class Looked(HTMLParser):
    """What a browser would make of a page: tags in the body that could do something, attributes that run, addresses."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.bad: list[str] = []
        self.depth: list[str] = []
        self.head = True
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.head = False
        given = dict(attrs)
        if tag in RUNS and not (self.head and tag in {"meta", "link"}) and given.get("src") not in OURS:
            self.bad.append(f"<{tag}>")
        for name, value in given.items():
            text = (value or "").strip().lower()
            if name.startswith("on") or name == "style" or "\n" in name:
                self.bad.append(f"{tag} {name}")
            if name in {"href", "src", "action", "formaction"} and not text.startswith(("/", "#", "http://", "https://")):
                self.bad.append(f"{tag} {name}={text[:60]}")
            if name == "action" and not text.startswith("/"):
                self.bad.append(f"{tag} {name}={text[:60]}")


def pages(desk: Serving) -> list[str]:
    names = list(desk.store.reports())
    story = next(iter(desk.store.stories())).id
    return [
        "/",
        "/?q=Alda&publisher=%3Cscript%3E&agency=%22%27%3E".replace("%22", ""),
        "/sources",
        "/decisions",
        "/feed.json",
        "/feed.atom",
        "/export/stories.md",
        links.story_link(story),
        links.decide_link("split", story),
        links.export_link(story, "html"),
        *(links.report_link(name) for name in names),
        *(links.report_link(name, show="read") for name in names),
        *(links.report_link(name, show="raw") for name in names[::7]),
        *(links.compare_link(name, names[0]) for name in names[::5]),
    ]


def test_there_are_enough_and_they_meet_in_a_story(bad: Serving) -> None:
    assert len(LINES) >= 40
    assert bad.store.counts().reports >= 40
    assert max(one.reports for one in bad.store.stories()) >= 40
    assert any(one.disputed for one in bad.store.stories())


def test_nothing_of_them_becomes_markup(bad: Serving) -> None:
    with TestClient(application(bad), base_url="http://localhost:8477") as client:
        for address in pages(bad):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert "hit" not in {name.lower() for name in answer.headers} | set(answer.cookies)
            assert len(answer.headers.get_list("set-cookie")) <= 1
            if "html" in answer.headers["content-type"]:
                inline = "/export/html/" in address  # its one style sheet is allowed by its hash
                found = [one for one in Looked(answer.text).bad if not (inline and one == "<style>")]
                assert found == [], address
            for mark in ("\u202e", "\u2066", "\u200b", "\x1b", "\x00", "\U000e0068"):
                assert mark not in answer.text, address


def test_a_table_takes_no_formula(bad: Serving) -> None:
    story = next(iter(bad.store.stories())).id
    with TestClient(application(bad), base_url="http://localhost:8477") as client:
        for address in ("/export/stories.csv", links.export_link(story, "csv")):
            cells = [cell.strip('"') for line in client.get(address).text.splitlines() for cell in line.split(",")]
            assert not [cell for cell in cells if cell.lstrip().startswith(("=", "@", "+"))]


def test_a_capture_is_given_back_as_it_came_and_never_as_a_page(bad: Serving) -> None:
    given = {one.body for one in captures()}
    with TestClient(application(bad), base_url="http://localhost:8477") as client:
        for name in bad.store.reports():
            answer = client.get(links.capture_link(name))
            assert answer.content in given
            assert answer.headers["content-type"] == "application/octet-stream"
            assert answer.headers["content-disposition"].startswith("attachment")
            assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "query", ['"', "(", "a:b", "title:", "(((((" * 20, "-", "x" * 3_000, "\x00", "since:2026-99", "*", "%"]
)
def test_odd_queries_are_answered(bad: Serving, query: str) -> None:
    with TestClient(application(bad), base_url="http://localhost:8477") as client:
        for path in ("/", "/feed.atom", "/export/stories.json"):
            assert client.get(path, params={"q": query}).status_code in (200, 400)


def test_the_list_is_data(tmp_path: Path) -> None:
    assert len({line["what"] for line in LINES}) == len(LINES)
    assert all(line["record"] for line in LINES)
