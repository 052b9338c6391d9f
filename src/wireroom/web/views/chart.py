"""Lineages against time, as shapes with places: a lane a lineage, and one for the reports that stand by themselves; a node a
report, a line a tie. Drawing them is for a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from wireroom.model import Derivation
from wireroom.render import words
from wireroom.render.view import Card, StoryView, Tree

WIDTH = 960
"""Units across; heights follow from what there is."""
LEFT, RIGHT = 150, 24
"""Units for the names of the lanes, and at the other end."""
UNDATED = 60
"""Units at the left of the axis for reports without a date, where there are some."""
ROW, RADIUS, PAD = 34, 11, 12
"""Units between rows of one lane, of a node, and around a lane."""
LANES = 30
"""Lineages of two or more that are drawn, the largest first; the list beside the chart has all."""
ALONE = "each by itself"
"""The name of the lane of all reports that nothing ties to another."""
_TICKS = 6
_STEPS = (1, 3, 6, 12, 24, 48, 96, 168, 336, 720, 1440, 2160, 4320, 8760, 17520, 43800)
"""Hours between two marks of the axis, the first that gives few enough."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A report: where it stands, and whether its date is known."""

    card: Card
    x: int
    y: int
    dated: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two dots, from the one above (the parent) to the other; `told` says it in a sentence."""

    a: Dot
    b: Dot
    directed: bool
    kind: str
    told: str
    path: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lineage: its name, where it begins and how high it is."""

    name: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that is drawn, in units; `ticks` are places across with their words."""

    width: int
    height: int
    axis: int
    lanes: tuple[Lane, ...]
    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    ticks: tuple[tuple[int, str], ...]
    undated: bool
    left_out: int


def chart(story: StoryView) -> Chart:
    """The lineages of a story against time. Reports without a date, or with one in doubt, stand at the left."""
    doubted = {warn.report for warn in story.dossier.warnings if warn.kind == "misdated"}
    at = {card.id: moment for card in story.cards if card.id not in doubted and (moment := _moment(card)) is not None}
    undated = any(card.id not in at for card in story.cards)
    first, last = min(at.values(), default=None), max(at.values(), default=None)
    begin = LEFT + (UNDATED if undated else 0)
    room = WIDTH - RIGHT - RADIUS - begin - RADIUS

    def across(moment: datetime | None) -> int:
        if moment is None or first is None or last is None:
            return LEFT + UNDATED // 2
        span = (last - first).total_seconds()
        return begin + RADIUS + (round(room * (moment - first).total_seconds() / span) if span else room // 2)

    lanes: list[Lane] = []
    dots: list[Dot] = []
    ties: list[Tie] = []
    top = 8
    many = [tree for tree in story.trees if len(tree.lineage.reports) > 1]
    groups = [(tree.node.card.name, [tree]) for tree in many[:LANES]]
    alone = [tree for tree in story.trees if len(tree.lineage.reports) == 1]
    if alone:
        groups.append((alone[0].node.card.name if len(alone) == 1 else ALONE, alone))
    for name, trees in groups:
        inside = {key for tree in trees for key in tree.lineage.reports}
        placed, rows = _rows([(across(at.get(card.id)), card) for card in story.cards if card.id in inside])
        height = rows * ROW + 2 * PAD - (ROW - 2 * RADIUS)
        own = {card.id: Dot(card, x, top + PAD + RADIUS + row * ROW, card.id in at) for (x, card), row in placed}
        dots += own.values()
        ties += [tie for tree in trees for tie in _ties(tree, own)]
        lanes.append(Lane(name, top, height))
        top += height
    return Chart(
        WIDTH,
        top + 34,
        top + 6,
        tuple(lanes),
        tuple(dots),
        tuple(ties),
        _ticks(first, last, across) if first and last else (),
        undated,
        max(0, len(many) - LANES),
    )


def _moment(card: Card) -> datetime | None:
    """When a report was issued, the middle of the day where only the day is known; None for what is less exact than a month."""
    value = card.report.published.value
    if value is None:
        return None
    if len(value) == 7:
        value += "-15"
    try:
        found = datetime.fromisoformat(value + "T12:00" if len(value) == 10 else value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _rows(items: Sequence[tuple[int, Card]]) -> tuple[list[tuple[tuple[int, Card], int]], int]:
    """Each item with its row, so that no two of a row touch, and how many rows there are."""
    ends: list[int] = []
    placed = []
    for x, card in sorted(items, key=lambda item: (item[0], item[1].number)):
        row = next((place for place, end in enumerate(ends) if x - end >= 2 * RADIUS + 6), len(ends))
        if row == len(ends):
            ends.append(x)
        ends[row] = x
        placed.append(((x, card), row))
    return placed, max(1, len(ends))


def _ties(tree: Tree, dots: dict[str, Dot]) -> list[Tie]:
    found = []
    for one in tree.lineage.derivations:
        if one.tree and one.child in dots and one.parent in dots:
            a, b = dots[one.parent], dots[one.child]
            found.append(Tie(a, b, one.directed, one.kind, _told(one, a.card, b.card), _path(a, b)))
    return found


def _told(one: Derivation, parent: Card, child: Card) -> str:
    shown, unshown = words.TIES[one.kind]
    return f"[{child.number}] {shown if one.directed else unshown} [{parent.number}]: {'; '.join(one.why)}"


def _path(a: Dot, b: Dot) -> str:
    """A line that leaves one dot and comes to the other sideways, bent so that ties of one row can be told apart."""
    if a.y == b.y:
        bend = a.y - min(26, 8 + abs(b.x - a.x) // 12) if abs(b.x - a.x) > 3 * RADIUS else a.y
        return f"M{a.x} {a.y} Q{(a.x + b.x) // 2} {bend} {b.x} {b.y}"
    middle = (a.x + b.x) // 2
    return f"M{a.x} {a.y} C{middle} {a.y} {middle} {b.y} {b.x} {b.y}"


def _ticks(first: datetime, last: datetime, across: Callable[[datetime | None], int]) -> tuple[tuple[int, str], ...]:
    hours = (last - first).total_seconds() / 3600
    if not hours:
        return ((across(first), words.when(first.date().isoformat()) or ""),)
    step = next((one for one in _STEPS if hours / one <= _TICKS), _STEPS[-1])
    at = first.replace(minute=0, second=0, microsecond=0)
    at = at.replace(hour=at.hour - at.hour % step if step < 24 else 0)
    found = []
    while at <= last:
        if at >= first:
            told = f"{at:%H:%M}, {at.day} {at:%b}" if step < 24 else f"{at.day} {at:%b}" if hours < 8760 else f"{at:%b %Y}"
            found.append((across(at), told))
        at += timedelta(hours=step)
    return tuple(found)
