"""Lines for a terminal: wrapped to a width that counts columns, side by side where asked, coloured only when asked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

NARROWEST = 40
"""Columns below which we do not go: words would break more often than not."""
TIGHT = "\u00a0"
"""Joins words that should stay on one line; printed as a space."""

STYLES = {
    "title": "1",
    "head": "1;36",
    "dim": "2",
    "strong": "1",
    "disputed": "1;31",
    "revised": "33",
    "warn": "33",
    "ref": "36",
}
"""The escape code of each style."""
GUTTER = " │ "
"""What stands between two columns."""


class Page:
    """Lines being written, of `width` columns, coloured when asked."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = max(width, NARROWEST)
        self.colour = colour
        self._lines: list[str] = []

    def gap(self) -> None:
        """Adds an empty line, unless there is one or nothing stands before it."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def head(self, words_: str) -> None:
        """Adds a heading."""
        self.gap()
        self.put(words_.upper(), style="head")

    def rule(self) -> None:
        """Adds a rule across the page."""
        self._lines.append(self.paint("─" * self.width, "dim"))

    def put(self, what: str, *, style: str = "", first: str = "", rest: str | None = None) -> None:
        """Adds `what`, wrapped, after `first` on its first line and `rest` (as many spaces, if not given) on the others."""
        rest = " " * columns(first) if rest is None else rest
        for place, part in enumerate(wrapped(what, self.width - max(columns(first), columns(rest)))):
            self._lines.append((rest if place else first) + self.paint(part, style))

    def beside(self, left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]], *, indent: str) -> None:
        """Adds two columns of equal width, each of paragraphs with their styles."""
        wide = (self.width - columns(indent) - columns(GUTTER)) // 2
        sides = [[(part, style) for what, style in side for part in wrapped(what, wide)] for side in (left, right)]
        for (one, its), (other, own) in zip_longest(*sides, fillvalue=("", "")):
            gap = " " * (wide - columns(one))
            self._lines.append(f"{indent}{self.paint(one, its)}{gap}{self.paint(GUTTER, 'dim')}{self.paint(other, own)}")

    def paint(self, what: str, style: str) -> str:
        """The words with the escape codes of a style around them; as they are when there is no colour."""
        if not (self.colour and style and what):
            return what
        return f"\x1b[{STYLES[style]}m{what}\x1b[0m"

    def text(self) -> str:
        """The page, ending in one newline."""
        return "\n".join(one.rstrip() for one in self._lines).rstrip("\n") + "\n"


def columns(text: str) -> int:
    """The columns that a text takes on a terminal: two for wide characters, none for marks that stand on others."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """The words of a text in lines of at most `width` columns; a longer word is broken. An empty text gives one empty line.

    Words joined by a no-break space stay together where they can."""
    held, used = "", 0
    for word in text.replace("\n", " ").split(" "):
        for piece in _pieces(word.replace(TIGHT, " "), width) if word else ():
            size = columns(piece)
            if held and used + 1 + size > width:
                yield held
                held, used = piece, size
            else:
                held, used = (f"{held} {piece}", used + 1 + size) if held else (piece, size)
    yield held


def _pieces(word: str, width: int) -> Iterator[str]:
    if columns(word) <= width:
        yield word
        return
    piece, used = "", 0
    for char in word:
        size = columns(char)
        if piece and used + size > width:
            yield piece
            piece, used = "", 0
        piece, used = piece + char, used + size
    yield piece
