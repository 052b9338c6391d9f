"""The terms of a report: its words without endings, pairs of neighbours, and which are names or stand in the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from wireroom.model import Report, Span
from wireroom.story.rules import StoryRules
from wireroom.text import WORD, folded, paragraphs, sentences

_ADDRESS = re.compile(r"(?:https?|www)\b ?[.:] ?\S[^\n]*")
"""A web address to the end of its line: it tells the outlet, not the event. Tokenised text parts it with spaces."""

_CHARACTERS = 30
"""Characters of text searched for each word wanted: function words, marks and furniture lie between."""

_GAP = 2
"""Characters that may lie between two words that make a pair: a space, or a hyphen with one."""


@dataclass(frozen=True)
class Terms:
    """The words of the head of one report with how often each stands there, pairs of neighbours, names and title words."""

    counts: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    names: frozenset[str]
    title: frozenset[str]


def terms(report: Report, rules: StoryRules) -> Terms:
    """The terms of a report: folded words without plural or possessive ending, function words and boilerplate left out.

    Only the first `rules.words` of them: news tells the event first, and a long feature would else be like nothing. A name is
    a word that mostly begins with a capital where no sentence begins."""
    text = report.text[: _CHARACTERS * rules.words]
    opening = {span.start for span in sentences(text)}
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    before, end, held = "", 0, 0
    for word, start, stop in _words(report, text):
        if word in rules.function:
            before = ""
            continue
        term = bare(word)
        counts[term] += 1
        held += 1
        if text[start].isupper() and start not in opening:
            capital[term] += 1
        if before and start - end <= _GAP:
            pairs[before, term] += 1
        before, end = term, stop
        if held == rules.words:
            break
    title = frozenset(bare(m.group()) for m in WORD.finditer(folded(_title(report, text))) if m.group() not in rules.function)
    for term in sorted(title - counts.keys()):
        counts[term] = 1
    names = frozenset(term for term, count in counts.items() if capital[term] * 2 >= count and term not in rules.everyday)
    return Terms(counts, pairs, names, title)


def _words(report: Report, text: str) -> Iterator[tuple[str, int, int]]:
    """Every word of `text` outside boilerplate and addresses, folded, with its span."""
    skip = [part.span for part in report.parts if part.kind == "boilerplate"]
    skip = sorted([*skip, *(Span(*match.span()) for match in _ADDRESS.finditer(text))])
    at = 0
    for match in WORD.finditer(folded(text)):
        start, stop = match.span()
        while at < len(skip) and skip[at].end <= start:
            at += 1
        if at == len(skip) or start < skip[at].start:
            yield match.group(), start, stop


def _title(report: Report, text: str) -> str:
    if report.title:
        return report.title
    lines = (text[line.start : line.end] for line in paragraphs(text))
    return next((line for line in lines if not _ADDRESS.match(line)), "")


@lru_cache(maxsize=100_000)
def bare(word: str) -> str:
    """A folded word without its plural or possessive ending."""
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        return word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return word
