"""state: what a report says that can be compared later: phases of things, places, participants and times of events."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wireroom.model import Claim, Quantity, Report, Span, Statement, StatementKind, Timex
from wireroom.reading.statement_alias import recalled, resolved
from wireroom.reading.statement_event import event_of, is_saying, life_of
from wireroom.reading.statement_frame import Frame, Parse, noun_lemmas, noun_span, parse_frames, surface
from wireroom.reading.statement_participant import (
    Participant,
    claimers_of_frame,
    is_being,
    names_of_noun,
    participants_of_frame,
    participants_of_noun,
    vehicles_of_noun,
)
from wireroom.reading.statement_phase import GOING_ON, is_denied, phase_of
from wireroom.reading.statement_phrase import phrase_statements
from wireroom.reading.statement_place import Place, directions, places_of_frame, places_of_noun
from wireroom.reading.statement_rules import StatementRules
from wireroom.reading.statement_time import dated

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COUNTED = frozenset({"kill", "injure"})
"""Classes whose past is told in numbers, not in phases: "six people were killed" is no state of six people."""
LONGEST_CLAUSE = 240
"""Code points a status statement may mark: a longer core clause is cut down to its predicate, as what an eye can take in."""


def state(
    report: Report,
    doc: Doc,
    *,
    claims: Sequence[Claim],
    timexes: Sequence[Timex],
    quantities: Sequence[Quantity],
    rules: StatementRules,
) -> tuple[Statement, ...]:
    """The statements of a report in order of the text, ids `s1…`; boilerplate gives none.

    `doc` is the parse of `report.text`. The claim of each statement is left to `read`, which knows every claim; `claims`
    and `quantities` are taken so that a later rule may use them. Linear in the length of the report."""
    parse = parse_frames(doc)
    found: list[Statement] = []
    for frame in parse.frames:
        found += _of_frame(frame, parse, rules, headline=_in_headline(report, frame.head.idx))
    leading = rules.place.directions | rules.place.routes
    for token in doc:
        if token.pos_ in {"NOUN", "PROPN"}:
            found += _of_noun(token, parse, rules)
        for place in directions(token, rules.place) if token.lower_ in leading else ():
            above = parse.above(token)
            if above is not None:
                found.append(_placed(_base(above, *event_of(above, parse, rules)), place, weak=True))
    found += phrase_statements(doc, parse, rules)
    heading = report.dateline.span if report.dateline is not None else Span(0, 0)
    found += dated(doc, parse, [one for one in timexes if not _within(one.span, heading)], rules)
    found = [one for one in found if not _heads(one, heading)]
    found = list(recalled(found, doc))
    found = list(resolved(found, doc, rules.place))
    kept = {_key(one): one for one in sorted(found, key=_order, reverse=True) if not _in_boilerplate(report, one.span.start)}
    ordered = sorted(kept.values(), key=_order)
    return tuple(replace(one, id=f"s{number}") for number, one in enumerate(ordered, 1))


def _heads(one: Statement, heading: Span) -> bool:
    """Whether a statement rests on words of the dateline."""
    rests = (one.predicate_span, one.place_span, one.name_span)
    return any(span is not None and _within(span, heading) for span in rests)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _order(one: Statement) -> tuple[int, int, str, bool, str, str, str, int]:
    place = one.place or one.name or ""
    return (one.span.start, one.span.end, one.kind, one.weak, one.predicate, place, one.thing or "", one.predicate_span.start)


def _key(one: Statement) -> tuple[object, ...]:
    """Statements that would say the same twice share a key: the first in order is kept."""
    if one.kind == "status":
        return (one.kind, one.phase, one.thing, one.predicate_span)
    if one.kind == "time":
        return (one.kind, one.timexes)
    if one.kind == "place":
        return (one.kind, one.place_span, one.thing, one.predicate)
    return (one.kind, one.role, one.name_span, one.predicate)


def _in_headline(report: Report, at: int) -> bool:
    return _part_kind(report, at) == "headline"


def _in_boilerplate(report: Report, at: int) -> bool:
    return _part_kind(report, at) == "boilerplate"


def _part_kind(report: Report, at: int) -> str:
    number = bisect_right(report.parts, at, key=lambda part: part.span.start) - 1
    return report.parts[number].kind if number >= 0 and at < report.parts[number].span.end else "body"


def _of_frame(frame: Frame, parse: Parse, rules: StatementRules, *, headline: bool) -> Iterator[Statement]:
    lemma, effect, thing = event_of(frame, parse, rules)
    base = _Once(_base, frame, lemma, effect, thing)
    saying = is_saying(frame, rules)
    if not saying and not is_empty(frame, rules) and has_state(frame, effect, thing, rules):
        phase = phase_of(frame, rules, headline=headline)
        if phase is not None:
            life = life_of(effect, thing.lemma_.lower() if thing is not None else None, frame.lemma, rules)
            weak = phase == "completed" and not is_phasal(frame, thing, rules)
            if not weak or effect not in COUNTED:
                yield replace(base(), kind="status", phase=phase, effect=life, weak=weak)
    for one in claimers_of_frame(frame, parse, rules):
        yield _part(base(), one)
    if saying:
        return
    for place in places_of_frame(frame, rules.place):
        yield _placed(base(), place, weak=effect is None)
    acted = frame.patient
    if effect is not None and acted is not None and acted.pos_ == "NOUN" and acted.lemma_.lower() not in rules.nouns:
        for place in places_of_noun(acted, rules.place):
            yield _placed(base(), place, weak=True)
    for one in participants_of_frame(frame, effect, rules):
        yield _part(base(), one)


def has_state(frame: Frame, effect: str | None, thing: Token | None, rules: StatementRules) -> bool:
    """Whether a clause tells the state of something that has a name or a noun: by a verb of phases, or by an event whose being
    done or still to come is news by itself. People are not built, opened or cut off."""
    if thing is None or thing.pos_ not in {"NOUN", "PROPN"}:
        return False
    if frame.object is not None and frame.object.lower_.endswith(("self", "selves")):
        return False
    if effect in rules.lifeless and is_being(thing, rules.role):
        return False
    if is_phasal(frame, thing, rules):
        return lives(frame, rules) if is_being(thing, rules.role) else frame.lemma not in rules.phase.holding
    if effect in rules.deniable and is_denied(frame, rules.phase):
        return True
    return effect in rules.weighty and frame.head.lemma_.lower() not in rules.faint


def lives(frame: Frame, rules: StatementRules) -> bool:
    """Whether a verb of phases tells the state of people: they are held or stay, but are not kicked off."""
    words = rules.phase
    return frame.lemma in words.lasting | words.ongoing


def is_empty(frame: Frame, rules: StatementRules) -> bool:
    """Whether a verb leaves its phase to another word: an aspectual verb to its infinitive ("continues to fall"), "remain" to
    an adjective; or is no clause at all, but a participle before a noun or in its place."""
    if frame.relation in {"amod", "compound", "dobj", "pobj", "nsubj", "nsubjpass", "nmod", "attr"}:
        return True
    words = rules.phase
    if not any(frame.lemma in group for group in (words.ongoing, words.started, words.trying)):
        return False
    followed = {"xcomp", "ccomp"} if frame.lemma not in GOING_ON else {"xcomp", "ccomp", "acomp", "attr", "oprd"}
    return any(child.dep_ in followed for child in frame.head.children)


def is_phasal(frame: Frame, thing: Token | None, rules: StatementRules) -> bool:
    """Whether the clause's verb is one that tells a phase of its thing, rather than a happening of its own."""
    words = rules.phase
    lemma = frame.lemma
    if any(
        lemma in group
        for group in (words.started, words.ongoing, words.completed, words.cancelled, words.building, words.lasting)
    ):
        return thing is not None and thing.pos_ in {"NOUN", "PROPN"}
    return False


