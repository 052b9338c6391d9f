"""Cardinals in digits, in words and mixed: "1.5 million", "two hundred and five", "4 thousand 3 hundred", "half a million"."""

from __future__ import annotations

import re

from wireroom.reading.atom import Atoms
from wireroom.reading.quantity_words import NumberWords, Numeral

_PLAIN = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:,\d\d)+,\d{3})(?:\.\d+)?")
LONGEST = 24
"""Atoms of one number at most: no number of news has more, and the rest of a hostile run is another number."""
WIDEST = 40
"""Characters of one number in digits at most: more is a serial number or noise, and three hundred have no finite value."""
_HALVES = {"half": 0.5, "quarter": 0.25}
_NO_SCALE = 10.0**18


def digits(text: str) -> float | None:
    """The value of a run of digits with thousands' commas and a decimal point; None for a clock, an address, or what is
    longer than `WIDEST`."""
    return float(text.replace(",", "")) if len(text) <= WIDEST and _PLAIN.fullmatch(text) else None


def cardinal(atoms: Atoms, at: int, words: NumberWords, *, money: bool) -> Numeral | None:
    """The longest cardinal that begins at the atom, or None; an ordinal when its last word is one ("twenty-first")."""
    return _Reader(atoms, at, words, money=money).read()


class _Reader:
    """A number being read: `total` of the scales passed, `part` below the next scale, `room` what a next word must be below."""

    def __init__(self, atoms: Atoms, at: int, words: NumberWords, *, money: bool) -> None:
        self.atoms, self.at, self.words, self.money = atoms, at, words, money
        self.index = at
        self.total = 0.0
        self.part: float | None = None
        self.room = 0.0
        self.below = _NO_SCALE
        self.scale = 0
        self.plain = False
        self.ordinal = False

    def read(self) -> Numeral | None:
        if not self._open():
            return None
        stop = min(len(self.atoms), self.at + LONGEST)
        while self.index < stop and not (self.index > self.at and self.atoms[self.index].line):
            step = self.index + self._link(self.index)
            if not (self._digits(step) or self._word(step) or self._ordinal(step) or self._scale(step)) or self.ordinal:
                break
        if self.index == self.at or (self.part is None and not self.total):
            return None
        self._decimals()
        value = self.total + (self.part or 0.0)
        if not self.ordinal:
            value = self._and_a_half(value)
        return Numeral(value, value, self.index, ordinal=self.ordinal, plain=self.plain)

    def _open(self) -> bool:
        """ "a hundred", "half a million", "a quarter million", "half-million"; anything else begins with itself."""
        atoms, at = self.atoms, self.at
        low = atoms.low(at)
        if low in ("a", "an"):
            if self.words.size(atoms.low(at + 1)):
                self.part, self.index = 1.0, at + 1
            elif atoms.low(at + 1) in ("half", "quarter") and self.words.size(atoms.low(at + 2)) >= 1000:
                self.part, self.index = _HALVES[atoms.low(at + 1)], at + 2
            return self.index > at and not atoms[self.index].line
        if low in ("half", "quarter"):
            step = at + 1 + (atoms.low(at + 1) in ("a", "-"))
            size = self.words.size(atoms.low(step))
            if size >= 1000 or (size and step > at + 1 and low == "half"):
                self.part, self.index = _HALVES[low], step
        return True

    def _link(self, index: int) -> int:
        """1 when a hyphen or "and" stands at the index inside the number, else 0."""
        if index == self.at or (self.part is None and not self.total):
            return 0
        low = self.atoms.low(index)
        if low == "-":
            return int(self.part is not None and self._hyphen(index + 1))
        return int(low == "and" and self._and(index + 1))

    def _hyphen(self, index: int) -> bool:
        word = self.atoms.low(index)
        if self.words.size(word):
            return True
        small = self.words.cardinals.get(word) or self.words.ordinals.get(word) or 0
        tens = self.part is not None and self.part % 10 == 0 and self.part % 100 != 0 and self.part >= 20
        return 0 < small < 10 and tens and self.atoms[index - 2].kind == "word"

    def _and(self, index: int) -> bool:
        """Whether "and" goes on: after a hundred or a scale, before something smaller that no scale multiplies."""
        before = self.atoms.low(index - 2)
        after_scale = self.part is None and self.total > 0 and before in self.words.scales
        after_hundred = self.part is not None and self.part % 100 == 0 and before == "hundred"
        if not (after_scale or after_hundred):
            return False
        if self._fraction_ahead(index):
            return False
        atom = self.atoms[index]
        if atom.kind == "number":
            value = digits(atom.text)
            limit = min(self.below, 1000.0) if after_scale else 100.0
            return value is not None and 0 < value < limit and self.atoms.low(index + 1) not in self.words.scales
        small = self.words.cardinals.get(atom.low)
        return small is not None and 0 < small < self.below

    def _fraction_ahead(self, index: int) -> bool:
        step = index + 1 + (self.atoms.low(index + 1) == "-")
        return self.atoms.low(step) in self.words.fractions and self.atoms.low(step) not in ("second", "quarter")

    def _digits(self, step: int) -> bool:
        atom = self.atoms[step]
        if atom.kind != "number":
            return False
        value = digits(atom.text)
        if value is None:
            return False
        if self.part is not None:
            joined = self.atoms.low(step - 1) == "and" and self.part % 100 == 0
            if not joined:
                return False
            self.part, self.index, self.plain = self.part + value, step + 1, False
            return True
        if self.total and self.atoms.low(step - 1) != "and":
            following = self.words.size(self.atoms.low(step + 1))
            if value >= self.below or not 0 < following < self.below:
                return False
        self.part, self.room, self.plain = value, 0.0, step == self.at
        self.index = step + 1
        if self.plain:
            self._spaced(value)
            self._comma(value)
        return True

    def _comma(self, value: float) -> None:
        """ "1,5 million": the decimal comma of print that is not English, one or two digits behind it and no list."""
        comma, decimals, after = (self.atoms[self.at + step] for step in (1, 2, 3))
        listed = self.atoms.low(self.at - 1) == "," and self.atoms.glued(self.at)
        glued = self.atoms.glued(self.at + 1) and self.atoms.glued(self.at + 2) and comma.text == ","
        if not glued or listed or not value.is_integer() or value >= 1000 or not decimals.text.isdigit():
            return
        if len(decimals.text) > 2 or after.low in ("and", "or", "to", "-", "/") or (after.low == "," and not after.gap):
            return
        self.part, self.index, self.plain = value + float(f"0.{decimals.text}"), self.at + 3, False

    def _spaced(self, value: float) -> None:
        """ "40 000": groups of three digits parted by spaces."""
        first = self.atoms[self.at].text
        if len(first) > 3 or not first.isdigit() or first[0] == "0" or self.atoms.low(self.at - 1) in (",", "-", "/", "."):
            return
        step = self.index
        groups = 0
        while _group(self.atoms, step) and groups < 4:
            value, step, groups = value * 1000 + float(self.atoms[step].text), step + 1, groups + 1
        if groups and self.atoms[step].kind != "number":
            self.part, self.index, self.plain = value, step, False

    def _word(self, step: int) -> bool:
        value = self.words.cardinals.get(self.atoms.low(step))
        if value is None:
            return False
        if self.part is None:
            self.part = float(value)
        elif 0 < value < self.room:
            self.part += value
        else:
            return False
        self.room = 10.0 if value >= 20 else 0.0
        self.index, self.plain = step + 1, False
        return True

    def _ordinal(self, step: int) -> bool:
        """The last word of "twenty-first", "one hundred and third"."""
        value = self.words.ordinals.get(self.atoms.low(step))
        if value is None or self.part is None or not 0 < value < self.room:
            return False
        self.part, self.index, self.ordinal = self.part + value, step + 1, True
        return True

    def _scale(self, step: int) -> bool:
        word = self.atoms.low(step)
        scale = self.words.size(word)
        if not scale and self.part is not None:
            scale = self._suffix(step)
        if not scale or (self.part is None and not self.total):
            return False
        if scale == 100:
            if self.part is None:
                return False
            self.part, self.room = self.part * 100, 100.0
        elif scale in (12, 20):
            if self.part is None:
                return False
            self.part, self.room = self.part * scale, 0.0
        elif self.part is None:
            if word not in ("crore", "million", "billion") or self.scale >= scale:
                return False
            self.total *= scale
        elif scale >= self.below:
            return False
        else:
            self.total, self.part, self.room, self.below = self.total + self.part * scale, None, 0.0, float(scale)
        self.scale = scale
        self.index, self.plain = step + 1, False
        return True

    def _suffix(self, step: int) -> int:
        """Letters behind digits that stand for a scale: "5k", "80bn", "$5m", "10M"."""
        atom = self.atoms[step]
        if self.atoms[step - 1].kind != "number":
            return 0
        glued = self.atoms.glued(step)
        if atom.text == "M" and glued and not (self.atoms.glued(step + 1) and self.atoms[step + 1].kind != "mark"):
            return 1_000_000
        known = self.words.suffixes.get(atom.low, 0)
        if known and (glued or len(atom.low) > 1):
            return known
        return self.words.money_suffixes.get(atom.low, 0) if self.money else 0

    def _decimals(self) -> None:
        """ "five point two", "nought point nine": digits in words behind "point"."""
        atoms = self.atoms
        if atoms.low(self.index) != "point" or atoms[self.index - 1].kind != "word" or self.ordinal:
            return
        step, text = self.index + 1, ""
        while (value := self.words.cardinals.get(atoms.low(step))) is not None and len(text) < 6 and not atoms[step].line:
            if value < 10 or not text:
                text, step = text + str(value), step + 1
            else:
                break
            if value >= 20 and atoms.low(step) == "-" and self.words.cardinals.get(atoms.low(step + 1), 10) < 10:
                text, step = str(value + self.words.cardinals[atoms.low(step + 1)]), step + 2
                break
        if not text:
            return
        self.part = (self.part or 0.0) + float("0." + text)
        self.index = step
        scale = self.words.scales.get(atoms.low(step), 0)
        if scale >= 1000:
            self.total, self.part, self.index = (self.total + self.part) * scale, None, step + 1

    def _and_a_half(self, value: float) -> float:
        """ "3 million and a half", "five and a half million", "three and a half"."""
        atoms, end = self.atoms, self.index
        if atoms.low(end) != "and":
            return value
        top = 1 if atoms.low(end + 1) == "a" else self.words.cardinals.get(atoms.low(end + 1), 0)
        at = end + 2 + (atoms.low(end + 2) == "-")
        bottom = self.words.fractions.get(atoms.low(at), 0)
        if not 0 < top < bottom or (bottom > 5 and bottom == value + 1) or atoms[at].line:
            return value
        after = at + 1
        scale = self.words.scales.get(atoms.low(after), 0)
        self.plain = False
        if self.part is None and self.scale >= 1000:
            self.index = after + (scale >= 1000)
            return value + top / bottom * (scale if scale >= 1000 else self.scale)
        if scale >= 1000:
            self.index = after + 1
            return (value + top / bottom) * scale
        if top > 1 and value >= 20:
            return value
        self.index = after
        return value + top / bottom


def _group(atoms: Atoms, index: int) -> bool:
    """Whether three lone digits stand there behind one space."""
    atom = atoms[index]
    text = atom.text.partition(".")[0]
    if atom.kind != "number" or len(text) != 3 or not text.isdigit() or not atom.gap or atom.line:
        return False
    return atom.start - atoms[index - 1].end == 1
