"""Sources: the one to whom a claim is attributed: span, members, canonical name, kind, footing, origin, control."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from wireroom.model import Footing, Source, SourceKind, Span
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.cast import Cast, Member, body_of, described
from wireroom.reading.names import Mention
from wireroom.reading.source_kind import FIRST, HE, HUMAN, IT, MEDIA_WORDS, THEY, Known, kind_of, sayer
from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

PHRASE = 24
"""Words before a head noun in which members that share it are looked for."""


def noun_phrase(head: Token) -> Span:
    """The span of the noun phrase of a head: its subtree without trailing punctuation."""
    return _span(head, head.left_edge.i, head.right_edge.i)


def _span(head: Token, first: int, last: int) -> Span:
    doc = head.doc
    while first < head.i and (doc[first].is_space or doc[first].is_punct or doc[first].dep_ == "cc"):
        first += 1
    while last > head.i and (doc[last].is_space or doc[last].text in ",;:-–—." or doc[last].tag_ == "``"):
        last -= 1
    if last + 1 < len(doc) and doc[last + 1].text == "," and any(doc[at].text == "," for at in range(head.i + 1, last)):
        last += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def shortened(name: str) -> str:
    """A service by its own name: "X intelligence" of "X intelligence sources", "officials", "agencies", "services"."""
    words = name.split()
    if (
        len(words) > 2
        and words[-2].lower() == "intelligence"
        and words[-1].lower() in {"sources", "officials", "agencies", "services"}
    ):
        return " ".join(words[:-1])
    return name


def single(head: Token, joint: bool, known: Known) -> Source | None:
    """The source that one noun phrase names; None when it names nobody. `joint` tells that others are joined to it."""
    doc = head.doc
    span = member_span(head) if joint else noun_phrase(head)
    text = text_of(doc)[span.start : span.end]
    if not text.strip():
        return None
    low = head.lower_
    if low in HE or low in THEY or low in IT:
        return _pronoun(head, span, text, known)
    if low in FIRST:
        return Source(span, text, text, "person" if low in {"i", "me", "my"} else "group", "unnamed")
    if head.tag_ in {"WDT", "WP", "EX"} or low in {"this", "that", "which", "there", "what"}:
        return None
    if low in {"old", "year-old"} or low.endswith("-year-old"):
        return _pronoun(head, span, text, known)
    mention = known.names.of(head.i)
    if mention is None or mention.kind != "PERSON":
        mention = _person_beside(head, known) or mention or medium(head, known)
    if mention is not None:
        return _named(mention, span, text, known)
    if head.pos_ == "PROPN" and _described_person(head, known):
        name = described(head)
        return Source(span, text, name, "person", "named", known.cast.speaks_for.get(name, name))
    if head.lemma_.lower() in known.rules.postures and (speaker := _author(head, span, text, known)) is not None:
        return speaker
    return _role(head, span, text, known)


def _named(mention: Mention, span: Span, text: str, known: Known) -> Source:
    if mention.kind == "PERSON":
        return Source(span, text, mention.name, "person", "named", known.cast.speaks_for.get(mention.name, mention.name))
    agency = known.rules.media.get(mention.name.lower())
    kind: SourceKind = "agency" if mention.kind == "MEDIA" else "organisation"
    return Source(
        span, text, mention.name, kind, "named", mention.name, _control(text, known.rules, agency.control if agency else None)
    )


def _control(text: str, rules: AttributionRules, known: str | None) -> Literal["state"] | None:
    low = text.lower()
    return "state" if known == "state" or any(phrase in low for phrase in rules.state_phrases) else None


def _person_beside(head: Token, known: Known) -> Mention | None:
    """The person whom a role names: "a spokesman for X, Jane Roe,", "navy chief Admiral Roe"."""
    if head.pos_ not in {"NOUN", "PROPN"}:
        return None
    words = known.rules.roles.get("person", frozenset()) | known.rules.office
    if head.lower_ not in words and not head.lower_.endswith(("man", "woman")):
        return _set_off(head, known)
    for child in islice(head.subtree, 60):
        mention = known.names.of(child.i)
        if mention is None or mention.kind != "PERSON" or child.dep_ in {"poss", "pobj", "conj"}:
            continue
        if child.dep_ == "appos" and child.i > head.i:
            return mention
        if child.i > head.i and child.head.i == head.i and child.dep_ in {"compound", "nmod", "appos"}:
            return mention
    return None


def _set_off(head: Token, known: Known) -> Mention | None:
    """The person in apposition between commas behind a noun that can name a person: "the head of the service, Jo Roe,"."""
    if head.tag_ != "NN" or kind_of(head, known.rules) != "person":
        return None
    for child in head.rights:
        mention = known.names.of(child.i) if child.dep_ == "appos" else None
        if mention is not None and mention.kind == "PERSON" and child.i > head.i + 1:
            first = head.doc[known.names.first_token(child.i) - 1]
            return mention if first.text == "," else None
    return None


def set_off(head: Token, known: Known) -> Token | None:
    """The person whom the parse hangs by a comma on a noun that says nothing: "With days to the vote, Jo Roe said"."""
    if head.pos_ != "NOUN":
        return None
    for child in head.rights:
        mention = known.names.of(child.i) if child.dep_ == "appos" else None
        if mention is not None and mention.kind == "PERSON":
            return child if head.doc[known.names.first_token(child.i) - 1].text == "," else None
    return None


def medium(head: Token, known: Known) -> Mention | None:
    """The agency or outlet that stands before its kind: "the Interfax news agency", "Bild newspaper"."""
    if head.lower_ not in MEDIA_WORDS | {"agency", "agencies", "daily", "magazine", "website", "network"}:
        return None
    for child in head.lefts:
        mention = known.names.of(child.i) if child.dep_ in {"compound", "nmod", "amod"} else None
        if mention is not None and mention.kind == "MEDIA":
            return mention
    return None


def _described_person(head: Token, known: Known) -> bool:
    """Whether an unknown name stands before a person's role in apposition: "Jo Roe, a local shopkeeper,"."""
    people = known.rules.roles.get("person", frozenset())
    return any(
        child.dep_ == "appos" and child.tag_ == "NN" and (child.lower_ in people or child.lower_.endswith(HUMAN))
        for child in head.children
    )


