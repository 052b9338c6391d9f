"""The head of a report as it is gathered, and its lines of `Key: value` and of times."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wireroom.model import DateCandidate, Dateline, Span
from wireroom.report.agency import named, named_in_byline
from wireroom.report.dates import moments
from wireroom.report.rules import ReportRules

TITLE_WORDS = 30
"""Words of the longest line taken for a headline. The longest in the development stories has 27."""
TITLE_MARKS = 220
"""Code points of the longest line taken for a headline."""
ADDRESS_MARKS = 400
"""Code points of the longest line that is taken for a web address."""
STATED_WORDS = 4
"""Words that may stand before a stated time in a line that is about nothing else ("Xinhua | Updated: 2017-09-15 21:45")."""
_KEYS = (
    "title|headline|date|dated|pubdate|published|publication date|published on|published at|posted|posted on|created|updated|"
    "last updated|modified|source|publisher|outlet|author|authors|byline|by|url|link|agency|language|section|"
    "category|location|id|slug"
)
_ADDRESS = re.compile(r"(?i)(?:url\s*[:=]\s*|link\s*[:=]\s*)?(?P<url>https?://\S+|https?\s:\s/\s/\s.+)")
_SPACED = re.compile(r"\s+")
_PAIR = re.compile(rf"(?i)\s*(?P<key>{_KEYS})\s*[:=]\s*(?P<value>\S.*?)\s*")
_INLINE = re.compile(
    r"(?i)\s*(?P<key>date|dated|pubdate|published|posted|created|updated|last updated|modified)(?:\s+(?:on|at))?\s*[:=]?\s+"
    r"(?=\d|[a-z]{3,9}\.?\s+\d)"
)
_STATED = re.compile(
    r"(?i)\b(?P<key>first published|originally published|published|posted|created|updated|last updated|last modified|modified|"
    r"filed)\b(?:\s+(?:on|at))?\s*:?\s*"
)
_UPDATES = {"updated", "last updated", "modified", "last modified"}


@dataclass(slots=True)
class Head:
    """What stands at the head of a text, gathered line by line (and never handed on: `extract` makes a `Report` of it).

    `body` is the index of the line where the body begins; `start` the offset in it,
    after an inline header. `furniture` are spans of header lines, `dates` candidates found,
    `credits` agencies named, `address` a web
    address on a line of its own (its blanks taken out, as tokenised texts have them)."""

    body: int = 0
    start: int = 0
    title: Span | None = None
    title_text: str | None = None
    byline: str | None = None
    publisher: str | None = None
    address: str | None = None
    dateline: Dateline | None = None
    dates: list[DateCandidate] = field(default_factory=list)
    updated: str | None = None
    furniture: list[Span] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)


def read_header(head: Head, words: str, line: Span, rules: ReportRules) -> bool:
    if len(words) <= ADDRESS_MARKS and (address := _ADDRESS.fullmatch(words)):
        head.address = head.address or _SPACED.sub("", address["url"])
        head.furniture.append(line)
        return True
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
        if when is None:
            return False
        later = next((hit for hit in _STATED.finditer(value) if hit["key"].lower() in _UPDATES), None)
        if key in _UPDATES or later:
            changed = next(moments(value, later.end() if later else 0), None)
            head.updated = head.updated or (changed.value if changed else None)
        if key not in _UPDATES:
            head.dates.append(
                DateCandidate(
                    when.value,
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


def read_times(head: Head, text: str, line: Span, rules: ReportRules) -> bool:
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
    agencies = named(" ".join(re.findall(r"[^\W\d_]+", rest)[:6]), rules) if left else ()
    if left and not agencies:
        return False
    head.credits.extend(name for name in agencies if name not in head.credits)
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
    """on at the of am pm et est edt gmt utc bst ist pst pdt cet cest a p m updated published posted last modified first
    monday tuesday wednesday thursday friday saturday sunday mon tue tues
    wed thu thur thurs fri sat sun minutes hours ago read min time by story""".split()
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


def read_titled_time(head: Head, text: str, line: Span, rules: ReportRules) -> bool:
    """A headline with its time on the same line ("… reports Updated: 2016-07-15 06:50 (Xinhua)"): pages run them together."""
    key = _STATED.search(text, line.start, line.end) if line.end - line.start <= TITLE_MARKS + 60 else None
    if key is None or len(text[line.start : key.start()].split()) > TITLE_WORDS:
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
        name
        for name in [*named_in_byline(lead, rules), *named_in_byline(text[key.end() : line.end], rules)]
        if name not in head.credits
    )
    return True


def inline_header(head: Head, text: str, line: Span) -> None:
    """The machine-made header with which a line opens ("date 2026-01-06 Seoul, …"): its times go to the head."""
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
