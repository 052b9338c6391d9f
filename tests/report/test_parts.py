"""Parts: headline, body, captions, galleries and furniture, marked and never lost."""

from __future__ import annotations

import json

import pytest

from wireroom.model import Capture, Report
from wireroom.report import ReportRules, extract

BODY = "Rescue teams reached the last of the stranded walkers on the ridge before dawn, the mountain service said."
MORE = "All of them are well. The path stays closed until the fog lifts, a guide said."


def kinds(text: str, rules: ReportRules) -> dict[str, str]:
    report = extract(Capture("a.txt", text.encode(), "text/plain"), rules)
    assert isinstance(report, Report)
    return {report.text[part.span.start : part.span.end]: part.kind for part in report.parts}


BOX = (
    "Leave your email address to receive our newsletter twice a week, with news of the harbour and of those who work on it.",
    "Please re-enter what you see if you are not a robot, or try again later when the lock is quiet and the tide is low.",
    "You may opt out at any time; our privacy policy says what is kept, for how long, and whom to ask when something is wrong.",
)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Scroll down for video", "boilerplate"),
        (" ".join(BOX), "boilerplate"),
        (" ".join(BOX[:1] * 3), "body"),
        ("Advertisement", "boilerplate"),
        ("Read more: Ridge closed for a third day", "boilerplate"),
        ("Sign up for our daily newsletter", "boilerplate"),
        ("Copyright 2021 The Portmere Bugle. All rights reserved.", "boilerplate"),
        ("Follow Ada Hollis on Twitter: @adahollis", "boilerplate"),
        ("We use cookies to improve your visit.", "boilerplate"),
        ("14 comments", "body"),
        ("(Reporting by Ada Hollis; Editing by Marek Vlk)", "boilerplate"),
        ("___", "boilerplate"),
        ("[Ridge closed for a third day]", "boilerplate"),
        ("Image copyright Getty Images Image caption The ridge in fog", "caption"),
        ("Photo: Marek Vlk", "caption"),
        ("A helicopter over the ridge. (AP Photo/Ada Hollis)", "caption"),
        ("Reuters A helicopter circles the ridge on the second day", "caption"),
        ("Ada Hollis/Reuters", "caption"),
        ("A helicopter circles the ridge above Portmere on the second day of the search", "caption"),
        ("3/14 A helicopter over the ridge", "gallery"),
        ("Photos: Rescue on the ridge A helicopter lands. Hide Caption 3 of 14", "gallery"),
        ("What went wrong?", "body"),
        ("A long night", "body"),
        ("He spoke to Reuters in the valley.", "body"),
        ("“They were cold, but in good heart,” she said.", "body"),
    ],
)
def test_a_line_between_paragraphs(line: str, kind: str, rules: ReportRules) -> None:
    assert kinds(f"{BODY}\n\n{line}\n\n{MORE}", rules)[line] == kind


def test_lines_of_a_list_are_body(rules: ReportRules) -> None:
    item = "The path from the fork to the lower hut on the east side"
    assert kinds(f"{BODY}\n\nThese stay closed:\n\n{item}\n\n{MORE}", rules)[item] == "body"


def test_a_style_without_full_stops_has_no_captions_told_by_them(rules: ReportRules) -> None:
    lines = [
        f"the {word} walker came down from the ridge alone before the dawn" for word in "first second third fourth".split()
    ]
    assert set(kinds("\n".join(lines), rules).values()) == {"body"}


def test_the_last_line_may_be_cut_short(rules: ReportRules) -> None:
    cut = "The path stays closed until the fog lifts and the guides have seen"
    assert kinds(f"{BODY}\n\n{MORE}\n\n{cut}", rules)[cut] == "body"


def test_a_title_from_beside_the_text_marks_the_line_that_says_the_same(rules: ReportRules) -> None:
    text = f"Walkers reached on Portmere ridge\n\n{BODY}\n\n{MORE}"
    record = json.dumps({"text": text, "title": "Walkers reached on Portmere ridge"})
    report = extract(Capture("a.json", record.encode(), "application/json"), rules)
    assert isinstance(report, Report)
    assert report.parts[0].kind == "headline"


def test_an_inline_header_shares_its_line_with_the_body(rules: ReportRules) -> None:
    report = extract(Capture("a.txt", f" date 2026-01-06 Seoul, Jan 6 {BODY}".encode()), rules)
    assert isinstance(report, Report)
    assert [part.kind for part in report.parts] == ["boilerplate", "body"]
    assert report.text[report.parts[1].span.start :].startswith("Seoul, Jan 6")
