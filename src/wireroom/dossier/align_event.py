"""Aligning what is said of events and things: when, in what state, where, and who: by predicate, arguments and clause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from wireroom.dossier.aspect import STOPWORDS as GRAMMAR
from wireroom.dossier.aspect import Aspect, content_words
from wireroom.dossier.compare import Relation
from wireroom.dossier.deed import follows, one_deed
from wireroom.dossier.lexicon import FAINT_VERBS, Words
from wireroom.dossier.link import Bond
from wireroom.dossier.node import OPENING, Node
from wireroom.dossier.period import DAY, period
from wireroom.dossier.person import compare_names, plain_name
from wireroom.dossier.place import UNDISCLOSED, Gazetteer, opposite, places_meet, related_places
from wireroom.dossier.season import one_season, one_time
from wireroom.dossier.weight import Rarity, overlap

Cosine = Callable[[int, int], float]
Relate = Callable[[Aspect, Aspect], Relation]

FIRM = {"time": 0.68, "status": 0.68, "place": 0.7, "participant": 0.8, "statement": 0.75, "speaker": 0.7}
"""The least score, by kind, at which two values that cannot both hold are a dispute. Tuned on the annotated stories
of evaluation/, where a false alarm was counted as worse than a miss."""
FAINT = 0.4
"""The least cosine of two phrases that have no argument in common for them to be compared further."""
ALIKE = 0.3
"""The likeness of arguments from which two unknown places of one doing are compared."""
CLOSE = 0.6
"""The likeness of arguments from which a place that only one clause names does not speak against one event."""
MEETING = 0.15
"""What it adds to a pair of times of one sort of event that they meet within a day."""
NAMED = 0.2
"""What it adds to a pair in which one place or one time is named by both, or one keeps back where the same thing stands."""
CERTAIN = frozenset({"stated", "alleged"})
"""How sure a claim must be to clash with another: what is expected, possible or denied cannot."""


def event_bonds(
    nodes: Sequence[Node],
    cosine: Cosine,
    words: Words,
    weight: Rarity,
    tied: Callable[[Node, Node], bool],
    relate: Relate,
    gazetteer: Gazetteer,
) -> dict[tuple[int, int], Bond]:
    """The bonds among nodes of one kind: a pair of indexes in rising order -> bond; unlike pairs are left out."""
    found = {}
    arguments = [_arguments(node, words) for node in nodes]
    sorts = [_events(node.first, words) for node in nodes]
    for i, j in _candidates(nodes, arguments, sorts, words, weight):
        bond = _bond(
            nodes[i],
            nodes[j],
            arguments[i],
            arguments[j],
            bool(sorts[i] & sorts[j]),
            cosine(i, j),
            words,
            weight,
            tied,
            relate,
            gazetteer,
        )
        if bond is not None:
            found[i, j] = bond
    return found


def _arguments(node: Node, words: Words) -> frozenset[str]:
    """The content words of what acts, what is acted upon and the thing; nouns of one group are one word."""
    aspect = node.first
    text = " ".join(part for part in (aspect.subject, aspect.object) if part)
    return frozenset(words.common(word) for word in (*content_words(text, GRAMMAR), *aspect.words))


def _candidates(
    nodes: Sequence[Node], arguments: Sequence[frozenset[str]], sorts: Sequence[set[int]], words: Words, weight: Rarity
) -> Iterator[tuple[int, int]]:
    """Pairs that share a predicate group, an effect, a head group, or a rare argument."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        aspect = node.first
        if aspect.kind == "participant":
            for part in sorted({part[:1] for part in plain_name(_name(aspect))}):
                index["name", part].append(number)
            continue
        if aspect.effect:
            index["effect", aspect.effect].append(number)
        for sort in sorted(sorts[number]):
            index["sort", str(sort)].append(number)
        for word in {aspect.predicate, aspect.head} - {None, ""} - FAINT_VERBS:
            group = words.verb_group.get(word or "", words.noun_group.get(word or ""))
            index["event", str(group) if group is not None else word or ""].append(number)
        for word in sorted(arguments[number], key=lambda one: (-weight.of(one), one))[:3]:
            index["argument", word].append(number)
    seen: set[tuple[int, int]] = set()
    for _, members in sorted(index.items()):
        for place, i in enumerate(members):
            for j in members[place + 1 :]:
                if (i, j) not in seen:
                    seen.add((i, j))
                    yield i, j


