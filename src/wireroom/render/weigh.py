"""What an editor reads first: the order of threads within a verdict."""

from __future__ import annotations

import re

from wireroom.model import Point, Thread

_PEOPLE = re.compile(
    r"\b(?:dead|died|killed|deaths?|bodies|injured|wounded|hurt|missing|trapped|arrested|detained|held|abducted|kidnapped|freed|released|"
    r"rescued|saved|survivors?|evacuated|displaced|moved|sent|deployed|aboard|people|person)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£¥₹]|[A-Z]{3}|[A-Z]{1,2}\$")
_KINDS = ("quote", "speaker", "statement", "status", "place", "participant")


def weight(thread: Thread, points: list[Point]) -> tuple[int, int, int]:
    """The place of a thread among those of its verdict, the smallest first: people counted, money, times, quotations, other
    numbers, statements, states, places, who did what; then by independent voices and by reports, the most first."""
    return (_sort(thread, points), -thread.independent, -len({point.report for point in points}))


def _sort(thread: Thread, points: list[Point]) -> int:
    if thread.kind == "number":
        units = {str(point.value.get("unit")) for point in points if point.value.get("unit")}
        if any(_MONEY.fullmatch(unit) for unit in units):
            return 1
        return 0 if not units and _PEOPLE.search(thread.about) else 4
    if thread.kind == "time":
        return 2
    if thread.kind == "quote":
        return 3
    return 4 + _KINDS.index(thread.kind)
