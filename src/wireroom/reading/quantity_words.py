"""The number words of a language, and what a number read from a text comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Numeral(NamedTuple):
    """A number read from atoms up to `end`: bounds, equal when it is exact; `ordinal` for "third".

    `plain` when it is a lone run of digits, `vague` for "dozens", `share` for a fraction of something ("two-thirds")."""

    low: float
    high: float
    end: int
    ordinal: bool = False
    plain: bool = False
    vague: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Cardinals, scales ("million"), groups ("dozen"), suffixes ("bn"), ordinals, fractions and vague plurals ("dozens")."""

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
    openers: frozenset[str] = frozenset()
    """Every word with which a number can begin: any other word is passed over at once."""

    def size(self, word: str) -> int:
        """What a scale or group multiplies by, else 0. "Score" counts twenty only in the plural and alone."""
        return self.scales.get(word) or (self.groups.get(word, 0) if word != "score" else 0)

    def plural_size(self, word: str) -> int:
        """The same of a plural ("thousands")."""
        return self.size(word[:-1]) if word.endswith("s") else 0


def number_words(lexicon: Mapping[str, Any]) -> NumberWords:
    """The number words of `numbers.toml`."""

    def pairs(name: str) -> dict[str, tuple[int, int]]:
        return {word: (int(low), int(high)) for word, (low, high) in lexicon[name].items()}

    openers = [*lexicon["cardinals"], *lexicon["ordinals"], *lexicon["vague"], *lexicon["vague_before"]]
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
        openers=frozenset((*openers, "a", "an", "the", "many", "half", "halves", "quarter")),
    )
