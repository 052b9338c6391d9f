"""How close two reports are: words in common inside and outside quotation marks, and sentences that say the same in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from wireroom.lineage.align import Seeds, Stretch, aligned
from wireroom.lineage.rules import LineageRules
from wireroom.lineage.words import Worded

if TYPE_CHECKING:
    from wireroom.text import Encoder


OPENING = 30
"""Words of a report's opening, headline left out: one long sentence."""
OPENING_WITHIN = 60
"""Words from the other's start within which its answer to an opening stands."""

ENCODED = 60_000
"""Code points of text encoded in one call: long texts go a few at a time, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Echo:
    """Sentence `a` of one report and sentence `b` of the other (numbers into `sentence_words`) that say much the same."""

    a: int
    b: int
    likeness: float


@dataclass(frozen=True)
class Comparison:
    """What two reports have in common; `a` and `b` in order of id.

    `stretches` are the shared passages, in order of `a`. `prose` holds for each the words outside quotation marks on both
    sides, 0 where too few of them stand together or where they are only names, titles, stock phrases or notices handed out.
    `echoes` are the sentences outside quotation marks that answer to each other, in order of `a`; `in_order` of them also
    stand in order of `b`; `sentences` is the number of such sentences in the report that has fewer. `rest` tells how alike
    the two reports are where they share no passage: cosine of meaning plus five times Dice of telling words; None
    where too little is left."""

    a: Worded
    b: Worded
    stretches: tuple[Stretch, ...]
    prose: tuple[int, ...]
    echoes: tuple[Echo, ...] = ()
    in_order: int = 0
    sentences: int = 0
    rest: float | None = None

    @cached_property
    def prose_words(self) -> tuple[int, int]:
        """The words outside quotation marks of `a` and of `b`, at least 1 each."""
        return max(1, self.a.quoted.count(False)), max(1, self.b.quoted.count(False))

    @property
    def shared(self) -> int:
        """The words outside quotation marks that both have in common."""
        return sum(self.prose)

    @property
    def longest(self) -> int:
        """The most shared words outside quotation marks in one passage."""
        return max(self.prose, default=0)

    @property
    def share(self) -> float:
        """The share of the shorter report's words outside quotation marks that both have in common."""
        return min(1.0, self.shared / min(self.prose_words))

    @property
    def share_of_longer(self) -> float:
        """The same of the longer report."""
        return min(1.0, self.shared / max(self.prose_words))

    @property
    def coverage(self) -> tuple[float, float]:
        """The share of all words of `a` and of `b` that lie in shared passages."""
        in_a = sum(part.a_end - part.a for part in self.stretches)
        in_b = sum(part.b_end - part.b for part in self.stretches)
        return in_a / max(1, len(self.a)), in_b / max(1, len(self.b))

    @cached_property
    def opening(self) -> tuple[float, float]:
        """The share of the opening of `a`, and of `b`, that stands in passages shared with the other's opening.

        Two states of one piece open alike; a piece that borrows from a third text has an opening of its own."""
        in_a, in_b = self.a.body, self.b.body
        alike = [part for part in self.stretches if part.b - in_b < OPENING_WITHIN and part.a - in_a < OPENING_WITHIN]
        of_a = _held([(part.a, part.a_end) for part in alike], in_a, len(self.a))
        of_b = _held([(part.b, part.b_end) for part in alike], in_b, len(self.b))
        return of_a, of_b

    @property
    def loose(self) -> float:
        """The share of the shorter report's words outside quotation marks that stand in any shared passage, however short."""
        return self.loose_words / min(self.prose_words)

    @cached_property
    def loose_words(self) -> int:
        """The words outside quotation marks that stand in any shared passage, however short."""
        found = 0
        for part in self.stretches:
            in_a = self.a.quoted[part.a : part.a_end].count(False)
            found += min(in_a, self.b.quoted[part.b : part.b_end].count(False))
        return found

    @cached_property
    def edits(self) -> float:
        """The share of the words of the shared passages that differ."""
        size = sum(max(part.a_end - part.a, part.b_end - part.b) for part in self.stretches)
        return 1 - sum(part.same for part in self.stretches) / size if size else 0.0

    @cached_property
    def passages_in_order(self) -> int:
        """How many shared passages stand in the same order in both."""
        return _rising([part.b for part in self.stretches])

    def pairs_in_common(self, stopwords: frozenset[str]) -> float:
        """The share of the neighbouring telling words of the shorter report, quotations left out, that the other has too."""
        a, b = _pairs(self.a, stopwords), _pairs(self.b, stopwords)
        return len(a & b) / max(1, min(len(a), len(b)))

    @cached_property
    def linked(self) -> float:
        """The lower of the two shares of sentences that hold a shared passage or an echo."""
        pairs = {(pair.a, pair.b) for pair in self.echoes}
        pairs |= {(self.a.sentence_at(part.a), self.b.sentence_at(part.b)) for part in self.stretches}
        sides = ((self.a, {a for a, _ in pairs}), (self.b, {b for _, b in pairs}))
        return min(len(held) / max(1, len(side.sentence_words)) for side, held in sides)

    @cached_property
    def quotations(self) -> tuple[int, ...]:
        """The equal words of each shared passage that lies mostly between quotation marks on either side."""
        return tuple(
            part.same
            for part in self.stretches
            if 2 * sum(self.a.quoted[part.a : part.a_end]) > part.a_end - part.a
            or 2 * sum(self.b.quoted[part.b : part.b_end]) > part.b_end - part.b
        )

    @property
    def echo(self) -> float:
        """The share of the shorter report's sentences outside quotation marks that the other says too, in the same order."""
        return self.in_order / self.sentences if self.sentences else 0.0


