"""Times of day: clock times with zones, and parts of the day ("early hours", "evening")."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_number import numeral
from wireroom.reading.timex_rules import Found, Meaning, TimexRules

_SPOKEN = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20}


def _half(atoms: Atoms, index: int) -> tuple[str, int] | None:
    """ "am" or "pm" however it is written, and the index after it."""
    low = atoms.low(index)
    if low in ("a.m.", "p.m.", "am", "pm"):
        return low[0], index + 1
    if low in ("a", "p") and atoms.low(index + 1) == "." and atoms.low(index + 2) == "m" and atoms.glued(index + 2):
        return low, index + 3
    if low in ("a", "p") and atoms.low(index + 1) == "m" and atoms.low(index + 2) == ".":
        return low, index + 3
    return None


def _zone(atoms: Atoms, index: int, rules: TimexRules) -> int:
    """The index after a zone that stands there ("GMT", "local time", "( IST )", "GMT (4 p.m. local time)"), else the index."""
    step = index + 1 if atoms.low(index) == "(" else index
    step += atoms.low(step) == ","
    for words, _ in rules.zone_phrases.get(atoms.low(step), ()):
        end = atoms.phrase(step, words)
        if end:
            return _closed(atoms, index, end)
    atom = atoms[step]
    if atom.low.replace(".", "") in rules.zones and atom.text[:1].isupper() and not atom.line:
        end = step + 1
        if atoms.low(end) in ("+", "-") and atoms[end + 1].kind == "number" and atoms.glued(end) and atoms.glued(end + 1):
            end += 2
        return _closed(atoms, index, end)
    return index


def _closed(atoms: Atoms, index: int, end: int) -> int:
    if atoms.low(index) != "(":
        return end
    return end + 1 if atoms.low(end) == ")" else index


def clock_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """The longest time of day by the clock that begins at the atom, or None."""
    return _digits(atoms, index, rules) or _words(atoms, index, rules)


def _digits(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "9pm", "8.49pm", "20:45", "2045 GMT", "0630 hrs", "9 o'clock"."""
    text = atoms[index].text
    parts = text.replace(".", ":").split(":") if atoms[index].kind == "number" else []
    if not 1 <= len(parts) <= 3 or not all(part.isdigit() and len(part) <= 4 for part in parts):
        return None
    end = index + 1
    colon = ":" in text
    if len(parts) == 1 and atoms.low(end) == ":" and atoms[end + 1].kind == "number" and len(atoms[end + 1].text) == 2:
        parts, end, colon = [text, atoms[end + 1].text], end + 2, True
    if len(parts) > 1 and len(parts[1]) != 2:
        return None
    half = None if atoms[end].line else _half(atoms, end)
    if half is not None:
        return _halved(atoms, index, parts, half, rules)
    return _whole(atoms, index, end, parts, rules) if len(parts) == 1 else _parted(atoms, index, end, parts, rules, colon=colon)


def _halved(atoms: Atoms, index: int, parts: list[str], half: tuple[str, int], rules: TimexRules) -> Found | None:
    """A time with "am" or "pm" behind it; "17:06 pm" is taken as the day's clock says."""
    hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else None
    if len(parts) == 1 and len(parts[0]) in (3, 4):
        hour, minute = divmod(hour, 100)
    if hour <= 12:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return _clock(index, _zone(atoms, half[1], rules), hour, minute)


def _marked(atoms: Atoms, end: int) -> int:
    """The index after "hours" or "hrs." behind a time, else `end`."""
    if atoms.low(end) not in ("hours", "hrs", "hour", "hr", "h") or atoms[end].line:
        return end
    return end + 1 + (atoms.low(end) in ("hrs", "hr") and atoms.low(end + 1) == "." and atoms.glued(end + 1))


def _whole(atoms: Atoms, index: int, end: int, parts: list[str], rules: TimexRules) -> Found | None:
    """A time in one number: "2045 GMT", "0630 hrs", "9 o'clock", "9 GMT"."""
    text = parts[0]
    marked = _marked(atoms, end) if len(text) == 4 else end
    stop = max(_zone(atoms, marked, rules), marked)
    if len(text) == 4 and stop > end and int(text[:2]) <= 24:
        return _clock(index, stop, int(text[:2]), int(text[2:]))
    if atoms.low(end) == "o" and atoms.low(end + 1) == "'" and atoms.low(end + 2) == "clock" and int(text) <= 12:
        return _clock(index, _zone(atoms, end + 3, rules), int(text), None)
    if len(text) <= 2 and stop > end and atoms[stop - 1].low != "z":
        return _clock(index, stop, int(text), None)
    return _of_part(atoms, index, int(text), rules) if len(text) <= 2 else None


