"""The nouns that the rooms hand forward: frozen values with invariants and no behaviour.

Conventions, everywhere: a `Span` is half-open, in Unicode code points of `Report.text`, so that `text[span.start:span.end]`
is the surface form. Times are ISO 8601 strings cut to the precision known (`2025-10` is some time in October 2025; a week is
`2016-W44`). What is not known is `None`, never a guess. Sequences are tuples in reading order unless said otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of code points of one report's text."""

    start: int
    end: int


def digest(*parts: str | bytes) -> str:
    """The first 16 hex digits of the sha256 of the parts, each preceded by its length so that no two lists collide."""
    mark = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        mark.update(len(raw).to_bytes(8, "big"))
        mark.update(raw)
    return mark.hexdigest()[:16]


# --- what comes in ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as received. `uri` is the address, or the path relative to the argument that named it. A JSONL file gives one
    capture a record, media type `application/json`, uri `file.jsonl#12` (record number from 1)."""

    uri: str
    body: bytes
    media_type: str | None = None
    received: str | None = None
    via: str | None = None

    @property
    def id(self) -> str:
        """The digest of address and bytes."""
        return digest(self.uri, self.body)


Reason = Literal[
    "unreadable",
    "empty",
    "too_large",
    "not_text",
    "wrong_shape",
    "no_text",
    "too_short",
    "not_english",
    "duplicate",
    "unsupported",
    "outside_dates",
    "failed",
]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A capture that gave no report, and why. `detail` is one line for a person, free of control characters."""

    uri: str
    reason: Reason
    detail: str
    capture: str | None = None


# --- report ----------------------------------------------------------------------------------------------------------

DateFrom = Literal["record", "header", "metadata", "dateline", "url", "text", "feed"]
NoticeKind = Literal[
    "auto_published",
    "not_reviewed",
    "breaking",
    "update",
    "correction",
    "retraction",
    "embargo",
    "disclaimer",
    "advertisement",
]
PartKind = Literal["headline", "body", "caption", "gallery", "boilerplate"]


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One date found for a report: where it was found, and the words as found."""

    value: str | None
    found_in: DateFrom
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When the report was issued: the earliest moment that its publisher states, and every other candidate.

    `value` is None when nothing states it or when the statement is impossible (year 1, a 31st of June); the candidate is
    kept in `others` all the same. `conflict` says in one line how candidates disagree."""

    value: str | None = None
    found_in: DateFrom | None = None
    others: tuple[DateCandidate, ...] = ()
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and day at the head of a report, with the span of the whole dateline."""

    place: str | None
    date: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Notice:
    """Words of the report about itself, of a closed set of kinds."""

    kind: NoticeKind
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text and what it is. Parts are in order, do not overlap and cover every non-blank line."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One published news text, one version. `text` is the given text in NFC and otherwise unchanged.

    `title` may stand in the text (then a part of kind `headline` marks it) or beside it, as in a record. `agencies` are
    canonical names in order of first credit. `note` says what the desk changed, as a suffix on a doubled id."""

    id: str
    uri: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: Published = Published()
    updated: str | None = None
    received: str | None = None
    dateline: Dateline | None = None
    byline: str | None = None
    agencies: tuple[str, ...] = ()
    language: str | None = None
    notices: tuple[Notice, ...] = ()
    parts: tuple[Part, ...] = ()
    capture: str | None = None
    note: str | None = None


# --- reading ---------------------------------------------------------------------------------------------------------

