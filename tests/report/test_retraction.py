"""What is withdrawn is marked, by whom is said, in whatever order things came."""

from __future__ import annotations

import json
from itertools import permutations

import pytest

from wireroom.model import Capture, Rejection, Report
from wireroom.report import ReportRules, extract, retracted, unique

TEXT = "A ferry and a tug collided off Portmere on Wednesday, the harbour office said."
ITEM = {
    "uri": "urn:tna.example:771",
    "type": "text",
    "pubstatus": "usable",
    "versioncreated": "2026-03-04T18:00:00Z",
    "body_text": TEXT,
}
KILL = {"uri": "urn:tna.example:771", "pubstatus": "canceled", "headline": "KILL"}


def ninjs(name: str, value: dict[str, str]) -> Capture:
    return Capture(name, json.dumps(value).encode(), "application/json")


def mail(name: str, subject: str, text: str, **fields: str) -> Capture:
    head = "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in fields.items())
    return Capture(name, f"From: desk@tna.example\nSubject: {subject}\n{head}\n{text}\n".encode(), "message/rfc822")


def taken(captures: list[Capture], rules: ReportRules) -> tuple[list[Report], list[Rejection]]:
    results = unique(extract(one, rules) for one in captures)
    rejected = [one for one in results if isinstance(one, Rejection)]
    return list(retracted([one for one in results if isinstance(one, Report)], rejected)), rejected


def marks(report: Report) -> list[tuple[str, str | None]]:
    return [(notice.kind, notice.by) for notice in report.notices]


def test_an_order_without_a_text_is_counted_and_marks(rules: ReportRules) -> None:
    reports, rejected = taken([ninjs("a.json", ITEM), ninjs("b.json", KILL)], rules)
    assert [marks(one) for one in reports] == [[("retraction", "b.json")]]
    assert [(one.reason, one.retracts) for one in rejected] == [("retraction", ("urn:tna.example:771",))]


@pytest.mark.parametrize(
    "status", ["canceled", "withheld", "Canceled", "stat:canceled", "http://cv.iptc.org/newscodes/pubstatusg2/canceled"]
)
def test_an_item_sent_again_as_cancelled_marks_itself_and_the_first(status: str, rules: ReportRules) -> None:
    again = {**ITEM, "pubstatus": status, "body_text": f"KILLED. {TEXT}"}
    reports, _ = taken([ninjs("a.json", ITEM), ninjs("b.json", again)], rules)
    by_uri = {one.uri: one for one in reports}
    assert [kind for kind, _ in marks(by_uri["b.json"])] == ["retraction"]
    assert marks(by_uri["a.json"]) == [("retraction", by_uri["b.json"].id)]


def test_the_same_text_sent_again_as_cancelled_still_marks(rules: ReportRules) -> None:
    item = {**ITEM, "uri": "https://tna.example/771"}
    reports, rejected = taken([ninjs("a.json", item), ninjs("b.json", {**item, "pubstatus": "canceled"})], rules)
    assert len(reports) == 1
    assert [one.reason for one in rejected] == ["duplicate"]
    assert any(kind == "retraction" for kind, _ in marks(reports[0]))


def test_a_kill_by_mail_marks_what_it_answers(rules: ReportRules) -> None:
    first = mail("a.eml", "Ferry and tug collide", TEXT, Message_ID="<1@tna.example>")
    other = mail("b.eml", "Something else", TEXT.replace("ferry", "barge"), Message_ID="<2@tna.example>")
    kill = mail("c.eml", "MANDATORY KILL: Ferry", f"Please kill. {TEXT}", In_Reply_To="<1@tna.example>")
    answer = mail("d.eml", "Re: Something else", f"Thank you. {TEXT}", In_Reply_To="<2@tna.example>")
    by_uri = {one.uri: one for one in taken([first, other, kill, answer], rules)[0]}
    assert marks(by_uri["a.eml"]) == [("retraction", by_uri["c.eml"].id)]
    assert marks(by_uri["b.eml"]) == []
    assert marks(by_uri["d.eml"]) == []


def test_a_short_retraction_marks_what_its_text_names_of_its_own_publisher(rules: ReportRules) -> None:
    def record(name: str, text: str, publisher: str) -> Capture:
        value = {"text": text, "publisher": publisher, "url": f"https://bugle.example/{name}"}
        return Capture(name, json.dumps(value).encode(), "application/json")

    ours = record("ferry", TEXT, "Bugle")
    longer = record("ferry-2", TEXT.replace("ferry", "barge"), "Bugle")
    kill = record("kill", "RETRACTION: The Bugle withdraws its report https://bugle.example/ferry.", "Bugle")
    theirs = record("theirs", "RETRACTION: Others speak of https://bugle.example/ferry-2 here.", "Courier")
    by_uri = {one.uri.rpartition("/")[2]: one for one in taken([ours, longer, kill, theirs], rules)[0]}
    assert marks(by_uri["ferry"]) == [("retraction", by_uri["kill"].id)]
    assert marks(by_uri["ferry-2"]) == []


def test_the_order_of_what_comes_in_changes_nothing(rules: ReportRules) -> None:
    captures = [ninjs("a.json", ITEM), ninjs("b.json", KILL), ninjs("c.json", {**ITEM, "uri": "urn:tna.example:772"})]
    answers = [sorted(map(repr, taken(list(order), rules)[0])) for order in permutations(captures)]
    assert all(answer == answers[0] for answer in answers)


def test_a_headline_that_speaks_of_killing_is_no_kill(rules: ReportRules) -> None:
    for subject in ("Killer storm nears coast", "Kills three, says mayor", "Withdrawing troops"):
        reports, _ = taken([mail("a.eml", subject, TEXT, In_Reply_To="<1@tna.example>")], rules)
        assert reports[0].retracts == ()
