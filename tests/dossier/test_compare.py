"""How values of each kind stand to each other: one case a line in `specs/comparisons.jsonl`, and the laws of comparing."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.config import lexicons
from wireroom.dossier.aspect import Aspect
from wireroom.dossier.number import compare_numbers, interval, number_words
from wireroom.dossier.place import gazetteer_of
from wireroom.dossier.relate import relate
from wireroom.dossier.spoken import speech_of
from wireroom.model import Point, Span

SPECS = Path(__file__).parents[1] / "specs" / "comparisons.jsonl"
CASES = [json.loads(line) for line in SPECS.read_text("utf-8").splitlines()]
GAZETTEER = gazetteer_of(lexicons())
SPEECH = speech_of(lexicons())


def aspect(kind, value):
    point = Point("r:c1", "r", kind, Span(0, 1), Span(0, 1), "x", "body", value)
    return Aspect(point, kind, start=value.get("start"), end=value.get("end"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}-{case['note']}" for case in CASES])
def test_relation(case):
    a, b = aspect(case["kind"], case["a"]), aspect(case["kind"], case["b"])
    inside = case.get("one_lineage", False)
    assert relate(a, b, GAZETTEER, SPEECH, one_lineage=inside) == case["relation"]
    assert relate(b, a, GAZETTEER, SPEECH, one_lineage=inside) == case["relation"], "the other way round"


numbers = st.builds(
    lambda low, span, low_open, about, bounded: {
        "low": low,
        "high": low + span if bounded else None,
        "low_open": low_open and (not bounded or span > 0),
        "high_open": False,
        "about": about,
        "unit": None,
    },
    st.integers(0, 10_000),
    st.sampled_from([0, 0, 1, 7, 1000]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(numbers, numbers)
def test_numbers_compare_alike_both_ways(a, b):
    assert compare_numbers(a, b) == compare_numbers(b, a)


@settings(max_examples=200, deadline=None)
@given(numbers)
def test_a_number_equals_itself_and_its_interval_is_not_empty(value):
    assert compare_numbers(value, value) == "equal"
    assert interval(value).meets(interval(value))


@settings(max_examples=200, deadline=None)
@given(numbers, numbers)
def test_a_conflict_leaves_no_number_that_satisfies_both(a, b):
    if compare_numbers(a, b) == "conflict":
        assert not interval(a).meets(interval(b))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"low": 6000, "high": None, "low_open": True}, "over 6,000"),
        ({"low": 6000, "high": None}, "at least 6,000"),
        ({"low": 2000, "high": 2000, "about": True}, "around 2,000"),
        ({"low": 2000, "high": 9999}, "2,000 to 9,999 (“thousands”)"),
        ({"low": 24, "high": 99}, "24 to 99 (“dozens”)"),
        ({"low": None, "high": 50, "high_open": True}, "under 50"),
        ({"low": None, "high": 50}, "at most 50"),
        ({"low": 0, "high": 0}, "none"),
        ({"low": 85e6, "high": 85e6, "unit": "EUR"}, "€85 million"),
        ({"low": 12.5, "high": 12.5, "unit": "kilometre"}, "12.5 kilometres"),
        ({"low": 1, "high": 1, "unit": "metre"}, "1 metre"),
        ({"low": 7, "high": 7, "unit": "percent"}, "7 %"),
    ],
)
def test_numbers_in_words(value, words):
    assert number_words(value) == words
