"""Sentences of two tied reports that answer to each other, and the words that differ between them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import Indel

from wireroom.dossier.aspect import STOPWORDS, lemma
from wireroom.dossier.point_quote import between_quotations
from wireroom.model import PartKind, Reading, Report, Span
from wireroom.text import WORD, folded

COMMON = 3
"""Words of content that two sentences must share to answer to each other."""
SHARE = 0.5
"""The share of the shorter one's words of content that the other must have."""
JOINED = 0.7
"""The same for a sentence that was joined to another, or parted from it, and so is nobody's nearest."""
LONGEST = 8
"""Words that may differ in one place: more is another clause, not a word for a word. All four chosen by eye on tied reports."""
ANCHOR = 3
WINDOW = 5
"""Equal words among so many on either side of a place, both sides together, from which on it is one place."""
CROWD = 60
"""A word that stands in more sentences of a report than this tells nothing about which of them answer to each other."""
_CONTRACTED = re.compile(r"(.+?)n['’]t$")
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}


@dataclass(frozen=True, slots=True)
class Token:
    """One folded word and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence of a report: its span, its part, and its text folded. Words are made when they are asked for, since most
    sentences of a copy are the same."""

    report: str
    span: Span
    part: PartKind
    low: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words in order; a contraction ("didn't") is two words at one place."""
        return tuple(_tokens(self.low, self.span.start))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words in order."""
        return tuple(token.word for token in self.tokens)

    @cached_property
    def content(self) -> Counter[str]:
        """The lemmas of the words of content, with how often each stands."""
        return Counter(lemma(word) for word in self.words if word not in STOPWORDS)

    def stretch(self, first: int, last: int) -> Span:
        """The span of the words `[first, last)`; of none, the place before word `first`."""
        if first < last:
            return Span(self.tokens[first].start, self.tokens[last - 1].end)
        at = self.tokens[first].start if first < len(self.tokens) else self.span.end
        return Span(at, at)

    def widened(self, first: int, last: int) -> Span:
        """The words `[first, last)` with one more on either side, where there is one."""
        return self.stretch(max(0, first - 1), min(len(self.tokens), last + 1))


@dataclass(frozen=True, slots=True)
class Hunk:
    """One place that differs: words `[a, a_end)` of the first sentence against `[b, b_end)` of the second, either may be none;
    `left` and `right` are how many equal words stand on its sides."""

    a: int
    a_end: int
    b: int
    b_end: int
    left: int
    right: int


@dataclass(frozen=True)
class Pair:
    """Two sentences that answer to each other, the child's first, and their places that differ, in order."""

    a: Sentence
    b: Sentence
    equal: tuple[tuple[int, int, int], ...]
    hunks: tuple[Hunk, ...] = ()

    @cached_property
    def close(self) -> float:
        """The share of words that are equal, of the longer side, from the first equal word to the last."""
        if not self.equal:
            return 0.0
        first, last = self.equal[0], self.equal[-1]
        core = max(last[0] + last[2] - first[0], last[1] + last[2] - first[1])
        return sum(size for _, _, size in self.equal) / core

    @cached_property
    def share(self) -> float:
        """The share of words that are equal, of all of the shorter side."""
        least = min(len(self.a.words), len(self.b.words))
        return sum(size for _, _, size in self.equal) / least if least else 0.0

    def across(self, first: int, last: int, *, from_a: bool) -> tuple[int, int] | None:
        """The words of the other sentence that the equal words `[first, last)` of one answer to; None where they do not all."""
        for a, b, size in self.equal:
            here, there = (a, b) if from_a else (b, a)
            if here <= first and last <= here + size:
                return there + first - here, there + last - here
        return None


@dataclass(frozen=True)
class Sheet:
    """One report as drift sees it: its text, its reading, its sentences."""

    report: Report
    reading: Reading
    sentences: tuple[Sentence, ...]
    quotes: tuple[Span, ...] = field(default=())

    def quoted(self, span: Span) -> Span | None:
        """The words between quotation marks that hold a span."""
        found = [quote for quote in self.quotes if quote.start <= span.start and span.end <= quote.end]
        return max(found, key=lambda quote: (quote.end - quote.start, -quote.start), default=None)


