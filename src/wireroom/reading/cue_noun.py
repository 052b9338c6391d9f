"""Nouns as cues: "her claim that …", "calls by X for …", "made the case that …", "his goal is …", "won praise from X"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wireroom.model import Span, Stance
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.content import core
from wireroom.reading.cue import Cue, lemma_of
from wireroom.reading.cue_subject import is_passive, relative, subject
from wireroom.reading.extent import extent, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 8
"""Tokens from a light verb to its noun that are one cue with it: "has repeatedly expressed serious concern"."""
_PEOPLE = frozenset(("he", "him", "she", "her", "they", "them", "who", "we", "us", "i", "me"))
QUOTES = frozenset(("“", '"', "''", "``", "‘"))


def noun_cue(noun: Token, quoted: Sequence[int], rules: AttributionRules) -> Cue | None:
    """The cue that a noun is, where what it tells stands beside it; None where nothing is told or nobody could tell it."""
    lemma = lemma_of(noun)
    if noun.dep_ in {"dobj", "attr"} and f"{lemma_of(noun.head)}_{lemma}" in rules.idioms:
        return _idiom(noun, quoted, rules)
    if (
        noun.dep_ == "pobj"
        and lemma in rules.supportive
        and noun.head.lower_ == "in"
        and (found := _in_support(noun, quoted, rules))
    ):
        return found
    kind = rules.nouns.get(lemma)
    if kind is None:
        return None
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if noun.dep_ == "nsubj" and (found := _copular(noun, kind, owner)) is not None:
        return found
    giver = _giver(noun, rules)
    if kind == "speech" and (found := _quoting(noun, owner, giver, quoted, rules)) is not None:
        return found
    told = _told(noun, giver, rules)
    above = noun.head
    if noun.dep_ == "dobj" and above.pos_ == "VERB" and above.i < noun.i and lemma_of(above) in rules.received:
        return _received(noun, above, rules)
    if told is None:
        return None
    frame, last, content = told
    if frame == "phrase":
        kind = "attitude"
    why = f"whose {noun.lower_}"
    if owner is not None:
        return Cue((noun.i, last), noun, lemma_of(noun), "noun", kind, owner, content, why)
    if giver is not None:
        return Cue((noun.i, last), noun, lemma_of(noun), "noun", kind, giver, content, why)
    if noun.dep_ == "dobj" and above.pos_ == "VERB" and above.i < noun.i and lemma_of(above) in rules.light:
        source = None if is_passive(above) else subject(above, quoted, rules)
        if source is not None:
            first = verb_group(above)[0] if noun.i - above.i <= FAR else noun.i
            why = f"subject of {above.lower_} {noun.lower_}"
            return Cue((first, last), noun, lemma_of(noun), "noun", kind, source, content, why, relative=relative(above))
    if frame == "clause":
        return Cue((noun.i, last), noun, lemma_of(noun), "noun", kind, None, content, f"some {noun.lower_}")
    return None


def _idiom(noun: Token, quoted: Sequence[int], rules: AttributionRules) -> Cue | None:
    """ "takes issue with X", "is a critic of X", "made the case that …"."""
    verb = noun.head
    told = _told(noun, None, rules) or _told(verb, None, rules, behind=noun.i)
    source = subject(verb, quoted, rules)
    if told is None or source is None or verb.i > noun.i or is_passive(verb):
        return None
    _, last, content = told
    if last <= noun.i:
        last = noun.i + 1
    first = verb_group(verb)[0] if noun.i - verb.i <= FAR else noun.i
    why = f"subject of {verb.lower_} {noun.lower_}"
    return Cue((first, last), noun, lemma_of(noun), "noun", "attitude", source, content, why, relative=relative(verb))


def _in_support(noun: Token, quoted: Sequence[int], rules: AttributionRules) -> Cue | None:
    """ "spoke in favour of X", "is in support of X"."""
    told = _told(noun, None, rules)
    verb = noun.head.head
    if told is None or verb.pos_ not in {"VERB", "AUX"} or is_passive(verb):
        return None
    source = subject(verb, quoted, rules)
    if source is None:
        return None
    first = verb_group(verb)[0] if verb.i < noun.head.i <= verb.i + 2 else noun.head.i
    why = f"subject of {verb.lower_} in {noun.lower_}"
    return Cue((first, told[1]), noun, lemma_of(noun), "noun", "attitude", source, told[2], why, relative=relative(verb))


def _quoting(
    noun: Token, owner: Token | None, giver: Token | None, quoted: Sequence[int], rules: AttributionRules
) -> Cue | None:
    """ "the mayor's “five minutes” remark", "ran on the slogan “…”", "has a new message: “…”", "chants of “…” from fans"."""
    if quoted[noun.i] >= 0:
        return None
    doc = noun.doc
    first, last = noun.i, noun.i + 1
    lead = owner.i + 1 if owner is not None else noun.i
    before = next((at for at in range(lead, noun.i) if quoted[at] >= 0), None)
    if before is not None and quoted[noun.i - 1] == quoted[before]:
        content = Span(doc[before].idx, doc[noun.i - 1].idx + len(doc[noun.i - 1]))
        return Cue((first, last), noun, lemma_of(noun), "noun", "speech", owner, (content,), f"whose {noun.lower_}")
    if last < len(doc) and (doc[last].text == ":" or doc[last].lower_ in {"of", "that"}):
        last += 1
    elif lemma_of(noun) in rules.postures:
        return None
    if last >= len(doc) or quoted[last] < 0 or doc[last].sent.start != noun.sent.start:
        return None
    end = last
    while end + 1 < len(doc) and quoted[end + 1] == quoted[last]:
        end += 1
    content = Span(doc[last].idx, doc[end].idx + len(doc[end]))
    source, why = owner or giver, f"whose {noun.lower_}"
    if source is None:
        verb = next((one for one in (noun.head, noun.head.head) if one.pos_ in {"VERB", "AUX"}), None)
        if (
            verb is None
            or noun.dep_ not in {"dobj", "pobj", "attr"}
            or is_passive(verb)
            or "clause" in rules.verbs.get(lemma_of(verb), {})
        ):
            return None
        source, why = subject(verb, quoted, rules), f"subject of {verb.lower_} {noun.lower_}"
        first = verb_group(verb)[0] if 0 < noun.i - verb.i <= FAR else noun.i
    if source is None:
        return None
    return Cue((first, last), noun, lemma_of(noun), "noun", "speech", source, (content,), why)


def _copular(noun: Token, kind: Stance, owner: Token | None) -> Cue | None:
    """ "His goal is to win", "the message was that …"."""
    be = noun.head
    if be.lemma_ != "be" or be.i < noun.i or owner is None:
        return None
    what = next((child for child in be.rights if child.dep_ in {"ccomp", "xcomp"}), None)
    behind = be.doc[be.i + 1] if be.i + 1 < len(be.doc) else be
    content = (extent(what),) if what is not None else ()
    if what is None and (behind.text == ":" or behind.text in QUOTES):
        start, end = be.doc[be.i + 2 if behind.text == ":" else be.i + 1 : be.sent.end], be.sent.end - 1
        content = (Span(start.start_char, be.doc[end].idx + len(be.doc[end])),) if len(start) else ()
    if not content:
        return None
    first = noun.i
    while first - 1 > owner.right_edge.i and noun.doc[first - 1].head.i == noun.i and noun.doc[first - 1].dep_ != "case":
        first -= 1
    return Cue((first, be.i + 1), noun, lemma_of(noun), "noun", kind, owner, content, f"whose {noun.lower_}")


def _giver(noun: Token, rules: AttributionRules) -> Token | None:
    """Who gives what the noun names: "calls by X", "concern among X", "an endorsement from X"."""
    for child in noun.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in rules.givers:
            who = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
            if who is not None and (child.lower_ != "of" or (_person(who, rules) and _more(noun, child))):
                return who
    return None


def _more(noun: Token, beside: Token) -> bool:
    return any(child.i > beside.i and child.dep_ in {"prep", "acl", "ccomp"} for child in noun.rights)


def _person(who: Token, rules: AttributionRules) -> bool:
    if who.pos_ == "PROPN" or who.lower_ in _PEOPLE:
        return True
    tables = ("person", "group", "officials", "organisation", "spokesman")
    return any(who.lower_ in rules.roles.get(table, frozenset()) for table in tables)


def _told(
    noun: Token, giver: Token | None, rules: AttributionRules, behind: int = 0
) -> tuple[str, int, tuple[Span, ...]] | None:
    """The frame, the end of the cue and what is told: a clause with "that", an infinitive, a phrase, `behind` a token."""
    for child in noun.rights:
        if child.i <= behind:
            continue
        if child.dep_ in {"acl", "ccomp", "relcl"}:
            if child.dep_ != "relcl" and any(one.dep_ == "mark" and one.lower_ == "that" for one in child.lefts):
                return "clause", noun.i + 1, (extent(child),)
            if child.tag_ == "VB" and any(one.dep_ == "aux" and one.lower_ == "to" for one in child.lefts):
                return "infinitive", noun.i + 1, (extent(child),)
        if child.dep_ == "prep" and child.lower_ in rules.noun_prepositions and (giver is None or giver.head.i != child.i):
            inner = next((grand for grand in child.children if grand.dep_ in {"pobj", "pcomp"}), None)
            if inner is None or inner.ent_type_ in {"DATE", "TIME"}:
                continue
            if child.i == max(noun.i, behind) + 1:
                return "phrase", child.i + 1, (extent(inner),)
            return "phrase", noun.i + 1, (extent(child),)
    return None


def _received(noun: Token, verb: Token, rules: AttributionRules) -> Cue | None:
    """ "X won the endorsement of Y", "X drew criticism from Y": Y's attitude to X."""
    giver = _giver(noun, rules)
    if giver is None:
        for child in (*noun.rights, *verb.rights):
            if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
                giver = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    who = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if giver is None or who is None:
        return None
    last = giver.head.i + 1 if giver.head.i == noun.i + 1 else noun.i + 1
    first = verb_group(verb)[0] if noun.i - verb.i <= FAR else noun.i
    why = f"whose {noun.lower_}"
    return Cue((first, last), noun, lemma_of(noun), "noun", "attitude", giver, (core(who),), why)
