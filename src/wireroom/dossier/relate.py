"""How two points of one kind stand to each other, by the values that they carry."""

from __future__ import annotations

import re

from wireroom.dossier.aspect import VOICE, Aspect
from wireroom.dossier.compare import Relation
from wireroom.dossier.number import compare_numbers, number_reason, number_words
from wireroom.dossier.period import DAY, compare_periods, period, time_words
from wireroom.dossier.person import compare_names
from wireroom.dossier.phase import compare_phases, phase_words
from wireroom.dossier.place import Gazetteer, compare_places
from wireroom.dossier.spoken import Speech, tokens
from wireroom.dossier.vehicle import other_vehicle
from wireroom.dossier.wording import compare_words, quote_words, told_apart
from wireroom.model import PointKind, Value


def relate(a: Aspect, b: Aspect, gazetteer: Gazetteer, speech: Speech | None = None, *, one_lineage: bool = False) -> Relation:
    """The relation of two points of one kind. Participants add to each other and never conflict, but
    for the kind of a vehicle; speakers do."""
    x, y = a.point.value, b.point.value
    if a.kind == "number":
        return compare_numbers(x, y, one_lineage=one_lineage)
    if a.kind == "time":
        printed = _as_printed(a.point.text)
        if printed and printed == _as_printed(b.point.text) and not _YEAR.search(printed):
            return "equal"
        if _one_sentence(a, b):
            return "equal"
        if _one_month(a, b) or _one_night(a, b) or _reckoned(a, b):
            return "compatible"
        same = bool(x.get("value")) and x.get("value") == y.get("value") and (a.start, a.end) == (b.start, b.end)
        relation = compare_periods(
            period(a.start, a.end, x),
            period(b.start, b.end, y),
            same=same,
            printed=(str(x.get("value") or ""), str(y.get("value") or "")),
        )
        return "compatible" if relation == "conflict" and _one_weekday(a, b) else relation
    if a.kind == "status":
        return compare_phases(str(x.get("phase")), str(y.get("phase")))
    if a.kind == "place":
        return compare_places(str(x.get("name")), str(y.get("name")), gazetteer)
    if a.kind == "quote":
        return compare_words(str(x.get("text")), str(y.get("text")), speech or Speech())
    if a.kind == "statement":
        return "equal" if x.get("polarity") == y.get("polarity") else "conflict"
    relation = compare_names(str(x.get("name")), str(y.get("name")))
    adds = (a.kind == "participant" and not other_vehicle(a, b)) or a.role == VOICE
    return "compatible" if relation == "conflict" and adds else relation


def differing(a: Aspect, b: Aspect, speech: Speech) -> tuple[str, str] | None:
    """The words in which two quotations that conflict differ, on either side; None for every other kind."""
    if a.kind != "quote":
        return None
    return told_apart(str(a.point.value.get("text")), str(b.point.value.get("text")), speech)


def _one_sentence(a: Aspect, b: Aspect) -> bool:
    """Whether two times are the same words in a sentence that one report took from the other: they are one reading then,
    however each report's own day resolved them."""
    same = a.point.text.lower().split() == b.point.text.lower().split() and not _YEAR.search(a.point.text)
    x, y = set(a.clause), set(b.clause)
    return same and len(x & y) >= max(ENOUGH_WORDS, ONE_SENTENCE * len(x | y))


def _one_night(a: Aspect, b: Aspect) -> bool:
    """Whether two days follow each other and the earlier is told as late: in another zone it is the next day already."""
    early, late = sorted((a, b), key=lambda one: one.start or "")
    if not early.start or early.start.startswith("T") or not late.start or late.start.startswith("T"):
        return False
    first, second = (period(one.start[:10], one.start[:10]) for one in (early, late) if one.start)
    if first is None or second is None or second.start - first.start != DAY:
        return False
    return bool(_LATE.search(early.point.text)) or bool(_EARLY.search(late.point.text))


_LATE = re.compile(r"\b(?:late|night|evening|midnight)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|midnight|before dawn|small hours)\b", re.IGNORECASE)


def _one_month(a: Aspect, b: Aspect) -> bool:
    """Whether both print one month and no year, and were reckoned a year or more apart: which year was meant is not told."""
    months = [_MONTH_ALONE.findall(one.point.text.lower()) for one in (a, b)]
    return len(months[0]) == 1 and months[0] == months[1] and not any(re.search(r"\d", one.point.text) for one in (a, b))


_MONTH_ALONE = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")


def _one_weekday(a: Aspect, b: Aspect) -> bool:
    """Whether both print one weekday without a date, and were reckoned a week apart: which week was meant is not told."""
    days = [{day.lower() for day in _DAY_NAME.findall(one.point.text)} for one in (a, b)]
    return len(days[0]) == 1 and days[0] == days[1] and not any(_DATED.search(one.point.text) for one in (a, b))


_DAY_NAME = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_DATED = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:last|next) week|\d(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)


def _reckoned(a: Aspect, b: Aspect) -> bool:
    """Whether two times differ by no more than a day that was only reckoned from the day of a report, which may have gone out
    past midnight or in another zone: unless both name their weekday or date, and then not the same."""
    x, y = a.point.value, b.point.value
    if not any(value.get("from") in _BY_REPORT for value in (x, y)) or not a.start or not b.start:
        return False
    first, second = period(a.start[:10], (a.end or a.start)[:10]), period(b.start[:10], (b.end or b.start)[:10])
    if first is None or second is None or first == second or first.floating or second.floating:
        return False
    if max(first.end - first.start, second.end - second.start) > 2 * DAY:
        return False
    near = max(first.start - second.end, second.start - first.end) <= DAY
    return near and not (_NAMED_DAY.search(a.point.text) and _NAMED_DAY.search(b.point.text))


ONE_SENTENCE = 0.7
ENOUGH_WORDS = 3
"""The share and the number of content words that two clauses must have in common to be one sentence, taken over."""
_BY_REPORT = frozenset({"published", "dateline", "story"})
_NAMED_DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_MONTH_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


def _as_printed(text: str) -> str | None:
    """A date of month and day as it is printed; None for any other time. Printed alike it is one date, whatever year a report's
    own date has put to it."""
    plain = " ".join(text.lower().split())
    return plain if _MONTH_DAY.search(plain) else None


def value_key(kind: PointKind, value: Value) -> str:
    """What makes two values of a kind one position. Of a quotation all its words count, not only those that are shown."""
    if kind == "quote":
        return " ".join(tokens(str(value.get("text"))))
    return value_words(kind, value).lower()


def value_words(kind: PointKind, value: Value) -> str:
    """A value in plain words, as a position shows it."""
    if kind == "number":
        return number_words(value)
    if kind == "time":
        return time_words(value)
    if kind == "status":
        return phase_words(value.get("phase"))
    if kind == "quote":
        return quote_words(value.get("text"))
    if kind == "statement":
        return "affirmed" if value.get("polarity") in (True, "positive", "affirmed") else "denied"
    return str(value.get("name"))


def value_reason(kind: PointKind, value: Value) -> str:
    """A value as it enters the reason for a verdict."""
    return number_reason(value) if kind == "number" else value_words(kind, value)
