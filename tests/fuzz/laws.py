"""What must hold of anything that a tagger finds, whatever the text: each function raises AssertionError where it does not."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from wireroom.model import Claim, Quantity, Reading, Report, Span, Statement, Timex
from wireroom.render import json as as_json

_DAY = r"(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?|-W(?:\d\d|XX)(?:-(?:[1-7X]|WE))?|-(?:SP|SU|FA|WI)|-[QH][1-4X])"
_CLOCK = r"T(?:\d\d(?::\d\d)?(?::\d\d)?Z?|MO|MI|AF|EV|NI|DT|XX(?::XX)?)"
_PERIOD = r"P(?:T?(?:X|\d+(?:\.\d+)?)(?:[YQMWDHSECL]|WE|DE|CE|ML|[A-Z]{2}))+(?:T(?:\d+|X)[HMS])*"
_YEAR = r"(?:BC)?[\dX]{1,4}"
VALUE = re.compile(rf"(?:(?:FY)?{_YEAR}{_DAY}?(?:{_CLOCK})?|{_CLOCK}|{_PERIOD}|(?:PAST|PRESENT|FUTURE)_REF)")
"""TIMEX3 values (TimeML 1.2.1) as the documents of wireroom name them."""


def in_order(spans: Sequence[Span], text: str, *, apart: bool = False) -> None:
    """Spans lie in the text, hold something, and stand in order; `apart` when none may overlap."""
    assert all(0 <= start < end <= len(text) for start, end in spans), spans
    starts = [span.start for span in spans]
    assert starts == sorted(starts), spans
    assert not apart or all(left.end <= right.start for left, right in pairwise(spans)), spans


def timexes(found: Sequence[Timex], text: str) -> None:
    in_order([item.span for item in found], text, apart=True)
    _named([item.id for item in found], "t")
    before: set[str] = {"t0"}
    for item in found:
        assert text[item.span.start : item.span.end] == item.text
        assert VALUE.fullmatch(item.value), item
        assert item.anchor is None or item.anchor in before, item
        assert (item.type in {"DURATION", "SET"}) or not item.value.startswith("P") or item.value in _REFERENCES, item
        before.add(item.id)


_REFERENCES = {"PAST_REF", "PRESENT_REF"}


def quantities(found: Sequence[Quantity], text: str) -> None:
    in_order([item.span for item in found], text, apart=True)
    _named([item.id for item in found], "q")
    ids = {item.id for item in found}
    for item in found:
        assert text[item.span.start : item.span.end] == item.text
        bounds = [bound for bound in (item.low, item.high) if bound is not None]
        assert bounds, item
        assert all(math.isfinite(bound) for bound in bounds), item
        assert item.role == "score" or bounds == sorted(bounds), item  # a score's two figures stand as printed
        assert item.part_of is None or item.part_of in ids - {item.id}, item
        for span in (item.counted.span if item.counted else None, item.predicate.span if item.predicate else None):
            assert span is None or 0 <= span.start < span.end <= len(text)


def claims(found: Sequence[Claim], text: str) -> None:
    in_order([item.content[0] for item in found], text)
    for item in found:
        in_order(item.content, text)
        in_order(item.quotes, text)
        assert item.form == "assertion" or (item.sources or item.cue or item.quotes), item
        assert item.cue is None or 0 <= item.cue.start < item.cue.end <= len(text)
        for source in item.sources:
            assert text[source.span.start : source.span.end] == source.text, source
            assert source.name.strip(), source
            assert source.text.strip(), source
        assert len(set(item.via)) == len(item.via), item


def statements(found: Sequence[Statement], text: str) -> None:
    _named([item.id for item in found], "s")
    in_order([item.span for item in found], text)
    for item in found:
        for span in (item.predicate_span, item.subject_span, item.object_span, item.place_span, item.name_span):
            assert span is None or 0 <= span.start < span.end <= len(text), item
        assert item.kind != "place" or item.place, item
        assert item.kind != "participant" or item.name, item
        assert item.kind != "status" or item.phase, item


def reading(found: Reading, report: Report) -> None:
    """The laws of each noun, that what a claim holds exists and is held once, and that the record can be written and read."""
    text = report.text
    timexes(found.timexes, text)
    quantities(found.quantities, text)
    claims(found.claims, text)
    statements(found.statements, text)
    _named([item.id for item in found.claims], "c")
    in_order(found.sentences, text, apart=True)
    in_order([span for span, _ in found.names], text, apart=True)
    times, numbers = {item.id for item in found.timexes}, {item.id for item in found.quantities}
    held = [name for claim in found.claims for name in (*claim.timexes, *claim.quantities)]
    assert set(held) <= times | numbers
    assert len(held) == len(set(held))
    known = {claim.id for claim in found.claims} | {None}
    assert {item.claim for item in found.statements} <= known
    assert all(set(item.timexes) <= times for item in found.statements)
    record = json.loads(as_json.dumps_line(as_json.reading_record(report, found)))
    assert len(record["claims"]) == len(found.claims)


def report(found: Report) -> None:
    """Parts cover every word once and in order, and every span lies in the text."""
    size = len(found.text)
    spans = [part.span for part in found.parts] + [notice.span for notice in found.notices]
    spans += [found.dateline.span] if found.dateline else []
    spans += [item.span for item in found.published.others if item.span]
    assert all(0 <= span.start < span.end <= size for span in spans)
    edges = [edge for part in found.parts for edge in part.span]
    assert edges == sorted(edges)
    covered = "".join(found.text[part.span.start : part.span.end] for part in found.parts)
    assert "".join(covered.split()) == "".join(found.text.split())
    if found.published.value is not None:
        assert re.match(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$", found.published.value), (
            found.published
        )
    for words in (found.title, found.byline, found.publisher, *found.agencies):
        assert words is None or words.strip(), words
    json.dumps(found.text).encode()


def _named(ids: Iterable[str], letter: str) -> None:
    given = list(ids)
    assert given == [f"{letter}{number}" for number in range(1, len(given) + 1)], given
