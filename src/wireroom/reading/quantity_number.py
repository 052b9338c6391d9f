"""Numbers as printed, read from atoms at one place to the longest number that stands there."""

from __future__ import annotations

from wireroom.reading.atom import Atom, Atoms
from wireroom.reading.quantity_cardinal import cardinal, digits
from wireroom.reading.quantity_words import NumberWords, Numeral, number_words

__all__ = ["NumberWords", "Numeral", "digits", "number_words", "numeral", "opens"]

_VULGAR = {
    "½": 1 / 2,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅛": 1 / 8,
    "⅙": 1 / 6,
    "⅕": 1 / 5,
    "⅖": 2 / 5,
    "⅗": 3 / 5,
    "⅘": 4 / 5,
}
_OUT_OF = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10000, 100000))
"""Denominators of "one in five": any other number behind "in" is a number of its own."""


def numeral(atoms: Atoms, at: int, words: NumberWords, *, money: bool = False) -> Numeral | None:
    """The longest number that begins at the atom `at`, or None. `money` lets "m" and "b" behind digits mean scales.

    What is read is kept with the atoms, since dates, spans and quantities all ask at the same places."""
    if not opens(atoms[at], words):
        return None
    place = (at, money)
    if place not in atoms.numerals:
        atoms.numerals[place] = _numeral(atoms, at, words, money=money)
    return atoms.numerals[place]


def opens(atom: Atom, words: NumberWords) -> bool:
    """Whether a number may begin with the atom."""
    return atom.kind == "number" or atom.low in words.openers or atom.text in _VULGAR


def _numeral(atoms: Atoms, at: int, words: NumberWords, *, money: bool) -> Numeral | None:
    atom = atoms[at]
    if atom.text in _VULGAR:
        return Numeral(_VULGAR[atom.text], _VULGAR[atom.text], at + 1, share=True)
    vague = _vague(atoms, at, words)
    if vague is not None:
        return vague
    if atom.kind == "number":
        ordinal = _digit_ordinal(atoms, at)
        if ordinal is not None:
            return ordinal
    found = cardinal(atoms, at, words, money=money)
    if found is None:
        value = words.ordinals.get(atom.low)
        if value and atom.low not in ("half", "quarter"):
            return Numeral(value, value, at + 1, ordinal=True)
        return _lone_fraction(atoms, at, words)
    if found.ordinal:
        return found
    return _fraction(atoms, at, words, found) or found


def _vague(atoms: Atoms, at: int, words: NumberWords) -> Numeral | None:
    """ "dozens", "tens of thousands", "several hundred", "a few thousand", "a couple"."""
    low = atoms.low(at)
    if low in words.vague:
        scale = words.plural_size(atoms.low(at + 2)) if atoms.low(at + 1) == "of" and low in words.vague_of else 0
        if scale:
            below, above = words.vague_of[low]
            return Numeral(below * scale, above * scale + scale - 1, at + 3, vague=True)
        return Numeral(*words.vague[low], at + 1, vague=True)
    start = at + 1 if low in ("a", "the", "many") and atoms.low(at + 1) in ("few", "couple", "good", "great") else at
    if atoms.low(start) not in words.vague_before:
        return None
    below, above = words.vague_before[atoms.low(start)]
    step = start + 2 if atoms.low(start + 1) == "of" else start + 1
    couple = atoms.low(start) == "couple"
    scale = words.size(atoms.low(step)) or (words.plural_size(atoms.low(step)) if couple else 0)
    if scale and low != "some" and not atoms[step].line:
        return Numeral(below * scale, above * scale + (scale - 1 if above > below else 0), step + 1, vague=below != above)
    return Numeral(2, 2, start + 1 + (atoms.low(start + 1) == "of")) if couple else None


def _digit_ordinal(atoms: Atoms, at: int) -> Numeral | None:
    if atoms.low(at + 1) in ("st", "nd", "rd", "th") and atoms.glued(at + 1):
        value = digits(atoms[at].text)
        if value is not None:
            return Numeral(value, value, at + 2, ordinal=True)
    return None


def _lone_fraction(atoms: Atoms, at: int, words: NumberWords) -> Numeral | None:
    """ "half", "a third", "a quarter of a million"."""
    start = at + 1 if atoms.low(at) in ("a", "an") else at
    word = atoms.low(start)
    if not (word in ("half", "halves") or (start > at and word in words.fractions)):
        return None
    return _of_scale(atoms, start + 1, 1 / words.fractions[word], words)


def _of_scale(atoms: Atoms, end: int, value: float, words: NumberWords) -> Numeral:
    """A share, or the number that it makes of a scale: "two thirds of a million", "three quarters billion"."""
    step = end + 2 if atoms.low(end) == "of" and atoms.low(end + 1) in ("a", "an") else end
    scale = words.size(atoms.low(step))
    if scale and (step > end or scale >= 1000) and not atoms[step].line:
        return Numeral(value * scale, value * scale, step + 1)
    return Numeral(value, value, end, share=True)


def _fraction(atoms: Atoms, at: int, words: NumberWords, found: Numeral) -> Numeral | None:
    """A fraction that the number opens or carries: "3/4", "5 1/2", "two-thirds", "one in five", "four out of ten"."""
    end = found.end
    if found.plain:
        if atoms[end].text in _VULGAR:
            value = found.low + _VULGAR[atoms[end].text]
            return Numeral(value, value, end + 1)
        own = _slash(atoms, at)
        if own is not None:
            return Numeral(own[0], own[0], own[1], share=True)
        more = _slash(atoms, end + (atoms.low(end) == "-"))
        if more is not None:
            return Numeral(found.low + more[0], found.low + more[0], more[1])
    out = end + 2 if atoms.low(end) == "out" and atoms.low(end + 1) == "of" else end + 1 if atoms.low(end) == "in" else 0
    if out and found.low <= 10 and not atoms[out].line and (bottom := cardinal(atoms, out, words, money=False)):
        if bottom.low in _OUT_OF and bottom.low > found.low and not bottom.ordinal:
            return Numeral(found.low / bottom.low, found.low / bottom.low, bottom.end, share=True)
        return None
    return _named_fraction(atoms, words, found)


def _named_fraction(atoms: Atoms, words: NumberWords, found: Numeral) -> Numeral | None:
    step = found.end + 1 if atoms.low(found.end) == "-" else found.end
    word = atoms.low(step)
    if word not in words.fractions or found.low >= 100 or found.low != int(found.low) or found.low == 0 or atoms[step].line:
        return None
    if (found.low == 1 and word.endswith("s") and word != "halves") or (found.low > 1 and not word.endswith("s")):
        return None
    if word == "quarters" and step == found.end and found.low > 3:
        return None
    return _of_scale(atoms, step + 1, found.low / words.fractions[word], words)


def _slash(atoms: Atoms, at: int) -> tuple[float, int] | None:
    """A fraction below one in digits ("3/4"), and the index after it; not part of a date ("3/4/2016")."""
    if not (atoms[at].kind == "number" and atoms.low(at + 1) in ("/", "⁄") and atoms[at + 2].kind == "number"):
        return None
    if not atoms.glued(at + 1) or not atoms.glued(at + 2) or atoms.low(at + 3) == "/":
        return None
    top, bottom = digits(atoms[at].text), digits(atoms[at + 2].text)
    return (top / bottom, at + 3) if top is not None and bottom and top < bottom <= 100 else None
