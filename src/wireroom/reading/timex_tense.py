"""The tense of the verb that a time stands under: past, present or future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.reading.kin import kin

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 8
"""Steps up the parse to the governing verb; farther away it says nothing of the time."""
_MODAL = frozenset("will 'll ’ll wo shall".split())
_AHEAD = frozenset(
    "plan expect schedule slate intend set due hope aim want prepare likely propose agree vow promise pledge decide "
    "start resume".split()
)

_PUT_OFF = frozenset("postpone delay extend adjourn defer suspend reschedule push remand give grant".split())
"""Verbs that, past, put off to a time still to come: "adjourned until Monday"."""


def tense_at(token: Token) -> str | None:
    """`past`, `present` or `future` by the nearest verb above the token; None when there is none within reach."""
    if token.dep_ in ("poss", "case"):
        return "past"
    until = False
    for _ in range(REACH):
        if token.pos_ in ("VERB", "AUX"):
            tense = _tense(token, REACH)
            return "future" if until and tense == "past" and token.lemma_ in _PUT_OFF else tense
        if token.lower_ in ("payable", "effective") and token.pos_ == "ADJ":
            return "future"
        until = until or token.lower_ in ("until", "till", "to")
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _tense(verb: Token, reach: int) -> str:
    """The tense of a verb by its helpers, or of the verb it leans on, `reach` steps up at most."""
    helpers = [child for child in kin(verb) if child.dep_ in ("aux", "auxpass", "cop")]
    lows = [child.lower_ for child in helpers]
    if any(low in _MODAL for low in lows):
        return "future"
    if "could" in lows and _denied(verb):
        return "past"
    arranged = verb.lemma_ in ("schedule", "reschedule") or (verb.lemma_ == "plan" and verb.tag_ == "VBD")
    if arranged and "had" not in lows:
        return "future"
    if any(child.tag_ == "VBD" for child in helpers):
        going = verb.lower_ in ("going", "scheduled", "slated", "due", "expected", "supposed", "planned")
        return "future" if going and verb.tag_ != "VBD" and "had" not in lows else "past"
    if any(low in ("has", "have", "having", "'ve") for low in lows) and "to" not in lows:
        return "past"
    if "to" in lows:
        head = verb.head
        if any(child.lower_ == "had" for child in kin(head)):
            return "past"
        if head.i == verb.i or head.pos_ not in ("VERB", "AUX") or head.lemma_ in _AHEAD or not reach:
            return "future"
        return "past" if _tense(head, reach - 1) == "past" else "future"
    if any(child.tag_ == "MD" for child in helpers):
        return "future"
    if verb.tag_ == "VBD":
        return "past"
    if any(child.tag_ in ("VBZ", "VBP") for child in helpers):
        return "future" if verb.tag_ == "VBN" and verb.lemma_ in _AHEAD else "present"
    if verb.tag_ == "VBN":
        return "future" if verb.lemma_ in ("schedule", "slate", "plan", "expect") else "past"
    if verb.tag_ == "VBG":
        head = verb.head
        return _finite(head) if head.i != verb.i and head.pos_ in ("VERB", "AUX") else "past"
    return "present"


def _denied(verb: Token) -> bool:
    """Whether the verb is denied: "could not be reached Monday" tells of what was."""
    return any(
        child.dep_ == "neg" or (child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("neither", "none", "nobody"))
        for child in kin(verb)
    )


def _finite(verb: Token) -> str:
    """The tense of a verb that a participle leans on, without looking further up."""
    if any(child.lower_ in _MODAL for child in kin(verb) if child.dep_ == "aux"):
        return "future"
    return "past" if verb.tag_ in ("VBD", "VBN") else "present"
