"""Words that point from the report or from what was told: "yesterday", "last week", "the previous day", "year-earlier"."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_number import numeral
from wireroom.reading.timex_date import capital, dates_at, month_at
from wireroom.reading.timex_list import listed_at
from wireroom.reading.timex_period import year_at
from wireroom.reading.timex_rules import Found, Meaning, TimexRules

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


def pointed_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
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
        if unit and unit not in ("TS", "TM", "TH", "NI") and word != "past":
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


def close_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "[by] year-end", "month's end", "the year's end": the end of the year of the report, of the month lately told."""
    step = index + 1 if atoms.low(index) == "the" else index
    unit = rules.units.get(atoms.low(step))
    if unit not in ("Y", "M", "Q") or (step == index and atoms.low(index - 1) not in _CLOSING):
        return None
    end = step + 1
    if atoms.low(end) == "'" and atoms.low(end + 1) == "s":
        end += 2
    elif atoms.low(end) == "-":
        end += 1
    if atoms.low(end) != "end" or (atoms.token(end).head.i > atoms[end].token and atoms.token(end).dep_ == "compound"):
        return None
    return Found(index, end + 1, Meaning(unit=unit, lean=0, origin="report" if unit == "Y" else "story", mod="END"))


_CLOSING = frozenset("by at before until till around since from through near toward towards to after calendar fiscal".split())


def article_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """What may follow "the": quarters, decades, seasons, dates in words, weekends, "the day", "the year"."""
    step = index + 1
    named = _named_year(atoms, step, rules) or _day_of_month(atoms, step, rules)
    if named is not None:
        return named
    if listed_at(atoms, step, rules) is not None and atoms[step].kind == "number":
        return None
    found = dates_at(atoms, step, rules)
    if found is not None and found.meaning.day is None:
        return later_year(atoms, found)
    word = atoms.low(step)
    if atoms.low(step + 1) == "-" and atoms.low(step + 2) in ("earlier", "ago") and rules.unit(word) == "Y":
        return year_before(atoms, step, step, rules)
    if atoms.low(index) == "a":
        return None
    if word in ("comparable", "corresponding"):
        return year_before(atoms, step, step + 1, rules)
    if word in ("latest", "same", "reported") and atoms.low(step + 1) == "period":
        return Found(step, step + 2, Meaning(unit="Q", lean=0, origin="story"))
    if word == "period" and atoms.low(index - 1) in ("in", "for", "during"):
        return Found(step, step + 1, Meaning(unit="Q", lean=0, origin="story"))
    return _unit_alone(atoms, step, rules) if atoms.token(step).dep_ != "compound" else None


def _named_year(atoms: Atoms, step: int, rules: TimexRules) -> Found | None:
    """ "the [1988 third quarter]", "the [1988 period]"."""
    year = year_at(atoms, step)
    if year is None:
        return None
    after = dates_at(atoms, step + 1, rules)
    if after is not None and (after.meaning.quarter or after.meaning.half or after.meaning.season):
        return Found(step, after.end, after.meaning.with_(year=year))
    if atoms.low(step + 1) in ("quarter", "period"):
        return Found(step, step + 2, Meaning(year=year, unit="Q", lean=0, origin="story"))
    return None


def _day_of_month(atoms: Atoms, step: int, rules: TimexRules) -> Found | None:
    """ "the [fifth of May]", "[on] the [20th]" of the month lately told."""
    ordinal = numeral(atoms, step, rules.numbers)
    if ordinal is None or not ordinal.ordinal or not 1 <= ordinal.low <= 31:
        return None
    if atoms.low(ordinal.end) != "of":
        alone = atoms.low(step - 2) in ("on", "by", "until", "since") and atoms[step].kind == "number"
        ends = atoms[ordinal.end].kind != "word" or atoms.token(ordinal.end).pos_ not in ("NOUN", "ADJ", "PROPN", "NUM")
        return (
            Found(step, ordinal.end, Meaning(day=int(ordinal.low)))
            if alone and ends and atoms.low(ordinal.end) != "-"
            else None
        )
    month = month_at(atoms, ordinal.end + 1, rules)
    return Found(step, month[1], Meaning(month=month[0], day=int(ordinal.low))) if month is not None else None


_ENDING = frozenset("ended ending".split())
_IN = frozenset("in for during of over throughout through earlier later".split())


def _unit_alone(atoms: Atoms, step: int, rules: TimexRules) -> Found | None:
    """ "the weekend", "the quarter", "the day after tomorrow", "the week of March 6", "[in] the year"."""
    word = atoms.low(step)
    if word == "day" and atoms.low(step + 1) in ("before", "after"):
        way = -1 if atoms.low(step + 1) == "before" else 1
        if atoms.low(step + 2) in ("yesterday", "tomorrow"):
            return Found(step, step + 3, Meaning(unit="D", count=2 * way))
        followed = any(True for _ in atoms.token(step + 1).children)
        return None if followed else Found(step, step + 2, Meaning(unit="D", count=way, origin="story"))
    if word == "week" and atoms.low(step + 1) == "of":
        inner = dates_at(atoms, step + 2, rules)
        if inner is not None and inner.meaning.day:
            return Found(step, inner.end, inner.meaning.with_(unit="W"))
    if word in ("fiscal", "full", "financial") and atoms.low(step + 1) in ("year", "quarter"):
        word, step = atoms.low(step + 1), step + 1
        if word == "year" and atoms.low(step + 1) not in _ENDING:
            return Found(step, step + 1, Meaning(unit="Y", lean=0))
    if word in ("year", "month", "week") and atoms.low(step + 1) in _ENDING:
        return Found(step, step + 1, Meaning(type="DURATION", value=f"P1{word[0].upper()}"))
    if word == "day" and atoms.low(step - 2) == "in" and atoms.low(step - 3) in ("later", "earlier", "late", "early"):
        return Found(step, step + 1, Meaning(unit="D", origin="story"))
    if word == "weekend" or word == "quarter" or (word in ("week", "month", "year") and atoms.low(step - 2) in _IN):
        origin = "story" if word == "quarter" else "report"
        return Found(step, step + 1, Meaning(unit=rules.unit(word), lean=0, origin=origin))
    return None


def year_before(atoms: Atoms, start: int, index: int, rules: TimexRules) -> Found | None:
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


def later_year(atoms: Atoms, found: Found) -> Found:
    """ "August last year", "October of this year": the year that stands behind a date without one."""
    meaning = found.meaning
    if meaning.year is not None or meaning.value is not None or (meaning.weekday is not None and meaning.month is None):
        return found
    step = found.end + (atoms.low(found.end) in ("of", ","))
    word = atoms.low(step)
    if word == "the" and atoms.low(step + 1) in ("previous", "following", "same"):
        word, step = atoms.low(step + 1), step + 1
    if (word in _LEAN or word in ("that", "same")) and atoms.low(step + 1) == "year" and not atoms[step].line:
        return Found(
            found.start, step + 2, meaning.with_(year_on=_LEAN.get(word, 0), origin="story" if word in _STORY else "report")
        )
    return found
