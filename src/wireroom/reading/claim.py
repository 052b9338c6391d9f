"""attribute: Report -> claims with a source. Cues over the parse, then every quotation that no cue of its own explains."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wireroom.model import Claim, Form, PartKind, Report, Source, Span
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.certainty import certainty
from wireroom.reading.cue import cues
from wireroom.reading.names import names as find_names
from wireroom.reading.quotation import Quotation, quotations
from wireroom.reading.source import Speakers, sources

if TYPE_CHECKING:
    from spacy.tokens import Doc


def attribute(report: Report, doc: Doc, *, rules: AttributionRules) -> tuple[Claim, ...]:
    """The attributed claims of a report in order of their content; ids are left empty for `read` to give.

    Direct, indirect and mixed, of verbs and of "according to"; chains of attribution in `via`. Boilerplate gives none."""
    text = report.text
    known = find_names(doc, rules)
    quotes = quotations(text)
    speakers = Speakers()
    claims: list[Claim] = []
    for cue in cues(doc, rules):
        part = part_at(report, cue.head.idx)
        if part == "boilerplate" or cue.source is None:
            continue
        who = sources(cue.source, known, rules, speakers)
        if not who:
            continue
        _remember(speakers, who[0])
        content = _with_quotes(cue.content, quotes)
        inside = _inside(content, quotes)
        form: Form = "indirect" if not inside else ("direct" if _covered(content, inside) else "mixed")
        first, last = cue.tokens
        claims.append(
            Claim(
                id="",
                form=form,
                content=content,
                part=part,
                sources=who,
                cue=Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1])),
                certainty=certainty(doc, cue.lemma, content, rules),
                quotes=tuple(item.inner for item in inside),
                why=cue.why,
            )  # fmt: skip
        )
    return tuple(sorted(claims, key=lambda claim: (claim.content[0].start, -claim.content[-1].end, claim.cue or Span(0, 0))))


def part_at(report: Report, place: int) -> PartKind:
    """The part of the report that holds a place of its text; `body` where none is marked."""
    at = bisect_right(report.parts, place, key=lambda part: part.span.start) - 1
    if at >= 0 and place < report.parts[at].span.end:
        return report.parts[at].kind
    return "body"


def _remember(speakers: Speakers, source: Source) -> None:
    if source.kind == "person":
        speakers.person = source
    elif source.kind in {"organisation", "agency"}:
        speakers.body = source
    else:
        speakers.group = source


def _with_quotes(content: tuple[Span, ...], quotes: Sequence[Quotation]) -> tuple[Span, ...]:
    """The content widened to the whole of every quotation that it begins or ends in."""
    widened = []
    for span in content:
        start, end = span
        at = bisect_right(quotes, span.end, key=lambda item: item.outer.start)
        for item in quotes[max(0, at - 6) : at]:
            if item.outer.end > span.start and item.outer.start < span.end and item.inner.end > item.inner.start:
                start, end = min(start, item.outer.start), max(end, item.outer.end)
        widened.append(Span(start, end))
    return tuple(widened)


def _inside(content: tuple[Span, ...], quotes: Sequence[Quotation]) -> list[Quotation]:
    found = []
    for span in content:
        low = bisect_right(quotes, span.start - 1, key=lambda item: item.outer.start)
        high = bisect_right(quotes, span.end, key=lambda item: item.outer.start)
        found += [item for item in quotes[low:high] if item.outer.end <= span.end and item.depth == 0]
    return found


def _covered(content: tuple[Span, ...], inside: Sequence[Quotation]) -> bool:
    return all(any(item.outer.start <= span.start and span.end <= item.outer.end for item in inside) for span in content)
