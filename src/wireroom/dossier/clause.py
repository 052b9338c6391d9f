"""Sentences with what aligning looks up in them again and again: their words of content, and where their clauses end."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from wireroom.dossier.aspect import STOPWORDS, lemma
from wireroom.text import WORD, folded

_CUT = re.compile(
    r"[;:()–—,\s](?:(?<=[;:()–—])|(?<=\s)--?\s"
    r"|(?:(?<=,)\s|(?<=\s))(?:which|who|whose|when|while|after|before|where|whereas|although|though|because|as|since|but|following)\s"
    r"|(?<=,)\s(?:and|with|including|killing|injuring|leaving|a|the|said)\s"
    r"|(?<=\s)and\s(?=(?:at least|more than|about|some|another)\s))"
)
"""Where one clause of an English sentence may end and the next begin; a rough cut, for judging what stands near a number.
Every cut begins with a mark or a space, told first, so that all other places of a text are passed over at once."""

_INSIDE = "'’"
_FOLDED = re.compile("[‘ʼ]")
"""Marks that folding makes apostrophes, which hold a word together."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `plain` is its text folded, white space made single; `printed` is where its words begin, `starts`
    the same of its folded words, `lemmas` those of the words that carry content, numbers left out, and empty for all others;
    `cuts` are where clauses may end."""

    text: str
    plain: str
    printed: tuple[int, ...]
    starts: tuple[int, ...]
    lemmas: tuple[str, ...]
    content: frozenset[str]
    cuts: tuple[tuple[int, int], ...]

    def clause(self, start: int, end: int, length: int) -> tuple[int, int]:
        """The stretch between the nearest clause ends before and after a stretch of a sentence of that length."""
        first, last = 0, length
        for before, after in self.cuts:
            if after <= start:
                first = before
            elif before >= end:
                last = before
                break
        return first, max(last, end)

    def within(self, start: int, end: int) -> frozenset[str]:
        """The lemmas of the words of content in a stretch, a word that it cuts off as far as it goes."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if first == 0 and last == len(self.starts) and end >= len(self.text):
            return self.content
        if all(char.isalnum() or char in _INSIDE for char in self.text[max(0, end - 1) : end + 1]) and end < len(self.text):
            return sentence(self.text[start:end]).content
        return frozenset(filter(None, self.lemmas[first:last]))

    def ahead(self, at: int) -> int:
        """How many words begin before a place."""
        return bisect_left(self.printed, at)


@lru_cache(maxsize=20_000)
def sentence(text: str) -> Sentence:
    """The sentence of a text."""
    low = folded(text)
    words = WORD.findall(low)
    starts, at = [], 0
    for word in words:
        at = low.index(word, at)
        starts.append(at)
        at += len(word)
    lemmas = tuple(map(_content, words))
    return Sentence(
        text=text,
        plain=" ".join(low.split()),
        printed=tuple(word.start() for word in WORD.finditer(text)) if _FOLDED.search(text) else tuple(starts),
        starts=tuple(starts),
        lemmas=lemmas,
        content=frozenset(filter(None, lemmas)),
        cuts=tuple(cut.span() for cut in _CUT.finditer(text)),
    )


@lru_cache(maxsize=50_000)
def _content(word: str) -> str:
    """The lemma of a folded word; empty where it carries no content or is a number."""
    return lemma(word) if len(word) > 1 and word not in STOPWORDS and not word[0].isdigit() else ""
