"""Units and currencies around a number."""

from __future__ import annotations

from typing import NamedTuple

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_rules import Phrases, QuantityRules


class Unit(NamedTuple):
    """A canonical unit and the index after it."""

    name: str
    end: int
    money: bool = False
    times: int = 1


def phrase_at(atoms: Atoms, index: int, phrases: Phrases) -> tuple[str, int] | None:
    """The value of the longest phrase that begins at the atom, and the index after it."""
    for words, value in phrases.get(atoms.low(index), ()):
        end = atoms.phrase(index, words)
        if end and not atoms[index].line:
            return value, end
    return None


def phrase_before(atoms: Atoms, index: int, phrases: Phrases) -> tuple[str, int] | None:
    """The value of the longest phrase that ends right before the atom, and the index of its first word."""
    for words, value in phrases.get(atoms.low(index - 1), ()):
        start = index - len(words)
        if start >= 0 and not atoms[index].line and atoms.phrase(start, words):
            return value, start
    return None


def money_before(atoms: Atoms, index: int, rules: QuantityRules) -> tuple[str, int] | None:
    """The currency whose mark stands before the number, and the index of its first atom: "$ 5", "US$5", "EUR 125", "e80"."""
    mark = atoms[index - 1]
    if index == 0 or atoms[index].line:
        return None
    if mark.text in rules.symbols:
        unit, start = rules.symbols[mark.text], index - 1
        letters = atoms[index - 2]
        if mark.text == "$" and index >= 2 and atoms.glued(index - 1):
            named = rules.dollars.get(letters.low)
            if letters.low == "s" and atoms.low(index - 3) == "u":
                return "USD", index - 3
            if named and letters.kind == "word":
                return named, index - 2
        elif (
            mark.text == "$"
            and index >= 2
            and letters.low in ("us", "hk", "u.s.", "nz", "c", "a")
            and letters.text.isupper()
            and letters.low != "a"
        ):
            return rules.dollars[letters.low], index - 2
        return unit, start
    dotted = 2 if mark.low == "." and atoms.low(index - 2) == "rs" else 1
    code = rules.codes.get(atoms.low(index - dotted))
    if code is None:
        return None
    first = atoms[index - dotted]
    if first.low == "e":
        return (code, index - 1) if atoms.glued(index) and first.gap else None
    if first.text.isupper() or first.low == "rs":
        return (code, index - dotted) if first.low not in ("try", "dm") or atoms.glued(index) else None
    return None


def unit_after(atoms: Atoms, index: int, rules: QuantityRules, *, glued_only: bool = False) -> Unit | None:
    """The unit or currency that stands right behind the number, glued, after a hyphen or after a space."""
    if atoms[index].line:
        return None
    step = index
    if atoms.low(index) == "-" and atoms[index + 1].kind == "word":
        step = index + 1
    if atoms.glued(index):
        low = atoms.low(index)
        if low == "°" and atoms.low(index + 1) in ("c", "f"):
            return Unit("celsius" if atoms.low(index + 1) == "c" else "fahrenheit", index + 2)
        if atoms[index].text in ("C", "F") and _alone(atoms, index) and _of_weather(atoms, index):
            return Unit("celsius" if low == "c" else "fahrenheit", index + 1)
        name = rules.glued.get(low)
        if name is not None and _alone(atoms, index) and atoms[index].text != "M":
            return Unit(name, index + 1)
    if glued_only:
        return None
    if atoms[index].text in rules.symbols:
        return Unit(rules.symbols[atoms[index].text], index + 1, money=True) if atoms[index + 1].kind != "number" else None
    found = phrase_at(atoms, step, rules.currencies)
    if found is not None and not (
        atoms.low(step) in ("won", "rand", "quid", "lira") and atoms.token(step).pos_ in ("VERB", "AUX")
    ):
        return Unit(found[0], found[1], money=True)
    code = rules.codes.get(atoms.low(step))
    if code is not None and atoms[step].text.isupper() and len(atoms[step].text) == 3:
        return Unit(code, step + 1, money=True)
    if (
        len(atoms[step].text) == 4
        and atoms[step].text.isupper()
        and atoms[step].text[0] == "M"
        and atoms.low(step)[1:] in rules.codes
    ):
        return Unit(rules.codes[atoms.low(step)[1:]], step + 1, money=True, times=1_000_000)
    found = phrase_at(atoms, step, rules.units)
    return Unit(found[0], found[1]) if found is not None else None


def _alone(atoms: Atoms, index: int) -> bool:
    """Whether glued letters are a unit and not the head of a word."""
    following = atoms[index + 1]
    return following.gap or following.kind == "mark" or index + 1 >= len(atoms)


_WEATHER = frozenset(
    "temperature temperatures degrees thermometer thermometers mercury heat heatwave cold freezing warm warmer hot hotter "
    "colder cooler chill frost fever oven celsius fahrenheit".split()
)
NEAR = 12
"""Atoms on either side within which a word of heat or cold makes of "40C" a temperature: a long clause of news."""


def _of_weather(atoms: Atoms, index: int) -> bool:
    """Whether "C" or "F" glued to a number is a degree: below zero, or words of heat and cold stand near."""
    if atoms[index - 2].text in ("-", "−") and atoms[index - 2].gap:
        return True
    return any(atoms.low(step) in _WEATHER for step in range(max(index - NEAR, 0), index + NEAR))
