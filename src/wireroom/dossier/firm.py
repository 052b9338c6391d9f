"""Whether two unequal numbers are surely about one thing, so that one of them must be wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.lexicon import Words
from wireroom.dossier.node import Node
from wireroom.dossier.number import exact, level, vague
from wireroom.dossier.person import plain_name
from wireroom.dossier.place import places_meet
from wireroom.dossier.season import WEEK, one_season, one_time
from wireroom.model import Value

FIRM = 0.6
"""The least score at which two unequal numbers may be called a dispute, when no guard speaks against it. This and the weights
below were tuned on the annotated stories of evaluation/, a wrong dispute counted as worse than a missed one."""
FAR_APART = 20.0
"""Numbers more than this many times apart are taken to be of two things."""
BEYOND = 3.0
"""An open bound ("at least six") is not thought to reach beyond this many times itself."""
ONLY = 0.12
"""What it adds to a pair that either report prints but one number of its kind."""
ELSEWHERE = 0.2
"""What it takes from a pair that only one names a place where the story does not play, or each another."""
MULTIPLE = 4.0
"""How many times apart two numbers of people harmed may lie to be a dispute where little of their clauses is alike: beyond it
one is sooner of another event that the report recalls."""
ALIKE = 0.4
SOME = 0.2
"""The likeness of two clauses from which on they tell of one thing for sure, and below which other counts never clash. These
three were chosen on stories of which no gold is held, by reading their disputes."""
LISTED = 8
"""Words of the longest line of a list."""
FEW = 12
"""Counts up to this are so often of some other few that they need thrice the likeness of context."""
CONTEXT = 0.12
"""The least likeness of clause or vectors at which two counts of one noun may be a dispute when what happened is not known."""


class Pair(NamedTuple):
    """Two nodes with how alike they are, part by part, each from 0 to 1.

    `both_told` tells, when asked, whether some report of the one gives the value of the other as well, for a thing of the same
    kind: then it tells of two things, or knows of both accounts."""

    a: Node
    b: Node
    noun: float
    happened: float
    near: float
    cosine: float
    harmed: bool
    alone: bool
    tied: bool
    one_report: bool
    one_age: bool = False
    both_told: Callable[[], bool] = bool
    one_make: bool = False

    @property
    def score(self) -> float:
        """One figure; people to whom one harm was done are alike whatever noun stands for them."""
        context = 0.5 * self.near + 0.5 * max(self.cosine, 0.0)
        base = 0.35 * self.noun + 0.25 * self.happened + 0.4 * context
        if self.harmed:
            base = 0.5 + 0.2 * self.noun + 0.3 * context
        if self.a.elsewhere != self.b.elsewhere and not self.a.elsewhere & self.b.elsewhere:
            base -= ELSEWHERE
        if self.one_age and self.noun >= 0.9:
            return 0.9
        if self.a.first.role == "age" and self.alone:
            base += ONLY
        return min(1.0, base + (ONLY if self.alone and self.noun >= 0.9 else 0.0))


def firm(pair: Pair, score: float, words: Words) -> bool:
    """Whether two unequal numbers are surely about one thing, so that one of them must be wrong."""
    a, b = pair.a, pair.b
    x, y = a.first, b.first
    decided = pair.tied or pair.one_age or pair.one_make or x.role == "age" or pair.one_report
    if not decided and score < FIRM:
        return False  # whatever else: it is the cheapest to know
    if not _one_scene(pair) or (not pair.tied and not _to_be_compared(pair, words)):
        return False
    if not pair.one_report and pair.both_told():
        return False
    if pair.one_age:
        return pair.noun >= 0.9
    if not pair.tied and not _one_occasion(pair):
        return False
    if pair.one_report:
        alike = pair.near >= SOME and times_apart(x.point.value, y.point.value) <= MULTIPLE
        counted = alike or not level(x.point.value) or not level(y.point.value)
        return counted and pair.harmed and a.sentence != b.sentence and _other_speaker(a, b) and pair.noun >= 0.9
    if pair.tied:
        return pair.noun >= 0.8 and one_season(a, b, days_apart=WEEK)
    if x.role == "money" and {x.predicate, y.predicate} & words.fluctuating:
        return False
    close = times_apart(x.point.value, y.point.value) <= MULTIPLE
    if x.role == "money" and ((x.effect in words.manifold and pair.near < SOME) or not close):
        return False
    if pair.harmed:
        return (close or pair.near >= ALIKE) and pair.noun >= 0.8 and score >= FIRM + 0.05
    return _one_count(pair, score, words, close=close)


def _one_count(pair: Pair, score: float, words: Words, *, close: bool) -> bool:
    """Whether two measures, ages, shares or counts of what was not harmed are of one thing."""
    x, y = pair.a.first, pair.b.first
    if x.role == "measure" and (
        x.predicate not in words.attributes or not words.same_verb(x.predicate or "", y.predicate or "")
    ):
        return False
    if pair.one_make:
        return pair.alone and pair.near >= CONTEXT
    few = max(level(x.point.value), level(y.point.value)) <= FEW
    context = max(pair.near, pair.cosine - 0.3)
    if x.role == "age":
        return pair.alone and pair.near >= 2 * CONTEXT
    if pair.near < ALIKE and (x.role == "share" or pair.happened < 0.8 or pair.near < SOME):
        return False
    if not close and not x.unit:
        return False
    known = pair.happened >= 0.8 or (pair.alone and context >= CONTEXT * (3 if few else 1))
    return known and pair.noun >= (0.8 if x.unit else 1.0) and score >= FIRM


def _one_scene(pair: Pair) -> bool:
    """Whether nothing in the two clauses sets them in two times, two seasons, two nations, or among other people."""
    a, b = pair.a, pair.b
    values = (a.first.point.value, b.first.point.value)
    if (cut(a) != cut(b) and all(level(value) for value in values)) or a.nations != b.nations:
        return False
    if bool(a.first.part_of) != bool(b.first.part_of) or (a.people and b.people and not a.people & b.people):
        return False
    if _other_owner(a, b) or _other_cast(a, b):
        return False
    return one_season(a, b) and (one_time(a, b) or bool(a.places & b.places))


def _one_occasion(pair: Pair) -> bool:
    """Whether both numbers are stated of what happened, over one spell of time, by reports of one week or in like words of one
    harm."""
    a, b = pair.a, pair.b
    if _spell(a) != _spell(b) or _supposed(a) or _supposed(b):
        return False
    return (pair.harmed and pair.near >= ALIKE) or one_season(a, b, days_apart=WEEK)


_SUPPOSED = re.compile(
    r"\b(?:imagine|suppose|supposing|if|unless|would have|could have|might have|rather than|instead of)\b", re.IGNORECASE
)
_AIM = re.compile(
    r"\bto (?!about\b|around\b|nearly\b|almost\b|over\b|some\b|at\b|more\b|the\b|a\b)[a-z]+ (?:the |all |some |another )?$"
)


def _supposed(node: Node) -> bool:
    """Whether a number is only supposed or aimed at: "imagine it had signed up six million", "to free five people"."""
    return _supposing(node.sentence, node.before)


@lru_cache(maxsize=20_000)
def _supposing(sentence: str, before: str) -> bool:
    return bool(_SUPPOSED.search(sentence)) or bool(_AIM.search(before))


_SPELLS = re.compile(
    r"\b(?:overnight|(?:in|over|during|within) the (?:past|last|previous) (?:day|24 hours|night|hour|week)|in a single day"
    r"|(?:a|per|each|every) (?:day|week|month|year)|daily|weekly|monthly|annually|yearly|annual)\b",
    re.IGNORECASE,
)


def _spell(node: Node) -> str:
    """The spell of time that a number is counted over or told by, as its sentence has it; empty where it has none."""
    return _spell_in(node.sentence)


@lru_cache(maxsize=20_000)
def _spell_in(sentence: str) -> str:
    found = _SPELLS.search(sentence)
    return found.group().lower() if found else ""


def _converted(node: Node) -> bool:
    """Whether a sum stands in brackets beside another: it is that sum in another currency."""
    return node.before.rstrip().endswith("(")


def _other_sort(x: Aspect, y: Aspect) -> bool:
    """Whether both nouns are told apart by words of their own: ambulance crews, rescue crews."""
    first, second = (set(one.words) - {one.head} for one in (x, y))
    return bool(first and second) and not first & second


def _other_owner(a: Node, b: Node) -> bool:
    """Whether the two are said of two named parties: one club's offer and another's."""
    first, second = (_owner(node) for node in (a, b))
    return bool(first and second) and not first & second


def _owner(node: Node) -> frozenset[str]:
    """The words of the proper name that a number is said of; nothing for a noun, though it open its sentence ("Officers")."""
    name = str(node.first.point.value.get("of") or "")
    words = frozenset(plain_name(name)) if name[:1].isupper() else frozenset()
    return words if any(not words.isdisjoint(plain_name(one)) for one in node.first.names) else frozenset()


def _other_cast(a: Node, b: Node) -> bool:
    """Whether both sentences are full of names and have none in common: they tell of two events."""
    few, many = sorted((len(a.cast), len(b.cast)))
    return few >= CAST and many > CAST and not a.cast & b.cast


CAST = 2
"""Words of names in each of two sentences, and more in one, from which on they tell what it speaks of. Chosen by eye."""


def _to_be_compared(pair: Pair, words: Words) -> bool:
    """Whether two numbers of reports that are not tied are of one order, in one place, and neither a part nor a list's."""
    a, b = pair.a, pair.b
    foreign = [bool(node.elsewhere if a.first.role == "money" else node.strange) for node in (a, b)]
    if (a.places and b.places and not places_meet(a.places, b.places)) or foreign[0] != foreign[1]:
        return False
    if _partial(a, b) or _listed(a) or _listed(b) or _slight(a, b, words):
        return False
    return _comparable(a.first.point.value, b.first.point.value)


