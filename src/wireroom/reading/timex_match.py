"""Time expressions in a text: at each atom the longest that begins there, from dates, clocks, spans and words that point."""

from __future__ import annotations

from collections.abc import Iterator

from wireroom.reading.atom import Atoms
from wireroom.reading.timex_clock import before_clock, clock_at
from wireroom.reading.timex_date import dates_at
from wireroom.reading.timex_day import day_at, part_and_day_at
from wireroom.reading.timex_lasting import period
from wireroom.reading.timex_rules import Found, Meaning, TimexRules
from wireroom.reading.timex_set import set_at
from wireroom.reading.timex_span import span_at

_BEFORE_CLOCK = (
    (("shortly", "before"), "BEFORE"), (("just", "before"), "BEFORE"), (("right", "before"), "BEFORE"),
    (("soon", "after"), "AFTER"),
    (("shortly", "after"), "AFTER"), (("just", "after"), "AFTER"), (("right", "after"), "AFTER"), (("just", "past"), "AFTER"),
    (("around",), "APPROX"), (("about",), "APPROX"), (("approximately",), "APPROX"), (("roughly",), "APPROX"),
    (("nearly",), "APPROX"),
    (("almost",), "APPROX"), (("before",), ""), (("after",), ""),
)  # fmt: skip
_BEFORE_CLOCK_BY_WORD = {
    words[0]: tuple(entry for entry in _BEFORE_CLOCK if entry[0][0] == words[0]) for words, _ in _BEFORE_CLOCK
}


def matches(atoms: Atoms, rules: TimexRules) -> Iterator[Found]:
    """Every time expression of the text in order, none overlapping."""
    behind = 0
    starters = rules.starters
    for index, atom in enumerate(atoms.items):
        if index < behind or (atom.low not in starters if atom.kind == "word" else atom.kind == "mark" and atom.low != "'"):
            continue
        found = expression_at(atoms, index, rules)
        if found is not None:
            yield found
            behind = found.end


def expression_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """The longest time expression that begins at the atom, a number or one of `rules.starters`, or None."""
    options = [
        option
        for option in (
            _moment(atoms, index, rules),
            span_at(atoms, index, rules),
            set_at(atoms, index, rules),
            _reference(atoms, index, rules),
        )
        if option is not None
    ]
    return _attributive(atoms, max(options, key=lambda option: option.end)) if options else None


def _attributive(atoms: Atoms, found: Found) -> Found:
    """The match without its article when it only modifies a noun behind it: "a [third-quarter] loss", "the [two-year] plan"."""
    if atoms.low(found.start) not in ("the", "a", "an", "that") or found.end - found.start < 2:
        return found
    if found.meaning.month is not None and found.meaning.mod is None and atoms.low(found.start + 1) not in ("same", "previous"):
        return Found(found.start + 1, found.end, found.meaning)
    if found.meaning.type == "DURATION" and atoms.low(found.end - 2) != "-":
        return found
    last = atoms.token(found.end - 1)
    head = last.head
    outside = head.i > last.i and head.idx >= atoms[found.end - 1].end
    if outside and last.dep_ in ("compound", "amod", "nmod", "nummod", "npadvmod") and head.pos_ in ("NOUN", "PROPN", "ADJ"):
        return Found(found.start + 1, found.end, found.meaning)
    return found


