"""Quotations: stretches between quotation marks, paired in one pass over each paragraph.

Marks known: curly “ ” ‘ ’, straight " and ', `` '' of typewriter and tokenised text, « », „ “. A single mark is an
apostrophe until its surroundings and a partner say otherwise. A quotation that is not closed in its paragraph runs on: to
the next paragraph when that opens with the mark again (each paragraph then gives its own quotation, `continues` set), to
a closing mark within the next few lines when no mark opens before it, and else to the end of its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wireroom.model import Span
from wireroom.text import paragraphs

_MARK = re.compile(r"``|''|[“”\"„«»‘’'‚]")
_DOUBLE = frozenset(("``", "''", "“", "”", '"', "„", "«", "»"))
_ELISION = re.compile(r"(?:em|tis|twas|til|cause|cos|n|bout|round|\d0s|\d\d)\b", re.IGNORECASE)
_CLITIC = re.compile(r"(?:s|re|ve|d|ll|m|t)(?![\w])", re.IGNORECASE)
RUN_ON = 12
"""Lines that an unclosed quotation may run on over without a mark: tokenised corpora put one sentence a line, and a quoted
paragraph is seldom longer than this many sentences."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between marks: `inner` without them, `outer` with them, `depth` 0 unless inside another.

    `continues` says that it goes on from the quotation before it, `runs_on` that no mark closes it."""

    inner: Span
    outer: Span
    single: bool
    depth: int = 0
    continues: bool = False
    runs_on: bool = False


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    text: str
    role: str
    """`open`, `close`, `either` or `apostrophe`."""

    @property
    def single(self) -> bool:
        return self.text not in _DOUBLE


def quotations(text: str) -> tuple[Quotation, ...]:
    """Every quotation of a text in order of its start, the outer before the inner. Linear in the length of the text."""
    lines = paragraphs(text)
    marks = [[mark for mark in _marks(text, line) if mark.role != "apostrophe"] for line in lines]
    found: list[Quotation] = []
    running: _Mark | None = None
    again = False
    for number, line in enumerate(lines):
        pairs, left = _paired(text, line, marks[number], running)
        for opener, closer, depth in pairs:
            begins_line = opener.start <= line.start
            found.append(_quotation(text, opener, closer, depth, continues=again and begins_line))
        again = False
        running = None
        if left is not None:
            how = _goes_on(lines, marks, number, left)
            if how == "again":
                found.append(_open(text, left, line.end, continues=_was_open(found, left, line)))
                again = True
            elif how == "on":
                running = left
            elif not left.single:
                found.append(_open(text, left, line.end, continues=_was_open(found, left, line)))
    return tuple(sorted(set(found), key=lambda item: (item.outer.start, -item.outer.end)))


def _was_open(found: Sequence[Quotation], mark: _Mark, line: Span) -> bool:
    return bool(found) and mark.start <= line.start and found[-1].runs_on and found[-1].single == mark.single


def _quotation(text: str, opener: _Mark, closer: _Mark, depth: int, *, continues: bool) -> Quotation:
    return Quotation(
        _trimmed(text, opener.end, closer.start), Span(opener.start, closer.end), opener.single, depth, continues=continues
    )


def _open(text: str, opener: _Mark, end: int, *, continues: bool) -> Quotation:
    return Quotation(_trimmed(text, opener.end, end), Span(opener.start, end), opener.single, continues=continues, runs_on=True)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _goes_on(lines: Sequence[Span], marks: Sequence[Sequence[_Mark]], number: int, left: _Mark) -> str:
    """`again` when the next line opens with the mark, `on` when a mark closes it a few lines on, `ends` otherwise."""
    for ahead in range(number + 1, min(number + 1 + RUN_ON, len(lines))):
        alike = next((mark for mark in marks[ahead] if mark.single == left.single), None)
        if alike is None:
            if left.single:
                return "ends"
            continue
        if alike.role != "close" and alike.start == lines[ahead].start:
            return "again" if ahead == number + 1 else "ends"
        return "on" if alike.role == "close" else "ends"
    return "ends"


def _paired(
    text: str, line: Span, marks: Sequence[_Mark], running: _Mark | None
) -> tuple[list[tuple[_Mark, _Mark, int]], _Mark | None]:
    """The pairs of one line, and the mark left open at its end that counts as a quotation, if any.

    `stack` holds at most one open mark of each kind, so a line of marks costs one pass."""
    stack: list[_Mark] = [running] if running else []
    marks = _told_apart(marks)
    pairs: list[tuple[_Mark, _Mark, int]] = []
    closers = _later_closers(text, marks)
    for at, mark in enumerate(marks):
        inside = next((place for place, held in enumerate(stack) if held.single == mark.single), None)
        role = mark.role
        if role == "either":
            role = "open" if inside is None else "close"
        if role == "close" and inside is not None:
            if mark.single and _possessive(text, mark) and closers[at]:
                continue
            pairs.append((stack[inside], mark, inside))
            del stack[inside:]
        elif role == "open" and inside is None:
            stack.append(mark)
        elif role == "open" and inside is not None and mark.text != '"':
            stack[inside:] = [mark]
    left = stack[0] if stack else None
    if left is not None and left.single and left is not running and left.start != line.start:
        left = None
    return pairs, left


def _told_apart(marks: Sequence[_Mark]) -> list[_Mark]:
    """The marks without the curly pairs between two straight ones: a quotation inside a quotation ("I said “no” twice")."""
    inner: set[int] = set()
    between: list[_Mark] | None = None
    for mark in marks:
        if mark.text == '"':
            if between and mark.role != "open" and all(one.text == "“”"[at % 2] for at, one in enumerate(between)):
                inner.update(one.start for one in between if len(between) % 2 == 0)
            between = [] if mark.role != "close" and between is None else None
        elif between is not None and not mark.single:
            between.append(mark)
    return [mark for mark in marks if mark.start not in inner]


def _later_closers(text: str, marks: Sequence[_Mark]) -> list[bool]:
    """For each mark, whether a single mark after punctuation closes later in the line before another single one opens."""
    later = [False] * len(marks)
    seen = False
    for at in range(len(marks) - 1, -1, -1):
        later[at] = seen
        mark = marks[at]
        if mark.single and mark.role == "open":
            seen = False
        elif mark.single and mark.start and text[mark.start - 1] in ".,!?…":
            seen = True
    return later


def _possessive(text: str, mark: _Mark) -> bool:
    before = text[mark.start - 1 : mark.start]
    after = text[mark.end : mark.end + 2]
    return before in "sxzSXZ" and before != "" and len(after) == 2 and after[0] == " " and after[1].isalnum()


def _marks(text: str, line: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, line.start, line.end):
        start, end = match.span()
        before = text[start - 1] if start > line.start else " "
        after = text[end] if end < line.end else " "
        yield _Mark(start, end, match.group(), _role(text, match.group(), before, after, start, end))


def _role(text: str, mark: str, before: str, after: str, start: int, end: int) -> str:
    if mark in {"“", "``", "„", "«"}:
        return "close" if mark == "“" and after.isspace() and not before.isspace() else "open"
    if mark == "”" and before.isspace() and after.isalnum():
        return "either"
    if mark in {"”", "''", "»"}:
        return "open" if mark == "''" and before.isspace() and after.isalnum() else "close"
    if mark == '"':
        if before.isdigit() and not after.isalnum() and not after.isspace():
            return "close"
        return _by_space(before, after)
    return _single(text, mark, before, after, start, end)


def _by_space(before: str, after: str) -> str:
    opens = before.isspace() or before in "([{—–-/“‘'"
    closes = after.isspace() or after in ".,;:!?)]}—–-/…”’'"
    if opens and not closes:
        return "open"
    if closes and not opens:
        return "close"
    return "either"


def _single(text: str, mark: str, before: str, after: str, start: int, end: int) -> str:
    if before.isalnum() and after.isalnum():
        return "apostrophe"
    if mark in "‘‚":
        return "apostrophe" if _ELISION.match(text, end) and not before.isspace() else "open"
    opens = (before.isspace() or before in '([{—–-/“"') and not after.isspace()
    if opens and mark == "'":
        return "apostrophe" if _ELISION.match(text, end) or _CLITIC.match(text, end) else "open"
    if opens:
        return "apostrophe"
    if before.isspace():
        return "apostrophe" if text[start - 2 : start - 1] in "sS" else "close"
    if before.isalnum() and after.isspace() and before in "sS":
        return "close"
    return "close"
