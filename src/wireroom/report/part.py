"""What each stretch of a text is: headline, body, caption, gallery or boilerplate. Marked, never lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wireroom.model import Notice, Part, PartKind, Span
from wireroom.report.header import Head
from wireroom.report.rules import Furniture, ReportRules

CAPTION_WORDS = 60
"""Words of the longest line that is taken for a caption by a credit in it."""
LINE_WORDS = 12
"""Words of the longest line that a whole-line phrase of the lexicon may cover."""
UNFINISHED = range(7, 31)
"""Words of a line between paragraphs that ends in no mark and is taken for a caption: shorter ones are headings within the
text, longer ones are paragraphs that lost their end. Tuned on the development stories."""
LOOSE = 0.5
"""Share of paragraphs without an end mark above which a text's style leaves them out, and the rule above is not applied."""
TOKENISED = 3
"""Commas between blanks that show a text made of tokens, whose makers lose end marks too: the same rule is not applied."""
_MARKS = " \t.:!…»>|•*·–—-[]()"
_NOTES = {"disclaimer", "auto_published", "not_reviewed", "advertisement", "embargo", "correction", "retraction"}
_NUMBERED = re.compile(r"\d{1,3}/\d{1,3}\s+\S|.{0,600}\b(?:\d{1,3} of \d{1,3}|\d{1,3}/\d{1,3})$", re.DOTALL)
_CREDIT = re.compile(
    r"\(?(?:[A-ZÀ-Þ][\w.'’-]*[ ]){0,4}[A-ZÀ-Þ][\w.'’-]*[ ]?/[ ]?[A-ZÀ-Þ][\w.'’-]*(?:[ ][A-ZÀ-Þ][\w.'’-]*){0,3}\)?"
)
_AFTER_TAG = re.compile(r"(?:[ ]?[-:/][ ]?[^\W\d_]+(?:[ ][^\W\d_]+)?)?[ ][\"'“‘]?[A-ZÀ-Þ0-9]")
_CONNECTED = re.compile(
    r"(?:However|But|And|So|Also|Then|Meanwhile|Although|While|When|After|Before|Because|Since|If|According to|In addition|"
    r"Later|Still|Yet|He|She|They|It|We|I|His|Their|This|That|These|Those|There)\b"
)
"""Openings of a sentence that leans on the one before it, as captions do not."""
_MARK_INSIDE = re.compile(r"[.!?][\"”’)]*\s")
_ENDS = (".", "!", "?", "…", ":", ";", "”", '"')


def kinds_of(text: str, folded: str, lines: Sequence[Span], rules: ReportRules) -> list[PartKind]:
    """The kind of each paragraph told from its own words: body where nothing speaks against it."""
    return [_kind(text, folded, line, rules.furniture) for line in lines]


def parts(
    text: str, lines: Sequence[Span], kinds: Sequence[PartKind], head: Head, notices: Sequence[Notice]
) -> tuple[Part, ...]:
    """The parts of a text, one a paragraph, two where an inline header or a headline shares a line; in order.

    `kinds` as `kinds_of` gives them. Paragraphs that are wholly a disclaimer, an advertisement, a correction or the like are
    boilerplate. Between finished paragraphs, a line of middling length without an end mark is a caption.
    """
    furniture = set(head.furniture)
    spoken = [notice.span for notice in notices if notice.kind in _NOTES and notice.span is not None]
    loose = _loose_lines(text, lines, kinds, head)
    found: list[Part] = []
    for number, line in enumerate(lines):
        if head.title is not None and line.start <= head.title.start < line.end:
            pieces = [
                ("boilerplate", line.start, head.title.start),
                ("headline", *head.title),
                ("boilerplate", head.title.end, line.end),
            ]
            found.extend(Part(kind, Span(start, end)) for kind, start, end in pieces if text[start:end].strip())  # type: ignore[arg-type]
        elif line in furniture:
            found.append(Part("boilerplate", line))
        elif number == head.body and line.start < head.start < line.end:
            found.append(Part("boilerplate", Span(line.start, head.start)))
            found.append(Part("body", Span(head.start, line.end)))
        elif any(span.start <= line.start and line.end <= span.end for span in spoken):
            found.append(Part("boilerplate", line))
        else:
            found.append(Part("caption" if number in loose else kinds[number], line))
    return tuple(found)


