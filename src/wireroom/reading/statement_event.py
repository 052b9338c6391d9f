"""What event a clause tells of: its lemma, its class, and the thing that it happens to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.reading.statement_frame import Frame, Parse
from wireroom.reading.statement_rules import StatementRules

if TYPE_CHECKING:
    from spacy.tokens import Token


def class_of(frame: Frame, rules: StatementRules) -> str | None:
    """The class of a clause's verb: with its object where the lexicon lists the two together, else with its particle, else
    alone."""
    base = frame.head.lemma_.lower()
    acted = frame.patient
    pair = f"{base} {acted.lemma_.lower()}" if acted is not None else base
    return rules.verbs.get(pair) or rules.verbs.get(frame.lemma) or rules.verbs.get(base)


def noun_event(frame: Frame, rules: StatementRules) -> tuple[str, str | None, Token | None]:
    """The event that a clause tells of: lemma, class, and the event noun when a light verb leaves it to one."""
    if frame.lemma in rules.light or (frame.head.lemma_.lower() in rules.light and frame.lemma not in rules.verbs):
        for token in (frame.object, frame.subject):
            if token is not None and token.lemma_.lower() in rules.nouns and not is_month(token):
                return token.lemma_.lower(), rules.nouns[token.lemma_.lower()], token
    return frame.lemma, class_of(frame, rules), None


def is_month(token: Token) -> bool:
    """Whether the name of a month is spelled like an event: "March 27 is the day" tells of no march."""
    return token.pos_ == "PROPN" and token.ent_type_ == "DATE"


def event_of(frame: Frame, parse: Parse, rules: StatementRules) -> tuple[str, str | None, Token | None]:
    """Lemma and class of a clause's event, and the head of the thing that it happens to."""
    lemma, effect, noun = noun_event(frame, rules)
    if lemma == "take" and frame.object is not None and frame.object.lower_ == "place" and frame.subject is not None:
        lemma, effect, noun = "take place", rules.nouns.get(frame.subject.lemma_.lower()), frame.subject
    thing = noun or (_sought(frame) if effect in SEEKING else None) or frame.patient or frame.subject
    if thing is not None and thing.pos_ == "PRON":
        other = frame.object if thing is frame.subject else frame.subject
        plain = other if other is not None and other.pos_ != "PRON" and other is not frame.agent else None
        thing = parse.referent(thing) or plain or thing
    borrows = effect in {"begin", "carry_out"} or is_aspectual(lemma, rules) or lemma in rules.light
    if thing is not None and borrows:
        effect = rules.nouns.get(thing.lemma_.lower(), effect)
    return lemma, effect, thing


SEEKING = frozenset({"investigate", "search"})


def _sought(frame: Frame) -> Token | None:
    """What is looked into or for: the object of its preposition, or the subject of an "if" or "whether" clause."""
    if frame.object is not None or frame.passive:
        return None
    for word, inner in frame.prepositions:
        if word in {"for", "into", "through"}:
            return inner
    for child in frame.head.children:
        if child.dep_ in {"ccomp", "advcl"} and any(one.lower_ in {"if", "whether"} for one in child.children):
            return next((one for one in child.children if one.dep_ in {"nsubj", "nsubjpass"}), None)
    return None


def is_aspectual(lemma: str, rules: StatementRules) -> bool:
    """Whether a verb only tells the phase of the event that its subject or object names: "the talks continue"."""
    words = rules.phase
    if lemma in {"finish", "complete", "end", "conclude"}:
        return True
    return lemma in words.ongoing or lemma in words.cancelled or lemma in words.started


def life_of(effect: str | None, head: str | None, predicate: str, rules: StatementRules) -> str | None:
    """The class of which an event is a phase: a search for what is found, a closure for what reopens, the building of what
    opens or is founded."""
    if head in rules.phase.built and (effect in {None, "open", "begin"} or predicate in rules.phase.completed):
        return "build"
    if effect == "open" and (head in rules.phase.closable or predicate == "reopen"):
        return "close"
    return rules.lifecycle.get(effect or "", effect)


def is_saying(frame: Frame, rules: StatementRules) -> bool:
    """Whether a clause only says that something is said, thought or seems; to be called to a place is an event."""
    if frame.lemma not in rules.never:
        return False
    return not (frame.lemma == "call" and frame.passive and any(word == "to" for word, _ in frame.prepositions))
