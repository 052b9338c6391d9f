"""Claims in the making: what is known of one text while they are made, and each as far as it has come."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wireroom.model import PartKind, Report, Source, Span, Stance
from wireroom.reading.quotation import Quotation
from wireroom.reading.source import medium
from wireroom.reading.source_kind import Known

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(slots=True)
class Draft:
    """A claim in the making. `inside` is the place of the outermost quotation that holds the cue, -1 for none."""

    sources: tuple[Source, ...]
    content: list[Span]
    why: str
    at: int
    cue: Span | None = None
    lemma: str | None = None
    kind: Stance = "speech"
    inside: int = -1
    via: list[str] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    participle: bool = False
    """Whether the cue is a participle."""
    carries_on: bool = False
    """Whether the cue is coordinated with one before it."""
    breaks: int | None = None
    """Where the content of a claim before this one must end at the latest."""

    @property
    def width(self) -> int:
        """Code points of content."""
        return sum(span.end - span.start for span in self.content)


@dataclass(slots=True)
class Page:
    """What is known of one text while its claims are made."""

    report: Report
    doc: Doc
    known: Known
    quotes: tuple[Quotation, ...]
    quoted: list[int]
    drafts: list[Draft] = field(default_factory=list)
    owner: dict[int, Draft] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)

    def first(self, place: int) -> int:
        """The index of the first token that starts at or behind a place of the text."""
        return bisect_left(self.starts, place)

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Indices of the tokens that touch a stretch of text, end excluded."""
        return max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end)


def part_at(report: Report, place: int) -> PartKind:
    """The part of the report that holds a place of its text; `body` where none is marked."""
    at = bisect_right(report.parts, place, key=lambda part: part.span.start) - 1
    if at >= 0 and place < report.parts[at].span.end:
        return report.parts[at].kind
    return "body"


def unlabelled(report: Report, span: Span) -> Span:
    """The stretch from the headline on, where it begins in a label before one ("Headline: Two hurt in fire")."""
    at = bisect_right(report.parts, span.start, key=lambda part: part.span.start) - 1
    if not 0 <= at < len(report.parts) - 1:
        return span
    label, title = report.parts[at], report.parts[at + 1]
    if label.kind != "boilerplate" or title.kind != "headline" or "\n" in report.text[label.span.start : title.span.start]:
        return span
    return Span(title.span.start, span.end) if title.span.start < span.end else span


def via(page: Page, channels: Sequence[Token], who: Sequence[Source]) -> list[str]:
    """The media and platforms among the channels of a cue, without the source itself, in order."""
    found = []
    for token in channels:
        mention = page.known.names.of(token.i) or medium(token, page.known)
        if mention is not None and mention.kind == "MEDIA":
            found.append(mention.name)
        elif token.lower_ in page.known.rules.platforms:
            found.append(token.text)
    return [name for name in dict.fromkeys(found) if all(name != one.name for one in who)]
