"""Where things happen: the places that a clause or a noun phrase names for an event or a thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.statement_frame import Frame, noun_span, surface
from wireroom.reading.statement_rules import PlaceRules

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACES = frozenset({"GPE", "LOC", "FAC"})
NOT_PLACES = frozenset(
    {"DATE", "TIME", "PERSON", "NORP", "EVENT", "MONEY", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "LAW", "LANGUAGE"}
)
INWARD = frozenset({"into", "onto", "toward", "towards"})
DEPTH = 4
"""How many places may stand one inside another ("the village of A in B County, C province"): more is a list."""


ZONES = frozenset("GMT UTC BST CET CEST EST EDT CST CDT MST MDT PST PDT ET PT IST".split())
"""Names of time zones, which the parser takes for places after "at"."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named: its words, the larger places named with it, nearest first, and the preposition that leads to it."""

    name: str
    span: Span
    within: tuple[str, ...]
    relation: str
    named: bool


def places_of_frame(frame: Frame, rules: PlaceRules) -> Iterator[Place]:
    """The places that the prepositions of a clause, and the object of a verb that hits or reaches, lead to."""
    moves = frame.lemma in rules.motion or frame.head.lemma_.lower() in rules.motion
    for word, inner in frame.prepositions:
        leads = word in rules.at or word in INWARD or (moves and (word in rules.to or word in rules.away))
        found = list(_places(inner, word, rules)) if leads else []
        yield from found
        if not found and word != "by":
            yield from _nested(inner, rules)
    if (frame.lemma in rules.direct or frame.head.lemma_.lower() in rules.direct) and frame.patient is not None:
        yield from _places(frame.patient, "at", rules, target=True)
    for child in frame.head.children:
        if child.lower_ in rules.adverbs:
            yield Place(child.lower_, Span(child.idx, child.idx + len(child)), (), "", False)
        elif child.dep_ == "npadvmod" and child.lemma_.lower() in rules.nouns:
            yield from _places(child, "at", rules)


def _nested(noun: Token, rules: PlaceRules) -> Iterator[Place]:
    """The places inside a phrase that is no place itself: "freed before dawn in Lima", "exchanged for fighters in Lima"."""
    for child in noun.children:
        if child.dep_ == "prep" and (child.lower_ in rules.at or child.lower_ in INWARD):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _places(inner, child.lower_, rules)


def directions(token: Token, rules: PlaceRules) -> Iterator[Place]:
    """A place told by its direction from another: "east of Lima", "en route to Lima"."""
    if token.lower_ in rules.directions:
        link = "of"
    elif token.lower_ in rules.routes:
        link = "to"
    else:
        return
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == link:
            for inner in child.children:
                if inner.dep_ == "pobj" and (inner.ent_type_ in PLACES or inner.pos_ == "PROPN"):
                    name = _name(inner)
                    words = surface(token.doc, name)
                    relation = token.lower_ if link == "of" else "to"
                    span = Span(token.idx, name.end) if link == "of" else name
                    yield Place(f"{token.lower_} of {words}" if link == "of" else words, span, (), relation, True)


