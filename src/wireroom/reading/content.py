"""Contents: what of the parse under a cue is attributed, by the frame in which the cue takes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.extent import around, extent
from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FAR = 400
"""Tokens into a verb's object that quoted words are looked for: a bound on hostile text."""
_STOPS = frozenset((".", "!", "?"))
_SUBJECTS = frozenset(("nsubj", "csubj"))


def holds_quote(doc: Doc, content: tuple[Span, ...], quoted: Sequence[int]) -> bool:
    """Whether quoted words stand in a content; `quoted` gives for each token its quotation's place, -1 outside."""
    for span in content:
        stretch = doc.char_span(span.start, span.end, alignment_mode="expand")
        if stretch is not None and any(quoted[at] >= 0 for at in range(stretch.start, min(stretch.end, stretch.start + FAR))):
            return True
    return False


def content_of(verb: Token, frame: str, *, passive: bool) -> tuple[Span, ...]:
    """The spans that a verb attributes in a frame, in order; none where the frame is not there."""
    base = frame.removesuffix("_quoted")
    if base == "clause":
        return _clause(verb, passive=passive)
    if base == "as":
        role = next(
            (child for child in verb.children if child.dep_ == "prep" and child.lower_ == "as" and child.i > verb.i), None
        )
        if role is None or any(child.dep_ == "pcomp" and child.lower_ == "saying" for child in role.children):
            return ()
        return _touching(verb, (*_thing(verb), extent(role)))
    if base == "infinitive":
        found = next((child for child in verb.children if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i), None)
        return (extent(found),) if found is not None else ()
    if base == "predicative":
        found = next(
            (child for child in verb.children if child.dep_ == "oprd" or (child.dep_ == "ccomp" and child.i > verb.i)), None
        )
        return _touching(verb, (*_thing(verb), extent(found))) if found is not None else ()
    if base == "object":
        for child in verb.children:
            if child.dep_ == "dobj" and child.i > verb.i and child.pos_ != "PRON":
                return (extent(child),)
            if child.dep_ == "xcomp" and child.tag_ == "VBG":
                return (extent(child),)
        return ()
    for child in verb.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ == base and child.i > verb.i:
            dated = any(grand.ent_type_ in {"DATE", "TIME"} for grand in child.children)
            return () if dated else (extent(child),)
    return ()


def _touching(verb: Token, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Two spans as one when only blank stands between them."""
    if len(spans) == 2 and not text_of(verb.doc)[spans[0].end : spans[1].start].strip():
        return (Span(spans[0].start, spans[1].end),)
    return spans


def _thing(verb: Token) -> tuple[Span, ...]:
    """The object that something is said of, when it follows the verb and is no relative pronoun."""
    thing = next((child for child in verb.children if child.dep_ == "dobj" and child.tag_ not in {"WP", "WDT"}), None)
    return (extent(thing),) if thing is not None and thing.i > verb.i else ()


def _clause(verb: Token, *, passive: bool) -> tuple[Span, ...]:
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and child.tag_ != "VBG"]
    if clauses:
        after = [child for child in clauses if child.i > verb.i]
        chosen = (after or clauses)[0]
        if chosen.i < verb.i and any(child.text == ";" and chosen.i < child.i for child in verb.lefts):
            return ()
        return _reaching(verb, chosen, extent(chosen))
    if passive:
        raised = next((child for child in verb.children if child.dep_ == "xcomp"), None)
        return (extent(raised),) if raised is not None else ()
    if verb.dep_ == "parataxis" and verb.head.i != verb.i:
        return tuple(around(verb.head, verb))
    return _tail(verb)


def _tail(verb: Token) -> tuple[Span, ...]:
    """All of the sentence before a closing ", X reported on Monday", which the parse often hangs on the wrong verb."""
    who = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
    if who is None or verb.tag_ not in {"VBD", "VBZ", "VBP"} or who.left_edge.i < 2:
        return ()
    doc = verb.doc
    comma = doc[who.left_edge.i - 1]
    free = all(child.dep_ in {"prep", "npadvmod", "punct", "advmod", "tmod"} for child in verb.rights)
    ends = (
        verb.right_edge.i + 1 >= len(doc) or doc[verb.right_edge.i].text in _STOPS or doc[verb.right_edge.i + 1].text in _STOPS
    )
    first = verb.sent.start
    if comma.text != "," or not free or not ends or comma.i - first < 2:
        return ()
    return (Span(doc[first].idx, doc[comma.i - 1].idx + len(doc[comma.i - 1])),)


def _reaching(verb: Token, clause: Token, span: Span) -> tuple[Span, ...]:
    """The clause with a second one that the parse hung on the cue: "said the price would rise but sales would fall".

    Only one that stands right behind, with a subject of its own and an auxiliary, as what is reported has."""
    doc = verb.doc
    for child in verb.rights:
        if child.dep_ == "conj" and child.i > clause.i and doc[clause.right_edge.i + 1].dep_ in {"cc", "punct"}:
            kinds = {grand.dep_ for grand in child.lefts}
            if "aux" in kinds and (kinds & {"nsubj", "nsubjpass"} or clause.tag_ != "VBD"):
                return (Span(span.start, extent(child).end),)
    return (span,)
