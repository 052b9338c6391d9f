"""Wordings side by side: what differs is marked on both sides, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.render.wording import Runs, apart, differing

WORDS = st.lists(st.sampled_from(["a", "b", "A,", "“b”", "c", "–", ""]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (("We do not know it", "We do know it"), ("We do [not] know it", "We do[] know it")),
        (("Nine died,", "Ten died"), ("[Nine] died,", "[Ten] died")),
        (("The same.", "the – same"), ("The same.", "the – same")),
        (
            ("There was no sign of smoke", "They found that there was smoke"),
            ("[]There was [no sign of] smoke", "[They found that] there was[] smoke"),
        ),
        (("We know", "We know it now"), ("We know[]", "We know [it now]")),
        (("We saw two fires", "We saw one", "We saw two fires"), ("We saw [two fires]", "We saw [one]", "We saw two fires")),
        (("It is out", "It is not out", "It is all out"), ("It is[] out", "It is [not] out", "It is [all] out")),
    ],
)  # fmt: skip
def test_what_differs_is_marked_on_every_side(texts: tuple[str, ...], marked: tuple[str, ...]) -> None:
    assert tuple("".join(f"[{run}]" if differs else run for run, differs in runs) for runs in differing(*texts)) == marked


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS)
def test_both_sides_mark_alike(one: str, other: str) -> None:
    mine, its = differing(one, other)
    for text, runs in ((one, mine), (other, its)):
        assert "".join(run for run, _ in runs) == text
    assert [mark for _, mark in mine if mark] == [mark for _, mark in its if mark]
    assert shared(mine) == shared(its)
    assert differing(other, one) == (its, mine)
    assert all(not mark for runs in differing(one, one) for _, mark in runs)


def shared(runs: Runs) -> list[str]:
    """The words that are not marked, without case and marks."""
    words = " ".join(run for run, mark in runs if not mark).lower().split()
    return [word.strip("“”,–") for word in words if word.strip("“”,–")]


def test_only_the_stretch_that_differs_is_shown_with_words_beside_it() -> None:
    one, other = (
        "It was on the night of the fire that nine people died there",
        "It was on the night of the fire that people died there",
    )
    assert apart(one, other) == ("“…the fire that nine people died there”", "“…the fire that people died there”")
    assert apart("The same", "the same") == ("“The same”", "“the same”")