def _moment(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """A day or a time of day, with what belongs to it before and behind."""
    for words, mod in _BEFORE_CLOCK_BY_WORD.get(atoms.low(index), ()):
        step = atoms.phrase(index, words)
        if step and mod:
            inner = before_clock(atoms, step, rules) or clock_at(atoms, step, rules)
            if inner is not None:
                inner = _clock_andday_at(atoms, inner, rules)
                return Found(step if mod == "APPROX" else index, inner.end, inner.meaning.with_(mod=mod))
    moved = before_clock(atoms, index, rules) or clock_at(atoms, index, rules)
    if moved is not None:
        return _clock_andday_at(atoms, moved, rules)
    found = part_and_day_at(atoms, index, rules) or day_at(atoms, index, rules)
    return None if found is None else _day_and_clock(atoms, found, rules)


def _clock_andday_at(atoms: Atoms, clock: Found, rules: TimexRules) -> Found:
    """A clock time with the day behind it: "9 a.m. Tuesday", "11pm local time on Thursday", "8.49pm this evening"."""
    step = clock.end
    if atoms.low(step) == "in" and atoms.low(step + 1) == "the" and atoms.low(step + 2) in rules.parts:
        hour = clock.meaning.hour or 0
        later = rules.parts[atoms.low(step + 2)] in ("AF", "EV", "NI") and 0 < hour < 12
        clock = Found(clock.start, step + 3, clock.meaning.with_(hour=hour + 12 if later else hour))
        step += 3
    link = step
    if atoms.low(link) == ",":
        link += 1
    if atoms.low(link) in ("on", "of"):
        link += 1
    if atoms[link].line or atoms[step].line:
        return clock
    day = part_and_day_at(atoms, link, rules) or day_at(atoms, link, rules)
    if day is None or not (day.meaning.daily or day.meaning.unit == "D") or day.meaning.value:
        return clock
    if link > step and atoms.low(link - 1) == "," and day.meaning.unit:
        return clock
    return Found(
        clock.start,
        day.end,
        day.meaning.with_(type="TIME", hour=clock.meaning.hour, minute=clock.meaning.minute, part=None, mod=clock.meaning.mod),
    )


def _day_and_clock(atoms: Atoms, day: Found, rules: TimexRules) -> Found:
    """A day with the clock time behind it ("Friday at 9 p.m.") or its other name in brackets ("New Year's Eve (Dec 31)")."""
    meaning = day.meaning
    if not meaning.daily or meaning.value or meaning.hour is not None:
        return day
    step = day.end
    if atoms.low(step) == "(" and meaning.holiday:
        inner = dates_at(atoms, step + 1, rules)
        if inner is not None and inner.meaning.day and atoms.low(inner.end) == ")":
            return Found(day.start, inner.end + 1, inner.meaning)
    link = step + (atoms.low(step) == ",")
    at = link
    while atoms.low(at) in ("at", "around", "about", "approximately", "shortly", "after", "before", "just") and at < link + 3:
        at += 1
    if atoms[step].line or atoms[at].line or (at == link and link > step):
        return day
    clock = clock_at(atoms, at, rules)
    if clock is None:
        return day
    mod = next((mod for words, mod in _BEFORE_CLOCK if mod and atoms.phrase(at - len(words), words)), None)
    return Found(
        day.start,
        clock.end,
        meaning.with_(type="TIME", hour=clock.meaning.hour, minute=clock.meaning.minute, part=None, mod=mod),
    )


def _reference(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "now", "recently", "the future", and bare plurals of long units ("years", "decades")."""
    low = atoms.low(index)
    for words, value in rules.references.get(low, ()):
        end = atoms.phrase(index, words)
        if end and _pointing(atoms, index, words):
            return Found(index, end, Meaning(value=value))
    long = low in rules.plurals and low not in _SHORT
    if long and (atoms.low(index - 1) in _SPANNING or atoms.low(index + 1) in _COUNTING):
        if atoms.low(index + 1) in ("ago", "earlier"):
            return Found(index, index + 2, Meaning(value="PAST_REF"))
        return Found(index, index + 1, Meaning(type="DURATION", value=period(None, rules.unit(low) or "Y")))
    return None


_SHORT = frozenset("secs mins hrs yrs nights quarters weekends seconds".split())
_SPANNING = frozenset("for in within over of several after took takes take lasted -".split())
_COUNTING = frozenset("ago later before earlier after".split())


def _pointing(atoms: Atoms, index: int, words: tuple[str, ...]) -> bool:
    """Whether a word such as "now" or "current" speaks of time here."""
    token = atoms.token(index)
    if words == ("now",):
        return not (atoms.low(index + 1) == "that" and token.dep_ == "mark") and token.ent_type_ not in ("ORG", "PRODUCT")
    if words == ("future",):
        return token.pos_ == "NOUN" and token.dep_ == "pobj"
    if words == ("the", "past"):
        return atoms.token(index + 1).pos_ == "NOUN"
    return not (len(words) == 1 and token.pos_ == "PROPN")
