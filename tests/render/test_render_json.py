"""The two JSON contracts: valid against their schemas, in the contract's order, safe on a terminal."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.render.sample import BRIEFING, POINTS, READING, REPORTS, TEXTS

from wireroom.render.json import dossier_record, dumps, dumps_line, reading_record, schema

REPORT = next(report for report in REPORTS if report.id == "wire")


def spans(record: Any) -> list[list[int]]:
    if isinstance(record, dict):
        own = [record["span"]] if isinstance(record.get("span"), list) else []
        return own + [one for value in record.values() for one in spans(value)]
    if isinstance(record, list):
        return [one for value in record for one in spans(value)]
    return []


@pytest.mark.parametrize("name", ["reading-1", "dossier-1"])
def test_schema_is_a_valid_draft_2020_12_schema(name: Any) -> None:
    found = schema(name)
    assert found["$schema"].endswith("2020-12/schema")
    jsonschema.Draft202012Validator.check_schema(found)


def test_reading_follows_its_schema() -> None:
    record = json.loads(dumps(reading_record(REPORT, READING)))
    jsonschema.validate(record, schema("reading-1"), cls=jsonschema.Draft202012Validator)
    assert list(record)[:5] == ["schema", "report", "claims", "timexes", "quantities"]
    assert all(0 <= start < end <= len(REPORT.text) for start, end in spans(record))
    claim = record["claims"][0]
    assert claim["source"]["name"] == "Ilse Marenko"
    assert claim["cue"]["text"] == "said"
    assert claim["content"][0]["text"] == "31 people had been brought to the surface"
    assert record["claims"][1]["source"] is None
    assert record["claims"][1]["cue"] is None


def test_every_report_alone_follows_the_schema() -> None:
    for report in REPORTS:
        record = reading_record(report, replace(READING, report=report.id, claims=(), timexes=(), quantities=(), statements=()))
        jsonschema.validate(json.loads(dumps(record)), schema("reading-1"), cls=jsonschema.Draft202012Validator)


def test_dossier_follows_its_schema() -> None:
    record = json.loads(dumps(dossier_record(BRIEFING)))
    jsonschema.validate(record, schema("dossier-1"), cls=jsonschema.Draft202012Validator)
    story = record["stories"][0]
    claims = {claim["id"]: claim for claim in story["claims"]}
    assert set(claims) == {point.id for point in POINTS}
    for claim in claims.values():
        start, end = claim["span"]
        assert TEXTS[claim["report"]][start:end] == claim["text"]
    assert story["threads"][0]["first_seen"] == {"report": "wire", "when": "2026-03-04T06:10"}
    assert record["unplaced"] == ["other"]
    assert [one["reason"] for one in record["rejected"]] == ["not_english", "not_text"]


@pytest.mark.parametrize(
    ("broken", "at"),
    [
        ({"verdict": "true"}, "threads"),
        ({"kind": "rumour"}, "warnings"),
        ({"span": [4, 2, 1]}, "claims"),
    ],
)
def test_schema_refuses_what_the_contract_does_not_know(broken: dict[str, Any], at: str) -> None:
    record = dossier_record(BRIEFING)
    record["stories"][0][at][0].update(broken)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(dumps(record)), schema("dossier-1"), cls=jsonschema.Draft202012Validator)


def test_schema_accepts_what_later_versions_add() -> None:
    record = dossier_record(BRIEFING)
    record["stories"][0]["threads"][0]["decided_by"] = "an editor"
    jsonschema.validate(json.loads(dumps(record)), schema("dossier-1"), cls=jsonschema.Draft202012Validator)


def test_whole_numbers_are_printed_as_integers() -> None:
    assert dumps_line({"low": 10000.0, "share": 0.5, "wild": float("nan"), "pair": (1.0, 2)}) == (
        '{"low": 10000, "share": 0.5, "wild": null, "pair": [1, 2]}'
    )


def test_many_lines_and_one_line_say_the_same() -> None:
    record = dossier_record(BRIEFING)
    assert json.loads(dumps(record)) == json.loads(dumps_line(record))
    assert "\n" not in dumps_line(record)
    assert dumps(record).count("\n") > 100
    start, end = record["stories"][0]["claims"][0]["span"]
    assert f'"span": [{start}, {end}],' in dumps(record)


def test_value_keys_stand_in_the_contracts_order() -> None:
    story = dossier_record(BRIEFING)["stories"][0]
    number = next(claim for claim in story["claims"] if claim["kind"] == "number")
    assert list(number["value"]) == ["low", "low_open", "high", "high_open", "about", "unit", "counted", "predicate"]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_comes_back_and_none_of_it_reaches_the_terminal_as_control(text: str) -> None:
    printed = dumps_line({"text": text})
    assert json.loads(printed)["text"] == text
    printed.encode("utf-8")
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u202e\u2066\u200f" for char in printed)