def _partial(a: Node, b: Node) -> bool:
    """Whether both numbers cut out a part, or one is of others beside a plain "none": parts do not contradict each other."""
    first, second = cut(a), cut(b)
    return bool(first and second) or bool((first ^ second) & _BESIDE)


_BESIDE = frozenset({"other", "others", "another", "further", "additional", "earlier", "previous"})


def _listed(node: Node) -> bool:
    """Whether a number stands in a line of a list, "Place: 12 killed", which tells of a case of its own."""
    return ":" in node.sentence and len(node.sentence.split()) <= LISTED


def times_apart(x: Value, y: Value) -> float:
    low, high = sorted((level(x), level(y)))
    return high / low if low > 0 else 1.0


def _slight(a: Node, b: Node, words: Words) -> bool:
    """Whether two numbers say too little to clash: one alone, two words for many, tallies of sport, victims beside others."""
    x, y = a.first, b.first
    if not x.unit and 1.0 in (exact(x.point.value), exact(y.point.value)):
        return True
    if all(vague(one.point.value) for one in (x, y)):
        return True
    if x.role == "money" and (_converted(a) or _converted(b)):
        return True
    if not x.unit and x.effect not in words.harm and _other_sort(x, y):
        return True
    if x.head in words.tallies or y.head in words.tallies or x.unit in words.tallies:
        return True
    if _cared(a, words) != _cared(b, words) or _none_on_another_day(x, y):
        return True
    return (x.head in words.victims) != (y.head in words.victims)


