"""A briefing as one self-contained page: no script, nothing fetched, every claim a link to the marked sentence in its report.

The page works without JavaScript: on a wide screen the report that a link points into opens in a pane beside the dossier
(`:target` and `:has`), on a narrow one and on paper the reports follow at the end. A Content-Security-Policy in the head
allows the one style sheet, by its hash, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from wireroom.model import Briefing, Point, Span
from wireroom.render import words
from wireroom.render.clean import cleaned
from wireroom.render.marks import Block, Cited, Paragraph, Piece, blocks, marked, pieces
from wireroom.render.show import view
from wireroom.render.view import LABEL, Card, Evidence, Place, Side, View, beside

QUOTES = 3
"""Different sentences shown under one position; the other reports that hold it are named with links."""
_RANK = {"disputed": 0, "revised": 1, "compatible": 2, "agreed": 2, "repeated": 2, "single": 3}
_WARNED = 1
MARK_CLASS = ("disputed", "revised", "held", "once")
"""The class of a marked passage by the rank of what cites it."""
_ADDRESS = re.compile(r"https?://[!-;=?-~]+", re.ASCII)
VOICE_WORDS = {"●": "names its origin", "○": "names no origin", "◌": "not surely independent"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that holds a position: where it opens, its three parts, and every report that says it in these words."""

    href: str
    evidence: Evidence
    cards: tuple[tuple[Card, str], ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as the page prints it: its title in pieces, its text as marked paragraphs, its address when it is one."""

    card: Card
    anchor: str
    title: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]
    link: str | None


class _Anchors:
    """Where each report, thread, point and warning stands in the page."""

    def __init__(self, shown: View) -> None:
        self._found: dict[str, str] = {}
        self.reports: list[Opened] = []
        quoted = cited(shown)
        for card in shown.cards:
            anchor = f"r{card.number}"
            in_text, in_title = quoted.get(card.id, ([], []))
            title_blocks, title_keys = blocks(f"{anchor}-h", in_title)
            text_blocks, text_keys = blocks(anchor, in_text)
            self._found.update(text_keys)
            self._found.update(title_keys)
            self.reports.append(opened(card, anchor, title_blocks, text_blocks))

    def claim(self, key: str, card: Card) -> str:
        """The address of a point's sentence, or of its report when the sentence is not marked."""
        return "#" + self._found.get(key, f"r{card.number}")


def html(briefing: Briefing) -> str:
    """The briefing as one HTML document, the same bytes for the same briefing."""
    shown = view(briefing)
    anchors = _Anchors(shown)
    style, mark = _style()

    def side_quotes(side: Side) -> tuple[Quote, ...]:
        return quotes(side, lambda one: anchors.claim(one.point.id, one.card))

    def place_href(place: Place) -> str:
        return anchors.claim(place.key, place.card)

    return (
        _environment()
        .get_template("dossier.html.jinja")
        .render(
            view=shown,
            reports=anchors.reports,
            style=style,
            style_hash=mark,
            words=words,
            quotes=side_quotes,
            place_href=place_href,
            report_href=_report_href,
            plain=cleaned,
            mark_class=MARK_CLASS,
            voice_words=VOICE_WORDS,
            shown_quotes=QUOTES,
            level=0 if len(shown.stories) == 1 else 1,
        )
    )


def _report_href(card: Card) -> str:
    return f"#r{card.number}"


@cache
def _environment() -> Environment:
    loader = PackageLoader("wireroom.render", "templates")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)


@cache
def _style() -> tuple[str, str]:
    """The style sheet and its hash as a Content-Security-Policy names it."""
    css = (resources.files("wireroom.render") / "templates" / "dossier.css").read_text("utf-8").strip()
    return css, "sha256-" + base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")


def cited(shown: View, page: str = "") -> dict[str, tuple[list[Cited], list[Cited]]]:
    """For each report what is cited of its text and of its title beside the text; `page` is where the dossier stands, when
    that is another page than the report's."""
    found: dict[str, tuple[list[Cited], list[Cited]]] = {card.id: ([], []) for card in shown.cards}
    for story in shown.stories:
        points = {point.id: point for point in story.dossier.points}
        cards = {card.id: card for card in story.cards}
        used: dict[str, tuple[int, tuple[str, str, str] | None]] = {}
        for line in story.lines:
            rank = _RANK[line.thread.verdict]
            back = (f"{page}#{line.anchor}", line.glyph, f"{line.verdict}: {line.about}")
            for key in line.thread.claims:
                if key in points and (key not in used or rank < used[key][0]):
                    used[key] = (rank, back)
        for moment in story.dossier.timeline:
            for key in moment.claims:
                if key in points:
                    used.setdefault(key, (len(MARK_CLASS) - 1, None))
        for key, (rank, back_to) in used.items():
            point = points[key]
            in_title = beside(point, cards[point.report].report)
            found[point.report][in_title].append(Cited(key, _inside(point), point.span, rank, back_to))
        for alarm in story.alarms:
            back_to = (f"{page}#{alarm.anchor}", "!", f"Warning: {alarm.name}")
            for place in alarm.places:
                span = place.warn.span
                if span.start < span.end:
                    found[place.card.id][place.in_title].append(Cited(place.key, span, span, _WARNED, back_to))
    return found


def _inside(point: Point) -> Span:
    """The point's sentence, wide enough to hold its words."""
    return Span(min(point.sentence.start, point.span.start), max(point.sentence.end, point.span.end))


def quotes(side: Side, href: Callable[[Evidence], str]) -> tuple[Quote, ...]:
    """The position's sentences, those that read the same as one, in the order of the reports; `href` says where each opens."""
    held: dict[str, list[Evidence]] = {}
    for one in side.evidence:
        held.setdefault(one.sentence, []).append(one)
    return tuple(
        Quote(
            href=href(same[0]),
            evidence=same[0],
            cards=tuple((one.card, href(one)) for one in same),
        )
        for same in held.values()
    )


def opened(card: Card, anchor: str, in_title: Sequence[Block], in_text: Sequence[Block]) -> Opened:
    """The report for the page; a headline that opens its text stands over it once, marks and all."""
    report = card.report
    raw = report.title or ""
    paragraphs = marked(report, in_text)
    title = tuple(pieces(raw, Span(0, len(raw)), in_title)) if in_title else (Piece(card.title),)
    first = _unlabelled(paragraphs[0].pieces) if paragraphs and paragraphs[0].part == "headline" else ()
    if not in_title and first and _words(first) == card.title:
        title, paragraphs = first, paragraphs[1:]
    link = report.uri if _ADDRESS.fullmatch(report.uri) else None
    return Opened(card, anchor, title, paragraphs, link)


def _unlabelled(run: Sequence[Piece]) -> tuple[Piece, ...]:
    """A headline's pieces without the word "Headline:" that a header block writes before it."""
    label = LABEL.match(run[0].text) if run else None
    if label is None:
        return tuple(run)
    first = replace(run[0], text=run[0].text[label.end() :])
    return (first, *run[1:]) if first.text or first.opens or first.closes else tuple(run[1:])


def _words(run: Sequence[Piece]) -> str:
    return cleaned("".join(piece.text for piece in run))
