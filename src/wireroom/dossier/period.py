"""Times as intervals with their precision: whether two of them are equal, can both hold, or cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from wireroom.dossier.compare import Relation
from wireroom.model import Value

DAY = 24 * 60
HOUR_SLACK = 30
"""Minutes that a clock time on the full hour, or with an approximator there, may be off: "around 9 pm"."""
CLOCK_SLACK = 15
"""Minutes that an approximated clock time off the full hour may be off: "at about 8.45". Both chosen by eye from reports of
one event that give its hour."""
EXACT_SLACK = 5
"""Minutes between two exact clock times that are still one moment seen by two clocks."""
_CLOCK = re.compile(r"^(?:(\d{4}-\d\d-\d\d))?T(\d\d)(?::(\d\d))?")
_PART = re.compile(r"T(MO|MI|AF|EV|NI|DT)$")
_DATED = re.compile(r"^\d{4}-\d\d-\d\dT")
_PARTS = {"MO": (4, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30), "DT": (6, 18)}


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included, in minutes of a common count; `floating` when only the hour of a day is known."""

    start: float
    end: float
    floating: bool = False

    @property
    def length(self) -> float:
        """Minutes from end to end."""
        return self.end - self.start

    def meets(self, other: Period) -> bool:
        """Whether some moment lies in both; an hour of an unknown day meets every period of a day or longer."""
        if not self.floating and not other.floating:
            return self.start <= other.end and other.start <= self.end
        clock, fixed = (self, other) if self.floating else (other, self)
        if fixed.length >= DAY - 1:
            return True
        shift = 0.0 if fixed.floating else fixed.start // DAY * DAY
        return any(
            clock.start + shift + days * DAY <= fixed.end and fixed.start <= clock.end + shift + days * DAY
            for days in (-1, 0, 1)
        )


def period(start: str | None, end: str | None, value: Value | None = None) -> Period | None:
    """The period between two ISO bounds (days, minutes, or hours of an unknown day), widened for clock times that are rough.

    The value's own `value` and `mod` tell how rough; None when nothing bounds it."""
    if value is None:
        return _period(start, end, start or "", False)
    rough = bool(value.get("about")) or value.get("mod") == "APPROX"
    return _period(start, end, str(value.get("value") or start or ""), rough)


@lru_cache(maxsize=50_000)
def _period(start: str | None, end: str | None, printed: str, rough: bool) -> Period | None:
    first, last = _moment(start, at_end=False), _moment(end or start, at_end=True)
    if first is None or last is None:
        return None
    if _PART.search(printed) and _DATED.match(printed):
        first, last = _moment(printed, at_end=False) or first, _moment(printed, at_end=True) or last
    clock = _CLOCK.match(printed)
    slack = 0
    if clock:
        minute = int(clock.group(3) or 0)
        slack = HOUR_SLACK if minute == 0 else CLOCK_SLACK if rough else EXACT_SLACK if minute % 5 == 0 else 2
    floating = bool(start and start.startswith("T"))
    return Period(first - slack, last + slack, floating)


_OPEN_YEAR = re.compile(r"^XXXX-(\d\d)(?:-(\d\d))?")
_WEEKDAY = re.compile(r"^XXXX-WXX-(\d)")


def _partial(a: str, b: str) -> bool:
    """Whether two dates of an unknown year, or two weekdays of an unknown week, cannot be one day."""
    for pattern in (_OPEN_YEAR, _WEEKDAY):
        first, second = pattern.match(a), pattern.match(b)
        if first and second:
            return any(x and y and x != y for x, y in zip(first.groups(), second.groups(), strict=True))
    return False


def _one_day(a: str, b: str) -> bool:
    """Whether two dates are one day, of which one names a part, or both the same ("late Tuesday", "Tuesday night")."""
    first, second = _day_part(a), _day_part(b)
    if first is None or second is None or first[0] != second[0]:
        return False
    parts = {part for part in (first[1], second[1]) if part}
    return len(parts) == 1 or parts == {"EV", "NI"}


