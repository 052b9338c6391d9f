"""Time expressions in a text: at each atom the longest that begins there, from dates, clocks, spans and words that point."""

from __future__ import annotations

from collections.abc import Iterator

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_number import numeral
from wireroom.reading.timex_clock import before_clock, clock_at, part_at
from wireroom.reading.timex_date import capital, dates_at, month_at, year_at
from wireroom.reading.timex_rules import Found, Meaning, TimexRules
from wireroom.reading.timex_span import period, set_at, span_at

_LEAN = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
}
_STORY = frozenset("previous preceding following same that".split())
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_MODS = {
    "early": "START", "earlier": "START", "late": "END", "later": "END", "mid": "MID", "end": "END", "beginning": "START",
    "start": "START", "middle": "MID", "midway": "MID", "close": "END", "latter": "END",
}  # fmt: skip
_BEFORE_CLOCK = (
    (("shortly", "before"), "BEFORE"), (("just", "before"), "BEFORE"), (("right", "before"), "BEFORE"), (("soon", "after"), "AFTER"),
    (("shortly", "after"), "AFTER"), (("just", "after"), "AFTER"), (("right", "after"), "AFTER"), (("just", "past"), "AFTER"),
    (("around",), "APPROX"), (("about",), "APPROX"), (("approximately",), "APPROX"), (("roughly",), "APPROX"), (("nearly",), "APPROX"),
    (("almost",), "APPROX"), (("before",), ""), (("after",), ""),
)  # fmt: skip


def matches(atoms: Atoms, rules: TimexRules) -> Iterator[Found]:
    """Every time expression of the text in order, none overlapping."""
    index = 0
    while index < len(atoms):
        found = expression_at(atoms, index, rules)
        if found is None:
            index += 1
        else:
            yield found
            index = max(found.end, index + 1)


def expression_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """The longest time expression that begins at the atom, or None."""
    if atoms[index].kind == "mark" and atoms.low(index) != "'":
        return None
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
    for words, mod in _BEFORE_CLOCK:
        step = atoms.phrase(index, words)
        if step and mod:
            inner = before_clock(atoms, step, rules) or clock_at(atoms, step, rules)
            if inner is not None:
                inner = _clock_and_day(atoms, inner, rules)
                return Found(step if mod == "APPROX" else index, inner.end, inner.meaning.with_(mod=mod))
    moved = before_clock(atoms, index, rules) or clock_at(atoms, index, rules)
    if moved is not None:
        return _clock_and_day(atoms, moved, rules)
    found = _part_and_day(atoms, index, rules) or _day(atoms, index, rules)
    return None if found is None else _day_and_clock(atoms, found, rules)


