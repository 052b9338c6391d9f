"""A short run of the fuzzer, one second a tagger, so that its laws and its texts stay in step with the taggers."""

from __future__ import annotations

import pytest
from tests.fuzz.run import fuzz
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("tagger", TARGETS)
def test_no_tagger_breaks_a_law(tagger: str) -> None:
    outcome = fuzz(tagger, seconds=1)
    assert outcome.inputs
    assert not outcome.failures, outcome.failures[0]
