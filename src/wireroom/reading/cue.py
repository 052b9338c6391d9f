"""Cues: the words that signal attribution, found over the parse, each with the head of its source and its content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireroom.model import Span, Stance
from wireroom.reading.attribution import FRAMES, PREPOSITIONS, AttributionRules
from wireroom.reading.content import as_reported, content_of, holds_quote
from wireroom.reading.cue_subject import agent, channels, hung_on, is_media, is_passive, relative, subject, to_infinitive
from wireroom.reading.extent import extent, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

CHAIN = 5
"""Tokens from a verb to the infinitive that it is one cue with: "has tried hard to explain"."""
_STEMS = {"hop": "hope", "rat": "rate", "hat": "hate", "rag": "rage", "grip": "gripe", "snip": "snipe", "lambast": "lambaste"}
"""Lemmas that the lemmatizer gives to forms of other verbs, with the right ones: "hopes", "rated"."""
_LEMMAS = {
    **{f"{stem}e{end}": right for stem, right in _STEMS.items() for end in ("s", "d")},
    **{f"{stem}ing": right for stem, right in _STEMS.items()},
    **{f"{verb}{end}": verb for verb in ("retweet", "text") for end in ("ed", "ing")},
    **{f"{verb}{verb[-1]}{end}": verb for verb in ("blog", "deadpan") for end in ("ed", "ing")},
    "pledged": "pledge",
}
HEARSAY = frozenset(
    """accuse allege assume believe charge consider estimate expect fear forecast know predict presume project report rumor
    rumour say suspect think understand see view regard rate deem perceive suppose tip""".split()
)
"""Passives without an agent that report what is said or thought by somebody unsaid: "is believed to have died"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: `tokens` from first to last (end excluded), its `head`, the head token of the `source` (None: unsaid), `content`
    as spans of code points. `frame` is how the content hangs on it; `kind` speech, belief or intention; `channels` are the
    tokens of those through whom the words came ("told X", "on X", "quoted by X")."""

    tokens: tuple[int, int]
    head: Token
    lemma: str
    frame: str
    kind: Stance
    source: Token | None
    content: tuple[Span, ...]
    why: str
    channels: tuple[Token, ...] = ()
    relative: Token | None = None
    """The relative pronoun that stands for the source, where one does."""


def verb_cue(verb: Token, quoted: Sequence[int], rules: AttributionRules) -> Cue | None:
    """The cue that a verb is in the first of its frames that is there; None where it reports nothing."""
    lemma = lemma_of(verb)
    if as_reported(verb) and "clause" in rules.verbs.get(lemma_of(verb.head), {}):
        return None
    if lemma in rules.particles and verb.i + 1 < len(verb.doc):
        pair = f"{lemma}_{verb.doc[verb.i + 1].lower_}"
        if (frames := rules.verbs.get(pair)) and (cue := _framed(verb, pair, frames, quoted, rules)):
            return cue
    frames = rules.verbs.get(lemma)
    if frames and (cue := _framed(verb, lemma, frames, quoted, rules)):
        return cue
    return _artifact(verb, lemma, quoted, rules) if lemma in rules.artifact_verbs else None


def _artifact(verb: Token, lemma: str, quoted: Sequence[int], rules: AttributionRules) -> Cue | None:
    """What a bill or an order does: "the bill would allow foreigners to apply"."""
    who = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if who is None or who.lemma_.lower() not in rules.artifacts or is_passive(verb):
        return None
    what = next((child for child in verb.rights if child.dep_ in {"ccomp", "xcomp", "dobj"}), None)
    if what is None:
        return None
    content = (extent(what),)
    return Cue(verb_group(verb), verb, lemma, "artifact", "attitude", who, content, f"subject of {verb.lower_}")


def _framed(
    verb: Token, lemma: str, frames: Mapping[str, Stance], quoted: Sequence[int], rules: AttributionRules
) -> Cue | None:
    passive = is_passive(verb)
    for frame in FRAMES:
        kind = frames.get(frame)
        if kind is None:
            continue
        content = content_of(verb, frame, passive=passive, pronouns=kind == "attitude", lemma=lemma)
        if not content or (frame.endswith("_quoted") and not holds_quote(verb.doc, content, quoted)):
            continue
        if frame == "object" and lemma in rules.issued and not _of_words(verb, rules):
            continue
        source = agent(verb) if passive else subject(verb, quoted, rules)
        if source is None and frame == "predicative" and verb.dep_ == "acl":
            return None
        if source is None and passive and lemma not in HEARSAY:
            kind = "attitude"
        if _idle(verb, kind, frame, source, rules):
            return None
        tokens, content = _with_preposition(verb, lemma, frame, content)
        why = f"{'agent' if passive else 'subject'} of {verb.lower_}"
        through = tuple(channels(verb, content))
        if verb.tag_ == "VBG" and source is not None:
            above = hung_on(verb, quoted, rules)[0]
            if above is not None and above.i != source.i and is_media(above, rules):
                through = (above, *through)
        return Cue(tokens, verb, lemma, frame, kind, source, content, why, through, relative(verb))
    return None


def _of_words(verb: Token, rules: AttributionRules) -> bool:
    """Whether what a verb is done to is a text or words: "released the report", not "released the prisoner"."""
    texts = rules.roles.get("document", frozenset())
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            lemma = lemma_of(child)
            return lemma in rules.postures or lemma in texts or lemma in rules.nouns
    return False


def lemma_of(token: Token) -> str:
    """The lemma in lower case, where the lemmatizer is known to miss it set right."""
    return _LEMMAS.get(token.lower_) or token.lemma_.lower()


def _idle(verb: Token, kind: Stance, frame: str, source: Token | None, rules: AttributionRules) -> bool:
    """Whether a verb that could be a cue reports nothing: an infinitive under another cue or a noun ("plans to say", "time to
    decide"), a verb of which nobody says who does it unless it is hearsay, words to "you"."""
    if to_infinitive(verb):
        above = verb.head
        if source is None or verb.dep_ not in {"xcomp", "advcl"} or above.pos_ not in {"VERB", "AUX"} or kind == "intention":
            return True
        return verb.dep_ == "xcomp" and "infinitive" in (rules.verbs.get(lemma_of(above)) or ())
    if source is None:
        if is_passive(verb):
            return False
        return not (frame == "clause" and kind == "speech" and (verb.tag_ == "VBG" or verb.i == verb.sent.start))
    return source.lower_ in {"you", "let"}


def _with_preposition(
    verb: Token, lemma: str, frame: str, content: tuple[Span, ...]
) -> tuple[tuple[int, int], tuple[Span, ...]]:
    """The tokens of the cue and its content, a preposition right behind the verb told to the cue: "called for | talks".

    An infinitive takes the verb that it hangs on with it: "tried to explain"."""
    first, last = verb_group(verb)
    if to_infinitive(verb) and verb.dep_ == "xcomp" and verb.i - CHAIN <= verb.head.i < verb.i:
        first = verb_group(verb.head)[0]
    if verb.i + 1 < len(verb.doc) and (verb.doc[verb.i + 1].dep_ == "prt" or lemma.endswith("_" + verb.doc[verb.i + 1].lower_)):
        last += 1
    base = frame.removesuffix("_quoted")
    following = next((child for child in verb.rights if child.dep_ in {"prep", "agent"} and child.i == last), None)
    if base in {*PREPOSITIONS, "as"} and following is not None and following.lower_ == base:
        inner = next((child for child in following.children if child.dep_ in {"pobj", "pcomp"}), None)
        if inner is not None:
            return (first, following.i + 1), (*content[:-1], extent(inner))
    return (first, last), content
