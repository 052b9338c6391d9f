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


def tense_at(token: Token) -> str | None:
    """`past`, `present` or `future` by the nearest verb above the token; None when there is none within reach."""
    if token.dep_ in ("poss", "case"):
        return "past"
    for _ in range(REACH):
        if token.pos_ in ("VERB", "AUX"):
            return _tense(token, REACH)
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
    if any(child.tag_ == "VBD" for child in helpers):
        going = verb.lower_ in ("going", "scheduled", "slated", "due", "expected", "supposed", "planned")
        return "future" if going and verb.tag_ != "VBD" and "had" not in lows else "past"
    if any(low in ("has", "have", "having", "'ve") for low in lows) and "to" not in lows:
        return "past"
    if "to" in lows:
        head = verb.head
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


def _finite(verb: Token) -> str:
    """The tense of a verb that a participle leans on, without looking further up."""
    if any(child.lower_ in _MODAL for child in kin(verb) if child.dep_ == "aux"):
        return "future"
    return "past" if verb.tag_ in ("VBD", "VBN") else "present"
