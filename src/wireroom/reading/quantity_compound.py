"""Measures in two steps ("5 feet 2 inches", "3 dollars and 50 cents"), and scales behind a currency ("75 USD million")."""

from __future__ import annotations

from typing import NamedTuple

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_number import numeral
from wireroom.reading.quantity_rules import QuantityRules

_PARTS = {
    "foot": (12, frozenset(("inch", "inches", "in"))),
    "pound": (16, frozenset(("ounce", "ounces", "oz"))),
    "$": (100, frozenset(("cent", "cents"))),
    "EUR": (100, frozenset(("cent", "cents"))),
    "USD": (100, frozenset(("cent", "cents"))),
    "GBP": (100, frozenset(("pence", "p"))),
}


class More(NamedTuple):
    """What follows a unit: the amount to add in that unit, what to multiply by, and the index after it."""

    plus: float
    times: int
    end: int


def more_after(atoms: Atoms, end: int, unit: str, rules: QuantityRules, *, money: bool) -> More | None:
    """The second step of a measure that begins at `end`, or the scale of a sum behind its currency; None when there is none."""
    if (
        money
        and (scale := rules.numbers.scales.get(atoms.low(end), 0)) >= 1000
        and atoms[end - 1].text.isupper()
        and not atoms[end].line
    ):
        return More(0.0, scale, end + 1)
    parts = _PARTS.get(unit)
    if parts is None:
        return None
    step = end + 1 if atoms.low(end) in ("and", ",") else end
    number = numeral(atoms, step, rules.numbers)
    if number is None or number.ordinal or number.vague or number.share or atoms[step].line:
        return None
    whole, names = parts
    if number.low >= whole or atoms.low(number.end) not in names:
        return None
    return More(number.low / whole, 1, number.end + 1)
