"""Why a verdict stands: its rule, the values that it was held against, and what is missing that could change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wireroom.model import Point, Verdict
from wireroom.render import words
from wireroom.render.view import Card, Line

RULES: Mapping[Verdict, str] = {
    "disputed": "The values cannot all hold, and nothing shows that one is a newer state of the other.",
    "revised": "The values differ, and one is a newer state of something that changes: dated order, a correction, or words of "
    "change show it.",
    "compatible": "The values differ in precision or completeness only; all can hold.",
    "agreed": "The values are equal, and two or more independent voices give them.",
    "repeated": "The values are equal, and every report that gives them has them from one voice.",
    "single": "One report says it.",
}
"""The rule of each verdict, in a sentence."""


@dataclass(frozen=True, slots=True)
class Held:
    """One value as it was compared: in words, the bounds that were used, who says it, and how surely."""

    value: str
    compared: str
    who: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons for one verdict."""

    rule: str
    values: tuple[Held, ...]
    missing: tuple[str, ...]


def why(line: Line, points: Mapping[str, Point]) -> Why:
    """The reasons for the verdict of a thread; `points` are those of its dossier."""
    held = tuple(
        Held(side.value, _compared(one.point), "; ".join(side.who), _certainty([proof.point for proof in side.evidence]))
        for side in line.sides
        if (one := next(iter(side.evidence), None)) is not None
    )
    return Why(RULES[line.thread.verdict], held, tuple(_missing(line, [points[key] for key in line.thread.claims])))


def _compared(point: Point) -> str:
    """The value as it was compared, in the terms of its kind."""
    value = point.value
    if point.kind == "number":
        low, high = value.get("low"), value.get("high")
        if low is None and high is None:
            return ""
        parts = [f"{'more than' if value.get('low_open') else 'at least'} {_number(low)}"] if low is not None else []
        parts += [f"{'less than' if value.get('high_open') else 'at most'} {_number(high)}"] if high is not None else []
        exact = low == high and not value.get("low_open") and not value.get("high_open")
        told = f"exactly {_number(low)}" if exact else " and ".join(parts)
        return told + (", give or take" if value.get("about") else "")
    if point.kind == "time":
        start, end = (words.when(str(value[key])) if value.get(key) else None for key in ("start", "end"))
        return start or "" if start == end or end is None else f"{start or '?'} to {end}"
    return ""


def _number(value: object) -> str:
    if isinstance(value, int | float):
        return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
    return str(value)


def _certainty(points: Sequence[Point]) -> str:
    kinds = [kind for kind in dict.fromkeys(point.certainty for point in points) if kind != "stated"]
    return ", ".join(kinds)


def _missing(line: Line, points: Sequence[Point]) -> list[str]:
    """What is not known that could change the verdict or its weight."""
    thread = line.thread
    found = []
    undated = [card for card in line.cards if card.report.published.value is None]
    if undated:
        found.append(f"No date is known of {_refs(undated)}, so that their order is not known.")
    if not thread.on_record:
        found.append("Nobody who says it is named.")
    unsure = sum(not voice.sure for voice in thread.voices)
    if unsure:
        found.append(f"{words.count(unsure, 'voice')} may not be independent: that is suspected, not shown.")
    if thread.independent == 1 and len(line.cards) > 1:
        found.append("A second voice: every report has it from the same line of testimony.")
    if thread.verdict == "single":
        found.append("Another report that speaks of it.")
    if thread.kind == "number" and not any(point.as_of for point in points):
        found.append("The day that the figures speak of.")
    withdrawn = [card for card in line.cards if any("withdrawn" in notice for notice in card.notices)]
    if withdrawn:
        found.append(f"{_refs(withdrawn)} was withdrawn.")
    return found


def _refs(cards: Sequence[Card]) -> str:
    return words.joined([f"[{card.number}]" for card in cards])
