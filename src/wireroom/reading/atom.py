"""Atoms: the smallest pieces of text that times and numbers are read from, finer than the parser's tokens.

A parser's tokens glue what a reader of numbers must hold apart ("8.49pm", "40m", "30cm-diameter", "five-year-old") and the
glue differs from text to text. Atoms are digits with their inner marks, letters, or one other character, and each knows the
token that it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ATOM = re.compile(
    r"(?P<number>\d{1,3}(?:,\d\d)+,\d{3}(?![\d,])|\d{1,3}(?:,\d{3}(?!\d))+(?:\.\d+)?|\d+(?:[.:]\d+)*)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+)"
    r"|(?P<mark>\S)"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One piece: its span `[start, end)`, lower-cased `low`, kind, the index of its token, and what stands before it.

    `gap` is true after white space or at the start, `line` after a line end."""

    start: int
    end: int
    text: str
    low: str
    kind: Literal["number", "word", "mark"]
    token: int
    gap: bool
    line: bool


class Atoms:
    """The atoms of one text with its parse. Reading beyond either end gives an atom of no text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.items = tuple(_atoms(doc))
        self._starts = [atom.start for atom in self.items]
        self._sentences = _sentences(doc)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Atom:
        return self.items[index] if 0 <= index < len(self.items) else _NOTHING

    def low(self, index: int) -> str:
        """The lower-cased text of the atom, with one kind of dash and apostrophe; nothing beyond the ends."""
        return self[index].low

    def glued(self, index: int) -> bool:
        """Whether the atom follows the one before without white space."""
        return 0 < index < len(self.items) and not self.items[index].gap

    def token(self, index: int) -> Token:
        """The parser's token that holds the atom."""
        return self.doc[self[index].token]

    def sentence(self, token: int) -> tuple[int, int]:
        """The first token of the sentence of a token, and the one after its last."""
        at = bisect_right(self._sentences, token)
        return self._sentences[at - 1], self._sentences[at] if at < len(self._sentences) else len(self.doc)

    def at(self, offset: int) -> int:
        """The index of the first atom that ends after the offset."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        while index < len(self.items) and self.items[index].end <= offset:
            index += 1
        return index

    def phrase(self, index: int, words: tuple[str, ...]) -> int:
        """The index after the words when they stand at `index` on one line, else 0."""
        for step, word in enumerate(words):
            atom = self[index + step]
            if atom.low != word or (step and atom.line):
                return 0
        return index + len(words)


def _sentences(doc: Doc) -> list[int]:
    """The first tokens of the sentences; a text without any has one."""
    return [0] + [token.i for token in doc if token.i and token.is_sent_start]


_NOTHING = Atom(0, 0, "", "", "mark", 0, True, True)
_SAME = str.maketrans("–—‐‑−’‘ʼ", "-----'''")


def _atoms(doc: Doc) -> Iterator[Atom]:
    text = text_of(doc)
    ends = [token.idx + len(token) for token in doc]
    token = 0
    last = 0
    for match in _ATOM.finditer(text):
        start, end = match.span()
        while token < len(ends) - 1 and ends[token] <= start:
            token += 1
        piece = match.group()
        kind: Literal["number", "word", "mark"]
        kind = "number" if match.lastgroup == "number" else "word" if match.lastgroup == "word" else "mark"
        between = text[last:start]
        low = piece.lower().translate(_SAME)
        yield Atom(start, end, piece, low, kind, token, start == 0 or start > last, not last or "\n" in between)
        last = end
