"""The text of a report as running prose for the parser: hard line ends taken out, capitals brought down; as long as it was."""

from __future__ import annotations

import re

WIDEST = 100
"""Code points of the longest line that can be one of a set width; wires and mail have 60 to 80."""
NARROWEST = 40
"""Code points of the narrowest column that counts as set to a width: below it stand lists and verse."""
WRAPPED = 4
"""Line ends inside paragraphs that a text must have before they can tell a width."""
FILLED = 0.85
"""Share of those line ends at which the next word would not have fitted. Set on the wires of MUC-4 (0.98 and more) and on
web texts of one paragraph a line (none) or of lists (below a half)."""
SLACK = 6
"""Code points by which a line may fall short of the widest: editors break by hand now and then."""
SHOUTED = 0.9
"""Share of letters in capitals from which a text counts as set in capitals."""
LETTERS = 120
"""Letters that a text must have for that: a headline alone may be set in capitals."""
_INNER = re.compile(r"(?<=\S)[ \t]*\n(?=\S)")
_ITEM = re.compile(r"(?:[-–—•*·]|\d{1,2}[.)])\s")
_OPENING = re.compile(r"(?:\A\W*|\n\W*|(?<!\.[a-z])[.?!][\"'”’)\]]*\s+[\"'“‘(]?|\[)[^\W\d_]")
_KEPT = re.compile(
    r"(?<=\d )(?:jan|feb|mar|march|apr|may|jun|jul|aug|sep|oct|nov|dec)\b|(?<![^\W_])i(?![^\W_])|\b(?:[a-z]\.){2,}"
    r"|\b(?:january|february|april|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mr|mrs|dr|gen|col|lt)\b"
)


def as_prose(text: str) -> str:
    """The text with a blank for every line end that only the width of the page set, and in the case of sentences when all of
    it is in capitals; code point for code point as long, so that spans hold. Any other text comes back as it is.

    A text is set to a width when most of its line ends inside paragraphs stand where the next word would not have fitted
    (as a greedy line breaker sets them); a line end before a blank line, an indented line or an item of a list ends a
    paragraph. In capitals the heads of sentences, the words of the calendar, initials and "I" keep theirs; names do not,
    since nothing tells them. Linear in the length of the text."""
    return _lowered(_joined(text))


def _joined(text: str) -> str:
    if text.count("\n") < WRAPPED or max(map(len, text.split("\n"))) < NARROWEST:
        return text
    ends = [(hit, *_around(text, hit)) for hit in _INNER.finditer(text)]
    width = max((length for _, length, _ in ends), default=0)
    if len(ends) < WRAPPED or not NARROWEST <= width <= WIDEST:
        return text
    full = [hit for hit, length, word in ends if length + 1 + word > width - SLACK]
    if len(full) < FILLED * len(ends):
        return text
    pieces, start = [], 0
    for hit in full:
        if _ITEM.match(text, hit.end()):
            continue
        pieces.append(text[start : hit.start()])
        pieces.append(" " * (hit.end() - hit.start()))
        start = hit.end()
    return "".join([*pieces, text[start:]])


def _around(text: str, end: re.Match[str]) -> tuple[int, int]:
    """The length of the line that ends there, and of the first word of the next one; both at most `WIDEST` + 1."""
    floor = max(end.start() - WIDEST - 1, 0)
    line = end.start() - max(text.rfind("\n", floor, end.start()) + 1, floor)
    word = 0
    while word <= WIDEST and end.end() + word < len(text) and not text[end.end() + word].isspace():
        word += 1
    return line, word


def _lowered(text: str) -> str:
    capitals = sum(map(str.isupper, text))
    letters = capitals + sum(map(str.islower, text))
    if letters < LETTERS or capitals < SHOUTED * letters:
        return text
    low = [small if len(small := char.lower()) == 1 else char for char in text]
    lowered = "".join(low)
    for hit in _OPENING.finditer(lowered):
        low[hit.end() - 1] = text[hit.end() - 1]
    for hit in _KEPT.finditer(lowered):
        first = hit.start()
        if "." in hit.group():
            low[first : hit.end()] = text[first : hit.end()]
        else:
            low[first] = text[first]
    return "".join(low)
