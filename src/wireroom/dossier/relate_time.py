"""How two times stand to each other: by what they mean, how they are printed, and from what they were reckoned."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.compare import Relation
from wireroom.dossier.period import DAY, Period, compare_periods, period

ONE_SENTENCE = 0.7
ENOUGH_WORDS = 3
"""The share and the number of content words that two clauses must have in common to be one sentence, taken over."""
SUNDAY = 0
"""What is left of the number of a Sunday (`date.toordinal`) when whole weeks are taken away."""
_WEEK = re.compile(r"\d{4}-W\d\d")
_BY_REPORT = frozenset({"published", "dateline", "story"})


def compare_times(a: Aspect, b: Aspect) -> Relation:
    """The relation of two points of time: as their periods stand, but equal when one date is printed or one sentence was taken
    over, and compatible where only the day that a report went out, or an unnamed week, sets them apart."""
    x, y = _timed(a), _timed(b)
    return "equal" if _one_print(x.printed, y.printed, a.clause, b.clause) else _by_meaning(x, y)


def time_relations(aspects: Sequence[Aspect]) -> Callable[[int, int], Relation]:
    """`compare_times` by the places of some aspects, each looked up once for all its pairs, and what two times mean beside each
    other told once for all that give them."""
    times = [_timed(one) for one in aspects]
    numbers: dict[_Timed, int] = {}
    number = [numbers.setdefault(one, len(numbers)) for one in times]
    distinct = list(numbers)

    @cache
    def by_meaning(x: int, y: int) -> Relation:
        return _by_meaning(distinct[x], distinct[y])

    def compared(i: int, j: int) -> Relation:
        if _one_print(times[i].printed, times[j].printed, aspects[i].clause, aspects[j].clause):
            return "equal"
        return by_meaning(number[i], number[j])

    return compared


class _Timed(NamedTuple):
    """A time with what comparing needs of it: how it is printed, its first day as an ISO day and as a period (both empty for
    an hour of an unknown day), its days and its period, its bounds and its TIMEX3 value, whether it was reckoned from the
    day of a report, and whether it is a week reckoned so on a Sunday."""

    printed: _Printed
    start: str
    day: Period | None
    days: Period | None
    period: Period | None
    bounds: tuple[str | None, str | None]
    value: str
    reckoned: bool
    sunday: bool


def _timed(aspect: Aspect) -> _Timed:
    value = aspect.point.value
    rough = bool(value.get("about")) or value.get("mod") == "APPROX"
    reckoned = value.get("from") in _BY_REPORT
    text = str(value.get("value") or "")
    return _timed_by(aspect.point.text, aspect.start, aspect.end, text, rough, reckoned, reckoned and _of_sunday(aspect, text))


def _of_sunday(aspect: Aspect, value: str) -> bool:
    """Whether a time is a week and its report is of a Sunday."""
    day = period(aspect.point.as_of, aspect.point.as_of) if _WEEK.fullmatch(value) else None
    return day is not None and day.length < DAY and day.start // DAY % 7 == SUNDAY


@lru_cache(maxsize=20_000)
def _timed_by(text: str, start: str | None, end: str | None, value: str, rough: bool, reckoned: bool, sunday: bool) -> _Timed:
    dated = bool(start) and not str(start).startswith("T")
    return _Timed(
        printed=_printed(text),
        start=start or "",
        day=period(start[:10], start[:10]) if start and dated else None,
        days=period(start[:10], (end or start)[:10]) if start else None,
        period=period(start, end, {"value": value, "about": rough}),
        bounds=(start, end),
        value=value,
        reckoned=reckoned,
        sunday=sunday,
    )


def _one_print(first: _Printed, second: _Printed, ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two times are printed alike, as one date without a year or in one sentence."""
    return first.words == second.words and not first.yeared and (first.date or _one_clause(ours, theirs))


def _by_meaning(x: _Timed, y: _Timed) -> Relation:
    """The relation of two times that are not told by one print."""
    first, second = x.printed, y.printed
    if _one_month(first, second) or _one_night(x, y) or _reckoned(x, y) or _one_week(x, y):
        return "compatible"
    same = bool(x.value) and x.value == y.value and x.bounds == y.bounds
    relation = compare_periods(x.period, y.period, same=same, printed=(x.value, y.value))
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


def _one_clause(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two clauses are one sentence that one report took from the other: the same words in it are one reading then,
    however each report's own day resolved them."""
    x, y = set(a), set(b)
    return len(x & y) >= max(ENOUGH_WORDS, ONE_SENTENCE * len(x | y))


def _one_month(first: _Printed, second: _Printed) -> bool:
    """Whether both print one month and no year, and were reckoned a year or more apart: which year was meant is not told."""
    return bool(first.month) and first.month == second.month


def _one_night(a: _Timed, b: _Timed) -> bool:
    """Whether two days follow each other and the earlier is told as late: in another zone it is the next day already."""
    early, late = (a, b) if a.start <= b.start else (b, a)
    if not (early.printed.late or late.printed.early):
        return False
    return early.day is not None and late.day is not None and late.day.start - early.day.start == DAY


def _one_weekday(first: _Printed, second: _Printed) -> bool:
    """Whether both print one weekday without a date, and were reckoned a week apart: which week was meant is not told."""
    one = len(first.weekdays) == 1 and first.weekdays == second.weekdays
    return one and not (first.dated or second.dated)


def _reckoned(a: _Timed, b: _Timed) -> bool:
    """Whether two times differ by no more than a day that was only reckoned from the day of a report, which may have gone out
    past midnight or in another zone: unless both name their weekday or date, and then not the same."""
    if (a.printed.named and b.printed.named) or not (a.reckoned or b.reckoned):
        return False
    x, y = a.days, b.days
    if x is None or y is None or x == y or x.floating or y.floating:
        return False
    if max(x.end - x.start, y.end - y.start) > 2 * DAY:
        return False
    return max(x.start - y.end, y.start - x.end) <= DAY


def _one_week(a: _Timed, b: _Timed) -> bool:
    """Whether one is a week reckoned on a Sunday and the other lies in the week after it: for whom a week begins on Sunday,
    "last week" is then the one that others still call this week."""
    return _week_after(a, b) or _week_after(b, a)


def _week_after(a: _Timed, b: _Timed) -> bool:
    if not a.sunday or a.days is None or b.days is None or b.days.floating:
        return False
    return a.days.end <= b.days.start and b.days.end <= a.days.end + 7 * DAY


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
