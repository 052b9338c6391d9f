"""The words of a report as the lineage room compares them: folded, with marks for quoted words and for boilerplate."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
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
LONGEST_QUOTATION = 3_000
"""Code points after which a single quotation mark that never closes is taken for an apostrophe."""


@dataclass(frozen=True)
class Worded:
    """One report's words in order, each with its span, and which of them stand in quotation marks.

    `words` are folded; `starts` and `ends` are code points of `Report.text`; `quoted` is 1 for words between quotation marks;
    boilerplate is left out altogether."""

    report: Report
    words: tuple[str, ...]
    starts: array[int]
    ends: array[int]
    quoted: bytes

    def __len__(self) -> int:
        return len(self.words)

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

    @cached_property
    def body(self) -> int:
        """The first word outside headlines, 0 when there is none."""
        heads = [part.span for part in self.report.parts if part.kind == "headline"]
        outside = (at for at, start in enumerate(self.starts) if not any(head.start <= start < head.end for head in heads))
        return next(outside, 0)

    @cached_property
    def notice(self) -> bytes:
        """1 for the words of sentences with a telephone number: appeals and help lines that a body hands out to everyone."""
        found = bytearray(len(self.words))
        for match in _TELEPHONE.finditer(self.report.text):
            word = bisect_right(self.starts, match.end() - 1) - 1
            if word >= 0 and self.sentence_words:
                first, last = self.sentence_words[self.sentence_at(word)]
                found[first:last] = b"\1" * (last - first)
        return bytes(found)

    def in_quotation(self, place: int) -> bool:
        """Whether the word that holds or follows a code point stands between quotation marks."""
        word = bisect_left(self.ends, place + 1)
        return word < len(self.words) and bool(self.quoted[word])

    def sentence_at(self, word: int) -> int:
        """The number in `sentence_words` of the sentence that holds a word."""
        return max(0, bisect_right(self.sentence_words, (word, len(self.words) + 1)) - 1)


def worded(report: Report) -> Worded:
    """The words of a report without its boilerplate."""
    low = folded(report.text)
    places = [match.span() for match in WORD.finditer(low)]
    starts = [start for start, _ in places]
    for part in reversed(report.parts):
        if part.kind == "boilerplate":
            first, last = bisect_left(starts, part.span.start), bisect_left(starts, part.span.end)
            del places[first:last], starts[first:last]
    quoted = bytearray(len(places))
    for mark in quotations(report.text):
        first, last = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
        quoted[first:last] = b"\1" * (last - first)
    words = tuple([intern(low[start:end]) for start, end in places])
    return Worded(report, words, array("I", starts), array("I", [end for _, end in places]), bytes(quoted))


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
