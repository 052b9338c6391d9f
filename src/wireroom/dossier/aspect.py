"""One comparable point of a report together with what aligning needs to know of its surroundings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from typing import Any

from wireroom.model import Claim, PartKind, Point, PointKind, Reading, Report, SaidBy, Span, Statement
from wireroom.text import WORD


@dataclass(frozen=True, slots=True)
class Aspect:
    """A point and its features for aligning; every tuple of words is sorted, lower-cased, lemmatised and without doubles.

    `head` is the lemma of what is spoken of: the counted noun, the event, the thing, the role. `words` are the content
    lemmas of its noun phrase, `clause` those of the clause or sentence around it. `effect` is the class of what happened
    (`killed`, `injured`, …), `predicate` the lemma of the governing verb or event noun, `unit` a canonical unit. `names`
    are the proper names of the sentence. `subject`, `object` and `place` are surface forms or None. `role` is the role of
    a quantity (`count`, `age`, …) or of a participant. `total` and `part_of` as in `Quantity`. `start` and `end` bound a
    time in ISO days (`2026-01-05`), in minutes where they are known (`2026-01-05T20:45`), or as an hour of an unknown day
    (`T20:45`). `negative` is polarity, `title` marks the headline. `claim` and `item` are ids in the reading: the claim,
    and the quantity, timex or statement that the point was made from (None for a quotation). `weak` as in `Statement`.
    `before` is the last day that a status is dated to where that lies well before the report: an ISO day, empty where it is
    only known to be past, None where nothing dates it so."""

    point: Point
    kind: PointKind
    head: str = ""
    words: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    effect: str | None = None
    predicate: str | None = None
    unit: str | None = None
    names: tuple[str, ...] = ()
    subject: str | None = None
    object: str | None = None
    place: str | None = None
    role: str | None = None
    total: bool = False
    part_of: str | None = None
    start: str | None = None
    end: str | None = None
    negative: bool = False
    title: bool = False
    claim: str | None = None
    item: str | None = None
    weak: bool = False
    before: str | None = None

    @property
    def report(self) -> str:
        """The id of the report that says it."""
        return self.point.report

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """The fixed order of points: report, place in the text, id."""
        return (self.point.report, self.point.span.start, self.point.span.end, self.point.id)


VOICE = "voice"
"""The role of a speaker of whom a point tells only that a report names the person as its source."""
STOPWORDS = frozenset(
    """
    a about after again against all also although am an and any are as at be because been before being between both but by
    can could did do does doing down during each either few for from further had has have having he her here hers him his
    how however i if in into is it its itself just like may me might more most must my near no nor not now of off on once
    one only or other our out over own per said same say says she should since so some such than that the their them then
    there these they this those though through to too under until up upon us very was we were what when where whether which
    while who whom whose why will with within without would you your
    """.split()
)
"""Words of grammar that say nothing about what a clause speaks of; closed classes of English."""


@dataclass(frozen=True, slots=True)
class PointRules:
    """What the making of points may be told: words that never count as content, and roles of quantities that give none.

    `silent_roles` are numbers that name or order things and so can be compared with nothing; `lifeless` are nouns of what
    cannot be killed or hurt, `people` nouns of those who can be arrested or taken."""

    stopwords: frozenset[str] = STOPWORDS
    silent_roles: frozenset[str] = frozenset(
        {"ordinal", "year", "phone", "page", "identifier", "id", "address", "name", "list"}
    )
    quote_words: int = 2
    lifeless: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


def point_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> PointRules:
    """The rules for points out of the lexicons of events, kinds of places and vehicles; an absent one counts as empty.

    `lifeless` are nouns of things and happenings, to which no harm to people can be done."""
    events = lexicons.get("events", {}).get("nouns", {})
    places = lexicons.get("place_nouns", {}).get("nouns", {})
    roles = lexicons.get("roles_of_participants", {})
    things = {noun for group in (*events.values(), *(places[key] for key in places if key != "crowd")) for noun in group}
    things |= {*roles.get("vehicle", {}).get("nouns", ()), *roles.get("living", {}).get("things", ())}
    speakers = lexicons.get("roles", {})
    named = {word for kind in ("person", "officials", "group") for word in str(speakers.get(kind, "")).split()}
    people = frozenset({*named, *roles.get("living", {}).get("nouns", ())})
    return PointRules(lifeless=frozenset(things - {"death"}), people=people)


_HISSING = re.compile(r"(?:s|x|z|ch|sh)es$")
_VOWEL = re.compile(r"[aeiouy]")


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """A rough lemma of a lower-cased word, for where no parse is at hand: plural and verbal endings cut by rule.

    A light stemmer of our own after Harman's S-stemmer (1991), with -ing and -ed; it errs towards leaving a word alone."""
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and _HISSING.search(word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and _VOWEL.search(stem):
            return stem[:-1] if len(stem) > 4 and stem[-1] == stem[-2] and stem[-1] not in "lsz" else stem
    return word


@lru_cache(maxsize=20_000)
def content_words(text: str, stopwords: frozenset[str]) -> tuple[str, ...]:
    """The lemmas of the words that carry content, sorted, without doubles; single letters and digits alone are left out."""
    found = set(map(_content, WORD.findall(text), repeat(stopwords)))
    found.discard("")
    return tuple(sorted(found))


@lru_cache(maxsize=100_000)
def _content(word: str, stopwords: frozenset[str]) -> str:
    """The lemma of a word; empty where it carries no content or is a number."""
    low = word.lower()
    return lemma(low) if len(low) > 1 and low not in stopwords and not low.isdigit() else ""


@dataclass(frozen=True, slots=True)
class Page:
    """One report with its reading and what is looked up of them again and again: sentences, parts, claims, names."""

    report: Report
    reading: Reading
    rules: PointRules
    starts: tuple[int, ...] = ()
    part_starts: tuple[int, ...] = ()
    claims: Mapping[str, Claim] = field(default_factory=dict)
    claim_of_quantity: Mapping[str, str] = field(default_factory=dict)
    name_starts: tuple[int, ...] = ()

    def sentence(self, span: Span) -> Span:
        """The sentence in which a span begins; the span itself where no sentence holds it."""
        at = bisect_right(self.starts, span.start) - 1
        if at < 0:
            return span
        sentence = self.reading.sentences[at]
        return Span(sentence.start, max(sentence.end, span.end)) if span.start < sentence.end else span

    def part(self, span: Span) -> PartKind:
        """What the stretch of text around a span is; `body` where no part holds it."""
        at = bisect_right(self.part_starts, span.start) - 1
        if at < 0 or self.report.parts[at].span.end <= span.start:
            return "body"
        return self.report.parts[at].kind

    def clause(self, span: Span) -> tuple[str, ...]:
        """The content lemmas of the words in a span."""
        return content_words(self.report.text[span.start : span.end], self.rules.stopwords)

    def names(self, span: Span) -> tuple[str, ...]:
        """The proper names that begin in a span, in the report's words, sorted, without doubles."""
        found: set[str] = set()
        at = bisect_right(self.name_starts, span.start - 1)
        while at < len(self.name_starts) and self.name_starts[at] < span.end:
            name = self.reading.names[at][0]
            found.add(" ".join(self.report.text[name.start : name.end].split()))
            at += 1
        return tuple(sorted(found))

    def claim_of(self, statement: Statement) -> Claim | None:
        """The claim of a statement as its reading tells, else the narrowest that holds its predicate."""
        return self.claims.get(statement.claim or "") or self.claim_at(statement.predicate_span)

    def words_of(self, span: Span) -> str:
        """The words of a span, white space made single."""
        return " ".join(self.report.text[span.start : span.end].split())

    def event_words(self, statement: Statement) -> str:
        """What a statement speaks of in the report's words: what is acted upon, else who acts, else its thing."""
        thing = (statement.thing or "").split()
        for span in (statement.object_span, statement.subject_span):
            if span is None:
                continue
            words = self.words_of(span)
            if not thing or any(lemma(word) in thing or word in thing for word in words.lower().split()):
                return words
        return statement.thing or statement.predicate

    @property
    def day(self) -> str | None:
        """The report's own date, cut to the day, or None."""
        stated = self.report.published.value or (self.report.dateline.date if self.report.dateline else None)
        return stated[:10] if stated else None

    def claim_at(self, span: Span) -> Claim | None:
        """The narrowest claim whose content holds the whole span: attributed before asserted; None when there is none."""
        best: tuple[tuple[bool, int, int], Claim] | None = None
        for number, claim in enumerate(self.reading.claims):
            for content in claim.content:
                if content.start <= span.start and span.end <= content.end:
                    key = (not claim.sources, content.end - content.start, number)
                    if best is None or key < best[0]:
                        best = (key, claim)
        return best[1] if best else None

    def title_point(self, *, item: str, kind: PointKind, span: Span, value: Mapping[str, object]) -> Point:
        """A point of a title that stands beside the text: its spans are into the title, its part is `headline`."""
        title = self.report.title or ""
        return Point(
            id=f"{self.report.id}:title.{item}",
            report=self.report.id,
            kind=kind,
            span=span,
            sentence=Span(0, len(title)),
            text=title[span.start : span.end],
            part="headline",
            value=value,
            as_of=self.day,
        )

    def point(self, *, claim: Claim | None, item: str, kind: PointKind, span: Span, value: Mapping[str, object]) -> Point:
        """A point of this report; `item` is the suffix of its id."""
        return Point(
            id=f"{self.report.id}:{claim.id + '.' if claim else ''}{item}",
            report=self.report.id,
            kind=kind,
            span=span,
            sentence=self.sentence(span),
            text=self.report.text[span.start : span.end],
            part=self.part(span),
            value=value,
            as_of=self.day,
            said_by=said_by(claim),
            via=claim.via if claim else (),
            certainty=claim.certainty if claim else "stated",
        )


def said_by(claim: Claim | None) -> tuple[SaidBy, ...]:
    """Those to whom a claim is laid, in its order; nobody for an assertion of the report."""
    if claim is None:
        return ()
    return tuple(SaidBy(one.name, one.kind, one.footing, one.control, one.span, one.origin) for one in claim.sources)


def page(report: Report, reading: Reading, rules: PointRules) -> Page:
    """The report and its reading with their lookups made."""
    return Page(
        report=report,
        reading=reading,
        rules=rules,
        starts=tuple(sentence.start for sentence in reading.sentences),
        part_starts=tuple(part.span.start for part in report.parts),
        claims={claim.id: claim for claim in reading.claims},
        claim_of_quantity=_owners(reading.claims, "quantities"),
        name_starts=tuple(span.start for span, _ in reading.names),
    )


def _owners(claims: Iterable[Claim], what: str) -> dict[str, str]:
    """Item id -> the id of the claim that says it: the narrowest attributed one, else the narrowest assertion."""
    best: dict[str, tuple[tuple[bool, int, int], str]] = {}
    for number, claim in enumerate(claims):
        size = sum(content.end - content.start for content in claim.content)
        key = (not claim.sources, size, number)
        for item in getattr(claim, what):
            if item not in best or key < best[item][0]:
                best[item] = (key, claim.id)
    return {item: owner for item, (_, owner) in best.items()}
