"""What is known of a story: points, threads with their verdicts, voices, warnings, timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from wireroom.model.capture import Rejection
from wireroom.model.decision import Ruling
from wireroom.model.lineage import DerivationKind, Lineage, Suspicion
from wireroom.model.reading import Certainty, Footing, Reading, SourceKind
from wireroom.model.report import PartKind, Report
from wireroom.model.span import Span

PointKind = Literal["number", "time", "status", "place", "quote", "speaker", "participant", "statement"]
Verdict = Literal["single", "repeated", "agreed", "compatible", "revised", "disputed"]
WarningKind = Literal[
    "misdated", "anachronism", "altered_quote", "speaker_differs", "self_contradiction", "headline_differs", "overtaken",
    "unattributed", "anonymous_source", "unreviewed", "single_origin", "circular_sourcing",
]  # fmt: skip
Value = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SaidBy:
    """One to whom a point is laid, as the contract prints it; `origin` as in `Source`."""

    name: str
    kind: SourceKind
    footing: Footing
    control: Literal["state"] | None
    span: Span
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One comparable thing that a claim says: the contract's dossier claim. Id `<report>:<claim>` with a suffix when a claim
    says several (`001:c3`, `001:c3.q2`). `span` is the words that carry the value and `sentence` what opens as evidence.
    `value` has the keys of the contract's table for its kind. `as_of` is the day that the point speaks of or was said."""

    id: str
    report: str
    kind: PointKind
    span: Span
    sentence: Span
    text: str
    part: PartKind
    value: Value
    as_of: str | None = None
    said_by: tuple[SaidBy, ...] = ()
    via: tuple[str, ...] = ()
    certainty: Certainty = "stated"


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent line of testimony within a thread. `sure` False: sharing is suspected, not shown."""

    id: str
    lineages: tuple[str, ...]
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Position:
    """One value that stands in a thread, in words, with who holds it."""

    value: str
    claims: tuple[str, ...]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """Where along the tree of a lineage the value of a thread became another: the point in the parent, the point in the
    child, and the kind of the tie between their reports. Undirected, which of the two stood first is not known."""

    before: str
    after: str
    kind: DerivationKind
    directed: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """Claims of one story that speak about the same thing, with the verdict and its reason in one sentence.

    `set_aside` is the id of the decision by which a person set the verdict aside; the verdict stays what the machine found.
    `shifts` are the ties of the tree along which the value changed, for a thread in dispute or revised."""

    id: str
    kind: PointKind
    about: str
    verdict: Verdict
    claims: tuple[str, ...]
    voices: tuple[Voice, ...]
    independent: int
    on_record: int
    positions: tuple[Position, ...]
    why: str
    first_report: str
    first_when: str | None = None
    set_aside: str | None = None
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class Warn:
    """Something an editor should look at: kind, report, span of the words in question, points concerned, reason.

    `other` is the report and the span of the words that it is held against, where there are such."""

    kind: WarningKind
    report: str
    span: Span
    why: str
    claims: tuple[str, ...] = ()
    other: tuple[str, Span] | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of the timeline: when it happened (ISO, cut to precision), the points that say so, a line of text."""

    when: str
    text: str
    claims: tuple[str, ...]


ChangeKind = Literal[
    "new_story", "retraction", "correction", "decided", "new_dispute", "settled_dispute", "voice_lost", "figure", "verdict",
    "new_voice", "new_tie", "lost_tie", "new_report", "gone_report",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new since an earlier dossier of the story, in a sentence; `thread` is an id of the later dossier, or
    for a thread that is gone of the earlier one."""

    kind: ChangeKind
    text: str
    thread: str | None = None
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a story. Threads: disputed first, then revised, compatible, agreed, repeated, single; within a
    verdict by number of reports, then id. `inputs` is the digest of everything it was made from. `suspicions` are the
    pairs of its reports whose relation stays unsure; `rulings` what people decided, beside what the machine had answered;
    `changes` what is new since an earlier dossier, None when none was given."""

    story: str
    title: str
    first: str | None
    last: str | None
    reports: tuple[str, ...]
    lineages: tuple[Lineage, ...]
    points: tuple[Point, ...]
    threads: tuple[Thread, ...]
    timeline: tuple[Moment, ...]
    warnings: tuple[Warn, ...]
    inputs: str = ""
    suspicions: tuple[Suspicion, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    changes: tuple[Change, ...] | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything one run of `brief` gives: a dossier a story, the reports they rest on, what was left out and why.

    `reports` holds every report, also unplaced ones, sorted by id, so that a reader can open the evidence. `rulings` are the
    decisions that found nothing to act on."""

    dossiers: tuple[Dossier, ...]
    reports: tuple[Report, ...]
    readings: tuple[Reading, ...] = ()
    unplaced: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    rulings: tuple[Ruling, ...] = ()
