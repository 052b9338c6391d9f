"""Adjectives as cues: "confident that it works", "worried about it", "eager to begin"; verbs of impression: "seems to work"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wireroom.model import Span, Stance
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.content import core
from wireroom.reading.cue import Cue, lemma_of
from wireroom.reading.cue_subject import relative, subject
from wireroom.reading.extent import extent, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR = 6
"""Tokens from a copula to its adjective that are one cue with it: "is not at all happy"."""
_COMPLEMENT = frozenset(("acomp", "attr", "oprd", "xcomp"))


def adjective_cue(word: Token, quoted: Sequence[int], rules: AttributionRules) -> Cue | None:
    """The cue that an adjective or participle is with its copula, where somebody is of that mind; None where nobody is."""
    if word.lower_ == "clear" and lemma_of(word.head) == "make":
        return _made_clear(word, quoted, rules)
    frames = rules.adjectives.get(word.lower_)
    if frames is None:
        return _plain(word) if word.lower_ in rules.plain else None
    found = _content(word, frames, rules)
    if found is None:
        return None
    frame, last, content = found
    copula = _copula(word)
    if copula is not None:
        source = subject(copula, quoted, rules)
        if source is None:
            source = next((child for child in copula.children if child.dep_ == "nsubjpass"), None)
    elif word.dep_ in {"acl", "relcl", "amod", "appos"} and word.i > word.head.i:
        source = word.head
    else:
        return None
    if source is None:
        return None
    first = word.i
    if copula is not None and copula.i <= word.i <= copula.i + FAR:
        first = verb_group(copula)[0]
    elif word.i and word.nbor(-1).dep_ == "advmod" and word.nbor(-1).head.i == word.i:
        first -= 1
    kind: Stance = "belief" if frame == "clause" else "attitude"
    who = f"who is {word.lower_}"
    if source.lower_ in {"it", "there"} and frame == "clause":
        return Cue((first, last), word, word.lower_, "adjective", "attitude", None, content, word.lower_)
    mark = relative(copula) if copula is not None else None
    return Cue((first, last), word, word.lower_, "adjective", kind, source, content, who, relative=mark)


def _made_clear(word: Token, quoted: Sequence[int], rules: AttributionRules) -> Cue | None:
    """ "made clear that …", "has made it clear that …"."""
    verb = word.head
    source = subject(verb, quoted, rules)
    what = next((child for child in (*word.rights, *verb.rights) if child.dep_ == "ccomp" and child.i > word.i), None)
    if source is None or what is None or not 0 < word.i - verb.i <= FAR:
        return None
    span = (verb_group(verb)[0], word.i + 1)
    return Cue(
        span, word, "clear", "clause", "speech", source, (extent(what),), "subject of make clear", relative=relative(verb)
    )


def _plain(word: Token) -> Cue | None:
    """ "It is not clear whether …": known or not to somebody unsaid."""
    copula = _copula(word)
    what = next(
        (child for child in (*word.rights, *(copula.rights if copula is not None else ())) if child.dep_ == "ccomp"), None
    )
    if copula is None or what is None or what.i < word.i or not any(child.lower_ == "it" for child in copula.lefts):
        return None
    first = verb_group(copula)[0]
    return Cue((first, word.i + 1), word, word.lower_, "adjective", "attitude", None, (extent(what),), word.lower_)


def _copula(word: Token) -> Token | None:
    """The verb that a predicate hangs on; a passive participle is its own."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in word.lefts):
        return word
    above = word
    for _ in range(3):
        if above.dep_ != "conj":
            break
        above = above.head
    if above.dep_ in _COMPLEMENT and above.head.pos_ in {"VERB", "AUX"} and above.head.i < above.i:
        return above.head
    return None


def _content(word: Token, frames: frozenset[str], rules: AttributionRules) -> tuple[str, int, tuple[Span, ...]] | None:
    """The frame, the end of the cue and the content of an adjective."""
    copula = _copula(word)
    near = [
        *word.rights,
        *((child for child in copula.rights if child.i > word.i) if copula is not None and copula.i != word.i else ()),
    ]
    for child in near:
        if child.dep_ == "ccomp" and "clause" in frames:
            return "clause", word.i + 1, (extent(child),)
        if child.dep_ in {"xcomp", "advcl"} and child.tag_ == "VB" and "infinitive" in frames:
            return "infinitive", word.i + 1, (extent(child),)
        if child.dep_ in {"prep", "agent"} and "phrase" in frames and child.lower_ in rules.adjective_prepositions:
            inner = next((grand for grand in child.children if grand.dep_ in {"pobj", "pcomp"}), None)
            if inner is None or inner.ent_type_ in {"DATE", "TIME"}:
                continue
            if child.i == word.i + 1:
                return "phrase", word.i + 2, (extent(inner),)
            return "phrase", word.i + 1, (extent(child),)
    return None


def impression(verb: Token, rules: AttributionRules) -> Cue | None:
    """What seems to be so, to somebody unsaid or to the one behind "to": its subject and what follows are content."""
    who = next((child for child in verb.lefts if child.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    what = next(
        (
            child
            for child in verb.rights
            if child.dep_ in {"xcomp", "acomp", "oprd", "ccomp", "attr"}
            or (child.dep_ == "prep" and child.lower_ in {"like", "as"})
        ),
        None,
    )
    if what is None or lemma_of(what) in rules.verbs:
        return None
    lead = (core(who),) if who is not None and who.dep_ != "expl" and not (who.lower_ == "it" and what.dep_ == "ccomp") else ()
    to = next((child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "to"), None)
    source = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
    content = (*lead, extent(what))
    return Cue(verb_group(verb), verb, lemma_of(verb), "impression", "attitude", source, content, f"to whom it {verb.lower_}")
