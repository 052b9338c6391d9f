"""Laws of the report room, for any bytes and any text."""

from __future__ import annotations

import html
import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.config import lexicons
from wireroom.model import Capture, Rejection, Report
from wireroom.report import extract, report_rules

RULES = report_rules(lexicons())
PIECES = st.sampled_from(
    [
        "LONDON, March 3 —", "PORTMERE (Reuters) -", "(CNN)", "Seoul, Jan 6", "By Ada Hollis", "UPDATE:", "Correction:",
        "Title:",
        "Date: 2021-05-04", "Published: 31 June 2020", "date 2026-01-06", "Rescue teams reached the walkers.", "Photo:", "(AP)",
        "Read more", "— Reuters", "\n", "\n\n", "\r\n", " ", "\t", "e\u0301", "\u202e", "\x00", "\u2028",
        "“quoted”", "3/14", "İ", "ﬃ",
        "12:30 GMT, 8 November 2016", "not been edited by", "Ada Hollis | AP",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=30).map(" ".join) | st.text(max_size=200)


KEYS = st.sampled_from(["text", "title", "id", "published", "publisher", "url", "language", "authors", "agency"])
RECORDS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.dictionaries(KEYS, inner, max_size=6),
)


def check(report: Report) -> None:
    size = len(report.text)
    spans = [part.span for part in report.parts] + [notice.span for notice in report.notices]
    spans += [report.dateline.span] if report.dateline else []
    spans += [item.span for item in report.published.others if item.span]
    assert all(0 <= span.start < span.end <= size for span in spans)
    edges = [edge for part in report.parts for edge in part.span]
    assert edges == sorted(edges)
    covered = "".join(report.text[part.span.start : part.span.end] for part in report.parts)
    assert "".join(covered.split()) == "".join(report.text.split())
    if report.dateline and report.dateline.place:
        assert report.dateline.place in report.text[report.dateline.span.start : report.dateline.span.end]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_text_is_kept_and_spans_lie_in_it(text: str) -> None:
    result = extract(Capture("a.txt", text.encode(errors="replace"), "text/plain"), RULES)
    if isinstance(result, Report):
        assert result.text == unicodedata.normalize("NFC", text.encode(errors="replace").decode()).removeprefix("\ufeff")
        check(result)
    else:
        assert result.detail.isprintable()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/plain", "text/html", "application/json", None]))
def test_any_bytes_give_a_report_or_a_rejection(body: bytes, media: str | None) -> None:
    result = extract(Capture("a", body, media), RULES)
    assert isinstance(result, Report | Rejection)
    if isinstance(result, Report):
        check(result)


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_any_record_gives_a_report_or_a_rejection(record: object) -> None:
    result = extract(Capture("a.jsonl#1", json.dumps(record).encode(), "application/json"), RULES)
    assert isinstance(result, Report | Rejection)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_page_around_a_text_is_read(text: str) -> None:
    page = "<html><body><article>" + "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines()) + "</article>"
    result = extract(Capture("a.html", page.encode(errors="replace"), "text/html"), RULES)
    if isinstance(result, Report):
        check(result)
