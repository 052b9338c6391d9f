"""Datelines, headlines, bylines, credits, notices and times of the head: invented reports, one a line of the spec."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wireroom.model import Capture, Report
from wireroom.report import ReportRules, extract

CASES = [
    json.loads(line) for line in (Path(__file__).parent.parent / "specs" / "headings.jsonl").read_text("utf-8").splitlines()
]


def found(report: Report) -> dict[str, Any]:
    line = report.dateline
    return {
        "title": report.title,
        "byline": report.byline,
        "publisher": report.publisher,
        "place": line.place if line else None,
        "date": line.date if line else None,
        "dateline": report.text[line.span.start : line.span.end] if line else None,
        "agencies": list(report.agencies),
        "published": report.published.value,
        "found_in": report.published.found_in,
        "updated": report.updated,
        "notices": [[notice.kind, report.text[notice.span.start : notice.span.end]] for notice in report.notices],
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_heading(case: dict[str, Any], rules: ReportRules) -> None:
    report = extract(Capture("a.txt", case["text"].encode(), "text/plain"), rules)
    assert isinstance(report, Report)
    assert report.text == case["text"]
    got = found(report)
    wanted = {key: value for key, value in case.items() if key in got}
    assert {key: got[key] for key in wanted} == wanted
    if "conflict" in case:
        assert case["conflict"] in (report.published.conflict or "")
