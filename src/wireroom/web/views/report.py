"""One report ready to be shown: its text with what a dossier cites of it, and the words that a link points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wireroom.model import Briefing, Capture, Report, Span
from wireroom.render import html, words
from wireroom.render.clean import cleaned, visible
from wireroom.render.marks import Block, Cited, blocks
from wireroom.render.show import view
from wireroom.render.view import Card
from wireroom.store.store import SqlStore
from wireroom.web.links import story_link
from wireroom.web.views.dossier import Dossiers, Opened

POINTED = -1
"""The rank of the words that a link points at: louder than any verdict."""


RAW = 200_000
"""Bytes of what was received that a page shows; the whole is a download."""


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


@dataclass(frozen=True, slots=True)
class Kin:
    """A report that is tied to this one: how, in a sentence, and whether it is the one above."""

    card: Card
    told: str
    above: bool


def kin(shown: Shown) -> tuple[Kin, ...]:
    """The reports that the lineages of the story tie to this one, the closest first."""
    if shown.story is None:
        return ()
    cards = {one.id: one for one in shown.story.view.cards}
    found = []
    for line in shown.story.briefing.dossiers[0].lineages:
        for one in line.derivations:
            other = one.parent if one.child == shown.card.id else one.child if one.parent == shown.card.id else None
            if other not in cards:
                continue
            tied, untied = words.TIES[one.kind]
            above = one.child == shown.card.id
            told = untied if not one.directed else tied if above else f"source of ({one.kind.replace('_', ' ')})"
            found.append((not one.tree, -one.coverage, Kin(cards[other], told, above or not one.directed)))
    return tuple(one for _, _, one in sorted(found, key=lambda item: (item[0], item[1], item[2].card.number)))


@dataclass(frozen=True, slots=True)
class Received:
    """What came in, as it was received: when, under which address, of which type and size, with its sha256. `text` is the
    beginning of the bytes as text, `whole` whether that is all."""

    seq: int
    at: str
    uri: str
    media_type: str | None
    via: str | None
    size: int
    sha256: str
    text: str
    whole: bool
    body: bytes


def received(store: SqlStore, name: str) -> Received | None:
    """What was received that gave a report; None when there is none, or its bytes were removed."""
    found = store.captured(name)
    if found is None or not isinstance(found[0].item, Capture):
        return None
    arrival, sha256 = found
    item = found[0].item
    text = item.body[:RAW].decode("utf-8", "replace")
    return Received(
        arrival.seq, arrival.at, cleaned(item.uri), cleaned(item.media_type or "") or None, cleaned(item.via or "") or None,
        len(item.body), sha256, visible(text), len(item.body) <= RAW, item.body,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dated:
    """One candidate of a report's date: the value in words, where it was found, the words there, whether it was taken."""

    when: str
    found_in: str
    text: str
    taken: bool


def dates(report: Report) -> tuple[Dated, ...]:
    """Every candidate of the date, the one that was taken first."""
    published = report.published
    found = []
    if published.value is not None:
        found.append(Dated(words.when(published.value) or "", (published.found_in or "").replace("_", " "), "", True))
    for one in published.others:
        value = words.when(one.value) if one.value else "none that can be"
        found.append(Dated(value or "", one.found_in.replace("_", " "), cleaned(one.text), False))
    return tuple(found)


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
