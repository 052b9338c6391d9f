"""Atoms: the smallest pieces of text that times and numbers are read from, finer than the parser's tokens.

A parser's tokens glue what a reader of numbers must hold apart ("8.49pm", "40m", "30cm-diameter", "five-year-old") and the
glue differs from text to text. Atoms are digits with their inner marks, letters, or one other character, and each knows the
token that it stands in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc, Token

    from wireroom.reading.quantity_words import Numeral

_ATOM = re.compile(
    r"(?P<number>\d{1,3}(?:,\d\d){1,6},\d{3}(?![\d,])|\d{1,3}(?:,\d{3}(?!\d))+(?:\.\d+)?|\d+(?:[.:]\d+)*)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+)"
    r"|(?P<mark>\S)"
)


Kind = Literal["number", "word", "mark"]
MARGIN = 64
"""Atoms of no text behind the last, which an index below nought meets as well: more than any rule looks ahead or back."""


class Atom(NamedTuple):
    """One piece: its span `[start, end)`, lower-cased `low`, kind, the index of its token, and what stands before it.

    `gap` is true after white space or at the start, `line` after a line end."""

    start: int
    end: int
    text: str
    low: str
    kind: Kind
    token: int
    gap: bool
    line: bool


class Atoms:
    """The atoms of one text with its parse, as the parser read it: a line end or capitals that only the layout set are none.

    `text` is the text as printed, in the same places. Reading beyond either end, by less than `MARGIN`, gives an atom of no
    text. `low(index)` is the lower-cased text of an atom, with one kind of dash and apostrophe. `numerals` is for the reader
    of numbers to keep what it has read: a text is read with one lexicon of number words."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.tokens = list(doc)
        self.items = _atoms(doc.text, self.tokens)
        self.numerals: dict[tuple[int, bool], Numeral | None] = {}
        self._size = len(self.items)
        self._padded = self.items + [_NOTHING] * MARGIN
        self.low: Callable[[int], str] = [atom.low for atom in self._padded].__getitem__
        self._starts = [atom.start for atom in self.items]
        self._sentences = [0] + [token.i for token in self.tokens if token.i and token.is_sent_start]

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, index: int) -> Atom:
        return self._padded[index]

    def glued(self, index: int) -> bool:
        """Whether the atom follows the one before without white space."""
        return 0 < index < self._size and not self.items[index].gap

    def token(self, index: int) -> Token:
        """The parser's token that holds the atom."""
        return self.tokens[self._padded[index].token]

    def sentence(self, token: int) -> tuple[int, int]:
        """The first token of the sentence of a token, and the one after its last."""
        at = bisect_right(self._sentences, token)
        return self._sentences[at - 1], self._sentences[at] if at < len(self._sentences) else len(self.tokens)

    def at(self, offset: int) -> int:
        """The index of the first atom that ends after the offset."""
        index = max(bisect_right(self._starts, offset) - 1, 0)
        while index < len(self.items) and self.items[index].end <= offset:
            index += 1
        return index

    def phrase(self, index: int, words: tuple[str, ...]) -> int:
        """The index after the words when they stand at `index` on one line, else 0."""
        if self.low(index) != words[0]:
            return 0
        for step, word in enumerate(words[1:], index + 1):
            atom = self._padded[step]
            if atom.low != word or atom.line:
                return 0
        return index + len(words)


_NOTHING = Atom(0, 0, "", "", "mark", 0, True, True)
_SAME = str.maketrans("–—‐‑−’‘ʼ", "-----'''")


def _atoms(text: str, tokens: Sequence[Token]) -> list[Atom]:
    ends = [token.idx + len(token) for token in tokens]
    final = len(ends) - 1
    token = last = 0
    found = []
    for match in _ATOM.finditer(text):
        start, end = match.span()
        while token < final and ends[token] <= start:
            token += 1
        piece = match.group()
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        low = piece.lower() if piece.isascii() else piece.lower().translate(_SAME)
        if start == last:
            found.append(Atom(start, end, piece, low, kind, token, start == 0, not last))
        else:
            found.append(Atom(start, end, piece, low, kind, token, True, not last or "\n" in text[last:start]))
        last = end
    return found
