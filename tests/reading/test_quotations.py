"""Quotations: the cases of specs/quotations.jsonl, and laws over any text."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.reading.quotation import quotations

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "specs" / "quotations.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_gives_its_quotations(case: dict[str, Any]) -> None:
    text = case["text"]
    found = quotations(text)
    assert [text[item.inner.start : item.inner.end] for item in found] == case["inner"]
    for field in ("depth", "continues", "runs_on"):
        if field in case:
            assert [getattr(item, field) for item in found] == case[field]


MARKS = st.lists(
    st.sampled_from(["“", "”", '"', "'", "‘", "’", "``", "''", "«", "»", "a", "s", " ", ".", ",", "\n"]), max_size=60
)


@settings(max_examples=300, deadline=None)
@given(MARKS.map("".join))
def test_quotations_lie_within_the_text_in_order_and_nest_or_part(text: str) -> None:
    found = quotations(text)
    assert list(found) == sorted(found, key=lambda item: (item.outer.start, -item.outer.end))
    for item in found:
        assert 0 <= item.outer.start <= item.inner.start <= item.inner.end <= item.outer.end <= len(text)
    outermost = [item.outer for item in found if item.depth == 0]
    assert all(one.end <= other.start for one, other in pairwise(outermost))


def test_many_marks_take_linear_time() -> None:
    assert len(quotations('“a” ‘b’ "c" ' * 20_000)) == 60_000
