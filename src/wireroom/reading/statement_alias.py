"""What a definite noun alone stands for: a place named before ("the island"), an event just told of ("the ceremony")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from wireroom.model import Statement
from wireroom.reading.statement_place import named_kind
from wireroom.reading.statement_rules import PlaceRules
from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

POINTERS = frozenset({"same", "very", "whole", "entire"})


def resolved(statements: Iterable[Statement], doc: Doc, rules: PlaceRules) -> Iterator[Statement]:
    """The statements, each place that is a bare kind of place replaced by the last place of that kind named before it.

    "Sumba island … jolted the island" gives Sumba, with the island's words still marked. A kind never named stays as it is."""
    known: dict[str, list[tuple[int, str]]] = {}
    for token in doc:
        for kind, label in named_kind(token, rules) if token.lemma_.lower() in rules.nouns else ():
            known.setdefault(kind, []).append((token.idx, label))
    for statement in statements:
        name = _antecedent(statement, doc, known)
        yield replace(statement, place=name) if name is not None else statement


def _antecedent(statement: Statement, doc: Doc, known: dict[str, list[tuple[int, str]]]) -> str | None:
    if statement.place is None or statement.place_span is None or statement.within:
        return None
    words = [word.lower() for word in statement.place.split()]
    if not words or words[-1] not in known or not set(words[:-1]) <= POINTERS:
        return None
    first = text_of(doc)[statement.place_span.start : statement.place_span.end].split()[0].lower()
    if first not in {"the", "this", "that"} and not set(words[:-1]):
        return None
    named = known[words[-1]]
    at = bisect_left(named, (statement.place_span.start, ""))
    return named[at - 1][1] if at else None


GENERIC_EVENTS = frozenset({"ceremony", "event", "incident", "occasion", "move", "visit", "accident", "tragedy", "disaster"})
"""Nouns that, with "the" and nothing more, take up the event of the sentences before."""
BACK = 400
"""Code points back in which that event is looked for: about two sentences."""


def recalled(statements: Sequence[Statement], doc: Doc) -> Iterator[Statement]:
    """The statements, each about a bare "the ceremony" or "the incident" joined to the event told of just before it.

    Its thing gains the words of the last status with a class that begins before it, within `BACK` code points, and its
    class becomes that status's: "broke ground on a bridge. The ceremony took place on Monday" dates the bridge's start."""
    told = sorted(
        (one for one in statements if one.kind == "status" and one.effect and one.thing and not one.weak),
        key=lambda one: (one.span.start, one.span.end, one.predicate),
    )
    starts = [one.span.start for one in told]
    for statement in statements:
        bare = statement.thing in GENERIC_EVENTS and statement.predicate == statement.thing
        if not bare or not _is_definite(statement, doc):
            yield statement
            continue
        at = bisect_left(starts, statement.span.start - 1) - 1
        before = told[at] if at >= 0 else None
        if before is None or statement.span.start - before.span.start > BACK or before.thing is None:
            yield statement
            continue
        thing = f"{before.thing} {statement.thing}" if statement.thing not in before.thing.split() else before.thing
        yield replace(statement, thing=thing, effect=before.effect)


def _is_definite(statement: Statement, doc: Doc) -> bool:
    words = text_of(doc)[statement.span.start : statement.span.end].lower().split()
    return any(word in {"the", "this"} and after.strip(".,") == statement.thing for word, after in pairwise(words))
