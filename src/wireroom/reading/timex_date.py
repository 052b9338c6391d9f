"""Dates of the calendar, full and partial: days, months, years, decades, quarters, seasons, holidays, weekdays."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.calendar import valid
from wireroom.reading.quantity_number import numeral
from wireroom.reading.timex_period import decade_at, fiscal_at, quarter_at, season_at, spelled_year_at, year_at, year_behind
from wireroom.reading.timex_rules import Found, Meaning, TimexRules

_YEAR_BEFORE = frozenset(
    "in since until till by from of during through to after before between circa early late mid and around about year "
    "spring summer fall autumn winter than back".split()
)
_YEAR_SURELY = frozenset(
    "in since until till of during through circa early late mid year spring summer fall autumn winter".split()
)
_OWNERS = frozenset("the s its their his her our my whose".split())
"""Words before a year that names whose or which things it counts not: "the 2000 games", "its 1989 results"."""
_ABBREVIATED = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat sun".split()
)


def capital(atoms: Atoms, index: int) -> bool:
    """Whether the atom begins with a capital."""
    return atoms[index].text[:1].isupper()


def dot(atoms: Atoms, index: int) -> int:
    """The index after a full stop glued to the abbreviation before it, else the index itself."""
    return index + 1 if atoms.low(index) == "." and atoms.glued(index) and atoms[index - 1].low in _ABBREVIATED else index


def day_at(atoms: Atoms, index: int) -> tuple[int, int] | None:
    """A day of the month and the index after it: "5", "5th", "05"."""
    atom = atoms[index]
    if atom.kind != "number" or not atom.text.isdigit() or len(atom.text) > 2 or not 1 <= int(atom.text) <= 31:
        return None
    end = index + 2 if atoms.low(index + 1) in ("st", "nd", "rd", "th") and atoms.glued(index + 1) else index + 1
    return int(atom.text), end


def month_at(atoms: Atoms, index: int, rules: TimexRules) -> tuple[int, int] | None:
    """A month's name and the index after it with its full stop."""
    month = rules.months.get(atoms.low(index))
    if month is None or not capital(atoms, index):
        return None
    return month, dot(atoms, index + 1)


def dates_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """The longest date that begins at the atom, or None."""
    atom = atoms[index]
    if atom.kind == "number":
        return (
            _numeric(atoms, index, rules)
            or _day_month(atoms, index, rules)
            or decade_at(atoms, index)
            or quarter_at(atoms, index, rules)
            or _year(atoms, index)
        )
    return (
        _weekday(atoms, index, rules)
        or _month(atoms, index, rules)
        or _holiday(atoms, index, rules)
        or decade_at(atoms, index)
        or fiscal_at(atoms, index, rules)
        or spelled_year_at(atoms, index, rules)
        or season_at(atoms, index, rules)
        or quarter_at(atoms, index, rules)
    )


