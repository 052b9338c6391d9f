"""Victims' numbers of MUC-4: the filled templates of a message against the numbers read in it with what happened.

A template's human targets bear a number and an effect (death, injury), and a kidnapping's are kidnapped. Wanted are the
numbers of two or more that the message prints, in digits or in words, each with its effects; a target without an effect
asks for nothing. A number is found when a quantity has it as a bound and an effect of the same kind. Precision is over the
messages with something wanted: the share of distinct numbers read with one of these effects that any template bears out.
Templates leave out whatever is no terrorist incident, so that precision has a ceiling below one.

The messages are printed in capitals, in lines of one width, and are read as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.scoring import Counts, share
from wireroom.model import Quantity

KINDS = {"DEATH": ("killed",), "INJURY": ("injured",), "KIDNAPPING": ("kidnapped", "captive")}
EFFECTS = frozenset(effect for effects in KINDS.values() for effect in effects)
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIELD = re.compile(r"(?m)^(\d+)\.\s+([A-Z :]+?)\s{2,}(.*(?:\n {20,}.*)*)")
Victims = tuple[tuple[int, ...], frozenset[str]]
"""The numbers that a template allows for some of its victims, and the effects that it allows."""


def spelled(number: int) -> str:
    """A number as print spells it: in words below a hundred, in digits with commas above."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        return _TENS[number // 10 - 2] + (f"-{_UNITS[number % 10]}" if number % 10 else "")
    return f"{number:,}"


def victims(template: str) -> Iterator[Victims]:
    """The numbers and effects of one template's human targets, two victims or more."""
    fields = {name.strip(): value for _, name, value in _FIELD.findall(template)}
    effects = _by_name(fields.get("HUM TGT: EFFECT OF INCIDENT", ""))
    taken = "KIDNAPPING" in fields.get("INCIDENT: TYPE", "")
    for name, words in _by_name(fields.get("HUM TGT: NUMBER", "")).items():
        numbers = tuple(sorted({int(one) for one in re.findall(r"\d+", words) if 2 <= int(one) < 100_000}))
        known = [kind for kind in ("DEATH", "INJURY") if re.search(rf"(?<!NO )(?<!OR ){kind}", effects.get(name, ""))]
        kinds = [*known, *(["KIDNAPPING"] if taken else [])]
        if numbers and kinds:
            yield numbers, frozenset(effect for kind in kinds for effect in KINDS[kind])


def _by_name(field: str) -> dict[str, str]:
    """Of lines `words: "NAME"`, the words of each name."""
    found: dict[str, str] = {}
    for line in field.splitlines():
        words, mark, name = line.strip().partition(": ")
        if mark:
            found[name] = f"{found.get(name, '')} {words}".strip()
    return found


def templates(folder: Path) -> dict[str, list[Victims]]:
    """The victims of every message that the keys of a folder know, by its name."""
    found: dict[str, list[Victims]] = {}
    for path in sorted(folder.glob("key-*")):
        for template in re.split(r"(?m)^(?=0\.\s+MESSAGE: ID)", path.read_text("utf-8", errors="replace")):
            named = re.search(r"MESSAGE: ID\s+(\S+)", template)
            if named is not None:
                found.setdefault(named[1], []).extend(victims(template))
    return found


def messages(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every message of a folder, as printed."""
    for path in sorted(folder.glob("dev-*")):
        for piece in re.split(r"(?m)^(?=DEV-MUC\d-\d{4})", path.read_text("utf-8", errors="replace")):
            name, _, body = piece.partition("\n")
            if name.startswith("DEV-"):
                yield name.split()[0], body


def prints(text: str, number: int) -> bool:
    """Whether a number stands in the text, in digits or in words."""
    return re.search(rf"(?<![\w,.-])(?:{number}|{number:,}|{spelled(number)})(?![\w,-])", text.lower()) is not None


def score(text: str, wanted: Sequence[Victims], said: Sequence[Quantity]) -> tuple[Counts, Counts]:
    """Counts of wanted numbers found, and of numbers read with an effect that are borne out."""
    stated = [
        (numbers, effects)
        for numbers, effects in wanted
        if any(
            re.search(rf"(?<![\w,.-])(?:{number}|{number:,}|{spelled(number)})(?![\w,-])", text.lower()) for number in numbers
        )
    ]
    read = {
        (bound, quantity.effect)
        for quantity in said
        for bound in {quantity.low, quantity.high}
        if bound is not None and bound >= 2 and quantity.effect in EFFECTS and quantity.role == "count" and not quantity.unit
    }
    found = sum(any(bound in numbers and effect in effects for bound, effect in read) for numbers, effects in stated)
    right = sum(any(bound in numbers and effect in effects for numbers, effects in wanted) for bound, effect in read)
    return share(found, len(stated)), share(right, len(read) if stated else 0) if stated else Counts()
