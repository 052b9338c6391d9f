"""Statements: the specs of tests/specs/statements.jsonl, and laws over texts made of their sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.config import lexicons
from wireroom.engine.models import SpacyParser
from wireroom.model import Dateline, Part, Report, Span, Statement, Timex
from wireroom.reading.statement import state
from wireroom.reading.statement_rules import statement_rules

SPECS = [
    json.loads(line) for line in (Path(__file__).parents[1] / "specs" / "statements.jsonl").read_text("utf-8").splitlines()
]
PARSER = SpacyParser()
RULES = statement_rules(lexicons())


def stated(text: str, timexes: tuple[Timex, ...] = (), **fields: Any) -> tuple[Statement, ...]:
    report = Report(id="r", uri="r.txt", text=text, **fields)
    return state(report, next(PARSER.parse([text])), claims=(), timexes=timexes, quantities=(), rules=RULES)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def agrees(one: Statement, wanted: dict[str, Any], text: str) -> bool:
    for key, value in wanted.items():
        if key == "span_text":
            span = one.place_span
            said: object = text[span.start : span.end] if span else None
        else:
            said = getattr(one, key)
        if (list(said) if isinstance(said, tuple) else said) != value:
            return False
    return True


@pytest.mark.parametrize("spec", SPECS, ids=[spec["text"][:60] for spec in SPECS])
def test_spec(spec: dict[str, Any]) -> None:
    found = stated(spec["text"])
    for wanted in spec["expect"]:
        assert any(agrees(one, wanted, spec["text"]) for one in found), (wanted, found)
    assert not [one for one in found if one.kind in spec.get("nothing", ())]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([spec["text"] for spec in SPECS]), min_size=1, max_size=6), st.sampled_from([" ", "\n", "\n\n"])
)
def test_spans_slice_and_ids_count(sentences: list[str], gap: str) -> None:
    text = gap.join(sentences)
    found = stated(text)
    assert [one.id for one in found] == [f"s{number}" for number in range(1, len(found) + 1)]
    assert list(found) == sorted(found, key=lambda one: (one.span.start, one.span.end))
    for one in found:
        for span in (one.span, one.predicate_span, one.subject_span, one.object_span, one.place_span, one.name_span):
            assert span is None or 0 <= span.start < span.end <= len(text)
        if one.subject_span is not None:
            assert " ".join(text[one.subject_span.start : one.subject_span.end].split()) == one.subject
    assert found == stated(text)


def test_a_time_dates_the_nearest_event() -> None:
    text = "The ferry, which left Split on Friday, sank on Sunday."
    friday = Timex("t1", at(text, "Friday"), "Friday", "DATE", "XXXX-WXX-5")
    sunday = Timex("t2", at(text, "Sunday"), "Sunday", "DATE", "XXXX-WXX-7")
    found = {one.timexes[0]: one for one in stated(text, (friday, sunday)) if one.kind == "time"}
    assert found["t1"].predicate == "leave"
    assert found["t2"].predicate == "sink"
    assert found["t2"].thing == "ferry"


def test_a_time_in_a_noun_phrase_dates_the_noun() -> None:
    text = "Officials praised Thursday's release."
    timex = Timex("t1", at(text, "Thursday"), "Thursday", "DATE", "2016-10-13")
    (found,) = [one for one in stated(text, (timex,)) if one.kind == "time"]
    assert (found.predicate, found.effect) == ("release", "release")


def test_durations_vague_times_and_the_dateline_date_nothing() -> None:
    text = "OSLO, May 5 — The dam burst recently and flooded fields for three days."
    timexes = (
        Timex("t1", at(text, "May 5"), "May 5", "DATE", "2025-05-05"),
        Timex("t2", at(text, "recently"), "recently", "DATE", "PAST_REF"),
        Timex("t3", at(text, "three days"), "three days", "DURATION", "P3D"),
    )
    dateline = Dateline("Oslo", "2025-05-05", at(text, "OSLO, May 5 —"))
    assert not [one for one in stated(text, timexes, dateline=dateline) if one.kind == "time"]


def test_the_ceremony_takes_up_the_event_before_it() -> None:
    text = "The mayor has broken ground on a city library. The ceremony took place on Monday."
    timex = Timex("t1", at(text, "Monday"), "Monday", "DATE", "2025-06-02")
    (found,) = [one for one in stated(text, (timex,)) if one.kind == "time"]
    assert found.effect == "build"
    assert set((found.thing or "").split()) >= {"ceremony", "library"}


def test_a_pronoun_gives_its_noun() -> None:
    text = "Several roads were flooded. They were all reopened by noon."
    assert any(one.kind == "status" and one.effect == "close" and one.head == "road" for one in stated(text))


def test_boilerplate_states_nothing() -> None:
    text = "The fire was still burning.\nThe shop was closed."
    second = text.index("\n") + 1
    parts = (Part("body", Span(0, second - 1)), Part("boilerplate", Span(second, len(text))))
    assert all(one.span.start < second for one in stated(text, parts=parts))


def test_an_empty_text_states_nothing() -> None:
    assert stated("") == ()
    assert stated("\n\n \n") == ()


def test_no_lexicon_means_little_but_no_failure() -> None:
    text = "The tower will be rebuilt in Lima."
    report = Report(id="r", uri="r.txt", text=text)
    doc = next(PARSER.parse([text]))
    assert state(report, doc, claims=(), timexes=(), quantities=(), rules=statement_rules({})) == ()


def test_a_time_right_after_a_sudden_event_dates_it() -> None:
    text = "The group said that it acted in revenge for air strikes in Harad last week."
    timex = Timex("t1", at(text, "last week"), "last week", "DATE", "2016-W44")
    (found,) = [one for one in stated(text, (timex,)) if one.kind == "time"]
    assert (found.predicate, found.effect) == ("strike", "attack")


def test_a_time_after_a_while_clause_dates_the_main_clause() -> None:
    text = "The girl fell into a pit while picking apples on Sunday."
    timex = Timex("t1", at(text, "Sunday"), "Sunday", "DATE", "XXXX-WXX-7")
    (found,) = [one for one in stated(text, (timex,)) if one.kind == "time"]
    assert found.predicate == "fall"


def test_a_long_list_of_verbs_is_read_whole() -> None:
    text = "The team " + " and ".join(["negotiated"] * 600) + "."
    assert len([one for one in stated(text) if one.kind == "status"]) == 600


def test_a_month_spelled_like_an_event_is_none() -> None:
    text = "The open house is on March 16 and 17. March 27 is the day. The march on Tuesday was long."
    times = [
        Timex(f"t{n}", at(text, words), words, "DATE", "2024-03-01") for n, words in enumerate(("17", "March 27", "Tuesday"))
    ]
    found = {one.timexes: one.predicate for one in stated(text, tuple(times)) if one.kind == "time"}
    assert found[("t2",)] == "march"
    assert "march" not in (found.get(("t0",)), found.get(("t1",)))
