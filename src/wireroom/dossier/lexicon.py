"""What the room knows of words: kinds of people, groups of nouns and verbs, and words that cut out a part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

FAINT_VERBS = frozenset({"be", "have", "do", "make", "take", "get", "go", "come", "say", "tell", "give", "see", "use", "know"})
"""Verbs that say too little to bring two clauses together."""


class Name(NamedTuple):
    """A word for a deed or a thing, with the groups of verbs and of nouns that it stands in, looked up once.

    `faint` ones say too little to bring two clauses together; no word says nothing."""

    word: str
    verbs: int | None
    nouns: int | None
    faint: bool

    def noun_of(self, other: Name) -> bool:
        """Whether two nouns are one or stand in one group."""
        return self.word == other.word or (self.nouns is not None and self.nouns == other.nouns)

    def verb_of(self, other: Name) -> bool:
        """Whether two verbs (or event nouns) are one or stand in one group."""
        return self.noun_of(other) or (self.verbs is not None and self.verbs == other.verbs)


@dataclass(frozen=True, slots=True)
class Words:
    """Lexical knowledge for aligning: every word in lower case, lemmatised."""

    generic_people: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    noun_group: Mapping[str, int] = field(default_factory=dict)
    stands_for: Mapping[int, str] = field(default_factory=dict)
    verb_group: Mapping[str, int] = field(default_factory=dict)
    restrictive: frozenset[str] = frozenset()
    changes: tuple[str, ...] = ()
    event_group: Mapping[str, int] = field(default_factory=dict)
    harm: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    families: Mapping[str, str] = field(default_factory=dict)
    lives: frozenset[str] = frozenset()
    courses: frozenset[str] = frozenset()
    scattered: frozenset[str | None] = frozenset()
    finishing: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    tallies: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    growing: frozenset[str] = frozenset()
    draining: frozenset[str] = frozenset()
    making: frozenset[str] = frozenset()
    fluctuating: frozenset[str | None] = frozenset()
    cared: frozenset[str | None] = frozenset()
    manifold: frozenset[str | None] = frozenset()

    def common(self, noun: str) -> str:
        """The word that stands for a noun's group; the noun itself where it has none."""
        group = self.noun_group.get(noun)
        return noun if group is None else self.stands_for.get(group, noun)

    def family(self, effect: str) -> str:
        """The name of the family of effects that one belongs to; its own where it has none."""
        return self.families.get(effect, effect)

    def is_person(self, lemma: str) -> bool:
        """Whether the noun stands for people."""
        return lemma in self.generic_people or lemma in self.people

    def same_noun(self, a: str, b: str) -> bool:
        """Whether two nouns are one or stand in one group."""
        return a == b or _one_group(self.noun_group, a, b)

    def same_verb(self, a: str, b: str) -> bool:
        """Whether two verbs (or event nouns) are one or stand in one group."""
        return a == b or _one_group(self.noun_group, a, b) or _one_group(self.verb_group, a, b)

    def name(self, word: str) -> Name:
        """The word with its groups."""
        return Name(word, self.verb_group.get(word), self.noun_group.get(word), not word or word in FAINT_VERBS)


def words_of(lexicons: Mapping[str, Mapping[str, Any]]) -> Words:
    """The lexical knowledge out of `synonyms.toml`; empty where there is none."""
    table = lexicons.get("synonyms", {})
    people = table.get("people", {})
    restrictive = table.get("restrictive", {})
    return Words(
        generic_people=frozenset(people.get("generic", ())),
        people=frozenset(people.get("kinds", ())),
        noun_group=_grouped(table.get("nouns", {}).get("groups", ())),
        stands_for={number: group[0] for number, group in enumerate(table.get("nouns", {}).get("groups", ())) if group},
        verb_group=_grouped(table.get("verbs", {}).get("groups", ())),
        event_group=_grouped(table.get("events", {}).get("groups", ())),
        restrictive=frozenset(restrictive.get("words", ())),
        harm=frozenset(table.get("effects", {}).get("harm", ())),
        attributes=frozenset(table.get("effects", {}).get("attributes", ())),
        families={name: group[0] for group in table.get("effects", {}).get("families", ()) for name in group},
        lives=frozenset(table.get("effects", {}).get("lives", ())),
        scattered=frozenset(table.get("effects", {}).get("scattered", ())),
        courses=frozenset(table.get("effects", {}).get("courses", ())),
        making=frozenset(table.get("effects", {}).get("making", ())),
        fluctuating=frozenset(table.get("verbs", {}).get("fluctuating", ())),
        manifold=frozenset(table.get("effects", {}).get("manifold", ())),
        cared=frozenset(table.get("verbs", {}).get("cared", ())),
        growing=frozenset(table.get("effects", {}).get("growing", ())),
        draining=frozenset(table.get("effects", {}).get("draining", ())),
        repeated=frozenset(table.get("events", {}).get("repeated", ())),
        tallies=frozenset(table.get("tallies", {}).get("nouns", ())),
        victims=frozenset(people.get("victims", ())),
        finishing=frozenset(table.get("effects", {}).get("finishing", ())),
        changes=tuple(restrictive.get("changes", ())),
    )


def _one_group(group: Mapping[str, int], a: str, b: str) -> bool:
    """Whether two words stand in one group."""
    own = group.get(a)
    return own is not None and own == group.get(b)


def _grouped(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    return {word: number for number, group in enumerate(groups) for word in reversed(list(group))}
