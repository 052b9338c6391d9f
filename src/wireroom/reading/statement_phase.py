"""The phase that a clause gives its thing: planned, started, under construction, ongoing, completed, cancelled, denied.

The order of the tests is the order of strength: what is denied or still to come outweighs the verb's own phase, which
outweighs tense and aspect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.model import Phase
from wireroom.reading.statement_frame import Frame
from wireroom.reading.statement_rules import PhaseRules, StatementRules

if TYPE_CHECKING:
    from spacy.tokens import Token

GOING_ON = frozenset({"continue", "go on", "carry on", "remain", "stay", "keep"})
"""Verbs that say even of the future that a thing already is: "will continue", "are likely to remain closed"."""
BE = frozenset({"be", "'s", "is", "are", "was", "were", "been", "being", "am", "get"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})


def phase_of(frame: Frame, rules: StatementRules, *, headline: bool = False) -> Phase | None:
    """The phase of the frame's event, None when its tense tells none (a bare present, a condition, a habit)."""
    words = rules.phase
    if is_conditional(frame):
        return None
    if is_denied(frame, words):
        return "planned" if is_awaited(frame) else "denied" if is_settled(frame) else None
    if is_planned(frame, words):
        return "ongoing" if frame.lemma in GOING_ON else "planned"
    if frame.lemma in words.cancelled:
        return "cancelled" if _past(frame) or _progressive(frame) else None
    if governed_by(frame, words.trying) is not None:
        trying = governed_by(frame, words.trying)
        return "ongoing" if trying is not None and _progressive(trying) else None
    if _progressive(frame) or (frame.governor is not None and _goes_on(frame, words)):
        return "under_construction" if frame.lemma in words.building else "ongoing"
    return _of_verb(frame, words, headline=headline)


def _of_verb(frame: Frame, words: PhaseRules, *, headline: bool) -> Phase | None:
    past = _past(frame) or (headline and frame.head.tag_ in {"VBZ", "VBP"})
    if frame.lemma in words.started and past:
        return "started"
    if frame.lemma in words.ongoing and frame.head.tag_ != "VB":
        return "ongoing"
    if frame.lemma in words.lasting and past and (frame.passive or frame.object is None):
        return "completed" if _is_ended(frame, words) else "ongoing"
    return "completed" if past else None


def is_denied(frame: Frame, words: PhaseRules) -> bool:
    """Whether the clause says that its event is not so: "did not derail", "no fighters were released", "denied that …"."""
    if frame.negative:
        return True
    for token in (frame.subject, frame.object):
        if token is not None and any(child.lower_ in words.none and child.i < token.i for child in token.children):
            return token.dep_ in {"nsubj", "nsubjpass", "dobj"}
    governor = frame.governor
    if governor is None or frame.relation != "ccomp":
        return False
    return governor.negative if governor.lemma in RAISING else governor.lemma in words.denying and not governor.negative


RAISING = frozenset({"think", "believe", "expect", "suppose"})
"""Verbs whose "not" belongs to what follows: "I do not think that he won"."""
ABILITY = frozenset({"can", "ca", "could", "may", "might", "should", "must"})


def is_conditional(frame: Frame) -> bool:
    """Whether a clause only supposes its event: "if it blows up", "unless they leave", "whether it sank"."""
    return any(child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether", "lest"} for child in frame.head.children)


def is_awaited(frame: Frame) -> bool:
    """Whether a denial leaves its event to come: "have not yet named any suspects"."""
    return "yet" in frame.adverbs and frame.head.tag_ == "VBN"


def is_settled(frame: Frame) -> bool:
    """Whether a denial speaks of what was, is or will be, and not of what can be or is the custom ("attacks don't happen")."""
    if any(word in ABILITY for word in frame.auxiliaries):
        return False
    bare = frame.head.tag_ in {"VB", "VBP", "VBZ"} and not any(word in SETTLED for word in frame.auxiliaries)
    return not bare or frame.head.lemma_ == "be"


SETTLED = frozenset({"did", "will", "wo", "'ll", "’ll", "would", "to"})


def is_planned(frame: Frame, words: PhaseRules) -> bool:
    """Whether the clause speaks of something still to come."""
    if any(word in words.modals for word in frame.auxiliaries):
        return not any(word in HAVE for word in frame.auxiliaries)
    if any(word in words.possible for word in frame.auxiliaries):
        return not any(word in HAVE for word in frame.auxiliaries) and (frame.passive or "may" in frame.auxiliaries)
    if frame.relation in {"xcomp", "ccomp", "acl", "advcl"} and frame.head.tag_ in {"VB", "VBN"}:
        infinitive = "to" in frame.auxiliaries
        governor = frame.governor
        if governor is not None and infinitive and (governor.lemma in words.planning or _adjective(frame, words)):
            return not governor.negative
        if infinitive and frame.head.head.lemma_.lower() in words.planning_nouns | words.planning_adjectives:
            return True
        if governor is not None and infinitive and governor.lemma == "be":
            return frame.relation == "xcomp" and frame.head.head.i == governor.head.i
    return _adjective(frame, words)


def _adjective(frame: Frame, words: PhaseRules) -> bool:
    above = frame.head.head
    return "to" in frame.auxiliaries and above.i != frame.head.i and above.lemma_.lower() in words.planning_adjectives


def governed_by(frame: Frame, verbs: frozenset[str]) -> Frame | None:
    """The nearest governor of an infinitive that is one of the verbs, or None."""
    governor = frame.governor
    if governor is not None and frame.relation in {"xcomp", "conj"} and governor.lemma in verbs:
        return governor
    return None


def _goes_on(frame: Frame, words: PhaseRules) -> bool:
    governor = frame.governor
    return governor is not None and frame.relation == "xcomp" and governor.lemma in words.ongoing


def _progressive(frame: Frame) -> bool:
    if frame.head.tag_ != "VBG":
        return "being" in frame.auxiliaries and any(word in BE - {"being"} for word in frame.auxiliaries)
    return any(word in BE for word in frame.auxiliaries)


def _past(frame: Frame) -> bool:
    """Whether the event lies behind: a past tense, a perfect, a past participle that modifies, or a perfect infinitive."""
    tag = frame.head.tag_
    if any(word in HAVE for word in frame.auxiliaries):
        return True
    if tag == "VBD":
        return True
    if tag == "VBN":
        return not any(word in {"to", "be"} for word in frame.auxiliaries)
    if tag == "VBG" and frame.relation in {"advcl", "acl", "pcomp", "conj", "xcomp"}:
        above = frame.governor
        return above is not None and _past(above)
    if tag == "VB" and "to" in frame.auxiliaries and frame.governor is not None:
        return frame.governor.lemma in {"allow", "manage", "force", "clear", "see", "go", "come"} and _past(frame.governor)
    return tag == "VB" and "did" in frame.auxiliaries


def _is_ended(frame: Frame, words: PhaseRules) -> bool:
    return any(child.dep_ == "prep" and child.lower_ in words.ended_by for child in frame.head.children) or any(
        child.lower_ == "for" and any(_is_time(inner) for inner in child.children) for child in frame.head.children
    )


def _is_time(token: Token) -> bool:
    return token.ent_type_ in {"TIME", "DATE"} or token.lemma_.lower() in {"time", "hour", "day", "minute", "week", "month"}
