"""Times that stand in one place of a sentence and differ between two tied reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from wireroom.dossier.drift_mark import CLOSE, Drift, Grounds, mark, printed, short
from wireroom.dossier.drift_pair import Hunk, Pair, Sentence, Sheet
from wireroom.dossier.period import compare_periods, period, time_words
from wireroom.dossier.storytime import moment
from wireroom.model import Span, Timex

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = re.compile(
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?"
)
_ZONE = re.compile(r"\b(?:GMT|UTC|[ECMP][SD]?T|BST|CET|local)\b")
_SETTLED = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d|today|yesterday|tomorrow|tonight|(?:last|next) (?:week|month|year)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
"""Words that settle a time: "this week" and "the coming days" are as the writer pleases."""


def times(a: Sheet, b: Sheet, pair: Pair, hunk: Hunk, grounds: Grounds) -> list[Drift] | None:
    """The times of a place that cannot be one; None where the place holds no time on either side."""
    ours = _timexes(a, pair.a.stretch(hunk.a, hunk.a_end))
    theirs = _timexes(b, pair.b.stretch(hunk.b, hunk.b_end))
    days = _named_days(pair.a.words[hunk.a : hunk.a_end]), _named_days(pair.b.words[hunk.b : hunk.b_end])
    if not ours and not theirs:
        if days[0] and days[1] and not days[0] & days[1]:
            return [_time(a, b, pair, _of_hunk(pair.a, hunk.a, hunk.a_end), _of_hunk(pair.b, hunk.b, hunk.b_end), grounds)]
        return None
    if len(ours) != 1 or len(theirs) != 1:
        return [] if ours and theirs else None
    x, y = ours[0], theirs[0]
    zones = [set(_ZONE.findall(one.text)) for one in (x, y)]
    if zones[0] != zones[1] or not (_SETTLED.search(x.text) and _SETTLED.search(y.text)) or pair.close < CLOSE:
        return []
    if _own_day(a, pair.a, x) and _own_day(b, pair.b, y):
        return []
    if not _clash(a, b, x, y, grounds):
        return []
    return [_time(a, b, pair, x, y, grounds)]


def _timexes(sheet: Sheet, span: Span) -> list[Timex]:
    return [
        one
        for one in sheet.reading.timexes
        if one.type in ("DATE", "TIME")
        and not one.value.endswith("_REF")
        and one.span.start < span.end
        and span.start < one.span.end
    ]


def _own_day(sheet: Sheet, sentence: Sentence, timex: Timex) -> bool:
    """Whether a time is the day of the report that prints it, by its date or by "today" beside it: each has its own."""
    before = sheet.report.text[max(sentence.span.start, timex.span.start - BEFORE) : timex.span.start].lower()
    own = sheet.report.published.value
    return "today" in before or bool(own and len(own) >= len("2020-01-01") and timex.value[:10] == own[:10])


BEFORE = 12
"""Code points before a date in which "today" explains it."""


def _named_days(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if word in _WEEKDAYS)


def _of_hunk(sentence: Sentence, first: int, last: int) -> Timex:
    span = sentence.stretch(first, last)
    word = next(word for word in sentence.words[first:last] if word in _WEEKDAYS)
    return Timex("", span, word, "DATE", f"XXXX-WXX-{_WEEKDAYS.index(word) + 1}")


def _clash(a: Sheet, b: Sheet, x: Timex, y: Timex, grounds: Grounds) -> bool:
    """Whether two times cannot be one. Two that name their weekday, their day of a month or their year alike are one, whatever
    each report's own date makes of them; two that name other weekdays, or other days, are not."""
    first, second = ([word.lower() for word in re.findall(r"[A-Za-z]+|\d+", one.text)] for one in (x, y))
    mine, its = _named_days(first), _named_days(second)
    dates = [_month_day(words) for words in (first, second)]
    if dates[0] and dates[1]:
        return any(u != v for u, v in zip(dates[0], dates[1], strict=True) if u and v)
    if mine and its:
        return not mine & its
    one, two = moment(x, a.report, grounds.story), moment(y, b.report, grounds.story)
    if one is None or two is None:
        return False
    if bool(mine or dates[0]) != bool(its or dates[1]) and not (one.start and two.start):
        return False
    spans = [period(found.start, found.end, {"value": found.value}) for found in (one, two)]
    if not (mine or its or dates[0] or dates[1]) and a.report.published.value != b.report.published.value:
        relative = any(timex.anchor is not None for timex in (x, y))
        if relative:
            return False
    if _near(one.start, two.start) and (x.anchor or y.anchor):
        return False
    return compare_periods(spans[0], spans[1], same=one.value == two.value, printed=(one.value, two.value)) == "conflict"


def _near(a: str | None, b: str | None) -> bool:
    """Whether two days are at most one apart: a day reckoned from a report's date may be off by the night."""
    if not a or not b or a.startswith("T") or b.startswith("T") or a[:10] == b[:10]:
        return False
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) <= 1


def _month_day(words: Sequence[str]) -> tuple[str, str, str] | None:
    """Month (three letters), day and year as printed, each empty where not; None without a month."""
    month = next((word[:3] for word in words if _MONTH.fullmatch(word)), "")
    if not month:
        return None
    day = next((str(int(word)) for word in words if word.isdigit() and len(word) <= 2), "")
    year = next((word for word in words if word.isdigit() and len(word) == 4), "")
    return month, day, year


def _time(a: Sheet, b: Sheet, pair: Pair, x: Timex, y: Timex, grounds: Grounds) -> Drift:
    marks = []
    for sheet, sentence, timex in ((a, pair.a, x), (b, pair.b, y)):
        found = moment(timex, sheet.report, grounds.story)
        value = {
            "value": found.value if found else timex.value,
            "start": found.start if found else None,
            "end": found.end if found else None,
            "of": None,
            "from": found.found_in if found else None,
            "mod": timex.mod,
        }
        words = printed(sheet, timex.span)
        resolved = time_words(value)
        shown = f"{words} ({resolved})" if found and found.start and resolved.lower() not in words.lower() else words
        marks.append(mark(sheet, sentence, timex.span, value, shown))
    return Drift("time", marks[0], marks[1], about="time of " + short(a, pair.a, x.span))
