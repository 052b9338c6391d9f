"""Durations, and moments counted from another moment ("two years ago", "a day earlier")."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_number import Numeral, numeral
from wireroom.reading.timex_lasting import aged, lasting_at, period
from wireroom.reading.timex_rules import Found, Meaning, TimexRules

_QUANTIFIERS = (
    (("more", "than"), "MORE_THAN"),
    (("well", "over"), "MORE_THAN"),
    (("just", "over"), "MORE_THAN"),
    (("over",), "MORE_THAN"),
    (("at", "least"), "EQUAL_OR_MORE"),
    (("no", "less", "than"), "EQUAL_OR_MORE"),
    (("no", "more", "than"), "EQUAL_OR_LESS"),
    (("up", "to"), "EQUAL_OR_LESS"),
    (("at", "most"), "EQUAL_OR_LESS"),
    (("as", "long", "as"), "EQUAL_OR_LESS"),
    (("less", "than"), "LESS_THAN"),
    (("fewer", "than"), "LESS_THAN"),
    (("just", "under"), "LESS_THAN"),
    (("under",), "LESS_THAN"),
    (("nearly",), "EQUAL_OR_LESS"),
    (("almost",), "EQUAL_OR_LESS"),
    (("about",), "APPROX"),
    (("around",), "APPROX"),
    (("approximately",), "APPROX"),
    (("roughly",), "APPROX"),
    (("some",), "APPROX"),
    (("an", "estimated"), "APPROX"),
)
_QUANTIFIED = {words[0]: tuple(entry for entry in _QUANTIFIERS if entry[0][0] == words[0]) for words, _ in _QUANTIFIERS}
_VAGUE = frozenset("several few many some couple numerous countless recent".split())
_BACK = {"ago": "report", "earlier": "story", "before": "story", "previously": "story", "back": "report"}
_ON = {"later": "story", "after": "story", "afterward": "story", "afterwards": "story", "hence": "report"}
_PAST = frozenset("past last previous preceding".split())
_AHEAD = frozenset("next coming following".split())
_FIXED = frozenset(
    "first final initial latest same entire whole full remaining additional additional extra further opening closing "
    "intervening".split()
)
_WORK = frozenset("trading working business calendar consecutive straight full school long more solid successive whole".split())


def quantifier_at(atoms: Atoms, index: int) -> tuple[str, int] | None:
    """A TIMEX3 mod and the index after the words that say it ("more than", "about")."""
    for words, mod in _QUANTIFIED.get(atoms.low(index), ()):
        end = atoms.phrase(index, words)
        if end:
            return mod, end
    return None


def amount_at(atoms: Atoms, index: int, rules: TimexRules) -> tuple[Numeral | None, int] | None:
    """A number of units before a unit: "three", "a", "several", "a few"; None inside for a vague one."""
    low = atoms.low(index)
    if low == "half" and atoms.low(index + 1) in ("a", "an"):
        return Numeral(0.5, 0.5, index + 2), index + 2
    if low == "half" and rules.unit(atoms.low(index + 1)):
        return Numeral(0.5, 0.5, index + 1), index + 1
    number = numeral(atoms, index, rules.numbers)
    if number is not None and not number.ordinal:
        if number.vague or (number.share and low != "half"):
            return None, number.end + (atoms.low(number.end) == "of")
        return number, number.end
    if low in ("a", "an", "one", "another", "each"):
        if low in ("a", "an") and atoms.low(index + 1) in _VAGUE:
            step = index + 2 + (atoms.low(index + 2) == "of")
            return (Numeral(2, 2, step) if atoms.low(index + 1) == "couple" else None), step
        if low == "a" and atoms.low(index + 1) in ("half", "quarter"):
            part = 0.5 if atoms.low(index + 1) == "half" else 0.25
            return Numeral(part, part, index + 2), index + 2 + (atoms.low(index + 2) in ("of", "-"))
        return Numeral(1, 1, index + 1), index + 1
    if low in _VAGUE and low not in ("couple", "recent"):
        return None, index + 1
    return None


def span_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """The longest duration or counted moment that begins at the atom, or None."""
    quantified = quantifier_at(atoms, index)
    mod, start = quantified or (None, index)
    if atoms.low(index) == "over" and (atoms.token(index).dep_ == "prep" or atoms.low(start) in ("the", "these", "those")):
        index, mod = start, None
    return (
        lasting_at(atoms, index, rules)
        or _counted(atoms, index, start, mod, rules)
        or window_at(atoms, index, start, mod, rules)
    )


def _hyphen(atoms: Atoms, index: int) -> int:
    return index + 1 if atoms.low(index) == "-" and not atoms[index].line else index


def _counted(atoms: Atoms, index: int, start: int, mod: str | None, rules: TimexRules) -> Found | None:
    """ "three days", "five-year", "several years ago", "a year earlier", "six to eight weeks"."""
    read = amount_at(atoms, start, rules)
    if read is None:
        return None
    number, step = read
    amount = None if number is None else number.low
    upper = _upper(atoms, step, number, rules)
    if upper:
        amount, step = None, upper
    glue = _hyphen(atoms, step)
    while atoms.low(glue) in _WORK and glue < step + 3:
        glue += 1
    unit = rules.unit(atoms.low(glue))
    if unit is None or atoms[glue].line or not _is_unit(atoms, glue, start, number, rules):
        return None
    end = glue + 1
    if atoms.low(start) in ("a", "an") and unit == "Q" and atoms.low(end) in ("of", "century"):
        return None
    more = _and_more(atoms, end, rules)
    if more is not None and amount is not None:
        amount, end = amount + more[0], more[1]
    old = _hyphen(atoms, end)
    if atoms.low(old) in ("old", "olds"):
        return aged(atoms, index, old + 1, amount, unit, mod)
    if atoms.low(end) == "or" and atoms.low(end + 1) == "two" and amount == 1:
        amount, end = None, end + 2
    moved = _moved(atoms, end, amount, unit, mod)
    if moved is not None:
        return Found(index, moved[1], moved[0])
    return _span(atoms, index, start, end, amount, unit, mod, rules)


def _upper(atoms: Atoms, step: int, number: Numeral | None, rules: TimexRules) -> int:
    """The index after the upper end of a range of units ("two [to six] days"), else 0."""
    if number is None or atoms.low(step) not in ("to", "or", "-"):
        return 0
    second = numeral(atoms, step + 1, rules.numbers)
    if second is None or second.ordinal or second.low <= number.low or not rules.unit(atoms.low(_hyphen(atoms, second.end))):
        return 0
    return second.end


def _span(
    atoms: Atoms, index: int, start: int, end: int, amount: float | None, unit: str, mod: str | None, rules: TimexRules
) -> Found:
    """A duration, or the rate that "a year" and "each day" say."""
    finer = None if amount is None else _finer(atoms, end, unit, rules)
    if finer is not None:
        return Found(index, finer[1], Meaning(type="DURATION", value=period(amount, unit) + finer[0], mod=mod))
    if atoms.low(end) == "-" and atoms.low(end + 1) == "long":
        end += 2
    if atoms.low(start) == "each" or (atoms.low(start) in ("a", "an") and _rate(atoms, start)):
        return Found(start, end, Meaning(type="SET", value=period(1, unit)))
    if mod is None and atoms.low(start + 1) == "couple":
        mod = "APPROX"
    if atoms.low(end) == "or" and atoms.low(end + 1) == "so":
        mod, end = mod or "APPROX", end + 2
    return Found(index, end, Meaning(type="DURATION", value=period(amount, unit), mod=mod))


def _is_unit(atoms: Atoms, index: int, start: int, number: Numeral | None, rules: TimexRules) -> bool:
    """Whether the word is a unit of time here: not the ordinal "second", nor "quarter" of a game, nor "min" or "sec" alone."""
    low = atoms.low(index)
    if low == "second":
        return (number is not None and number.low == 1 and atoms.low(start) == "one") or atoms.low(index - 1) == "-"
    if low in ("sec", "min", "hr", "yr"):
        return atoms[index - 1].kind == "number" or atoms.low(index - 1) == "-"
    return not (low in ("night", "nights", "weekend", "weekends") and number is not None and atoms.low(start) in ("a", "an"))


def _and_more(atoms: Atoms, index: int, rules: TimexRules) -> tuple[float, int] | None:
    """ "a minute and a half": the half, and the index after it."""
    if atoms.low(index) == "and" and atoms.low(index + 1) == "a" and atoms.low(index + 2) in ("half", "quarter"):
        return (0.5 if atoms.low(index + 2) == "half" else 0.25), index + 3
    return None


def _finer(atoms: Atoms, index: int, unit: str, rules: TimexRules) -> tuple[str, int] | None:
    """ "[two hours] and 10 minutes", "[8 minutes,] 24 seconds"."""
    step = index + 1 if atoms.low(index) in ("and", ",") else index
    number = numeral(atoms, step, rules.numbers)
    if number is None or number.ordinal or number.vague or number.share:
        return None
    below = rules.unit(atoms.low(number.end))
    pairs = {"TH": ("TM", "M"), "TM": ("TS", "S"), "Y": ("M", "M")}
    if unit in pairs and pairs[unit][0] == below:
        return f"{number.low:g}{pairs[unit][1]}", number.end + 1
    return None


def _rate(atoms: Atoms, index: int) -> bool:
    """Whether "a year" says how often: right after a number's noun, "percent", "times" or a sum of money."""
    before = atoms[index - 1]
    if before.kind == "number" or before.low in (
        "%",
        "percent",
        "times",
        "once",
        "twice",
        "dollars",
        "cents",
        "million",
        "billion",
        "euros",
        "pounds",
        "hours",
        "days",
    ):
        return True
    token = atoms.token(index)
    return token.head.dep_ in ("npadvmod", "npmod") and before.low in (
        "share",
        "barrel",
        "tons",
        "people",
        "barrels",
        "miles",
        "cars",
        "passengers",
    )


