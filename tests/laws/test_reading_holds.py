"""A reading is made of every text: shapes of sentence that once broke a rule, and any mixture of pieces of news English."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom import desk
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.model import Report

ENGINE = LocalEngine()
PIECES = (
    "As a result, the bank will likely report a loss for the last quarter of 2017.",
    'As police said, "the bridge',
    "is closed,” the mayor of Elland told reporters on Monday, denying that",
    "between 30 and 40 people, of whom 12",
    "According to officials who asked not to be named,",
    "reported by witnesses as “huge”.",
    "$1.2 million",
    "no one was hurt, said",
    "at about 9pm local time on Friday 3 May",
    "ELLAND, May 3 (Meridian News Agency) —",
    "‘He said: “We don’t know”,’ she added;",
    "the agency, quoting the ministry's spokesman, said that he had said",
    "\n\n",
    "\u202e(",
)


def failures(text: str) -> list[str]:
    _, readings, failed = desk.understand([Report("r", "r.txt", text)], engine=ENGINE, rules=desk_rules().reading)
    for reading in readings:
        spans = [span for claim in reading.claims for span in (*claim.content, *claim.quotes)]
        spans += [timex.span for timex in reading.timexes] + [quantity.span for quantity in reading.quantities]
        spans += [statement.span for statement in reading.statements]
        assert all(0 <= start < end <= len(text) for start, end in spans)
    return [item.detail for item in failed]


@pytest.mark.parametrize("text", PIECES)
def test_each_shape(text: str) -> None:
    assert failures(text) == []


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join))
def test_any_mixture(text: str) -> None:
    assert failures(text) == []
