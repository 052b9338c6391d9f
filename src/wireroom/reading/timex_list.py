"""Days, months and years that share what is said once: "May 4 and 5, 1865", "28-29 May", "June to August 2013", "1861-1863",
"2007-08", "499 to 493 BC"; and years with their era."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.timex_date import counts_on, day_at, month_at
from wireroom.reading.timex_period import year_at, year_behind
from wireroom.reading.timex_rules import Found, Meaning, TimexRules

_JOINS = frozenset("- to and or through until till".split())
REACH = 6
"""Members of a list of days that are looked through for the month they share; news names fewer."""
CAREER = 60
"""Years that the short end of a range ("1947-54") may lie behind its start."""
_ERAS = {"bc": "BC", "bce": "BC", "b.c.": "BC", "b.c.e.": "BC", "ad": "", "ce": "", "a.d.": "", "c.e.": ""}


def listed_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """The date at the atom when part of it is said elsewhere in a list or a range, or when it bears an era; else None."""
    if atoms[index].kind == "number":
        return (
            _with_era(atoms, index)
            or _year_of_range(atoms, index)
            or _day_before(atoms, index, rules)
            or _day_behind(atoms, index, rules)
        )
    if atoms.low(index) in ("ad", "a.d.") and atoms[index].text[:2].isupper():
        return _era_first(atoms, index)
    return _in_year_with_era(atoms, index, rules) or _month_before(atoms, index, rules)


def _in_year_with_era(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "June 479 BC", "autumn of 481 BC"."""
    season = rules.seasons.get(atoms.low(index))
    month = month_at(atoms, index, rules)
    if season is None and month is None:
        return None
    end = index + 1 if month is None else month[1]
    end += atoms.low(end) in ("of", "in")
    year = _with_era(atoms, end) if atoms[end].kind == "number" else None
    if year is None or year.end == end + 1:
        return None
    cut = season if month is None else f"{month[0]:02d}"
    return Found(index, year.end, Meaning(value=f"{year.meaning.value}-{cut}"))


def era_at(atoms: Atoms, index: int) -> tuple[str, int] | None:
    """The letters before a year's digits in TIMEX3 ("BC" or none) and the index after the era that stands there."""
    atom = atoms[index]
    if atom.low in _ERAS and atom.text.replace(".", "").isupper() and not atom.line:
        return _ERAS[atom.low], index + 1
    if atom.text == "B" and atoms.low(index + 1) == "." and atoms[index + 2].text == "C" and atoms.glued(index + 2):
        return "BC", index + 3
    return None


def _with_era(atoms: Atoms, index: int) -> Found | None:
    """ "480 BC", "AD 79", and the "499" of "499-493 BC"."""
    text = atoms[index].text
    if not text.isdigit() or len(text) > 4 or not int(text):
        return None
    era = era_at(atoms, index + 1)
    end = index + 1 if era is None else era[1]
    if era is None and atoms.low(index + 1) in _JOINS and atoms[index + 2].kind == "number":
        later = atoms[index + 2].text
        era = era_at(atoms, index + 3) if later.isdigit() and len(later) <= 4 else None
    return None if era is None else Found(index, end, Meaning(value=f"{era[0]}{int(text):04d}"))


def _era_first(atoms: Atoms, index: int) -> Found | None:
    text = atoms[index + 1].text
    plain = text.isdigit() and len(text) <= 4 and int(text) > 0 and not atoms[index + 1].line
    return Found(index, index + 2, Meaning(value=f"{int(text):04d}")) if plain else None


def _year_of_range(atoms: Atoms, index: int) -> Found | None:
    """Either end of "1861-1863" and "2007-08"."""
    ranged = atoms.low(index + 1) == "-" and atoms.glued(index + 1) and atoms.glued(index + 2)
    own = year_at(atoms, index)
    if own is not None and ranged:
        return Found(index, index + 1, Meaning(year=own)) if _range_end(atoms, index + 2, own) else None
    first = year_at(atoms, index - 2) if atoms.low(index - 1) == "-" and atoms.glued(index) else None
    last = None if first is None else _range_end(atoms, index, first)
    return None if last is None else Found(index, index + 1, Meaning(year=last))