def _loose_lines(text: str, lines: Sequence[Span], kinds: Sequence[PartKind], head: Head) -> frozenset[int]:
    """Numbers of the lines that stand between finished paragraphs and end in no mark: captions of pictures not in the text."""
    able = [number for number in range(head.body, len(lines)) if kinds[number] == "body"]
    ended = {number for number in able if text[lines[number].start : lines[number].end].rstrip("'’)]* ").endswith(_ENDS)}
    if len(able) - len(ended) > LOOSE * len(able) or text.count(" , ") >= TOKENISED:
        return frozenset()
    found = set()
    started = listing = False
    for number in able[:-1]:
        words = text[lines[number].start : lines[number].end]
        if number in ended:
            started, listing = True, words.endswith(":")
        elif started and not listing and _captioned(words):
            found.add(number)
    return frozenset(found)


def _captioned(words: str) -> bool:
    if "@" in words or words[0] in "-•*·–—\"“'‘" or words[0].islower() or _CONNECTED.match(words) or _MARK_INSIDE.search(words):
        return False
    return len(words.split(maxsplit=UNFINISHED.stop)) in UNFINISHED


def _kind(text: str, folded: str, line: Span, furniture: Furniture) -> PartKind:
    words = text[line.start : line.end]
    count = len(words.split(maxsplit=CAPTION_WORDS + 1))
    if count > CAPTION_WORDS and len(furniture.box.search(folded, line.start, line.end)) >= furniture.box_least:
        return "boilerplate"
    if count > CAPTION_WORDS and "of" not in words[-12:]:
        return "body"
    if not any(char.isalnum() for char in words):
        return "boilerplate"
    low = folded[line.start : line.end]
    start = line.start + len(words) - len(words.lstrip(_MARKS + "\"'“‘"))
    stop = line.end - (len(words) - len(words.rstrip(_MARKS)))
    if _NUMBERED.match(low.rstrip(_MARKS)) or furniture.gallery.at(folded, start, line.end) is not None:
        return "gallery"
    if count > CAPTION_WORDS:
        return "body"
    if count <= LINE_WORDS and furniture.line.at(folded, start, stop) == stop:
        return "boilerplate"
    if _is_caption(words, low, furniture, folded, Span(start, line.end)):
        return "caption"
    if furniture.opening.at(folded, start, line.end) is not None or (
        words[0] == "[" and words[-1] == "]" and words[-2:-1] not in ".!?"
    ):
        return "boilerplate"
    if count < furniture.inside_short and furniture.inside.search(folded, line.start, line.end):
        return "boilerplate"
    return "boilerplate" if not words.endswith(_ENDS) and low.endswith(furniture.ending) else "body"


def _is_caption(words: str, low: str, furniture: Furniture, folded: str, span: Span) -> bool:
    if furniture.caption_opening.at(folded, span.start, span.end) is not None or any(
        mark in low for mark in furniture.caption_inside
    ):
        return True
    if words.endswith(_ENDS) and not words.endswith((").", ")")):
        return False
    bare = low.rstrip(" .")
    for ending in furniture.caption_ending:
        if bare.endswith(ending) and not (ending[0].isalnum() and bare[-len(ending) - 1 : -len(ending)].isalnum()):
            return True
    if "/" in words and len(words) < 90 and _CREDIT.fullmatch(words):
        return True
    tag = next((tag for tag in furniture.caption_tags if words.startswith(tag)), None)
    return tag is not None and (words == tag or _AFTER_TAG.match(words, len(tag)) is not None)
