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
_LONG = frozenset({"correction", "retraction", "embargo", "disclaimer"})
"""Kinds of which the notice is the whole paragraph, not the flag alone."""
_OPEN = re.compile(r"[\s\[\](){}*_>#\"'“‘—–-]*")
_COLON = re.compile(r"[:\]](?!\d)")
_CLOSE = re.compile(r"[\s)\]*_]*(?:[:|–—]|-\s|--|\)|\])")


def notices(text: str, folded: str, lines: Sequence[Span], rules: ReportRules) -> tuple[Notice, ...]:
    """The notices of a text, by place, then kind. `lines` are its paragraphs, `folded` its folded form."""
    found: dict[tuple[NoticeKind, Span], None] = {}
    for number, line in enumerate(lines):
        start = _OPEN.match(text, line.start, line.end).end()  # type: ignore[union-attr]
        told: dict[str, Span] = {}
        if HEAD <= number < len(lines) - TAIL:
            told = dict.fromkeys(rules.notices.opening.labels_at(folded, start, line.end), line)
        else:
            for kind, hit in rules.notices.anywhere.search(folded, line.start, line.end).items():
                told[kind] = _sentence(text, line, hit)
            for kind in rules.notices.opening.labels_at(folded, start, line.end):
                told[kind] = line
        for kind, end in rules.notices.flag.labels_at(folded, start, line.end).items():
            flag = _flag(text, start, line, end)
            if flag is not None and (kind != "breaking" or number < HEAD):
                told[kind] = line if kind in _LONG and number > 0 else flag
        for kind in KINDS:
            if kind in told:
                found[kind, told[kind]] = None
    kept = sorted(found, key=lambda key: (key[1], KINDS.index(key[0])))
    return tuple(Notice(kind, span) for kind, span in kept)


def _flag(text: str, start: int, line: Span, end: int) -> Span | None:
    """The flag with its mark, when one opens the line: `UPDATE:`, `[BREAKING]`, `CORRECTION, Jan. 6:`, or is the whole line."""
    if not text[end : line.end].strip(" .:!*_-–—"):
        return Span(line.start, line.end)
    closed = _CLOSE.match(text, end, line.end)
    if closed and closed.end() - end <= 4:
        return Span(line.start, closed.end() - (len(closed.group()) - len(closed.group().rstrip())))
    mark = _COLON.search(text, end, min(line.end, end + 40))
    colon = mark.start() if mark else -1
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
