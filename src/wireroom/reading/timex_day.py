"""Days with what stands around them: modifiers ("early March", "the end of the month") and parts ("Wednesday night")."""

from __future__ import annotations

from wireroom.reading.atom import Atoms
from wireroom.reading.timex_clock import part_at
from wireroom.reading.timex_date import dates_at
from wireroom.reading.timex_list import listed_at
from wireroom.reading.timex_point import article_at, close_at, later_year, pointed_at, year_before
from wireroom.reading.timex_rules import Found, Meaning, TimexRules

MODS = {
    "early": "START", "earlier": "START", "late": "END", "later": "END", "mid": "MID", "end": "END", "beginning": "START",
    "start": "START", "middle": "MID", "midway": "MID", "close": "END", "latter": "END",
}  # fmt: skip


_EDGES_OF_DAY = frozenset("dawn dusk daybreak sunset sunrise nightfall".split())


def day_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """The longest day or coarser date that begins at the atom, with its modifier ("early", "the end of", "mid-"), or None."""
    return _modified(atoms, index, rules) or plain_day_at(atoms, index, rules)


def plain_day_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """The same without a modifier: a word that points ("last week"), an article's date, or a date of the calendar."""
    low = atoms.low(index)
    pointed = close_at(atoms, index, rules) or pointed_at(atoms, index, rules)
    if pointed is not None:
        return pointed
    if low in ("the", "a"):
        inner = article_at(atoms, index, rules)
        return Found(index, inner.end, inner.meaning) if inner is not None else None
    found = listed_at(atoms, index, rules) or dates_at(atoms, index, rules)
    if found is None and atoms.low(index + 1) == "-" and atoms.low(index + 2) in ("earlier", "ago") and rules.unit(low) == "Y":
        return year_before(atoms, index, index, rules)
    return None if found is None else later_year(atoms, found)


def _modified(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "early March", "mid-November", "the end of the month", "late yesterday", "earlier this year", "later that day"."""
    step = index + 1 if atoms.low(index) == "the" else index
    word = atoms.low(step)
    if word not in MODS:
        return None
    mod = MODS[word]
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
    inner = part_and_day_at(atoms, step, rules) or plain_day_at(atoms, step, rules)
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


def part_and_day_at(atoms: Atoms, index: int, rules: TimexRules) -> Found | None:
    """ "Wednesday night", "the morning of November 6", "the early hours of Friday", "November 6 evening"."""
    step = index + 1 if atoms.low(index) == "the" else index
    part = part_at(atoms, step, rules)
    if part is not None:
        link = part[1] + (atoms.low(part[1]) in ("of", "on", ","))
        if link > part[1] or dates_at(atoms, link, rules) is not None:
            day = plain_day_at(atoms, link, rules)
            if day is not None and not day.meaning.value and (day.meaning.daily):
                mod = (
                    "START"
                    if atoms.low(step) in ("early", "small", "wee")
                    else "MID"
                    if atoms.low(step).startswith("mid")
                    else None
                )
                return Found(index, day.end, day.meaning.with_(type="TIME", part=part[0], mod=mod))
        return _bare_part(atoms, index, step, part)
    if step > index:
        return None
    day = pointed_at(atoms, index, rules) or dates_at(atoms, index, rules)
    if day is None or not day.meaning.daily or day.meaning.part or day.meaning.type != "DATE":
        return None
    after = day.end + (atoms.low(day.end) == "'" and atoms.low(day.end + 1) == "s") * 2
    link = after
    if atoms.low(link) in ("in", "during") and atoms.low(link + 1) == "the":
        link += 2
    mod = None
    if atoms.low(link) in ("early", "late", "mid") and atoms.low(link + 1) != "hours":
        mod, link = MODS[atoms.low(link)], link + 1
        link += atoms.low(link) == "-"
    following = part_at(atoms, link, rules)
    if following is None or atoms[after].line:
        return None
    return Found(index, following[1], day.meaning.with_(type="TIME", part=following[0], mod=mod))


def _bare_part(atoms: Atoms, index: int, step: int, part: tuple[str, int]) -> Found | None:
    """ "overnight", "the morning" with no day: only words that date a clause by themselves."""
    if atoms.low(step) == "overnight" and atoms.token(step).pos_ != "ADJ":
        return Found(index, part[1], Meaning(type="TIME", part="NI"))
    before, word = atoms.low(index - 1), atoms.low(step)
    if before in ("before", "at", "until", "after", "by") and word in _EDGES_OF_DAY:
        return Found(index, part[1], Meaning(type="TIME", part=part[0]))
    middle = word.startswith("mid") and before in ("by", "at", "until", "since", "in", "around", "before")
    if middle or (step > index and before in ("in", "during") and word in ("morning", "afternoon", "evening")):
        return Found(index, part[1], Meaning(type="TIME", part=part[0], mod="MID" if middle else None))
    return None
