"""Records taken as they are, and reports told apart."""

from __future__ import annotations

import itertools
import json
from typing import Any

from wireroom.model import Capture, Rejection, Report, digest
from wireroom.report import ReportRules, extract, unique

TEXT = "Rescue teams reached the last of the stranded walkers on the ridge before dawn, the mountain service said."


def read(rules: ReportRules, uri: str = "a.jsonl#1", **fields: Any) -> Report:
    report = extract(Capture(uri, json.dumps({"text": TEXT, **fields}).encode(), "application/json"), rules)
    assert isinstance(report, Report), report
    return report


def test_a_record_is_taken_as_it_is(rules: ReportRules) -> None:
    report = read(
        rules,
        id="r-7",
        title="Walkers reached",
        published="2021-05-04",
        publisher="www.bugle.example",
        url="https://bugle.example/ridge",
        language="en",
        authors=["Ada Hollis", "Marek Vlk"],
        agency="AP",
        updated="2021-05-05T08:00:00Z",
        shelf=7,
    )
    assert (report.id, report.title, report.publisher) == ("r-7", "Walkers reached", "www.bugle.example")
    assert (report.published.value, report.published.found_in) == ("2021-05-04", "record")
    assert (report.uri, report.byline, report.language) == ("https://bugle.example/ridge", "Ada Hollis, Marek Vlk", "en")
    assert (report.agencies, report.updated) == (("Associated Press",), "2021-05-05T08:00Z")
    assert report.text == TEXT


def test_nulls_and_the_word_none_are_nothing(rules: ReportRules) -> None:
    report = read(rules, title=None, published=None, publisher="None", url="", language="None", id=None)
    assert (report.title, report.published.value, report.publisher, report.language) == (None, None, None, None)
    assert report.uri == "a.jsonl#1"
    assert report.id == digest("", "a.jsonl#1", TEXT)


def test_a_number_as_id_is_kept(rules: ReportRules) -> None:
    assert read(rules, id=17).id == "17"


def test_an_address_of_another_scheme_is_not_taken_over(rules: ReportRules) -> None:
    assert read(rules, url="javascript:alert(1)").uri == "a.jsonl#1"
    assert read(rules, url="https://a.example/\x1b[31m").uri == "a.jsonl#1"


def test_the_year_one_is_no_date(rules: ReportRules) -> None:
    published = read(rules, published="0001-01-01").published
    assert published.value is None
    assert published.others[0].text == "0001-01-01"
    assert published.conflict


def test_a_publisher_from_the_address(rules: ReportRules) -> None:
    assert read(rules, url="https://www.theguardian.com/world/2021/may/04/ridge").publisher == "Guardian"
    assert read(rules, url="https://www.bugle.example/ridge").publisher == "bugle.example"


def test_one_id_with_two_texts_gets_a_suffix_and_a_note(rules: ReportRules) -> None:
    first = read(rules, id="a", uri="a.jsonl#1")
    second = extract(
        Capture("a.jsonl#2", json.dumps({"id": "a", "text": TEXT + " All are well."}).encode(), "application/json"), rules
    )
    third = read(rules, id="a-2", uri="a.jsonl#3", title="Another")
    assert isinstance(second, Report)
    answers = {tuple((item.id, item.uri) for item in unique(order)) for order in itertools.permutations([first, second, third])}
    assert answers == {(("a", "a.jsonl#1"), ("a-3", "a.jsonl#2"), ("a-2", "a.jsonl#3"))}
    assert (
        next(item for item in unique([first, second]) if item.uri == "a.jsonl#2").note
        == "the id a was given to another text too"
    )  # type: ignore[union-attr]


def test_the_same_record_again_is_a_duplicate_and_totals_add_up(rules: ReportRules) -> None:
    given: list[Report | Rejection] = [read(rules, id="a", uri=f"a.jsonl#{number}") for number in (1, 2, 3)]
    given.append(Rejection("b", "empty", "no bytes"))
    results = unique(given)
    assert len(results) == len(given)
    assert sorted(item.reason for item in results if isinstance(item, Rejection)) == ["duplicate", "duplicate", "empty"]


def test_the_same_text_under_another_name_is_a_report_of_its_own(rules: ReportRules) -> None:
    one, two = (extract(Capture(name, TEXT.encode(), "text/plain"), rules) for name in ("a.txt", "b.txt"))
    assert all(isinstance(item, Report) for item in unique([one, two]))
