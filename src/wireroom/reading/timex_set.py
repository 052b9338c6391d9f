"""Times that come again: "every Monday", "each year", "daily", "each of the past three years"."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_number import numeral
from wireroom.reading.timex_lasting import period
from wireroom.reading.timex_rules import Found, Meaning, TimexRules
from wireroom.reading.timex_span import window_at


def set_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """Repetitions: "every Monday", "each year", "daily", "once a week", "twice daily", "every other day", "per hour"."""
    low = atoms.low(index)
    if low in rules.sets and not (
        low in ("daily", "weekly", "monthly", "quarterly")
        and atoms[index].text[:1].isupper()
        and atoms.token(index).pos_ == "PROPN"
    ):
        return Found(index, index + 1, Meaning(type="SET", value=rules.sets[low]))
    if low not in ("every", "each", "per"):
        return None
    step = index + 1
    if low in ("each", "every") and atoms.low(step) == "of":
        window = window_at(atoms, step + 1, step + 1, None, rules)
        unit = None if window is None else rules.unit(atoms.low(window.end - 1))
        return None if window is None or unit is None else Found(index, window.end, Meaning(type="SET", value=period(1, unit)))
    every = 1.0
    if atoms.low(step) == "other":
        every, step = 2.0, step + 1
    number = numeral(atoms, step, rules.numbers) if low == "every" else None
    if number is not None and not number.vague and not number.share:
        every, step = number.low, number.end
    word = atoms.low(step)
    weekday = rules.weekdays.get(word)
    if weekday is not None and word not in rules.ambiguous:
        part = rules.parts.get(atoms.low(step + 1))
        return Found(
            index, step + 1 + bool(part), Meaning(type="SET", value=f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
        )
    if word in rules.months and word not in rules.ambiguous:
        return Found(index, step + 1, Meaning(type="SET", value=f"XXXX-{rules.months[word]:02d}"))
    if word in rules.parts and word not in ("nights", "mornings", "evenings", "afternoons"):
        return Found(index, step + 1, Meaning(type="SET", value=f"XXXX-XX-XXT{rules.parts[word]}"))
    if word in rules.seasons:
        return Found(index, step + 1, Meaning(type="SET", value=f"XXXX-{rules.seasons[word]}"))
    unit = rules.unit(word)
    if unit is None or word == "second":
        return None
    return Found(index, step + 1, Meaning(type="SET", value=period(every, unit)))