def sheet(report: Report, reading: Reading) -> Sheet:
    """The sheet of a report; boilerplate is left out."""
    parts = sorted((part.span.start, part.span.end, part.kind) for part in report.parts)
    low = folded(report.text)
    found = []
    for span in reading.sentences:
        part: PartKind = next((kind for start, end, kind in parts if start <= span.start < end), "body")
        if part != "boilerplate":
            found.append(Sentence(report.id, span, part, low[span.start : span.end]))
    read = {quote for claim in reading.claims for quote in claim.quotes}
    told = [(claim.cue, source.span) for claim in reading.claims if claim.cue for source in claim.sources]

    def told_inside(quote: Span) -> bool:
        return any(quote.start <= cue.start < quote.end and quote.start <= who.start < quote.end for cue, who in told)

    marked = {quote for quote in _marked(report.text) if quote not in read and not told_inside(quote)}
    quotes = sorted(quote for quote in read | marked if not between_quotations(report.text, quote))
    return Sheet(report, reading, tuple(found), tuple(quotes))


_MARKED = re.compile(r"“([^“”\n]{20,})”|\"([^\"\n]{20,})\"|``((?:(?!``|'')[\s\S]){20,1200})''")


def _marked(text: str) -> Iterator[Span]:
    """The spans between double quotation marks that close, whether or not a claim was read there."""
    for found in _MARKED.finditer(text):
        if found.group(2) is not None and _uneven(text, found.start()):
            continue
        group = next(number for number in (1, 2, 3) if found.group(number) is not None)
        yield Span(*found.span(group))


def _uneven(text: str, at: int) -> bool:
    """Whether the straight marks of a line do not pair, so that none of them shows where a quotation begins."""
    first, last = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return text[first : last if last >= 0 else len(text)].count('"') % 2 == 1


def _tokens(low: str, first: int) -> Iterator[Token]:
    """The words of a folded sentence that begins at `first`."""
    found = list(WORD.finditer(low))
    at = 0
    while at < len(found):
        word, start, end = found[at].group(), first + found[at].start(), first + found[at].end()
        following = found[at + 1] if at + 1 < len(found) else None
        short = _CONTRACTED.match(word)
        if short:
            stem = short.group(1)
            yield Token(_WHOLE.get(stem, stem), start, end)
            yield Token("not", start, end)
        elif word.endswith("n") and following and following.group() == "t" and first + following.start() - end <= 3:
            stem = word[:-1]
            yield Token(_WHOLE.get(stem, stem), start, end)
            yield Token("not", first + following.start(), first + following.end())
            at += 1
        elif word in ("n't", "n’t"):
            yield Token("not", start, end)
        elif (
            word == "00"
            and at
            and found[at - 1].group().isdigit()
            and low[found[at - 1].end() : found[at].start()].strip() in (":", ".")
        ):
            pass  # "6:00 p.m." is "6 p.m."
        elif word in _WHOLE and following and following.group() in ("n't", "n’t"):
            yield Token(_WHOLE[word], start, end)
        elif word == "cannot":
            yield Token("can", start, end)
            yield Token("not", start, end)
        else:
            yield Token(word, start, end)
        at += 1


