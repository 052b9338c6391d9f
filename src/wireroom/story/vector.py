"""A report as weighted terms: names and rare words above common ones, words of the title above those of the body."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from wireroom.model import Report, Span
from wireroom.story.rules import StoryRules, Weights
from wireroom.text import WORD, folded, paragraphs, sentences

Vector = dict[str, float]
_ADDRESS = re.compile(r"(?:https?|www)\b ?[.:] ?\S[^\n]*")
"""A web address to the end of its line: it tells the outlet, not the event. Tokenised text parts it with spaces."""


@dataclass(frozen=True)
class Terms:
    """The terms of one report with how often each stands in it, which are names, and which stand in the title."""

    counts: Counter[str]
    names: frozenset[str]
    title: frozenset[str]


def terms(report: Report, rules: StoryRules) -> Terms:
    """The terms of a report: folded words without plural or possessive ending, function words and boilerplate left out.

    A name is a term that mostly begins with a capital where no sentence begins."""
    text = report.text
    skip = sorted(
        [part.span for part in report.parts if part.kind == "boilerplate"] + [Span(*m.span()) for m in _ADDRESS.finditer(text)]
    )
    opening = {span.start for span in sentences(text)}
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    at_skip = 0
    for match in WORD.finditer(folded(text)):
        start = match.start()
        while at_skip < len(skip) and skip[at_skip].end <= start:
            at_skip += 1
        if at_skip < len(skip) and skip[at_skip].start <= start:
            continue
        word = match.group()
        if word in rules.function:
            continue
        term = _bare(word)
        counts[term] += 1
        if text[start].isupper() and start not in opening:
            capital[term] += 1
    title = _title(report)
    in_title = {_bare(word) for match in WORD.finditer(folded(title)) if (word := match.group()) not in rules.function}
    for term in sorted(in_title - counts.keys()):
        counts[term] = 1
    names = frozenset(term for term, count in counts.items() if capital[term] * 2 >= count and term not in rules.everyday)
    return Terms(counts, names, frozenset(in_title))


def _title(report: Report) -> str:
    if report.title:
        return report.title
    lines = (report.text[line.start : line.end] for line in paragraphs(report.text))
    return next((line for line in lines if not _ADDRESS.match(line)), "")


@lru_cache(maxsize=100_000)
def _bare(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        return word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return word


def vectors(held: Sequence[Terms], copies: Sequence[int], weights: Weights, everyday: frozenset[str]) -> list[Vector]:
    """A vector of unit length a report. How widely a term is used is counted over lineages: `copies` gives each report's."""
    spread: dict[str, set[int]] = {}
    named: Counter[str] = Counter()
    for one, group in zip(held, copies, strict=True):
        for term in one.counts:
            spread.setdefault(term, set()).add(group)
        named.update(one.names)
    used: Counter[str] = Counter(term for one in held for term in one.counts)
    total = len(set(copies)) + weights.prior
    weight = {}
    for term, groups in spread.items():
        name = named[term] * 2 >= used[term]
        prior = weights.prior_name if name else weights.prior_everyday if term in everyday else weights.prior_word
        weight[term] = math.log(total / (len(groups) + prior)) * (weights.name if name else 1.0)
    return [_unit(one, weight, weights.title) for one in held]


def _unit(one: Terms, weight: dict[str, float], title: float) -> Vector:
    raw = {
        term: (1.0 + math.log(count)) * weight[term] * (title if term in one.title else 1.0)
        for term, count in one.counts.items()
    }
    length = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
    return {term: value / length for term, value in raw.items()}
