"""What a report says of itself: notices of the closed set, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wireroom.model import Notice, NoticeKind, Span
from wireroom.report.rules import KINDS, ReportRules
from wireroom.text import sentences

HEAD, TAIL = 12, 12
"""Paragraphs from each end of a report in which it can speak of itself in passing; between them only a paragraph that opens
as a notice counts, because there a report may tell of somebody else's correction."""
FLAG_WORDS = 6
"""Words that may stand before the mark that ends a flag: "CORRECTION, Jan. 6:"."""
_OPEN = re.compile(r"[\s\[\](){}*_>#\"'“‘—–-]*")
_CLOSE = re.compile(r"[\s)\]*_]*(?:[:|–—]|-\s|--|\)|\])")


def notices(text: str, folded: str, lines: Sequence[Span], rules: ReportRules) -> tuple[Notice, ...]:
    """The notices of a text, by place, then kind. `lines` are its paragraphs, `folded` its folded form."""
    found: dict[tuple[NoticeKind, Span], None] = {}
    for number, line in enumerate(lines):
        edge = number < HEAD or number >= len(lines) - TAIL
        start = _OPEN.match(text, line.start, line.end).end()  # type: ignore[union-attr]
        for kind in KINDS:
            forms = rules.notices[kind]
            flag = _flag(text, folded, start, line, forms.flag.at(folded, start, line.end))
            if flag is not None:
                long = kind in {"correction", "retraction", "embargo", "disclaimer"}
                found[kind, line if long and number > 0 else flag] = None
            elif forms.opening.at(folded, start, line.end) is not None:
                found[kind, line] = None
            if edge and kind not in {key[0] for key in found if key[1].start >= line.start}:
                hit = forms.anywhere.search(folded, line.start, line.end)
                if hit is not None:
                    found[kind, _sentence(text, line, hit)] = None
    kept = sorted(found, key=lambda key: (key[1], KINDS.index(key[0])))
    return tuple(Notice(kind, span) for kind, span in kept)


def _flag(text: str, folded: str, start: int, line: Span, end: int | None) -> Span | None:
    """The flag with its mark, when one opens the line: `UPDATE:`, `[BREAKING]`, `CORRECTION, Jan. 6:`; a line of its own too."""
    if end is None:
        return None
    if not text[end : line.end].strip(" .:!*_-–—"):
        return Span(line.start, line.end)
    closed = _CLOSE.match(text, end, line.end)
    if closed and closed.end() - end <= 4:
        return Span(line.start, closed.end() - (len(closed.group()) - len(closed.group().rstrip())))
    colon = text.find(":", end, min(line.end, end + 40))
    if (
        colon > 0
        and text[end] in " ,("
        and any(char.isdigit() for char in text[end:colon])
        and len(text[end:colon].split()) <= FLAG_WORDS
    ):
        return Span(line.start, colon + 1)
    return None


def _sentence(text: str, line: Span, hit: Span) -> Span:
    for piece in sentences(text[line.start : line.end]):
        if line.start + piece.start <= hit.start < line.start + piece.end:
            return Span(line.start + piece.start, line.start + piece.end)
    return line
