"""The cast: everyone whom a report names or describes, in order, so that "he" or "the agency" finds a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from wireroom.model import SourceKind
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.names import Mention, Names
from wireroom.reading.surface import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECT = frozenset(("nsubj", "nsubjpass", "csubj"))
_ARGUMENTS = SUBJECT | {"pobj", "attr", "dobj"}
BACK = 24
"""How many earlier members of the cast a pronoun looks back over: some five sentences of news."""
FADE = 60
"""Tokens that outweigh a step of salience: some two sentences. Set on quotations of the stories of evaluation/."""
Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Member:
    """One appearance: token index of the head, name, kind, whether a proper name, and how salient.

    `weight`: 3 a source or the subject of the sentence's main verb, 2 another subject by name, 1 one without, 0 the rest."""

    at: int
    name: str
    kind: SourceKind
    proper: bool
    weight: int
    plural: bool = False


@dataclass(slots=True)
class Cast:
    """Appearances in order, with what is known of each name: gender, the body spoken for, the roles borne."""

    members: list[Member] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    gender: dict[str, Gender] = field(default_factory=dict)
    speaks_for: dict[str, str] = field(default_factory=dict)
    roles: dict[str, list[tuple[int, str, SourceKind]]] = field(default_factory=dict)

    def before(self, at: int) -> Sequence[Member]:
        """The last appearances before a token, the nearest first."""
        stop = bisect_left(self.places, at)
        return self.members[max(0, stop - BACK) : stop][::-1]

    def hear(self, member: Member) -> None:
        """Note a source where it stands, so that a pronoun behind it finds it first."""
        place = bisect_left(self.places, member.at + 1)
        self.places.insert(place, member.at)
        self.members.insert(place, member)

    def person(self, at: int, gender: Gender | None) -> Member | None:
        """The person whom a singular pronoun at a token means: the nearest of the greatest weight that fits the gender."""
        near = [one for one in self.before(at) if one.kind == "person" and not one.plural]
        fitting = [one for one in near if gender is None or self.gender.get(one.name, gender) == gender]
        return _weightiest(fitting, at)

    def body(self, at: int) -> Member | None:
        """The body, agency or text that "it" at a token means; a role without a name may be one ("the operator")."""
        near = [
            one
            for one in self.before(at)
            if not one.plural and one.kind != "group" and not (one.kind == "person" and one.proper)
        ]
        return _weightiest([one for one in near if one.kind != "person" or one.weight == 3], at)

    def group(self, at: int) -> Member | None:
        """Those whom "they" at a token means."""
        near = self.before(at)
        plural = [one for one in near if one.plural or one.kind in {"group", "officials"}]
        return _weightiest(plural, at) or self.body(at)

    def bearer(self, role: str, at: int) -> tuple[str, SourceKind] | None:
        """The name of the last one before a token who bore a role: "the spokesman", "the ministry"."""
        for place, name, kind in reversed(self.roles.get(role, ())[-BACK:]):
            if place < at:
                return name, kind
        return None


def _weightiest(near: Sequence[Member], at: int) -> Member | None:
    """The weightiest, a point of weight given up for every `FADE` tokens between; the nearer of equals."""
    return max(near, key=lambda one: one.weight * FADE - (at - one.at), default=None)


def cast(doc: Doc, names: Names, rules: AttributionRules) -> Cast:
    """The cast of a parsed text, in one pass."""
    found = Cast()
    person_words = rules.roles.get("person", frozenset())
    group_words = rules.roles.get("group", frozenset()) | rules.roles.get("officials", frozenset())
    bodies = rules.roles.get("organisation", frozenset())
    for token in doc:
        mention = names.of(token.i)
        if mention is not None:
            if names.last(token.i):
                _enter(found, token, mention, names, rules)
        elif token.pos_ == "NOUN" and token.dep_ in _ARGUMENTS:
            low, plural = token.lower_, token.tag_ == "NNS"
            kind: SourceKind | None = None
            if not plural and (low in person_words or low.endswith(("man", "woman"))):
                kind = "person"
            elif low in bodies:
                kind = "organisation"
            elif low in group_words:
                kind = "group" if plural else "officials"
            if kind is not None and token.dep_ in SUBJECT:
                known = found.bearer(low, token.i) if _definite(token) else None
                name, kind = known or (described(token), kind)
                found.members.append(Member(token.i, name, kind, False, 1, plural))
                found.places.append(token.i)
                found.roles.setdefault(low, []).append((token.i, name, kind))
                _sex(found, name, low, rules)
    return found


