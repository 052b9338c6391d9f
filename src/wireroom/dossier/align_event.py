"""Aligning what is said of events and things: when, in what state, where, and who: by predicate, arguments and clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from wireroom.dossier.align_scene import SCENE, Relate, measured_bonds, scene_bond, scene_keys
from wireroom.dossier.aspect import STOPWORDS as GRAMMAR
from wireroom.dossier.aspect import Aspect, content_words
from wireroom.dossier.firm_event import event_firm, name_of
from wireroom.dossier.lexicon import FAINT_VERBS, Name, Words
from wireroom.dossier.link import Bond
from wireroom.dossier.node import Node
from wireroom.dossier.person import compare_names, plain_name
from wireroom.dossier.place import UNDISCLOSED, Gazetteer, related_places
from wireroom.dossier.weight import CROWDED, Overlap, Rarity

Cosine = Callable[[int, int], float]

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
    scenes = [frozenset(scene_keys(node, gazetteer)) for node in nodes]
    block = _Block(
        nodes=nodes,
        arguments=arguments,
        sorts=sorts,
        deeds=[_deed(node.first, words) for node in nodes],
        shared=Overlap(arguments, weight),
        near=Overlap([node.near for node in nodes], weight),
        cosine=cosine,
        words=words,
        tied=tied,
        relate=relate,
        gazetteer=gazetteer,
    )
    for i, j in _candidates(nodes, arguments, sorts, scenes, words, weight):
        bond = _bond(block, i, j)
        if scenes[i] & scenes[j] and (bond is None or bond.score < SCENE):
            bond = scene_bond(nodes[i], nodes[j], relate) or bond
        if bond is not None:
            found[i, j] = bond
    found.update(measured_bonds(nodes, relate))
    return found


@dataclass(frozen=True, slots=True)
class _Block:
    """The nodes of one kind, with all that their pairs are compared by."""

    nodes: Sequence[Node]
    arguments: Sequence[frozenset[str]]
    sorts: Sequence[Set[int]]
    deeds: Sequence[_Deed]
    shared: Overlap
    near: Overlap
    cosine: Cosine
    words: Words
    tied: Callable[[Node, Node], bool]
    relate: Relate
    gazetteer: Gazetteer


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
    """Pairs that share a predicate group, an effect, a head group, or a rare argument; two of those, where very many do."""
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
    once: set[tuple[int, int]] = set()
    for _, members in sorted(index.items(), key=lambda item: (len(item[1]) > CROWDED, item[0])):
        crowded = len(members) > CROWDED
        for pair in combinations(members, 2):
            if pair in seen:
                continue
            if crowded and pair not in once:
                once.add(pair)
                continue
            seen.add(pair)
            yield pair


def _bond(block: _Block, i: int, j: int) -> Bond | None:
    a, b = block.nodes[i], block.nodes[j]
    x, y = a.first, b.first
    did, done = block.deeds[i], block.deeds[j]
    strange = block.arguments[i].isdisjoint(block.arguments[j])
    cosine = block.cosine(i, j)
    one_report = not a.reports.isdisjoint(b.reports)
    unlike = strange and cosine < FAINT and not one_report
    together = block.tied(a, b)
    if unlike and not together and x.kind not in ("time", "place"):
        return None
    one_thing = not did.head.faint and did.head.noun_of(done.head)
    if x.effect and y.effect and x.effect != y.effect and not together and not (x.kind == "place" and one_thing):
        return None
    if x.kind == "participant" and compare_names(name_of(x), name_of(y)) == "conflict":
        return None
    event = _event(did, done, one_sort=not block.sorts[i].isdisjoint(block.sorts[j]))
    if event == 0 and not together and strange:
        return None
    loose = unlike and not together and (x.kind != "time" or event == 0)
    if loose and not (x.kind == "place" and event >= 0.8 and block.relate(x, y) == "equal"):
        return None
    shared = 0.0 if strange else block.shared(i, j)
    if x.kind == "place" and not together and not related_places(name_of(x), name_of(y), block.gazetteer):
        same_doing = bool(x.predicate and y.predicate) and block.words.same_verb(x.predicate or "", y.predicate or "")
        if one_report or not same_doing or shared < ALIKE:
            return None
    relation = block.relate(x, y)
    score = 0.35 * event + 0.25 * min(1.0, 1.5 * shared) + 0.2 * block.near(i, j) + 0.2 * max(cosine, 0.0)
    if x.kind == "time" and relation != "conflict" and event >= 0.8 and _fine(x) and _fine(y):
        score += MEETING
    if relation == "equal":
        score += NAMED if x.kind in ("place", "time") else 0.1
    elif x.kind == "place" and one_thing and UNDISCLOSED in (x.point.value.get("name"), y.point.value.get("name")):
        score += NAMED
    if together:
        score = max(score, 0.9) if relation == "equal" or event > 0 else score
    if event == 0 and score < 0.6:
        return None
    score = min(score, 1.0)
    if relation != "conflict":
        return Bond(score, relation)
    one_verb = _one_verb(x, y, block.words)
    many = x.kind == "time" and not together and bool({x.head, y.head, x.predicate, y.predicate} & block.words.repeated)
    firm = not many and event_firm(a, b, score, event, shared, together, block.gazetteer, one_verb=one_verb)
    return Bond(score - 0.05, relation, firm=firm, apart=one_report)


def _one_verb(x: Aspect, y: Aspect, words: Words) -> bool:
    """Whether one verb tells of both; states also by the sort of event that it names."""
    spoken = {x.predicate, y.predicate}
    if not spoken & {None, "", *FAINT_VERBS} and words.same_verb(x.predicate or "", y.predicate or ""):
        return True
    return x.kind == "status" and bool(_doing(x, words) & _doing(y, words))


class _Deed(NamedTuple):
    """What a node tells to have happened: its effect, its predicate (its head, where it has none), and its head."""

    effect: str | None
    verb: Name
    head: Name


def _deed(aspect: Aspect, words: Words) -> _Deed:
    return _Deed(aspect.effect, words.name(aspect.predicate or aspect.head), words.name(aspect.head))


def _event(a: _Deed, b: _Deed, *, one_sort: bool) -> float:
    """How far the two speak of one event or thing: by effect, then by predicate, then by head."""
    if a.effect and a.effect == b.effect:
        return 1.0
    if b.verb.word and not a.verb.faint and a.verb.verb_of(b.verb):
        return 1.0
    if b.head.word and not a.head.faint and a.head.verb_of(b.head):
        return 0.9
    if one_sort:
        return 0.8
    crossed = (not a.verb.faint and a.verb.word in (b.verb.word, b.head.word)) or (
        not a.head.faint and a.head.word in (b.verb.word, b.head.word)
    )
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
