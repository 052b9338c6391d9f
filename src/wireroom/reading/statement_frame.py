"""Clauses of a parse as frames: a predicate with its arguments, its tense and its polarity.

Labels are those of spaCy's English pipelines (ClearNLP dependencies). A frame borrows what its clause leaves out: the subject
of the verb that it is coordinated with or subordinate to, the noun that a relative or reduced clause modifies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.kin import kin
from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_VERBAL = AUXILIARIES | {"prt"}
RELATIVES = frozenset({"which", "who", "that", "whom"})
PRONOUNS = {"it": "it", "they": "they", "them": "they", "he": "he", "she": "he", "him": "he", "her": "he"}
REACH = 60
"""Tokens from a pronoun back to what it stands for: the sentence before at most."""
CHAIN = 20
"""Verbs joined by "and" that may share a governor: more is a list."""
LONGEST = 400
"""Tokens a phrase may span: what a parser calls one phrase beyond this is a list or a broken parse, and is cut."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate and its clause.

    `head` is the predicate's token, `lemma` its lemma with its particle ("hand over"). `subject` and `object` are head tokens
    of the arguments; of a passive, `subject` is the one acted upon and `agent` who acts. `governor` is the frame above when
    this one is its infinitive or complement. `auxiliaries` are lower-cased words; `relation` is the dependency label."""

    head: Token
    lemma: str
    subject: Token | None
    object: Token | None
    agent: Token | None
    passive: bool
    negative: bool
    auxiliaries: tuple[str, ...]
    relation: str
    prepositions: tuple[tuple[str, Token], ...] = ()
    governor: Frame | None = None
    adverbs: tuple[str, ...] = ()

    @property
    def patient(self) -> Token | None:
        """What is acted upon: the object, or the subject of a passive or of a verb without object."""
        return self.subject if self.passive or self.object is None else self.object

    @property
    def actor(self) -> Token | None:
        """Who acts: the subject of an active verb, the agent of a passive."""
        return self.agent if self.passive else self.subject

    @property
    def words(self) -> Span:
        """The predicate's words: from the first auxiliary to the verb or its particle."""
        found = [self.head, *(child for child in self.head.children if child.dep_ in _VERBAL)]
        close = [token for token in found if abs(token.i - self.head.i) <= 8]
        first, last = min(close, key=lambda one: one.i), max(close, key=lambda one: one.i)
        return Span(first.idx, last.idx + len(last))

    @property
    def core(self) -> Span:
        """The words of the subject or patient, the predicate and the object together, as one stretch of the sentence."""
        start, end = self.words
        for token in (self.subject, self.object, self.agent):
            if token is not None:
                phrase = noun_span(token)
                start, end = min(start, phrase.start), max(end, phrase.end)
        return Span(start, end)


@dataclass(frozen=True, slots=True)
class Parse:
    """Every frame of a parse in order of the text, and each by the index of its head."""

    frames: tuple[Frame, ...] = ()
    by_head: dict[int, Frame] = field(default_factory=dict)
    subjects: tuple[Token, ...] = ()

    def referent(self, pronoun: Token) -> Token | None:
        """The noun that a pronoun of the third person stands for: the last subject before it, within `REACH` tokens, that
        agrees in number, a person for "he" and "she", none for "it". None when there is none."""
        wanted = PRONOUNS.get(pronoun.lower_)
        if wanted is None:
            return None
        at = bisect_left(self.subjects, pronoun.i, key=lambda one: one.i)
        for subject in reversed(self.subjects[max(0, at - 6) : at]):
            if pronoun.i - subject.i > REACH:
                return None
            plural = subject.tag_ in {"NNS", "NNPS"} or any(child.dep_ == "conj" for child in subject.children)
            kind = "they" if plural else "he" if subject.ent_type_ == "PERSON" else "it"
            if kind == wanted:
                return subject
        return None

    def above(self, token: Token) -> Frame | None:
        """The nearest frame at or above a token."""
        for _ in range(LONGEST):
            if token.i in self.by_head:
                return self.by_head[token.i]
            if token.head.i == token.i:
                return None
            token = token.head
        return None


