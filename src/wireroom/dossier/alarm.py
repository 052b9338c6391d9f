"""What every warning shares: its rules, its weight, and the case that it looks at, with the lookups made once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wireroom.dossier.aspect import STOPWORDS, Aspect, content_words
from wireroom.model import Lineages, PartKind, Reading, Report, SaidBy, Source, Span, Thread, Warn, WarningKind

OWN_WORDS: frozenset[PartKind] = frozenset({"body", "headline"})
"""Parts that a report answers for: captions, galleries and boilerplate may stem from other days and other hands."""


@dataclass(frozen=True, slots=True)
class WarnRules:
    """What warning may be told.

    `a_report` is the budget of warnings, on the average of the story's reports; the contract allows two. `far_days` is how far
    a date must lie from all others to be called misdated: ten months, since "a year ago" is told from month to month.
    `least` is the rank below which an alarm is not worth a reader's time, whatever the budget.
    `weights` order the kinds when the budget is short: first what no editor can overlook, last what every second report has.
    `harm` are effects that make a figure one of weight. `rivals` gives for a word its group and the member that it means, where
    one thing can only be one member; `rival_doings` are what both sentences must speak of. `names` groups nouns that a report
    uses in turn for one thing; `done` are predicates that say that a thing stands finished. `vague` are crowds in whose name
    anything can be said ("experts"), `officials` are what reports call those who speak for a body that is understood.
    Tuned by eye on the annotated stories of `evaluation/`."""

    a_report: float = 2.0
    of_one_report: int = 4
    least: float = 0.27
    far_days: int = 300
    weights: Mapping[str, float] = field(default_factory=dict)
    harm: frozenset[str] = frozenset({"killed", "injured", "missing", "arrested", "abducted", "sent"})
    presupposing: tuple[str, ...] = ()
    after: tuple[str, ...] = ("after", "following")
    names: Mapping[str, int] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    rivals: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    rival_doings: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    officials: frozenset[str] = frozenset()


def warn_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> WarnRules:
    """The rules out of `warnings.toml`; plain defaults where there is none."""
    table = lexicons.get("warnings", {})
    groups = table.get("rivals", {}).get("groups", ())
    return WarnRules(
        weights=dict(table.get("weights", {})),
        presupposing=tuple(table.get("presupposing", {}).get("words", ())),
        names={word: number for number, group in enumerate(table.get("names", {}).get("groups", ())) for word in group},
        done=frozenset(table.get("done", {}).get("predicates", ())),
        rivals={
            word: (number, member) for number, group in enumerate(groups) for member in group for word in member.split("/")
        },
        rival_doings=frozenset(table.get("rivals", {}).get("doings", ())),
        vague=frozenset(table.get("vague", {}).get("words", ())),
        officials=frozenset(table.get("officials", {}).get("words", ())),
    )


@dataclass(frozen=True, slots=True)
class Alarm:
    """A warning with its weight, from 0 to 1, by which the budget is spent."""

    kind: WarningKind
    report: str
    span: Span
    why: str
    weight: float
    claims: tuple[str, ...] = ()
    other: tuple[str, Span] | None = None

    @property
    def warn(self) -> Warn:
        """The warning without its weight."""
        return Warn(self.kind, self.report, self.span, self.why, self.claims, self.other)


@dataclass(frozen=True)
class Line:
    """One sentence of a report: its span, what part it stands in, its text. Words are made when they are asked for, since few
    sentences are held against another."""

    span: Span
    part: PartKind
    text: str

    @cached_property
    def words(self) -> frozenset[str]:
        """The content lemmas."""
        return frozenset(content_words(self.text, STOPWORDS))


_BEYOND = 1 << 62


@dataclass(frozen=True, slots=True)
class Case:
    """A story as warnings see it: reports, readings, aspects and sentences by report, threads, and the lineage (`body`) of each
    report. `starts` and `parts` are the sentences' beginnings and the parts, for looking up a place."""

    reports: Mapping[str, Report]
    readings: Mapping[str, Reading]
    aspects: Mapping[str, Aspect]
    by_report: Mapping[str, tuple[Aspect, ...]]
    lines: Mapping[str, tuple[Line, ...]]
    starts: Mapping[str, tuple[int, ...]]
    parts: Mapping[str, tuple[tuple[int, int, PartKind], ...]]
    threads: tuple[Thread, ...]
    body: Mapping[str, str]

    def line_at(self, report: str, at: int) -> Line | None:
        """The sentence that holds a place of the text."""
        lines = self.lines[report]
        index = bisect_right(self.starts[report], at) - 1
        return lines[index] if index >= 0 and at < lines[index].span.end else None

    def part_at(self, report: str, at: int) -> PartKind:
        """The part that holds a place of the text; `body` where none does."""
        parts = self.parts[report]
        index = bisect_right(parts, (at, _BEYOND, "headline")) - 1
        return parts[index][2] if index >= 0 and at < parts[index][1] else "body"

    def months(self, report: str) -> Mapping[int, tuple[str, ...]]:
        """By start of a sentence, the months and years that it names: it may speak of another occasion."""
        found: dict[int, tuple[str, ...]] = {}
        for timex in self.readings[report].timexes:
            if timex.type == "DATE" and len(timex.value) in (4, 7) and (line := self.line_at(report, timex.span.start)):
                found[line.span.start] = (*found.get(line.span.start, ()), timex.value)
        return found

    def text(self, report: str, span: Span) -> str:
        """The words of a span on one line."""
        return " ".join(self.reports[report].text[span.start : span.end].split())

    def of_thread(self, thread: Thread) -> tuple[Aspect, ...]:
        """The aspects of a thread's claims, in its order."""
        return tuple(self.aspects[claim] for claim in thread.claims if claim in self.aspects)

    def beside(self, aspect: Aspect) -> bool:
        """Whether the point's words stand in a title beside the text, so that its span is none of the text."""
        report = self.reports[aspect.report]
        return aspect.point.part == "headline" and not any(part.kind == "headline" for part in report.parts)


