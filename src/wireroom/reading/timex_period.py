"""Years and what is longer or shorter than one: decades, centuries, seasons, quarters, halves, fiscal and spelled years."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_number import numeral
from wireroom.reading.timex_rules import Found, Meaning, TimexRules

_TENS = {
    "twenties": "2",
    "thirties": "3",
    "forties": "4",
    "fifties": "5",
    "sixties": "6",
    "seventies": "7",
    "eighties": "8",
    "nineties": "9",
}


def year_at(atoms: Atoms, index: int) -> int | None:
    """The year of four plain digits that stands there (1000 to 2199)."""
    atom = atoms[index]
    if atom.kind != "number" or len(atom.text) != 4 or not atom.text.isdigit():
        return None
    year = int(atom.text)
    return year if 1000 <= year < 2200 else None


def year_behind(atoms: Atoms, end: int) -> tuple[int | None, int]:
    """A year after a comma or nothing, and the index after it."""
    step = end + 1 if atoms.low(end) in (",", "of") else end
    year = year_at(atoms, step)
    if (
        year is not None
        and not atoms[step].line
        and not (atoms.low(step + 1) in ("-", "/", ":") and atoms[step + 2].kind == "number")
    ):
        return year, step + 1
    return None, end


def decade_at(atoms: Atoms, index: int) -> Found | None:
    """ "1990s", "the '80s", "nineties", "20th century"."""
    step = index + 1 if atoms.low(index) == "'" else index
    text = atoms[step].text
    if atoms[step].kind == "number" and text.isdigit() and text.endswith("0") and len(text) in (2, 4):
        after = step + 1 + (atoms.low(step + 1) == "'")
        if (
            atoms.low(after) == "s"
            and atoms.glued(after)
            and ((len(text) == 4 and 1000 <= int(text) < 2100) or step > index or text >= "20")
        ):
            value = text[:3] if len(text) == 4 else "19" + text[0] if text >= "20" else "20" + text[0]
            return Found(index, after + 1, Meaning(value=value))
    if atoms.low(index) in _TENS and atoms.low(index - 1) in ("the", "late", "early", "mid", "-"):
        return Found(index, index + 1, Meaning(value="19" + _TENS[atoms.low(index)]))
    return None


def fiscal_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    if atoms.low(index) not in ("fiscal", "fy", "financial", "calendar"):
        return None
    step = index + 1 + (atoms.low(index + 1) == "year")
    year = year_at(atoms, step)
    if year is not None:
        return Found(index, step + 1, Meaning(year=year))
    found = quarter_at(atoms, index + 1, rules)
    return Found(index, found.end, found.meaning) if found else None


def spelled_year_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "nineteen ninety-six", "two thousand nine"."""
    first = rules.numbers.cardinals.get(atoms.low(index))
    if first not in (18, 19, 20):
        return None
    rest = numeral(atoms, index + 1, rules.numbers)
    if rest is None or rest.ordinal or not 10 <= rest.low <= 99 or atoms[index + 1].kind != "word":
        return None
    return Found(index, rest.end, Meaning(year=first * 100 + int(rest.low)))


def season_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    season = rules.seasons.get(atoms.low(index))
    if season is None:
        return None
    year, stop = year_behind(atoms, index + 1)
    token = atoms.token(index)
    if year is not None:
        return Found(index, stop, Meaning(season=season, year=year))
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound" or atoms.low(index) in ("fall", "spring"):
        if not (
            (atoms.low(index - 1) == "the" and atoms.low(index) == "spring" and token.dep_ != "compound")
            or (
                atoms.low(index - 1) in ("in", "this", "last", "next", "since", "early", "late", "mid", "past")
                and token.pos_ in ("NOUN", "PROPN")
            )
        ):
            return None
        if atoms.low(index) in ("fall", "spring") and atoms.low(index + 1) in ("in", "of", "from", "rolls"):
            return None
    return Found(index, index + 1, Meaning(season=season))


def quarter_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "third quarter", "first half", "Q3", "fourth-quarter", with a year behind."""
    low = atoms.low(index)
    if low == "q" and atoms[index + 1].text in ("1", "2", "3", "4") and atoms.glued(index + 1):
        year, stop = year_behind(atoms, index + 2)
        return Found(index, stop, Meaning(quarter=int(atoms[index + 1].text), year=year))
    ordinal = numeral(atoms, index, rules.numbers)
    last = low in ("last", "final", "latter")
    if not last and (ordinal is None or not ordinal.ordinal):
        return None
    step = index + 1 if last else (ordinal.end if ordinal else index + 1)
    number = 0 if last or ordinal is None else int(ordinal.low)
    step += atoms.low(step) == "-"
    step += atoms.low(step) == "fiscal"
    word = atoms.low(step)
    if word == "century" and 1 <= number <= 22:
        ancient = atoms[step + 1].text.replace(".", "") in ("BC", "BCE")
        return Found(index, step + 1 + ancient, Meaning(value=f"{'BC' if ancient else ''}{number - 1:02d}"))
    if word == "quarter" and 1 <= number <= 4:
        year, stop = year_behind(atoms, step + 1)
        return Found(index, stop, Meaning(quarter=number, year=year))
    if word == "half" and (last or number in (1, 2)):
        year, stop = year_behind(atoms, step + 1)
        if year is not None or _of_year(atoms, step + 1):
            return Found(index, stop, Meaning(half=2 if last else number, year=year))
    return None


def _of_year(atoms: Atoms, index: int) -> bool:
    return (
        atoms.low(index) == "of"
        and atoms.low(index + 1) in ("the", "this", "last", "next")
        and atoms.low(index + 2) in ("year", "fiscal")
    )
