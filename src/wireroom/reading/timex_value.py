"""Values of time expressions: what a matched meaning comes to, given the report's own date and the times told before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from wireroom.reading.calendar import Day, holiday, iso_week, months_on, moved, on_weekday, parsed, shifted, valid
from wireroom.reading.timex_rules import Meaning, TimexRules

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "2W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
    "L": "X",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A TIMEX3 value, and what it was anchored to: `report`, `story`, or None when nothing was needed or nothing known."""

    value: str
    anchored: str | None


def value_of(
    meaning: Meaning,
    *,
    report: Day | None,
    told: Day | None,
    sentence: Day | None,
    quarter: Day | None,
    tense: str | None,
    rules: TimexRules,
) -> Value:
    """The value of a meaning. `told` is the time last spoken of, `sentence` the day named in the same sentence, `quarter`
    the first month of the quarter lately spoken of, `tense` the verb's.

    What nothing anchors stays underspecified: `XXXX-WXX-1`, `XXXX-10`, `XXXX-XX-XX`, `T20:45`."""
    if meaning.value is not None:
        return Value(meaning.value, None)
    if meaning.hour is not None and not meaning.daily and meaning.month is None:
        return _clock_alone(meaning, report, told, sentence)
    if meaning.part is not None and not meaning.daily:
        base = sentence or told or report
        day = base.whole.isoformat() if base and base.whole else "XXXX-XX-XX"
        return Value(_cut(day, meaning), ("story" if base is not report else "report") if base else None)
    if meaning.day is not None and meaning.month is None and meaning.weekday is None:
        told = told if told is not None and told.month is not None else report
        meaning = meaning.with_(origin="story")
    origin = told if meaning.origin == "story" else report
    if meaning.origin == "story" and (told is None or (meaning.unit in ("D", "W") and told.whole is None)):
        origin = report
    anchored = "story" if origin is told and meaning.origin == "story" and told is not None else "report"
    if meaning.unit == "W" and meaning.day is not None:
        inner = _calendar(meaning.with_(unit=None), report, tense, rules)
        known = parsed(inner)
        return Value(iso_week(known.whole), "report") if known and known.whole else Value("XXXX-WXX", None)
    if meaning.unit == "Q" and meaning.year is not None:
        return Value(
            f"{meaning.year:04d}" + (f"-Q{((quarter.month or 1) + 2) // 3}" if quarter else ""), "story" if quarter else None
        )
    if meaning.unit == "Q" and meaning.lean == 0 and meaning.origin == "story":
        meant = quarter or (months_on(report, -3) if report else None)
        return Value(shifted(meant, "Q", 0) or "XXXX-QX", "story" if quarter else "report") if meant else Value("XXXX-QX", None)
    if meaning.unit == "Y" and meaning.count == -1 and meaning.lean is None and quarter is not None:
        return Value(shifted(quarter, "Q", -4) or "XXXX-QX", "story")
    if meaning.unit == "WE" and meaning.lean == 0 and report is not None and report.whole is not None:
        return Value(
            shifted(report, "WE", -1 if tense == "past" and report.whole.isoweekday() < 6 else 0) or "XXXX-WXX-WE", "report"
        )
    if meaning.unit is not None:
        text = shifted(origin, meaning.unit, meaning.count) if origin else None
        if text is None:
            return Value(_cut(_UNKNOWN.get(meaning.unit, "PAST_REF" if meaning.count < 0 else "FUTURE_REF"), meaning), None)
        return Value(_cut(text, meaning), anchored)
    text = _calendar(meaning, origin, tense, rules)
    absolute = meaning.year is not None
    return Value(_cut(text, meaning), None if absolute or text.startswith("X") else anchored)


def _cut(text: str, meaning: Meaning) -> str:
    if meaning.hour is not None:
        return (
            f"{text}T{meaning.hour:02d}:{meaning.minute or 0:02d}"
            if meaning.minute is not None
            else f"{text}T{meaning.hour:02d}:00"
        )
    return f"{text}T{meaning.part}" if meaning.part else text


def _clock_alone(meaning: Meaning, report: Day | None, told: Day | None, sentence: Day | None) -> Value:
    clock = f"T{meaning.hour:02d}:{meaning.minute or 0:02d}"
    for day, anchored in ((sentence, "story"), (told, "story"), (report, "report")):
        if day is not None and day.whole is not None:
            return Value(day.whole.isoformat() + clock, anchored)
    return Value(clock, None)


def _calendar(meaning: Meaning, origin: Day | None, tense: str | None, rules: TimexRules) -> str:
    if meaning.holiday:
        return _holiday(meaning, origin, tense, rules)
    if meaning.month is not None:
        return _month(meaning, origin, tense, rules)
    if meaning.weekday is not None:
        return _weekday(meaning, origin, tense)
    if meaning.day is not None:
        return _day_alone(meaning.day, origin)
    year = _year(meaning, origin)
    if meaning.season:
        if year is None and origin is not None:
            year = _season_year(meaning, origin, tense)
        return f"{_four(year)}-{meaning.season}"
    if meaning.quarter or meaning.half:
        if year is None and origin is not None:
            year = _quarter_year(meaning, origin, tense)
        return f"{_four(year)}-{'Q' if meaning.quarter else 'H'}{meaning.quarter or meaning.half}"
    return _four(year)