Form = Literal["direct", "indirect", "mixed", "assertion"]
SourceKind = Literal["person", "organisation", "agency", "officials", "document", "group"]
Footing = Literal["named", "role", "unnamed"]
Certainty = Literal["stated", "expected", "possible", "denied", "alleged"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Phase = Literal["planned", "started", "under_construction", "ongoing", "completed", "cancelled", "denied"]


@dataclass(frozen=True, slots=True)
class Source:
    """The one to whom a claim is attributed.

    `span` is the words in the text; `name` the canonical name after aliases, titles and pronouns are resolved within the
    report ("he" -> "Peter Guest"), or the role when there is no name ("a Seoul-based analyst"). `origin` is the body at
    the end of the chain: for a spokesman the body spoken for; equal to `name` when nobody is spoken for; None for a
    generic source ("officials", "sources"), which proves no identity. `control` is `state` for state-controlled media."""

    span: Span
    text: str
    name: str
    kind: SourceKind
    footing: Footing
    origin: str | None = None
    control: Literal["state"] | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something said in a report: source, cue, content. `form` `assertion` has neither source nor cue: the report speaks.

    `sources` has one entry a member of a joint source ("police and witnesses"); the contract's `source` is the first.
    `via` lists canonical names of agencies and outlets through which the words came, nearest to the report first.
    `content` is one or more spans; `quotes` are the spans between quotation marks inside it, marks excluded.
    `timexes` and `quantities` are ids in this reading. `why` says which rule found it ("subject of said")."""

    id: str
    form: Form
    content: tuple[Span, ...]
    part: PartKind
    sources: tuple[Source, ...] = ()
    cue: Span | None = None
    via: tuple[str, ...] = ()
    certainty: Certainty = "stated"
    quotes: tuple[Span, ...] = ()
    timexes: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression after TIMEX3.

    `value` follows TIMEX3 (`2016-11-10T23:00`, `P3D`, `2016-W44`, `XXXX-WXX-1` for a Monday that nothing anchors,
    `PAST_REF`). `anchor` is `t0` when resolved against the report's own date, another timex's id when against narrative
    time, None when absolute or unresolved. `mod` after TIMEX3 (`APPROX`, `START`, `END`, `MID`, `BEFORE`, `AFTER`, …)."""

    id: str
    span: Span
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What a quantity counts: surface, head lemma and span (None when understood from what went before).

    `words` are the lower-cased lemmas of the noun phrase without the number ("north", "korean", "soldier")."""

    text: str
    lemma: str
    span: Span | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Predicate:
    """What happened to what is counted: lemma and span of the governing verb or event noun."""

    lemma: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with bounds. `low`/`high` are as printed (None: no bound), `low_open` is true for "more than".

    `about` marks an approximator; the tolerance is applied only when comparing. `unit` is a canonical unit or currency
    (`metre`, `USD`, `$` when the kind of dollar is unsaid, `percent`, `year_of_age`) or None for a bare count.
    `effect` is the class of what happened (`killed`, `injured`, `sent`, …) from the lexicon. `of` names whose they are.
    `role` tells ordinals, scores, ages and the like from counts; `total` marks "in all", `part_of` the id of a whole."""

    id: str
    span: Span
    text: str
    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    about: bool = False
    unit: str | None = None
    counted: Counted | None = None
    predicate: Predicate | None = None
    effect: str | None = None
    of: str | None = None
    role: str = "count"
    total: bool = False
    part_of: str | None = None


StatementKind = Literal["time", "status", "place", "participant", "statement"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One clause reduced to what can be compared later: predicate, arguments, phase, place, polarity.

    `span` is the clause, `claim` the id of the claim that holds it. `predicate` is the lemma of its verb or event noun, with
    `effect` its class. `subject` and `object` are surface strings of the arguments with their spans (None: absent);
    `phase` the state of `thing`; `place` a place name with its span (`undisclosed` when the report says that it is not
    said); `role` and `name` a participant; `timexes` the ids of times that date the predicate. `negative` is polarity.
    `within` are the larger places named with a place, nearest first; `relation` the word that leads to it ("near").
    `weak` marks what only grammar suggests, worth keeping when another report speaks of the same. `head` is the lemma of
    the thing's head noun."""

    id: str
    kind: StatementKind
    span: Span
    claim: str | None
    predicate: str
    predicate_span: Span
    effect: str | None = None
    subject: str | None = None
    subject_span: Span | None = None
    object: str | None = None
    object_span: Span | None = None
    thing: str | None = None
    phase: Phase | None = None
    place: str | None = None
    place_span: Span | None = None
    role: str | None = None
    name: str | None = None
    name_span: Span | None = None
    timexes: tuple[str, ...] = ()
    negative: bool = False
    within: tuple[str, ...] = ()
    relation: str | None = None
    weak: bool = False
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says. Ids: `c1…` claims, `t1…` timexes, `q1…` quantities, `s1…` statements, in order of the text.

    `sentences` are the spans of the sentences read. `names` are proper names with their kind (`PERSON`, `ORG`, `GPE`, …) in
    order, one a mention. `title_quantities` have spans into `Report.title` when the title is not part of the text.
    `rules` is the digest of lexicons and rules that made it, `model` the name and version of the parser."""

    report: str
    claims: tuple[Claim, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    sentences: tuple[Span, ...] = ()
    names: tuple[tuple[Span, str], ...] = ()
    title_quantities: tuple[Quantity, ...] = ()
    rules: str = ""
    model: str = ""


# --- lineage ---------------------------------------------------------------------------------------------------------

DerivationKind = Literal["copy", "revision", "rewrite", "quotation", "shared_source"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the child and the stretch of the parent that it answers to. `same` when word for word."""

    child: Span
    parent: Span
    same: bool = True


@dataclass(frozen=True, slots=True)
class Derivation:
    """One report made from another, or both from a third (`shared_source`).

    Undirected (`directed` False), `child` and `parent` are in order of id and mean nothing by it. `coverage` is the share
    of the child's words inside passages, `coverage_parent` of the parent's. `why` are sentences for a person.
    `tree` marks the ties that make the lineage's tree; the others, and quotations, are shown beside it."""

    child: str
    parent: str
    kind: DerivationKind
    directed: bool
    coverage: float
    coverage_parent: float
    passages: tuple[Passage, ...] = ()
    why: tuple[str, ...] = ()
    tree: bool = True


@dataclass(frozen=True, slots=True)
class Lineage:
    """A root and everything derived from it; `root` is None when unseen or unknown. A report alone is a lineage of one.

    Joined by copy, revision, rewrite and shared_source; quotations do not join, and are listed with the child's lineage."""

    id: str
    root: str | None
    reports: tuple[str, ...]
    derivations: tuple[Derivation, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two reports whose wording is close, with too little to call either a derivation or independence."""

    a: str
    b: str
    why: str


@dataclass(frozen=True, slots=True)
class Lineages:
    """Every report in exactly one lineage, ordered by id of the lineage's first report; and the pairs left unsure."""

    lineages: tuple[Lineage, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()


# --- story -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Story:
    """The reports about one development, sorted by publication time, then id. `why` says for each why it was placed."""

    id: str
    reports: tuple[str, ...]
    why: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stories:
    """Stories of two or more reports, and the ids of the reports that belong to none, sorted."""

    stories: tuple[Story, ...] = ()
    unplaced: tuple[str, ...] = ()


# --- dossier ---------------------------------------------------------------------------------------------------------

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
class Thread:
    """Claims of one story that speak about the same thing, with the verdict and its reason in one sentence."""

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


@dataclass(frozen=True, slots=True)
class Warn:
    """Something an editor should look at: kind, report, span of the words in question, points concerned, reason."""

    kind: WarningKind
    report: str
    span: Span
    why: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of the timeline: when it happened (ISO, cut to precision), the points that say so, a line of text."""

    when: str
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a story. Threads: disputed first, then revised, compatible, agreed, repeated, single; within a
    verdict by number of reports, then id. `inputs` is the digest of everything it was made from. `suspicions` are the
    pairs of its reports whose relation stays unsure."""

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


@dataclass(frozen=True, slots=True)
class Briefing:
    """Everything one run of `brief` gives: a dossier a story, the reports they rest on, what was left out and why.

    `reports` holds every report, also unplaced ones, sorted by id, so that a reader can open the evidence."""

    dossiers: tuple[Dossier, ...]
    reports: tuple[Report, ...]
    readings: tuple[Reading, ...] = ()
    unplaced: tuple[str, ...] = ()
    rejected: tuple[Rejection, ...] = ()
