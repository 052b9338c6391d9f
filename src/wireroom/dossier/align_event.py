"""Aligning what is said of events and things: when, in what state, where, and who: by predicate, arguments and clause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from wireroom.dossier.aspect import STOPWORDS as GRAMMAR
from wireroom.dossier.aspect import Aspect, content_words
from wireroom.dossier.compare import Relation
from wireroom.dossier.firm_event import event_firm, name_of, opens
from wireroom.dossier.lexicon import FAINT_VERBS, Words
from wireroom.dossier.link import Bond
from wireroom.dossier.node import Node
from wireroom.dossier.person import compare_names, plain_name
from wireroom.dossier.place import UNDISCLOSED, Gazetteer, bearing, opposite, related_places
from wireroom.dossier.season import one_season
from wireroom.dossier.weight import Rarity, overlap

Cosine = Callable[[int, int], float]
Relate = Callable[[Aspect, Aspect], Relation]

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
    scenes = [frozenset(_scene_keys(node, gazetteer)) for node in nodes]
    for i, j in _candidates(nodes, arguments, sorts, scenes, words, weight):
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
        if scenes[i] & scenes[j] and (bond is None or bond.score < SCENE):
            bond = _scene_bond(nodes[i], nodes[j], relate) or bond
        if bond is not None:
            found[i, j] = bond
    found.update(_measured_bonds(nodes, relate))
    return found


def _arguments(node: Node, words: Words) -> frozenset[str]:
    """The content words of what acts, what is acted upon and the thing; nouns of one group are one word."""
    aspect = node.first
    text = " ".join(part for part in (aspect.subject, aspect.object) if part)
    return frozenset(words.common(word) for word in (*content_words(text, GRAMMAR), *aspect.words))


def _candidates(
    nodes: Sequence[Node],
    arguments: Sequence[frozenset[str]],
    sorts: Sequence[set[int]],
    scenes: Sequence[frozenset[str]],
    words: Words,
    weight: Rarity,
) -> Iterator[tuple[int, int]]:
    """Pairs that share a predicate group, an effect, a head group, or a rare argument."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        aspect = node.first
        if aspect.kind == "participant":
            for part in sorted({part[:1] for part in plain_name(name_of(aspect))}):
                index["name", part].append(number)
            continue
        if aspect.effect:
            index["effect", aspect.effect].append(number)
        for key in sorted(scenes[number]):
            index["scene", key].append(number)
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
    if x.kind == "participant" and compare_names(name_of(x), name_of(y)) == "conflict":
        return None
    event = _event(x, y, words, one_sort)
    one_report = bool(a.reports & b.reports)
    if event == 0 and not together and not x_words & y_words:
        return None
    loose = cosine < FAINT and not together and not one_report and not x_words & y_words
    if loose and (x.kind != "time" or event == 0) and not (x.kind == "place" and event >= 0.8 and relate(x, y) == "equal"):
        return None
    shared = overlap(x_words, y_words, weight) if x_words and y_words else 0.0
    if x.kind == "place" and not together and not related_places(name_of(x), name_of(y), gazetteer):
        same_doing = bool(x.predicate and y.predicate) and words.same_verb(x.predicate or "", y.predicate or "")
        if a.reports & b.reports or not same_doing or shared < ALIKE:
            return None
    near = overlap(a.near, b.near, weight)
    relation = relate(x, y)
    score = 0.35 * event + 0.25 * min(1.0, 1.5 * shared) + 0.2 * near + 0.2 * max(cosine, 0.0)
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
    firm = event_firm(a, b, score, event, shared, together, gazetteer, one_verb=one_verb)
    return Bond(score - 0.05, relation, firm=firm, apart=bool(a.reports & b.reports))


def _scene_keys(node: Node, gazetteer: Gazetteer) -> Iterator[str]:
    """What a place or a time at the head of a report is the scene by: a name smaller than a country, a day, a weekday."""
    aspect = node.first
    if aspect.kind not in ("place", "time") or node.far or not opens(node):
        return
    if aspect.kind == "place":
        known = gazetteer.known(name_of(aspect))
        if known is None or gazetteer.within[known] not in gazetteer.continents:
            yield " ".join(plain_name(name_of(aspect)))
        return
    if aspect.start and not aspect.start.startswith("T"):
        yield aspect.start[:10]
    if weekday := _WEEKDAY.search(str(aspect.point.value.get("value") or "")):
        yield weekday.group(1)


_WEEKDAY = re.compile(r"^(?:\d{4}|XXXX)-W(?:\d\d|XX)-(\d)")
SCENE = 0.62
"""The score of one place or one day at the head of two reports of a story: it is the scene, whatever is told to happen in it.
Little more than what joins, so that one deed comes first."""


def _scene_bond(a: Node, b: Node, relate: Relate) -> Bond | None:
    """The bond of one place by name, or of one day, at the head of two reports; None where they cannot both hold."""
    if a.reports & b.reports or a.label != b.label:
        return None
    relation = relate(a.first, b.first)
    if relation == "conflict" or (a.first.kind == "place" and relation != "equal"):
        return None
    return Bond(SCENE, relation)


def _measured_bonds(nodes: Sequence[Node], relate: Relate) -> Iterator[tuple[tuple[int, int], Bond]]:
    """The bonds of places that lie as far from one place: "150 miles east of" it, "150 miles west of" it."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        aim = bearing(name_of(node.first)) if node.first.kind == "place" else None
        point = node.first.point
        before = node.sentence[: max(0, point.span.start - point.sentence.start)].lower()
        if aim is not None and (distance := _DISTANCE.search(before)):
            groups[(aim[1], *distance.group().split())].append(number)
    for _, group in sorted(groups.items(), key=lambda item: item[1]):
        for i, j in combinations(group, 2):
            a, b = nodes[i], nodes[j]
            names = (name_of(a.first), name_of(b.first))
            if opposite(*names) or bearing(names[0]) == bearing(names[1]):
                relation = relate(a.first, b.first)
                firm = relation == "conflict" and one_season(a, b) and not a.reports & b.reports
                yield (i, j), Bond(MEASURED, relation, firm=firm)


_DISTANCE = re.compile(r"\d[\d,.]*\s+(?:nautical |sea )?(?:miles?|kilomet(?:re|er)s?|km|met(?:re|er)s?|yards?|feet)\s*$")
MEASURED = 0.9
"""The score of two places that are told by one distance from one place."""


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
