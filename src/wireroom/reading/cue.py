"""Cues: the words that signal attribution, found over the parse, each with the head of its source and its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.attribution import AttributionRules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE = frozenset(("nsubjpass", "csubjpass"))
_CLAUSES = frozenset(("ccomp",))


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: `tokens` from first to last (an index, end excluded), `source` the head token of the source, `content` spans
    of code points. `frame` is how the content hangs on it; `lemma` the head's; `kind` speech, belief or intention."""

    tokens: tuple[int, int]
    head: Token
    lemma: str
    frame: str
    kind: str
    source: Token | None
    content: tuple[Span, ...]
    why: str
    passive: bool = False


def cues(doc: Doc, rules: AttributionRules) -> Iterator[Cue]:
    """Every cue of a parsed text in order of its head."""
    for token in doc:
        if token.is_space or token.is_punct:
            continue
        low = token.lower_
        if token.pos_ in {"VERB", "AUX"} and (frames := rules.verbs.get(token.lemma_.lower())):
            yield from _verb(token, frames, rules)
        elif low == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield from _according(token)


def _verb(verb: Token, frames: dict[str, str] | object, rules: AttributionRules) -> Iterator[Cue]:
    assert hasattr(frames, "get")
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
    passive = passive or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    source = _agent(verb) if passive else subject(verb)
    for frame in (
        "clause",
        "as",
        "predicative",
        "infinitive",
        "object",
        "of",
        "about",
        "on",
        "to",
        "for",
        "against",
        "in",
        "with",
    ):
        kind = frames.get(frame)
        if kind is None:
            continue
        content = _content(verb, frame, passive=passive)
        if content:
            yield Cue(
                _verb_group(verb), verb, verb.lemma_.lower(), frame, kind, source, content,
                f"subject of {verb.lower_}" if not passive else f"agent of {verb.lower_}", passive,
            )  # fmt: skip
            return


def subject(verb: Token) -> Token | None:
    """The token that governs the one who does what the verb says: its own subject, or that of the verb it hangs on."""
    seen = 0
    here = verb
    while seen < 6:
        for child in here.children:
            if child.dep_ in SUBJECTS:
                return _antecedent(child, here)
        if here.dep_ == "acl":
            return here.head
        if here.dep_ in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep"} and here.head is not here:
            if here.dep_ == "ccomp" and here is verb:
                return None
            here = here.head
            if any(child.dep_ in PASSIVE for child in here.children):
                return next(child for child in here.children if child.dep_ in PASSIVE)
        else:
            return None
        seen += 1
    return None


def _antecedent(token: Token, verb: Token) -> Token:
    if token.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        return verb.head
    return token


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    return None


def _content(verb: Token, frame: str, *, passive: bool) -> tuple[Span, ...]:
    if frame == "clause":
        for child in verb.children:
            if child.dep_ == "ccomp":
                return (_extent(child),)
        if passive:
            for child in verb.children:
                if child.dep_ == "xcomp":
                    return (_extent(child),)
        if verb.dep_ == "parataxis":
            return tuple(_around(verb.head, verb))
        return ()
    if frame == "as":
        role = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "as"), None)
        if role is None:
            return ()
        thing = next((child for child in verb.children if child.dep_ == "dobj" and child.tag_ not in {"WP", "WDT"}), None)
        return (_extent(thing), _extent(role)) if thing is not None and thing.i > verb.i else (_extent(role),)
    if frame == "infinitive":
        for child in verb.children:
            if child.dep_ == "xcomp":
                return (_extent(child),)
        return ()
    if frame == "predicative":
        for child in verb.children:
            if child.dep_ == "oprd":
                thing = next((other for other in verb.children if other.dep_ == "dobj" and other.i > verb.i), None)
                return (_extent(thing), _extent(child)) if thing is not None else (_extent(child),)
            if child.dep_ == "ccomp" and child.i > verb.i:
                return (_extent(child),)
        return ()
    if frame == "object":
        for child in verb.children:
            if child.dep_ == "dobj" and child.i > verb.i and child.pos_ != "PRON":
                return (_extent(child),)
            if child.dep_ == "xcomp" and child.tag_ == "VBG":
                return (_extent(child),)
        return ()
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ == frame and child.i > verb.i:
            return (_extent(child),)
    return ()


def _extent(head: Token) -> Span:
    """The stretch from the left edge to the right edge of a subtree, without blank or final punctuation at its ends."""
    doc = head.doc
    first, last = head.left_edge.i, head.right_edge.i
    while first < last and (doc[first].is_space or doc[first].text in ",;:-–—"):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in ",;:-–—."):
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _around(head: Token, hole: Token) -> Iterator[Span]:
    doc = head.doc
    left, right = hole.left_edge.i, hole.right_edge.i
    for first, last in ((head.left_edge.i, left - 1), (right + 1, head.right_edge.i)):
        while first <= last and (doc[first].is_space or doc[first].text in ",;:-–—"):
            first += 1
        while last >= first and (doc[last].is_space or doc[last].text in ",;:-–—."):
            last -= 1
        if first <= last and any(doc[at].is_alpha for at in range(first, last + 1)):
            yield Span(doc[first].idx, doc[last].idx + len(doc[last]))


def _verb_group(verb: Token) -> tuple[int, int]:
    first = verb.i
    for child in verb.lefts:
        if child.dep_ in {"aux", "auxpass", "neg"}:
            first = min(first, child.i)
    return (first, verb.i + 1)


def _according(token: Token) -> Iterator[Cue]:
    doc = token.doc
    to = doc[token.i + 1]
    source = next((child for child in to.children if child.dep_ == "pobj"), None)
    if source is None:
        return
    clause = token
    while clause.head is not clause and clause.dep_ in {"prep", "advmod", "pobj", "dep"}:
        clause = clause.head
    content = tuple(_around(clause, token))
    if content:
        yield Cue((token.i, token.i + 2), token, "according", "according", "speech", source, content, "according to")