def compare(a: Worded, b: Worded, rules: LineageRules, of_a: Seeds | None = None, of_b: Seeds | None = None) -> Comparison:
    """The shared passages of two reports, without their sentences' meaning (`echoed` and `rested` add it)."""
    parts = tuple(part for part in aligned(a, b, of_a, of_b) if part.same >= rules.shortest_passage)
    return Comparison(a, b, parts, tuple(_prose(a, b, part, rules) for part in parts))


def _prose(a: Worded, b: Worded, part: Stretch, rules: LineageRules) -> int:
    in_a = [at for at in range(part.a, part.a_end) if not a.quoted[at] and not a.notice[at]]
    in_b = sum(1 for at in range(part.b, part.b_end) if not b.quoted[at] and not b.notice[at])
    outside = min(len(in_a), in_b, part.same)
    if outside < rules.prose_run:
        return 0
    telling = sum(1 for at in in_a if a.telling(at, rules.stopwords))
    return outside if telling >= rules.prose_telling else 0


@dataclass(frozen=True)
class Meaning:
    """The sentences of one report that hold enough words outside quotation marks: numbers into `sentence_words`, a row each."""

    numbers: tuple[int, ...]
    rows: np.ndarray


def meanings(reports: Sequence[Worded], encoder: Encoder, rules: LineageRules) -> list[Meaning]:
    """The meaning of each report's sentences, words between quotation marks left out, so that a common speech makes no echo."""
    plain = [_plain(report, rules) for report in reports]
    row = _encoded([text for sentences in plain for _, text in sentences], encoder)
    empty = encoder.encode([])
    return [
        Meaning(
            tuple(number for number, _ in sentences),
            np.array([row[text] for _, text in sentences]) if sentences else empty,
        )
        for sentences in plain
    ]


def _encoded(texts: Sequence[str], encoder: Encoder) -> dict[str, np.ndarray]:
    """The row of each distinct text, encoded in order of length so that texts of one batch need little padding."""
    distinct = sorted(set(texts), key=lambda text: (len(text), text))
    row: dict[str, np.ndarray] = {}
    first = 0
    for last, text in enumerate(distinct, 1):
        if last == len(distinct) or (last + 1 - first) * len(text) > ENCODED:
            row.update(zip(distinct[first:last], encoder.encode(distinct[first:last]), strict=True))
            first = last
    return row


def echoed(found: Comparison, a: Meaning, b: Meaning, rules: LineageRules) -> Comparison:
    """The comparison with its echoes, pairs of sentences that are each other's nearest and near enough in meaning."""
    if not a.numbers or not b.numbers:
        return found
    near: np.ndarray = (a.rows @ b.rows.T).round(4)
    best, back = near.argmax(axis=1), near.argmax(axis=0)
    echoes = tuple(
        Echo(a.numbers[i], b.numbers[int(j)], float(near[i, j]))
        for i, j in enumerate(best)
        if back[j] == i and near[i, j] >= rules.echo
    )
    in_order = _rising([pair.b for pair in echoes])
    return replace(found, echoes=echoes, in_order=in_order, sentences=min(len(a.numbers), len(b.numbers)))


def rested(found: Sequence[Comparison], encoder: Encoder, rules: LineageRules) -> list[Comparison]:
    """The comparisons with the likeness of all the rest, where a tie may hang on it."""
    left = [_rest(one, rules) if _hangs(one, rules) else None for one in found]
    row = _encoded([" ".join(words) for both in left if both for words in both], encoder)
    return [
        replace(one, rest=_alike(*both, row[" ".join(both[0])], row[" ".join(both[1])])) if both else one
        for one, both in zip(found, left, strict=True)
    ]


def _hangs(found: Comparison, rules: LineageRules) -> bool:
    return found.share >= rules.doubtful or found.loose >= rules.reworded_loose or found.echo >= rules.echo_share


def _rest(found: Comparison, rules: LineageRules) -> tuple[list[str], list[str]] | None:
    covered = (
        {at for part in found.stretches for at in range(part.a, part.a_end)},
        {at for part in found.stretches for at in range(part.b, part.b_end)},
    )
    left, right = (
        [word for at, word in enumerate(side.words) if at not in inside and len(word) > 2 and word not in rules.stopwords]
        for side, inside in zip((found.a, found.b), covered, strict=True)
    )
    return None if min(len(left), len(right)) < rules.rest_words else (left, right)


def _alike(left: Sequence[str], right: Sequence[str], a: np.ndarray, b: np.ndarray) -> float:
    one, other = set(left), set(right)
    return round(float(a @ b) + 10 * len(one & other) / (len(one) + len(other)), 4)


def _plain(report: Worded, rules: LineageRules) -> list[tuple[int, str]]:
    found = []
    for number, (first, last) in enumerate(report.sentence_words):
        outside = [report.words[at] for at in range(first, last) if not report.quoted[at]]
        if len(outside) >= rules.echo_words and not report.notice[first]:
            found.append((number, " ".join(outside)))
    return found


def _held(ranges: Sequence[tuple[int, int]], first: int, last: int) -> float:
    end = min(last, first + OPENING)
    held = sum(max(0, min(high, end) - max(low, first)) for low, high in ranges)
    return min(1.0, held / (end - first)) if end > first else 0.0


def _pairs(report: Worded, stopwords: frozenset[str]) -> set[tuple[str, str]]:
    outside = [word for word, quoted in zip(report.words, report.quoted, strict=True) if not quoted and word not in stopwords]
    return set(pairwise(outside))


def _rising(places: Sequence[int]) -> int:
    """The length of the longest strictly rising run within a sequence (patience sorting, Fredman 1975)."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
