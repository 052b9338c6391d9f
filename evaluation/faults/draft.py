"""A child of a report as edits on its parent, so that every word of the child is known by where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wireroom.text import paragraphs, sentences

Offsets = tuple[int, int]
_TOKENISED = re.compile(r" [.,](?: |\n|$)")
_MARK = re.compile("[“”\"]|``|''")
_SINGLE = re.compile(r"(?<![\w'’])['‘](?=\w)(?:[^'‘’\n]|['’](?=\w)){12,400}['’](?!\w)")
_CLOSES = {"“": ("”", '"'), "``": ("''", '"'), '"': ('"', "”")}
CARRIED = 1200
"""Code points that a quotation of several lines may have; one that never closes ends with its line."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The words `[start, end)` of the parent become `new`; `start == end` inserts. `what` names the operation."""

    start: int
    end: int
    new: str
    what: str = ""

    def touches(self, other: Edit) -> bool:
        """Whether two edits overlap or stand wall to wall."""
        return self.start <= other.end and other.start <= self.end


@dataclass(slots=True)
class Draft:
    """A child in the making: the parent's text, its sentences in the order in which the child prints them, and edits.

    `units` are spans of the parent; what stands between two of them (white space) goes with the first."""

    text: str
    units: list[Offsets]
    edits: list[Edit] = field(default_factory=list)

    def add(self, edit: Edit) -> bool:
        """Whether an edit was taken: it must lie inside one unit or between two, and touch no other edit."""
        if any(edit.touches(one) for one in self.edits):
            return False
        self.edits.append(edit)
        return True

    def render(self) -> tuple[str, dict[Edit, Offsets]]:
        """The child's text, and where each edit's new words stand in it (edits in units that were dropped are left out)."""
        pieces: list[str] = []
        size = 0
        places: dict[Edit, Offsets] = {}
        ordered = sorted(self.edits, key=lambda one: (one.start, one.end))
        for first, last in self.units:
            at = first
            for edit in ordered:
                if first <= edit.start and edit.end <= last and edit.start >= at and (edit.start < last or first == last):
                    pieces.append(self.text[at : edit.start])
                    size += edit.start - at
                    pieces.append(edit.new)
                    places[edit] = (size, size + len(edit.new))
                    size += len(edit.new)
                    at = edit.end
            pieces.append(self.text[at:last])
            size += last - at
        return "".join(pieces).rstrip(), places


def tokenised(text: str) -> bool:
    """Whether the words of a text are joined by spaces, stops and marks among them, one sentence a line."""
    return len(_TOKENISED.findall(text)) * 40 > len(text.split())


def units(text: str) -> list[Offsets]:
    """The sentences of a text with the white space after each, in order: together they are the whole text."""
    found = [(span.start, span.end) for span in (paragraphs(text) if tokenised(text) else sentences(text))]
    if not found:
        return [(0, len(text))]
    starts = [0, *(start for start, _ in found[1:])]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def draft(text: str) -> Draft:
    """A draft of a text that is the text itself."""
    return Draft(text, units(text))


def quoted(text: str) -> list[Offsets]:
    """The spans between quotation marks, marks excluded, in order: curly, straight and ``typewritten'' ones, also over several
    lines; single ones around a dozen letters or more, within a line. One that does not close runs to the end of its line."""
    found = []
    opened: tuple[int, str] | None = None
    for one in _MARK.finditer(text):
        mark = one.group()
        across = opened is not None and opened[1] == '"' and "\n" in text[opened[0] : one.start()]
        if opened is not None and (across or one.start() - opened[0] > CARRIED):
            found.append((opened[0], _line_end(text, opened[0])))
            opened = None
        if mark in ("“", "``") or (mark == '"' and opened is None):
            if opened is not None:
                found.append((opened[0], min(one.start(), _line_end(text, opened[0]))))
            opened = (one.end(), mark)
        elif opened is not None and mark in _CLOSES[opened[1]]:
            found.append((opened[0], one.start()))
            opened = None
    if opened is not None:
        found.append((opened[0], _line_end(text, opened[0])))
    found.extend((one.start() + 1, one.end() - 1) for one in _SINGLE.finditer(text))
    return sorted((start, end) for start, end in found if end > start)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def inside(spot: Offsets, spans: Iterable[Offsets]) -> bool:
    """Whether a span touches any of the spans."""
    first, last = spot
    return any((start < last and first < end) or (first == last and start <= first < end) for start, end in spans)


def unit_of(draft_: Draft | Sequence[Offsets], at: int) -> Offsets | None:
    """The unit that holds a place of the parent."""
    for first, last in draft_.units if isinstance(draft_, Draft) else draft_:
        if first <= at < last:
            return first, last
    return None
