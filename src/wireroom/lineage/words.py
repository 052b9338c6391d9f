"""The words of a report as the lineage room compares them: folded, with marks for quoted words and for boilerplate."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from sys import intern

from wireroom.model import Report, Span
from wireroom.text import WORD, folded, paragraphs, sentences

_OPEN_DOUBLE = "“«„"
_CLOSE_DOUBLE = "”»"
_MARK = re.compile("``|[\"“«„‘']")
_TELEPHONE = re.compile(
    r"(?<![\d.,$£€])(?:\+\d{1,3}[ -]\(?\d{1,5}\)?[ -]\d{3,4}[ -]?\d{2,4}"
    r"|\(?0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{2,4}"
    r"|(?:1-)?\(?\d{3}\)?[ -]\d{3}-\d{4})(?![\d.,]?\d)"
)
"""A telephone number as newspapers print it, with an area code."""
_COUNTER = re.compile(r"\b\d{1,3} of (\d{1,3})\b")
LEAST_PICTURES = 4
"""Counters of one total ("3 of 18") that show a gallery printed into the text: what stands between them are captions."""
_LEFT_OUT = frozenset({"boilerplate", "gallery"})
LONGEST_QUOTATION = 3_000
"""Code points after which a single quotation mark that never closes is taken for an apostrophe."""


@dataclass(frozen=True)
class Worded:
    """One report's words in order, each with its span, and which of them stand in quotation marks.

    `words` are folded; `starts` and `ends` are code points of `Report.text`; `quoted` is 1 for words between quotation marks;
    boilerplate and galleries are left out altogether. `common` are the stretches, as words, that are text in wide use."""

    report: Report
    words: tuple[str, ...]
    starts: array[int]
    ends: array[int]
    quoted: bytes
    standing: re.Pattern[str] | None = None
    common: tuple[tuple[int, int], ...] = ()

    def __len__(self) -> int:
        return len(self.words)

    def with_common(self, common: tuple[tuple[int, int], ...]) -> Worded:
        """The same words with these stretches told as text in wide use."""
        return replace(self, common=common) if common != self.common else self

    def telling(self, at: int, stopwords: frozenset[str]) -> bool:
        """Whether a word is a plain word that tells something: not a stop word, and no name or number by its first letter."""
        return self.words[at] not in stopwords and self.report.text[self.starts[at]].islower()

    def span(self, first: int, last: int) -> Span:
        """The span of the words `[first, last)`."""
        return Span(self.starts[first], self.ends[last - 1])

    @cached_property
    def sentence_words(self) -> tuple[tuple[int, int], ...]:
        """The sentences of the report as word ranges `[first, last)`, those without a word left out, in order."""
        found = []
        for sentence in sentences(self.report.text):
            first = bisect_right(self.starts, sentence.start - 1)
            last = bisect_right(self.starts, sentence.end - 1)
            if last > first:
                found.append((first, last))
        return tuple(found)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that begin with a capital or a digit within a sentence."""
        text, opening = self.report.text, {first for first, _ in self.sentence_words}
        return frozenset(
            word
            for at, word in enumerate(self.words)
            if at not in opening and not text[self.starts[at]].islower() and len(word) > 1
        )

    @property
    def plain(self) -> str:
        """The text of the report without boilerplate and galleries."""
        text, out = self.report.text, _left_out(self.report)
        if not out:
            return text
        ends = [0, *(span.end for span in out)]
        starts = [*(span.start for span in out), len(text)]
        return "\n".join(text[first:last] for first, last in zip(ends, starts, strict=True) if first < last)

    @cached_property
    def body(self) -> int:
        """The first word outside headlines, 0 when there is none."""
        heads = [part.span for part in self.report.parts if part.kind == "headline"]
        outside = (at for at, start in enumerate(self.starts) if not any(head.start <= start < head.end for head in heads))
        return next(outside, 0)

    @cached_property
    def notice(self) -> bytes:
        """1 for words that are handed out to everyone: sentences with a telephone number (appeals and help lines), sentences in
        which a site speaks of itself, whole paragraphs where two do, captions, and what is common text (`common`)."""
        found = bytearray(len(self.words))
        if not self.words:
            return bytes(found)
        hits = [(match.end() - 1, True) for match in _TELEPHONE.finditer(self.report.text)]
        hits += (
            [(match.end() - 1, False) for match in self.standing.finditer(folded(self.report.text))] if self.standing else []
        )
        marked: dict[int, bool] = {}
        for place, handed in hits:
            word = bisect_right(self.starts, place) - 1
            if word >= 0 and self.sentence_words:
                number = self.sentence_at(word)
                marked[number] = marked.get(number, False) or not handed
        for number in marked:
            _mark(found, *self.sentence_words[number])
        told = sorted(number for number, own in marked.items() if own)
        for paragraph in paragraphs(self.report.text) if len(told) > 1 else ():
            first, last = bisect_left(self.starts, paragraph.start), bisect_left(self.starts, paragraph.end)
            if sum(first <= self.sentence_words[number][0] < last for number in told) > 1:
                _mark(found, first, last)
        for stretch in self.common:
            _mark(found, *stretch)
        for part in self.report.parts:
            if part.kind == "caption":
                _mark(found, bisect_left(self.starts, part.span.start), bisect_left(self.starts, part.span.end))
        return bytes(found)

    def in_quotation(self, place: int) -> bool:
        """Whether the word that holds or follows a code point stands between quotation marks."""
        word = bisect_left(self.ends, place + 1)
        return word < len(self.words) and bool(self.quoted[word])

    def sentence_at(self, word: int) -> int:
        """The number in `sentence_words` of the sentence that holds a word."""
        return max(0, bisect_right(self.sentence_words, (word, len(self.words) + 1)) - 1)


