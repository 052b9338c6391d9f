"""Who takes part in an event and in what role; and by what name a thing or a person goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.statement_frame import Frame, Parse, noun_span, surface
from wireroom.reading.statement_rules import RoleRules, StatementRules

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMES = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "GPE", "FAC", "EVENT", "NORP", "LOC"})
PRONOUNS = frozenset(
    {"it", "he", "she", "they", "we", "i", "you", "who", "which", "that", "this", "these", "those", "there", "one"}
)


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part: role, words, span, and the head of what it is a part in (None: named outside any event)."""

    role: str
    name: str
    span: Span
    of: Token | None
    weak: bool = False
    naming: bool = False


def participants_of_frame(frame: Frame, effect: str | None, rules: StatementRules) -> Iterator[Participant]:
    """Those whom a clause gives a role: who acts, who is acted upon, who comes along, what vehicle is used, who is named."""
    roles = rules.role
    yield from _named_by_verb(frame, roles)
    yield from _company(frame, roles)
    actor_role = roles.verbs.get(frame.lemma) or roles.agent.get(effect or "")
    if actor_role and frame.actor is not None and (frame.passive or frame.object is not None):
        yield from _members(frame.actor, actor_role, frame.head, roles)
    patient_role = roles.patient.get(effect or "")
    if patient_role and frame.patient is not None and (frame.passive or frame.object is not None or effect == "kill"):
        yield from _members(frame.patient, patient_role, frame.head, roles)
    if effect == "hit":
        yield from _vehicle(frame, roles)


def claimers_of_frame(frame: Frame, parse: Parse, rules: StatementRules) -> Iterator[Participant]:
    """Those who say of a deed that it was theirs: "claimed responsibility", "said it carried out the attack", "called it
    revenge"."""
    roles = rules.role
    if frame.subject is None or frame.passive or frame.negative:
        return
    if frame.object is not None and frame.object.lemma_.lower() in roles.claiming:
        yield from _members(frame.subject, "claimer", frame.object, roles)
        return
    for child in frame.head.children:
        inner = parse.by_head.get(child.i)
        if child.dep_ == "ccomp" and inner is not None and inner.subject is not None and inner.subject.lower_ in {"it", "they"}:
            words = {inner.lemma, *((inner.object.lemma_.lower(),) if inner.object is not None else ())}
            if any(rules.nouns.get(word) in roles.nominal or rules.verbs.get(word) in {"attack", "explode"} for word in words):
                yield from _members(frame.subject, "claimer", inner.object or inner.head, roles)
                return
    if frame.lemma not in {"call", "describe", "say"}:
        return
    near = [inner for child in frame.head.children for inner in (child, *child.children)]
    if any(one.lemma_.lower() in roles.motives for one in near):
        yield from _members(frame.subject, "claimer", frame.object, roles)


def participants_of_noun(noun: Token, effect: str | None, rules: StatementRules) -> Iterator[Participant]:
    """Those whom an event noun names: "US air strikes", "a call by the tanker X", "a car bomb", "a truck bombing"."""
    roles = rules.role
    role = roles.agent.get(effect or "", "agent")
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            for inner in child.children:
                if inner.dep_ == "pobj" and (inner.ent_type_ in NAMES or inner.pos_ == "PROPN"):
                    yield from _members(inner, role, noun, roles)
        elif child.i < noun.i and child.ent_type_ in {"ORG", "GPE", "NORP"} and (effect or "") in roles.nominal:
            yield Participant(role, child.text, _at(child), noun)


def names_of_noun(noun: Token, rules: RoleRules) -> Iterator[Participant]:
    """The proper name that goes with a common noun: "the dhow, Salma", "merchant vessel Salma", "jeweller Jane Roe".

    The role is the common noun's lemma."""
    role = noun.lemma_.lower()
    bears = rules.bearers | rules.vehicles
    for child in noun.children if noun.pos_ == "NOUN" and role in bears else ():
        if (child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > noun.i) or (
            child.dep_ in {"compound", "nmod", "poss"} and child.i < noun.i and noun.pos_ == "NOUN" and _is_bearer(child)
        ):
            yield _bearer(role, child)
    if noun.pos_ == "PROPN":
        title = next((one for one in noun.lefts if one.dep_ in {"compound", "nmod"} and one.pos_ == "NOUN"), None)
        if title is not None and title.ent_type_ == "" and title.lemma_.lower() in bears:
            yield Participant(
                title.lemma_.lower(), surface(noun.doc, _proper(noun)), _proper(noun), None, weak=True, naming=True
            )
        for child in noun.children:
            if (
                child.dep_ == "appos"
                and child.pos_ == "NOUN"
                and child.lemma_.lower() in bears
                and noun.ent_type_ in {"PERSON", "ORG", "PRODUCT", "FAC", "GPE", ""}
            ):
                yield Participant(
                    child.lemma_.lower(), surface(noun.doc, _proper(noun)), _proper(noun), None, weak=True, naming=True
                )


def _bearer(role: str, name: Token) -> Participant:
    span = _proper(name)
    return Participant(role, surface(name.doc, span), span, None, weak=True, naming=True)


