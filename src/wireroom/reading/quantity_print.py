"""Numbers as printed with their bounds: approximator, number or range, unit. What they count is read elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_compound import more_after
from wireroom.reading.quantity_name import is_name
from wireroom.reading.quantity_number import Numeral, numeral, opens
from wireroom.reading.quantity_rules import QuantityRules
from wireroom.reading.quantity_unit import money_before, phrase_at, phrase_before, unit_after

_SCORE_WORDS = frozenset(
    "win won wins beat beats defeat defeated lost lose loses draw drew tie tied lead led victory defeat loss score "
    "scored final vote voted voting decision ruled trail trailed down up advantage record aggregate rout over set "
    "sets 3-2".split()
)
_OVER = frozenset("hand turn give sign knock".split())


@dataclass(frozen=True, slots=True)
class Printed:
    """A number with bounds over atoms `[start, end)`; `first` and `last` are the atoms of the digits or words themselves."""

    start: int
    end: int
    first: int
    last: int
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    about: bool = False
    unit: str | None = None
    money: bool = False
    role: str = "count"
    total: bool = False
    vague: bool = False
    after: int = 0
    """The atom where what is counted may begin."""


def printed_at(atoms: Atoms, index: int, rules: QuantityRules) -> Printed | None:
    """The quantity whose number begins at the atom, with what stands around it; None for a name, a time or no number."""
    if not opens(atoms[index], rules.numbers):
        return None
    money = money_before(atoms, index, rules)
    number = numeral(atoms, index, rules.numbers, money=money is not None)
    if number is None or (is_name(atoms, index, number) and money is None):
        return None
    if number.share and atoms.low(index) in ("half", "quarter") and atoms.low(index + 1) in ("-", "time", "past"):
        return None
    made = _ranged(atoms, index, number, rules, money=money is not None)
    if made is None:
        return None
    if money is not None:
        made = replace(made, unit=money[0], money=True, start=money[1], role="money")
        behind = unit_after(atoms, made.end, rules)
        if behind is not None and behind.money and (made.unit == "$" or behind.name == made.unit):
            made = replace(made, unit=behind.name if behind.name != "cent" else made.unit, end=behind.end, after=behind.end)
    else:
        made = _united(atoms, made, rules)
        if (
            made.unit is None
            and number.plain
            and (settled := numeral(atoms, index, rules.numbers, money=True))
            and settled.end > number.end
        ):
            named = unit_after(atoms, settled.end, rules)
            if named is not None and named.money:
                made = replace(
                    made,
                    low=settled.low,
                    high=settled.high,
                    last=settled.end - 1,
                    end=named.end,
                    unit=named.name,
                    role="money",
                    money=True,
                    after=named.end,
                )
    return _bounded(atoms, made, rules)


def _ranged(atoms: Atoms, index: int, number: Numeral, rules: QuantityRules, *, money: bool) -> Printed | None:
    """The number alone, or the range that it opens: "four to six", "between 30 and 32", "5-6,000", "three or four"."""
    plain = Printed(
        index,
        number.end,
        index,
        number.end - 1,
        float(number.low),
        float(number.high),
        vague=number.vague,
        role="ordinal" if number.ordinal else "share" if number.share else "count",
        after=number.end,
    )
    if number.ordinal or number.vague:
        return plain
    link = number.end
    unit = None
    if atoms.low(link) not in ("to", "-", "or", "and"):
        unit = unit_after(atoms, link, rules, glued_only=False)
        if unit is not None and unit.name in ("percent", "$", "GBP", "EUR", "metre", "kilometre", "centimetre"):
            link = unit.end
    word = atoms.low(link)
    between = atoms.low(index - 1) == "between" or (money and atoms.low(index - 2) == "between")
    opening = between or atoms.low(index - 1) == "from"
    if not (word in ("to", "-") or (word == "or" and unit is None) or (word == "and" and between)):
        return plain
    step = link + 1
    if atoms.text[atoms[step].start : atoms[step].end] in rules.symbols:
        step += 1
    second = None if atoms[step].line else numeral(atoms, step, rules.numbers, money=money)
    if second is None or second.ordinal or second.vague or (second.share and not number.share):
        return plain
    low, high = float(number.low), float(second.high)
    if (
        word in ("-", "to")
        and low < 1000 <= high
        and number.plain
        and high >= 1000
        and atoms[second.end - 1].kind == "number"
        and low * 1000 < high
        and word == "-"
    ):
        low *= 1000
    scaled = _same_scale(atoms, number, second)
    if scaled:
        low *= scaled
    if word == "-" and number.plain and not money and _is_score(atoms, index, number, second):
        return Printed(index, second.end, index, second.end - 1, low, high, role="score", after=second.end)
    if low >= high:
        return plain
    if word == "to" and not opening and unit is None and atoms[index].kind == "number" and atoms.token(link).dep_ == "aux":
        return plain
    if word == "or" and (high > 2 * low + 2 or atoms[index].kind != atoms[step].kind):
        return plain
    if word == "to" and _change(atoms, index):
        return plain
    start = index - 1 if opening and not money else index
    return Printed(start, second.end, index, second.end - 1, low, high, after=second.end)


def _same_scale(atoms: Atoms, number: Numeral, second: Numeral) -> float:
    """ "2 to 3 million": the scale of the second belongs to the first."""
    if number.low < 1000 <= second.low and number.plain and atoms[second.end - 1].kind == "word":
        for scale in (10.0**12, 10.0**9, 10.0**6, 10.0**3):
            if second.low >= scale:
                return scale if number.low * scale < second.low else 0.0
    return 0.0


def _change(atoms: Atoms, index: int) -> bool:
    """Whether "from X to Y" says that something changed, so that both are numbers of their own."""
    if atoms.low(index - 1) != "from":
        return False
    token = atoms.token(index - 1)
    verb = token.head
    return verb.lemma_ in (
        "rise",
        "fall",
        "increase",
        "drop",
        "decrease",
        "grow",
        "jump",
        "climb",
        "decline",
        "raise",
        "cut",
        "reduce",
        "go",
        "slip",
        "surge",
        "plunge",
        "lower",
        "soar",
        "expand",
        "shrink",
        "double",
        "revise",
        "change",
        "move",
        "up",
        "down",
    )


def _is_score(atoms: Atoms, index: int, number: Numeral, second: Numeral) -> bool:
    if number.low >= second.low and atoms[second.end - 1].kind == "number":
        return number.low < 1000
    if number.low > 200 or second.low > 200:
        return False
    near = [atoms.low(step) for step in range(max(index - 5, 0), index)] + [
        atoms.low(step) for step in range(second.end, second.end + 3)
    ]
    return any(word in _SCORE_WORDS for word in near)


def _united(atoms: Atoms, made: Printed, rules: QuantityRules) -> Printed:
    unit = unit_after(atoms, made.end, rules)
    if unit is not None and made.role not in ("ordinal", "score"):
        following = atoms.low(unit.end)
        if following == "-" and atoms.low(unit.end + 1) == "old":
            return replace(made, unit=f"{unit.name}_of_age", role="age", end=unit.end + 2, after=unit.end + 2)
        if following == "old" and unit.name in ("year", "month", "week", "day"):
            return replace(made, unit=f"{unit.name}_of_age", role="age", end=unit.end + 1, after=unit.end + 1)
        if unit.name == "year" and following == "of" and atoms.low(unit.end + 1) == "age":
            return replace(made, unit="year_of_age", role="age", end=unit.end + 2, after=unit.end + 2)
        if unit.name == "point" and atoms[made.first].kind == "word":
            return made
        role = "money" if unit.money else "share" if unit.name == "percent" else "measure"
        if unit.name == "cent" or unit.money:
            role = "money"
        if unit.times > 1 and made.low is not None and made.high is not None:
            made = replace(made, low=made.low * unit.times, high=made.high * unit.times)
        more = more_after(atoms, unit.end, unit.name, rules, money=unit.money)
        if more is not None and made.low is not None and made.low == made.high:
            value = made.low * more.times + more.plus
            return replace(
                made, low=value, high=value, unit=unit.name, role=role, money=unit.money, end=more.end, after=more.end
            )
        return replace(made, unit=unit.name, role=role, money=unit.money, end=unit.end, after=unit.end)
    if _magnitude_before(atoms, made.start):
        return replace(made, unit="magnitude", role="measure")
    return made


def _magnitude_before(atoms: Atoms, index: int) -> bool:
    """ "magnitude 5.6", "a magnitude of 6.1", "magnitude-5.2", "measuring 5.6 on the Richter scale"."""
    step = index - 1
    while atoms.low(step) in ("-", "of", "about", "around", "at", "a") and step > index - 4:
        step -= 1
    if atoms.low(step) == "magnitude":
        return True
    if atoms.low(step) in ("measuring", "measured", "registering", "registered"):
        return any(atoms.low(index + ahead) in ("richter", "quake", "scale") for ahead in range(1, 6)) or any(
            atoms.low(step - back) in ("earthquake", "quake", "tremor", "aftershock") for back in range(1, 6)
        )
    return (
        any(atoms.low(index + ahead) in ("quake", "earthquake", "temblor", "aftershock", "tremor") for ahead in (1, 2))
        and "." in atoms[index].text
    )


def _bounded(atoms: Atoms, made: Printed, rules: QuantityRules) -> Printed:
    """The number with its sign, and with the approximators around it turned into bounds."""
    made = _signed(atoms, made, rules)
    steps = 0
    while steps < 3 and (found := phrase_before(atoms, made.start, rules.before)) is not None:
        bound, start = found
        if not _belongs(atoms, start, made.start, bound):
            break
        made = replace(_with_bound(made, bound), start=start)
        if bound == "exact" and "total" in atoms.text[atoms[start].start : atoms[made.first].start].lower():
            made = replace(made, total=True)
        steps += 1
    if phrase_before(atoms, made.start, rules.total_before):
        made = replace(made, total=True)
    after = phrase_at(atoms, made.end, rules.after)
    if after is not None and made.role != "ordinal" and not (after[0] == "low_closed" and atoms.low(made.end) == "plus"):
        made = replace(_with_bound(made, after[0]), end=after[1], after=max(made.after, after[1]))
    return made


def _signed(atoms: Atoms, made: Printed, rules: QuantityRules) -> Printed:
    """ "minus 5", "negative two", "-20", "negative one over twenty": the number below zero."""
    before = atoms[made.start - 1]
    sign = before.text in ("-", "−") and atoms.glued(made.start) and before.gap and made.start == made.first
    if (
        not (sign or before.low in ("minus", "negative"))
        or made.start == 0
        or made.role not in ("count", "measure", "money", "share")
    ):
        return made
    if made.low is None or made.high is None:
        return made
    bottom = numeral(atoms, made.end + 1, rules.numbers) if before.low == "negative" and atoms.low(made.end) == "over" else None
    if bottom is not None and bottom.low > made.high and not (bottom.ordinal or bottom.share or bottom.vague):
        value = -made.high / bottom.low
        return replace(made, start=made.start - 1, end=bottom.end, last=bottom.end - 1, low=value, high=value, after=bottom.end)
    return replace(made, start=made.start - 1, low=-made.high, high=-made.low)


def _belongs(atoms: Atoms, start: int, index: int, bound: str) -> bool:
    """Whether the words before a number speak of the number: not the preposition of "over two years ago", not a quantifier."""
    first = atoms.low(start)
    single = index == start + 1
    if (
        single
        and first == "over"
        and atoms.token(start).dep_ in ("prt", "advmod")
        and atoms.token(start - 1).pos_ == "VERB"
        and (atoms.token(start - 1).lemma_ in _OVER)
    ):
        return False
    if single and first in ("below", "above", "beyond", "near", "under", "over", "around"):
        token = atoms.token(start)
        if first in ("above", "below", "beyond", "near") and token.dep_ == "prep" and token.pos_ == "ADP":
            return atoms[index].kind == "number" or first == "near"
    if single and first == "all":
        return True
    if single and first in ("say", "maximum", "minimum"):
        return atoms.low(start - 1) == "," or first != "say"
    return not (single and first == "some" and atoms.low(start - 1) == "and" and bound == "")


def _with_bound(made: Printed, bound: str) -> Printed:
    if bound == "low_open":
        return replace(made, high=None, low_open=True)
    if bound == "low_closed":
        return replace(made, high=None)
    if bound == "high_open":
        return replace(made, low=None, high_open=True)
    if bound == "high_closed":
        return replace(made, low=None)
    if bound in ("about", "near_below"):
        return replace(made, about=True)
    return made