def _mark(found: bytearray, first: int, last: int) -> None:
    found[first:last] = b"\1" * (last - first)


def standing_pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """What finds the phrases in folded text, at word limits; None for no phrases."""
    words = sorted({phrase for phrase in phrases if phrase}, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b") if words else None


def worded(report: Report, standing: re.Pattern[str] | None = None) -> Worded:
    """The words of a report without its boilerplate and galleries. `standing` finds where a site speaks of itself."""
    low = folded(report.text)
    places = [match.span() for match in WORD.finditer(low)]
    starts = [start for start, _ in places]
    for out in reversed(_left_out(report)):
        first, last = bisect_left(starts, out.start), bisect_left(starts, out.end)
        del places[first:last], starts[first:last]
    quoted = bytearray(len(places))
    for mark in quotations(report.text):
        first, last = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
        quoted[first:last] = b"\1" * (last - first)
    words = tuple([intern(low[start:end]) for start, end in places])
    return Worded(report, words, array("I", starts), array("I", [end for _, end in places]), bytes(quoted), standing)


def _left_out(report: Report) -> list[Span]:
    """The stretches that are no report: boilerplate, galleries, and pictures counted off within a paragraph; in order."""
    found = [part.span for part in report.parts if part.kind in _LEFT_OUT]
    counted: dict[str, list[int]] = {}
    for match in _COUNTER.finditer(report.text):
        counted.setdefault(match.group(1), []).append(match.end())
    for ends in counted.values():
        if len(ends) >= LEAST_PICTURES:
            before = max(0, ends[0] - (ends[-1] - ends[0]) // (len(ends) - 1))
            found.append(Span(max(before, report.text.rfind("\n", 0, ends[0]) + 1), ends[-1]))
    return sorted(found)


def quotations(text: str) -> list[Span]:
    """The spans between quotation marks, marks excluded, in order, one level deep.

    Marks are matched within a paragraph. A double mark that opens a paragraph and never closes runs to the paragraph's end
    (a quotation carried over); any other that never closes is ignored. The marks `` and '' of tokenised text count too."""
    found: list[Span] = []
    for paragraph in paragraphs(text):
        at = paragraph.start
        while mark := _MARK.search(text, at, paragraph.end):
            at = mark.start()
            if mark.group() == "``":
                close = text.find("''", at + 2, paragraph.end)
                found.append(Span(at + 2, close if close >= 0 else paragraph.end))
                at = found[-1].end + 2
                continue
            place = _closing(text, at, paragraph)
            if place is None:
                at += 1
                continue
            found.append(Span(at + 1, place))
            at = place + 1
    return [span for span in found if span.end > span.start]


def _closing(text: str, at: int, paragraph: Span) -> int | None:
    char = text[at]
    if char in _OPEN_DOUBLE or char == '"':
        ends = [place for mark in ('"' if char == '"' else '”»"') if (place := text.find(mark, at + 1, paragraph.end)) >= 0]
        if ends:
            return min(ends)
        return paragraph.end if at == paragraph.start else None
    if at > paragraph.start and (text[at - 1].isalnum() or text[at - 1] in _CLOSE_DOUBLE):
        return None
    if at + 1 >= paragraph.end or text[at + 1].isspace():
        return None
    close = "’" if char == "‘" else "'"
    limit = min(paragraph.end, at + LONGEST_QUOTATION)
    place = text.find(close, at + 1, limit)
    while place >= 0:
        after = text[place + 1] if place + 1 < paragraph.end else " "
        if not after.isalnum() and (text[place - 1] != "s" or after in ".,;:!?" or text.find(close, place + 1, limit) < 0):
            return place
        place = text.find(close, place + 1, limit)
    return None