def _cared(node: Node, words: Words) -> bool:
    """Whether people hurt are counted as those who came into care: some of the hurt do not."""
    return node.first.predicate in words.cared or (node.first.effect == "injured" and bool(node.near & {"hospital", "clinic"}))


def _none_on_another_day(x: Aspect, y: Aspect) -> bool:
    """Whether one is none and the reports are of two days: nobody hurt yesterday says nothing of today."""
    if level(x.point.value) and level(y.point.value):
        return False
    days = [one.point.as_of for one in (x, y)]
    return bool(days[0] and days[1] and days[0][:10] != days[1][:10])


def cut(node: Node) -> frozenset[str]:
    """The restrictive words that matter: beside another harm in the sentence ("six dead and 100 others hurt") "others" cuts
    nothing out."""
    if node.first.effect == "injured" and node.wide & _DEATH:
        return node.cut - {"other", "others", "another", "more"}
    return node.cut


_DEATH = frozenset({"kill", "killed", "killing", "dead", "die", "died", "death", "toll"})


def _other_speaker(a: Node, b: Node) -> bool:
    """Whether one report lays the two to two sources, or one of them to none."""
    names = [{said.name for said in node.first.point.said_by} for node in (a, b)]
    return names[0] != names[1]


def beyond(x: Value, y: Value) -> bool:
    """Whether only an open bound makes two numbers compatible that are far from each other."""
    low, high = sorted((level(x), level(y)))
    return low > 0 and high > BEYOND * low and any(value.get("high") is None for value in (x, y))


def _comparable(x: Value, y: Value) -> bool:
    """Whether two numbers are of one order: beyond it they are sooner of two things than a dispute; zero meets only few."""
    low, high = sorted((level(x), level(y)))
    return high <= FAR_APART * max(low, 1.0)
