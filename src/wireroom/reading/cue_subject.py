"""Subjects: who does what a verb says, from the parse and, where it errs, from what stands beside the verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.attribution import AttributionRules

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "csubj"))


PASSIVE = frozenset(("nsubjpass", "csubjpass"))


CLIMB = 6
"""How many verbs up a participle looks for its subject: deeper chains are errors of the parse."""


CARRIERS = frozenset(("quote", "cite"))
"""Verbs of passing words on, beside those of the lexicon: "quoted her as saying"."""


PLACES = frozenset(("GPE", "LOC", "FAC", "DATE", "TIME"))
"""Entities that a dateline or an address ends with, and that seldom speak."""


SUBTREE = 60
"""Words of a phrase that are looked through for names: a bound on hostile text."""


FINITE = frozenset(("VBD", "VBZ", "VBP"))


_ASTRAY = frozenset(("appos", "conj", "compound", "dep"))
"""How the parse hangs a subject that it does not see."""


_HANGS = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "parataxis"))


def to_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return verb.tag_ == "VB" and any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts)


def relative(verb: Token) -> Token | None:
    """The relative pronoun that is the subject of a verb, if one is."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not any(child.dep_ in SUBJECTS for child in verb.lefts):
        verb = verb.head
    mark = next((child for child in verb.children if child.dep_ in SUBJECTS and child.tag_ in {"WDT", "WP"}), None)
    return mark if mark is not None and antecedent(mark, verb) is not None else None


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: an auxiliary of the passive, or a participle that describes a noun."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN" or verb.dep_ not in {"acl", "amod", "advcl"}:
        return False
    if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and any(child.dep_ in {"ccomp", "dobj"} for child in verb.rights):
        return False
    return not any(child.dep_ in {"aux", "nsubj"} for child in verb.lefts)


def subject(verb: Token, quoted: Sequence[int], rules: AttributionRules) -> Token | None:
    """The head of the noun phrase that does what the verb says: its own subject, or that of the verb it hangs on.

    A verb outside quotation marks never takes its subject from inside them. A participle of saying ("…, adding that")
    goes back to the speaker of the nearest cue above it."""
    if (above := goes_on(verb)) is not None and quoted[verb.i] < 0:
        return subject(above, quoted, rules)
    found, governor = hung_on(verb, quoted, rules)
    if found is None:
        return _right_before(verb, quoted)
    if governor is None or governor.i == verb.i:
        return found
    return _speaker_above(verb, found, governor, quoted, rules)


def hung_on(verb: Token, quoted: Sequence[int], rules: AttributionRules) -> tuple[Token | None, Token | None]:
    """The subject that the parse gives a verb, and the verb above it that bears it (None: no verb does)."""
    here = verb
    for _ in range(CLIMB):
        if quoted[here.i] < 0 or quoted[here.i] == quoted[verb.i] or (quoted[verb.i] < 0 and here.dep_ == "ROOT"):
            own = _own(here, quoted, passive=here.i != verb.i)
            if own is not None and (quoted[own.i] < 0 or quoted[own.i] == quoted[verb.i]):
                return own, here
        if here.dep_ == "acl" and (quoted[here.head.i] < 0 or quoted[verb.i] >= 0):
            return here.head, None
        if here.dep_ == "pcomp" and here.head.lower_ == "as" and here.head.head.lemma_.lower() in rules.carriers | CARRIERS:
            carrier = here.head.head
            if is_passive(carrier):
                return _own(carrier, quoted, passive=True), None
            return next((child for child in carrier.children if child.dep_ == "dobj"), None), None
        if here.head.i == here.i or (here.dep_ == "ccomp" and here.i == verb.i) or here.dep_ not in _HANGS | {"acl", "relcl"}:
            return None, None
        here = here.head
    return None, None


def _apart(first: Token, second: Token) -> bool:
    """Whether the first of two subjects is none: a place, or a noun that a comma or a quotation's end parts from the second."""
    doc = first.doc
    edge = second.left_edge.i
    return first.ent_type_ in PLACES or (edge > first.i + 1 and doc[edge - 1].tag_ in {",", "''"} and second.pos_ != "NUM")


def antecedent(mark: Token, verb: Token) -> Token | None:
    """What a relative pronoun before a verb stands for; the noun right before it where the parse sees no relative clause."""
    if verb.dep_ == "relcl":
        return verb.head
    if mark.lower_ != "which" or mark.i < 2 or verb.dep_ not in {"advcl", "conj", "ccomp", "dep", "parataxis"}:
        return None
    before = mark.nbor(-1) if mark.nbor(-1).text != "," else mark.nbor(-2)
    return before if before.pos_ in {"NOUN", "PROPN"} else None


