"""Numbers as printed: digits, words and both together, read from atoms at one place to the longest number that stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from wireroom.reading.atom import Atoms

_PLAIN = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:,\d\d)+,\d{3})(?:\.\d+)?")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
LONGEST = 24
"""Atoms of one number at most: "nine hundred and ninety-nine billion …" has no more; the rest of a hostile run is another number."""


class Numeral(NamedTuple):
    """A number read from atoms up to `end`: bounds, equal when it is exact; `ordinal` for "third"; `plain` when a lone run of digits.

    `vague` marks "dozens"; `share` a fraction of something ("two-thirds", "half")."""

    low: float
    high: float
    end: int
    ordinal: bool = False
    plain: bool = False
    vague: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language: cardinals, scales ("million"), groups ("dozen"), suffixes, ordinals, fractions, vague plurals."""

    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    groups: Mapping[str, int]
    suffixes: Mapping[str, int]
    money_suffixes: Mapping[str, int]
    ordinals: Mapping[str, int]
    fractions: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    vague_of: Mapping[str, tuple[int, int]]
    vague_before: Mapping[str, tuple[int, int]]


def number_words(lexicon: Mapping[str, Any]) -> NumberWords:
    """The number words of `numbers.toml`."""

    def pairs(name: str) -> dict[str, tuple[int, int]]:
        return {word: (int(low), int(high)) for word, (low, high) in lexicon[name].items()}

    return NumberWords(
        cardinals=lexicon["cardinals"],
        scales=lexicon["scales"],
        groups=lexicon["groups"],
        suffixes=lexicon["suffixes"],
        money_suffixes=lexicon["money_suffixes"],
        ordinals=lexicon["ordinals"],
        fractions=lexicon["fractions"],
        vague=pairs("vague"),
        vague_of=pairs("vague_of"),
        vague_before=pairs("vague_before"),
    )


def digits(text: str) -> float | None:
    """The value of a run of digits with thousands' commas and a decimal point; None for a clock or an address."""
    return float(text.replace(",", "")) if _PLAIN.fullmatch(text) else None


def numeral(atoms: Atoms, at: int, words: NumberWords, *, money: bool = False) -> Numeral | None:
    """The longest number that begins at the atom `at`, or None. `money` lets "m" and "b" after digits mean million and billion."""
    atom = atoms[at]
    if atom.kind == "mark":
        return Numeral(_VULGAR[atom.text], _VULGAR[atom.text], at + 1, share=True) if atom.text in _VULGAR else None
    vague = _vague(atoms, at, words)
    if vague is not None:
        return vague
    if atom.kind == "number":
        ordinal = _digit_ordinal(atoms, at)
        if ordinal is not None:
            return ordinal
    found = _cardinal(atoms, at, words, money=money)
    if found is None:
        return _ordinal_word(atoms, at, words) or _fraction(atoms, at, words, None)
    return _fraction(atoms, at, words, found) or found


def _near(atoms: Atoms, index: int) -> bool:
    return index < len(atoms) and not atoms[index].line


def _vague(atoms: Atoms, at: int, words: NumberWords) -> Numeral | None:
    low = atoms.low(at)
    if low in words.vague:
        first = words.vague[low]
        if atoms.low(at + 1) == "of" and low in words.vague_of and (scale := _plural_scale(atoms.low(at + 2), words)):
            below, above = words.vague_of[low]
            return Numeral(below * scale, above * scale + scale - 1, at + 3, vague=True)
        return Numeral(*first, at + 1, vague=True)
    start = at + 1 if low in ("a", "the", "many") and atoms.low(at + 1) in ("few", "couple", "good", "great") else at
    if atoms.low(start) in words.vague_before:
        below, above = words.vague_before[atoms.low(start)]
        step = start + 2 if atoms.low(start + 1) == "of" else start + 1
        word = atoms.low(step)
        scale = _size(word, words) or (_plural_scale(word, words) if atoms.low(start) == "couple" else 0)
        if scale and low != "some" and _near(atoms, step):
            return Numeral(below * scale, above * scale + (scale - 1 if above > below else 0), step + 1, vague=below != above)
        if atoms.low(start) == "couple" and (start > at or low == "couple"):
            return Numeral(2, 2, start + 1 + (atoms.low(start + 1) == "of"), vague=False)
    return None


