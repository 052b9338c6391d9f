"""The dateline with which a body opens: place, day, agency in brackets, and the mark that ends it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wireroom.model import Dateline, Span
from wireroom.report.agency import named
from wireroom.report.dates import MONTH, moments
from wireroom.report.rules import ReportRules

REACH = 140
"""Code points within which a dateline must end."""
CITY_WORDS = 4
"""Words of the longest city that capitals and a dash alone show to be one."""
_WORD = r"[A-ZÀ-Þ][\w.'’]*(?:-[\w.'’]+)*"
_SMALL = r"(?:de|la|le|les|el|of|the|al|en|sur|upon|da|do|dos|di|del|der|den|am|on|es|and|y|e)"
_ONE = rf"(?!{MONTH}\b\.?[ ]?\d){_WORD}(?:[ ](?:{_SMALL}[ ])?(?!(?i:{MONTH})\b\.?[ ]?\d){_WORD}){{0,3}}"
_PLACE = re.compile(rf"{_ONE}(?:[ ]?/[ ]?{_ONE}){{0,2}}")
_QUALIFIER = re.compile(rf"[ ]?,[ ](?!(?i:{MONTH})\b\.?[ ]?\d){_ONE}")
_BRACKETS = re.compile(r"[ ]?[(\[](?P<inside>[^()\[\]\n]{2,60})[)\]]")
_COUNTRY = re.compile(r"[ ]\((?P<inside>[^()\[\]\n]{2,40})\)(?=,[ ])")
_COMMA = re.compile(r"[ ],")
_NO_DATE = re.compile(r"(?i),[ ]no date\b")
_END = re.compile(r"[ ]?(?:[—–]+|-{2,3}|[-_](?=[ ]|$)|[‒―])[ ]*")
_COLON = re.compile(r"[ ]?:[ ]+")
_GAP = re.compile(r"[ ]?[,.]?[ ]?|,[ ]")
_WEEKDAY = re.compile(r"(?i)[ ,]{0,2}(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?(?=[ ])")
_CAPITALS = re.compile(r"[A-ZÀ-Þ]")


def opening_dateline(text: str, start: int, end: int, rules: ReportRules) -> tuple[Dateline, tuple[str, ...]] | None:
    """The dateline at `start` and the agencies in its brackets, or None.

    Signs of a dateline: a dash or underscore after a place in capitals or known from the lexicon; an agency or an outlet in
    brackets; a day after the place. Two letters of sense: no sentence opens so. The date of a day without a year has no
    value here (`--01-06`); `extract` adds the year from the publication time or drops it.
    """
    stop = min(end, start + REACH)
    bare = _bare(text, start, stop, rules) or _dated(text, start, stop, rules)
    if bare is not None:
        return bare
    place = _PLACE.match(text, start, stop)
    if place is None:
        return None
    first = place.group().split()[0].lower().rstrip(".,")
    if first in rules.openers:
        return None
    for name_end in _place_ends(text, place, stop):
        found = _after_place(text, start, name_end, stop, rules)
        if found is not None:
            return found
    return None


def _bare(text: str, start: int, stop: int, rules: ReportRules) -> tuple[Dateline, tuple[str, ...]] | None:
    """ "(CNN) — …", "(Reuters) - …": brackets with a known name and no place."""
    brackets = _BRACKETS.match(text, start, stop)
    if brackets is None or text[start] not in "([":
        return None
    agencies = named(brackets["inside"], rules)
    if not agencies and brackets["inside"].strip().lower() not in rules.outlets:
        return None
    end = _END.match(text, brackets.end(), stop)
    if end is None and not _CAPITALS.match(text[brackets.end() : stop].lstrip(" \"“'‘")):
        return None
    close = end.start() + len(end.group().rstrip()) if end else brackets.end()
    return Dateline(None, None, Span(start, close)), agencies


def _place_ends(text: str, place: re.Match[str], stop: int) -> list[int]:
    """Where the place may end: with its qualifier ("Paris, Texas"), whole, then shortened word by word."""
    ends = []
    first = _QUALIFIER.match(text, place.end(), stop)
    if first:
        second = _QUALIFIER.match(text, first.end(), stop)
        ends += [second.end()] if second else []
        words = [hit.end() for hit in re.finditer(r"\S+", text[place.end() : first.end()])]
        ends += [place.end() + at for at in words[::-1] if at > 2]
    return [*ends, *(place.start() + hit.end() for hit in [*re.finditer(r"\S+", place.group())][::-1])]


def _dated(text: str, start: int, stop: int, rules: ReportRules) -> tuple[Dateline, tuple[str, ...]] | None:
    """ "Dec 29 (Reuters) - …": a day and an agency, and no place."""
    when = next(moments(text, start, min(stop, start + 24)), None)
    if when is None or when.span.start != start or not when.possible or when.month is None:
        return None
    brackets = _BRACKETS.match(text, when.span.end, stop)
    agencies = named(brackets["inside"], rules) if brackets else ()
    end = _END.match(text, brackets.end(), stop) if brackets and agencies else None
    if end is None:
        return None
    return Dateline(
        None, _iso(when.value, when.month, when.day), Span(start, end.start() + len(end.group().rstrip()))
    ), agencies


def _after_place(
    text: str, start: int, name_end: int, stop: int, rules: ReportRules
) -> tuple[Dateline, tuple[str, ...]] | None:
    name = _COMMA.sub(",", text[start:name_end].strip(" ,"))
    known, capitals = _known(name, rules), _set_in_capitals(name)
    if name.lower().split(",")[0].strip(" .") in rules.not_places or len(name.split()) > 8:
        return None
    if not known and (name.lower() in rules.outlets or name in rules.marks):
        return None
    at, outlet = name_end, False
    if (country := _COUNTRY.match(text, at, stop)) and not named(country["inside"], rules):
        at = country.end()
    if none := _NO_DATE.match(text, at, stop):
        at = none.end()
    date: str | None = None
    agencies: tuple[str, ...] = ()
    for _ in range(4):
        if (brackets := _BRACKETS.match(text, at, stop)) and not (agencies or outlet):
            inside = brackets["inside"]
            agencies = named(inside, rules)
            outlet = bool(agencies) or inside.strip().lower() in rules.outlets or ((known or capitals) and inside.isupper())
            day_inside = next(moments(inside), None)
            if not outlet and day_inside is None:
                break
            if day_inside and date is None:
                date = _iso(day_inside.value, day_inside.month, day_inside.day)
            at = brackets.end()
            continue
        gap = _GAP.match(text, at, stop)
        after = gap.end() if gap else at
        weekday = _WEEKDAY.match(text, at, stop)
        when = next(moments(text, weekday.end() if weekday else after, min(stop, after + 40)), None) if date is None else None
        if (
            when
            and text[(weekday.end() if weekday else after) : when.span.start].strip(" ,") == ""
            and when.possible
            and (when.month or when.value)
        ):
            date, at = _iso(when.value, when.month, when.day), when.span.end
            continue
        break
    close = _END.match(text, at, stop)
    colon = _COLON.match(text, at, stop)
    rest = text[(close or colon).end() if close or colon else at : stop].lstrip(" \"“'‘.,[")  # type: ignore[union-attr]
    opens = bool(rest) and not rest[0].islower()
    fine = (
        (close and ((capitals and opens and (rest[0].isalpha() or "," in name)) or known or outlet or date))
        or (colon and opens and ((known and len(name.split()) <= 3) or outlet or date))
        or (outlet and opens)
        or (date and (opens or not rest) and (known or capitals) and not close)
    )
    if not fine or (close and not outlet and not date and not opens):
        return None
    mark = close or colon
    return Dateline(name, date, Span(start, mark.start() + len(mark.group().rstrip()) if mark else at)), agencies


def _set_in_capitals(name: str) -> bool:
    """Whether a place is set as datelines set it, its qualifier apart: "NOGALES, Sonora", "ERIE, Pa."."""
    city = name.split(",")[0]
    return city.isupper() and len(name) > 3 and len(city) > 2 and len(city.split()) <= CITY_WORDS


def signed(line: Dateline, agencies: Sequence[str], text: str, rules: ReportRules) -> bool:
    """Whether a dateline has a sign beside capitals and a dash: a place known or qualified, brackets, a day, an agency."""
    place = line.place or ""
    return bool(agencies or line.date or "," in place or text[line.span.end - 1] in ")]" or "(" in text[slice(*line.span)]) or (
        bool(place) and _known(place, rules) and text[line.span.end - 1] != ":"
    )


def _known(name: str, rules: ReportRules) -> bool:
    return any(
        piece.strip(" .").lower() in rules.places or piece.strip().lower() in rules.places
        for piece in re.split(r"[,/]", name)[:2]
    )


def _iso(value: str | None, month: int | None, day: int | None) -> str | None:
    """The day, or `--MM-DD` when the year is not printed."""
    if value is not None:
        return value[:10]
    return f"--{month:02}-{day:02}" if month and day else None
