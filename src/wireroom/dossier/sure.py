"""Whether two unequal numbers that are firmly aligned may also be called a dispute: both told as so, of one day and one thing.

A firm alignment lets a toll that rises be one thread; a dispute asks for more, since a wrong one costs an editor more than a
missed one. What is firm and not sure is a thread where order or words of change explain it, and else no thread at all. The
conditions were drawn from disputes over clusters of daily news, read by eye cause by cause; numbers in them too."""

from __future__ import annotations

import re

from wireroom.dossier.aspect import STOPWORDS, lemma
from wireroom.dossier.firm import ALIKE, CONTEXT, MULTIPLE, SOME, Pair, times_apart
from wireroom.dossier.lexicon import Words
from wireroom.dossier.node import Node
from wireroom.dossier.number import level, vague
from wireroom.dossier.season import NEWS, WEEK, one_season

EDITED = 0.6
"""The likeness of two clauses of tied reports from which on they are one, edited, whatever their verbs."""
LOOSELY = 4.0
"""How many times the least of a word for many ("scores") a number may be and still be what is meant by it."""
NEAR = 0.3
"""The least likeness of two clauses of untied reports in which sums or counts of what was not harmed clash; chosen on the
disputes of 1,143 stories of a news archive, of which those right lay at 0.35 and above."""
SAID = 2
"""Words of content, beside what is counted and what happened to it, that two counts must have in common."""
TOLD = frozenset({"stated", "alleged", "denied"})
_CARE = frozenset(
    "hospital clinic patient discharg discharge condition hospitaliz hospitalize hospitalise hospitalis remain".split()
)
_MANY = re.compile(
    r"\b(?:most|majority|half|part|all|some|none|one|many|share|percent|third|quarter|few|number|any|each|among) of "
    r"(?:the |its |their |these |those )?(?:\w+['’]s? )?(?:\w+['’]s )?$",
    re.IGNORECASE,
)


def sure(pair: Pair, words: Words) -> bool:
    """Whether two unequal numbers, firmly aligned, are so surely of one thing that one of them must be wrong."""
    a, b = pair.a, pair.b
    x, y = a.first, b.first
    if any(vague(one.point.value) for one in (x, y)) and times_apart(x.point.value, y.point.value) <= LOOSELY:
        return False
    if x.role == "age" and not _of_people(pair, words):
        return False
    if pair.one_age:
        return True
    if _other_scope(pair):
        return False
    if pair.one_report:
        return (_nobody(pair) or pair.near >= ALIKE) and not (in_care(a) or in_care(b))
    if not _one_day(pair):
        return False
    if x.unit and x.role not in ("money", "share", "age"):
        return x.predicate in words.attributes and words.same_verb(x.predicate or "", y.predicate or "")
    if pair.tied:
        told_alike = pair.near >= SOME and (pair.happened >= 0.8 or pair.near >= EDITED)
        return told_alike and not _parted(pair)
    if not all(_told_as_so(node) for node in (a, b)):
        return False
    if pair.harmed:
        return _one_harm(pair, words)
    if x.role in ("age", "share"):
        if any(_of_a_pronoun(node) for node in (a, b)) and not _names(a) & _names(b):
            return False
        return x.role == "age" and pair.near >= 2 * CONTEXT
    if _other_names(a, b) or _latest(a) != _latest(b) or _other_thing(a, b) or _other_days(a, b):
        return False
    return pair.one_make or (pair.happened >= 0.8 and pair.near >= NEAR and (x.role == "money" or _one_clause(pair)))


def _other_scope(pair: Pair) -> bool:
    """Whether two numbers are told of other hours, up to other days, or one of others beside somebody named."""
    a, b = pair.a, pair.b
    if (_nobody(pair) and _other_hour(a, b)) or _before_all(a) != _before_all(b):
        return True
    return not pair.harmed and any(_beside_a_name(node) for node in (a, b))


def _nobody(pair: Pair) -> bool:
    """Whether one of two numbers is none."""
    return not all(level(node.first.point.value) for node in (pair.a, pair.b))


def _one_day(pair: Pair) -> bool:
    """Whether two reports are so near in time that they give one state of what is counted; what does not move has a week."""
    moves = not pair.harmed and pair.a.first.role in (None, "count", "money", "share")
    if moves and any(_NOW.search(node.sentence) for node in (pair.a, pair.b)):
        return one_season(pair.a, pair.b, days_apart=0)
    return one_season(pair.a, pair.b, days_apart=NEWS if moves else WEEK)


def _told_as_so(node: Node) -> bool:
    """Whether a number is told as it is, not as expected or possible, nor as the whole of which some share is told: "the
    majority of the nation's two million"."""
    return node.first.point.certainty in TOLD and not _MANY.search(node.before)


def _parted(pair: Pair) -> bool:
    """Whether two counts of tied reports are of two places, or of people in care, who come and go."""
    a, b = pair.a, pair.b
    return in_care(a) or in_care(b) or bool(a.places - b.places and b.places - a.places)


