"""What each stretch of a text is: headline, body, caption, gallery or boilerplate. Marked, never lost."""

from __future__ import annotations

from collections.abc import Sequence

from wireroom.model import Notice, Part, PartKind, Span
from wireroom.report.heading import Head
from wireroom.report.rules import Furniture, ReportRules

CAPTION_WORDS = 60
"""Words of the longest line that is taken for a caption by its ending or by a credit inside it."""
LINE_WORDS = 12
"""Words of the longest line that a whole-line phrase of the lexicon may cover."""
_MARKS = " \t.:!…»>|•*·–—-[]()"
_NOTES = {"disclaimer", "auto_published", "not_reviewed", "advertisement", "embargo", "correction", "retraction"}


def parts(
    text: str, folded: str, lines: Sequence[Span], head: Head, notices: Sequence[Notice], rules: ReportRules
) -> tuple[Part, ...]:
    """The parts of a text, one a paragraph, two where an inline header opens the first line of the body; in order."""
    furniture = {span for span in head.furniture}
    spoken = [notice.span for notice in notices if notice.kind in _NOTES]
    found: list[Part] = []
    for number, line in enumerate(lines):
        if head.title is not None and line.start <= head.title.start < line.end:
            if head.title.start > line.start:
                found.append(Part("boilerplate", Span(line.start, head.title.start)))
            found.append(Part("headline", head.title))
        elif line in furniture:
            found.append(Part("boilerplate", line))
        elif number == head.body and line.start < head.start < line.end:
            found.append(Part("boilerplate", Span(line.start, head.start)))
            found.append(Part("body", Span(head.start, line.end)))
        else:
            whole = any(span.start <= line.start and line.end <= span.end for span in spoken)
            found.append(Part("boilerplate" if whole else _kind(text, folded, line, rules.furniture), line))
    return tuple(found)


def _kind(text: str, folded: str, line: Span, furniture: Furniture) -> PartKind:
    words = text[line.start : line.end]
    start = line.start + len(words) - len(words.lstrip(_MARKS + "\"'“‘"))
    stop = line.end - (len(words) - len(words.rstrip(_MARKS)))
    count = len(words.split(maxsplit=CAPTION_WORDS + 1))
    if not any(char.isalnum() for char in words):
        return "boilerplate"
    if count <= LINE_WORDS:
        if furniture.gallery.at(folded, start, stop) == stop:
            return "gallery"
        if furniture.line.at(folded, start, stop) == stop:
            return "boilerplate"
    if count <= CAPTION_WORDS:
        low = folded[line.start : line.end].rstrip(_MARKS.replace(")", ""))
        if furniture.caption_opening.at(folded, start, line.end) is not None or low.endswith(furniture.caption_ending):
            return "caption"
        if any(mark in low for mark in furniture.caption_inside):
            return "caption"
        if furniture.opening.at(folded, start, line.end) is not None:
            return "boilerplate"
    if count < furniture.inside_short and furniture.inside.search(folded, line.start, line.end) is not None:
        return "boilerplate"
    return "body"
