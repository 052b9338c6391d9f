"""Cues: the words that signal attribution, found over the parse, each with the head of its source and its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.attribution import FRAMES, PREPOSITIONS, AttributionRules
from wireroom.reading.content import content_of, holds_quote
from wireroom.reading.extent import around, extent, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE = frozenset(("nsubjpass", "csubjpass"))
CLIMB = 6
"""How many verbs up a participle looks for its subject: deeper chains are errors of the parse."""
_GOING_ON = frozenset(("continue", "begin", "go", "start", "proceed"))
HEARSAY = frozenset(
    """accuse allege assume believe charge consider estimate expect fear forecast know predict presume project report rumor
    rumour say suspect think understand""".split()
)
"""Passives without an agent that report what is said or thought by somebody unsaid: "is believed to have died"."""
CARRIERS = frozenset(("quote", "cite"))
"""Verbs of passing words on, beside those of the lexicon: "quoted her as saying"."""
SUBTREE = 60
"""Words of a phrase that are looked through for names: a bound on hostile text."""
_HANGS = frozenset(("conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "parataxis"))


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: `tokens` from first to last (end excluded), its `head`, the head token of the `source` (None: unsaid), `content`
    as spans of code points. `frame` is how the content hangs on it; `kind` speech, belief or intention; `channels` are the
    tokens of those through whom the words came ("told X", "on X", "quoted by X")."""

    tokens: tuple[int, int]
    head: Token
    lemma: str
    frame: str
    kind: str
    source: Token | None
    content: tuple[Span, ...]
    why: str
    channels: tuple[Token, ...] = ()
    relative: Token | None = None
    """The relative pronoun that stands for the source, where one does."""


def cues(doc: Doc, rules: AttributionRules, quoted: Sequence[int]) -> Iterator[Cue]:
    """Every cue of a parsed text in order of its head. `quoted` gives for each token its quotation's place, -1 outside."""
    for token in doc:
        if token.pos_ in {"VERB", "AUX"} and (frames := rules.verbs.get(token.lemma_.lower())):
            cue = _verb(token, frames, quoted, rules)
            if cue is not None:
                yield cue
        elif token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            yield from _according(token)
        elif token.pos_ == "NOUN" and (kind := rules.nouns.get(token.lemma_.lower())):
            cue = _noun(token, kind)
            if cue is not None:
                yield cue


def _verb(verb: Token, frames: Mapping[str, str], quoted: Sequence[int], rules: AttributionRules) -> Cue | None:
    passive = is_passive(verb)
    for frame in FRAMES:
        kind = frames.get(frame)
        if kind is None:
            continue
        content = content_of(verb, frame, passive=passive)
        if not content or (frame.endswith("_quoted") and not holds_quote(verb.doc, content, quoted)):
            continue
        source = _agent(verb) if passive else subject(verb, quoted, rules)
        if _idle(verb, kind, source):
            return None
        tokens, content = _with_preposition(verb, frame, content)
        why = f"{'agent' if passive else 'subject'} of {verb.lower_}"
        through = tuple(channels(verb, content))
        if verb.tag_ == "VBG" and source is not None:
            above = _hung_on(verb, quoted, rules)[0]
            if above is not None and above.i != source.i and _is_media(above, rules):
                through = (above, *through)
        return Cue(tokens, verb, verb.lemma_.lower(), frame, kind, source, content, why, through, _relative(verb))
    return None


def _idle(verb: Token, kind: str, source: Token | None) -> bool:
    """Whether a verb that could be a cue reports nothing: an infinitive that only names an act ("time to decide"), a passive
    without an agent unless it is hearsay, words to "you"."""
    if verb.tag_ == "VB" and any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts):
        return not (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _GOING_ON and kind == "speech")
    if source is None:
        return not (is_passive(verb) and verb.lemma_.lower() in HEARSAY)
    return source.lower_ in {"you", "let"}


def _with_preposition(verb: Token, frame: str, content: tuple[Span, ...]) -> tuple[tuple[int, int], tuple[Span, ...]]:
    """The tokens of the cue and its content, a preposition right behind the verb told to the cue: "called for | talks"."""
    first, last = verb_group(verb)
    following = next((child for child in verb.rights if child.dep_ in {"prep", "prt"} and child.i == verb.i + 1), None)
    if frame in PREPOSITIONS and following is not None and following.lower_ == frame:
        inner = next((child for child in following.children if child.dep_ in {"pobj", "pcomp"}), None)
        if inner is not None:
            return (first, following.i + 1), (extent(inner),)
    return (first, last), content


