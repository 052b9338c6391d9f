"""Times of a story as ISO bounds: what a TIMEX3 value covers, and relative times resolved through the story's other reports.

A time that its own report could not anchor ("Monday" in an undated report) is anchored on the middle one of the days on
which the story's dated reports were issued, so that one misdated report cannot pull it away; such times are marked `story`.
Where no report of the story is dated, they stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from wireroom.model import Report, Timex

From = Literal["report", "dateline", "published", "story"]

AHEAD = timedelta(days=45)
"""How far after a report a date without a year may lie and still be of the same year: an event announced, not one long past.
A December report that says "in January" means the next month; chosen by eye."""
_PARTS = {"MO": ("06:00", "11:59"), "MI": ("11:00", "13:59"), "AF": ("12:00", "17:59"), "EV": ("18:00", "23:59")}
_FLOATING_WEEKDAY = re.compile(r"^XXXX-WXX-([1-7])(T.+)?$")
_FLOATING_DATE = re.compile(r"^XXXX-(\d\d)(?:-(\d\d))?(T.+)?$")
_FLOATING_CLOCK = re.compile(r"^(?:XXXX-XX-XX)?(T\d\d(?::\d\d)?(?::\d\d)?|T(?:MO|MI|AF|EV|NI|DT))$")
_DAY = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(?:T(.+))?$")
_WEEK = re.compile(r"^(\d{4})-W(\d\d)(-WE)?$")
_CLOCK = re.compile(r"^(\d\d)(?::(\d\d))?(?::\d\d)?(?:Z|[+-]\d\d(?::?\d\d)?)?$")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11)}
_SPLIT = re.compile(r"^(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|AU|WI)$")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time with its bounds: `value` cut to its precision, `start` and `end` in ISO days or minutes (both included), or an
    hour of an unknown day (`T20:45`), or None where nothing bounds it; and what anchored it."""

    value: str
    start: str | None
    end: str | None
    found_in: From


def report_day(report: Report) -> date | None:
    """The day on which a report was issued, by its own statement; None when it is not known to the day."""
    for stated in (report.published.value, report.dateline.date if report.dateline else None):
        if stated and len(stated) >= 10:
            try:
                return date.fromisoformat(stated[:10])
            except ValueError:
                continue
    return None


