"""Sources: the one to whom a claim is attributed: span, members, canonical name, kind, footing, origin, control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireroom.model import Footing, Source, SourceKind, Span
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.names import Names

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_THEY = frozenset(("they", "them", "their"))
_IT = frozenset(("it", "its"))


@dataclass(slots=True)
class Speakers:
    """Who was spoken of last, so that a pronoun finds its name. Fed in order of the text."""

    person: Source | None = None
    feminine: Source | None = None
    masculine: Source | None = None
    body: Source | None = None
    group: Source | None = None


def noun_phrase(head: Token) -> Span:
    """The span of the noun phrase of a head: its subtree without trailing punctuation."""
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    while first < head.i and (doc[first].is_space or doc[first].is_punct):
        first += 1
    while last > head.i and (doc[last].is_space or doc[last].text in ",;:-–—."):
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def sources(head: Token, names: Names, rules: AttributionRules, speakers: Speakers) -> tuple[Source, ...]:
    """One source a member of the noun phrase, in order of the text; empty when nobody can be named."""
    heads = [head, *_conjuncts(head)]
    if len(heads) == 1 and (shared := _shared(head)):
        return tuple(_described(head, span, text, rules) for span, text in shared)
    found = [source for item in heads if (source := _source(item, len(heads) > 1, names, rules, speakers)) is not None]
    return tuple(found)


def _conjuncts(head: Token) -> list[Token]:
    found: list[Token] = []
    here = head
    while len(found) < 8:
        following = next((child for child in here.children if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}), None)
        if following is None:
            return found
        found.append(following)
        here = following
    return found


def _shared(head: Token) -> list[tuple[Span, str]]:
    """Members that share a head noun: "South Korean, Ukrainian, and Western intelligence sources"."""
    doc = head.doc
    lead = next(
        (c for c in head.children if c.dep_ in {"amod", "compound"} and any(g.dep_ == "conj" for g in c.children)), None
    )
    if lead is None or lead.i > head.i or not (lead.text[0].isupper()):
        return []
    members = [lead]
    here = lead
    while len(members) < 8:
        following = next((child for child in here.children if child.dep_ == "conj"), None)
        if following is None or not following.text[0].isupper():
            break
        members.append(following)
        here = following
    if len(members) == 1:
        return []
    tail_words = [token for token in doc[members[-1].i + 1 : head.i + 1] if not token.is_punct and token.dep_ != "cc"]
    cut = next((place for place, token in enumerate(tail_words) if token.text[0].isupper()), None)
    if cut is not None:
        members.append(tail_words[cut])
        tail_words = tail_words[cut + 1 :]
    tail = " ".join(token.text for token in tail_words)
    start = head.left_edge.i
    found = []
    for member in members:
        words = [token for token in doc[start : member.i + 1] if not token.is_punct and token.dep_ not in {"cc", "det"}]
        if words:
            span = Span(words[0].idx, words[-1].idx + len(words[-1]))
            found.append((span, f"{' '.join(token.text for token in words)} {tail}".strip()))
        start = member.i + 1
    return found


def _described(head: Token, span: Span, text: str, rules: AttributionRules) -> Source:
    name = text
    words = text.split()
    if len(words) > 2 and words[-1].lower() in {"sources", "officials", "agencies", "services"} and "intelligence" in words:
        name = " ".join(words[:-1])
    return Source(
        span=span, text=head.doc.text[span.start : span.end], name=name, kind=kind_of(head, rules), footing="role", origin=name
    )


def _source(head: Token, joint: bool, names: Names, rules: AttributionRules, speakers: Speakers) -> Source | None:
    doc = head.doc
    span = _member(head) if joint else noun_phrase(head)
    text = doc.text[span.start : span.end]
    if head.lower_ in _PERSONAL or head.lower_ in _THEY or head.lower_ in _IT:
        return _pronoun(head, span, text, speakers)
    if head.tag_ in {"WDT", "WP", "EX"} or head.lower_ in {"this", "that", "which", "there", "what", "who"}:
        return None
    mention = names.of(head.i) or _appositive(head, names)
    if mention is not None and mention.kind == "PERSON":
        return Source(span, text, mention.name, "person", "named", mention.name)
    if mention is not None:
        control = (
            next((agency.control for agency in rules.media.values() if agency.name == mention.name), None)
            if mention.kind == "MEDIA"
            else None
        )
        kind: SourceKind = "agency" if mention.kind == "MEDIA" else "organisation"
        return Source(span, text, mention.name, kind, "named", mention.name, _control(text, rules, control))
    name, origin = _role(head, span, names, rules)
    kind = kind_of(head, rules)
    footing: Footing = "unnamed" if origin is None else "role"
    return Source(span, text, name, kind, footing, origin, _control(text, rules, None))


def _control(text: str, rules: AttributionRules, known: str | None) -> str | None:
    low = text.lower()
    if known == "state" or any(phrase in low for phrase in rules.state_phrases):
        return "state"
    return None


def _appositive(head: Token, names: Names):
    for child in head.children:
        if child.dep_ in {"appos"} and (mention := names.of(child.i)) is not None:
            return mention
    return None


def _member(head: Token) -> Span:
    """The noun phrase of one member of a joint source: without the members that follow."""
    doc = head.doc
    first = head.left_edge.i
    last = head.i
    for child in head.rights:
        if child.dep_ in {"cc", "conj", "punct"}:
            break
        last = child.right_edge.i
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _pronoun(head: Token, span: Span, text: str, speakers: Speakers) -> Source | None:
    low = head.lower_
    if low in _PERSONAL:
        gendered = speakers.masculine if _PERSONAL[low] == "m" else speakers.feminine
        antecedent = speakers.person or gendered
    elif low in _THEY:
        antecedent = speakers.group or speakers.body
    else:
        antecedent = speakers.body
    if antecedent is None:
        return Source(span, text, text, "person" if low in _PERSONAL else "group", "unnamed", None)
    return Source(span, text, antecedent.name, antecedent.kind, antecedent.footing, antecedent.origin, antecedent.control)


def _role(head: Token, span: Span, names: Names, rules: AttributionRules) -> tuple[str, str | None]:
    """The role as a name ("Seoul-based analyst") and its origin, None when the role proves no identity."""
    doc = head.doc
    first = next(
        (token.i for token in doc[head.left_edge.i : head.i + 1] if token.dep_ != "det" and not token.is_space), head.i
    )
    name = doc.text[doc[first].idx : head.idx + len(head)]
    body = _body(head, names)
    if head.lemma_.lower() in rules.roles.get("spokesman", frozenset()):
        return name, body
    generic = head.lower_ in rules.roles.get("generic", frozenset())
    if generic and body is None:
        return name, None
    return name, name


def _body(head: Token, names: Names) -> str | None:
    """The body that a role belongs to: "Surrey Police spokeswoman", "the ministry's spokesman", "spokesman for X"."""
    doc = head.doc
    for child in head.children:
        if child.dep_ in {"compound", "poss", "amod", "nmod"} and child.i < head.i and child.pos_ in {"PROPN", "NOUN"}:
            mention = names.of(child.i)
            if mention is not None:
                return mention.name
            first = next((t.i for t in doc[child.left_edge.i : child.i + 1] if t.dep_ != "det"), child.i)
            return doc.text[doc[first].idx : child.idx + len(child)]
        if child.dep_ == "prep" and child.lower_ in {"for", "of", "at", "from"}:
            thing = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
            if thing is not None:
                mention = names.of(thing.i)
                if mention is not None:
                    return mention.name
                first = next((t.i for t in doc[thing.left_edge.i : thing.i + 1] if t.dep_ != "det"), thing.i)
                return doc.text[doc[first].idx : thing.idx + len(thing)]
    return None


def kind_of(head: Token, rules: AttributionRules) -> SourceKind:
    """What a head noun says of the kind of its source."""
    low, lemma = head.lower_, head.lemma_.lower()
    plural = head.tag_ in {"NNS", "NNPS"}
    kinds: Sequence[tuple[str, SourceKind]] = (
        ("document", "document"), ("officials", "officials"), ("group", "group"), ("organisation", "organisation"), ("person", "person"),
    )  # fmt: skip
    for table, kind in kinds:
        words = rules.roles.get(table, frozenset())
        if low in words or (lemma in words and kind != "group"):
            return "group" if kind == "person" and plural else kind
    return "group" if plural else ("organisation" if head.pos_ == "PROPN" else "person")
