"""Values against the gold's values, by kind: a table of cases, one a line."""

from __future__ import annotations

from typing import Any

import pytest
from evaluation.gold import GoldReading
from evaluation.values import contained, equal, number, occurrences, same_speaker, same_time


def bounds(low: float | None, high: float | None, about: bool = False, **more: Any) -> dict[str, Any]:
    return {"low": low, "high": high, "low_open": False, "high_open": False, "about": about, **more}


@pytest.mark.parametrize(
    ("gold", "value", "right"),
    [
        ({"exactly": 4}, bounds(4, 4), True),
        ({"exactly": 4}, bounds(4, None), False),
        ({"exactly": 5.6}, bounds(5.6, 5.6), True),
        ({"exactly": 0}, bounds(0, 0), True),
        ({"about": 40}, bounds(40, 40, True), True),
        ({"about": 40}, bounds(36, 44), True),
        ({"about": 40}, bounds(30, 50), False),
        ({"about": 1000}, bounds(None, 1000), True),
        ({"at_least": 6}, bounds(6, None), True),
        ({"at_least": 6}, bounds(6, 6), False),
        ({"at_least": 6}, bounds(7, None), False),
        ({"at_most": 57}, bounds(None, 57), True),
        ({"at_most": 57}, bounds(24, 57), False),
        ({"range": [2000, 9999]}, bounds(2000, 9999), True),
        ({"range": [3, 4]}, bounds(3, 3), False),
    ],
)
def test_numbers(gold: dict[str, Any], value: dict[str, Any], right: bool) -> None:
    assert number(gold, value) is right


@pytest.mark.parametrize(
    ("gold", "said", "right"),
    [
        ("2025-10", "2025-10", True),
        ("2025-10", "2025-10-13", True),
        ("2025-10", "2025", False),
        ("2025-1", "2025-10", False),
        ("2016-11-10", "2016-11-10", True),
        ("2016-11-10", "2016-11-10TNI", True),
        ("2016-11-10", "2016-11", False),
        ("2016-11-10T23:00", "2016-11-10T23", True),
        ("2016-11-10T23:00", "2016-11-10T23:30", False),
        ("2016-11-10T23:00", "2016-11-11T23:00", False),
        ("2016-W44", "2016-W44", True),
        ("2016-W44", "2016-11-02", True),
        ("2016-W44", "2016-11-10", False),
        ("T20:45", "T20:45", True),
        ("T20:45", "2012-03-04T20:45", True),
        ("T20:45", "T20:49", False),
        ("T11:00", "XXXX-XX-XXT11", True),
        ("--11-19", "XXXX-11-19", True),
        ("--11-19", "2008-11-19", True),
        ("--11-19", "2008-11-18", False),
        ("--12", "2008-12", True),
        ("--12", "XXXX-12-03", True),
        ("--12", "2008-11-12", False),
        ("Monday", "XXXX-WXX-1", True),
        ("Monday", "2026-01-05", True),
        ("Thursday afternoon", "XXXX-WXX-4TAF", True),
        ("Monday", "2026-01-06", False),
        ("2016-11-10", "", False),
    ],
)
def test_times(gold: str, said: str, right: bool) -> None:
    assert same_time(gold, said) is right


@pytest.mark.parametrize(
    ("gold", "said", "right"),
    [
        ("Ana Maria Pohl", "Pohl", True),
        ("Ana Maria Pohl", "Mr Pohl", True),
        ("Ana Pohl", "Peter Pohl", False),
        ("Ana Pohl", "A. Pohl", True),
        ("harbour police", "police", True),
        ("Vessia ferry company", "the Vessia Ferry Company", True),
        ("80 Hou (user)", "80 Hou", True),
        ("a dock worker", "the mayor", False),
    ],
)
def test_speakers(gold: str, said: str, right: bool) -> None:
    assert same_speaker(gold, said) is right


def test_names_are_contained_in_a_run_of_words() -> None:
    assert contained("near Port Vessia", "Port Vessia")
    assert not contained("Port Sande", "Sande Old Port")
    assert not contained("the", "the harbour")


def test_units_count_only_where_the_gold_gives_one() -> None:
    reading = GoldReading("a", {"exactly": 3}, unit="$")
    assert equal("number", reading, bounds(3, 3, unit="USD"))
    assert not equal("number", reading, bounds(3, 3, unit="EUR"))
    assert equal("number", GoldReading("a", {"exactly": 3}), bounds(3, 3, unit="metre"))


def test_phases_places_and_participants() -> None:
    assert equal("status", GoldReading("a", "completed"), {"phase": "completed", "of": "bridge"})
    assert not equal("status", GoldReading("a", "completed"), {"phase": "started", "of": "bridge"})
    assert equal("place", GoldReading("a", "Sande, Vessia"), {"name": "Sande", "within": []})
    assert equal("participant", GoldReading("a", "a deckhand"), {"name": "the deckhand", "role": None, "of": None})


def test_a_piece_is_found_at_word_borders_first() -> None:
    assert occurrences("Nine, then 9 men; ‘nine’.", "nine") == [(0, 4), (19, 23)]
    assert occurrences("ninety", "nine") == [(0, 4)]
    assert occurrences("abc", "x") == []