def _is_bearer(token: Token) -> bool:
    """Whether a modifier is a proper name of two words or more that its noun goes by: "the Jane Roe boutique"."""
    return token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", "ORG", "PRODUCT"} and any(token.lefts)


def _named_by_verb(frame: Frame, rules: RoleRules) -> Iterator[Participant]:
    if frame.lemma not in rules.naming or frame.subject is None or not frame.passive:
        return
    name = frame.object
    if name is None:
        name = next((inner for word, inner in frame.prepositions if word == "as"), None)
    if name is None:
        name = next((one for one in frame.head.rights if one.pos_ == "PROPN"), None)
    if name is not None and name.pos_ == "PROPN":
        yield Participant(frame.subject.lemma_.lower(), surface(name.doc, _proper(name)), _proper(name), None, naming=True)


def _company(frame: Frame, rules: RoleRules) -> Iterator[Participant]:
    if frame.lemma in rules.company:
        if frame.passive:
            for word, inner in frame.prepositions:
                if word == "by":
                    yield from _members(inner, "companion", frame.subject, rules)
        elif frame.subject is not None and frame.object is not None and frame.object.pos_ == "PROPN":
            yield from _members(frame.subject, "companion", frame.object, rules)
    for word, inner in frame.prepositions:
        if word == "alongside" and inner.ent_type_ == "PERSON":
            yield from _members(inner, "companion", frame.subject, rules)


def vehicles_of_noun(noun: Token, rules: RoleRules) -> Iterator[Participant]:
    """The vehicle that a noun phrase makes a weapon: "a car packed with explosives", "a suicide car bomb", "truck bombing"."""
    if noun.lemma_.lower() in rules.vehicles and is_loaded(noun, rules):
        yield Participant("vehicle", noun.lemma_.lower(), noun_span(noun), None)
    if noun.lemma_.lower() in rules.deeds:
        for child in noun.lefts:
            if child.dep_ in {"compound", "nmod"} and child.lemma_.lower() in rules.vehicles:
                yield Participant("vehicle", child.lemma_.lower(), _at(child), None)


def _vehicle(frame: Frame, rules: RoleRules) -> Iterator[Participant]:
    for token in (frame.subject, frame.object):
        if token is not None and token.lemma_.lower() in rules.vehicles and not is_loaded(token, rules):
            yield Participant("vehicle", token.lemma_.lower(), noun_span(token), frame.head)


def is_loaded(token: Token, rules: RoleRules) -> bool:
    """Whether a vehicle is said to carry explosives: "explosives-laden", "packed with explosives", "car bomb"."""
    near = [*token.lefts, *token.rights]
    words = {one.lemma_.lower() for one in near}
    words |= {inner.lemma_.lower() for one in near for inner in one.children}
    words |= {last.lemma_.lower() for one in near for inner in one.children for last in inner.children}
    return bool(words & rules.loaded)


def _members(head: Token, role: str, of: Token | None, rules: RoleRules) -> Iterator[Participant]:
    for token in (head, *head.conjuncts):
        if token.i < head.i or token.lower_ in PRONOUNS or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if token.lemma_.lower() in rules.faceless or not fits(token, role, rules):
            continue
        name = next((one for one in token.rights if one.dep_ == "appos" and one.pos_ == "PROPN"), None)
        span = _proper(name) if name is not None else noun_span(token)
        yield Participant(role, _bare(surface(token.doc, span)), span, of)


def is_being(token: Token, rules: RoleRules) -> bool:
    """Whether a noun names people or a body that acts: by its entity, by the lexicon, or by an ending that makes a doer."""
    if token.ent_type_ in BEINGS or (token.pos_ == "PROPN" and token.ent_type_ == ""):
        return True
    if token.ent_type_ in {"DATE", "TIME", "PRODUCT", "WORK_OF_ART", "FAC", "LOC", "EVENT"} and token.pos_ == "PROPN":
        return False
    low, base = token.lower_, token.lemma_.lower()
    if base in rules.beings or low in rules.beings:
        return True
    return base not in rules.things and len(base) > 4 and base.endswith(DOERS) and base not in rules.vehicles


BEINGS = frozenset({"PERSON", "ORG", "NORP", "GPE"})
DOERS = ("man", "woman", "er", "or", "ist", "ian")


def fits(token: Token, role: str, rules: RoleRules) -> bool:
    """Whether a noun can fill a role: some are for people and bodies alone, some for vessels and vehicles as well."""
    if role in rules.living:
        return is_being(token, rules)
    if role in rules.moving:
        return is_being(token, rules) or token.lemma_.lower() in rules.vehicles or token.ent_type_ == "PRODUCT"
    return True


def _proper(token: Token) -> Span:
    first = token
    while first.i > 0 and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).head.i == token.i:
        first = first.nbor(-1)
    last = token
    while last.i + 1 < len(token.doc) and last.nbor().pos_ == "PROPN" and last.nbor().ent_iob_ == "I":
        last = last.nbor()
    return Span(first.idx, last.idx + len(last))


def _at(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _bare(words: str) -> str:
    head, _, rest = words.partition(" ")
    return rest if head.lower() in {"the", "a", "an"} and rest else words