def _of_part(atoms: Atoms, index: int, hour: int, rules: TimexRules) -> Found | None:
    """ "4 in the morning", "nine in the evening"."""
    part = rules.parts.get(atoms.low(index + 3)) if atoms.phrase(index + 1, ("in", "the")) else None
    if (
        part is None
        or not 1 <= hour <= 12
        or atoms.low(index - 1) not in ("at", "until", "till", "by", "around", "about", "since")
    ):
        return None
    return _clock(index, index + 4, hour % 12 + (12 if part != "MO" else 0), None)


def _parted(atoms: Atoms, index: int, end: int, parts: list[str], rules: TimexRules, *, colon: bool) -> Found | None:
    """A time in two numbers or three: "20:45", "17:06 hours local time", "at 20.45"."""
    marked = _marked(atoms, end)
    stop = max(_zone(atoms, marked, rules), marked)
    before = atoms.low(index - 1)
    hour, minute = int(parts[0]), int(parts[1])
    if colon or stop > end:
        if len(parts) == 3 and stop == end and before not in ("at", "around", "about"):
            return None
        return _clock(index, stop, hour, minute)
    dotted = before in ("at", "by", "until") and hour >= 7 and len(parts[0]) == 2 and atoms[end].kind == "mark"
    return _clock(index, end, hour, minute) if dotted else None


def _clock(start: int, end: int, hour: int, minute: int | None) -> Found | None:
    if hour > 24 or (minute or 0) > 59:
        return None
    return Found(start, end, Meaning(type="TIME", hour=hour, minute=minute))


def _words(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "noon", "nine o'clock", "half past nine", "quarter to five"."""
    low = atoms.low(index)
    if low in rules.clocks:
        return Found(index, _zone(atoms, index + 1, rules), Meaning(type="TIME", hour=rules.clocks[low], minute=0))
    hour = rules.numbers.cardinals.get(low)
    if hour is not None and 1 <= hour <= 12:
        if atoms.low(index + 1) == "o" and atoms.low(index + 2) == "'" and atoms.low(index + 3) == "clock":
            end = index + 4
            half = _half(atoms, end)
            return _clock(
                index, _zone(atoms, half[1] if half else end, rules), hour % 12 + 12 if half and half[0] == "p" else hour, None
            )
        half = _half(atoms, index + 1)
        if half is not None and len(atoms.low(index + 1)) > 1:
            return _clock(index, _zone(atoms, half[1], rules), hour % 12 + (12 if half[0] == "p" else 0), None)
        if (parted := _of_part(atoms, index, int(hour), rules)) is not None:
            return parted
    minutes = _SPOKEN.get(low)
    step = index + 1 + (atoms.low(index + 1) == "minutes")
    if minutes is not None and atoms.low(step) in ("past", "to", "after", "before"):
        later = rules.numbers.cardinals.get(atoms.low(step + 1))
        if later is not None and 1 <= later <= 12 and (atoms.low(step) == "past" or low == "quarter"):
            half = _half(atoms, step + 2)
            hour = later % 12 + 12 if half and half[0] == "p" else later
            if atoms.low(step) in ("to", "before"):
                hour, minutes = hour - 1, 60 - minutes
            return _clock(index, half[1] if half else step + 2, hour, minutes)
    return None


def part_at(atoms: Atoms, index: int, rules: TimexRules) -> tuple[str, int] | None:
    """A part of the day and the index after it: "morning", "early hours", "pre-dawn"."""
    low = atoms.low(index)
    if low in ("early", "small", "wee", "late", "predawn", "pre") and atoms.low(index + 1) in ("hours", "hour", "-"):
        if low == "pre" and atoms.low(index + 2) == "dawn":
            return "MO", index + 3 + (atoms.low(index + 3) == "hours")
        if atoms.low(index + 1) == "hours":
            return ("NI" if low == "late" else "MO"), index + 2
    middle = index + 1 + (atoms.low(index + 1) == "-") if low == "mid" else index
    part = rules.parts.get(atoms.low(middle))
    return None if part is None else (part, middle + 1)


def before_clock(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "an hour before midnight", "10 minutes after 9 p.m.": a clock time moved by a span."""
    if atoms.low(index) in ("an", "a", "half"):
        half = atoms.low(index) == "half"
        step = index + 1 + (half and atoms.low(index + 1) == "an")
        amount = 0.5 if half else 1.0
    else:
        number = numeral(atoms, index, rules.numbers)
        if number is None or number.ordinal or number.vague or number.share or number.low > 120:
            return None
        amount, step = number.low, number.end
    unit = rules.unit(atoms.low(step))
    if unit not in ("TM", "TH") or atoms.low(step + 1) not in ("before", "after", "past", "to"):
        return None
    clock = clock_at(atoms, step + 2, rules)
    if clock is None or clock.meaning.hour is None:
        return None
    minutes = clock.meaning.hour * 60 + (clock.meaning.minute or 0)
    minutes += int(amount * (60 if unit == "TH" else 1)) * (1 if atoms.low(step + 1) in ("after", "past") else -1)
    if not 0 <= minutes < 1440:
        return None
    return Found(index, clock.end, Meaning(type="TIME", hour=minutes // 60, minute=minutes % 60))
