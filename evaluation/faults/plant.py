"""The faults: for each kind, the places of a text where one can be planted, and the edits that plant it.

Written from what the kinds mean, before anything that looks for them; each docstring states the smallest edit of its kind."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from evaluation.faults.draft import Draft, Edit, Offsets, inside, quoted, unit_of

WORDS = Path(__file__).parent / "words.toml"
LEAST_WORDS = 8
"""Words of a sentence in which a fault may stand: a headline or a caption of five words has no context to be known by."""
_SMALL = "two three four five six seven eight nine ten eleven twelve".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NUMBER = re.compile(
    r"(?<![\w.,:/$£€#-])(?<!\d [.,:/] )(\d{1,3}(?:,\d{3})+|\d{1,6}|"
    + "|".join(_SMALL + _TENS)
    + r")(?![\d:/-])(?! ?[.,:/] ?\d)(?= (?:[a-z]+))"
    r"(?! (?:a\.?m|p\.?m|am|pm|and|or|of|in|to|on|at|as|for|by|from|with|the)\b)"
    r"(?! (?:who|is|was|were|that|which|but|when|after|before)\b)"
)
_NOT_BEFORE = re.compile(r"(?:" + _MONTH + r"\.? ?|\b(?:No|no|Rule|Route|Flight|Interstate|Highway|page|chapter|age) ?\.? ?)$")
_WEEKDAY = re.compile(r"\b(?:" + "|".join(_DAYS) + r")\b(?! (?:Times|Night|Herald|Post))")
_MONTH_DAY = re.compile(r"\b(" + _MONTH + r"\.?) (\d{1,2})\b(?!\d| ?: ?\d)")
_YEAR = re.compile(r"\b(?:in|since|of|,) ((?:19|20)\d\d)\b")
_PERSON = r"[A-Z][a-z]+(?: [A-Z] ?\.)?(?: [A-Z][a-z]+(?:-[A-Z][a-z]+)?){1,2}"
_SPEAKER = re.compile(
    r"(?:(?:\bsaid|\bsays|\badded|\btold [A-Za-z ]{2,20}|\baccording to) (?P<after>" + _PERSON + r")\b"
    r"|(?P<before>" + _PERSON + r")(?: ,[^,.\n]{3,60},|,[^,.\n]{3,60},)? (?:said|says|added|told)\b)"
)
_NOT_PEOPLE = re.compile(
    r"\b(?:The|This|Police|Department|Ministry|University|News|Press|Times|Post|County|City|State|Court|House|Street|United|New|"
    r"Service|Agency|Group|Bank|Council|Association|National|Center|Centre|Office|Company|Inc|Corp|World|North|South|East|West|"
    r"Party|Church|Hospital|School|League|Committee|Union|Airlines|Bureau|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
    r"Sunday|But|And|In|At|On|As|If|When|While|After|Also|He|She|It|We|They|His|Her|Their|American|British|Reuters|Officials)\b"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A fault ready to be planted: the edit, and the words of the parent that it changes (`original`, of some length)."""

    kind: str
    edit: Edit
    original: Offsets


@cache
def words() -> Mapping[str, Any]:
    """The generator's lists."""
    with WORDS.open("rb") as handle:
        return tomllib.load(handle)


def numbers(draft: Draft, chance: Random) -> Iterator[Spot]:
    """A count that becomes another count. Smallest edit: one up or down on a number below twenty, one digit of a longer one,
    never a year, a clock time, a price's cents or a part of a name; an approximate number moves by a quarter at least."""
    for found in _NUMBER.finditer(draft.text):
        spot, printed = found.span(1), found.group(1)
        before = draft.text[max(0, spot[0] - 24) : spot[0]]
        plain = printed.replace(",", "")
        if _NOT_BEFORE.search(before) or (plain.isdigit() and (1800 <= int(plain) <= 2099 or int(plain) < 2)):
            continue
        about = re.search(r"(?:about|around|some|nearly|almost|approximately|roughly|over|than|least|most|up to) $", before)
        new = _other_number(plain, chance, wide=bool(about))
        yield Spot("number", Edit(*spot, _as_printed(printed, new), "number"), spot)


