"""Cues that are no verb, noun or adjective with a frame: "according to X", "in X's view", "in recent polls", "reportedly"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.cue import Cue, lemma_of
from wireroom.reading.extent import around

if TYPE_CHECKING:
    from spacy.tokens import Token

CLIMB = 8
"""How many words up the clause is looked for that a phrase hangs in."""
_STOPS = frozenset((".", "!", "?"))
_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
_ADVERBIAL = frozenset(("prep", "advmod", "pobj", "dep", "pcomp"))


def according(token: Token) -> Cue | None:
    """ "according to X": the rest of the clause, or of the sentence where the phrase ends it, is content."""
    to = token.doc[token.i + 1]
    source = next((child for child in to.children if child.dep_ == "pobj"), None) or _mistaken(to)
    if source is None:
        return None
    if token.i == token.sent.start and (comma := _cut_off(source)) is not None:
        last = token.doc[_end(source) - 1]
        content: tuple[Span, ...] = (Span(token.doc[comma + 1].idx, last.idx + len(last)),)
        return Cue((token.i, token.i + 2), token, "according", "according", "speech", source, content, "according to")
    clause = _clause(token)
    if source.right_edge.i + 1 >= len(token.doc) or token.doc[source.right_edge.i + 1].text in ".!?":
        clause = token.sent.root
    content = tuple(around(clause, token))
    if not content:
        return None
    return Cue((token.i, token.i + 2), token, "according", "according", "speech", source, content, "according to")


def _cut_off(source: Token) -> int | None:
    """The comma right behind a source that the parse lets run to the end of its sentence: "According to X, the move …"."""
    doc = source.doc
    comma, end = source.i + 1, _end(source)
    runs_on = source.right_edge.i >= end - 1 and comma + 2 < end and doc[comma].text == ","
    return comma if runs_on and doc[comma + 1].tag_ not in _RELATIVE else None


def _end(token: Token) -> int:
    """Where the words of a token's sentence end, stop and blank left out."""
    end = token.sent.end
    while end > token.i + 1 and (token.doc[end - 1].is_space or token.doc[end - 1].text in _STOPS):
        end -= 1
    return end


def _mistaken(to: Token) -> Token | None:
    """The noun that closes what stands behind "to", where the parse takes it for a verb: "according to show insiders"."""
    verb = next((child for child in to.children if child.dep_ == "pcomp" and child.i == to.i + 1), None)
    if verb is None or verb.tag_ != "VB":
        return None
    return next((child for child in verb.rights if child.dep_ == "dobj" and child.i == verb.i + 1), None)


def opinion(token: Token, rules: AttributionRules) -> Cue | None:
    """ "in X's view", "in the opinion of X"; "in a recent poll" has the poll for source."""
    inner = next((child for child in token.children if child.dep_ == "pobj"), None)
    if inner is None or token.dep_ != "prep":
        return None
    low = inner.lemma_.lower()
    source: Token | None = None
    first, last = token.i, token.i + 1
    if low in rules.opinions:
        source = next((child for child in inner.children if child.dep_ == "poss"), None)
        if source is not None:
            first, last = inner.i, inner.i + 1
        else:
            of = next((child for child in inner.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
            source = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
            last = of.i + 1 if of is not None else last
    elif (
        low in rules.surveys
        and token.head.pos_ in {"VERB", "AUX"}
        and "clause" not in rules.verbs.get(lemma_of(token.head), {})
    ):
        source = inner
    if source is None:
        return None
    content = tuple(around(_clause(token), token))
    if not content:
        return None
    return Cue((first, last), token, low, "phrase", "belief", source, content, f"in the {low} of")


def hearsay(token: Token) -> Cue | None:
    """An adverb that lays its clause to somebody unsaid: "the firm reportedly cut its price"."""
    verb = token.head
    if token.dep_ != "advmod" or verb.pos_ not in {"VERB", "AUX"}:
        return None
    content = tuple(around(verb, token))
    if not content:
        return None
    return Cue((token.i, token.i + 1), token, token.lower_, "adverb", "attitude", None, content, token.lower_)


def _clause(token: Token) -> Token:
    clause = token
    for _ in range(CLIMB):
        if clause.head.i == clause.i or clause.dep_ not in _ADVERBIAL:
            break
        clause = clause.head
    return clause
