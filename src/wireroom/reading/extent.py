"""Extents: the stretches of text that a subtree of the parse covers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wireroom.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOOSE = ",;:-–—"


def extent(head: Token) -> Span:
    """The stretch of a subtree without blank, comma or final stop at its ends."""
    found = _stretch(head, head.left_edge.i, head.right_edge.i)
    return found if found is not None else Span(head.idx, head.idx + len(head))


def around(head: Token, hole: Token) -> Iterator[Span]:
    """The stretches of a subtree before and behind the subtree of one of its descendants, where they hold words."""
    for first, last in ((head.left_edge.i, hole.left_edge.i - 1), (hole.right_edge.i + 1, head.right_edge.i)):
        found = _stretch(head, first, last)
        if found is not None:
            yield found


def verb_group(verb: Token) -> tuple[int, int]:
    """A verb with its auxiliaries, negation and the adverbs that stand right before it, as token indices, end excluded."""
    doc = verb.doc
    first = verb.i
    own = {child.i for child in verb.lefts if child.dep_ in {"aux", "auxpass", "neg", "advmod"}}
    while first - 1 in own:
        first -= 1
    lone = doc[first]
    while first < verb.i and lone.dep_ == "advmod" and (lone.tag_ == "WRB" or lone.i == lone.sent.start):
        first += 1
        lone = doc[first]
    return (first, verb.i + 1)


def _stretch(token: Token, first: int, last: int) -> Span | None:
    doc = token.doc
    while first <= last and (doc[first].is_space or doc[first].text in _LOOSE):
        first += 1
    while last >= first and (doc[last].is_space or doc[last].text in _LOOSE or doc[last].text == "." or doc[last].dep_ == "cc"):
        last -= 1
    if first > last or not any(doc[at].is_alpha or doc[at].like_num for at in range(first, last + 1)):
        return None
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
