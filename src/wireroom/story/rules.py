"""The story room's weights and thresholds, frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class StoryRules:
    """Everything the story room decides by: one setting for a batch and a stream, a handful of reports and thousands, dated
    or not. Tuned on collections of general news events, undated; what was tuned on which part stands in `docs/decisions`.

    Weights. `words` of a report are read. `prior` is the number of imagined reports that stand behind those at hand, so that a
    word's weight is sensible among five: a name is thought to stand in `prior_name` of them, a plain word in `prior_word`, an
    everyday word in `prior_everyday`. `title` multiplies words of the title, `name` names; `pairs` is the share of a report's
    weight that pairs of neighbouring words hold.

    Likeness. The likeness of two reports is held against what each has with its `neighbours` most alike, at least `floor`; of a
    lineage at most `copies` reports count there, and those of its own as `own`. That keeps look-alike events apart, whose
    reports are much more like their own than like each other's. `together` is the mean of this from which two large groups
    are one; two lone reports need `few` times as much above it, groups of n together a (n - 1)th of that, as a report with
    nothing of its kind is somewhat like many. A report whose names are to a story's less than `stray` of what these are to each
    other is taken out of it. Reports more than `days` apart lose likeness, down to `far` of it at ten times as many, before it
    is held against the neighbours: what was written at another time is no neighbour. No lower `far` serves where publication
    times are wrong, as in a collection where 12 of 69 events seem to last over 100 days.

    Search. `top_terms` heaviest terms of a report propose its neighbours; of a term that more than `holders` hold, a batch asks
    none and a stream the latest. In a stream a report is compared with the `likely` lineages that share most of them, then
    with the `rivals` most like stories, at most `compared` latest lineages of each. Its story is gathered anew when it has
    grown by `grown` since it was last, or, while it is small, when another story is `close` to what would join the report to
    it; and with it the `beside` nearest of the stories whose likeness reaches `rival` of that, together at most `settled`
    lineages: so more `rivals` than its own and those have little to say. A story closes when `quiet` reports have come since
    its last; the `shelved` heaviest terms of each of its lineages still find it."""

    function: frozenset[str] = field(default_factory=frozenset)
    everyday: frozenset[str] = field(default_factory=frozenset)
    words: int = 300
    prior: float = 300.0
    prior_name: float = 1.0
    prior_word: float = 6.0
    prior_everyday: float = 90.0
    title: float = 1.5
    name: float = 0.7
    pairs: float = 0.25
    neighbours: int = 14
    floor: float = 0.13
    copies: int = 4
    own: float = 0.5
    together: float = 0.7
    few: float = 0.7
    stray: float = 0.08
    days: int = 20
    far: float = 0.6
    top_terms: int = 60
    holders: int = 100
    likely: int = 48
    rivals: int = 3
    compared: int = 24
    rival: float = 0.4
    settled: int = 40
    grown: float = 1.1
    close: float = 0.65
    beside: int = 2
    quiet: int = 200_000
    shelved: int = 24


def story_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> StoryRules:
    """The default rules with the word lists of the lexicon `stopwords`."""
    lists = lexicons.get("stopwords", {})
    return StoryRules(function=frozenset(lists.get("function", ())), everyday=frozenset(lists.get("everyday", ())))
