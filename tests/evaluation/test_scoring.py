"""The ruler itself is measured: counts, matching, intervals, and a crash that counts as a miss."""

from __future__ import annotations

import pytest
from evaluation.scoring import (
    Counts,
    Figure,
    Interval,
    Result,
    attempt,
    bootstrap,
    difference,
    figures,
    matches,
    overlap,
    record,
    share,
    spans,
    total,
)
from hypothesis import given, settings
from hypothesis import strategies as st

SPAN = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def test_divides_last() -> None:
    one, two = Counts(1, 1, 1), Counts(0, 3, 9)
    assert total([one, two]).recall == pytest.approx(0.1)
    assert total([one, two]).precision == pytest.approx(0.25)
    assert total([one, two]).f1 == pytest.approx(2 / 14)


def test_nothing_asked_has_no_figure_and_nothing_answered_is_zero() -> None:
    assert Counts().f1 is None
    assert Counts().precision is None
    assert Counts(0, 0, 4).precision is None
    assert Counts(0, 0, 4).recall == 0
    assert Counts(0, 0, 4).f1 == 0
    assert Counts(0, 4, 0).f1 == 0


def test_share() -> None:
    assert share(3, 4).precision == share(3, 4).recall == share(3, 4).f1 == 0.75


def test_overlap_is_half_open() -> None:
    assert overlap((0, 5), (5, 9)) == 0
    assert overlap((0, 5), (4, 9)) == 1
    assert overlap((0, 9), (2, 4)) == 2


def test_equal_spans_are_settled_before_longer_overlaps() -> None:
    gold, said = [(0, 20), (5, 9)], [(5, 9), (4, 30)]
    assert matches(gold=gold, said=said, exact=False) == [(0, 1), (1, 0)]
    assert matches(gold=gold, said=said, exact=True) == [(1, 0)]


def test_one_said_span_answers_one_gold_span_only() -> None:
    assert spans(gold=[(0, 4), (6, 9)], said=[(0, 9)], exact=False) == Counts(1, 1, 2)
    assert spans(gold=[(0, 4)], said=[(0, 4), (0, 4)], exact=True) == Counts(1, 2, 1)


@given(st.lists(SPAN, max_size=12), st.lists(SPAN, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_matching_is_one_to_one_and_blind_to_order(
    gold: list[tuple[int, int]], said: list[tuple[int, int]], chance: object
) -> None:
    pairs = matches(gold=gold, said=said, exact=False)
    assert len({g for g, _ in pairs}) == len({s for _, s in pairs}) == len(pairs)
    assert all(overlap(gold[g], said[s]) for g, s in pairs)
    assert spans(gold=gold, said=said, exact=True).right <= len(pairs)
    shuffled = list(said)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert spans(gold=gold, said=shuffled, exact=False) == spans(gold=gold, said=said, exact=False)


def test_a_perfect_answer_scores_one() -> None:
    gold = [(0, 3), (3, 7), (10, 12)]
    counts = spans(gold=gold, said=list(reversed(gold)), exact=True)
    assert counts.f1 == 1
    assert bootstrap([counts]) == Interval(1.0, 1.0)


def test_the_interval_holds_the_figure_and_is_seeded() -> None:
    units = [Counts(i % 3, 3, 3) for i in range(40)]
    interval = bootstrap(units)
    whole = total(units).f1
    assert interval == bootstrap(units)
    assert whole is not None
    assert interval.low is not None
    assert interval.high is not None
    assert interval.low < whole < interval.high
    assert bootstrap([]) == Interval(None, None)
    assert bootstrap([Counts()]) == Interval(None, None)


def test_a_paired_difference_of_a_system_with_itself_is_nothing() -> None:
    units = [Counts(i % 3, 3, 3) for i in range(40)]
    better = [Counts(3, 3, 3)] * 40
    assert difference(units, units) == Interval(0.0, 0.0)
    gain = difference(better, units)
    assert gain.low is not None
    assert gain.low > 0
    with pytest.raises(ValueError, match="same units"):
        difference(units, units[1:])


def test_a_crash_counts_as_a_miss() -> None:
    def falls() -> Counts:
        raise RuntimeError("no\nway")

    counts, why = attempt(falls, Counts(0, 0, 5))
    assert counts.recall == 0
    assert why == "RuntimeError: no"
    assert attempt(lambda: Counts(5, 5, 5), Counts(0, 0, 5)) == (Counts(5, 5, 5), None)


def test_figures_carry_counts_and_are_found_by_name() -> None:
    made = figures("source.exact", [Counts(1, 2, 4), Counts(1, 2, 4)])
    result = Result("quote", tuple(made))
    assert [figure.name for figure in made] == ["source.exact.precision", "source.exact.recall", "source.exact.f1"]
    assert result.figure("source.exact.recall").value == 0.25
    assert figures("value", [share(1, 2)], "s")[0].name == "value"
    with pytest.raises(KeyError):
        result.figure("cue.exact.f1")


def test_a_record_is_plain_values() -> None:
    result = Result("quote", (Figure("x", 0.5, Counts(1, 2, 2), Interval(0.1, 0.9)), Figure("y", None)))
    assert record(result) == {
        "task": "quote",
        "figures": {"x": {"value": 0.5, "right": 1, "said": 2, "wanted": 2, "low": 0.1, "high": 0.9}, "y": {"value": None}},
        "crashes": [],
        "details": {},
    }
