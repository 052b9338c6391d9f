"""Aligning numbers: by unit, role, effect, what is counted, and the clause; the values only help, never decide alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from wireroom.dossier.lexicon import Words
from wireroom.dossier.link import Bond
from wireroom.dossier.node import Node, overlap
from wireroom.dossier.number import compare_numbers, exact

Cosine = Callable[[int, int], float]

SMALL = 2
"""A number up to this is printed so often that its being equal proves nothing."""
FIRM = 0.62
"""The least score at which two unequal numbers may be called a dispute, when no guard speaks against it."""
FIRM_SAME_REPORT = 0.85
"""The same within one report: a report that prints two numbers mostly speaks of two things."""


def number_bonds(
    nodes: Sequence[Node], cosine: Cosine, words: Words, weight: Mapping[str, float], tied: Callable[[Node, Node], bool]
) -> dict[tuple[int, int], Bond]:
    """The bonds among nodes of one unit and role: a pair of indexes in rising order -> bond. Pairs with nothing in common
    are left out. `tied` tells whether two nodes lie in aligned passages."""
    found = {}
    for i, j in _candidates(nodes, words):
        bond = _bond(nodes[i], nodes[j], cosine(i, j), words, weight, tied)
        if bond is not None:
            found[i, j] = bond
    return found


def _candidates(nodes: Sequence[Node], words: Words) -> Iterator[tuple[int, int]]:
    """Pairs that share an effect, a group of counted nouns, or (with a unit) anything at all."""
    index: dict[tuple[str, object], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        aspect = node.first
        if aspect.effect:
            index["effect", aspect.effect].append(number)
        if aspect.unit:
            index["unit", aspect.unit].append(number)
        if aspect.head:
            index["noun", words.noun_group.get(aspect.head, aspect.head)].append(number)
        if words.is_person(aspect.head) and not aspect.effect:
            index["people", ""].append(number)
    seen: set[tuple[int, int]] = set()
    for _, members in sorted(index.items(), key=lambda item: (item[0][0], str(item[0][1]))):
        for place, i in enumerate(members):
            for j in members[place + 1 :]:
                if (i, j) not in seen:
                    seen.add((i, j))
                    yield i, j


def _bond(
    a: Node, b: Node, cosine: float, words: Words, weight: Mapping[str, float], tied: Callable[[Node, Node], bool]
) -> Bond | None:
    x, y = a.first, b.first
    together = tied(a, b)
    if x.effect and y.effect and x.effect != y.effect:
        return None
    if a.nations and b.nations and not (a.nations <= b.nations or b.nations <= a.nations):
        return Bond(0.0, apart=True)
    if a.far and b.far and not a.far.meets(b.far):
        return Bond(0.0, apart=True)
    if a.label and b.label and a.label != b.label and not together:
        return Bond(0.0, apart=True)
    relation = compare_numbers(x.point.value, y.point.value, one_lineage=together)
    noun = _noun(a, b, words)
    happened = _happened(a, b, words)
    near = overlap(a.near, b.near, weight)
    score = 0.35 * noun + 0.25 * happened + 0.2 * near + 0.2 * max(cosine, 0.0)
    if relation == "equal":
        number = exact(x.point.value)
        score += 0.05 if number is not None and number <= SMALL else 0.15 if number is None or number % 10 == 0 else 0.2
        if noun == 0 and near < 0.35 and not together:
            return None
    elif noun < 0.5 and not together:
        return None
    if together:
        score = max(score, 0.9) if relation == "equal" or noun >= 0.5 else score
    score = min(score, 1.0)
    if relation != "conflict":
        return Bond(score, relation)
    return Bond(score - 0.05, relation, firm=_firm(a, b, score, noun, happened, near, words, together))


def _noun(a: Node, b: Node, words: Words) -> float:
    """How far two counted nouns name one thing: 1 the same, .9 people in general, .6 people of two kinds, 0 other things."""
    x, y = a.first, b.first
    if x.head and words.same_noun(x.head, y.head):
        return 1.0
    if words.is_person(x.head) and words.is_person(y.head):
        if x.head in words.generic_people or y.head in words.generic_people:
            return 0.9
        return 0.6
    if x.unit and x.unit != "percent":
        return 0.6 if x.head and y.head else 0.7
    if not x.head or not y.head:
        return 0.7 if x.effect and x.effect == y.effect else 0.3
    if x.head in b.first.words or y.head in a.first.words:
        return 0.8
    return 0.0


def _happened(a: Node, b: Node, words: Words) -> float:
    """How far the same happened to what is counted."""
    x, y = a.first, b.first
    if x.effect and x.effect == y.effect:
        return 1.0
    if x.effect or y.effect:
        return 0.3
    if x.predicate and y.predicate:
        return 1.0 if words.same_verb(x.predicate, y.predicate) else 0.2
    return 0.4


def _firm(a: Node, b: Node, score: float, noun: float, happened: float, near: float, words: Words, together: bool) -> bool:
    """Whether two unequal numbers are surely about one thing, so that one of them must be wrong."""
    x, y = a.first, b.first
    if a.cut != b.cut or a.nations != b.nations:
        return False
    if (bool(a.far) != bool(b.far) or a.label != b.label) and not a.places & b.places:
        return False
    if a.places and b.places and not a.places & b.places:
        return False
    if noun < 0.7 or bool(x.part_of) != bool(y.part_of):
        return False
    if a.reports & b.reports:
        return a.sentence != b.sentence and score >= FIRM_SAME_REPORT
    if together:
        return score >= 0.5
    if x.effect and x.effect == y.effect:
        return score >= FIRM
    return noun >= 0.9 and happened >= 1.0 and near >= 0.3 and score >= FIRM + 0.05
