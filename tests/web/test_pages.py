"""Pages: what they say, where their links lead, and that none fails."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from wireroom.model import Span
from wireroom.render import words
from wireroom.web.links import report_link, story_link
from wireroom.web.serving import Serving

LINK = re.compile(r'href="([^"]+)"')


def links(page: str) -> set[str]:
    return {unescape(one).partition("#")[0] for one in LINK.findall(page)} - {""}


def test_the_stories_say_how_many_reports_voices_and_disputes(client: TestClient, serving: Serving) -> None:
    page = client.get("/").text
    ferry = next(one for one in serving.store.stories() if "Sable" in one.title)
    assert ferry.disputed
    told = f"11 reports · 3 voices · {words.count(ferry.disputed, 'dispute')}"
    assert told in re.sub(r"<.*?>|≠", "", page)
    assert page.index("Kaldra") < page.index("Sable Star")


def test_a_query_narrows_the_stories_and_a_wrong_one_is_answered_in_a_line(client: TestClient) -> None:
    found = client.get("/", params={"q": "ferry"}).text
    assert "Sable Star" in found
    assert "turbines" not in found
    answer = client.get("/", params={"q": "("})
    assert answer.status_code == 400
    assert "parenthesis" in answer.text


def test_every_link_of_every_page_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting:
        here = waiting.pop()
        seen.add(here)
        if sum(one.startswith(here[:9]) for one in seen) > 40:
            continue  # enough of one kind
        answer = client.get(here)
        assert answer.status_code == 200, here
        if "text/html" in answer.headers["content-type"]:
            new = {one for one in links(answer.text) if one.startswith("/")} - seen - set(waiting)
            waiting += sorted(new)
    assert len(seen) > 100


def test_a_permalink_marks_the_words_that_it_names(client: TestClient, serving: Serving) -> None:
    report = next(one for one in serving.store.reports().values() if "at least 310" in one.text)
    start = report.text.index("at least 310")
    page = client.get(report_link(report.id, Span(start, start + 12))).text
    found = re.search(r'<mark class="pointed" id="mark">(.*?)</mark>', page)
    assert found is not None
    assert re.sub("<.*?>", "", found[1]) == "at least 310"


@pytest.mark.parametrize("span", ["9-3", "0-99999999", "x", "-1-4", "5", "1-2-3", "٣-٤"])
def test_a_span_that_is_none_points_at_nothing(client: TestClient, serving: Serving, span: str) -> None:
    name = next(iter(serving.store.reports()))
    answer = client.get(report_link(name, extra="x"), params={"span": span})
    assert answer.status_code == 200
    assert 'id="mark"' not in answer.text


@pytest.mark.parametrize("address", ["/nothing", "/stories/none", "/reports/none", "/static/none", "/stories/"])
def test_what_is_not_there_is_a_page_that_says_so(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "text/html" in answer.headers["content-type"]
    assert "To the stories" in answer.text


@pytest.mark.parametrize("name", [".", "..", "a/b", "a?b", "a#b", "a b", "ä%2e", "-"])
def test_links_keep_odd_names_whole(name: str) -> None:
    path = story_link(name)
    assert path.startswith("/stories/")
    assert path.count("/") == 2
    assert "/." not in path
