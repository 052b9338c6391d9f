"""Marks: one value in one sentence of one report, and drifts: two that stand in one place and cannot both be meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wireroom.dossier.drift_pair import Sentence, Sheet
from wireroom.dossier.place import Gazetteer
from wireroom.dossier.spoken import Speech
from wireroom.model import PointKind, Span, Value

ONE = 0.8
"""The share of equal words from which on two sentences are one beyond doubt."""
CLOSE = 0.5
"""The same from which on two sentences are one, so that a time or a name in one place is meant for the other. Both chosen by
eye on tied reports."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One value in one sentence of one report: its span, the value as the contract prints it for the kind, and in words."""

    report: str
    sentence: Sentence
    span: Span
    value: Value
    words: str


@dataclass(frozen=True, slots=True)
class Drift:
    """One thing that is otherwise in the child than in the parent: kind, both marks, and what it is about in plain words."""

    kind: PointKind
    a: Mark
    b: Mark
    about: str
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Grounds:
    """What comparing values needs beside the two sheets."""

    gazetteer: Gazetteer
    speech: Speech = field(default_factory=Speech)
    story: date | None = None
    full_names: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)


def mark(sheet: Sheet, sentence: Sentence, span: Span, value: Value, words: str) -> Mark:
    """A mark of a report."""
    return Mark(sheet.report.id, sentence, span, value, words)


def printed(sheet: Sheet, span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(sheet.report.text[span.start : span.end].split())


def short(sheet: Sheet, sentence: Sentence, span: Span) -> str:
    """A few words of the sentence before a span, for a reader."""
    before = printed(sheet, Span(sentence.span.start, span.start)).split()
    after = printed(sheet, Span(span.end, sentence.span.end)).split()
    return " ".join(before[-6:] if len(before) > ENOUGH or not after else after[:6])


ENOUGH = 2
"""Words before a span that are too few to tell a reader what it is about."""
