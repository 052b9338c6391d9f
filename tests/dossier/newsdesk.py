"""Invented reports with readings made by hand, for the rooms after reading: what is marked is found by its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wireroom.dossier.aspect import STOPWORDS, Aspect, content_words
from wireroom.model import (
    Claim,
    Notice,
    Part,
    PartKind,
    Point,
    PointKind,
    Position,
    Published,
    Quantity,
    Reading,
    Report,
    SaidBy,
    Source,
    Span,
    Thread,
    Timex,
    Verdict,
    Voice,
)
from wireroom.text import sentences


@dataclass
class Desk:
    """Reports, readings and aspects as they grow."""

    reports: list[Report] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    aspects: list[Aspect] = field(default_factory=list)

    def report(
        self,
        name: str,
        text: str,
        *,
        published: str | None = None,
        publisher: str | None = None,
        times: Mapping[str, str | tuple[str, str]] | None = None,
        said: Sequence[tuple[str, Source, str]] = (),
        people: Sequence[str] = (),
        parts: Mapping[str, PartKind] | None = None,
        notices: Sequence[tuple[str, str]] = (),
        **more: Any,
    ) -> Report:
        """A report with times (words: value, or words: (value, "t0")), claims (content, source, via) and names of people."""
        spans = {words: at(text, words) for words in parts or {}}
        made = Report(
            name,
            f"{name}.txt",
            text,
            publisher=publisher,
            published=Published(published, "record" if published else None),
            notices=tuple(Notice(kind, at(text, words)) for kind, words in notices),  # type: ignore[arg-type]
            parts=tuple(sorted((Part(kind, spans[words]) for words, kind in (parts or {}).items()), key=lambda one: one.span)),
            **more,
        )
        timexes = []
        for number, (words, value) in enumerate((times or {}).items(), 1):
            given, anchor = value if isinstance(value, tuple) else (value, None)
            timexes.append(
                Timex(f"t{number}", at(text, words), words, "TIME" if "T" in given else "DATE", given, anchor=anchor)
            )
        claims = [
            Claim(
                f"c{number}",
                "indirect",
                (at(text, content),),
                "body",
                (source,) if source.name else (),
                via=(via,) if via else (),
            )
            for number, (content, source, via) in enumerate(said, 1)
        ]
        self.reports.append(made)
        self.readings.append(
            Reading(
                name,
                claims=tuple(claims),
                timexes=tuple(timexes),
                sentences=tuple(sentences(text)),
                names=tuple(sorted((at(text, person), "PERSON") for person in people)),
            )
        )
        return made

    def point(
        self,
        report: str,
        kind: PointKind,
        words: str,
        value: Mapping[str, object],
        *,
        said_by: Sequence[SaidBy] = (),
        **more: Any,
    ) -> Aspect:
        """A point of a report at some words, with its aspect; further fields of the aspect by name."""
        own = next(one for one in self.reports if one.id == report)
        span = at(own.text, words)
        sentence = next(one for one in sentences(own.text) if one.start <= span.start < one.end)
        part = next((one.kind for one in own.parts if one.span.start <= span.start < one.span.end), "body")
        number = sum(one.report == report for one in self.aspects) + 1
        certainty = more.pop("certainty", "stated")
        point = Point(
            f"{report}:p{number}", report, kind, span, sentence, words, part, value, None, tuple(said_by), (), certainty
        )
        content = content_words(own.text[sentence.start : sentence.end], STOPWORDS)
        if kind == "quote":
            more.setdefault("words", content_words(str(value.get("text")), STOPWORDS))
        aspect = Aspect(point, kind, clause=content, title=part == "headline", **more)
        self.aspects.append(aspect)
        return aspect


def at(text: str, words: str) -> Span:
    """The span of the first place of some words; they must be there."""
    start = text.index(words)
    return Span(start, start + len(words))


def source(text: str, words: str, **more: Any) -> Source:
    """A source by its words: a named person by default."""
    given = {"name": words, "kind": "person", "footing": "named", "origin": words, **more}
    return Source(span=at(text, words), text=words, **given)


NOBODY = Source(Span(0, 0), "", "", "person", "unnamed")
"""Stands for no source at all: a claim that the report itself makes."""


def number(low: float | None, high: float | None = None, *, about: bool = False, unit: str | None = None) -> dict[str, object]:
    """The value of a number: one bound gives a lower bound only when `high` is given as None by name."""
    return {
        "low": low,
        "low_open": False,
        "high": low if high is None else high,
        "high_open": False,
        "about": about,
        "unit": unit,
    }


def thread(name: str, kind: PointKind, verdict: Verdict, about: str, *aspects: Aspect, apart: bool = False) -> Thread:
    """A thread of aspects with one voice a report; each aspect a position of its own when `apart`."""
    claims = tuple(one.point.id for one in aspects)
    reports = sorted({one.report for one in aspects})
    voices = tuple(
        Voice(f"v{at_}", (report,), (), tuple(one.point.id for one in aspects if one.report == report))
        for at_, report in enumerate(reports, 1)
    )
    positions = (
        tuple(Position(one.point.text, (one.point.id,), ()) for one in aspects) if apart else (Position("x", claims, ()),)
    )
    return Thread(name, kind, about, verdict, claims, voices, len(voices), 0, positions, "", aspects[0].report)


def quantity(text: str, words: str, low: float, **more: Any) -> Quantity:
    """A quantity at some words."""
    return Quantity("q1", at(text, words), words, low, low, **more)
