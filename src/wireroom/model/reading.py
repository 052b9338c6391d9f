"""What one report says: claims with their sources, times, quantities, and statements that can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wireroom.model.report import PartKind
from wireroom.model.span import Span

Form = Literal["direct", "indirect", "mixed", "assertion"]
SourceKind = Literal["person", "organisation", "agency", "officials", "document", "group"]
Footing = Literal["named", "role", "unnamed"]
Stance = Literal["speech", "belief", "intention", "attitude"]
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
    `timexes` and `quantities` are ids in this reading. `why` says which rule found it ("subject of said"). `stance` is what the
    cue makes of the content: said, believed, intended, or only favoured, attacked, noticed (`attitude`); None for an assertion.
    A claim of attitude states nothing: it owns no time, number or statement, and the dossier leaves it out."""

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
    stance: Stance | None = None


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
