"""Whether two times, states or places that cannot both hold are surely told of one event or thing."""

from __future__ import annotations

import re
from functools import lru_cache

from wireroom.dossier.aspect import STOPWORDS as GRAMMAR
from wireroom.dossier.aspect import Aspect, content_words
from wireroom.dossier.deed import follows, one_deed
from wireroom.dossier.node import OPENING, Node
from wireroom.dossier.period import DAY, period
from wireroom.dossier.person import plain_name
from wireroom.dossier.place import Gazetteer, opposite, places_meet
from wireroom.dossier.season import SEASON, WEEK, one_season, one_time

FIRM = {"time": 0.68, "status": 0.68, "place": 0.7, "participant": 0.8, "statement": 0.75, "speaker": 0.7}
"""The least score, by kind, at which two values that cannot both hold are a dispute. Tuned on the annotated stories
of evaluation/, where a false alarm was counted as worse than a miss."""
CERTAIN = frozenset({"stated", "alleged"})
"""How sure a claim must be to clash with another: what is expected, possible or denied cannot."""


def may_be_firm(kind: str, score: float, shared: float, together: bool) -> bool:
    """Whether a pair is alike enough for `event_firm` to be asked, by its score and its arguments: the cheapest to know."""
    return score >= 0.5 if together else shared >= 0.3 and score >= FIRM[kind]


def event_firm(a: Node, b: Node, event: float, shared: float, together: bool, gazetteer: Gazetteer, *, one_verb: bool) -> bool:
    """Whether two values that cannot both hold, and `may_be_firm`, are surely of one event or thing."""
    x = a.first
    if (
        _other_subject(x, b.first)
        or a.reports & b.reports
        or not one_season(a, b, days_apart=SEASON if x.kind == "place" else WEEK)
        or not all(_sure(node.first) for node in (a, b))
    ):
        return False
    if x.kind != "time" and not one_time(a, b):
        return False
    deed = one_deed(x, b.first)
    if a.places and b.places and not places_meet(a.places, b.places) and x.kind != "place" and not deed:
        return False
    if x.kind == "status":
        open_ = any(_MODAL.search(node.sentence) for node in (a, b) if node.first.point.value.get("phase") == "denied")
        if (
            together
            or open_
            or any(_ABOUT_TO.search(node.sentence) for node in (a, b))
            or not one_verb
            or not _sharp(x, b.first)
        ):
            return False
        return follows(x, b.first) or deed
    if not together and not deed and bool(_away(a, gazetteer)) != bool(_away(b, gazetteer)):
        return False
    if (x.kind == "time" and _other_time(a, b, together)) or (x.kind == "place" and _two_places(a, b)):
        return False
    if together:
        one_sort = bool(x.effect and x.effect == b.first.effect) or (
            bool(x.head) and x.head == b.first.head and _exact(x, b.first)
        )
        return x.kind != "time" or one_verb or one_sort
    if x.kind == "time":
        one_sort = bool(x.effect and x.effect == b.first.effect)
        return (one_sort or (one_verb and deed)) and shared >= 0.35
    if x.kind == "place" and not opposite(name_of(x), name_of(b.first)) and not (one_verb and opens(a) and opens(b)):
        return False
    return event >= 0.8


def _other_time(a: Node, b: Node, together: bool) -> bool:
    """Whether two times are not named so that they can clash, or are of two occasions by how they are told."""
    x, y = a.first, b.first
    if not _named(x, y, together) or (not together and _seasons_apart(x, y)):
        return True
    return _ranged(a) or _ranged(b) or _told_anew(x, y) or _again(a) != _again(b)


def _two_places(a: Node, b: Node) -> bool:
    """Whether two places hang on grammar alone, or are two parts of one scene since one of the clauses names both."""
    x, y = a.first, b.first
    if (x.weak or y.weak) and not opposite(name_of(x), name_of(y)):
        return True
    names = [" ".join(plain_name(name_of(one))) for one in (x, y)]
    return names[1] in a.sentence.lower() or names[0] in b.sentence.lower()


_FROM = re.compile(
    r"\b(?:from|between|through|until|till|since|to|thru)\s+(?:the\s+)?(?:early |mid-?|late )?$|[-–—]\s?$", re.IGNORECASE
)
_TO = re.compile(r"\W{0,2}(?:to|through|until|till|thru|[-–—])\s?[A-Z0-9]|\W{0,2}and\s+(?:early |mid-?|late )?[A-Z]")


def _ranged(node: Node) -> bool:
    """Whether a time is an end of a stretch of time ("from January through March"), of which each has two."""
    return bool(_FROM.search(node.before) or _TO.match(node.after))


def _told_anew(x: Aspect, y: Aspect) -> bool:
    """Whether two times lie as far apart as the days of their reports: each speaks of its own day, in a passage filled anew."""
    if _exact(x, y):
        return False
    own = [period(one.point.as_of, one.point.as_of) for one in (x, y)]
    days = [period(one.start[:10], one.start[:10]) if one.start and not one.start.startswith("T") else None for one in (x, y)]
    if own[0] is None or own[1] is None or days[0] is None or days[1] is None:
        return False
    return own[0].start != own[1].start and own[0].start - own[1].start == days[0].start - days[1].start


_ONCE_MORE = re.compile(r"\b(?:again|another|anew|once more)\b", re.IGNORECASE)