def _day(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """A date with its modifier in front ("early", "the end of", "mid-") or a word that points ("last week", "yesterday")."""
    low = atoms.low(index)
    modded = _modified(atoms, index, rules)
    if modded is not None:
        return modded
    pointed = _pointed(atoms, index, rules)
    if pointed is not None:
        return pointed
    if low in ("the", "a"):
        inner = _article(atoms, index, rules)
        if inner is not None:
            return Found(index, inner.end, inner.meaning)
        return None
    found = dates_at(atoms, index, rules)
    if found is None and atoms.low(index + 1) == "-" and atoms.low(index + 2) in ("earlier", "ago") and rules.unit(low) == "Y":
        return _year_before(atoms, index, index, rules)
    return None if found is None else _later_year(atoms, found)


def _year_before(atoms: Atoms, start: int, index: int, rules: TimexRules) -> Found | None:
    """ "year-earlier", "year-ago quarter", "comparable year-ago period": with its noun when it names a period."""
    end = index
    if rules.unit(atoms.low(index)) == "Y" and atoms.low(index + 1) == "-" and atoms.low(index + 2) in ("earlier", "ago"):
        end = index + 3
    later = dates_at(atoms, end, rules)
    if later is not None and later.meaning.quarter and later.meaning.year is None:
        return Found(start, later.end, later.meaning.with_(year_on=-1))
    if atoms.low(end) in ("period", "quarter"):
        end += 1
    elif end == index:
        return None
    return Found(start, end, Meaning(unit="Y", count=-1, origin="report"))


def _later_year(atoms: Atoms, found: Found) -> Found:
    """ "August last year", "October of this year": the year that stands behind a date without one."""
    meaning = found.meaning
    if meaning.year is not None or meaning.value is not None or meaning.weekday is not None and meaning.month is None:
        return found
    step = found.end + (atoms.low(found.end) in ("of", ","))
    word = atoms.low(step)
    if word == "the" and atoms.low(step + 1) in ("previous", "following", "same"):
        word, step = atoms.low(step + 1), step + 1
    if word in _LEAN and atoms.low(step + 1) == "year" and not atoms[step].line:
        return Found(found.start, step + 2, meaning.with_(year_on=_LEAN[word], origin="story" if word in _STORY else "report"))
    return found


def _article(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """What may follow "the": quarters, decades, seasons, dates in words, weekends, "the day", "the year"."""
    step = index + 1
    year = year_at(atoms, step)
    if year is not None and atoms.low(step + 1) not in ("s", "'"):
        after = dates_at(atoms, step + 1, rules)
        if after is not None and (after.meaning.quarter or after.meaning.half or after.meaning.season):
            return Found(step, after.end, after.meaning.with_(year=year))
        if atoms.low(step + 1) in ("quarter", "period"):
            return Found(step, step + 2, Meaning(year=year, unit="Q", lean=0, origin="story"))
    ordinal = numeral(atoms, step, rules.numbers)
    if ordinal is not None and ordinal.ordinal and 1 <= ordinal.low <= 31 and atoms.low(ordinal.end) == "of":
        month = month_at(atoms, ordinal.end + 1, rules)
        if month is not None:
            return Found(step, month[1], Meaning(month=month[0], day=int(ordinal.low)))
    found = dates_at(atoms, step, rules)
    if found is not None and found.meaning.day is None:
        return _later_year(atoms, found)
    word = atoms.low(step)
    if atoms.low(step + 1) == "-" and atoms.low(step + 2) in ("earlier", "ago") and rules.unit(word) == "Y":
        return _year_before(atoms, step, step, rules)
    if atoms.low(index) == "a":
        return None
    if word == "comparable" or word == "corresponding":
        return _year_before(atoms, step, step + 1, rules)
    if (
        word in ("latest", "same", "reported")
        and atoms.low(step + 1) == "period"
        or word == "period"
        and atoms.low(index - 1) in ("in", "for", "during")
    ):
        return Found(step, step + 1 + (word != "period"), Meaning(unit="Q", lean=0, origin="story"))
    if word in ("weekend", "week", "quarter", "year", "month", "day") and atoms.token(step).dep_ != "compound":
        if word == "day" and atoms.low(step + 1) in ("before", "after"):
            way = -1 if atoms.low(step + 1) == "before" else 1
            next_word = atoms.low(step + 2)
            if next_word in ("yesterday", "tomorrow"):
                return Found(step, step + 3, Meaning(unit="D", count=2 * way))
            if any(True for _ in atoms.token(step + 1).children):
                return None
            return Found(step, step + 2, Meaning(unit="D", count=way, origin="story"))
        if word == "week" and atoms.low(step + 1) == "of":
            inner = dates_at(atoms, step + 2, rules)
            if inner is not None and inner.meaning.day:
                return Found(step, inner.end, inner.meaning.with_(unit="W"))
        if word in ("weekend", "quarter"):
            return Found(
                step, step + 1, Meaning(unit=rules.unit(word), lean=0, origin="story" if word == "quarter" else "report")
            )
        if word in ("week", "month", "year") and atoms.low(step - 2) in (
            "in",
            "for",
            "during",
            "of",
            "over",
            "throughout",
            "through",
            "earlier",
            "later",
        ):
            return Found(step, step + 1, Meaning(unit=rules.unit(word), lean=0))
    return None


def _modified(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "early March", "mid-November", "the end of the month", "late yesterday", "earlier this year", "later that day"."""
    step = index + 1 if atoms.low(index) == "the" else index
    word = atoms.low(step)
    if word not in _MODS:
        return None
    mod = _MODS[word]
    step += 1
    if atoms.low(step) in ("of", "-", "on", "in") and not (atoms.low(step) == "in" and word in ("beginning", "end", "start")):
        if (
            word in ("end", "beginning", "start", "middle", "close", "latter")
            and atoms.low(step) != "of"
            and atoms.low(step) != "-"
        ):
            return None
        step += 1
    elif word in ("end", "beginning", "start", "middle", "close"):
        return None
    if word == "latter" and atoms.low(step) in ("half", "part"):
        step += 2
    inner = _part_and_day(atoms, step, rules) or _day(atoms, step, rules)
    if inner is None or (inner.meaning.value or "").endswith("_REF"):
        return None
    if word in ("earlier", "later") and inner.meaning.value is not None:
        return None
    if (
        atoms.low(index) == "the"
        and word in ("early", "late", "mid")
        and inner.meaning.value is None
        and inner.meaning.season is None
    ):
        return None
    return Found(index, inner.end, inner.meaning.with_(mod=mod))


def _pointed(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "yesterday", "tonight", "last week", "next Monday", "this morning", "the previous day", "the same week", "that year"."""
    low = atoms.low(index)
    if low in _DAYS:
        if low == "today" and capital(atoms, index) and capital(atoms, index - 1) and atoms[index - 1].text == "USA":
            return None
        meaning = Meaning(unit="D", count=_DAYS[low])
        part = rules.parts.get(atoms.low(index + 1))
        if part:
            return Found(index, index + 2, meaning.with_(type="TIME", part=part))
        return Found(index, index + 1, meaning)
    if low == "tonight":
        return Found(index, index + 1, Meaning(type="TIME", unit="D", part="NI"))
    step = (
        index + 1
        if low in ("the", "this", "that", "these")
        and atoms.low(index + 1)
        in ("previous", "preceding", "following", "same", "next", "coming", "upcoming", "past", "current", "latest")
        else index
    )
    word = atoms.low(step)
    article = step > index
    if word not in _LEAN and word not in ("same", "that", "latest"):
        return None
    story = word in _STORY or (article and low == "the" and word == "next")
    lean = _LEAN.get(word, 0)
    step += 1
    if atoms.low(step) in ("past", "coming", "very", "same") and word in ("this", "that"):
        if atoms.low(step) == "coming":
            lean = 1
        step += 1
    if atoms[step].line:
        return None
    return _aimed(atoms, index, step, lean, story=story, word=word, rules=rules)


def _aimed(atoms: Atoms, index: int, step: int, lean: int, *, story: bool, word: str, rules: TimexRules) -> Found | None:
    target = atoms.low(step)
    origin = "story" if story else "report"
    if target in ("fiscal", "calendar", "financial", "school"):
        step, target = step + 1, atoms.low(step + 1)
    if target in rules.parts and target not in ("nights", "mornings", "evenings", "afternoons"):
        count = {"last": -1, "next": 1, "following": 1, "previous": -1}.get(word, 0)
        return Found(index, step + 1, Meaning(type="TIME", unit="D", count=count, origin=origin, part=rules.parts[target]))
    if target in rules.seasons:
        return Found(index, step + 1, Meaning(season=rules.seasons[target], lean=lean, origin=origin))
    weekday = rules.weekdays.get(target)
    if weekday and capital(atoms, step) and target not in rules.ambiguous:
        return Found(index, step + 1, Meaning(weekday=weekday, lean=lean, origin=origin))
    month = rules.months.get(target)
    if month and capital(atoms, step):
        found = dates_at(atoms, step, rules)
        if found is not None:
            return Found(index, found.end, found.meaning.with_(lean=lean, origin=origin))
        return Found(index, step + 1, Meaning(month=month, lean=lean, origin=origin))
    if word in (
        "same",
        "that",
        "this",
        "last",
        "next",
        "previous",
        "following",
        "current",
        "upcoming",
        "latest",
        "coming",
        "preceding",
        "past",
    ):
        unit = rules.units.get(target)
        if unit and unit not in ("TS", "TM", "TH", "NI") and not (word == "past"):
            if atoms.low(step + 1) == "'" and atoms.low(step + 2) == "s":
                later = dates_at(atoms, step + 3, rules)
                if later is not None and later.meaning.quarter:
                    return Found(index, later.end, later.meaning.with_(year_on=lean))
            if unit == "Q" and word == "latest":
                return Found(index, step + 1, Meaning(unit="Q", lean=0, origin="story"))
            if unit == "D" and word == "this":
                return Found(index, step + 1, Meaning(unit="D", count=0))
            return Found(index, step + 1, Meaning(unit=unit, count=lean, origin=origin, lean=lean if not story else None))
    quarter = dates_at(atoms, step, rules)
    if quarter is not None and (quarter.meaning.quarter or quarter.meaning.holiday):
        return Found(index, quarter.end, quarter.meaning.with_(lean=lean))
    return None


def _part_and_day(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "Wednesday night", "the morning of November 6", "the early hours of Friday", "November 6 evening"."""
    step = index + 1 if atoms.low(index) == "the" else index
    part = part_at(atoms, step, rules)
    if part is not None:
        link = part[1] + (atoms.low(part[1]) in ("of", "on", ","))
        if link > part[1] or dates_at(atoms, link, rules) is not None:
            day = _day(atoms, link, rules)
            if day is not None and not day.meaning.value and (day.meaning.daily):
                mod = "START" if atoms.low(step) in ("early", "small", "wee") else None
                return Found(index, day.end, day.meaning.with_(type="TIME", part=part[0], mod=mod))
        return _bare_part(atoms, index, step, part)
    if step > index:
        return None
    day = _pointed(atoms, index, rules) or dates_at(atoms, index, rules)
    if day is None or not day.meaning.daily or day.meaning.part or day.meaning.type != "DATE":
        return None
    after = day.end + (atoms.low(day.end) in ("'",) and atoms.low(day.end + 1) == "s") * 2
    link = after
    if atoms.low(link) in ("in", "during") and atoms.low(link + 1) == "the":
        link += 2
    mod = None
    if atoms.low(link) in ("early", "late", "mid") and atoms.low(link + 1) != "hours":
        mod, link = _MODS[atoms.low(link)], link + 1
        link += atoms.low(link) == "-"
    following = part_at(atoms, link, rules)
    if following is None or atoms[after].line:
        return None
    return Found(index, following[1], day.meaning.with_(type="TIME", part=following[0], mod=mod))


def _bare_part(atoms: Atoms, index: int, step: int, part: tuple[str, int]) -> Found | None:
    """ "overnight", "the morning" with no day: only words that date a clause by themselves."""
    if atoms.low(step) == "overnight" and atoms.token(step).pos_ != "ADJ":
        return Found(index, part[1], Meaning(type="TIME", part="NI"))
    if atoms.low(index - 1) in ("before", "at", "until", "after", "by") and atoms.low(step) in (
        "dawn",
        "dusk",
        "daybreak",
        "sunset",
        "sunrise",
        "nightfall",
    ):
        return Found(index, part[1], Meaning(type="TIME", part=part[0]))
    return None


def _clock_and_day(atoms: Atoms, clock: Found, rules: TimexRules) -> Found:
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
    day = _part_and_day(atoms, link, rules) or _day(atoms, link, rules)
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
    """A day with the clock time behind it: "Friday at 9 p.m.", "Nov. 6 around 11am", "Dec 31 (9pm)"; or a doubled day: "New Year's Eve (Dec 31)"."""
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
    if low in rules.plurals and low not in ("secs", "mins", "hrs", "yrs", "nights", "quarters", "weekends", "seconds"):
        if atoms.low(index - 1) in (
            "for",
            "in",
            "within",
            "over",
            "of",
            "several",
            "after",
            "took",
            "takes",
            "take",
            "lasted",
            "-",
        ) or atoms.low(index + 1) in ("ago", "later", "before", "earlier", "after"):
            if atoms.low(index + 1) in ("ago", "earlier"):
                return Found(index, index + 2, Meaning(value="PAST_REF"))
            return Found(index, index + 1, Meaning(type="DURATION", value=period(None, rules.unit(low) or "Y")))
    return None


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