def _moved(atoms: Atoms, end: int, amount: float | None, unit: str, mod: str | None) -> tuple[Meaning, int] | None:
    step = end + 1 if atoms.low(end) == "-" and atoms.low(end + 1) in ("ago", "earlier") else end
    word = atoms.low(step)
    if word == "from" and atoms.low(step + 1) in ("now", "today"):
        return _there(amount, unit, 1, "report", mod), step + 2
    if word == "or" and atoms.low(step + 1) == "so" and atoms.low(step + 2) in _BACK:
        return _there(amount, unit, -1, _BACK[atoms.low(step + 2)], "APPROX"), step + 3
    if word in _BACK or word in _ON:
        if word in ("before", "after") and not _closes(atoms, step + 1):
            return None
        if word in ("back", "previously") and atoms.token(step).pos_ == "VERB":
            return None
        way, origin = (-1, _BACK[word]) if word in _BACK else (1, _ON[word])
        return _there(amount, unit, way, origin, mod), step + 1
    return None


def _closes(atoms: Atoms, index: int) -> bool:
    """Whether a clause ends here, so that "before" and "after" look back to what was told and not ahead to what follows."""
    return (
        index >= len(atoms)
        or atoms[index].line
        or (atoms[index].kind == "mark" and atoms.low(index) not in ("$", "'", '"', "(", "-"))
    )