def _range_end(atoms: Atoms, index: int, first: int) -> int | None:
    """The later year at the atom, in four digits or two. "2008-10" may be a month: such two must name the next year."""
    last = year_at(atoms, index)
    text = atoms[index].text
    if atoms.low(index + 1) in ("-", "/", ":") and atoms.glued(index + 1):
        return None
    if last is None and len(text) == 2 and text.isdigit():
        last = first // 100 * 100 + int(text)
        last += 100 if last < first else 0
        if last > first + CAREER or (last != first + 1 and 1 <= int(text) <= 12):
            return None
    return last if last is not None and last > first else None


def _suffixed(atoms: Atoms, index: int) -> int:
    """The atom of digits at or before the index, past "th"."""
    return index - 1 if atoms.low(index) in ("st", "nd", "rd", "th") and atoms.glued(index) else index


def _ends(atoms: Atoms, end: int, *, dashed: bool) -> bool:
    """Whether a number that ends here is a day and counts nothing behind it."""
    if counts_on(atoms, end) or atoms.low(end) in ("th", "st", "-"):
        return False
    after = atoms[end]
    return dashed or after.line or after.kind != "word" or atoms.token(end).pos_ not in ("NOUN", "ADJ", "NUM", "PROPN", "SYM")


def _day_before(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """The first day of "28-29 May 1953", "10 and 12 May", "10th to 12th of May"."""
    day = day_at(atoms, index)
    if day is None or atoms.low(day[1]) not in _JOINS:
        return None
    second = day_at(atoms, day[1] + 1)
    if second is None or second[0] <= day[0]:
        return None
    month = month_at(atoms, second[1] + (atoms.low(second[1]) == "of"), rules)
    if month is None:
        return None
    return Found(index, day[1], Meaning(month=month[0], day=day[0], year=year_behind(atoms, month[1])[0]))


def _day_behind(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """A later day of "May 4 and 5", "June 10-18", "April 3, 4 and 5, 1998"."""
    day = day_at(atoms, index)
    join = atoms.low(index - 1)
    if day is None or not (join in _JOINS or (join == "," and atoms.low(day[1]) in ("and", "or", ","))):
        return None
    if not _ends(atoms, day[1], dashed=join == "-") or atoms[index].line:
        return None
    month = _month_of_list(atoms, index, day[0], rules)
    if month is None:
        return None
    year, end = year_behind(atoms, day[1])
    return Found(index, end, Meaning(month=month, day=day[0], year=year))


def _month_of_list(atoms: Atoms, index: int, last: int, rules: TimexRules) -> int | None:
    """The month before the first of the days that lead up to this one."""
    for _ in range(REACH):
        if atoms.low(index - 1) not in _JOINS and atoms.low(index - 1) != ",":
            return None
        index = _suffixed(atoms, index - 2)
        day = day_at(atoms, index)
        if day is None or day[0] >= last:
            return None
        last = day[0]
        name = index - 2 if atoms.low(index - 1) == "." else index - 1
        if (month := month_at(atoms, name, rules)) is not None:
            return month[0]
    return None


def _month_before(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """A month or day whose year stands behind a later one: "May 4 and 5, 1865", "June to August 2013"."""
    month = month_at(atoms, index, rules)
    if month is None:
        return None
    day = day_at(atoms, month[1])
    end = day[1] if day is not None else month[1]
    if atoms.low(end) not in _JOINS or (day is not None and counts_on(atoms, end)):
        return None
    ahead = end + 1
    later = month_at(atoms, ahead, rules)
    step = later[1] if later is not None else ahead
    second = day_at(atoms, step)
    if later is None and (day is None or second is None or second[0] <= day[0]):
        return None
    year = year_behind(atoms, second[1] if second is not None else step)[0]
    if year is None:
        return None
    across = later is not None and later[0] < month[0]
    return Found(index, end, Meaning(month=month[0], day=None if day is None else day[0], year=year - across))