def story_day(reports: Iterable[Report]) -> date | None:
    """The middle one of the days on which the reports were issued (the earlier of two middle ones); None without any."""
    days = sorted(day for report in reports if (day := report_day(report)) is not None)
    return days[(len(days) - 1) // 2] if days else None


def moment(timex: Timex, report: Report, story: date | None, *, ahead: bool = False) -> Moment | None:
    """The time that an expression means; None for durations, sets and vague references.

    `ahead` tells that what it dates is still to come, so that a bare weekday is the next one and not the last."""
    if timex.type not in {"DATE", "TIME"} or timex.value.endswith("_REF"):
        return None
    value, found_in = timex.value, _found_in(timex, report)
    own = report_day(report)
    anchor = own or story
    if anchor is not None and (settled := _settled(value, anchor, ahead=ahead)) is not None:
        value, found_in = settled, found_in if own else "story"
        if own and timex.anchor is None:
            found_in = "published" if report.published.value else "dateline"
    start, end = bounds(value, timex.mod)
    return Moment(value, start, end, found_in)


def _found_in(timex: Timex, report: Report) -> From:
    if timex.anchor is None:
        return "report"
    return "dateline" if report.published.found_in == "dateline" or not report.published.value else "published"


def _settled(value: str, anchor: date, *, ahead: bool) -> str | None:
    """A floating weekday, date or month tied to the anchor; None when the value does not float."""
    weekday = _FLOATING_WEEKDAY.match(value)
    if weekday:
        step = (anchor.isoweekday() - int(weekday.group(1))) % 7
        day = anchor + timedelta(days=(7 - step) % 7) if ahead else anchor - timedelta(days=step)
        return day.isoformat() + (weekday.group(2) or "")
    floating = _FLOATING_DATE.match(value)
    if floating:
        month, number = int(floating.group(1)), int(floating.group(2) or 1)
        for year in (anchor.year + 1, anchor.year, anchor.year - 1):
            try:
                day = date(year, month, number)
            except ValueError:
                continue
            if day <= anchor + AHEAD:
                return day.isoformat()[: 10 if floating.group(2) else 7] + (floating.group(3) or "")
    return None


@lru_cache(maxsize=20_000)
def bounds(value: str, mod: str | None = None) -> tuple[str | None, str | None]:
    """The first and last day of a TIMEX3 value, in minutes where it gives a clock time; (None, None) for what floats.

    START, MID and END of a month cut it to its days 1 to 10, 11 to 20, and 21 to the last; of a year to four months."""
    clock = _FLOATING_CLOCK.match(value)
    if clock:
        return _clocked("", clock.group(1)[1:])
    day = _DAY.match(value)
    if day:
        stamp = f"{day.group(1)}-{day.group(2)}-{day.group(3)}"
        if not _real(stamp):
            return None, None
        return _clocked(stamp, day.group(4)) if day.group(4) else (stamp, stamp)
    first, last = _stretch(value)
    if first is None or last is None:
        return None, None
    first, last = _cut(first, last, mod)
    return first.isoformat(), last.isoformat()


def _clocked(day: str, clock: str) -> tuple[str | None, str | None]:
    part = _PARTS.get(clock[:2])
    if part:
        return (f"{day}T{part[0]}", f"{day}T{part[1]}") if day else (f"T{part[0]}", f"T{part[1]}")
    match = _CLOCK.match(clock)
    if match is None or int(match.group(1)) > 24:
        return (day, day) if day else (None, None)
    stamp = f"{day}T{match.group(1)}:{match.group(2) or '00'}"
    return stamp, stamp


def _stretch(value: str) -> tuple[date | None, date | None]:
    try:
        if week := _WEEK.match(value):
            year, number = int(week.group(1)), int(week.group(2))
            return date.fromisocalendar(year, number, 6 if week.group(3) else 1), date.fromisocalendar(year, number, 7)
        if re.fullmatch(r"\d{4}-\d\d", value):
            return _months(int(value[:4]), int(value[5:]), int(value[5:]))
        if split := _SPLIT.match(value):
            return _part_of_year(int(split.group(1)), split.group(2))
        if re.fullmatch(r"\d{2,4}", value):
            missing = 10 ** (4 - len(value))
            return date(int(value) * missing, 1, 1), date(int(value) * missing + missing - 1, 12, 31)
    except ValueError:
        return None, None
    return None, None


def _part_of_year(year: int, part: str) -> tuple[date, date]:
    if part[0] == "Q":
        return _months(year, int(part[1]) * 3 - 2, int(part[1]) * 3)
    if part[0] == "H":
        return _months(year, int(part[1]) * 6 - 5, int(part[1]) * 6)
    if part == "WI":
        return date(year, 12, 1), _months(year + 1, 2, 2)[1]
    return _months(year, *_SEASONS[part])


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    following = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), following - timedelta(days=1)


def _cut(first: date, last: date, mod: str | None) -> tuple[date, date]:
    length = (last - first).days + 1
    if mod not in {"START", "MID", "END"} or length < 6:
        return first, last
    if length <= 31 and length > 7:
        one, two = first + timedelta(days=9), first + timedelta(days=19)
    else:
        one, two = first + timedelta(days=length // 3), first + timedelta(days=2 * length // 3)
    if mod == "START":
        return first, one
    return (one + timedelta(days=1), two) if mod == "MID" else (two + timedelta(days=1), last)


def _real(stamp: str) -> bool:
    try:
        date.fromisoformat(stamp)
    except ValueError:
        return False
    return True