def pairs(a: Sheet, b: Sheet) -> tuple[Pair, ...]:
    """The pairs of sentences of two tied reports that answer to each other, in order of the first.

    Sentences that are word for word the same answer first; of the others each to the one with which it shares most words of
    content, where that holds both ways, or where one was joined to another and the rest of the joined one answers elsewhere."""
    found, rest_a, rest_b = _same(a.sentences, b.sentences)
    shared = _shared(rest_a, rest_b)
    best_a: dict[int, int] = {}
    best_b: dict[int, int] = {}
    for (i, j), count in sorted(shared.items(), key=lambda one: (-one[1], abs(one[0][0] - one[0][1]), one[0])):
        if _answers(rest_a[i], rest_b[j], count, SHARE):
            best_a.setdefault(i, j)
            best_b.setdefault(j, i)
    taken_a: dict[int, set[int]] = defaultdict(set)
    taken_b: dict[int, set[int]] = defaultdict(set)
    mutual = [(i, j) for i, j in sorted(best_a.items()) if best_b.get(j) == i]
    joined = [(i, j) for i, j in sorted({*best_a.items(), *((i, j) for j, i in best_b.items())}) if (i, j) not in mutual]
    for i, j in [*mutual, *joined]:
        pair = compared(rest_a[i], rest_b[j])
        in_a = {at for first, _, size in pair.equal for at in range(first, first + size)}
        in_b = {at for _, first, size in pair.equal for at in range(first, first + size)}
        late = (i, j) not in mutual
        if late and not _answers(rest_a[i], rest_b[j], shared[i, j], JOINED):
            continue
        if late and (2 * len(in_a & taken_a[i]) > len(in_a) or 2 * len(in_b & taken_b[j]) > len(in_b)):
            continue
        taken_a[i] |= in_a
        taken_b[j] |= in_b
        found.append(pair)
    return tuple(sorted(found, key=lambda pair: (pair.a.span, pair.b.span)))


def _same(a: Sequence[Sentence], b: Sequence[Sentence]) -> tuple[list[Pair], list[Sentence], list[Sentence]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(b):
        places[" ".join(sentence.low.split())].append(number)
    found, rest, used = [], [], set()
    for sentence in a:
        left = places.get(" ".join(sentence.low.split()))
        if left:
            number = left.pop(0)
            used.add(number)
            found.append(Pair(sentence, b[number], ((0, 0, len(sentence.low)),)))
        else:
            rest.append(sentence)
    return found, rest, [sentence for number, sentence in enumerate(b) if number not in used]


def _shared(a: Sequence[Sentence], b: Sequence[Sentence]) -> Mapping[tuple[int, int], int]:
    """How many words of content each two sentences share, by their places."""
    index: dict[str, list[int]] = defaultdict(list)
    for j, sentence in enumerate(b):
        for word in sentence.content:
            index[word].append(j)
    count: Counter[tuple[int, int]] = Counter()
    for i, sentence in enumerate(a):
        for word in sentence.content:
            places = index.get(word, ())
            if len(places) <= CROWD:
                for j in places:
                    count[i, j] += 1
    return count


def _answers(a: Sentence, b: Sentence, shared: int, share: float) -> bool:
    return shared >= COMMON and shared >= share * min(len(a.content), len(b.content))


def compared(a: Sentence, b: Sentence) -> Pair:
    """Two sentences word by word, by longest common subsequence; neighbouring edits are one place."""
    found = [op for op in Indel.opcodes(a.words, b.words) if op.tag == "equal"]
    blocks = [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in found]
    hunks = []
    for (a0, b0, left), (a1, b1, right) in pairwise([(0, 0, 0), *blocks, (len(a.words), len(b.words), 0)]):
        hunk = Hunk(a0 + left, a1, b0 + left, b1, left, right)
        if hunk.a_end > hunk.a or hunk.b_end > hunk.b:
            hunks.append(hunk)
    return Pair(a, b, tuple(blocks), tuple(hunks))


def anchored(pair: Pair, hunk: Hunk) -> bool:
    """Whether a place that differs is short and held by equal words, so that both sides are one place of one sentence."""
    if max(hunk.a_end - hunk.a, hunk.b_end - hunk.b) > LONGEST:
        return False
    near = [(hunk.a - WINDOW, hunk.a), (hunk.a_end, hunk.a_end + WINDOW)]
    held = sum(max(0, min(a + size, last) - max(a, first)) for a, _, size in pair.equal for first, last in near)
    if held < ANCHOR:
        return False
    at_start = hunk.a == 0 or hunk.b == 0
    at_end = hunk.a_end == len(pair.a.tokens) or hunk.b_end == len(pair.b.tokens)
    return bool((hunk.left or at_start) and (hunk.right or at_end))