def _there(amount: float | None, unit: str, way: int, origin: str, mod: str | None) -> Meaning:
    if amount is None:
        return Meaning(value="PAST_REF" if way < 0 else "FUTURE_REF", mod=mod)
    if unit == "TH" and amount and amount % 24 == 0:
        amount, unit = amount / 24, "D"
    months = {"Y": 12, "E": 120}
    if amount != int(amount) and unit in months:
        return Meaning(unit="M", count=way * round(amount * months[unit]), origin=origin, mod=mod)
    if unit == "NI":
        return Meaning(type="TIME", unit="D", count=way * int(amount), origin=origin, part="NI", mod=mod)
    return Meaning(unit=unit, count=way * int(amount), origin=origin, mod=mod)


def window_at(atoms: Atoms, index: int, start: int, mod: str | None, rules: TimexRules) -> Found | None:
    """ "the past two months", "the first nine months", "recent years", "the next few days", bare "the nine months"."""
    step = start + 1 if atoms.low(start) in ("the", "these", "those", "this") else start
    word = atoms.low(step)
    if word in _PAST or word in _AHEAD or word in _FIXED:
        step += 1
    elif step == start or word == "recent":
        return None
    quantified = quantifier_at(atoms, step)
    step = quantified[1] if quantified else step
    count = rules.numbers.cardinals.get(atoms.low(step))
    if count is not None and atoms.low(step + 1) == "quarters" and (word in _PAST or word in _AHEAD or word in _FIXED):
        return Found(index, step + 2, Meaning(type="DURATION", value=period(count, "Q"), mod=mod))
    read = amount_at(atoms, step, rules)
    if read is None:
        plural = atoms.low(step) in rules.plurals and (word in _PAST or word in _AHEAD)
        if plural:
            unit = rules.unit(atoms.low(step))
            return Found(index, step + 1, Meaning(type="DURATION", value=period(None, unit or "D"), mod=mod))
        if word == "past" and (unit := rules.unit(atoms.low(step))) and unit not in ("TS", "NI", "WE"):
            return Found(index, step + 1, Meaning(type="DURATION", value=period(1, unit), mod=mod))
        return None
    inner = _counted(atoms, step, step, mod, rules)
    if inner is None or inner.meaning.type != "DURATION" or atoms.low(step) in ("a", "an"):
        return None
    return Found(index, inner.end, inner.meaning.with_(mod=mod))
