"""Aligning what is said of events and things: when, in what state, where, and who: by predicate, arguments and clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from wireroom.dossier.align_scene import SCENE, Relate, measured_bonds, scene_bond, scene_keys
from wireroom.dossier.aspect import STOPWORDS as GRAMMAR
from wireroom.dossier.aspect import Aspect, content_words
from wireroom.dossier.candidates import Places, paired
from wireroom.dossier.compare import Relation
from wireroom.dossier.firm_event import event_firm, may_be_firm, name_of
from wireroom.dossier.lexicon import FAINT_VERBS, Words
from wireroom.dossier.likeness import Likeness, likeness
from wireroom.dossier.link import Bond
from wireroom.dossier.node import Node
from wireroom.dossier.person import compare_names, plain_name
from wireroom.dossier.place import UNDISCLOSED, Gazetteer, related_places
from wireroom.dossier.relate import relations
from wireroom.dossier.tied import Tied
from wireroom.dossier.weight import CROWDED, Overlap, Rarity, meet

Cosine = Callable[[Places, Places], np.ndarray]

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

LEAST = 0.6
"""The least score of a pair of which nothing shows that it is of one event."""


def event_bonds(
    nodes: Sequence[Node],
    cosine: Cosine,
    words: Words,
    weight: Rarity,
    tied: Tied,
    relate: Relate,
    gazetteer: Gazetteer,
) -> dict[tuple[int, int], Bond]:
    """The bonds among nodes of one kind: a pair of indexes in rising order -> bond; unlike pairs are left out."""
    arguments = [_arguments(node, words) for node in nodes]
    sorts = [_events(node.first, words) for node in nodes]
    scenes = [frozenset(scene_keys(node, gazetteer)) for node in nodes]
    first, second = paired(len(nodes), _keys(nodes, arguments, sorts, scenes, words, weight), crowded=CROWDED)
    related = cache(partial(related_places, gazetteer=gazetteer))
    block = _Block(nodes, relations([node.first for node in nodes], gazetteer), related, words, gazetteer)
    alike = likeness([node.first for node in nodes], sorts, words, first, second)
    shared = Overlap(arguments, weight).of(first, second)
    near = Overlap([node.near for node in nodes], weight).of(first, second)
    found = {}
    for row in _rows(nodes, alike, shared, near, cosine(first, second), tied, first, second):
        bond = _bond(block, row)
        if bond is not None:
            found[row[0], row[1]] = bond
    one_scene = meet(scenes, first, second)
    for i, j in zip(first[one_scene].tolist(), second[one_scene].tolist(), strict=True):
        if (i, j) not in found or found[i, j].score < SCENE:
            bond = scene_bond(nodes[i], nodes[j], relate)
            if bond is not None:
                found[i, j] = bond
    found.update(measured_bonds(nodes, relate))
    return found


@dataclass(frozen=True, slots=True)
class _Block:
    """The nodes of one kind, with all that their pairs are compared by."""

    nodes: Sequence[Node]
    relate: Callable[[int, int], Relation]
    related: Callable[[str, str], bool]
    words: Words
    gazetteer: Gazetteer


_Row = tuple[int, int, float, float, float, bool, bool, bool, bool]
"""A pair worth comparing, by its places: how far it is of one event, how alike its arguments are, its score before its values
are looked at; whether its heads are one thing, it is of one sentence of tied reports, of one report, and has neither arguments
nor words in common."""


def _rows(
    nodes: Sequence[Node],
    alike: Likeness,
    shared: np.ndarray,
    near: np.ndarray,
    cosine: np.ndarray,
    tied: Tied,
    first: Places,
    second: Places,
) -> Iterator[_Row]:
    """The pairs that may have a bond: those that nothing but their values can part."""
    kind = nodes[0].first.kind
    event, one_thing, other_effect = alike
    strange = shared == 0
    together = tied.pairs(nodes, first, second)
    one_report = meet([node.reports for node in nodes], first, second)
    unlike = strange & (cosine < FAINT) & ~one_report
    score = 0.35 * event + 0.25 * np.minimum(1.0, 1.5 * shared) + 0.2 * near + 0.2 * np.maximum(cosine, 0.0)
    lost = other_effect & ~(one_thing & (kind == "place"))
    lost |= (event == 0) & (strange | (score + NAMED < LEAST))
    if kind != "time":
        lost |= unlike & ~((event >= 0.8) & (kind == "place"))
    kept = np.nonzero(~lost | together)[0]
    columns = (first, second, event, shared, score, one_thing, together, one_report, unlike)
    return zip(*(column[kept].tolist() for column in columns), strict=True)


def _arguments(node: Node, words: Words) -> frozenset[str]:
    """The content words of what acts, what is acted upon and the thing; nouns of one group are one word."""
    aspect = node.first
    text = " ".join(part for part in (aspect.subject, aspect.object) if part)
    return frozenset(words.common(word) for word in (*content_words(text, GRAMMAR), *aspect.words))


def _keys(
    nodes: Sequence[Node],
    arguments: Sequence[frozenset[str]],
    sorts: Sequence[set[int]],
    scenes: Sequence[frozenset[str]],
    words: Words,
    weight: Rarity,
) -> Iterable[Sequence[int]]:
    """The nodes under each key: a predicate group, an effect, a head group, a scene, or a rare argument."""
    index: dict[tuple[str, object], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        aspect = node.first
        if aspect.kind == "participant":
            for part in {part[:1] for part in plain_name(name_of(aspect))}:
                index["name", part].append(number)
            continue
        if aspect.effect:
            index["effect", aspect.effect].append(number)
        for key in scenes[number]:
            index["scene", key].append(number)
        for sort in sorts[number]:
            index["sort", sort].append(number)
        for word in {aspect.predicate, aspect.head} - {None, ""} - FAINT_VERBS:
            group = words.verb_group.get(word or "", words.noun_group.get(word or ""))
            index["event", str(group) if group is not None else word].append(number)
        for word in sorted(arguments[number], key=lambda one: (-weight.of(one), one))[:3]:
            index["argument", word].append(number)
    return index.values()


def _bond(block: _Block, row: _Row) -> Bond | None:
    i, j, event, shared, score, one_thing, together, one_report, unlike = row
    a, b = block.nodes[i], block.nodes[j]
    x, y = a.first, b.first
    kind = x.kind
    if kind == "participant" and compare_names(name_of(x), name_of(y)) == "conflict":
        return None
    if kind == "place" and not together:
        if unlike and block.relate(i, j) != "equal":
            return None
        if not block.related(name_of(x), name_of(y)):
            same_doing = bool(x.predicate and y.predicate) and block.words.same_verb(x.predicate or "", y.predicate or "")
            if one_report or not same_doing or shared < ALIKE:
                return None
    relation = block.relate(i, j)
    if kind == "time" and relation != "conflict" and event >= 0.8 and _fine(x) and _fine(y):
        score += MEETING
    if relation == "equal":
        score += NAMED if kind in ("place", "time") else 0.1
    elif kind == "place" and one_thing and UNDISCLOSED in (x.point.value.get("name"), y.point.value.get("name")):
        score += NAMED
    if together:
        score = max(score, 0.9) if relation == "equal" or event > 0 else score
    if event == 0 and score < LEAST:
        return None
    score = min(score, 1.0)
    if relation != "conflict":
        return Bond(score, relation)
    firm = may_be_firm(kind, score, shared, together)
    if firm and kind == "time" and not together:
        firm = block.words.repeated.isdisjoint((x.head, y.head, x.predicate, y.predicate))
    if firm:
        one_verb = _one_verb(x, y, block.words)
        firm = event_firm(a, b, event, shared, together, block.gazetteer, one_verb=one_verb)
    return Bond(score - 0.05, relation, firm=firm, apart=one_report)


def _one_verb(x: Aspect, y: Aspect, words: Words) -> bool:
    """Whether one verb tells of both; states also by the sort of event that it names."""
    spoken = {x.predicate, y.predicate}
    if not spoken & {None, "", *FAINT_VERBS} and words.same_verb(x.predicate or "", y.predicate or ""):
        return True
    return x.kind == "status" and bool(_doing(x, words) & _doing(y, words))


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
