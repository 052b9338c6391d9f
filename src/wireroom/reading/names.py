"""Names: proper names with their kind, and the canonical name of each mention within one report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.attribution import AttributionRules
from wireroom.reading.surface import text_of
from wireroom.text import folded

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

KINDS = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART"))
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MISTAKEN = frozenset(("ORG", "NORP", "PRODUCT", "WORK_OF_ART"))
"""Kinds that the model gives a lone surname of a person named in full elsewhere."""
LONGEST = 6
"""Words of the longest media name looked up."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One proper name: its span without title or possessive, its kind (spaCy's, or `MEDIA` from the lexicon), its words in
    lower case, and the canonical name."""

    span: Span
    kind: str
    words: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """The mentions of a report in order, and for each token index inside one the mention's place."""

    mentions: tuple[Mention, ...]
    at: Mapping[int, int]
    tokens: tuple[tuple[int, int], ...] = ()

    def of(self, token: int) -> Mention | None:
        """The mention that covers a token, or None."""
        place = self.at.get(token)
        return None if place is None else self.mentions[place]

    def last(self, token: int) -> bool:
        """Whether a token is the last of its mention."""
        place = self.at.get(token)
        return place is not None and self.tokens[place][1] == token + 1

    def end(self, token: int) -> int:
        """The index behind the last token of the mention that covers a token; behind the token itself outside one."""
        place = self.at.get(token)
        return token + 1 if place is None else self.tokens[place][1]

    def first_token(self, token: int) -> int:
        """The index of the first token of the mention that covers a token; the token itself outside one."""
        place = self.at.get(token)
        return token if place is None else self.tokens[place][0]


def named(doc: Doc, rules: AttributionRules) -> tuple[tuple[Span, str], ...]:
    """Proper names with their kind in order of the text, one a mention; media of the lexicon count as `ORG`."""
    return kinds(names(doc, rules))


def kinds(known: Names) -> tuple[tuple[Span, str], ...]:
    """The same of names that are found already."""
    return tuple((item.span, "ORG" if item.kind == "MEDIA" else item.kind) for item in known.mentions)


def names(doc: Doc, rules: AttributionRules) -> Names:
    """Every proper name of the text with its canonical name: the fullest form met before, or after when none was.

    The model's entities, corrected by the lexicon of agencies and outlets, which wins where they overlap."""
    found = _media(doc, rules) + _entities(doc, rules)
    taken: dict[int, int] = {}
    kept: list[tuple[int, int, str, str]] = []
    for first, last, kind, name in found:
        while first < last and (first in taken or doc[first].lower_ in {"'s", "’s", "'", "’"} or doc[first].is_punct):
            if doc[first].lower_ in {"'s", "’s"} and last - first > 2:
                kind = "PERSON"
            first += 1
        if first == last or any(at in taken for at in range(first, last)):
            continue
        for at in range(first, last):
            taken[at] = first
        kept.append((first, last, kind, name))
    kept += _echoes(doc, kept, taken)
    kept.sort()
    canonical = _canonical(doc, kept, rules)
    mentions: list[Mention] = []
    places: dict[int, int] = {}
    surnames = {key(name)[-1] for (_, _, kind, _), name in zip(kept, canonical, strict=True) if kind == "PERSON" and key(name)}
    for (first, last, kind, _), name in zip(kept, canonical, strict=True):
        span = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]))
        if kind in MISTAKEN and last - first == 1 and len(key(name)) > 1 and key(name)[-1] in surnames:
            kind = "PERSON"
        for at in range(first, last):
            places[at] = len(mentions)
        mentions.append(Mention(span, kind, key(text_of(doc)[span.start : span.end]), name))
    return Names(tuple(mentions), places, tuple((first, last) for first, last, _, _ in kept))


def _echoes(doc: Doc, kept: Sequence[tuple[int, int, str, str]], taken: Mapping[int, int]) -> list[tuple[int, int, str, str]]:
    """Lone capitalised words that the model passed over and that are the surname of a person named elsewhere."""
    surnames = {doc[last - 1].text for first, last, kind, _ in kept if kind == "PERSON" and last - first > 1}
    return [
        (token.i, token.i + 1, "PERSON", "")
        for token in doc
        if token.text in surnames
        and token.i not in taken
        and token.text[0].isupper()
        and (token.pos_ == "PROPN" or _bare(token))
    ]


def _bare(token: Token) -> bool:
    """Whether a noun stands as a name does: a subject without a word before it that belongs to it."""
    return token.tag_ == "NN" and token.dep_ == "nsubj" and token.left_edge.i == token.i


def key(text: str) -> tuple[str, ...]:
    """The words of a name in lower case, hyphens parting words, without a possessive."""
    low = folded(text)
    for ending in ("'s", "'"):
        low = low.removesuffix(ending)
    return tuple(match.group() for match in _WORD.finditer(low))


def _media(doc: Doc, rules: AttributionRules) -> list[tuple[int, int, str, str]]:
    """Stretches of tokens that the lexicon knows as an agency or an outlet; the longest at each place."""
    firsts = {name.split()[0] for name in rules.media}
    found: list[tuple[int, int, str, str]] = []
    taken = 0
    for at in [token.i for token in doc if token.lower_ in firsts]:
        token = doc[at]
        if at < taken or not (token.text[0].isupper() or token.text[0].isdigit()):
            continue
        for size in range(min(LONGEST, len(doc) - at), 0, -1):
            words = text_of(doc)[token.idx : doc[at + size - 1].idx + len(doc[at + size - 1])].lower()
            if words in rules.media and (size > 1 or _stands_alone(token)):
                found.append((at, at + size, "MEDIA", rules.media[words].name))
                taken = at + size
                break
    return found


