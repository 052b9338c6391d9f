"""Rows hold what a list of lists would, whatever is added, given up and moved together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.story import rows
from wireroom.story.rows import Rows

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 9)),
        st.tuples(st.just("lengthen"), st.integers(0, 9)),
        st.tuples(st.just("shorten"), st.integers(0, 1_000)),
        st.tuples(st.just("write"), st.just(0)),
    ),
    max_size=60,
)


@pytest.mark.parametrize("room", [1, 16])
@given(steps=STEPS)
@settings(max_examples=150, deadline=None)
def test_rows_are_lists_of_lists(room: int, steps: list[tuple[str, int]]) -> None:
    before, rows.AT_FIRST, moved, rows.MOVED = rows.AT_FIRST, room, rows.MOVED, 3
    try:
        held, told, number = Rows(np.int32, np.float64), [], 0
        for what, size in steps:
            if what == "write":
                columns, sizes = held.whole()
                copy = Rows(np.int32, np.float64)
                copy.fill(sizes.copy(), *(column.copy() for column in columns))
                held = copy
            elif what == "add" or not told:
                new = list(range(number, number + size))
                number += size
                told.append(new)
                held.add(np.array(new), np.array(new) / 2)
            elif what == "lengthen":
                told[-1] += [-size]
                held.lengthen(np.array([-size]), np.array([-size]) / 2)
            else:
                place = size % len(told)
                told[place] = told[place][size % 3 :: 2]
                held.shorten(place, np.array(told[place], dtype=int), np.array(told[place], dtype=float) / 2)
            assert [held.row(place)[0].tolist() for place in range(len(told))] == told
            assert [(held.row(place)[1] * 2).tolist() for place in range(len(told))] == told
        if told:
            places = np.array([*range(0, len(told), 2), len(told) - 1])
            found, sizes, shift = held.rows(0, places)
            assert found.tolist() == [each for place in places.tolist() for each in told[place]]
            at = np.arange(len(found)) + shift.repeat(sizes)
            assert (held.column(1)[at] * 2).tolist() == found.tolist()
        columns, sizes = held.whole()
        assert (sizes.tolist(), columns[0].tolist()) == ([len(row) for row in told], [each for row in told for each in row])
        assert len(held) == len(told)
    finally:
        rows.AT_FIRST, rows.MOVED = before, moved


def test_room_is_used_again() -> None:
    held = Rows(np.int32)
    for place in range(20_000):
        held.add(np.arange(100))
        if place >= 100:
            held.shorten(place - 100, np.arange(10))
    assert len(held.column(0)) < 20_000 * 100 / 4
    assert held.row(0)[0].tolist() == list(range(10))
    assert held.row(19_999)[0].tolist() == list(range(100))


def test_columns_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        Rows(np.int32).fill(np.array([2, 1]), np.arange(4))