def described(head: Token) -> str:
    """The words of a role without its article: "Surrey fire spokeswoman" of "a Surrey fire spokeswoman who asked …"."""
    doc = head.doc
    inside = (child.left_edge.i for child in head.lefts if child.dep_ not in {"prep", "npadvmod", "advmod", "relcl"})
    first = min(inside, default=head.i)
    while first < head.i and (
        doc[first].dep_ == "det" or doc[first].is_space or doc[first].is_punct or doc[first].dep_ == "predet"
    ):
        first += 1
    return " ".join(text_of(doc)[doc[first].idx : head.idx + len(head)].split())


def _definite(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in {"the", "this", "that"} for child in token.children)


def _enter(found: Cast, token: Token, mention: Mention, names: Names, rules: AttributionRules) -> None:
    """One proper name: its appearance, gender by title, and the roles that stand beside it."""
    first = names.first_token(token.i)
    head = token
    while head.head.i != head.i and first <= head.head.i <= token.i:
        head = head.head
    if mention.kind == "PERSON":
        kind: SourceKind = "person"
    elif mention.kind == "MEDIA":
        kind = "agency"
    else:
        kind = "organisation"
    bearer = head
    while (
        kind == "person"
        and bearer.head.i != bearer.i
        and bearer.dep_ in {"appos", "compound", "nmod"}
        and bearer.head.pos_ in {"NOUN", "PROPN"}
    ):
        bearer = bearer.head
    weight = (3 if bearer.head.dep_ == "ROOT" else 2) if bearer.dep_ in SUBJECT else 0
    found.members.append(Member(token.i, mention.name, kind, True, weight, mention.kind == "NORP" and token.tag_ == "NNPS"))
    found.places.append(token.i)
    if kind != "person":
        for part in mention.words[-1:]:
            found.roles.setdefault(part, []).append((token.i, mention.name, kind))
        if kind == "agency":
            found.roles.setdefault("agency", []).append((token.i, mention.name, kind))
        return
    for word in _beside(head, first, token.i):
        low = word.lower_
        _sex(found, mention.name, low.rstrip("."), rules)
        if word.pos_ in {"NOUN", "PROPN"} and (
            low in rules.office or low in rules.roles.get("person", frozenset()) or _is_doer(word, rules)
        ):
            found.roles.setdefault(low, []).append((token.i, mention.name, "person"))
        if low in rules.roles.get("spokesman", frozenset()) and (body := body_of(word, names)):
            found.speaks_for.setdefault(mention.name, body)


def _is_doer(word: Token, rules: AttributionRules) -> bool:
    """Whether a common noun is formed as one for people who do something: "the comedian", "a novelist"."""
    low = word.lower_
    return word.tag_ == "NN" and len(low) > 5 and low.endswith(DOERS) and low not in rules.roles.get("things", frozenset())


DOERS = ("er", "or", "ist", "ian", "ress", "man", "woman")


def _beside(head: Token, first: int, last: int) -> list[Token]:
    """The words that describe a name: before it in its noun phrase, in apposition, or the phrase it stands in apposition to."""
    doc = head.doc
    words: list[Token] = [doc[at] for at in range(max(0, first - 4), first) if not doc[at].is_punct and not doc[at].is_space]
    cut = max((place for place, word in enumerate(words) if word.pos_ in {"VERB", "AUX", "ADP", "CCONJ", "PRON"}), default=-1)
    words = words[cut + 1 :]
    for child in head.children:
        if child.dep_ == "appos" or (child.dep_ in {"compound", "nmod"} and child.i < first):
            words.append(child)
            words += [grand for grand in child.children if grand.dep_ in {"compound", "amod"}]
    here = head
    for _ in range(4):
        if here.dep_ not in {"appos", "compound", "pobj", "prep"}:
            break
        here = here.head
        if here.pos_ in {"NOUN", "PROPN"} and (here.i < first or here.i > last):
            words.append(here)
    return words


def _sex(found: Cast, name: str, word: str, rules: AttributionRules) -> None:
    if word in rules.feminine:
        found.gender.setdefault(name, "f")
    elif word in rules.masculine:
        found.gender.setdefault(name, "m")


def body_of(head: Token, names: Names) -> str | None:
    """The body that a role belongs to: "Surrey Police spokeswoman", "the ministry's spokesman", "a spokesman for X"."""
    for child in head.children:
        if child.dep_ in {"compound", "poss", "nmod", "amod"} and child.i < head.i and child.pos_ in {"PROPN", "NOUN"}:
            mention = names.of(child.i)
            if mention is not None and mention.kind == "PERSON" and child.dep_ == "compound":
                continue
            return mention.name if mention is not None else described(child)
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"for", "of", "at", "from", "with"}:
            thing = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
            if thing is not None:
                mention = names.of(thing.i)
                return mention.name if mention is not None else described(thing)
    return None
