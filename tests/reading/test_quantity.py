"""Quantities: cases as data, and laws."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.config import lexicons
from wireroom.engine.models import SpacyParser
from wireroom.model import Quantity
from wireroom.reading.quantity import quantity_rules, tag_quantities
from wireroom.reading.timex import tag_timexes, timex_rules

TIMES = timex_rules(lexicons())
RULES = quantity_rules(lexicons())
SPECS = Path(__file__).parent.parent / "specs" / "quantities.jsonl"
CASES = [json.loads(line) for line in SPECS.read_text("utf-8").splitlines()]


def tagged(text: str) -> tuple[Quantity, ...]:
    doc = next(SpacyParser().parse([text]))
    return tag_quantities(doc, timexes=tag_timexes(doc, anchor="2016-11-12", rules=TIMES), rules=RULES)


def seen(quantity: Quantity, key: str) -> object:
    if key == "counted":
        return quantity.counted.lemma if quantity.counted else None
    return getattr(quantity, key)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_spec(case: dict[str, Any]) -> None:
    found = tagged(case["text"])
    assert [quantity.text for quantity in found] == [wanted["text"] for wanted in case["quantities"]]
    for quantity, wanted in zip(found, case["quantities"], strict=True):
        assert {key: seen(quantity, key) for key in wanted} == wanted


PIECES = st.sampled_from(
    "two 12 1,000 3.5 million hundred dozen half and - to or between more than at least up about $ £ % km of the "
    "men people killed wounded were no one none no-one all 5-6,000 first 3rd 1/2 ½ scores a few year old magnitude "
    ", . ( ) AK-47 e80 \u200b ００７ ٣ é".split()
)


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_spans_bounds_order_and_ids(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = tagged(text)
    assert [quantity.id for quantity in found] == [f"q{number}" for number in range(1, len(found) + 1)]
    last = 0
    for quantity in found:
        assert text[quantity.span.start : quantity.span.end] == quantity.text
        assert last <= quantity.span.start < quantity.span.end
        assert quantity.low is not None or quantity.high is not None
        if quantity.role != "score" and quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        assert not (quantity.low_open and quantity.low is None)
        if quantity.counted is not None and quantity.counted.span is not None:
            assert text[quantity.counted.span.start : quantity.counted.span.end] == quantity.counted.text
        if quantity.predicate is not None:
            assert quantity.predicate.span.end <= len(text)
        last = quantity.span.end


@pytest.mark.parametrize("words", ["about", "some", "an estimated", "roughly", "nearly"])
@settings(max_examples=15, deadline=None)
@given(number=st.integers(min_value=2, max_value=999_999))
def test_an_approximator_only_blurs(words: str, number: int) -> None:
    (quantity,) = tagged(f"They counted {words} {number:,} birds.")
    assert (quantity.low, quantity.high, quantity.about) == (number, number, True)


@settings(max_examples=40, deadline=None)
@given(number=st.integers(min_value=1, max_value=999_999_999))
def test_digits_are_read_as_printed(number: int) -> None:
    quantities = tagged(f"They counted {number:,} birds.")
    assert [quantity.low for quantity in quantities] == [number]