def _size(word: str, words: NumberWords) -> int:
    return words.scales.get(word) or words.groups.get(word, 0) if word != "score" else 0


def _plural_scale(word: str, words: NumberWords) -> int:
    return _size(word[:-1], words) if word.endswith("s") else 0


def _digit_ordinal(atoms: Atoms, at: int) -> Numeral | None:
    if atoms.low(at + 1) in ("st", "nd", "rd", "th") and atoms.glued(at + 1):
        value = digits(atoms[at].text)
        if value is not None:
            return Numeral(value, value, at + 2, ordinal=True)
    return None


def _ordinal_word(atoms: Atoms, at: int, words: NumberWords) -> Numeral | None:
    value = words.ordinals.get(atoms.low(at))
    return Numeral(value, value, at + 1, ordinal=True) if value else None


def _cardinal(atoms: Atoms, at: int, words: NumberWords, *, money: bool) -> Numeral | None:
    """Digits or words, with scales: "1.5 million", "two hundred and five", "a dozen", "half a million"."""
    index = at
    total = 0.0
    part: float | None = None
    floor = 0.0
    plain = False
    below = 10.0**18
    if atoms.low(at) in ("a", "an"):
        if _size(atoms.low(at + 1), words) and _near(atoms, at + 1):
            part, index = 1.0, at + 1
        else:
            return None
    elif atoms.low(at) == "half" and atoms.low(at + 1) in ("a", "-") and _size(atoms.low(at + 2), words):
        part, index = 0.5, at + 2
    stop = min(len(atoms), at + LONGEST)
    while index < stop and (index == at or not atoms[index].line):
        atom = atoms[index]
        step = index
        if (index > at and atom.text == "-" and part is not None and _joins(atoms, index + 1, words, part)) or (
            atom.low == "and" and index > at and _joins_after_and(atoms, index + 1, words, part, total, below)
        ):
            step = index + 1
        word = atoms.low(step)
        if atoms[step].kind == "number":
            value = digits(atoms[step].text)
            if part is not None or value is None or (total and not (atoms.low(step - 1) == "and" and value < below)):
                break
            part, floor, plain = value, 0.0, step == at
            index = step + 1
            continue
        if word in words.cardinals:
            value = words.cardinals[word]
            if part is None:
                part, floor = float(value), (10.0 if value >= 20 else 0.0)
            elif floor and 0 < value < floor:
                part, floor = part + value, (10.0 if value >= 20 else 0.0)
            else:
                break
            index, plain = step + 1, False
            continue
        scale = _size(word, words) or (_suffix(atoms, step, words, money=money) if part is not None else 0)
        if word in words.ordinals and part is not None and floor and words.ordinals[word] < floor and _compound(atoms, step):
            value = words.ordinals[word]
            return Numeral(total + part + value, total + part + value, step + 1, ordinal=True)
        if not scale or part is None:
            break
        if scale == 100:
            part, floor = part * 100, 100.0
        elif scale in (12, 20):
            part, floor = part * scale, 0.0
        else:
            if scale >= below:
                break
            total, part, floor, below = total + part * scale, None, 0.0, scale
        index, plain = step + 1, False
    if index == at or (part is None and not total):
        return None
    value = total + (part or 0.0)
    return Numeral(value, value, index, plain=plain)


def _suffix(atoms: Atoms, index: int, words: NumberWords, *, money: bool) -> int:
    word = atoms.low(index)
    if atoms[index - 1].kind != "number" or (atoms.low(index + 1) == "-" and atoms.glued(index + 1) and word == "t"):
        return 0
    known = words.suffixes.get(word, 0)
    if known and (atoms.glued(index) or len(word) > 1):
        return known
    return words.money_suffixes.get(word, 0) if money else 0


def _compound(atoms: Atoms, index: int) -> bool:
    return atoms.low(index - 1) in ("-", "and") or not atoms[index].line


