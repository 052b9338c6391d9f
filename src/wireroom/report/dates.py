"""Dates as publishers print them, and the choice of a report's time of publication among those found.

Only what is stated counts: a day without a year stays without one, and an ambiguous 03/04/2016 is worth its year. Values are
ISO 8601 cut to the precision known; a zone is kept as an offset, `Z` for GMT.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wireroom.model import DateCandidate, DateFrom, Published, Span

EARLIEST = 1605
"""The year of the first printed newspaper: no report is older, and an earlier year is a fault of the record."""
LATEST = 2200
"""A later year is a fault of the record. What is merely in the future is kept: there is no clock to hold it against."""
SLACK = {"url": 1, "text": 1, "metadata": 1, "json_ld": 1, "header": 1, "feed": 1, "record": 1, "dateline": 3}
"""Days by which two statements of one publication may differ without a conflict: a time zone, and for a dateline the days
that a piece may wait before it is printed. Tuned on the dated reports of the development stories."""
ORDER: tuple[DateFrom, ...] = ("record", "metadata", "json_ld", "feed", "header", "text", "dateline", "url")
"""Which statement counts first: what the publisher wrote for machines, then for readers, then what a path implies."""

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)"
)
_ZONES = {
    "z": "Z", "gmt": "Z", "utc": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "ist": "+05:30", "est": "-05:00",
    "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00",
    "jst": "+09:00", "kst": "+09:00", "msk": "+03:00", "sgt": "+08:00", "hkt": "+08:00", "aest": "+10:00", "aedt": "+11:00",
}  # fmt: skip
_DAY = re.compile(
    rf"""(?ix) (?<![\w/.-]) (?:
      (?P<y1>\d{{4}})[ ]?-[ ]?(?P<m1>\d{{1,2}})[ ]?-[ ]?(?P<d1>\d{{1,2}})
    | (?P<y2>\d{{4}})/(?P<m2>\d{{1,2}})/(?P<d2>\d{{1,2}})
    | (?P<a3>\d{{1,2}})[ ]?[/.][ ]?(?P<b3>\d{{1,2}})[ ]?[/.][ ]?(?P<y3>\d{{4}})
    | (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?[ ]{{1,2}}(?:of[ ])?(?P<m4>{MONTH})\.?
      (?:[ ]?,?[ ]{{1,2}}(?P<y4>\d{{4}}|\d{{2}}(?![\d:.])))?
    | (?P<m5>{MONTH})\.?[ ]{{1,2}}(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d|[.]\d)
      (?:[ ]?,?[ ]{{1,2}}(?P<y5>\d{{4}}|\d{{2}}(?=[ ]*(?:\(|--))))?
    | (?P<m6>{MONTH})\.?,?[ ](?P<y6>\d{{4}})
    | (?P<y7>\d{{4}})-(?P<m7>\d{{2}})(?!\d)
    ) (?![\d/])"""
)
_CLOCK = re.compile(
    r"""(?ix) (?<![\d:.]) (?P<h>\d{1,2}) (?: (?:[ ]?:[ ]?|[.h])(?P<m>\d{2}) (?: [ ]?:[ ]?(?P<s>\d{2}) (?:\.\d{1,9})? )? )?
    [ ]?(?P<half>[ap]\.?m\b\.?)?
    [ ]?(?P<zone>z\b|gmt|utc|bst|ces?t|ist|e[sd]t|c[sd]t|m[sd]t|p[sd]t|jst|kst|msk|sgt|hkt|ae[sd]t|[+-]\d{2}:?\d{2})?"""
)
_BEFORE_CLOCK = re.compile(r"(?i)(?:t|[ ,|]*(?:at|-|–)?[ ]*)")
_BETWEEN = re.compile(r"(?:et)?,?[ ]?(?:on )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)?,?|")
_YEAR = re.compile(r"\d{4}")
_PATH = re.compile(r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>\d{1,2}|[a-z]{3})(?:[/-](?P<d>\d{1,2}))?(?=[/-]|$)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date found: where, its value (None when impossible or without a year), and month and day when printed."""

    span: Span
    value: str | None
    month: int | None = None
    day: int | None = None
    possible: bool = True


def moments(text: str, start: int = 0, end: int | None = None) -> Iterator[Moment]:
    """Every date printed in `[start, end)`, with a time of day beside it when one stands there, in order."""
    stop = len(text) if end is None else end
    for found in _DAY.finditer(text, start, stop):
        part = {name.rstrip("1234567"): value for name, value in found.groupdict().items() if value is not None}
        year = _year(part.get("y"))
        if "a" in part:
            yield _numeric(found, year or 0, int(part["a"]), int(part["b"]))
            continue
        month = _month(part["m"])
        day = int(part["d"]) if "d" in part else None
        if year is None:
            fine = month is not None and day is not None and _real(2000, month, day)
            yield Moment(Span(*found.span()), None, month, day, fine)
            continue
        if month is None or not _real(year, month, day or 1):
            yield Moment(Span(*found.span()), None, month, day, False)
            continue
        value = f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
        span = Span(*found.span())
        if day:
            span, value = _with_clock(text, span, value, start, stop)
        yield Moment(span, value, month, day)


def _numeric(found: re.Match[str], year: int, first: int, second: int) -> Moment:
    span = Span(*found.span())
    readings = {(month, day) for day, month in ((first, second), (second, first)) if _real(year, month, day)}
    if not readings:
        return Moment(span, None, possible=False)
    if len(readings) == 1:
        month, day = readings.pop()
        return Moment(span, f"{year:04}-{month:02}-{day:02}", month, day)
    return Moment(span, f"{year:04}")


def _with_clock(text: str, span: Span, value: str, start: int, stop: int) -> tuple[Span, str]:
    """The date with the time of day after or before it, when nothing but a mark or "at" stands between."""
    after = _BEFORE_CLOCK.match(text, span.end, min(stop, span.end + 8))
    if after and (clock := _CLOCK.match(text, after.end(), min(stop, after.end() + 32))) and (told := _clock(clock)):
        return Span(span.start, clock.end()), f"{value}T{told}"
    head = max(start, span.start - 28)
    for clock in _CLOCK.finditer(text, head, span.start):
        between = text[clock.end() : span.start].strip(" ,|-–").lower()
        if _BETWEEN.fullmatch(between) and (told := _clock(clock)):
            return Span(clock.start(), span.end), f"{value}T{told}"
    return span, value


def _clock(found: re.Match[str]) -> str | None:
    """`hh:mm` with seconds and zone when given; None when it is no time of day or says no more than midnight to the second."""
    half = (found["half"] or "").lower().replace(".", "")
    if found["m"] is None and not half:
        return None
    hour, minute, second = int(found["h"]), int(found["m"] or 0), int(found["s"] or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    if found["s"] is not None and hour == minute == second == 0:
        return None
    zone = (found["zone"] or "").lower()
    offset = _ZONES.get(zone, f"{zone[:3]}:{zone[-2:]}" if zone[:1] in "+-" and zone else "")
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "") + ("Z" if offset in {"+00:00", "-00:00"} else offset)


def _month(text: str) -> int | None:
    return int(text) if text.isdigit() else MONTHS.get(text.lower())


def _year(text: str | None) -> int | None:
    """A year as printed; of two digits, the one between 1950 and 2049, as old wires meant."""
    if text is None:
        return None
    number = int(text)
    return number if len(text) == 4 else number + (1900 if number >= 50 else 2000)


def _real(year: int, month: int, day: int) -> bool:
    if not EARLIEST <= year <= LATEST:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def moment(text: str) -> str | None:
    """The one time that a field states ("2016-10-13", "Tue, 03 Nov 2015 17:52:00 GMT"), or None."""
    given = text.strip()
    if _YEAR.fullmatch(given):
        return given if EARLIEST <= int(given) <= LATEST else None
    if len(given) == 8 and given.isdigit() and _real(int(given[:4]), int(given[4:6]), int(given[6:])):
        return f"{given[:4]}-{given[4:6]}-{given[6:]}"
    for found in moments(given[:200]):
        return found.value
    return None


def in_path(url: str) -> str | None:
    """The day or month that a web address carries (`/2017/09/15/`), or None."""
    if not (found := _PATH.search(url[:2000].lower())):
        return None
    year, month, day = int(found["y"]), _month(found["m"]), found["d"]
    if month is None:
        return None
    if day and _real(year, month, int(day)):
        return f"{year:04}-{month:02}-{int(day):02}"
    return f"{year:04}-{month:02}" if _real(year, month, 1) else None


def chosen(candidates: Sequence[DateCandidate]) -> Published:
    """The publication time: the first candidate by `ORDER` that has a value; a more precise one that agrees lends precision.

    Among candidates found in the same place the earliest counts. `others` are the rest in the order given; `conflict` names
    the candidate that differs by more than `SLACK`, or the impossible one."""
    able = [item for item in candidates if item.value is not None]
    if not able:
        wrong = next((item for item in candidates), None)
        told = f"{_shown(wrong)} is no possible date" if wrong else None
        return Published(None, None, tuple(candidates), told)
    best = min(able, key=lambda item: (ORDER.index(item.found_in), item.value or ""))
    finer = [
        item
        for item in able
        if (item.value or "").startswith(best.value or "") and len(item.value or "") > len(best.value or "")
    ]
    if finer and len(best.value or "") < len("2000-01-01"):
        best = min(finer, key=lambda item: (ORDER.index(item.found_in), item.value or ""))
    others = tuple(item for item in candidates if item is not best)
    return Published(best.value, best.found_in, others, _conflict(best, others))


def _conflict(best: DateCandidate, others: Sequence[DateCandidate]) -> str | None:
    for other in others:
        if other.value is None:
            return f"{_shown(other)} is no possible date"
        if _apart(best.value or "", other.value) > max(SLACK[best.found_in], SLACK[other.found_in]):
            return f"{best.value} in the {best.found_in}, {other.value} in the {other.found_in}"
    return None


def _shown(item: DateCandidate) -> str:
    words = "".join(char if char.isprintable() else " " for char in item.text[:60])
    return f"{words!r} in the {item.found_in}"


def _apart(one: str, two: str) -> int:
    """Days between the spans of time that two values can mean; 0 when they overlap."""
    (a, b), (c, d) = _reach(one), _reach(two)
    return max((c - b).days, (a - d).days, 0)


def _reach(value: str) -> tuple[date, date]:
    if len(value) >= 10:
        day = date.fromisoformat(value[:10])
        return day, day
    year = int(value[:4])
    if len(value) == 7:
        month = int(value[5:7])
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    return date(year, 1, 1), date(year, 12, 31)