def _day_alone(day: int, origin: Day | None) -> str:
    """The day of the month of the origin."""
    if origin is None or origin.month is None or not valid(origin.year, origin.month, day):
        return f"XXXX-XX-{day:02d}"
    return f"{origin.year:04d}-{origin.month:02d}-{day:02d}"


def _four(year: int | None) -> str:
    return "XXXX" if year is None else f"{year:04d}"


def _year(meaning: Meaning, origin: Day | None) -> int | None:
    if meaning.year is not None:
        return meaning.year
    return origin.year + meaning.year_on if meaning.year_on is not None and origin is not None else None


def _weekday(meaning: Meaning, origin: Day | None, tense: str | None) -> str:
    whole = origin.whole if origin else None
    weekday = meaning.weekday or 1
    if whole is None:
        return f"XXXX-WXX-{weekday}"
    if meaning.lean is None:
        found = on_weekday(whole, weekday, ahead=tense == "future", strict=False)
    elif meaning.lean == 0:
        found = on_weekday(whole, weekday, ahead=tense != "past", strict=False)
    else:
        found = on_weekday(whole, weekday, ahead=meaning.lean > 0, strict=True)
    return found.isoformat() if found else f"XXXX-WXX-{weekday}"


def _month(meaning: Meaning, origin: Day | None, tense: str | None, rules: TimexRules) -> str:
    month, day = meaning.month or 1, meaning.day
    year = _year(meaning, origin)
    if year is None and origin is not None:
        year = _nearest_year(month, day, origin, meaning.lean, tense, rules)
    if day is None:
        return f"{_four(year)}-{month:02d}"
    if year is not None and not valid(year, month, day):
        return f"{year:04d}-{month:02d}"
    return f"{_four(year)}-{month:02d}-{day:02d}"


def _nearest_year(month: int, day: int | None, origin: Day, lean: int | None, tense: str | None, rules: TimexRules) -> int:
    """The year that puts a bare month or day where the verb points: back for the past, ahead for the future, else nearest."""
    if origin.month is None or not date.min.year < origin.year < date.max.year:
        return origin.year
    own = date(origin.year, origin.month, origin.day or 15).toordinal()
    here = date(origin.year, month, min(day or 15, 28)).toordinal()
    same = month == origin.month and (day is None or origin.day is None or day == origin.day)
    if lean == 0 or (same and lean is None):
        return origin.year
    back = origin.year if (here <= own and not same) or (same and lean is None) else origin.year - 1
    ahead = back + 1
    if lean is not None:
        return back if lean < 0 else ahead
    behind = own - date(back, month, min(day or 15, 28)).toordinal()
    coming = date(ahead, month, min(day or 15, 28)).toordinal() - own
    if tense == "past":
        return ahead if behind > rules.far and coming < rules.soon else back
    if tense == "future":
        return back if coming > rules.far and behind < rules.soon else ahead
    return back if behind <= coming else ahead


def _holiday(meaning: Meaning, origin: Day | None, tense: str | None, rules: TimexRules) -> str:
    rule = meaning.holiday or ""
    year = _year(meaning, origin)
    if year is None and origin is not None:
        own = holiday(rule, origin.year)
        year = origin.year if own is None else _nearest_year(own.month, own.day, origin, meaning.lean, tense, rules)
    if year is None:
        return f"XXXX-{rule}" if "-" in rule and " " not in rule else "XXXX-XX-XX"
    there = holiday(rule, year)
    return there.isoformat() if there else f"{year:04d}"


def _season_year(meaning: Meaning, origin: Day, tense: str | None) -> int:
    """The year of a bare season. A winter bears the year in which it began."""
    month = origin.month or 7
    begins = {"WI": 12, "SP": 3, "SU": 6, "FA": 9}[meaning.season or "SP"]
    if meaning.season == "WI" and month <= 3 and meaning.lean in (None, 0):
        return origin.year - 1
    if meaning.lean == 0:
        return origin.year
    if meaning.lean == -1:
        return origin.year if begins + 2 < month or (begins < month and begins + 2 <= month) else origin.year - 1
    if meaning.lean == 1:
        return origin.year if begins > month else origin.year + 1
    if tense == "future":
        return origin.year if begins + 2 >= month else origin.year + 1
    return origin.year if begins <= month else origin.year - 1


def _quarter_year(meaning: Meaning, origin: Day, tense: str | None) -> int:
    month = origin.month or 12
    begins = 3 * (meaning.quarter or 1) - 2 if meaning.quarter else 6 * (meaning.half or 1) - 5
    return origin.year if begins <= month or tense == "future" else origin.year - 1


def end_of(value: str) -> Day | None:
    """The day, month or year that a value speaks of, for what follows it ("the next day"); None for a span or a reference."""
    head = value.partition("T")[0]
    week = _WEEK.match(head)
    if week is not None:
        return _week(int(week[1]), int(week[2]))
    return parsed(head[:4] if len(head) > 5 and head[5].isalpha() else head)


def _week(year: int, week: int) -> Day | None:
    if not 1 <= week <= 53 or year < 1:
        return None
    there = moved(date(year, 1, 4), 7 * (week - 1) - date(year, 1, 4).weekday())
    return Day(there.year, there.month, there.day) if there else None


def quarter_of(value: str) -> Day | None:
    """The first month of the quarter that a value names, or None."""
    match = _QUARTER.fullmatch(value)
    return Day(int(match[1]), 3 * int(match[2]) - 2) if match else None