def places_of_noun(noun: Token, rules: PlaceRules) -> Iterator[Place]:
    """The places that a noun phrase itself names: "the quake near Lima", "a Paris store"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.i > noun.i and child.lower_ in rules.at:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _places(inner, child.lower_, rules)
        elif child.lower_ in rules.adverbs and child.i > noun.i:
            yield Place(child.lower_, Span(child.idx, child.idx + len(child)), (), "", False)
        elif child.dep_ in {"compound", "nmod", "poss", "amod"} and child.ent_type_ in {"GPE", "LOC"} and child.i < noun.i:
            first = min((child, *child.lefts), key=lambda one: one.i)
            span = Span(first.idx, child.idx + len(child))
            yield Place(surface(noun.doc, span), span, (), "in", True)


def _places(head: Token, relation: str, rules: PlaceRules, *, target: bool = False) -> Iterator[Place]:
    for token in (head, *head.conjuncts):
        if token.i >= head.i and (place := _place(token, relation, rules, target=target)) is not None:
            yield place


def _place(token: Token, relation: str, rules: PlaceRules, *, target: bool) -> Place | None:
    lemma = token.lemma_.lower()
    modifiers = {child.lower_ for child in token.children if child.i < token.i}
    if modifiers & rules.undisclosed and lemma in rules.undisclosed_nouns:
        return Place("undisclosed", noun_span(token), (), relation, False)
    if token.text in ZONES:
        return None
    named = is_named_place(token, relation, target=target)
    if not named and lemma not in rules.nouns:
        return None
    within = _within(token, rules)
    if not named:
        inner = _named_by_of(token)
        if inner is not None:
            span = _name(inner)
            last = max((one for one in inner.conjuncts if one.pos_ == "PROPN" and one.i > inner.i), key=_index, default=None)
            span = Span(span.start, last.idx + len(last)) if last is not None and last.i - inner.i < 12 else span
            return Place(surface(token.doc, span), Span(noun_span(token).start, span.end), within, relation, True)
        if lemma in rules.generic and not within and not any(child.pos_ in {"PROPN", "ADJ"} for child in token.lefts):
            return None
        span = noun_span(token)
        return Place(_bare(token, span), span, within, relation, any(child.ent_type_ in PLACES for child in token.lefts))
    span = _name(token)
    return Place(surface(token.doc, span), span, within, relation, True)


def is_named_place(token: Token, relation: str, *, target: bool = False) -> bool:
    """Whether a noun names a place: by its entity label, or as a proper name after a preposition of place."""
    if token.ent_type_ in PLACES:
        return True
    if target or token.pos_ != "PROPN" or token.ent_type_ in NOT_PLACES:
        return False
    if relation in {"to", "from", "into", "toward", "towards", "around", "across", "through", "for"}:
        return token.ent_type_ == ""
    return relation in {"in", "at", "near", "off", "outside", "inside"}


def _name(token: Token) -> Span:
    """The words of a proper name: its entity where the parser found one, else the proper nouns joined to its head."""
    if token.ent_type_ in PLACES:
        first = last = token
        while first.i > 0 and first.ent_iob_ == "I" and first.nbor(-1).ent_type_ == token.ent_type_:
            first = first.nbor(-1)
        while last.i + 1 < len(token.doc) and last.nbor().ent_iob_ == "I" and last.nbor().ent_type_ == token.ent_type_:
            last = last.nbor()
        if first.lower_ in {"the", "a", "an"} and first.i < token.i:
            first = first.nbor()
        return _hyphenated(first, last)
    first = token
    while first.i > 0 and first.nbor(-1).dep_ == "compound" and first.nbor(-1).head.i == token.i:
        first = first.nbor(-1)
    return _hyphenated(first, token)


def _hyphenated(first: Token, last: Token) -> Span:
    """The words from first to last and what hyphens join to them: "Avon" in "Stratford-upon-Avon" gives the whole name."""
    doc = first.doc
    while first.i > 1 and _joins(doc[first.i - 2], doc[first.i - 1]):
        first = doc[first.i - 2]
    while last.i + 2 < len(doc) and _joins(last, doc[last.i + 1]):
        last = doc[last.i + 2]
    return Span(first.idx, last.idx + len(last))


def _joins(word: Token, hyphen: Token) -> bool:
    return hyphen.text == "-" and not word.whitespace_ and not hyphen.whitespace_


def named_kind(token: Token, rules: PlaceRules) -> Iterator[tuple[str, str]]:
    """Kind and name of a place whose kind is said with its name: "Sumba island", "the town of Arica", "Arica, a town"."""
    kind = token.lemma_.lower()
    if kind not in rules.nouns:
        return
    modifier = next((one for one in token.lefts if one.dep_ in {"compound", "nmod"} and one.pos_ == "PROPN"), None)
    inner = _named_by_of(token)
    if token.dep_ == "appos" and token.pos_ == "NOUN" and token.head.ent_type_ in PLACES:
        yield kind, surface(token.doc, _name(token.head))
    elif inner is not None:
        yield kind, surface(token.doc, _name(inner))
    elif modifier is not None and modifier.ent_type_ not in NOT_PLACES - {"PERSON"}:
        first = min((modifier, *(one for one in modifier.lefts if one.pos_ == "PROPN")), key=_index)
        yield kind, surface(token.doc, Span(first.idx, modifier.idx + len(modifier)))


def _named_by_of(token: Token) -> Token | None:
    """The name of a place whose kind the head tells: "the town of Arica", "the villages Alto and Bajo"."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj" and (inner.ent_type_ in PLACES or inner.pos_ == "PROPN"):
                    return inner
        elif child.dep_ == "appos" and child.pos_ == "PROPN" and child.i == token.i + 1:
            return child
    return None


def _within(token: Token, rules: PlaceRules) -> tuple[str, ...]:
    found: list[str] = []
    waiting = [token]
    while waiting and len(found) < DEPTH:
        here = waiting.pop(0)
        for child in here.children:
            if child.dep_ == "prep" and child.lower_ in {"in", "on", "of", "at", "near", "off"}:
                for inner in child.children:
                    if inner.dep_ != "pobj":
                        continue
                    if inner.ent_type_ in PLACES and child.lower_ != "of":
                        found.append(surface(token.doc, _name(inner)))
                    waiting.append(inner)
            elif child.dep_ == "appos" and (child.ent_type_ in PLACES or child.lemma_.lower() in rules.nouns):
                if child.ent_type_ in PLACES:
                    found.append(surface(token.doc, _name(child)))
                waiting.append(child)
    return tuple(dict.fromkeys(found))


def _index(token: Token) -> int:
    return token.i


def _bare(token: Token, span: Span) -> str:
    words = surface(token.doc, span)
    head, _, rest = words.partition(" ")
    return rest if head.lower() in {"the", "a", "an", "its", "their", "his", "her", "this", "that"} and rest else words
