"""Values of durations, and spans of time that say how long or how old a thing is: "decades-long", "an 8-month-old truce"."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.timex_rules import Found, Meaning, TimexRules


def period(amount: float | None, unit: str) -> str:
    """A TIMEX3 duration: (3, "D") is `P3D`, (1.5, "TM") is `PT1M30S`, (None, "Y") is `PXY`."""
    scale = {"NI": ("D", 1), "WE": ("WE", 1), "Q": ("M", 3), "E": ("Y", 10), "C": ("Y", 100), "L": ("Y", 1000), "2W": ("W", 2)}
    if amount is None:
        letter = {"NI": "D", "WE": "WE", "2W": "W", "E": "Y", "Q": "M"}.get(unit, unit[-1])
        return f"P{'T' if unit.startswith('T') else ''}X{letter}"
    letter, times = scale.get(unit, (unit, 1))
    total = amount * times
    clock = letter.startswith("T")
    letter = letter.removeprefix("T")
    whole, rest = int(total), total - int(total)
    finer = {"H": "M", "M": "S"} if clock else {"Y": "M"}
    if rest and letter in finer:
        small = round(rest * (12 if letter == "Y" else 60))
        text = f"{whole}{letter}" if whole else ""
        return f"P{'T' if clock else ''}{text}{small}{finer[letter]}"
    return f"P{'T' if clock else ''}{total:g}{letter}" if total < 1e6 else f"P{int(total)}{letter}"


def lasting_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "decades-long", "years-old", "day-long", "yearlong"."""
    low = atoms.low(index)
    if low in rules.durations:
        return Found(index, index + 1, Meaning(type="DURATION", value=rules.durations[low]))
    unit = rules.unit(low)
    if unit is None or atoms.low(index + 1) != "-" or atoms.low(index + 2) not in ("long", "old") or not atoms.glued(index + 2):
        return None
    plural = low in rules.plurals
    if atoms.low(index - 1) == "-" or not (plural or atoms.low(index + 2) == "long") or low == "second":
        return None
    return Found(index, index + 3, Meaning(type="DURATION", value=period(None if plural else 1, unit)))


def aged(atoms: Atoms, index: int, end: int, amount: float | None, unit: str, mod: str | None) -> Found | None:
    """The age of a thing ("an [8-month-old] truce"): a span of time. That of a person in years is none."""
    token = atoms.token(end - 1)
    noun = token.head if token.head.pos_ in ("NOUN", "PROPN") and token.head.i > token.i else None
    if unit == "Y" or noun is None or noun.i - token.i > 3 or atoms.low(end - 2) != "-":
        return None
    person = noun.ent_type_ == "PERSON" or noun.lemma_.lower() in _YOUNG
    return None if person else Found(index, end, Meaning(type="DURATION", value=period(amount, unit), mod=mod))


_YOUNG = frozenset(
    "baby boy girl child infant son daughter twin toddler newborn puppy kitten sister brother grandson granddaughter".split()
)
