"""The head of a report: header lines, headline, byline, dateline, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wireroom.model import PartKind, Span
from wireroom.report.agency import named_in_byline
from wireroom.report.byline import inline_byline, only_names, read_byline
from wireroom.report.dateline import opening_dateline, signed
from wireroom.report.header import TITLE_MARKS, TITLE_WORDS, Head, inline_header, read_header, read_times, read_titled_time
from wireroom.report.rules import ReportRules

HEAD_LINES = 12
"""Lines in which a head may stand; a longer one is no head."""
DECK_LINES = 3
"""Lines between a headline and the dateline: a summary of one to three lines."""
LATE_LINES = 6
"""Lines in which a dateline with more to show than capitals and a dash may stand: below captions, points, a note."""
PAPER_WORDS = 8
"""Words of the longest line that names the paper of those who sign: "The (Wilmington, Del.) News Journal"."""
CAPITALISED = 0.8
"""Share of words of more than three letters with a capital in a headline set in capitals and small letters. In the body of
the development stories no sentence of four such words has it but those full of names."""


def head_of(
    text: str, lines: Sequence[Span], rules: ReportRules, *, title: str | None = None, kinds: Sequence[PartKind] = ()
) -> Head:
    """The head of a text whose paragraphs are `lines`; `title` is one known from beside the text.

    Line by line: `Key: value` headers, a headline, bylines and lines of time, until a line that reads as body. A line counts
    as headline when it has no sentence end, is short, and body follows; with a known title, when it says the same. Lines that
    `kinds` calls captions, galleries or boilerplate are passed over.
    """
    head = Head()
    for number, line in enumerate(lines[:HEAD_LINES]):
        head.body, head.start = number, line.start
        words = text[line.start : line.end]
        if (
            read_header(head, words, line, rules)
            or read_times(head, text, line, rules)
            or read_byline(head, words, line, rules)
        ):
            continue
        titled = head.title is None and _is_title(words, line, lines, number, text, title)
        opened = opening_dateline(text, line.start, line.end, rules)
        if opened is not None and not (titled and text[opened[0].span.end - 1] == ":"):
            break
        named = (title is not None or head.title is not None) and (not kinds or kinds[number] == "body")
        if named and _signature(head, text, lines, number, rules):
            continue
        if titled:
            head.title, head.title_text = line, words
            continue
        if read_titled_time(head, text, line, rules) or (kinds and kinds[number] != "body"):
            continue
        break
    else:
        head.body, head.start = (len(lines), len(text)) if len(lines) <= HEAD_LINES else (HEAD_LINES, lines[HEAD_LINES].start)
    if head.body < len(lines):
        _opening(head, text, lines[head.body], rules)
        if head.dateline is None:
            _late_dateline(head, text, lines, rules, wants_title=title is None)
    return head


def _late_dateline(head: Head, text: str, lines: Sequence[Span], rules: ReportRules, *, wants_title: bool) -> None:
    """A dateline below lines that did not look like a head: a headline with a full stop, a summary, captions, a note.

    After one to three short lines any dateline will do; further down, or below a long line, it needs a sign of its own."""
    first, short = head.body, True
    for number in range(first, min(first + 1 + LATE_LINES, len(lines))):
        line = lines[number]
        opened = opening_dateline(text, line.start, line.end, rules) if number > first else None
        short = short and number <= first + DECK_LINES
        if opened is not None and (short or signed(*opened, text, rules)):
            head.dateline, agencies = opened
            head.credits.extend(agencies)
            if short and head.title is None and wants_title and head.start == lines[first].start:
                head.title, head.title_text = lines[first], text[lines[first].start : lines[first].end]
                head.body, head.start = first + 1, lines[first + 1].start
            return
        short = short and len(text[line.start : line.end].split()) <= TITLE_WORDS


def _signature(head: Head, text: str, lines: Sequence[Span], number: int, rules: ReportRules) -> bool:
    """Whether a line is nothing but names, and the next names an outlet, or a dateline opens it or the one after a short line
    (their paper); the head gets them as byline. Names without "By" are told from other short lines by nothing else."""
    line = lines[number]
    if head.byline is not None or not only_names(text[line.start : line.end]):
        return False
    for later in range(number + 1, min(number + 3, len(lines))):
        here = lines[later]
        if later == number + 1 and text[here.start : here.end].strip().lower() in rules.outlets:
            head.byline = text[line.start : line.end].strip()
            head.furniture.extend((line, here))
            return True
        if opening_dateline(text, here.start, here.end, rules) is not None:
            head.byline = text[line.start : line.end].strip()
            head.furniture.extend(lines[number:later])
            if later > number + 1:
                paper = text[lines[number + 1].start : lines[number + 1].end]
                head.credits.extend(name for name in named_in_byline(paper, rules) if name not in head.credits)
            return True
        if len(text[here.start : here.end].split()) > PAPER_WORDS or text[here.end - 1] in '.!?"”':
            return False
    return False


def _opening(head: Head, text: str, line: Span, rules: ReportRules) -> None:
    """The machine-made header, the byline and the dateline with which the first line of the body opens."""
    inline_header(head, text, line)
    start = head.start
    signed = inline_byline(text, start, line.end)
    able = [
        (stop, opening_dateline(text, stop + _blank(text[stop : line.end]), line.end, rules)) for stop in (signed or (0, []))[1]
    ]
    for stop, found in sorted(able, key=lambda item: item[1] is not None and item[1][0].place is None):
        if found is not None and signed:
            head.byline = head.byline or text[signed[0] : stop].strip()
            head.dateline, agencies = found
            head.credits.extend(agencies)
            return
    opened = opening_dateline(text, start, line.end, rules)
    if opened is not None:
        head.dateline, agencies = opened
        head.credits.extend(agencies)


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip(" ,|-–—\t"))


def _is_title(words: str, line: Span, lines: Sequence[Span], number: int, text: str, title: str | None) -> bool:
    if len(words) > TITLE_MARKS or len(words.split()) > TITLE_WORDS:
        return False
    if title is not None:
        return _same(words, title) and (not words.endswith(".") or title.endswith("."))
    if number + 1 >= len(lines) or len(words.split()) < 3:
        return False
    if words.rstrip("\"'”’)").endswith((".", ":", ";", ",")) and not words.endswith("...") and not _capitalised(words):
        return False
    if words[:1].islower() or (words[:1] in "\"“'‘([" and words[-1:] in "\"”'’)]" and words.count('"') == 2):
        return False
    following = [text[other.start : other.end] for other in lines[number + 1 : number + 5]]
    return any(len(other.split()) >= 12 or other.rstrip("\"'”’)").endswith((".", "!", "?")) for other in following)


def _capitalised(words: str) -> bool:
    """Whether a line is set as headlines are: most of its longer words with a capital."""
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= CAPITALISED * len(long)


def _same(one: str, two: str) -> bool:
    """Whether two headlines share most of their words."""
    a, b = (set(re.findall(r"[^\W_]+", item.lower())) for item in (one, two))
    return bool(a and b) and len(a & b) >= 0.7 * max(len(a), len(b))
