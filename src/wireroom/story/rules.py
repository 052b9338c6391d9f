"""The story room's weights and thresholds, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class StoryRules:
    """Everything the story room decides by: one setting for a handful of reports and for thousands, dated or not.

    `together` is the mean likeness from which two groups of reports are one story. `prior` is the number of imagined
    reports that stand behind the batch, so that a word's weight is sensible in a batch of five: a name is thought to stand in
    `prior_name` of them, a plain word in `prior_word`, an everyday word in `prior_everyday`. `title` multiplies words of the
    title, `name` words that are names. `days` is how far apart the nearest reports of a story may lie."""

    function: frozenset[str] = field(default_factory=frozenset)
    everyday: frozenset[str] = field(default_factory=frozenset)
    together: float = 0.18
    prior: float = 300.0
    prior_name: float = 1.0
    prior_word: float = 6.0
    prior_everyday: float = 90.0
    title: float = 1.5
    name: float = 1.0
    top_terms: int = 60
    days: int = 30


def story_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> StoryRules:
    """The default rules with the word lists of the lexicon `stopwords`."""
    lists = lexicons.get("stopwords", {})
    return StoryRules(function=frozenset(lists.get("function", ())), everyday=frozenset(lists.get("everyday", ())))
