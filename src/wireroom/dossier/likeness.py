"""How far nodes speak of one event or thing, for many pairs at once: by effect, then by predicate, then by head."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

import numpy as np

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.candidates import Places
from wireroom.dossier.lexicon import Name, Words


class Likeness(NamedTuple):
    """By pair: how far the two speak of one event, from 0 to 1; whether their heads are one thing; whether two unlike effects
    are told."""

    event: np.ndarray
    one_thing: np.ndarray
    other_effect: np.ndarray


def likeness(aspects: Sequence[Aspect], sorts: Sequence[Set[int]], words: Words, first: Places, second: Places) -> Likeness:
    """How alike the aspects of each pair are in what happened. `sorts` are the sorts of event that each aspect names."""
    numbers = {"": 0}
    heads = _Names.of([words.name(one.head) for one in aspects], numbers)
    verbs = _Names.of([words.name(one.predicate or one.head) for one in aspects], numbers)
    effects = np.array([numbers.setdefault(one.effect or "", len(numbers)) for one in aspects])
    named = np.zeros((len(aspects), 1 + max((sort for own in sorts for sort in own), default=0)), dtype=bool)
    for number, own in enumerate(sorts):
        named[number, list(own)] = True
    a_verb, a_head, b_verb, b_head = verbs.at(first), heads.at(first), verbs.at(second), heads.at(second)
    a_effect, b_effect = effects[first], effects[second]
    told = (a_effect > 0) & (b_effect > 0)
    one_thing = ~a_head.faint & a_head.noun_of(b_head)
    one_verb = (b_verb.word > 0) & ~a_verb.faint & a_verb.verb_of(b_verb)
    one_head = (b_head.word > 0) & ~a_head.faint & a_head.verb_of(b_head)
    crossed = np.zeros(len(first), dtype=bool)
    for name in (a_verb, a_head):
        crossed |= ~name.faint & ((name.word == b_verb.word) | (name.word == b_head.word))
    event = np.select(
        [(told & (a_effect == b_effect)) | one_verb, one_head, crossed | (named[first] & named[second]).any(axis=1)],
        [1.0, 0.9, 0.8],
        0.0,
    )
    return Likeness(event, one_thing, told & (a_effect != b_effect))


class _Names(NamedTuple):
    """Names as arrays: the number of the word, 0 for none; those of its groups of verbs and nouns, -1 for none; faint ones."""

    word: np.ndarray
    verbs: np.ndarray
    nouns: np.ndarray
    faint: np.ndarray

    @classmethod
    def of(cls, names: Sequence[Name], numbers: dict[str, int]) -> _Names:
        """The arrays of some names; words that are new are added to `numbers`."""
        return cls(
            np.array([numbers.setdefault(one.word, len(numbers)) for one in names]),
            np.array([-1 if one.verbs is None else one.verbs for one in names]),
            np.array([-1 if one.nouns is None else one.nouns for one in names]),
            np.array([one.faint for one in names], dtype=bool),
        )

    def at(self, places: Places) -> _Names:
        """The names of some nodes."""
        return _Names(*(column[places] for column in self))

    def noun_of(self, other: _Names) -> np.ndarray:
        """As `Name.noun_of`, pair by pair."""
        return np.asarray((self.word == other.word) | ((self.nouns >= 0) & (self.nouns == other.nouns)))

    def verb_of(self, other: _Names) -> np.ndarray:
        """As `Name.verb_of`, pair by pair."""
        return np.asarray(self.noun_of(other) | ((self.verbs >= 0) & (self.verbs == other.verbs)))