def _other_number(plain: str, chance: Random, *, wide: bool) -> int:
    if not plain.isdigit():
        value = _SMALL.index(plain) + 2 if plain in _SMALL else (_TENS.index(plain) + 2) * 10
    else:
        value = int(plain)
    if wide:
        return max(2, round(value * chance.choice((0.5, 0.7, 1.4, 2.0)))) if value >= 4 else value + 2
    if value < 20:
        return value + chance.choice((1, 2, 3) if value < 5 else (-2, -1, 1, 2))
    digits = list(str(value))
    at = chance.randrange(len(digits))
    digits[at] = chance.choice([one for one in "123456789" if one != digits[at]])
    return int("".join(digits))


def _as_printed(old: str, new: int) -> str:
    if old in _TENS and new % 10 == 0 and 20 <= new <= 90:
        return _TENS[new // 10 - 2]
    if old in _SMALL and 2 <= new <= 12:
        return _SMALL[new - 2]
    return f"{new:,}" if "," in old else str(new)


def dates(draft: Draft, chance: Random) -> Iterator[Spot]:
    """A day, a date or a year that becomes another. Smallest edit: the next weekday, one day of a month, one year."""
    for found in _WEEKDAY.finditer(draft.text):
        new = _DAYS[(_DAYS.index(found.group()) + chance.choice((1, 2, 3, 4, 5, 6))) % 7]
        yield Spot("date", Edit(*found.span(), new, "date"), found.span())
    for found in _MONTH_DAY.finditer(draft.text):
        day = int(found.group(2))
        new = chance.choice([one for one in range(max(1, day - 12), min(28, day + 12) + 1) if one != day] or [day + 1])
        if 1 <= day <= 31:
            yield Spot("date", Edit(*found.span(2), str(new), "date"), found.span(2))
    for found in _YEAR.finditer(draft.text):
        new = int(found.group(1)) + chance.choice((-2, -1, 1, 2))
        yield Spot("date", Edit(*found.span(1), str(new), "date"), found.span(1))


def places(draft: Draft, chance: Random) -> Iterator[Spot]:
    """A place that becomes another of its sort that the report does not name. Smallest edit: one name after a preposition."""
    lists = words()["places"]
    for kind, names in lists.items():
        pattern = re.compile(
            r"\b(?:in|at|near|from|to|outside|across) ("
            + "|".join(re.escape(name) for name in names)
            + r")\b(?! [A-Z])(?!-)(?!['’])"
        )
        for found in pattern.finditer(draft.text):
            others = [name for name in names if name not in draft.text and name not in found.group(1)]
            yield Spot("place", Edit(*found.span(1), chance.choice(others), kind), found.span(1))


def quotations(draft: Draft, chance: Random) -> Iterator[Spot]:
    """Words between quotation marks that are altered. Smallest edits: `not` put in or taken out after an auxiliary; one word
    of content put in; one of at least five letters taken out; one changed for a word that says otherwise. Only quotations of
    eight words or more, at least two words from either end, so that trimming cannot explain it."""
    lists = words()["altered"]
    for start, end in quoted(draft.text):
        found = list(re.finditer(r"[A-Za-z]+(?:['’][a-z]+)?", draft.text[start:end]))
        if len(found) < LEAST_WORDS:
            continue
        inner = found[2:-2]
        ways: list[Spot] = []
        for one in inner:
            word, first, last = one.group(), start + one.start(), start + one.end()
            if word.lower() in words()["status"]["negated"]:
                after = draft.text[last : last + 5]
                if after.startswith(" not "):
                    ways.append(Spot("quote", Edit(last, last + 4, "", "negation"), (first, last + 4)))
                elif not re.match(r" (?:n['’]t|n ['’] t|never|no)\b", after):
                    ways.append(Spot("quote", Edit(last, last, " not", "negation"), (first, last)))
            if word in lists["swaps"]:
                ways.append(Spot("quote", Edit(first, last, lists["swaps"][word], "changed"), (first, last)))
            if len(word) >= 5 and word.islower():
                ways.append(
                    Spot("quote", Edit(first, first, chance.choice(lists["inserted"]) + " ", "insertion"), (first, last))
                )
                ways.append(Spot("quote", Edit(first, last + 1, "", "omission"), (first, last)))
        by_sort: dict[str, list[Spot]] = {}
        for way in ways:
            by_sort.setdefault(way.edit.what, []).append(way)
        for sort in sorted(by_sort):
            yield chance.choice(by_sort[sort])


def speakers(draft: Draft, chance: Random) -> Iterator[Spot]:
    """A named speaker who becomes another: one whom the report names elsewhere, or one of an invented list. Smallest edit:
    the name beside the verb of saying, of a person by all that the text shows."""
    spots = []
    for found in _SPEAKER.finditer(draft.text):
        group = "after" if found.group("after") else "before"
        if not _NOT_PEOPLE.search(found.group(group)) and _person(found.group(group), draft.text):
            spots.append((found.span(group), found.group(group)))
    known = {name for _, name in spots}
    for span, name in spots:
        last = name.split()[-1]
        others = sorted(one for one in known if one.split()[-1] != last)
        pool = others or list(words()["people"]["names"])
        yield Spot("speaker", Edit(*span, chance.choice(pool), "speaker"), span)


def _person(name: str, text: str) -> bool:
    """Whether a name is a person's: its first part is a given name of the list, or its last part stands alone elsewhere."""
    parts = name.split()
    behind = r"(?= (?:said|says|told|added|was|has|had|is|who)\b)"
    alone = re.search(rf"(?<!{re.escape(parts[-2])} )\b{re.escape(parts[-1])}\b{behind}", text)
    return parts[0] in words()["people"]["given"] or alone is not None


def states(draft: Draft, chance: Random) -> Iterator[Spot]:
    """A statement outside quotation marks that is negated, or whose state becomes another (planned, done, called off).

    Smallest edits: `not` put in after an auxiliary, or taken out; one phrase of state for another."""
    marks = quoted(draft.text)
    status = words()["status"]
    for old, new in status["swaps"]:
        for found in re.finditer(rf"\b{re.escape(old)}\b", draft.text):
            if not inside(found.span(), marks):
                yield Spot("status", Edit(*found.span(), new, "state"), found.span())
    auxiliary = r"\b(" + "|".join(status["negated"]) + r")(?P<not> not)?\b"
    pattern = re.compile(auxiliary + r"(?= [a-z]{3,})(?! (?:only|just|the|n['’ ])\b)")
    found_all = [found for found in pattern.finditer(draft.text) if not inside(found.span(), marks)]
    for found in chance.sample(found_all, min(len(found_all), 6)):
        if found.group("not"):
            yield Spot("status", Edit(*found.span("not"), "", "negation"), found.span())
        else:
            yield Spot("status", Edit(found.end(), found.end(), " not", "negation"), found.span(1))


FINDERS: Mapping[str, Callable[[Draft, Random], Iterator[Spot]]] = {
    "number": numbers,
    "date": dates,
    "place": places,
    "quote": quotations,
    "speaker": speakers,
    "status": states,
}
"""The kinds that are planted in the text; the publication date is planted in the record (`make.redated`)."""


def spots(kind: str, draft: Draft, chance: Random) -> list[Spot]:
    """Every place where a fault of the kind can be planted, in sentences of `LEAST_WORDS` words or more, in order."""
    found = []
    for spot in FINDERS[kind](draft, chance):
        unit = unit_of(draft, spot.original[0])
        if unit is None or spot.original[1] > unit[1] or len(draft.text[unit[0] : unit[1]].split()) < LEAST_WORDS:
            continue
        if "http" in draft.text[unit[0] : unit[1]] or draft.text[unit[0] : unit[1]].isupper():
            continue
        found.append(spot)
    return sorted(found, key=lambda spot: (spot.original, spot.edit.what))
