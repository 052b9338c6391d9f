"""Texts for the fuzzer: news sentences from patterns and the lexicons' own words, glued badly and then damaged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

from wireroom.config import lexicons

NAMES = "Ada Hollis|Jo Roe|Mr Kim|Ju Ae|Dr Peter Guest|Sen. Rua|King III|O’Neil|Al-Tayar|Smith-Jones|Nguyễn Văn|İnci|X".split(
    "|"
)
PLACES = "Portmere|Elland|Seoul|the town of Kars|North Korea|St. Ives|Côte d’Or|U.S.|the island|São Tomé".split("|")
PATTERNS = (
    "{name}, {role} of {place}, {cue} on {day} that {number} {thing} were {effect} in {place}.",
    "“{clause},” {cue} {name}, {adding} that “{clause}.”",
    "According to {name}, {approximator} {number} {thing} had been {effect} by {day}.",
    "{cap} said {clause}; {cue} it was {number} {unit} long, {approximator} {number} {unit}.",
    "{number} {thing}, including {number} {thing} and {number} {thing}, were {effect}, {name} {cue}.",
    "{PLACE}, {month} {digits} ({agency}) — {clause}.",
    "{PLACE} ({agency}) - {clause} on {day}, {month} {digits}, {year}, at {clock}.",
    "Between {number} and {number} {thing}, of whom {number} {thing}, {phase} {day}.",
    "'{clause},' he {cue}. 'But {clause}'",
    "{name}: {clause}? {name}: No.",
    "It {phase} in {month} {year}, {time} before {clock} {day}, {cue} the {agency} news agency, quoting {name}.",
    "The {role}'s statement {cue} “{clause}” and denied that {clause}",
    "{name} (left), {digits}, the {role}, {cue} {digits}-{digits} {digits}/{digits} {digits}.{digits}pm",
    "{money}{number} {unit} {money}{digits}bn, up {digits}% from {digits}.{digits} percent {time}",
)
CLAUSES = (
    "the bridge was {phase} {time}",
    "{number} {thing} were {effect}",
    "nobody was {effect}",
    "they will {phase} it",
    "it fell",
    "he had {cue} that they {cue} it",
    "{approximator} {digits} of the {thing} left {place}",
    "we do not know",
    "{digits}",
)
ODD = (
    "\u202e",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\x00",
    "\x07",
    "\u0301" * 3,
    "e\u0301",
    "👩‍👩‍👧",
    "🏳️‍🌈",
    "قال متحدث",
    "他说",
    "\ufffd",
    "ﬃ",
    "İ",
    "\u2028",
    "\x85",
    "\r\n",
    "\t",
    "\xa0",
    "\u3000",
    "½",
    "²",
    "Ⅷ",
    "٣",
    "௧",
    "१२",
    "①",
    "—",
    "–",
    "…",
    "......",
    "''",
    "``",
    "„",
    "‚",
    "«",
    "»",
    "‹",
    "'",
    "’",
    "‘",
    "“",
    "”",
    '"',
    "(((",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "&amp;",
    "<p>",
    "%",
    "$",
    "€",
    "£",
    "°",
    "#",
    "@a",
    "http://x.y/z?q=1&r=2",
    "a.b@c.de",
    "1/2",
    "1,2,3",
    "1e9",
    "0x1F",
    "-0",
    "+5",
    "00000",
    "9" * 40,
    "1" * 400,
    "3.1.4.1.5",
    "1:2:3:4",
    "--",
    "-",
    "\n",
    "\n\n",
    "\n\n\n",
    "'s",
    "n't",
    "’80s",
    "'tis",
    "A" * 120,
    "a-" * 40,
    ".",
    "!",
    "?!",
    ";",
    ":",
    ",",
    ",,",
)
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def words() -> Mapping[str, Sequence[str]]:
    """Every word and phrase of the lexicons by lexicon, in a fixed order."""
    return {name: tuple(dict.fromkeys(_strings(table))) or ("x",) for name, table in sorted(lexicons().items())}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        if value.islower() and " " in value:
            yield from value.split()
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _strings(inner)


def text(chance: Random, size: int = 6) -> str:
    """A text of up to `size` sentences, most of them English, some damaged."""
    pieces: list[str] = []
    for _ in range(chance.randint(1, size)):
        draw = chance.random()
        if draw < 0.65:
            pieces.append(sentence(chance))
        elif draw < 0.85:
            pieces.append(" ".join(_lexical(chance) for _ in range(chance.randint(1, 14))))
        else:
            pieces.append("".join(chance.choice(ODD) + chance.choice(("", " ")) for _ in range(chance.randint(1, 8))))
        pieces.append(chance.choice((" ", " ", " ", "\n", "\n\n", "", "  ", "\r\n")))
    return damaged("".join(pieces), chance)


def sentence(chance: Random) -> str:
    """A sentence of one of the patterns, its places filled."""
    return filled(chance.choice(PATTERNS), chance)


def damaged(given: str, chance: Random) -> str:
    """The text with a few characters or stretches struck out, doubled, swapped, or odd ones put in; often none."""
    for _ in range(chance.choice((0, 0, 1, 2, 5, 12))):
        if not given:
            break
        start = chance.randrange(len(given))
        end = min(len(given), start + chance.choice((1, 1, 2, 5, 20)))
        draw = chance.random()
        if draw < 0.3:
            given = given[:start] + given[end:]
        elif draw < 0.45:
            given = given[:end] + given[start:end] * chance.choice((1, 2, 30)) + given[end:]
        elif draw < 0.55:
            given = given[:start] + given[start:end].swapcase() + given[end:]
        elif draw < 0.65:
            given = given[:start] + given[start:end][::-1] + given[end:]
        else:
            given = given[:start] + chance.choice(ODD) + given[start:]
    return given


def filled(pattern: str, chance: Random) -> str:
    """The pattern with each of its places filled by chance."""
    return _SLOT.sub(lambda slot: _slot(slot[1], chance), pattern)


def _slot(name: str, chance: Random) -> str:
    if name == "clause":
        return filled(chance.choice(CLAUSES), chance)
    if name in {"name", "cap"}:
        return chance.choice(NAMES)
    if name in {"place", "PLACE"}:
        found = chance.choice(PLACES)
        return found.upper() if name == "PLACE" else found
    if name in _FIXED:
        return chance.choice(_FIXED[name])
    if name == "number":
        return chance.choice((_slot("digits", chance), " ".join(chance.choices(words()["numbers"], k=chance.randint(1, 3)))))
    if name == "digits":
        return str(chance.choice((0, 1, 2, 3, 5, 7, 12, 19, 31, 40, 99, 100, 2016, 14_000, 10 ** chance.randint(1, 18))))
    if name == "year":
        return str(chance.choice((1066, 1899, 1996, 2012, 2016, 2026, 2199, 9999)))
    if name == "clock":
        hour, mark, minute = chance.randint(0, 27), chance.choice((":", ".", "")), chance.randint(0, 75)
        return f"{hour}{mark}{minute:02d}{chance.choice((' a.m.', 'pm', ' GMT', ''))}"
    return chance.choice(words()[_LEXICON[name]])


_FIXED = {
    "day": "Monday|Tuesday night|the previous day|yesterday|last Friday|the 31st of June|30 February|Sunday the 7th".split("|"),
    "month": "January Feb. March Apr May June Jul. Sept. Oct November Dec.".split(),
    "thing": "people|men|soldiers|houses|of the ships|passengers|civilians and police|children aged 5|fire-fighters|them".split(
        "|"
    ),
    "cue": "said|says|told reporters|warned|denied|claimed|added|was quoted as saying|tweeted|asked|according to|telling".split(
        "|"
    ),
    "adding": "adding|saying|who said|noting|but denied|which said".split("|"),
    "money": ["$", "€", "£", "US$", "C$", ""],
}
_LEXICON = {
    "role": "roles",
    "effect": "effects",
    "phase": "phases",
    "agency": "agencies",
    "approximator": "approximators",
    "unit": "units",
    "time": "times",
}


def _lexical(chance: Random) -> str:
    draw = chance.random()
    if draw < 0.2:
        return chance.choice(("the", "a", "of", "and", "to", "in", "that", "on", "by", "he", "it", "they", ",", "which", "not"))
    if draw < 0.3:
        return _slot(chance.choice(("number", "clock", "day", "month", "year", "digits")), chance)
    return chance.choice(words()[chance.choice(tuple(words()))])
