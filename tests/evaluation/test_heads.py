"""Labels of heads, and when an answer is the label: the labels hold no text, and what is no difference counts as none."""

from __future__ import annotations

import json

import pytest
from evaluation.heads import RECORDS, compared, labels

from wireroom.config import lexicons
from wireroom.model import Capture, Report
from wireroom.report import ReportRules, extract, report_rules

LABEL: dict[str, object] = {"set": "news", "id": "x", "place": None, "date": None, "agency": [], "byline": None}


@pytest.fixture(scope="module")
def rules() -> ReportRules:
    return report_rules(lexicons())


def read(text: str, rules: ReportRules, published: str | None = None) -> Report:
    record = {"id": "a", "text": text, "published": published, "title": "Quenby bridge opens again"}
    report = extract(Capture("a", json.dumps(record).encode(), "application/json"), rules)
    assert isinstance(report, Report)
    return report


BODY = (
    "The council of Quenby voted on Tuesday to reopen the bridge over the Lissel.\n\nIt had been closed since the spring flood."
)


def test_labels_name_reports_and_hold_no_text() -> None:
    every = labels()
    assert len(every) >= 300
    assert len({(label["set"], label["id"]) for label in every}) == len(every)
    assert {label["set"] for label in every} == {*RECORDS, "polnear", "muc4", "fundus"}
    assert all(set(label) - {"reported"} == {"set", "id", "place", "date", "agency", "byline"} for label in every)
    assert all(len(str(label[key] or "")) < 100 for label in every for key in ("place", "date", "byline"))
    assert sum(any(label[key] for key in ("place", "date", "agency", "byline")) for label in every) >= 200


def test_case_brackets_order_and_year_make_no_difference(rules: ReportRules) -> None:
    report = read(f"By Mara Quill and Tobias Venn\n\nQUENBY (OHIO), Dec 31 (Reuters) - {BODY}", rules, "2018-01-01")
    label = {**LABEL, "place": "Quenby", "date": "--12-31", "agency": ["Reuters"], "byline": "Tobias Venn, Mara Quill"}
    assert all(wanted == said and wanted for wanted, said in compared(label, report, rules).values())


def test_another_day_and_another_name_are_differences(rules: ReportRules) -> None:
    report = read(f"By Mara Quill\n\nOSLO, Dec 31 (Reuters) - {BODY}", rules, "2018-01-01")
    label = {**LABEL, "place": "Bergen", "date": "--12-30", "agency": ["NTB"], "byline": "Mara Venn"}
    assert all(wanted != said for wanted, said in compared(label, report, rules).values())


def test_an_agency_said_in_passing_counts_neither_way(rules: ReportRules) -> None:
    report = read(f"{BODY}\n\nThe ferry had stopped as well, Reuters reported.", rules)
    assert compared({**LABEL, "reported": ["Reuters"]}, report, rules)["agency"] == ((), ())
    assert compared(LABEL, report, rules)["agency"] == ((), ("Reuters",))


def test_a_report_that_could_not_be_read_says_nothing(rules: ReportRules) -> None:
    assert compared({**LABEL, "place": "Oslo"}, None, rules)["place"] == ("oslo", "")
