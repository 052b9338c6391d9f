"""Phrases of a lexicon, compiled for a look-up by their first word, so that a long text is read once.

The small language of the lexicons: words in lower case; `*` stands for up to eight words, `(a|b c)` for either, `word?` and
`(a|b)?` may be missing. Matching is on `text.folded`, whose offsets are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wireroom.model import Span

GAP = 8
"""Words that `*` may stand for: enough for a name with titles, few enough that a phrase stays one phrase."""
_TOKEN = re.compile(r"\([^)]*\)\??|\S+")
_KEY = re.compile(r"[^\W_]+|©")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Compiled phrases with a label each, by the first word they can open with."""

    by_word: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]

    def labels_at(self, folded: str, start: int, end: int) -> dict[str, int]:
        """The labels of the phrases that open at `start`, each with where its longest phrase ends."""
        key = _KEY.match(folded, start, end)
        found: dict[str, int] = {}
        for form, label in self.by_word.get(key.group(), ()) if key else ():
            hit = form.match(folded, start, end)
            if hit and hit.end() > found.get(label, -1):
                found[label] = hit.end()
        return found

    def at(self, folded: str, start: int, end: int) -> int | None:
        """Where the longest phrase that opens at `start` ends, or None."""
        return max(self.labels_at(folded, start, end).values(), default=None)

    def search(self, folded: str, start: int, end: int) -> dict[str, Span]:
        """The first phrase of each label inside `[start, end)`."""
        found: dict[str, Span] = {}
        by_word = self.by_word
        for key in _KEY.finditer(folded, start, end):
            if key[0] in by_word:
                for label, stop in self.labels_at(folded, key.start(), end).items():
                    found.setdefault(label, Span(key.start(), stop))
        return found


def phrases(entries: Mapping[str, Iterable[str]]) -> Phrases:
    """The compiled form of the entries under each label. Raises ValueError for one that can open with any word."""
    by_word: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for label, forms in entries.items():
        for entry in forms:
            tokens = _TOKEN.findall(entry.lower())
            form = re.compile(_pattern(tokens))
            for word in _first_words(tokens, entry):
                by_word.setdefault(word, []).append((form, label))
    return Phrases({word: tuple(found) for word, found in by_word.items()})


def _split(token: str) -> tuple[list[str], bool]:
    optional = token.endswith("?") and len(token) > 1
    core = token[:-1] if optional else token
    if core.startswith("(") and core.endswith(")"):
        return core[1:-1].split("|"), optional
    return [core], optional


def _pattern(tokens: list[str]) -> str:
    made = ""
    for number, token in enumerate(tokens):
        last = number == len(tokens) - 1
        if token == "*":  # noqa: S105
            made = made.removesuffix(r"\s+") + rf"(?:\s+\S+){{0,{GAP}}}" if last else made + rf"(?:\S+\s+){{0,{GAP}}}?"
            continue
        options, optional = _split(token)
        words = "|".join(r"\s+".join(re.escape(word) for word in option.split()) for option in options)
        if optional and last:
            made = made.removesuffix(r"\s+") + rf"(?:\s+(?:{words}))?"
        elif optional:
            made += rf"(?:(?:{words})\s+)?"
        else:
            made += rf"(?:{words})" + ("" if last else r"\s+")
    return made + r"(?![^\W_])" if tokens[-1][-1].isalnum() or tokens[-1][-1] in ")?*" else made


def _first_words(tokens: list[str], entry: str) -> list[str]:
    found: list[str] = []
    for token in tokens:
        options, optional = _split(token)
        for option in options:
            key = _KEY.search(option)
            if key is None:
                raise ValueError(f"a phrase must open with a word: {entry!r}")
            if key.group() not in found:
                found.append(key.group())
        if not optional:
            break
    return found