@lru_cache(maxsize=20_000)
def _day_part(printed: str) -> tuple[str, str] | None:
    """The day of a date, or its weekday, and the part of the day that it names, empty for none; None for anything else."""
    found = _DAY_PART.match(printed)
    return (found.group(1), found.group(2) or "") if found else None


_DAY_PART = re.compile(r"^(\d{4}-\d\d-\d\d|XXXX-WXX-\d)(?:T(MO|MI|AF|EV|NI|DT))?$")


def compare_periods(a: Period | None, b: Period | None, *, same: bool, printed: tuple[str, str] = ("", "")) -> Relation:
    """`equal` when `same` value is printed or the periods are one, `compatible` when some moment lies in both or either is
    unknown, else `conflict`. `printed` are the TIMEX3 values, which may clash where nothing is resolved (two weekdays)."""
    if same or (a is not None and a == b) or _one_day(*printed):
        return "equal"
    if (a is None or b is None) and _partial(*printed):
        return "conflict"
    if a is None or b is None:
        return "compatible"
    return "compatible" if a.meets(b) else "conflict"


def _moment(stamp: str | None, *, at_end: bool) -> float | None:
    """Minutes of an ISO stamp cut to any precision; at its end, the last minute that it covers."""
    if not stamp:
        return None
    part = _PART.search(stamp)
    clock = _CLOCK.match(stamp)
    if clock and clock.group(2):
        day = _days(clock.group(1)) if clock.group(1) else 0
        if day is None:
            return None
        return day * DAY + int(clock.group(2)) * 60 + int(clock.group(3) or 0)
    day = _days(stamp.split("T")[0], at_end=at_end)
    if day is None:
        return None
    if part:
        return day * DAY + _PARTS[part.group(1)][1 if at_end else 0] * 60
    return (day + 1) * DAY - 1 if at_end else day * DAY


def _days(stamp: str, *, at_end: bool = False) -> int | None:
    """The ordinal of the first (or last) day of an ISO date, month, year or week; None for anything else."""
    week = re.fullmatch(r"(\d{4})-W(\d\d)", stamp)
    try:
        if week:
            return date.fromisocalendar(int(week.group(1)), int(week.group(2)), 7 if at_end else 1).toordinal()
        if re.fullmatch(r"\d{4}-\d\d-\d\d", stamp):
            return date.fromisoformat(stamp).toordinal()
        if re.fullmatch(r"\d{4}-\d\d", stamp):
            year, month = int(stamp[:4]), int(stamp[5:])
            first = date(year, month, 1)
            return (date(year + month // 12, month % 12 + 1, 1).toordinal() - 1) if at_end else first.toordinal()
        if re.fullmatch(r"\d{4}", stamp):
            return (date(int(stamp), 12, 31) if at_end else date(int(stamp), 1, 1)).toordinal()
    except ValueError:
        return None
    return None


_MONTHS = "January February March April May June July August September October November December".split()


def time_words(value: Value) -> str:
    """A time in plain words: "5 January 2026", "October 2025", "20:45", "the week of 31 October 2016"."""
    printed = str(value.get("value") or value.get("start") or "an unknown time")
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):?(\d\d)?.*)?", printed)
    if match:
        year, month, day, hour, minute = match.groups()
        words = " ".join(part for part in (str(int(day)) if day else "", _month(month), year) if part)
        return f"{words}, {hour}:{minute or '00'}" if hour else words
    week = re.fullmatch(r"(\d{4})-W(\d\d)", printed)
    if week:
        first = _days(printed)
        if first is not None:
            monday = date.fromordinal(first)
            return f"the week of {monday.day} {_MONTHS[monday.month - 1]} {monday.year}"
    clock = re.fullmatch(r"(?:XXXX-XX-XX)?T(\d\d)(?::(\d\d))?(?::\d\d)?", printed)
    return f"{clock.group(1)}:{clock.group(2) or '00'}" if clock else printed


def _month(month: str | None) -> str:
    return _MONTHS[int(month) - 1] if month and 1 <= int(month) <= 12 else ""