def _bond(
    a: Node,
    b: Node,
    x_words: frozenset[str],
    y_words: frozenset[str],
    one_sort: bool,
    cosine: float,
    words: Words,
    weight: Rarity,
    tied: Callable[[Node, Node], bool],
    relate: Relate,
    gazetteer: Gazetteer,
) -> Bond | None:
    x, y = a.first, b.first
    together = tied(a, b)
    one_thing = bool(x.head) and x.head not in FAINT_VERBS and words.same_noun(x.head, y.head)
    if x.effect and y.effect and x.effect != y.effect and not together and not (x.kind == "place" and one_thing):
        return None
    if x.kind == "participant" and compare_names(_name(x), _name(y)) == "conflict":
        return None
    event = _event(x, y, words, one_sort)
    one_report = bool(a.reports & b.reports)
    if event == 0 and not together and not x_words & y_words:
        return None
    if cosine < FAINT and not together and not one_report and not x_words & y_words and (x.kind != "time" or event == 0):
        return None
    shared = overlap(x_words, y_words, weight) if x_words and y_words else 0.0
    if x.kind == "place" and not together and not related_places(_name(x), _name(y), gazetteer):
        same_doing = bool(x.predicate and y.predicate) and words.same_verb(x.predicate or "", y.predicate or "")
        if a.reports & b.reports or not same_doing or shared < ALIKE:
            return None
    near = overlap(a.near, b.near, weight)
    score = 0.35 * event + 0.25 * min(1.0, 1.5 * shared) + 0.2 * near + 0.2 * max(cosine, 0.0)
    relation = relate(x, y)
    if x.kind == "time" and relation != "conflict" and event >= 0.8 and _fine(x) and _fine(y):
        score += MEETING
    if relation == "equal":
        score += NAMED if x.kind in ("place", "time") else 0.1
    elif x.kind == "place" and one_thing and UNDISCLOSED in (x.point.value.get("name"), y.point.value.get("name")):
        score += NAMED
    if together:
        score = max(score, 0.9) if relation == "equal" or event > 0 else score
    spoken = {x.predicate, y.predicate}
    one_verb = not spoken & {None, "", *FAINT_VERBS} and words.same_verb(x.predicate or "", y.predicate or "")
    one_verb = one_verb or (x.kind == "status" and bool(_doing(x, words) & _doing(y, words)))
    if event == 0 and score < 0.6:
        return None
    score = min(score, 1.0)
    if relation != "conflict":
        return Bond(score, relation)
    firm = _firm(a, b, score, event, shared, together, gazetteer, one_verb=one_verb)
    return Bond(score - 0.05, relation, firm=firm, apart=bool(a.reports & b.reports))


def _event(x: Aspect, y: Aspect, words: Words, one_sort: bool) -> float:
    """How far the two speak of one event or thing: by effect, then by predicate, then by head."""
    if x.effect and x.effect == y.effect:
        return 1.0
    one, other = x.predicate or x.head, y.predicate or y.head
    if one and other and one not in FAINT_VERBS and words.same_verb(one, other):
        return 1.0
    if x.head and y.head and x.head not in FAINT_VERBS and (words.same_noun(x.head, y.head) or words.same_verb(x.head, y.head)):
        return 0.9
    if one_sort:
        return 0.8
    crossed = {one, x.head} & {other, y.head} - {None, ""} - FAINT_VERBS
    return 0.8 if crossed else 0.0


def _fine(aspect: Aspect) -> bool:
    """Whether a time is known to the day or better."""
    return bool(aspect.start and aspect.end and aspect.start[:10] == aspect.end[:10])


def _sure(aspect: Aspect) -> bool:
    """Whether a claim is certain enough to clash: a time of what is merely possible is still a time."""
    return aspect.point.certainty in CERTAIN or (aspect.kind == "time" and aspect.point.certainty == "possible")


def _name(aspect: Aspect) -> str:
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
        return True
    days = [_WEEKDAY.search(text) for text in texts]
    return together and all(days) and len({day.group().lower() for day in days if day}) > 1


_WEEK = re.compile(r"\d{4}-W\d\d$")


def _one_day(x: Aspect, y: Aspect) -> bool:
    """Whether two claims were made on one day or the next, so that "last week" and "this week" are two weeks."""
    days = [period(one.point.as_of, one.point.as_of) for one in (x, y)]
    return bool(days[0] and days[1] and abs(days[0].start - days[1].start) <= DAY)


def _opens(node: Node) -> bool:
    """Whether some report says it in its headline or first sentences: what comes later may be of another event."""
    return any(aspect.point.part == "headline" or aspect.point.span.start < OPENING for aspect in node.aspects)


def _away(node: Node, gazetteer: Gazetteer) -> set[str]:
    """The places away from the scene that the gazetteer knows: others may be no places at all."""
    return {place for place in node.elsewhere if gazetteer.known(place)}


def _doing(aspect: Aspect, words: Words) -> set[int]:
    """The sort of event that the predicate alone names."""
    predicate = aspect.predicate or ""
    return {words.event_group[predicate]} if predicate in words.event_group else set()


def _events(aspect: Aspect, words: Words) -> set[int]:
    """The sorts of event that an aspect names: in its predicate and head, and in its arguments."""
    said = {aspect.predicate or "", aspect.head, *aspect.words}
    for argument in (aspect.subject, aspect.object):
        said.update(content_words(argument or "", GRAMMAR))
    return {words.event_group[word] for word in said if word in words.event_group}


def _firm(
    a: Node, b: Node, score: float, event: float, shared: float, together: bool, gazetteer: Gazetteer, *, one_verb: bool
) -> bool:
    x = a.first
    if (
        _other_subject(x, b.first)
        or a.reports & b.reports
        or not one_season(a, b)
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
        if not follows(x, b.first) and not one_deed(x, b.first):
            return False
        return shared >= 0.3 and score >= FIRM["status"]
    if not together and not deed and bool(_away(a, gazetteer)) != bool(_away(b, gazetteer)):
        return False
    if x.kind == "time" and not _named(x, b.first, together):
        return False
    if x.kind == "place" and (x.weak or b.first.weak) and not opposite(_name(x), _name(b.first)):
        return False
    if together:
        return score >= 0.5
    if x.kind == "time":
        one_sort = bool(x.effect and x.effect == b.first.effect)
        return (one_sort or (one_verb and deed)) and shared >= 0.35 and score >= FIRM["time"]
    if x.kind == "place" and not opposite(_name(x), _name(b.first)):
        if not one_verb or not all(_opens(node) for node in (a, b)):
            return False
    return event >= 0.8 and shared >= 0.3 and score >= FIRM[x.kind]
