"""Saved pages: text by trafilatura, metadata and times from what the page states for machines."""

from __future__ import annotations

import pytest

from wireroom.engine.language import Guesser
from wireroom.model import Capture, Report
from wireroom.report import ReportRules, extract

PARAGRAPHS = [
    "PORTMERE (AP) — Rescue teams reached the last of the walkers on the ridge before dawn, the mountain service said.",
    "The walkers had been missing since the weekend, when fog closed the path above the lower hut.",
    "All nine of them are well, a doctor in the valley told reporters, and two asked for their boots back.",
]  # fmt: skip


def page(head: str = "", body: str = "") -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Walkers reached | Bugle</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a><a href='/x'>World</a></nav><article><h1>Walkers reached on ridge</h1>{text}{body}"
        "</article><footer>Privacy policy</footer></body></html>"
    ).encode()


def read(body: bytes, rules: ReportRules, guesser: Guesser | None = None) -> Report:
    report = extract(Capture("ridge.html", body, "text/html"), rules, guesser)
    assert isinstance(report, Report)
    return report


def test_text_title_and_dateline(rules: ReportRules, guesser: Guesser) -> None:
    report = read(page(), rules, guesser)
    assert all(paragraph in report.text for paragraph in PARAGRAPHS)
    assert report.title is not None
    assert report.title.startswith("Walkers reached")
    assert report.dateline is not None
    assert report.dateline.place == "PORTMERE"
    assert report.agencies == ("Associated Press",)
    assert report.language == "en"


def test_metadata(rules: ReportRules) -> None:
    head = (
        "<meta property='og:site_name' content='The Portmere Bugle'><meta name='author' content='Ada Hollis'>"
        "<meta property='article:published_time' content='2021-05-04T06:30:00+02:00'>"
        "<meta property='article:modified_time' content='2021-05-05T09:00:00Z'>"
        "<meta property='og:url' content='https://bugle.example/2021/05/04/ridge'>"
        "<link rel='canonical' href='https://bugle.example/2021/05/04/ridge'>"
    )
    report = read(page(head), rules)
    assert report.publisher == "The Portmere Bugle"
    assert report.byline == "Ada Hollis"
    assert (report.published.value, report.published.found_in) == ("2021-05-04T06:30+02:00", "metadata")
    assert [item.found_in for item in report.published.others] == ["url"]
    assert report.published.conflict is None
    assert report.updated == "2021-05-05T09:00Z"
    assert report.uri == "ridge.html"


def test_house_that_holds_the_copyright_is_no_author_beside_others(rules: ReportRules) -> None:
    rights = "<meta name='copyright' content='Copyright (c) Lissel House 2021'>"
    house = "<meta name='author' content='Lissel House'>"
    person = "<meta property='article:author' content='Mara Quill'>"
    assert read(page(rights + house + person), rules).byline == "Mara Quill"
    assert read(page(rights + house), rules).byline == "Lissel House"


def test_linked_data(rules: ReportRules) -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-05-04T06:30:00Z",'
        '"author":{"@type":"Person","name":"Ada Hollis"}}</script>'
    )
    assert read(page(head), rules).published.value == "2021-05-04T06:30Z"


def test_linked_data_is_found_beside_a_capital_that_grows_when_made_small(rules: ReportRules) -> None:
    head = (
        '<meta name="dc.creator" content="Hollis, Ada"><meta name="dc.creator" content="Quill, Mara">'
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Walkers reached on ridge",'
        '"author":[{"@type":"Person","name":"Ada Hollis"},{"@type":"Person","name":"Mara Quill"}]}</script>'
    )
    body = "<p>The ferry to İzmir left at seven with two hundred people aboard, the harbour office said on Monday.</p>"
    assert read(page(head, body=body), rules).byline == "Ada Hollis, Mara Quill"


def test_nothing_states_a_time_and_none_is_found(rules: ReportRules) -> None:
    report = read(page(body="<p>Copyright 2019 The Portmere Bugle. All rights reserved.</p>"), rules)
    assert report.published.value is None
    assert report.published.others == ()


def test_an_impossible_time_is_kept_with_its_conflict(rules: ReportRules) -> None:
    report = read(page("<meta property='article:published_time' content='2021-06-31'>"), rules)
    assert report.published.value is None
    assert "2021-06-31" in (report.published.conflict or "")


def test_the_declared_character_set_counts(rules: ReportRules) -> None:
    body = page(body="<p>The café at the hut stayed open for the teams all night long, its keeper said.</p>")
    declared = body.replace(b"charset='utf-8'", b"charset='iso-8859-1'").decode().encode("iso-8859-1", "replace")
    assert "café" in read(declared, rules).text


@pytest.mark.parametrize("count", [1, 50])
def test_markup_never_becomes_text(count: int, rules: ReportRules) -> None:
    report = read(
        page(body="<script>alert(1)</script><p>One &lt;b&gt; is not a tag, the teacher of the valley said.</p>" * count), rules
    )
    assert "alert" not in report.text
    assert "<b>" in report.text
