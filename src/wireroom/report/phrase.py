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
    """Compiled phrases by the first word they can open with."""

    by_word: Mapping[str, tuple[re.Pattern[str], ...]]

    def at(self, folded: str, start: int, end: int) -> int | None:
        """Where a phrase that opens at `start` ends, or None. The longest of them counts."""
        key = _KEY.match(folded, start, end)
        if key is None:
            return None
        ends = [hit.end() for form in self.by_word.get(key.group(), ()) if (hit := form.match(folded, start, end))]
        return max(ends) if ends else None

    def search(self, folded: str, start: int, end: int) -> Span | None:
        """The first phrase inside `[start, end)`, or None."""
        for key in _KEY.finditer(folded, start, end):
            if key.group() in self.by_word:
                stop = self.at(folded, key.start(), end)
                if stop is not None:
                    return Span(key.start(), stop)
        return None


def phrases(entries: Iterable[str]) -> Phrases:
    """The compiled form of the entries. Raises ValueError for one that can open with any word."""
    by_word: dict[str, list[re.Pattern[str]]] = {}
    for entry in entries:
        tokens = _TOKEN.findall(entry.lower())
        form = re.compile(_pattern(tokens))
        for word in _first_words(tokens, entry):
            by_word.setdefault(word, []).append(form)
    return Phrases({word: tuple(forms) for word, forms in by_word.items()})


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