def _of_noun(noun: Token, parse: Parse, rules: StatementRules) -> Iterator[Statement]:
    lemma = noun.lemma_.lower()
    effect = rules.nouns.get(lemma)
    base = _Once(_noun_base, noun, lemma, effect)
    if (effect is not None or lemma in rules.place.nouns) and noun.dep_ not in {"compound", "nmod"} and noun.pos_ == "NOUN":
        for place in places_of_noun(noun, rules.place):
            yield _placed(base(), place, weak=effect is None)
    if effect is not None:
        for one in participants_of_noun(noun, effect, rules):
            yield _part(base(), one)
    for one in (*names_of_noun(noun, rules.role), *vehicles_of_noun(noun, rules.role)):
        yield _part(base(), one)


class _Once:
    """A statement that is made when first asked for: most words and clauses tell nothing that needs it."""

    __slots__ = ("_made", "_make", "_of")

    def __init__(self, make: Callable[..., Statement], *of: object) -> None:
        self._make, self._of = make, of
        self._made: Statement | None = None

    def __call__(self) -> Statement:
        if self._made is None:
            self._made = self._make(*self._of)
        return self._made


def _noun_base(noun: Token, lemma: str, effect: str | None) -> Statement:
    return Statement(
        id="", kind="place", span=noun_span(noun), claim=None, predicate=lemma,
        predicate_span=Span(noun.idx, noun.idx + len(noun)), effect=effect, thing=" ".join(noun_lemmas(noun)), head=lemma,
    )  # fmt: skip


def _base(frame: Frame, lemma: str, effect: str | None, thing: Token | None) -> Statement:
    core = frame.core
    words = frame.words
    return Statement(
        id="",
        kind="status",
        span=core if core.end - core.start <= LONGEST_CLAUSE else words,
        claim=None,
        predicate=lemma,
        predicate_span=words,
        effect=effect,
        subject=_words(frame.actor),
        subject_span=noun_span(frame.actor) if frame.actor is not None else None,
        object=_words(frame.patient),
        object_span=noun_span(frame.patient) if frame.patient is not None else None,
        thing=" ".join(noun_lemmas(thing)) if thing is not None else None,
        head=thing.lemma_.lower() if thing is not None else None,
        negative=frame.negative,
    )


def _words(token: Token | None) -> str | None:
    return surface(token.doc, noun_span(token)) if token is not None else None


def _placed(base: Statement, place: Place, *, weak: bool) -> Statement:
    return replace(
        base,
        kind="place",
        phase=None,
        place=place.name,
        place_span=place.span,
        within=place.within,
        relation=place.relation,
        weak=weak,
    )


def _part(base: Statement, one: Participant) -> Statement:
    kind: StatementKind = "participant"
    base = replace(base, kind=kind, phase=None, role=one.role, name=one.name, name_span=one.span, weak=one.weak)
    if one.naming:
        base = replace(base, effect=None)
    if one.of is None or one.of.pos_ not in {"NOUN", "PROPN"}:
        return base
    return replace(base, thing=" ".join(noun_lemmas(one.of)), head=one.of.lemma_.lower())