def _again(node: Node) -> bool:
    """Whether a sentence tells of one more time: it is not the time that another tells of."""
    return bool(_ONCE_MORE.search(node.sentence))


def _exact(x: Aspect, y: Aspect) -> bool:
    """Whether both times are printed with a date or an hour, not reckoned from the day of the report."""
    return all(_EXPLICIT.search(one.point.text) for one in (x, y))


def _seasons_apart(x: Aspect, y: Aspect) -> bool:
    """Whether two times lie so far from each other that they are sooner of two events of one sort."""
    days = [period(one.start[:10], one.start[:10]) for one in (x, y) if one.start and not one.start.startswith("T")]
    found = [day.start for day in days if day is not None]
    return len(found) == 2 and abs(found[0] - found[1]) > SEASON * DAY


def _sure(aspect: Aspect) -> bool:
    """Whether a claim is certain enough to clash: a time of what is merely possible is still a time."""
    return aspect.point.certainty in CERTAIN or (aspect.kind == "time" and aspect.point.certainty == "possible")


def name_of(aspect: Aspect) -> str:
    """The name that a place or a participant carries."""
    return str(aspect.point.value.get("name"))


def _other_subject(x: Aspect, y: Aspect) -> bool:
    """Whether two named subjects share no word, so that it was done by two."""
    first, second = (_named_words(one.subject or "") for one in (x, y))
    return bool(first and second) and not first & second


@lru_cache(maxsize=20_000)
def _named_words(subject: str) -> frozenset[str]:
    """The words of content of a subject that has a name in it; none of any other."""
    named = any(word[:1].isupper() for word in subject.split()[1:] or [subject])
    return frozenset(content_words(subject, GRAMMAR)) if named else frozenset()


_ABOUT_TO = re.compile(r"\b(?:was|were|had been) (?:just )?about to\b", re.IGNORECASE)
"""What was about to be is told of a moment before: it was done since."""
_MODAL = re.compile(r"\b(?:may|might|could|would|should|can) not\b|\b(?:whether|unless|if)\b", re.IGNORECASE)


def _sharp(x: Aspect, y: Aspect) -> bool:
    """Whether two phases cannot be two looks at one course of things: done against denied or called off, or yet to come."""
    phases = {str(x.point.value.get("phase")), str(y.point.value.get("phase"))}
    return "denied" in phases or "cancelled" in phases or phases == {"completed", "planned"}


_PRECISE = re.compile(r"\d{4}-(?:\d\d|W\d\d)|XXXX-\d\d|(?:\d{4}-\d\d-\d\d)?T\d\d")
"""TIMEX3 values that are dates of a month or finer, or hours: a bare year or a season is mostly a manner of speaking."""


_EXPLICIT = re.compile(r"\d|\b(?:jan|feb|mar(?:ch|\b)|apr|may\b|june?\b|july?\b|aug|sep|oct|nov|dec)", re.IGNORECASE)
"""A time that is named, not told from the day of the report: only such times clash, since a report's day may be wrong."""


_CLOCK = re.compile(r"^\W*\d{1,2}\s*[:.]\s*\d\d\s*(?:[ap]\W*m?\W*)?$|^\W*\d{1,2}\s*[ap]\W*m\W*$", re.IGNORECASE)
"""An hour alone, whose day is only that of its surroundings: it clashes with hours, not with dates."""
_ISSUED = frozenset({"publish", "post", "update", "print"})
"""What is done to a report, not told in it."""


_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)


def named(a: Node, b: Node) -> bool:
    """Whether the times of two nodes are named so that they can clash."""
    return _named(a.first, b.first, False) and all(_sure(node.first) for node in (a, b))


def _named(x: Aspect, y: Aspect, together: bool) -> bool:
    """Whether both times are named so that they can clash: dates or hours; in one sentence, edited, also weekdays."""
    texts = [one.point.text for one in (x, y)]
    values = [str(one.point.value.get("value")) for one in (x, y)]
    if any(one.predicate in _ISSUED for one in (x, y)) or len({bool(_CLOCK.search(text)) for text in texts}) > 1:
        return False
    if all(_EXPLICIT.search(text) for text in texts) and all(_PRECISE.match(value) for value in values):
        return True
    if all(_WEEK.match(value) for value in values) and _one_day(x, y):
        return all(re.match(r"\W*(?:last|this|next) week\W*$", text, re.IGNORECASE) for text in texts)
    days = [_WEEKDAY.search(text) for text in texts]
    return together and all(days) and len({day.group().lower() for day in days if day}) > 1


_WEEK = re.compile(r"\d{4}-W\d\d$")


def _one_day(x: Aspect, y: Aspect) -> bool:
    """Whether two claims were made on one day or the next, so that "last week" and "this week" are two weeks."""
    days = [period(one.point.as_of, one.point.as_of) for one in (x, y)]
    return bool(days[0] and days[1] and abs(days[0].start - days[1].start) <= DAY)


def opens(node: Node) -> bool:
    """Whether some report says it in its headline or first sentences: what comes later may be of another event."""
    return any(aspect.point.part == "headline" or aspect.point.span.start < OPENING for aspect in node.aspects)


def _away(node: Node, gazetteer: Gazetteer) -> set[str]:
    """The places away from the scene that the gazetteer knows: others may be no places at all."""
    return {place for place in node.elsewhere if gazetteer.known(place)}