def _month(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    read = month_at(atoms, index, rules)
    if read is None:
        return None
    month, end = read
    step = end + 1 if atoms.low(end) == "the" else end
    day = None if atoms[step].line else day_at(atoms, step)
    if day is not None and not counts_on(atoms, day[1]) and valid(2000, month, day[0]):
        year, stop = year_behind(atoms, day[1])
        return Found(index, stop, Meaning(month=month, day=day[0], year=year))
    ordinal = numeral(atoms, step, rules.numbers)
    if ordinal is not None and ordinal.ordinal and 1 <= ordinal.low <= 31 and step > end:
        return Found(index, ordinal.end, Meaning(month=month, day=int(ordinal.low)))
    year, stop = year_behind(atoms, end)
    if year is None and (spelled := spelled_year_at(atoms, end, rules)) is not None:
        year, stop = spelled.meaning.year, spelled.end
    if year is not None:
        return Found(index, stop, Meaning(month=month, year=year))
    if atoms.low(end) == "'" and atoms[end + 1].kind == "number" and len(atoms[end + 1].text) == 2:
        return Found(index, end + 2, Meaning(month=month, year=_century(int(atoms[end + 1].text))))
    if atoms.low(index) in rules.ambiguous and not _a_name_of_time(atoms, index):
        return None
    return Found(index, end, Meaning(month=month))


def counts_on(atoms: Atoms, index: int) -> bool:
    """Whether the number before goes on as a clock time, a share or a sum."""
    low = atoms.low(index)
    return low in ("%", "percent", "million", "billion", "a.m.", "p.m.", "am", "pm") or (
        low == ":" and atoms.glued(index) and atoms.glued(index + 1)
    )


def _a_name_of_time(atoms: Atoms, index: int) -> bool:
    """Whether "May", "March" or "Sun" alone is a time: a preposition or "last" before it, and no name around it."""
    before = atoms.low(index - 1)
    if before in (".", "") or atoms[index].line or atoms.text.isupper():
        return False
    token = atoms.token(index)
    if token.ent_type_ in ("PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART"):
        return False
    if before in (
        "in",
        "last",
        "next",
        "this",
        "since",
        "by",
        "until",
        "of",
        "during",
        "early",
        "late",
        "mid",
        "from",
        "through",
        "to",
        "and",
        "-",
        "before",
        "after",
        "between",
        "on",
    ):
        return not (capital(atoms, index + 1) and atoms[index + 1].kind == "word" and token.dep_ == "compound")
    return token.ent_type_ == "DATE" and token.pos_ == "PROPN"


def _century(year: int) -> int:
    return 1900 + year if year >= 40 else 2000 + year


def _day_month(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    day = day_at(atoms, index)
    if day is None:
        return None
    step = day[1]
    if (atoms.low(step) == "of" and atoms.glued(step - 1)) or atoms.low(step) == "-":
        step += 1
    month = None if atoms[step].line else month_at(atoms, step, rules)
    if (
        month is None
        or not valid(2000, month[0], day[0])
        or (atoms.low(step) in ("may", "march", "sun") and not capital(atoms, step))
    ):
        return None
    year, stop = year_behind(atoms, month[1] + (atoms.low(month[1]) == "-"))
    return Found(index, stop if year is not None else month[1], Meaning(month=month[0], day=day[0], year=year))


def _numeric(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ISO and slashed dates; a number above 12 settles day and month, else `day_first` does."""
    parts = [atoms[index].text]
    step = index + 1
    mark = atoms.low(step)
    if "." in parts[0]:
        dotted = parts[0].split(".")
        if len(dotted) == 3 and all(part.isdigit() for part in dotted) and len(dotted[2]) in (2, 4):
            return _ordered(index, index + 1, dotted, day_first=True)
        return None
    while mark in ("/", "-") and len(parts) < 3 and atoms.low(step) == mark and atoms.glued(step) and atoms.glued(step + 1):
        if atoms[step + 1].kind != "number" or not atoms[step + 1].text.isdigit():
            break
        parts.append(atoms[step + 1].text)
        step += 2
    if not all(part.isdigit() for part in parts):
        return None
    if len(parts) == 3:
        if len(parts[0]) == 4:
            year, month, day = (int(part) for part in parts)
            return Found(index, step, Meaning(year=year, month=month, day=day)) if valid(year, month, day) else None
        return _ordered(index, step, parts, day_first=rules.day_first) if len(parts[2]) in (2, 4) else None
    if len(parts) == 2 and mark == "/" and len(parts[1]) == 4 and 1 <= int(parts[0]) <= 12 and year_at(atoms, step - 1):
        return Found(index, step, Meaning(year=int(parts[1]), month=int(parts[0])))
    if (
        len(parts) == 2
        and mark == "-"
        and len(parts[0]) == 4
        and len(parts[1]) == 2
        and 1 <= int(parts[1]) <= 12
        and parts[1] < "13"
    ):
        year_found = year_at(atoms, index)
        return Found(index, step, Meaning(year=year_found, month=int(parts[1]))) if year_found and parts[1][0] == "0" else None
    return None


def _ordered(start: int, end: int, parts: list[str], *, day_first: bool) -> Found | None:
    first, second, year = (int(part) for part in parts)
    if len(parts[2]) == 2:
        year = _century(year)
    if first > 12 or (day_first and second <= 12):
        first, second = second, first
    return Found(start, end, Meaning(year=year, month=first, day=second)) if valid(year, first, second) else None


def _year(atoms: Atoms, index: int) -> Found | None:
    """A year alone: not a count ("2000 people"), not a sum, not part of a name."""
    year = year_at(atoms, index)
    if year is not None and atoms.low(index - 1) == "-" and atoms.low(index - 2) in ("mid", "early", "late", "pre", "post"):
        return Found(index, index + 1, Meaning(year=year))
    before = atoms.low(index - 1)
    if year is None or (before in ("$", "£", "€", "#", "-", "/", ".") and not atoms[index].line):
        return None
    if atoms.low(index + 1) in ("%", "/", "°"):
        return None
    token = atoms.token(index)
    if atoms[index + 1].kind == "word" and atoms.glued(index + 1):
        return None
    if atoms[index].line and 1900 <= year < 2060 and (atoms[index + 1].line or atoms.low(index + 1) in (":", "-")):
        return Found(index, index + 1, Meaning(year=year))
    inside = before == "(" or atoms.low(index + 1) == ")"
    if not (1900 <= year < 2060 or before in _YEAR_BEFORE or inside):
        return None
    counts = token.dep_ in ("nummod", "quantmod") and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")
    owned = before in _OWNERS and token.ent_type_ in ("DATE", "EVENT")
    if counts and not owned and not (before == "in" and token.ent_type_ == "DATE"):
        return None
    following = atoms[index + 1]
    if (
        following.kind == "word"
        and not following.line
        and before not in _YEAR_SURELY
        and not owned
        and atoms.token(index + 1).tag_ in ("NNS", "NNPS")
    ):
        return None
    if token.ent_type_ in ("MONEY", "QUANTITY", "PERCENT") or (
        token.ent_type_ == "CARDINAL" and before not in _YEAR_BEFORE and not inside
    ):
        return None
    return Found(index, index + 1, Meaning(year=year))


def _holiday(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    for words, rule in rules.holidays.get(atoms.low(index), ()):
        end = atoms.phrase(index, words)
        if end and capital(atoms, index):
            year, stop = year_behind(atoms, end)
            return Found(index, stop, Meaning(holiday=rule, year=year))
    return None


def _weekday(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """A weekday, alone or before a date: "Friday", "Fri.", "Monday, Oct. 26", "Thursday 10 November 2016"."""
    low = atoms.low(index)
    plural = low.endswith("days") and low[:-1] in rules.weekdays
    weekday = rules.weekdays.get(low[:-1] if plural else low)
    if weekday is None or not capital(atoms, index):
        return None
    if plural:
        return Found(index, index + 1, Meaning(type="SET", value=f"XXXX-WXX-{weekday}"))
    if (
        low in rules.ambiguous
        and not (atoms.low(index + 1) in (".", ",") and atoms.glued(index + 1))
        and not _a_name_of_time(atoms, index)
    ):
        return None
    end = dot(atoms, index + 1) if len(low) <= 5 else index + 1
    step = end + 1 if atoms.low(end) == "," else end
    step += atoms.low(step) == "the"
    later = (
        None
        if atoms[step].line
        else _month(atoms, step, rules) or (_day_month(atoms, step, rules) if atoms[step].kind == "number" else None)
    )
    if later is None and atoms[step].kind == "number" and not atoms[step].line:
        later = _numeric(atoms, step, rules)
    if later is not None and later.meaning.day is not None:
        return Found(index, later.end, later.meaning.with_(weekday=weekday))
    if atoms.low(step - 1) == "the" and (day := day_at(atoms, step)) and day[1] == step + 2:
        return Found(index, day[1], Meaning(weekday=weekday))
    return Found(index, end, Meaning(weekday=weekday))
