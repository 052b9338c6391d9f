"""Joint sources: the members of a noun phrase that names several, each a source of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.model import Source, Span
from wireroom.reading.source import PHRASE, shortened, single
from wireroom.reading.source_kind import Known, kind_of, sayer
from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

MEMBERS = 8
"""The most members of a joint source that are told apart."""


def sources(head: Token, known: Known) -> tuple[Source, ...]:
    """One source a member of the noun phrase, in order of the text; empty when it can name nobody."""
    members = [head, *_conjuncts(head)]
    if len(members) == 1 and (shared := _shared(head)):
        return tuple(_sharing(head, span, text, known) for span, text in shared)
    if len(members) == 1 and len(authors := _authors(head, known)) > 1:
        return authors
    found = (single(one, len(members) > 1, known) for one in members)
    return tuple(source for source in found if source is not None)


def _authors(head: Token, known: Known) -> tuple[Source, ...]:
    """Those by whom words come from several: "reports from X, Y and Z", "a statement by X and Y"; empty for other nouns."""
    if head.lemma_.lower() not in known.rules.postures or known.names.of(head.i) is not None:
        return ()
    for child in head.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"from", "by"}:
            first = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
            if first is not None and sayer(first, known) == "yes":
                found = (single(one, True, known) for one in [first, *_conjuncts(first)] if sayer(one, known) == "yes")
                return tuple(source for source in found if source is not None)
    return ()


def _conjuncts(head: Token) -> list[Token]:
    found: list[Token] = []
    here: Token | None = head
    while here is not None and len(found) < MEMBERS:
        here = next((child for child in here.children if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}), None)
        if here is not None:
            found.append(here)
    return found


def _shared(head: Token) -> list[tuple[Span, str]]:
    """Members that share a head noun: "French, German and other security sources" as spans and whole names.

    Runs of capitalised words parted by commas and conjunctions, then the words that all of them share."""
    doc = head.doc
    runs: list[list[Token]] = []
    tail: list[Token] = []
    parted = True
    for token in doc[max(head.left_edge.i, head.i - PHRASE) : head.i + 1]:
        if token.text == "," or token.dep_ == "cc":
            parted = True
        elif token.is_punct or token.is_space or token.dep_ in {"det", "predet"}:
            continue
        elif token.text[0].isupper() and not tail:
            if parted:
                runs.append([])
            runs[-1].append(token)
            parted = False
        else:
            if parted and len(runs) > 1:
                return []
            tail.append(token)
    if len(runs) < 2 or len(runs) > MEMBERS or not tail:
        return []
    return [(Span(run[0].idx, run[-1].idx + len(run[-1])), " ".join(token.text for token in [*run, *tail])) for run in runs]


def _sharing(head: Token, span: Span, text: str, known: Known) -> Source:
    name = shortened(text)
    return Source(span, text_of(head.doc)[span.start : span.end], name, kind_of(head, known.rules), "role", name)
