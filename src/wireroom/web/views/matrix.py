"""Who says what: threads against lineages, so that a row shows who holds which value and who is silent.

A lineage is a column because it is the same through the whole story; the letter in a cell is the voice, which may span
several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wireroom.render.view import Card, Line, StoryView

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_APART = ("disputed", "revised")
COLUMNS = 40
"""Lineages that get a column, the largest first: what a wide screen shows with some scrolling."""


@dataclass(frozen=True, slots=True)
class Column:
    """A lineage: the report that it is named for, and how many reports it has."""

    card: Card
    reports: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One value that a lineage gives: the place of its side, the letters of its voices, and the reports that give it."""

    value: str
    side: int
    voices: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A thread, with the entries of each column; none where the lineage is silent, which is no disagreement."""

    line: Line
    cells: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table; `left_out` is how many lineages have no column."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    left_out: int


def matrix(story: StoryView) -> Matrix:
    """The threads on which lineages differ or that more than one speaks of, against the lineages, the largest first."""
    columns = []
    for tree in story.trees[:COLUMNS]:
        inside = set(tree.lineage.reports)
        columns.append(Column(tree.node.card, tuple(card for card in story.cards if card.id in inside)))
    rows = [_row(line, columns) for line in story.lines if line.thread.verdict != "single" and not line.light]
    telling = tuple(row for row in rows if row.line.thread.verdict in _APART or sum(map(bool, row.cells)) > 1)
    return Matrix(tuple(columns), telling, max(0, len(story.trees) - COLUMNS))


def _row(line: Line, columns: Sequence[Column]) -> Row:
    voice_of = {key: place for place, voice in enumerate(line.thread.voices) for key in voice.claims}
    cells = []
    for column in columns:
        inside = {card.id for card in column.reports}
        found = []
        for place, side in enumerate(line.sides):
            proofs = [one for one in side.evidence if one.card.id in inside]
            if proofs:
                voices = sorted({voice_of[one.point.id] for one in proofs if one.point.id in voice_of})
                letters = " ".join(_letter(voice) for voice in voices)
                found.append(Entry(side.value, place, letters, tuple(one.card for one in proofs)))
        cells.append(tuple(found))
    return Row(line, tuple(cells))


def _letter(place: int) -> str:
    return LETTERS[place] if place < len(LETTERS) else str(place + 1)