def _relative(verb: Token) -> Token | None:
    if verb.dep_ != "relcl":
        return None
    return next((child for child in verb.children if child.dep_ in SUBJECTS and child.tag_ in {"WDT", "WP"}), None)


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive: an auxiliary of the passive, or a participle that describes a noun."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    return verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN"


def subject(verb: Token, quoted: Sequence[int], rules: AttributionRules) -> Token | None:
    """The head of the noun phrase that does what the verb says: its own subject, or that of the verb it hangs on.

    A verb outside quotation marks never takes its subject from inside them. A participle of saying ("…, adding that")
    goes back to the speaker of the nearest cue above it."""
    found, governor = _hung_on(verb, quoted, rules)
    if found is None or governor is None or governor.i == verb.i:
        return found
    return _speaker_above(verb, found, governor, quoted, rules)


def _hung_on(verb: Token, quoted: Sequence[int], rules: AttributionRules) -> tuple[Token | None, Token | None]:
    """The subject that the parse gives a verb, and the verb above it that bears it (None: no verb does)."""
    here = verb
    for _ in range(CLIMB):
        if quoted[here.i] < 0 or quoted[here.i] == quoted[verb.i]:
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


def _own(verb: Token, quoted: Sequence[int], *, passive: bool) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS or (passive and child.dep_ in PASSIVE):
            if quoted[child.i] >= 0 and quoted[verb.i] != quoted[child.i]:
                continue
            if child.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
                return verb.head
            return child
    return None


def _speaker_above(verb: Token, found: Token, governor: Token, quoted: Sequence[int], rules: AttributionRules) -> Token:
    """Who speaks in a participle: of "X reported that Y praised it, calling it …" Y, of "X denied it was done, saying …" X.

    The first where the parse hangs the participle on an agency's or outlet's verb and a reported speaker stands between
    them; of others ("police said he left, adding …") the parse is right as often as not, and "add" goes back to the first
    speaker. The second where the verb that the parse hangs it on is no cue, and one above it is."""
    if verb.tag_ != "VBG":
        return found
    doc = verb.doc
    if verb.lemma_.lower() != "add" and _is_media(found, rules):
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
            return _own(here, quoted, passive=False) or found
        if here.dep_ not in {"ccomp", "advcl", "conj", "acl", "relcl", "xcomp"}:
            return found
        here = here.head
    return found


def _is_media(token: Token, rules: AttributionRules) -> bool:
    return any(child.lower_ in rules.media for child in islice(token.subtree, SUBTREE)) or token.lower_ == "media"


def _agent(verb: Token) -> Token | None:
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
        by = _agent(carrier)
        if by is not None:
            yield by


def _according(token: Token) -> Iterator[Cue]:
    to = token.doc[token.i + 1]
    source = next((child for child in to.children if child.dep_ == "pobj"), None)
    if source is None:
        return
    clause = token
    while clause.head.i != clause.i and clause.dep_ in {"prep", "advmod", "pobj", "dep"}:
        clause = clause.head
    ends = source.right_edge.i + 1 >= len(token.doc) or token.doc[source.right_edge.i + 1].text in ".!?"
    if ends:
        clause = token.sent.root
    content = tuple(around(clause, token))
    if content:
        yield Cue((token.i, token.i + 2), token, "according", "according", "speech", source, content, "according to")


def _noun(noun: Token, kind: str) -> Cue | None:
    """ "His claim that …", "warnings of …": a noun with a clause, when somebody is named beside it."""
    clause = next((child for child in noun.children if child.dep_ in {"acl", "ccomp"} and _has_that(child)), None)
    if clause is None:
        return None
    source = next((child for child in noun.children if child.dep_ == "poss"), None)
    if source is None:
        for child in noun.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of"} and child.i < clause.i:
                source = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
    if source is None:
        return None
    lemma = noun.lemma_.lower()
    return Cue((noun.i, noun.i + 1), noun, lemma, "noun", kind, source, (extent(clause),), f"whose {noun.lower_}")


def _has_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)