def parse_frames(doc: Doc) -> Parse:
    """Every frame of the parse; a verb's governors come before it whatever their order in the text."""
    made: dict[int, Frame] = {}
    tokens = list(doc)
    for place in _outside_in(tokens):
        made[place] = _frame(tokens[place], made)
    subjects = sorted(
        {one.subject.i for one in made.values() if one.subject is not None and one.subject.pos_ in {"NOUN", "PROPN"}}
    )
    return Parse(tuple(made[i] for i in sorted(made)), made, tuple(doc[i] for i in subjects))


def _outside_in(tokens: Sequence[Token]) -> list[int]:
    """The indices of the tokens that head a clause, those above before those below.

    A verb heads one, and a word taken for a noun that has an auxiliary ("didn’t derail")."""
    heads = [token.head.i for token in tokens]
    helped = {heads[token.i] for token in tokens if token.dep_ == "aux" and token.lemma_ == "do"}
    found = [
        token.i for token in tokens if (token.pos_ in {"VERB", "AUX"} or token.i in helped) and token.dep_ not in AUXILIARIES
    ]
    depth = [-1] * len(heads)
    for place in found:
        path = []
        while depth[place] < 0 and heads[place] != place:
            path.append(place)
            place = heads[place]
        known = max(depth[place], 0)
        for number, below in enumerate(reversed(path), 1):
            depth[below] = known + number
    return sorted(found, key=lambda place: max(depth[place], 0))