def _one_harm(pair: Pair, words: Words) -> bool:
    """Whether two counts of people harmed are of one blow: neither of those in care, and either the only count of its sort in
    its reports or told in clauses that are alike; nobody harmed is told of so many things that it must be both."""
    a, b = pair.a, pair.b
    x, y = a.first, b.first
    close = times_apart(x.point.value, y.point.value) <= MULTIPLE
    if x.role == "money":
        return close and (x.effect not in words.manifold or pair.near >= ALIKE)
    first, second = _names(a), _names(b)
    named = bool(first & second)
    if in_care(a) or in_care(b) or not close or (not named and _running(a, b)):
        return False
    if x.effect in words.scattered and not (named and one_season(a, b, days_apart=0)):
        return False
    if pair.alone and not _nobody(pair) and (named or pair.near >= SOME):
        return True
    if not one_season(a, b, days_apart=NEWS):
        return False
    return (pair.near >= ALIKE and (named or pair.alone or not (first and second))) or (
        pair.near >= SOME and bool(a.places & b.places)
    )


def _names(node: Node) -> frozenset[str]:
    """The words of the proper names of a sentence."""
    return node.cast | {word for place in (*node.places, *node.people) for word in place.split()} | node.nations


_SO_FAR = re.compile(r"^\W*(?:\w+\W+){0,3}?(?:ha(?:ve|s)|['’]ve)\s+(?:\w+\s+)?been\b", re.IGNORECASE)


def _running(a: Node, b: Node) -> bool:
    """Whether the higher of two counts is one up to now ("have been hurt") and the lower one of a blow ("were hurt")."""
    low, high = sorted((a, b), key=lambda node: level(node.first.point.value))
    return bool(_SO_FAR.search(high.after)) and not _SO_FAR.search(low.after)


def _other_days(a: Node, b: Node) -> bool:
    """Whether each clause names days or months, and none of the other's."""
    return bool(a.dated and b.dated) and not any(one.meets(other) for one in a.dated for other in b.dated)


_PRONOUN = re.compile(r"\b(?:he|she|they)\b\W+(?:\w+\W+){0,2}$", re.IGNORECASE)


def _of_a_pronoun(node: Node) -> bool:
    """Whether a number is said of somebody who stands in another sentence: "she is 29 years old"."""
    return bool(_PRONOUN.search(node.before))


_LATEST = re.compile(r"\b(?:latest|newest|revised)\b", re.IGNORECASE)
_IN_WHAT = re.compile(r"\s+in\s+((?:[a-z-]+\s+){0,3}[a-z-]+)")


def _latest(node: Node) -> bool:
    """Whether a sentence tells of one of several that followed each other: "the latest offer"."""
    return bool(_LATEST.search(node.sentence))


def _other_thing(a: Node, b: Node) -> bool:
    """Whether two sums are each said to be in something, with no word in common: in new revenue, in spending cuts."""
    told = []
    for node in (a, b):
        found = _IN_WHAT.match(node.after)
        told.append({lemma(word) for word in found.group(1).split()} - STOPWORDS if found else set())
    return all(told) and not told[0] & told[1]


def _other_names(a: Node, b: Node) -> bool:
    """Whether each sentence names somebody or something, beside places, that the other does not name."""
    first, second = (node.cast - {word for place in node.places for word in place.split()} for node in (a, b))
    return bool(first - second and second - first)


_DAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:at the time|at that point|at first|initially|by then|overnight)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:prior to|before|earlier|previous(?:ly)?|since|so far this|already this|in recent|last (?:year|month))\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:currently|now|at (?:this|the) (?:point|moment)|as of)\b", re.IGNORECASE)
"""What is counted at a moment, and is another number on the next day."""
_NAME_AND = re.compile(r"[A-Z][\w.]+,? and (?:the |its )?(?:other )?$")


def _other_hour(a: Node, b: Node) -> bool:
    """Whether two sentences name other days or moments: nobody was hurt by then, and somebody later."""
    first, second = ({found.lower() for found in _DAYS.findall(node.sentence)} for node in (a, b))
    return first != second


def _before_all(node: Node) -> bool:
    """Whether a sentence counts what happened up to or before some day."""
    return bool(_EARLIER.search(node.sentence))


def _beside_a_name(node: Node) -> bool:
    """Whether a number counts the others beside one who is named: "the United States and five world powers"."""
    return bool(_NAME_AND.search(node.before))


def in_care(node: Node) -> bool:
    """Whether people hurt are counted by where or how they are cared for: each clinic has its own, and day by day others."""
    return node.first.effect in ("injured", "casualty") and bool((node.near | {node.first.head}) & _CARE)


def _one_clause(pair: Pair) -> bool:
    """Whether two clauses share more than what is counted and what happened to it, and neither names a place of its own."""
    a, b = pair.a, pair.b
    told = {word for node in (a, b) for word in (node.first.head, node.first.predicate or "", node.first.effect or "")}
    if a.places - b.places and b.places - a.places:
        return False
    return len((a.near & b.near) - told) >= SAID


def _of_people(pair: Pair, words: Words) -> bool:
    """Whether two ages are of people as far as their nouns tell: wars and companies have ages too."""
    return all(not one.head or words.is_person(one.head) for one in (pair.a.first, pair.b.first))
