"""The head of a report: header lines, headline, byline, dateline, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wireroom.model import DateCandidate, Dateline, PartKind, Span
from wireroom.report.agency import named
from wireroom.report.dateline import opening_dateline
from wireroom.report.dates import moment, moments
from wireroom.report.rules import ReportRules

HEAD_LINES = 12
"""Lines in which a head may stand; a longer one is no head."""
TITLE_WORDS = 30
"""Words of the longest line taken for a headline. The longest in the development stories has 27."""
TITLE_MARKS = 220
"""Code points of the longest line taken for a headline."""
DECK_LINES = 3
"""Lines between a headline and the dateline: a summary of one to three lines."""
CAPITALISED = 0.8
"""Share of words of more than three letters with a capital in a headline set in capitals and small letters. In the body of
the development stories no sentence of four such words has it but those full of names."""
BYLINE_WORDS = 16
STATED_WORDS = 4
"""Words that may stand before a stated time in a line that is about nothing else ("Xinhua | Updated: 2017-09-15 21:45")."""
_KEYS = r"title|headline|date|dated|pubdate|published|publication date|published on|published at|posted|posted on|created|updated|last updated|modified|source|publisher|outlet|author|authors|byline|by|url|link|agency|language|section|category|location|id|slug"
_PAIR = re.compile(rf"(?i)\s*(?P<key>{_KEYS})\s*[:=]\s*(?P<value>\S.*?)\s*")
_INLINE = re.compile(
    r"(?i)\s*(?P<key>date|dated|pubdate|published|posted|created|updated|last updated|modified)(?:\s+(?:on|at))?\s*[:=]?\s+(?=\d|[a-z]{3,9}\.?\s+\d)"
)
_STATED = re.compile(
    r"(?i)\b(?P<key>first published|originally published|published|posted|created|updated|last updated|last modified|modified|filed)\b(?:\s+(?:on|at))?\s*:?\s*"
)
_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_PERSON = rf"{_NAME}(?:\s+(?:(?:de|da|di|del|van|von|der|den|la|le|el|al|bin|ibn|ben|dos|du|ter)\s+)?{_NAME}){{1,3}}"
_BY = re.compile(
    r"(?:(?:[Ss]tory |[Ww]ritten |[Rr]eported |[Pp]osted |[Ff]iled |[Rr]eporting |[Aa]nalysis )?[Bb]y|BY)\b:?\s+(?=\S)"
)
_AUTHORS = re.compile(rf"(?P<names>{_PERSON}(?:(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+|\s*&\s*){_PERSON}){{0,5}})")
_SIGNED = re.compile(
    rf"(?P<names>{_PERSON}(?:(?:\s*,\s*|\s+and\s+){_PERSON}){{0,3}})\s*(?:,|\||/|\s[-–—]\s|\s+for\s+(?:the\s+)?)\s*(?P<desk>[^|]{{2,40}})"
)
_UPDATES = {"updated", "last updated", "modified", "last modified"}


@dataclass(slots=True)
class Head:
    """What stands at the head of a text. `body` is the index of the line where the body begins; `start` the offset in it,
    after an inline header. `furniture` are spans of header lines, `dates` candidates found, `credits` agencies named."""

    body: int = 0
    start: int = 0
    title: Span | None = None
    title_text: str | None = None
    byline: str | None = None
    publisher: str | None = None
    dateline: Dateline | None = None
    dates: list[DateCandidate] = field(default_factory=list)
    updated: str | None = None
    furniture: list[Span] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)


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
        if _header(head, words, line, rules) or _time_line(head, text, line) or _byline(head, words, line, rules):
            continue
        if opening_dateline(text, line.start, line.end, rules) is not None:
            break
        if head.title is None and _is_title(words, line, lines, number, text, title):
            head.title, head.title_text = line, words
            continue
        if _titled_time(head, text, line, rules) or (kinds and kinds[number] != "body"):
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
    """A dateline after one to three short lines that did not look like a head: a headline with a full stop, a summary."""
    first = head.body
    for number in range(first, min(first + 1 + DECK_LINES, len(lines))):
        opened = opening_dateline(text, lines[number].start, lines[number].end, rules) if number > first else None
        if opened is not None:
            head.dateline, agencies = opened
            head.credits.extend(agencies)
            if head.title is None and wants_title and head.start == lines[first].start:
                head.title, head.title_text = lines[first], text[lines[first].start : lines[first].end]
                head.body, head.start = first + 1, lines[first + 1].start
            return
        if len(text[lines[number].start : lines[number].end].split()) > TITLE_WORDS:
            return


def _opening(head: Head, text: str, line: Span, rules: ReportRules) -> None:
    """The machine-made header, the byline and the dateline with which the first line of the body opens."""
    while (pair := _INLINE.match(text, head.start, line.end)) and (
        found := next(
            (when for when in moments(text, pair.end(), min(line.end, pair.end() + 60)) if when.span.start == pair.end()), None
        )
    ):
        if line.end - found.span.end < 20 or text[found.span.end : found.span.end + 1] not in {" ", "|", ",", ";", "\t", "."}:
            break
        span = Span(head.start, found.span.end)
        if pair["key"].lower() in _UPDATES:
            head.updated = head.updated or found.value
        else:
            head.dates.append(DateCandidate(found.value, "header", text[span.start : span.end].strip(), span))
        head.furniture.append(span)
        head.start = (
            found.span.end + len(text[found.span.end : line.end]) - len(text[found.span.end : line.end].lstrip(" |,;.\t"))
        )
    start = head.start
    by = _BY.match(text, start, line.end)
    if by and (names := _AUTHORS.match(text, by.end(), min(line.end, by.end() + 160))):
        for stop in _ends(names):
            found_line = opening_dateline(
                text, stop + len(text[stop : line.end]) - len(text[stop : line.end].lstrip(" ,|-–—\t")), line.end, rules
            )
            if found_line is not None:
                head.byline = head.byline or text[by.end() : stop].strip()
                head.dateline, agencies = found_line
                head.credits.extend(agencies)
                return
    opened = opening_dateline(text, start, line.end, rules)
    if opened is not None:
        head.dateline, agencies = opened
        head.credits.extend(agencies)


def _ends(names: re.Match[str]) -> list[int]:
    """Places where the names of an inline byline may end: after each word, longest first."""
    found = names.group("names")
    return [names.start() + hit.end() for hit in re.finditer(r"\S+", found)][::-1][:-1]


def _header(head: Head, words: str, line: Span, rules: ReportRules) -> bool:
    pair = _PAIR.fullmatch(words) if len(words) <= TITLE_MARKS + 20 else None
    if pair is None:
        return False
    key, value = pair["key"].lower(), pair["value"]
    if key in {"title", "headline"}:
        head.title = Span(line.start + pair.start("value"), line.start + pair.end("value"))
        head.title_text = value
        head.furniture.append(Span(line.start, head.title.start))
        return True
    if "dat" in key or ("publish" in key and key != "publisher") or key.startswith(("posted", "created", "modified")):
        when = next(moments(value), None)
        if when is None and not value[:1].isdigit():
            return False
        if key in _UPDATES:
            head.updated = head.updated or moment(value)
        else:
            head.dates.append(
                DateCandidate(
                    when.value if when else None,
                    "header",
                    value,
                    Span(line.start + pair.start("value"), line.start + pair.end("value")),
                )
            )
    elif key in {"source", "publisher", "outlet", "agency"}:
        if len(value.split()) > 6:
            return False
        agencies = named(value, rules)
        head.credits.extend(agencies)
        if key != "agency" and (key != "source" or not agencies):
            head.publisher = head.publisher or value
    elif key in {"author", "authors", "byline", "by"}:
        head.byline = head.byline or value
        head.credits.extend(named(value, rules))
    elif len(value.split()) > TITLE_WORDS:
        return False
    head.furniture.append(line)
    return True


def _time_line(head: Head, text: str, line: Span) -> bool:
    """A line of nothing but times: "Published: 12:30 GMT, 8 November 2016 | Updated: 17:52", "January 6, 2026"."""
    if line.end - line.start > 160 or not any(char.isdigit() for char in text[line.start : line.end]):
        return False
    found = [when for when in moments(text, line.start, line.end) if when.value or when.month]
    if not found:
        return False
    rest = "".join(
        text[start:end]
        for start, end in zip(
            [line.start, *(when.span.end for when in found)], [*(when.span.start for when in found), line.end], strict=True
        )
    )
    rest = _STATED.sub(" ", rest)
    left = [word for word in re.findall(r"[^\W\d_]+", rest.lower()) if word not in _TIME_WORDS]
    if left:
        return False
    _stated(head, text, line)
    if (
        not any(line.start <= (item.span or line).start < line.end for item in head.dates)
        and found[0].value
        and not _STATED.search(text, line.start, line.end)
    ):
        head.dates.append(DateCandidate(found[0].value, "text", text[line.start : line.end], line))
    head.furniture.append(line)
    return True


_TIME_WORDS = frozenset(
    """on at the of am pm et est edt gmt utc bst ist pst pdt cet cest a p m updated published posted last modified first monday tuesday wednesday thursday friday saturday sunday mon tue tues
    wed thu thur thurs fri sat sun minutes hours ago read min time by""".split()
)


def _stated(head: Head, text: str, line: Span) -> None:
    """Times that the line lays to publication or update, added to the head."""
    for key in _STATED.finditer(text, line.start, line.end):
        when = next(moments(text, key.end(), min(line.end, key.end() + 48)), None)
        if when is None or when.span.start - key.end() > 24:
            continue
        if key["key"].lower() in _UPDATES:
            head.updated = head.updated or when.value
        elif when.value or not when.possible:
            head.dates.append(
                DateCandidate(when.value, "text", text[key.start() : when.span.end], Span(key.start(), when.span.end))
            )


def stated_times(text: str, line: Span, head: Head) -> bool:
    """Whether a line further down ("Published: 12:30 GMT, 8 November 2016") is about times; they are added to the head."""
    if line.end - line.start > 160 or not (key := _STATED.search(text, line.start, line.end)):
        return False
    if len(text[line.start : key.start()].split()) > STATED_WORDS:
        return False
    before = len(head.dates), head.updated
    _stated(head, text, line)
    return (len(head.dates), head.updated) != before


def _titled_time(head: Head, text: str, line: Span, rules: ReportRules) -> bool:
    """A headline with its time on the same line ("… reports Updated: 2016-07-15 06:50 (Xinhua)"), as some pages run together."""
    key = _STATED.search(text, line.start, line.end)
    if key is None or line.end - line.start > TITLE_MARKS + 60 or len(text[line.start : key.start()].split()) > TITLE_WORDS:
        return False
    before = len(head.dates), head.updated
    _stated(head, text, line)
    if (len(head.dates), head.updated) == before or line.end - key.end() > 80:
        return False
    lead = text[line.start : key.start()].rstrip(" |-–—")
    if len(lead.split()) >= 3 and head.title is None:
        head.title, head.title_text = Span(line.start, line.start + len(lead)), lead
    else:
        head.furniture.append(line)
    head.credits.extend(
        name for name in [*_credits(lead, rules), *_credits(text[key.end() : line.end], rules)] if name not in head.credits
    )
    return True


def _byline(head: Head, words: str, line: Span, rules: ReportRules) -> bool:
    if len(words) > 200 or len(words.split()) > BYLINE_WORDS or words.endswith(("!", "?")):
        return False
    by = _BY.match(words)
    if by:
        rest = words[by.end() :]
        names = _AUTHORS.match(rest)
        agencies = named(rest, rules)
        if names is None and not agencies and rest.lower().strip(" .") not in rules.outlets and not rest.isupper():
            return False
        head.byline = head.byline or (_tidy(rest, names) if names or not agencies else rest)
        head.credits.extend(_credits(rest, rules))
    else:
        signed = _SIGNED.fullmatch(words)
        if signed is None or words.endswith("."):
            return False
        desk = signed["desk"].strip()
        agencies = named(desk, rules)
        if (
            not agencies
            and desk.lower() not in rules.outlets
            and not re.search(r"(?i)\b(?:correspondent|reporter|editor|staff writer|bureau)\b", desk)
        ):
            return False
        head.byline = head.byline or signed["names"]
        head.credits.extend(agencies)
    head.furniture.append(line)
    return True


def _tidy(rest: str, names: re.Match[str] | None) -> str:
    """The names of a byline without desk and agency: "Jane Roe, Reuters" gives "Jane Roe"."""
    if names is None:
        return rest.strip(" ,|")
    found = names["names"]
    if found.isupper() or not re.match(r"\s*(?:[,|(/]|$|[-–—]|for\b|in\b|of\b|at\b|and\b)", rest[names.end() :]):
        return re.split(r"\s*[|/(]|,\s|\s[-–—]\s|\s+(?:for|in)\s+", rest)[0].strip(" ,")
    return found


def _credits(rest: str, rules: ReportRules) -> list[str]:
    found: list[str] = []
    for piece in re.split(r"[,|/()]|\s[-–—]\s|\s+for\s+", rest):
        found.extend(name for name in named(piece, rules) if name not in found)
    return found


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