def _frame(head: Token, made: dict[int, Frame]) -> Frame:
    children = list(head.children)
    auxiliaries = tuple(child.lower_ for child in children if child.dep_ in {"aux", "auxpass"})
    negative = any(_negates(child) for child in children)
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in children)
    subject = next((child for child in children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    direct = next((child for child in children if child.dep_ in {"dobj", "attr", "oprd"}), None)
    agent = None
    above = made.get(head.head.i) if head.head.i != head.i else None
    if above is None and head.dep_ == "xcomp" and head.head.pos_ == "ADJ":
        above = made.get(head.head.head.i)
    prepositions = []
    for child in children:
        if child.dep_ in {"prep", "agent"} or (child.dep_ == "prt" and any(c.dep_ == "pobj" for c in child.children)):
            for inner in _objects(child):
                prepositions.append((child.lower_, inner))
                if (child.dep_ == "agent" or (passive and child.lower_ == "by")) and agent is None:
                    agent = inner
    if head.dep_ == "acl" and head.tag_ == "VBN":
        passive = True
        subject = subject or head.head
    elif head.dep_ in {"acl", "relcl"} and (subject is None or subject.lower_ in RELATIVES):
        subject = None if head.dep_ == "acl" and "to" in auxiliaries else head.head
    elif subject is None and head.dep_ in {"conj", "xcomp", "advcl"}:
        subject, passive = _borrowed(head, passive, auxiliaries, above)
        if head.dep_ == "conj" and above is not None and not auxiliaries:
            auxiliaries = above.auxiliaries if above.head.tag_ == head.tag_ else auxiliaries
    if head.tag_ == "VBN" and not auxiliaries and head.dep_ in {"advcl", "ROOT"} and direct is None:
        passive = True
    return Frame(
        head=head,
        lemma=_lemma(head),
        subject=subject,
        object=direct,
        agent=agent,
        passive=passive,
        negative=negative,
        auxiliaries=auxiliaries,
        relation=head.dep_,
        prepositions=tuple(prepositions),
        governor=_governor(head, made),
        adverbs=tuple(child.lower_ for child in children if child.dep_ == "advmod"),
    )


NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no-one"})


def _negates(child: Token) -> bool:
    """Whether a dependent denies its verb; a contraction that the parser hung on the auxiliary counts too."""
    if child.dep_ == "neg" or child.lower_ in NEGATIONS:
        return True
    return child.dep_ == "aux" and any(inner.lower_ in NEGATIONS for inner in child.children)


OBJECT_CONTROL = frozenset({"allow", "force", "order", "ask", "urge", "see", "help", "find", "tell", "send", "clear"})
"""Verbs whose object does what their infinitive says ("cleared it to reopen")."""


def _borrowed(head: Token, passive: bool, auxiliaries: tuple[str, ...], above: Frame | None) -> tuple[Token | None, bool]:
    """Subject and voice taken from the frame above: of "had been hurt and taken", both; of "plans to build", the subject."""
    if above is None:
        return None, passive
    if head.dep_ == "conj":
        shared = above.passive and head.tag_ == "VBN" and not auxiliaries
        return above.subject, passive or shared
    if head.dep_ == "xcomp" and above.object is not None and above.lemma in OBJECT_CONTROL:
        return above.object, passive
    return above.subject, passive


def _governor(head: Token, made: dict[int, Frame]) -> Frame | None:
    """The frame above that this one is a complement of, or shares as a conjunct."""
    token = head
    for _ in range(CHAIN):
        if token.dep_ != "conj" or token.head.pos_ not in {"VERB", "AUX"} or token.head.i == token.i:
            break
        token = token.head
    if token.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "advcl", "relcl"} and token.head.i != token.i:
        return made.get(token.head.i) or (made.get(token.head.head.i) if token.dep_ in {"pcomp", "xcomp"} else None)
    return None


def _objects(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"} and child.pos_ not in {"VERB", "AUX"}:
            yield child


def _lemma(head: Token) -> str:
    particle = next((child.lower_ for child in head.children if child.dep_ == "prt"), "")
    if not particle and head.i + 1 < len(head.doc):
        following = head.nbor()
        loose = following.dep_ in {"prep", "advmod"} and following.head.i == head.i and following.lower_ in PARTICLES
        if following.tag_ == "RP" or loose:
            particle = following.lower_
    base = head.lemma_.lower()
    return f"{base} {particle}" if particle else base


PARTICLES = frozenset({"over", "out", "off", "up", "away"})
"""Words that the parser takes for adverbs or prepositions but that belong to their verb; only listed pairs are looked up."""


def noun_span(head: Token) -> Span:
    """The noun phrase of a head: its words from the leftmost modifier to the head, and what an "of" adds.

    Relative clauses, appositions and conjuncts are left out."""
    first = last = head
    for child in kin(head):
        if child.i < head.i and child.dep_ in NOUN_PARTS:
            edge = child.left_edge
            if edge.i < first.i and head.i - edge.i < LONGEST:
                first = edge
        elif child.dep_ == "prep" and child.lower_ == "of" and child.i > head.i:
            for inner in _objects(child):
                end = max((inner, *inner.conjuncts), key=lambda one: one.i)
                last = end if end.i - head.i < 30 and end.i > last.i else last
    return Span(first.idx, last.idx + len(last))


NOUN_PARTS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod", "case", "punct"})


def surface(doc: Doc, span: Span) -> str:
    """The words of a span, white space made single."""
    return " ".join(text_of(doc)[span.start : span.end].split())


CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


def noun_lemmas(head: Token) -> tuple[str, ...]:
    """The content lemmas of a noun phrase in order: modifiers, head, and the head of an "of" phrase after it."""
    found = [
        child.lemma_.lower()
        for child in kin(head)
        if child.i < head.i and child.dep_ in {"compound", "amod", "nmod", "poss"} and child.pos_ in CONTENT
    ]
    found.append(head.lemma_.lower())
    for child in kin(head):
        if child.dep_ == "prep" and child.lower_ == "of":
            found += [inner.lemma_.lower() for inner in _objects(child) if inner.pos_ in {"NOUN", "PROPN"}]
    return tuple(found)