def _joins(atoms: Atoms, index: int, words: NumberWords, part: float) -> bool:
    """Whether a hyphen inside a number goes on: "twenty-one", "137-million", "twenty-first"."""
    word = atoms.low(index)
    if _size(word, words):
        return True
    small = words.cardinals.get(word) or words.ordinals.get(word) or 0
    return 0 < small < 10 and part >= 20 and part % 10 == 0 and part % 100 != 0 and atoms[index - 2].kind == "word"


def _joins_after_and(atoms: Atoms, index: int, words: NumberWords, part: float | None, total: float, below: float) -> bool:
    """Whether "and" goes on: after a hundred or a scale, before something smaller ("two hundred and five")."""
    word = atoms.low(index)
    after_scale = part is None and total > 0
    after_hundred = part is not None and part >= 100 and part % 100 == 0 and atoms.low(index - 2) == "hundred"
    small = words.cardinals.get(word)
    if atoms[index].kind == "number":
        value = digits(atoms[index].text)
        return (
            after_scale
            and value is not None
            and value < min(below, 1000)
            and atoms.low(index - 2) in words.scales
            and (atoms.low(index + 1) not in words.scales)
        )
    return small is not None and small > 0 and (after_scale or after_hundred) and below > small


def _fraction(atoms: Atoms, at: int, words: NumberWords, found: Numeral | None) -> Numeral | None:
    """Fractions alone or after a whole number: "half", "two-thirds", "3/4", "5 1/2", "three and a half", "a quarter"."""
    if found is None:
        start = at + 1 if atoms.low(at) in ("a", "an", "one") else at
        word = atoms.low(start)
        if word in ("half", "halves") or (start > at and word in words.fractions):
            denominator = words.fractions[word]
            step = start + 1
            if atoms.low(step) == "of" and atoms.low(step + 1) in ("a", "an") and (scale := _size(atoms.low(step + 2), words)):
                return Numeral(scale / denominator, scale / denominator, step + 3)
            return Numeral(1 / denominator, 1 / denominator, step, share=True)
        return None
    end = found.end
    if atoms[end - 1].kind == "number" and found.plain:
        if atoms.text[atoms[end].start : atoms[end].end] in _VULGAR:
            value = found.low + _VULGAR[atoms[end].text]
            return Numeral(value, value, end + 1)
        own = _slash(atoms, at)
        if own:
            return Numeral(own[0], own[0], own[1], share=True)
        more = _slash(atoms, end + (atoms.low(end) == "-"))
        if more and more[0] < 1:
            return Numeral(found.low + more[0], found.low + more[0], more[1])
    if atoms.low(end) == "and" and atoms.low(end + 1) in ("a", "one", "three", "two") and atoms.low(end + 2) in words.fractions:
        top = words.cardinals.get(atoms.low(end + 1), 1)
        value = found.low + top / words.fractions[atoms.low(end + 2)]
        return (
            Numeral(value, value, end + 3) if atoms.low(end + 2) in ("half", "quarter", "quarters", "third", "thirds") else None
        )
    step = end + 1 if atoms.low(end) == "-" else end
    word = atoms.low(step)
    if (
        word in words.fractions
        and found.low < 20
        and found.low == int(found.low)
        and (word.endswith("s") if found.low != 1 else word != "fourth")
        and not (word in ("quarters", "seconds", "halves") and step == end and found.low > 3)
    ):
        value = found.low / words.fractions[word]
        return Numeral(value, value, step + 1, share=True)
    return None


def _slash(atoms: Atoms, at: int) -> tuple[float, int] | None:
    """A fraction in digits ("3/4"), and the index after it; not part of a date ("3/4/2016")."""
    if not (atoms[at].kind == "number" and atoms.low(at + 1) in ("/", "⁄") and atoms[at + 2].kind == "number"):
        return None
    if not atoms.glued(at + 1) or not atoms.glued(at + 2) or atoms.low(at + 3) == "/":
        return None
    top, bottom = digits(atoms[at].text), digits(atoms[at + 2].text)
    return (top / bottom, at + 3) if top is not None and bottom and top < bottom <= 100 else None