def _right_before(verb: Token, quoted: Sequence[int]) -> Token | None:
    """The noun right before a main verb, where the parse hangs it on what precedes: "with her at his side, the mayor said"."""
    if verb.dep_ != "ROOT" or verb.tag_ not in {*FINITE, "VBN"} or any(child.dep_ in {"aux", *PASSIVE} for child in verb.lefts):
        return None
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].dep_ == "advmod":
        at -= 1
    noun = verb.doc[at]
    if at < verb.sent.start or quoted[at] >= 0 or noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ not in _ASTRAY:
        return None
    return noun


def goes_on(verb: Token) -> Token | None:
    """The verb that one is coordinated with where the parse hangs it on that one's clause: of "said he would come and called it
    good" *said* for *called*. Told by tense: both are finite alike, and the clause between is not."""
    inner = verb.head
    if (
        verb.dep_ != "conj"
        or inner.dep_ != "ccomp"
        or verb.tag_ not in FINITE
        or any(child.dep_ in SUBJECTS for child in verb.lefts)
    ):
        return None
    above = inner.head
    if above.tag_ != verb.tag_ or above.i > inner.i or any(child.dep_ in {"aux", "auxpass"} for child in above.lefts):
        return None
    if any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts):
        return None
    return above if _tense(inner) != verb.tag_ else None


def _tense(verb: Token) -> str:
    return next((child.tag_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}), verb.tag_)


def _own(verb: Token, quoted: Sequence[int], *, passive: bool) -> Token | None:
    """The subject of a verb; of two that the parse gives before it the nearer, where the first is a place: "in Salem, Ohio, Roe
    said"."""
    found: Token | None = None
    for child in verb.children:
        if child.dep_ in SUBJECTS or (passive and child.dep_ in PASSIVE):
            if quoted[child.i] >= 0 and quoted[verb.i] != quoted[child.i]:
                continue
            if found is not None and (child.i > verb.i or not _apart(found, child)):
                break
            if child.tag_ in {"WDT", "WP"} and (stands_for := antecedent(child, verb)) is not None:
                return stands_for
            found = child
    return found


def _speaker_above(verb: Token, found: Token, governor: Token, quoted: Sequence[int], rules: AttributionRules) -> Token:
    """Who speaks in a participle: of "X reported that Y praised it, calling it …" Y, of "X denied it was done, saying …" X.

    The first where the parse hangs the participle on an agency's or outlet's verb and a reported speaker stands between
    them; of others ("police said he left, adding …") the parse is right as often as not, and "add" goes back to the first
    speaker. The second where the verb that the parse hangs it on is no cue, and one above it is."""
    if verb.tag_ != "VBG":
        return found
    doc = verb.doc
    if verb.lemma_.lower() != "add" and is_media(found, rules):
        for at in range(verb.i - 1, max(governor.i, verb.i - 40), -1):
            token = doc[at]
            if token.pos_ == "VERB" and quoted[at] < 0 and token.lemma_.lower() in rules.verbs:
                own = _own(token, quoted, passive=False)
                if own is not None:
                    return own if own.pos_ in {"PROPN", "PRON"} else found
        return found
    here = governor
    for _ in range(CLIMB):
        if here.i < verb.i and "clause" in rules.verbs.get(here.lemma_.lower(), {}) and not is_passive(here):
            return _own(here, quoted, passive=False) or (subject(here, quoted, rules) if here.tag_ == "VBG" else None) or found
        if here.dep_ not in {"ccomp", "advcl", "conj", "acl", "relcl", "xcomp"}:
            return found
        here = here.head
    return found


def is_media(token: Token, rules: AttributionRules) -> bool:
    return any(child.lower_ in rules.media for child in islice(token.subtree, SUBTREE)) or token.lower_ == "media"


def agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    return None


def channels(verb: Token, content: tuple[Span, ...]) -> Iterator[Token]:
    """Those through whom the words came: whom somebody told, on what they wrote, by whom they are quoted."""
    above = verb.head
    shared = verb.dep_ == "conj" and above.pos_ == "VERB" and not any(child.dep_ in SUBJECTS for child in verb.lefts)
    for child in (*verb.children, *(above.children if shared else ())):
        if any(span.start <= child.idx < span.end for span in content):
            continue
        if child.dep_ in {"dobj", "dative"} and verb.lemma_.lower() == "tell":
            yield child
        elif child.dep_ in {"prep", "dative", "agent"} and child.lower_ in {"on", "to", "in", "via", "through", "by", "from"}:
            for grand in islice(child.subtree, SUBTREE):
                if grand.dep_ == "pobj" or grand.dep_ == "compound":
                    yield grand
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        carrier = verb.head.head
        yield from (child for child in carrier.children if child.dep_ in SUBJECTS and not is_passive(carrier))
        by = agent(carrier)
        if by is not None:
            yield by
