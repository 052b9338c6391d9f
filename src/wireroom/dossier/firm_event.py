"""Whether two times, states or places that cannot both hold are surely told of one event or thing."""

from __future__ import annotations

import re

from wireroom.dossier.aspect import STOPWORDS as GRAMMAR
from wireroom.dossier.aspect import Aspect, content_words
from wireroom.dossier.deed import follows, one_deed
from wireroom.dossier.node import OPENING, Node
from wireroom.dossier.period import DAY, period
from wireroom.dossier.place import Gazetteer, opposite, places_meet
from wireroom.dossier.season import SEASON, WEEK, one_season, one_time

FIRM = {"time": 0.68, "status": 0.68, "place": 0.7, "participant": 0.8, "statement": 0.75, "speaker": 0.7}
"""The least score, by kind, at which two values that cannot both hold are a dispute. Tuned on the annotated stories
of evaluation/, where a false alarm was counted as worse than a miss."""
CERTAIN = frozenset({"stated", "alleged"})
"""How sure a claim must be to clash with another: what is expected, possible or denied cannot."""


def event_firm(
    a: Node, b: Node, score: float, event: float, shared: float, together: bool, gazetteer: Gazetteer, *, one_verb: bool
) -> bool:
    """Whether two values that cannot both hold are surely of one event or thing."""
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
        if together or open_ or not one_verb or not _sharp(x, b.first):
            return False
        if not follows(x, b.first) and not deed:
            return False
        return shared >= 0.3 and score >= FIRM["status"]
    if not together and not deed and bool(_away(a, gazetteer)) != bool(_away(b, gazetteer)):
        return False
    if x.kind == "time" and (not _named(x, b.first, together) or (not together and _seasons_apart(x, b.first))):
        return False
    if x.kind == "place" and (x.weak or b.first.weak) and not opposite(name_of(x), name_of(b.first)):
        return False
    if together:
        return score >= 0.5
    if x.kind == "time":
        one_sort = bool(x.effect and x.effect == b.first.effect)
        return (one_sort or (one_verb and deed)) and shared >= 0.35 and score >= FIRM["time"]
    if x.kind == "place" and not opposite(name_of(x), name_of(b.first)) and not (one_verb and opens(a) and opens(b)):
        return False
    return event >= 0.8 and shared >= 0.3 and score >= FIRM[x.kind]


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
    named = [
        one.subject
        for one in (x, y)
        if one.subject and any(word[:1].isupper() for word in one.subject.split()[1:] or [one.subject])
    ]
    if len(named) < 2:
        return False
    first, second = (set(content_words(name, GRAMMAR)) for name in named)
    return bool(first and second) and not first & second


_MODAL = re.compile(r"\b(?:may|might|could|would|should|can) not\b|\b(?:whether|unless|if)\b", re.IGNORECASE)


def _sharp(x: Aspect, y: Aspect) -> bool:
    """Whether two phases cannot be two looks at one course of things: done against denied or called off, or yet to come."""
    phases = {str(x.point.value.get("phase")), str(y.point.value.get("phase"))}
    return "completed" in phases or "denied" in phases or "cancelled" in phases


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
