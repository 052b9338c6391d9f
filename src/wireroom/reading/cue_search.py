"""Every cue of a parsed text, whatever its part of speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from wireroom.reading.attribution import AttributionRules
from wireroom.reading.cue import Cue, lemma_of, verb_cue
from wireroom.reading.cue_adjective import adjective_cue, impression
from wireroom.reading.cue_noun import noun_cue
from wireroom.reading.cue_phrase import according, hearsay, opinion

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def cues(doc: Doc, rules: AttributionRules, quoted: Sequence[int]) -> Iterator[Cue]:
    """Every cue of a parsed text in order of its head. `quoted` gives for each token its quotation's place, -1 outside."""
    for token in doc:
        cue = _cue(token, rules, quoted)
        if cue is not None:
            yield cue


def _cue(token: Token, rules: AttributionRules, quoted: Sequence[int]) -> Cue | None:
    low = token.lower_
    if low == "according" and token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "to":
        return according(token)
    if token.pos_ in {"VERB", "AUX"}:
        if lemma_of(token) in rules.impressions:
            return impression(token, rules)
        return verb_cue(token, quoted, rules) or adjective_cue(token, quoted, rules)
    if token.pos_ == "ADJ":
        return adjective_cue(token, quoted, rules)
    if token.pos_ == "NOUN":
        return noun_cue(token, quoted, rules)
    if low == "in" and token.pos_ == "ADP":
        return opinion(token, rules)
    return hearsay(token) if low in rules.hearsay else None
