"""Numbers spelled in words: what one word or a run of words comes to."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_SUFFIX = re.compile(r"(\d+)(?:st|nd|rd|th|s|k|m|bn)?$")


def numeral(word: str) -> float | None:
    """The number that one word spells or prints, an ordinal's too; None for any other word."""
    if word in _UNITS:
        return float(_UNITS.index(word))
    if word in _TENS:
        return float((_TENS.index(word) + 2) * 10)
    if word in _ORDINALS:
        return float(_ORDINALS.index(word) + 1)
    digits = _SUFFIX.match(word)
    return float(digits.group(1)) if digits else None


def one_number(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two places print one number in two ways, and nothing else: "two" and "2", "1 million" and "1 000 000"."""
    numbers = [_read(words) for words in (ours, theirs)]
    return numbers[0] is not None and numbers[0] == numbers[1]


_SIZES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "k": 1e3, "m": 1e6, "bn": 1e9}


def _read(words: Sequence[str]) -> float | None:
    """The number that a run of words spells; digits that follow digits in threes are one number. None for other words."""
    total = last = 0.0
    grouped = False
    for word in words:
        number = numeral(word)
        if word in _SIZES:
            total += (last or 1.0) * _SIZES[word]
            last = 0.0
        elif number is None:
            return None
        elif grouped and len(word) == 3 and word.isdigit():
            last = last * 1000 + number
        else:
            last += number
        grouped = word.isdigit()
    return total + last if words else None


def ordinal(word: str) -> bool:
    """Whether a word that spells a number says which one it is."""
    return word in _ORDINALS or word.endswith(("st", "nd", "rd", "th"))
