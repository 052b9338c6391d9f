"""Phases told by stock phrases, nouns and adjectives rather than by a verb: "under construction", "Museum Opening"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wireroom.model import Phase, Span, Statement
from wireroom.reading.statement_event import life_of
from wireroom.reading.statement_frame import Parse, noun_lemmas, noun_span
from wireroom.reading.statement_phase import is_conditional
from wireroom.reading.statement_rules import PhaseRules, StatementRules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


MENTION = "mention"
"""The relation of a status that only the mention of an event suggests: worth showing when another report denies the event."""


def phrase_statements(doc: Doc, parse: Parse, rules: StatementRules) -> Iterator[Statement]:
    """Status statements from stock phrases, state adjectives, opening nouns, fresh participles and deniable nouns."""
    first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, phase in rules.phase.phrases:
        first.setdefault(phrase[0], []).append((phrase, phase))
    taken = -1
    for token in doc:
        lower = token.lower_
        if lower in first and token.i > taken:
            match = _match(token, first)
            if match is not None:
                length, phase = match
                if token.i + length < len(doc) and doc[token.i + length].lower_ == "of" and doc[token.i].pos_ == "ADP":
                    continue
                taken = token.i + length - 1
                yield from _phrase(doc[token.i : taken + 1], phase, parse, rules)
        if lower in rules.phase.fresh_participles or token.dep_ in {"acomp", "oprd"}:
            yield from _adjective(token, parse, rules)
        if token.pos_ in {"NOUN", "PROPN"}:
            yield from _noun(token, parse, rules)


def _match(token: Token, first: dict[str, list[tuple[tuple[str, ...], str]]]) -> tuple[int, str] | None:
    for phrase, phase in first.get(token.lower_, ()):
        end = token.i + len(phrase)
        if end <= len(token.doc) and all(
            one.lower_ == word for one, word in zip(token.doc[token.i : end], phrase, strict=True)
        ):
            return len(phrase), phase
    return None


def _phrase(found: object, phase: str, parse: Parse, rules: StatementRules) -> Iterator[Statement]:
    from spacy.tokens import Span as Stretch

    assert isinstance(found, Stretch)
    thing = _thing_of(found.root, parse, rules)
    frame = parse.above(found.root)
    if frame is not None and frame.negative and frame.head.i in {found.root.i, found.root.head.i}:
        phase = "denied"
    predicate = " ".join(one.lemma_.lower() for one in found)
    effect = "build" if phase in {"under_construction", "started"} else _effect(thing, predicate, rules)
    yield _status(thing, phase, predicate, Span(found.start_char, found.end_char), effect)


def _effect(thing: Token | None, predicate: str, rules: StatementRules) -> str | None:
    head = thing.lemma_.lower() if thing is not None else None
    return life_of(rules.nouns.get(head or ""), head, predicate, rules)


def _thing_of(root: Token, parse: Parse, rules: StatementRules) -> Token | None:
    """What a phrase speaks of: the noun its "of" or "on" names, the noun it modifies, or the subject of its verb."""
    if root.pos_ in {"NOUN", "PROPN", "VERB"}:
        for child in root.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "on", "for"}:
                inner = next((one for one in child.children if one.dep_ == "pobj"), None)
                if inner is not None:
                    return inner
    token = root
    for _ in range(12):
        if token.i in parse.by_head:
            frame = parse.by_head[token.i]
            return frame.subject if token.i != root.i or frame.object is None else frame.object
        if token.head.i == token.i:
            return None
        above = token.head
        if above.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"prep", "amod", "acl", "appos", "relcl", "advmod"}:
            return above
        token = above
    return None


def _adjective(token: Token, parse: Parse, rules: StatementRules) -> Iterator[Statement]:
    """ "The bridge is still closed", "the search is over"; and "the newly established museum"."""
    words = rules.phase
    lower = token.lower_
    if token.dep_ in {"acomp", "oprd"} and token.head.i in parse.by_head:
        frame = parse.by_head[token.head.i]
        phase = "ongoing" if lower in words.ongoing_adjectives else "completed" if lower in words.completed_adjectives else None
        subject = frame.subject
        if subject is not None and subject.pos_ == "PRON":
            subject = parse.referent(subject)
        if phase is not None and subject is not None and not is_conditional(frame):
            phase = "denied" if frame.negative else phase
            start = frame.words.start
            effect = "close" if lower in words.closing else _effect(subject, lower, rules)
            yield _status(subject, phase, lower, Span(start, token.idx + len(token)), effect)
    if lower in words.fresh_participles and token.i > 0 and token.nbor(-1).lower_ in words.fresh and token.head.pos_ == "NOUN":
        yield _status(token.head, "completed", token.lemma_.lower(), Span(token.nbor(-1).idx, token.idx + len(token)), "build")


def _noun(noun: Token, parse: Parse, rules: StatementRules) -> Iterator[Statement]:
    words = rules.phase
    lemma = noun.lemma_.lower()
    at = Span(noun.idx, noun.idx + len(noun))
    if lemma not in words.deniable and lemma not in rules.nouns:
        pass
    elif any(child.lower_ in words.none and child.dep_ in {"det", "neg"} for child in noun.children):
        start = min(child.idx for child in noun.children if child.lower_ in words.none)
        yield _status(noun, "denied", lemma, Span(start, noun_span(noun).end), rules.nouns.get(lemma))
    elif noun.dep_ == "attr" and lemma in rules.nouns and noun.head.i in parse.by_head:
        frame = parse.by_head[noun.head.i]
        if frame.negative:
            yield _status(noun, "denied", lemma, Span(frame.words.start, at.end), rules.nouns.get(lemma))
    elif lemma in words.deniable and lemma in rules.nouns and noun.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        above = parse.above(noun)
        if above is None or not (set(above.auxiliaries) & (words.modals | words.possible | {"can"}) or is_conditional(above)):
            mention = _status(noun, "completed", lemma, noun_span(noun), rules.nouns[lemma])
            yield replace(mention, weak=True, relation=MENTION)
    if lemma in words.completed_nouns:
        thing = next((one for one in noun.lefts if one.dep_ in {"compound", "poss"} and one.pos_ in {"NOUN", "PROPN"}), None)
        if thing is None:
            thing = _of(noun)
        if thing is not None and thing.ent_type_ not in {"TIME", "DATE", "PERSON"}:
            span = Span(min(thing.idx, noun.idx), max(thing.idx + len(thing), at.end))
            yield _status(thing, "completed", lemma, span, life_of(rules.nouns.get(lemma), thing.lemma_.lower(), lemma, rules))
    if lemma in words.construction and _of(noun) is not None and noun.head.lemma_.lower() in words.watching:
        yield _status(_of(noun), "under_construction", lemma, at, "build")
    if lemma in rules.nouns and (any(child.lower_ in words.to_come for child in noun.lefts) or _is_ahead(noun, words)):
        yield _status(noun, "planned", lemma, noun_span(noun), rules.nouns.get(lemma))


def _is_ahead(noun: Token, words: PhaseRules) -> bool:
    """Whether a phrase says that the noun is still to come: "ahead of checks"."""
    before = noun.head
    if noun.dep_ != "pobj" or before.i == 0:
        return False
    return before.lower_ in words.ahead or f"{before.nbor(-1).lower_} {before.lower_}" in words.ahead


def _of(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def _status(thing: Token | None, phase: str, predicate: str, at: Span, effect: str | None = None) -> Statement:
    return Statement(
        id="",
        kind="status",
        span=at,
        claim=None,
        predicate=predicate,
        predicate_span=at,
        effect=effect,
        subject=None,
        thing=" ".join(noun_lemmas(thing)) if thing is not None else None,
        head=thing.lemma_.lower() if thing is not None else None,
        phase=_PHASES[phase],
        negative=phase == "denied",
    )


_PHASES: dict[str, Phase] = {
    "planned": "planned",
    "started": "started",
    "under_construction": "under_construction",
    "ongoing": "ongoing",
    "completed": "completed",
    "cancelled": "cancelled",
    "denied": "denied",
}
