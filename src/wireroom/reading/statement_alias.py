""" "The island", "the same town": a place named before, called by its kind alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wireroom.model import Statement
from wireroom.reading.statement_place import named_kind
from wireroom.reading.statement_rules import PlaceRules

if TYPE_CHECKING:
    from spacy.tokens import Doc

POINTERS = frozenset({"same", "very", "whole", "entire"})


def resolved(statements: Iterable[Statement], doc: Doc, rules: PlaceRules) -> Iterator[Statement]:
    """The statements, each place that is a bare kind of place replaced by the last place of that kind named before it.

    "Qeshm island … jolted the island" gives Qeshm, with the island's words still marked. A kind never named stays as it is."""
    known: dict[str, list[tuple[int, str]]] = {}
    for token in doc:
        for kind, name in named_kind(token, rules):
            known.setdefault(kind, []).append((token.idx, name))
    for statement in statements:
        name = _antecedent(statement, doc, known)
        yield replace(statement, place=name) if name is not None else statement


def _antecedent(statement: Statement, doc: Doc, known: dict[str, list[tuple[int, str]]]) -> str | None:
    if statement.place is None or statement.place_span is None or statement.within:
        return None
    words = [word.lower() for word in statement.place.split()]
    if not words or words[-1] not in known or not set(words[:-1]) <= POINTERS:
        return None
    first = doc.text[statement.place_span.start : statement.place_span.end].split()[0].lower()
    if first not in {"the", "this", "that"} and not set(words[:-1]):
        return None
    named = known[words[-1]]
    at = bisect_left(named, (statement.place_span.start, ""))
    return named[at - 1][1] if at else None
