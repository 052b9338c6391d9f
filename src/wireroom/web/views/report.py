"""One report ready to be shown: its text with what a dossier cites of it, and the words that a link points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wireroom.model import Briefing, Span
from wireroom.render import html
from wireroom.render.marks import Block, Cited, blocks
from wireroom.render.show import view
from wireroom.render.view import Card
from wireroom.store.store import SqlStore
from wireroom.web.links import story_link
from wireroom.web.views.dossier import Dossiers, Opened

POINTED = -1
"""The rank of the words that a link points at: louder than any verdict."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A report for a reader; `opened` is its text in marked paragraphs, `story` the dossier that holds it, if any."""

    card: Card
    opened: html.Opened
    story: Opened | None


@dataclass(frozen=True, slots=True)
class Pointed:
    """Words that a link points at: a span of the text, or of the title beside it."""

    span: Span
    in_title: bool = False


def shown_report(store: SqlStore, dossiers: Dossiers, name: str, pointed: Pointed | None = None) -> Shown | None:
    """The report of an id; None when there is none. A span that is not of the text points at nothing."""
    story = dossiers.open(name)
    card = None if story is None else next((one for one in story.view.cards if one.id == name), None)
    if story is None or card is None:
        story = None
        found = store.reports_of([name])
        if not found:
            return None
        card = view(Briefing((), tuple(found), (), (name,))).cards[0]
    in_text: Sequence[Cited] = ()
    in_title: Sequence[Cited] = ()
    if story is not None:
        in_text, in_title = html.cited(story.view, story_link(story.name)).get(name, ((), ()))
    text_blocks, _ = blocks("m", in_text)
    title_blocks, _ = blocks("h", in_title)
    if pointed is not None:
        if pointed.in_title:
            title_blocks = pointing(title_blocks, pointed.span, card.report.title or "")
        else:
            text_blocks = pointing(text_blocks, pointed.span, card.report.text)
    return Shown(card, html.opened(card, f"r{card.number}", title_blocks, text_blocks), story)


def pointing(found: Sequence[Block], span: Span, text: str) -> tuple[Block, ...]:
    """The blocks with one for the words pointed at, anchor `mark`; blocks that it overlaps are cut around it."""
    if not 0 <= span.start < span.end <= len(text):
        return tuple(found)
    cut: list[Block] = []
    over: list[Block] = []
    for block in found:
        if block.span.end <= span.start or block.span.start >= span.end:
            cut.append(block)
            continue
        over.append(block)
        if block.span.start < span.start:
            cut.append(replace(block, span=Span(block.span.start, span.start), back=()))
        if block.span.end > span.end:
            cut.append(replace(block, anchor=f"{block.anchor}-2", span=Span(span.end, block.span.end)))
    back = tuple(dict.fromkeys(one for block in over for one in block.back))
    values = tuple(
        sorted(value for block in over for value in block.values if span.start <= value.start < value.end <= span.end)
    )
    cut.append(Block("mark", span, values or (span,), POINTED, back))
    return tuple(sorted(cut, key=lambda one: one.span))
