"""Bounds: where the source and the content of a claim end, seen beside the quotations and the cues around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wireroom.model import Source, Span
from wireroom.reading.cue import Cue
from wireroom.reading.cue_subject import goes_on
from wireroom.reading.draft import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = frozenset(("while", "whereas", "although", "though"))


_CLOSING = frozenset("”\"'’»")


CLIMB = 40
"""How many words up from a cue the head of its source is looked for."""
NEAR = 40
"""How many claims back the claims that may hold another are looked for: more do not stand in one sentence of news."""


def widened(page: Page, content: Sequence[Span]) -> list[Span]:
    """The spans widened to the whole of every quotation that they begin or end in, or that follows without a word between."""
    found: list[Span] = []
    text = page.report.text
    for span in content:
        start, end = span
        first, last = page.tokens(start, end)
        for at in (page.quoted[first], page.quoted[last - 1] if last > first else -1):
            if at >= 0:
                start, end = min(start, page.quotes[at].outer.start), max(end, page.quotes[at].outer.end)
        following = bisect_left(page.quotes, end, key=lambda item: item.outer.start)
        if following < len(page.quotes):
            item = page.quotes[following]
            gap = text[end : item.outer.start]
            if (
                item.depth == 0
                and len(gap) < 4
                and "\n" not in gap
                and not any(char.isalnum() or char in ".?!" for char in gap)
            ):
                end = item.outer.end
        found.append(Span(start, end))
    return [span for at, span in enumerate(found) if not any(holds(other, span) for other in found[:at])]


def without_lead(page: Page, content: list[Span], cue: int) -> list[Span]:
    """The content without what leads up to a quotation that a cue follows: "Her verdict: “It works,” she said."""
    if len(content) != 1 or content[0].end > cue:
        return content
    inside = quotes_within(page, content)
    if not inside or page.quotes[inside[-1]].outer.end != content[0].end:
        return content
    start = page.quotes[inside[-1]].outer.start
    lead = page.report.text[content[0].start : start].rstrip()
    return [Span(start, content[0].end)] if lead.endswith(":") else content


def clear_of(page: Page, one: Source, cue: Cue, head: Token | None) -> Source:
    """A source that ends before the clause in which its own cue stands, or before its content: "polls | showing her ahead"."""
    first = page.doc[cue.tokens[0]]
    if cue.frame == "according":
        cut = min((span.start for span in cue.content), default=one.span.end)
    else:
        branch = first
        for _ in range(CLIMB):
            if branch.head.i == branch.i or (head is not None and branch.head.i == head.i):
                break
            branch = branch.head
        cut = min(branch.left_edge.idx, first.idx)
        if cut <= one.span.start or not one.span.start < first.idx < one.span.end:
            cut = first.idx
    if not one.span.start < cut < one.span.end:
        return one
    text = page.report.text[one.span.start : cut].rstrip(' ,:;–—-“"')
    return replace(one, span=Span(one.span.start, one.span.start + len(text)), text=text) if text else one


def holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def cut_closing(page: Page) -> None:
    """Take a closing "according to X" out of the content of the claims before it, which X passes on."""
    marks = [draft for draft in page.drafts if draft.lemma == "according" and draft.cue is not None]
    for mark in marks:
        assert mark.cue is not None
        for draft in page.drafts[max(0, bisect_left(page.drafts, mark.at, key=lambda one: one.at) - NEAR) :]:
            if draft.at >= mark.at:
                break
            draft.content = [_until(page.report.text, span, mark.cue.start) for span in draft.content]


def part_at_cues(page: Page) -> None:
    """Take what another cue begins out of the content of the claim before it: a closing ", adding that …" where both have one
    speaker, ", while Y said …" of another."""
    for at, mark in enumerate(page.drafts):
        if mark.breaks is None or not mark.sources:
            continue
        for draft in page.drafts[max(0, at - NEAR) : at]:
            if not draft.sources or draft.at >= mark.at or draft.inside >= 0:
                continue
            if not (mark.participle or mark.carries_on) or draft.sources[0].span == mark.sources[0].span:
                draft.content = [_until(page.report.text, span, mark.breaks) for span in draft.content]


def breaks(page: Page, cue: Cue, first: int) -> int | None:
    """Where the content of a claim before a cue must end at the latest; None where the cue may stand inside it."""
    doc = page.doc
    if cue.head.tag_ == "VBG":
        return doc[first].idx if _behind_comma(page, first) else None
    if _joins(page, cue) or carries_on_from(cue):
        start = cue.head.left_edge.i
        link = next((child for child in cue.head.head.rights if child.dep_ == "cc" and child.i < start), None)
        return doc[link.i if link is not None else start].idx
    mark = next((child for child in cue.head.lefts if child.dep_ == "mark" and child.lower_ in _BESIDE), None)
    mark = mark or next((child for child in cue.head.lefts if child.dep_ == "advmod" and child.lower_ == "when"), None)
    if mark is None or cue.head.dep_ != "advcl" or cue.relative is not None or not mark.i:
        return None
    return mark.idx if doc[mark.i - 1].text in "-–—" or _behind_comma(page, mark.i) else None


def _joins(page: Page, cue: Cue) -> bool:
    """Whether a cue with quoted words and its own subject is joined to the content of another: "said A, and Y replied, “…”"."""
    head = cue.head
    if head.dep_ != "conj" or head.head.dep_ != "ccomp" or not any(child.dep_ == "nsubj" for child in head.lefts):
        return False
    first = page.first(cue.content[0].start) if cue.content else 0
    if first <= head.i or page.quoted[first] < 0:
        return False
    return page.quotes[page.quoted[first]].inner.start >= page.doc[head.i].idx + len(head)


def _behind_comma(page: Page, at: int) -> bool:
    """Whether a token stands behind a comma, or behind quoted words that end with one."""
    place = page.doc[at].idx
    before = page.report.text[max(0, place - 4) : place].rstrip()
    return before.endswith(",") or (before[-1:] in _CLOSING and before[-2:-1] == ",")


def carries_on_from(cue: Cue) -> bool:
    """Whether a cue goes on from a cue above it that the parse hangs it below: "said he would come and called it good"."""
    return goes_on(cue.head) is not None


def _until(text: str, span: Span, place: int) -> Span:
    if not span.start < place < span.end:
        return span
    return Span(span.start, span.start + len(text[span.start : place].rstrip(" ,;")))


def quotes_within(page: Page, content: Sequence[Span]) -> list[int]:
    """The places of the outermost quotations that stand wholly within the spans, in order."""
    found = []
    for span in content:
        low = bisect_left(page.quotes, span.start, key=lambda item: item.outer.start)
        high = bisect_left(page.quotes, span.end, key=lambda item: item.outer.start)
        found += [at for at in range(low, high) if page.quotes[at].depth == 0 and page.quotes[at].outer.end <= span.end]
    return found
