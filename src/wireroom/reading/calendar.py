"""Calendar arithmetic on ISO strings cut to their precision: `2016`, `2016-11`, `2016-11-10`, `2016-11-10T23:00`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")


class Day(NamedTuple):
    """A year, perhaps its month, perhaps the day in it; parts not known are None."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> date | None:
        """The calendar date when all of it is known."""
        return None if self.month is None or self.day is None else date(self.year, self.month, self.day)


def parsed(text: str | None) -> Day | None:
    """The day of an ISO string of any precision; None for None, for another form and for a day that no calendar has."""
    match = _ISO.fullmatch(text) if text else None
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year:
        return None
    if month is not None and not valid(year, month, day or 1):
        return None
    return Day(year, month, day)


def valid(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= length(year, month)


def length(year: int, month: int) -> int:
    """The number of days of a month."""
    following = (
        date(year + 1, 1, 1) if month == 12 and year < 9999 else date(year, month + 1, 1) if month < 12 else date(9999, 12, 31)
    )
    return (following - date(year, month, 1)).days or 31


def iso_week(day: date) -> str:
    """The ISO week of a day, as `2016-W45`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def moved(day: date, days: int) -> date | None:
    """The day so many days later; None outside the calendar."""
    number = day.toordinal() + days
    return date.fromordinal(number) if 1 <= number <= date.max.toordinal() else None


def months_on(day: Day, count: int) -> Day | None:
    """The month so many months later, without a day; None when the month is not known or outside the calendar."""
    if day.month is None:
        return None
    number = day.year * 12 + day.month - 1 + count
    return Day(number // 12, number % 12 + 1) if 12 <= number < 120000 else None


def shifted(day: Day, unit: str, count: int) -> str | None:
    """The day, week, month … or century `count` units on, cut to that unit (TIMEX3); None when `day` is too coarse."""
    if unit in ("D", "W", "2W", "WE"):
        whole = day.whole
        if whole is None or abs(count) > 1_000_000:
            return None
        if unit == "D":
            there = moved(whole, count)
            return there.isoformat() if there else None
        there = moved(whole, count * (14 if unit == "2W" else 7))
        return None if there is None else iso_week(there) + ("-WE" if unit == "WE" else "")
    if unit in ("M", "Q"):
        month = months_on(day, count * (3 if unit == "Q" else 1))
        if month is None or month.month is None:
            return None
        return f"{month.year:04d}-{month.month:02d}" if unit == "M" else f"{month.year:04d}-Q{(month.month + 2) // 3}"
    years = {"Y": 1, "E": 10, "C": 100, "L": 1000}.get(unit)
    if years is None:
        return None
    year = day.year + count * years
    if not 0 < year <= 9999:
        return None
    return f"{year:04d}"[: {"Y": 4, "E": 3, "C": 2, "L": 1}[unit]]


def on_weekday(day: date, weekday: int, *, ahead: bool, strict: bool) -> date | None:
    """The nearest such weekday (Monday is 1) before the day, or after it when `ahead`; `strict` leaves out the day itself."""
    away = (weekday - day.isoweekday()) % 7 if ahead else (day.isoweekday() - weekday) % 7
    if strict and away == 0:
        away = 7
    return moved(day, away if ahead else -away)


def easter(year: int) -> date:
    """Western Easter Sunday (Meeus 1991, the Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    last = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * last) // 433
    month = (h + last - 7 * m + 90) // 25
    return date(year, month, (h + last - 7 * m + 33 * month + 19) % 32)


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday in a year by its rule: `12-25`, `4 4 11` (the fourth Thursday of November), `4 4 11 1` (the
    day after it), `easter -2`."""
    if not 1583 <= year <= 9990:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.split()[1]))
    if " " not in rule:
        month, day = (int(part) for part in rule.split("-"))
        return date(year, month, day)
    nth, weekday, month, *after = (int(part) for part in rule.split())
    if nth < 0:
        return on_weekday(date(year, month, length(year, month)), weekday, ahead=False, strict=False)
    first = on_weekday(date(year, month, 1), weekday, ahead=True, strict=False)
    return None if first is None else moved(first, 7 * (nth - 1) + sum(after))
