"""Certainty: how sure a claim is said to be, from its cue and the words that govern its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.model import Certainty, Span
from wireroom.reading.attribution import AttributionRules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_POSSIBLE = frozenset(("may", "might", "could", "perhaps", "possibly", "maybe", "likely", "unlikely", "probably", "apparently"))
_EXPECTED = frozenset(("will", "wo", "shall", "'ll", "’ll"))


def certainty(doc: Doc, lemma: str | None, content: tuple[Span, ...], rules: AttributionRules) -> Certainty:
    """How sure the content is said to be: the cue's own class first, then that of the content's main verb."""
    if lemma is not None and (level := rules.certainty.get(lemma)):
        return level
    head = _head(doc, content)
    if head is None:
        return "stated"
    lower = {child.lower_ for child in head.children if child.dep_ in {"aux", "advmod", "auxpass"}}
    if lower & rules.hearsay:
        return "alleged"
    if lower & _POSSIBLE:
        return "possible"
    if (
        lower & _EXPECTED
        or (lemma is not None and "would" in lower)
        or (head.lemma_ in {"expect", "schedule", "slate", "set", "due"} and head.tag_ == "VBN")
    ):
        return "expected"
    if head.lemma_ in {"believe", "think", "fear", "suspect", "presume", "estimate"} and head.tag_ == "VBN":
        return "possible"
    if head.lemma_ in {"allege", "accuse"}:
        return "alleged"
    return "stated"


def _head(doc: Doc, content: tuple[Span, ...]) -> Token | None:
    if not content:
        return None
    stretch = doc.char_span(content[0].start, content[0].end, alignment_mode="expand")
    return stretch.root if stretch is not None and len(stretch) else None
