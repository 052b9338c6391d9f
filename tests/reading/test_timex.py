"""Time expressions: cases as data, and laws."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.config import lexicons
from wireroom.engine.models import SpacyParser
from wireroom.model import Timex
from wireroom.reading.timex import tag_timexes, timex_rules

RULES = timex_rules(lexicons())
SPECS = Path(__file__).parent.parent / "specs" / "timexes.jsonl"
CASES = [json.loads(line) for line in SPECS.read_text("utf-8").splitlines()]


def tagged(text: str, anchor: str | None) -> tuple[Timex, ...]:
    return tag_timexes(next(SpacyParser().parse([text])), anchor=anchor, rules=RULES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_spec(case: dict[str, Any]) -> None:
    found = tagged(case["text"], case["anchor"])
    assert [[timex.text, timex.type, timex.value, timex.mod] for timex in found] == case["timexes"]


PIECES = st.sampled_from(
    "on at the last next early Monday Friday May March 5 12 2016 1999 pm 9.30 11:45 GMT , . - ( ) years week ago "
    "later third quarter half past noon midnight Jan. 31 / yesterday and of a few two hundred day's 's ' every "
    "2016-11-10 30/02/2015 0000 99:99 ½ \u202e é".split()
)


ANCHORS = st.sampled_from([None, "2016", "2016-02", "2016-02-29", "2016-11-10T23:00", "0001-01-01", "9999-12-31", "soon"])


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=25), ANCHORS)
def test_spans_slice_order_and_ids(pieces: list[str], anchor: str | None) -> None:
    text = " ".join(pieces)
    found = tagged(text, anchor)
    assert [timex.id for timex in found] == [f"t{number}" for number in range(1, len(found) + 1)]
    last = 0
    known = {"t0"}
    for timex in found:
        assert text[timex.span.start : timex.span.end] == timex.text
        assert last <= timex.span.start < timex.span.end
        assert timex.anchor is None or timex.anchor in known
        assert timex.value
        last = timex.span.end
        known.add(timex.id)


@pytest.mark.parametrize("anchor", [None, "2016-11-10"])
def test_a_later_report_does_not_change_what_is_absolute(anchor: str | None) -> None:
    (timex,) = tagged("It opened on 3 June 1998.", anchor)
    assert (timex.value, timex.anchor) == ("1998-06-03", None)


def test_the_order_of_day_and_month_is_a_rule() -> None:
    from dataclasses import replace

    doc = next(SpacyParser().parse(["Dated 11/10/2016."]))
    (timex,) = tag_timexes(doc, anchor=None, rules=replace(RULES, day_first=True))
    assert timex.value == "2016-10-11"


def test_nested_modifiers_do_not_recurse() -> None:
    assert tagged("the early " * 1500, "2016-11-10") == ()