def _author(head: Token, span: Span, text: str, known: Known) -> Source | None:
    """Who speaks in a text or in words: "A statement from X", "the minister's remarks", "his words"; None when unsaid."""
    for child in head.children:
        who = None
        if child.dep_ == "poss":
            who = child
        elif child.dep_ in {"prep", "agent"} and child.lower_ in {"from", "by"}:
            who = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
        elif child.dep_ == "prep" and child.lower_ in {"on", "at"}:
            page = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
            who = next((grand for grand in page.children if grand.dep_ == "poss"), None) if page is not None else None
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            by = next((grand for grand in child.children if grand.dep_ == "agent"), None)
            who = next((grand for grand in by.children if grand.dep_ == "pobj"), None) if by is not None else None
            if who is not None and child.lemma_.lower() in known.rules.carriers:
                who = None
        if who is not None and who.i != head.i and sayer(who, known) == "yes":
            inner = single(who, False, known)
            if inner is not None:
                return Source(span, text, inner.name, inner.kind, inner.footing, inner.origin, inner.control)
    return None


def member_span(head: Token) -> Span:
    """The noun phrase of one member of a joint source: without the members that follow."""
    last = head.i
    for child in head.rights:
        if child.dep_ in {"cc", "conj", "punct"}:
            break
        last = child.right_edge.i
    return _span(head, head.left_edge.i, last)


def _antecedent(low: str, at: int, cast: Cast) -> Member | None:
    if low in THEY:
        return cast.group(at)
    return cast.body(at) if low in IT else cast.person(at, HE.get(low))


def _pronoun(head: Token, span: Span, text: str, known: Known) -> Source:
    low = head.lower_
    who = _antecedent(low, head.i, known.cast)
    if who is None:
        return Source(span, text, text, "person" if low in HE else "group", "unnamed")
    generic = not who.proper and who.name.lower() in known.rules.roles.get("generic", frozenset())
    origin = None if generic else known.cast.speaks_for.get(who.name, who.name)
    agency = known.rules.media.get(who.name.lower())
    footing: Footing = "named" if who.proper else ("unnamed" if generic else "role")
    control = _control(who.name, known.rules, agency.control if agency else None)
    return Source(span, text, who.name, who.kind, footing, origin, control)


def _role(head: Token, span: Span, text: str, known: Known) -> Source:
    """A role without a name: "a Seoul-based analyst", "the spokesman", "officials". Its origin is the body spoken for, itself
    when the role picks out one body, None when it is generic."""
    rules = known.rules
    low = head.lower_
    name = shortened(described(head))
    kind = kind_of(head, rules)
    if any(child.dep_ == "det" and child.lower_ in {"the", "this", "that"} for child in head.children) and name.lower() == low:
        bearer = known.cast.bearer(low, head.i)
        if bearer is not None and bearer[0].lower() != low:
            proper = bearer[0] != bearer[0].lower()
            origin = known.cast.speaks_for.get(bearer[0], bearer[0])
            held = rules.media.get(bearer[0].lower())
            footing: Footing = "named" if proper else "role"
            return Source(span, text, *bearer, footing, origin, _control("", rules, held.control if held else None))
    control = _control(text, rules, None)
    if head.pos_ == "PROPN" and (bare := _without_title(name, rules)) is not None:
        return Source(span, text, bare, "person", "named", known.cast.speaks_for.get(bare, bare), control)
    body = body_of(head, known.names)
    if low in rules.roles.get("spokesman", frozenset()) or head.lemma_.lower() in rules.roles.get("spokesman", frozenset()):
        return Source(span, text, name, kind, "role" if body else "unnamed", body, control)
    unnamed = any(mark in text.lower() for mark in rules.anonymous)
    if low in rules.roles.get("generic", frozenset()) and (body is None or name.lower() == low):
        return Source(span, text, name, kind, "unnamed", body, control)
    if kind == "person" or unnamed:
        return Source(
            span, text, name, kind, "unnamed" if unnamed or not _definite(head) else "role", None if unnamed else name, control
        )
    return Source(span, text, name, kind, "role", name, control)


def _without_title(name: str, rules: AttributionRules) -> str | None:
    """The name behind an office that the parser took for a part of it: of "Deputy Chief Constable Jo Roe" Jo Roe."""
    words = name.split()
    last = max((at for at, word in enumerate(words) if word.lower() in rules.office), default=-1)
    rest = words[last + 1 :]
    if last < 0 or not 1 <= len(rest) <= 3 or not all(word[0].isupper() and word.isalpha() for word in rest):
        return None
    return " ".join(rest)


def _definite(head: Token) -> bool:
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in {"the", "this", "that"}) for child in head.children
    )
