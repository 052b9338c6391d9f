"""The story room's weights and thresholds, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Weights:
    """How terms weigh. `prior` is the number of imagined reports that stand behind those at hand, so that a word's weight is
    sensible among five: a name is thought to stand in `prior_name` of them, a plain word in `prior_word`, an everyday word in
    `prior_everyday`. `title` multiplies words of the title, `name` words that are names."""

    prior: float
    prior_name: float
    prior_word: float
    prior_everyday: float
    title: float
    name: float


@dataclass(frozen=True)
class StoryRules:
    """Everything the story room decides by: one setting for a handful of reports and for thousands, dated or not.

    `wide` are the weights among all reports; `near` those within one group of like reports, where what all of them share
    (the subject) tells nothing and names and titles tell look-alikes apart; `lone` those that find a stray.
    `together` is the mean likeness from which two groups are one. A group of at least twice `side` lineages is parted in two
    when the mean likeness across is below `apart` of that within; groups beyond `largest` lineages are left whole. A report
    is a stray when its mean likeness to the others is below `stray` of theirs to each other. Reports more than `days` apart
    lose likeness, down to `far` of it at ten times as many. `short` is the terms that make up for a short report; `top_terms`
    of a report propose its neighbours. Tuned on event collections of general news with and without dates."""

    function: frozenset[str] = field(default_factory=frozenset)
    everyday: frozenset[str] = field(default_factory=frozenset)
    wide: Weights = Weights(prior=300.0, prior_name=1.0, prior_word=6.0, prior_everyday=90.0, title=1.5, name=1.0)
    near: Weights = Weights(prior=3.0, prior_name=0.5, prior_word=1.0, prior_everyday=2.0, title=2.0, name=2.0)
    lone: Weights = Weights(prior=300.0, prior_name=1.0, prior_word=6.0, prior_everyday=90.0, title=2.0, name=2.0)
    stray: float = 0.35
    together: float = 0.175
    apart: float = 0.445
    side: int = 3
    largest: int = 400
    short: float = 11.0
    top_terms: int = 60
    days: int = 20
    far: float = 0.85


def story_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> StoryRules:
    """The default rules with the word lists of the lexicon `stopwords`."""
    lists = lexicons.get("stopwords", {})
    return StoryRules(function=frozenset(lists.get("function", ())), everyday=frozenset(lists.get("everyday", ())))