def case(
    reports: Iterable[Report],
    readings: Iterable[Reading],
    aspects: Sequence[Aspect],
    threads: Sequence[Thread],
    lineages: Lineages,
) -> Case:
    """The case of a story; reports without a reading are left out, and order does not matter."""
    read = {reading.report: reading for reading in readings}
    known = {report.id: report for report in sorted(reports, key=lambda one: one.id) if report.id in read}
    by_report: dict[str, list[Aspect]] = {name: [] for name in known}
    for aspect in sorted(aspects, key=lambda one: one.sort_key):
        if aspect.report in by_report:
            by_report[aspect.report].append(aspect)
    body = {name: name for name in known}
    for line in lineages.lineages:
        for name in line.reports:
            if name in body:
                body[name] = line.id
    lines = {name: _lines(report, read[name]) for name, report in known.items()}
    return Case(
        reports=known,
        readings={name: read[name] for name in known},
        aspects={aspect.point.id: aspect for found in by_report.values() for aspect in found},
        by_report={name: tuple(found) for name, found in by_report.items()},
        lines=lines,
        starts={name: tuple(line.span.start for line in found) for name, found in lines.items()},
        parts={
            name: tuple(sorted((part.span.start, part.span.end, part.kind) for part in report.parts))
            for name, report in known.items()
        },
        threads=tuple(sorted(threads, key=lambda one: one.id)),
        body=body,
    )


def _lines(report: Report, reading: Reading) -> tuple[Line, ...]:
    parts = sorted(report.parts, key=lambda one: one.span)
    starts = [part.span.start for part in parts]
    found = []
    for span in reading.sentences:
        at = bisect_right(starts, span.start) - 1
        inside = at >= 0 and span.start < parts[at].span.end
        found.append(Line(span, parts[at].kind if inside else "body", report.text[span.start : span.end]))
    return tuple(found)


# --- who stands for what is said ---------------------------------------------------------------------------------------

_INDEFINITE = re.compile(r"(?:an?|one|another|several|some|two|three|many)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:i|we|you|he|she|it|they|his|her|their|any\w*|every\w*|information|no-?\s?one|nobody|who\w*|those|that|which|this)\b",
    re.IGNORECASE,
)
_SPOKEN_FOR = re.compile(r"\b(?:spokes(?:man|woman|person|people|men|women)|statement|government|ministry)\b", re.IGNORECASE)


def unnamed(source: Source | SaidBy, words: str) -> bool:
    """Whether a source is nobody in particular: generic ("officials"), or one of a kind that is not said more closely ("a
    Seoul-based analyst"). `words` are the source's in the text. Pronouns that nothing resolves are not known to be anybody, and
    spokesmen speak for a body."""
    if _PRONOUN.match(words) or _SPOKEN_FOR.search(words):
        return False
    if source.footing == "unnamed":
        return True
    return source.footing == "role" and source.kind in ("person", "group", "officials") and bool(_INDEFINITE.match(words))


def paper(source: Source | SaidBy) -> bool:
    """Whether an unnamed source is a thing rather than people: estimates, reports, figures."""
    return source.footing == "unnamed" and source.kind == "document"


def listed(names: Sequence[str]) -> str:
    """Names in a row for a reader: "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def several(reports: Sequence[str], most: int = 3) -> str:
    """Ids of reports in a row for a reader, of many only the first few and how many more."""
    left = len(reports) - most
    return listed(reports) if left < 2 else f"{', '.join(reports[:most])} and {left} others"


def cut(text: str, words: int = 12) -> str:
    """A text in quotation marks, cut after some words."""
    parts = text.split()
    return "“" + " ".join(parts[:words]) + ("…" if len(parts) > words else "") + "”"
