"""Where the value of a thread turned along the tree, in words for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wireroom.model import Point
from wireroom.render.clean import cleaned
from wireroom.render.view import Card, Line, Numbered, Turn
from wireroom.render.wording import apart


def turns_of(line: Line, points: Mapping[str, Point], cards: Mapping[str, Card], named: Numbered) -> Iterator[Turn]:
    """The turns of one thread, in the order of its shifts.

    A value stands in the words of its position; of quotations only the words that differ are given, with those beside them."""
    plain = named if line.thread.kind == "time" else cleaned
    value = {claim: plain(position.value) for position in line.thread.positions for claim in position.claims}
    for shift in line.thread.shifts:
        before, after = points[shift.before], points[shift.after]
        told = value[before.id], value[after.id]
        if line.thread.kind == "quote":
            told = apart(cleaned(before.text), cleaned(after.text))
        yield Turn(line, cards[before.report], told[0], cards[after.report], told[1], shift.directed)
