"""How two times stand to each other: by what they mean, how they are printed, and from what they were reckoned."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.compare import Relation
from wireroom.dossier.period import DAY, compare_periods, period

ONE_SENTENCE = 0.7
ENOUGH_WORDS = 3
"""The share and the number of content words that two clauses must have in common to be one sentence, taken over."""
_BY_REPORT = frozenset({"published", "dateline", "story"})


def compare_times(a: Aspect, b: Aspect) -> Relation:
    """The relation of two points of time: as their periods stand, but equal when one date is printed or one sentence was taken
    over, and compatible where only the day that a report went out, or an unnamed week, sets them apart."""
    first, second = _printed(a.point.text), _printed(b.point.text)
    if first.words == second.words and not first.yeared and (first.date or _one_clause(a, b)):
        return "equal"
    if _one_month(first, second) or _one_night(a, b) or _reckoned(a, b, first, second):
        return "compatible"
    x, y = a.point.value, b.point.value
    same = bool(x.get("value")) and x.get("value") == y.get("value") and (a.start, a.end) == (b.start, b.end)
    relation = compare_periods(
        period(a.start, a.end, x),
        period(b.start, b.end, y),
        same=same,
        printed=(str(x.get("value") or ""), str(y.get("value") or "")),
    )
    return "compatible" if relation == "conflict" and _one_weekday(first, second) else relation


class _Printed(NamedTuple):
    """A time as it is printed: its words in lower case, whether it is a month and a day, names a year, gives its weekday or
    date, is dated to more than a weekday, the weekdays in it, its only month (none where it has a figure), and whether it is
    told as late or early in its day."""

    words: str
    date: bool
    yeared: bool
    named: bool
    dated: bool
    weekdays: frozenset[str]
    month: str
    late: bool
    early: bool


@lru_cache(maxsize=20_000)
def _printed(text: str) -> _Printed:
    words = " ".join(text.lower().split())
    months = _MONTH_ALONE.findall(words)
    return _Printed(
        words=words,
        date=bool(_MONTH_DAY.search(words)),
        yeared=bool(_YEAR.search(text)),
        named=bool(_NAMED_DAY.search(text)),
        dated=bool(_DATED.search(text)),
        weekdays=frozenset(day.lower() for day in _DAY_NAME.findall(text)),
        month=months[0] if len(months) == 1 and not re.search(r"\d", text) else "",
        late=bool(_LATE.search(text)),
        early=bool(_EARLY.search(text)),
    )


def _one_clause(a: Aspect, b: Aspect) -> bool:
    """Whether two clauses are one sentence that one report took from the other: the same words in it are one reading then,
    however each report's own day resolved them."""
    x, y = set(a.clause), set(b.clause)
    return len(x & y) >= max(ENOUGH_WORDS, ONE_SENTENCE * len(x | y))


def _one_month(first: _Printed, second: _Printed) -> bool:
    """Whether both print one month and no year, and were reckoned a year or more apart: which year was meant is not told."""
    return bool(first.month) and first.month == second.month


def _one_night(a: Aspect, b: Aspect) -> bool:
    """Whether two days follow each other and the earlier is told as late: in another zone it is the next day already."""
    early, late = (a, b) if (a.start or "") <= (b.start or "") else (b, a)
    if not (_printed(early.point.text).late or _printed(late.point.text).early):
        return False
    if not early.start or early.start.startswith("T") or not late.start or late.start.startswith("T"):
        return False
    first, second = period(early.start[:10], early.start[:10]), period(late.start[:10], late.start[:10])
    return first is not None and second is not None and second.start - first.start == DAY


def _one_weekday(first: _Printed, second: _Printed) -> bool:
    """Whether both print one weekday without a date, and were reckoned a week apart: which week was meant is not told."""
    one = len(first.weekdays) == 1 and first.weekdays == second.weekdays
    return one and not (first.dated or second.dated)


def _reckoned(a: Aspect, b: Aspect, first: _Printed, second: _Printed) -> bool:
    """Whether two times differ by no more than a day that was only reckoned from the day of a report, which may have gone out
    past midnight or in another zone: unless both name their weekday or date, and then not the same."""
    if (first.named and second.named) or not a.start or not b.start:
        return False
    if a.point.value.get("from") not in _BY_REPORT and b.point.value.get("from") not in _BY_REPORT:
        return False
    x, y = period(a.start[:10], (a.end or a.start)[:10]), period(b.start[:10], (b.end or b.start)[:10])
    if x is None or y is None or x == y or x.floating or y.floating:
        return False
    if max(x.end - x.start, y.end - y.start) > 2 * DAY:
        return False
    return max(x.start - y.end, y.start - x.end) <= DAY


_LATE = re.compile(r"\b(?:late|night|evening|midnight)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|midnight|before dawn|small hours)\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_DAY_NAME = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:last|next) week|\d(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_MONTH_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