def _stands_alone(token: Token) -> bool:
    """Whether one word that an agency goes by is not too short for a name, nor the first or last name of a person."""
    if token.text.isupper():
        return True
    person = token.ent_type_ == "PERSON"
    joined = (token.i > 0 and token.ent_iob_ == "I") or (token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I")
    return len(token) > 3 and not (person and joined)


def _entities(doc: Doc, rules: AttributionRules) -> list[tuple[int, int, str, str]]:
    found = []
    for entity in doc.ents:
        if entity.label_ not in KINDS:
            continue
        first, last = entity.start, entity.end
        while first < last and (
            doc[first].lower_.rstrip(".") in rules.courtesy
            or doc[first].lower_ in {"the", "a", "an"}
            or doc[first].is_space
            or doc[first].is_punct
        ):
            first += 1
        while last > first and (doc[last - 1].lower_ in {"'s", "’s", "'", "’"} or doc[last - 1].is_space):
            last -= 1
        if entity.label_ == "PERSON":
            first, last = _person(doc, first, last, rules)
        if first < last:
            kind = "PERSON" if entity.label_ == "ORG" and _bears_role(entity, rules) else entity.label_
            if last - first == 1 and doc[first].lower_ in rules.platforms:
                kind = "ORG"
            if doc[first].text in rules.vessels or (first and doc[first - 1].text in rules.vessels):
                kind = "PRODUCT"
            found.append((first, last, kind, ""))
    return found


def _person(doc: Doc, first: int, last: int, rules: AttributionRules) -> tuple[int, int]:
    """The tokens of a person's name without a title before it or a verb behind it; "van" and "bin" belong to it, with what
    they join where the model breaks off there."""
    while last < len(doc) and doc[last - 1].text in rules.joining and doc[last].text[0].isupper():
        last += 1
    while last - first > 1 and _small(doc[last - 1]):
        last -= 1
    titled = [
        at
        for at in range(first, last - 1)
        if doc[at].lower_ in rules.office or (_small(doc[at]) and doc[at].text not in rules.joining)
    ]
    return (titled[-1] + 1 if titled else first), last


def _small(token: Token) -> bool:
    """Whether a word in lower case stands by itself, and not behind a hyphen as in "Ki-moon"."""
    return token.text[0].islower() and (token.i == 0 or bool(token.nbor(-1).whitespace_))


def _bears_role(entity: SpacySpan, rules: AttributionRules) -> bool:
    """Whether a supposed body stands beside a person's role as a person does: "a spokesman for X, Jane Roe,"."""
    head = entity.root
    if head.dep_ != "appos" or not 2 <= len(entity) <= 4 or not all(token.is_alpha for token in entity):
        return False
    above = head.head
    if above.dep_ == "pobj" and above.head.dep_ == "prep":
        above = above.head.head
    return above.tag_ == "NN" and above.lower_ in rules.roles.get("person", frozenset())


def _canonical(doc: Doc, kept: Sequence[tuple[int, int, str, str]], rules: AttributionRules) -> list[str]:
    """A name for each mention: for a person the fullest name that holds all its words, the one met first; for a body its
    own, or the long form of an acronym that stood in brackets behind it."""
    full: dict[str, str] = {}
    people: dict[tuple[str, ...], str] = {}
    by_word: dict[str, list[tuple[str, ...]]] = {}
    for first, last, kind, _ in kept:
        if kind != "PERSON":
            continue
        surface = _surface(doc, first, last)
        words = key(surface)
        if len(words) > 1 and words not in people:
            people[words] = surface
            for word in dict.fromkeys((words[0], words[-1], *words)):
                by_word.setdefault(word, []).append(words)
    for (first, last, kind, _), following in zip(kept, [*kept[1:], None], strict=False):
        if following and kind in {"ORG", "MEDIA"} and following[0] == last + 1 and doc[last].text == "(":
            full.setdefault(_surface(doc, following[0], following[1]), _surface(doc, first, last))
    names = []
    for first, last, kind, name in kept:
        surface = _surface(doc, first, last)
        if name:
            names.append(name)
        elif kind in {"PERSON", "ORG", "GPE", "PRODUCT", "NORP", "FAC", "WORK_OF_ART"} and (
            match := _fuller(key(surface), people, by_word)
        ):
            names.append(match)
        else:
            names.append(full.get(surface, surface))
    return names


def _surface(doc: Doc, first: int, last: int) -> str:
    return " ".join(text_of(doc)[doc[first].idx : doc[last - 1].idx + len(doc[last - 1])].split())


def _fuller(
    words: tuple[str, ...], people: Mapping[tuple[str, ...], str], by_word: Mapping[str, Sequence[tuple[str, ...]]]
) -> str | None:
    """The first full name met that ends or begins with these words, or has the same first and last word."""
    if not words:
        return None
    candidates = by_word.get(words[-1], ()) or by_word.get(words[0], ())
    for full in candidates[:20]:
        if full[-len(words) :] == words or full[: len(words)] == words:
            return people[full]
        if len(words) > 1 and full[0] == words[0] and full[-1] == words[-1]:
            return people[full]
    return people.get(words)
