"""Warnings for a reader: the words in question in their sentence, and the same warning about copies said once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from wireroom.model import Point, Report, Span, Warn
from wireroom.render import words
from wireroom.render.clean import cleaned
from wireroom.render.view import Alarm, Card, Numbered, Place, bare, span_text
from wireroom.text import sentences

_ORDER = {kind: place for place, kind in enumerate(words.WARNINGS)}
Parts = tuple[str, str, str]


def alarms(
    story: int, warnings: Sequence[Warn], points: Mapping[str, Point], cards: Mapping[str, Card], named: Numbered
) -> tuple[Alarm, ...]:
    """The warnings in the order of their kinds in `words.WARNINGS`, then of the reports' numbers, then of the text.

    Warnings of one kind about the same sentence for the same reason, as copies of one text have them, are one, with every
    place where it holds."""
    cut: dict[str, tuple[Span, ...]] = {}
    held: dict[tuple[str, str, Parts], list[Place]] = {}
    for warn in sorted(warnings, key=lambda one: (_ORDER[one.kind], cards[one.report].number, one.span)):
        card = cards[warn.report]
        in_title = _in_title(warn, points, card.report)
        text = span_text(card.report, warn.span, headline=in_title)
        key = f"{warn.report}:{in_title}"
        if key not in cut:
            cut[key] = tuple(sentences(text))
        outer = bare(card.report, text, _outer(warn.span, cut[key]), warn.span)
        parts = words.around(text, warn.span, outer) if warn.span.start < warn.span.end else ("", "", "")
        shown = (cleaned_part(parts[0]), cleaned(parts[1]), cleaned_part(parts[2], last=True))
        held.setdefault((warn.kind, named(warn.why), shown), []).append(Place(card, warn, in_title))
    return tuple(
        Alarm(f"w{story}-{number}", words.WARNINGS[places[0].warn.kind], why, *parts, tuple(places))
        for number, ((_, why, parts), places) in enumerate(held.items(), start=1)
    )


def cleaned_part(text: str, *, last: bool = False) -> str:
    """A part of a sentence on one line that keeps the space towards the words in question."""
    shown = cleaned(text)
    if not shown:
        return " " if text and not last else ""
    if last:
        return (" " if text[:1].isspace() else "") + shown
    return shown + (" " if text[-1:].isspace() else "")


def _in_title(warn: Warn, points: Mapping[str, Point], report: Report) -> bool:
    """True when the words stand in a title beside the text, as a point with the same span says."""
    spoken_of = [points[key] for key in warn.claims if key in points]
    same = [one for one in spoken_of if one.report == warn.report and one.span == warn.span and one.part == "headline"]
    return bool(same) and span_text(report, warn.span, headline=True) is not report.text


def _outer(span: Span, within: Sequence[Span]) -> Span:
    """The span widened to whole sentences."""
    first = bisect_right(within, span.start, key=lambda one: one.start) - 1
    last = bisect_right(within, span.end - 1, key=lambda one: one.start) - 1
    if first < 0 or last < 0:
        return span
    return Span(min(within[first].start, span.start), max(within[last].end, span.end))
