"""Aligning numbers: by unit, role, effect, what is counted, and the clause; the values only help, never decide alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial

import numpy as np

from wireroom.dossier.candidates import Places, paired
from wireroom.dossier.compare import Relation
from wireroom.dossier.counted import SMALL, Counted, counted, head
from wireroom.dossier.firm import Pair, beyond, firm
from wireroom.dossier.lexicon import FAINT_VERBS, Words
from wireroom.dossier.link import Bond
from wireroom.dossier.node import Node
from wireroom.dossier.number import Figure, compare_figures, exact, level, same_number
from wireroom.dossier.sure import sure
from wireroom.dossier.tied import Tied
from wireroom.dossier.weight import CROWDED, Overlap, Rarity, meet
from wireroom.model import Value

ONE_PERSON = 1.25
"""The most that two ages of one person may lie apart, as a quotient, for one of them to be a mistake. Chosen by eye."""
CROWD = 500
"""People counted from here on are compared whatever noun stands for them: a story has one crowd."""

Cosine = Callable[[Places, Places], np.ndarray]


def number_bonds(
    nodes: Sequence[Node], cosine: Cosine, words: Words, weight: Rarity, tied: Tied
) -> dict[tuple[int, int], Bond]:
    """The bonds among nodes of one unit and role: a pair of indexes in rising order -> bond. Pairs with nothing in common
    are left out."""
    found = {}
    alone = _alone(nodes, words)
    protagonist = _one_age(nodes)
    told = _told(nodes, words)
    sorts = [counted(node, words) for node in nodes]
    alike_of = _alike(nodes, sorts, words)
    related = _related(nodes)
    first, second = paired(len(nodes), _keys(nodes, words))
    overlaps = Overlap([node.near for node in nodes], weight).of(first, second)
    one_report = meet([node.reports for node in nodes], first, second)
    columns = (first, second, overlaps, cosine(first, second), tied.pairs(nodes, first, second), one_report)
    for i, j, near, cosine_, together, inside in zip(*(column.tolist() for column in columns), strict=True):
        a, b = nodes[i], nodes[j]
        x, y = sorts[i], sorts[j]
        if _strangers(x, y):
            continue
        if _apart(x, y, together):
            found[i, j] = Bond(0.0, apart=True)
            continue
        noun, happened, harmed = alike_of(i, j)
        relation = related(i, j, together or inside)
        if noun < 0.5 and not together and relation != "equal":
            continue
        pair = Pair(
            a=a,
            b=b,
            noun=noun,
            happened=happened,
            near=near,
            cosine=cosine_,
            harmed=harmed,
            alone=i in alone and j in alone,
            tied=together,
            one_report=inside,
            one_age=protagonist,
            both_told=partial(told, i, j),
            one_make=bool(x.make) and x.make == y.make,
        )
        bond = _bond(pair, relation, words)
        if bond is not None:
            found[i, j] = bond
    return found | _one_report(nodes, found, related)


def _alike(nodes: Sequence[Node], sorts: Sequence[Counted], words: Words) -> Callable[[int, int], tuple[float, float, bool]]:
    """How far two counted nouns name one thing, how far the same happened to it, and whether both tell of one harm or sum; by
    numbers of nodes, told once for all that count the same."""
    kinds: dict[object, int] = {}
    kind = [
        kinds.setdefault((one.make, one.head, one.words, one.effect, one.node.first.predicate), number)
        for number, one in enumerate(sorts)
    ]

    @cache
    def told(i: int, j: int) -> tuple[float, float, bool]:
        x, y = sorts[i], sorts[j]
        harmed = bool(x.effect) and x.effect == y.effect and (x.harmed or x.node.first.role == "money")
        return _noun(x, y), _happened(nodes[i], nodes[j], words), harmed

    return lambda i, j: told(kind[i], kind[j])


def _related(nodes: Sequence[Node]) -> Callable[[int, int, bool], Relation]:
    """`compare_figures` by numbers of nodes, told once for all that print the same."""
    numbers: dict[Figure, int] = {}
    number = [numbers.setdefault(node.figure, len(numbers)) for node in nodes]
    distinct = list(numbers)

    @cache
    def told(x: int, y: int, one_lineage: bool) -> Relation:
        return compare_figures(distinct[x], distinct[y], one_lineage)

    return lambda i, j, one_lineage: told(number[i], number[j], one_lineage)


def _one_report(
    nodes: Sequence[Node], found: Mapping[tuple[int, int], Bond], related: Callable[[int, int, bool], Relation]
) -> dict[tuple[int, int], Bond]:
    """Bonds that keep apart the unequal numbers of one report that nothing has brought together: they are of two things."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        for report in sorted(node.reports):
            by_report[report].append(number)
    kept = {}
    for members in by_report.values():
        for place, i in enumerate(members):
            for j in members[place + 1 :]:
                if (i, j) not in found and related(i, j, False) == "conflict":
                    kept[i, j] = Bond(0.0, apart=True)
    return kept


def _keys(nodes: Sequence[Node], words: Words) -> Iterable[Sequence[int]]:
    """The nodes under each key: an effect, a group of counted nouns or a word of the noun phrase, or (with a unit) anything at
    all; where very many have the unit, also a word, what happened, or the number."""
    index: dict[tuple[str, object], list[int]] = defaultdict(list)
    units = Counter(node.first.unit for node in nodes)
    for number, node in enumerate(nodes):
        aspect = node.first
        number_ = exact(aspect.point.value)
        if words.is_person(head(node)) and number_ is not None and number_ > SMALL:
            index["value", number_].append(number)
        if words.is_person(head(node)) and _crowd(aspect.point.value):
            index["crowd", ""].append(number)
        if aspect.effect:
            index["effect", words.family(aspect.effect)].append(number)
        if aspect.unit and units[aspect.unit] <= CROWDED:
            index["unit", aspect.unit].append(number)
        elif aspect.unit:
            index["value", node.figure[:2]].append(number)
            for word in {head(node), aspect.predicate or "", *aspect.words} - {""} - FAINT_VERBS:
                index["word", words.verb_group.get(word, words.noun_group.get(word, word))].append(number)
        elif head(node):
            index["noun", words.noun_group.get(head(node), head(node))].append(number)
            for word in aspect.words:
                index["word", word].append(number)
    return index.values()


def _alone(nodes: Sequence[Node], words: Words) -> set[int]:
    """The nodes whose reports print but one number of their kind: of one noun, or of one effect on people, or of one unit and
    predicate. Numbers that cut out a part do not count."""
    kinds: dict[tuple[str, ...], set[Figure]] = defaultdict(set)
    keys: list[list[tuple[str, ...]]] = []
    for node in nodes:
        keys.append([(report, *_sort(node, words)) for report in sorted(node.reports)])
        if not node.cut:
            for key in keys[-1]:
                kinds[key].add(node.figure[:2])
    return {number for number, own in enumerate(keys) if all(len(kinds[key]) <= 1 for key in own)}


def _sort(node: Node, words: Words) -> tuple[str, ...]:
    """What a number is a number of, as far as one noun, one effect on people, or one unit and predicate tell."""
    aspect = node.first
    if aspect.effect in words.harm:
        return ("effect", aspect.effect or "")
    if aspect.role == "age":
        return ("age",)
    if aspect.unit:
        return ("unit", aspect.unit, aspect.effect or aspect.predicate or "")
    return ("noun", str(words.noun_group.get(head(node), head(node))))


def _told(nodes: Sequence[Node], words: Words) -> Callable[[int, int], bool]:
    """Whether a report of one of two nodes also tells the value of the other, of the same sort."""
    values: dict[tuple[str, ...], set[Figure]] = defaultdict(set)
    sorts = [_sort(node, words)[:2] for node in nodes]
    for node, sort in zip(nodes, sorts, strict=True):
        for report in node.reports:
            values[(report, *sort)].add(node.figure[:2])

    def told(i: int, j: int) -> bool:
        return any(
            nodes[other].figure[:2] in values.get((report, *sort), ())
            for own, other in ((i, j), (j, i))
            for report in nodes[own].reports
            for sort in (sorts[i], sorts[j])
        )

    return told


def _one_age(nodes: Sequence[Node]) -> bool:
    """Whether the ages of a story are so few and so near each other that they are of one person: told twice over, not alike."""
    if not nodes or nodes[0].first.role != "age":
        return False
    ages = sorted({age for node in nodes if (age := exact(node.first.point.value)) is not None})
    return len(ages) == 2 and ages[1] <= ONE_PERSON * ages[0]


def _crowd(value: Value) -> bool:
    return level(value) >= CROWD


def _strangers(a: Counted, b: Counted) -> bool:
    """Whether other things happened to what is counted, so that the two are not worth comparing."""
    if not a.effect or not b.effect or a.family == b.family:
        return False
    if a.telling and a.node.figure[:2] == b.node.figure[:2]:
        return a.harmed and b.harmed
    return a.harmed or b.harmed or not a.head.noun_of(b.head)


def _apart(a: Counted, b: Counted, together: bool) -> bool:
    """Whether the two name other nations, or are set in other times of the background."""
    one, other = a.node, b.node
    if one.nations and other.nations and not (one.nations <= other.nations or other.nations <= one.nations):
        return True
    if one.far and other.far and not one.far.meets(other.far):
        return True
    if one.label and other.label and one.label != other.label and not together:
        return True
    return (a.adds or b.adds) and not same_number(one.first.point.value, other.first.point.value)


def _bond(pair: Pair, relation: Relation, words: Words) -> Bond | None:
    x, y = pair.a.first, pair.b.first
    score = pair.score
    if relation == "equal":
        number = exact(x.point.value)
        score += 0.03 if number is not None and number <= SMALL else 0.12 if number is None or number % 10 == 0 else 0.2
        if (pair.noun == 0 or pair.happened < 0.3) and pair.near < 0.3 and not pair.tied:
            return None
    if pair.tied and (relation == "equal" or pair.noun >= 0.5):
        score = max(score, 0.9)
    if relation == "compatible" and beyond(x.point.value, y.point.value):
        score -= 0.3
    score = min(score, 1.0)
    if relation != "conflict":
        return Bond(score, relation, tied=pair.tied)
    held = firm(pair, score, words)
    apart = not held and pair.one_report and not pair.one_age
    return Bond(score - 0.05, relation, firm=held, apart=apart, doubtful=held and not sure(pair, words))


def _noun(a: Counted, b: Counted) -> float:
    """How far two counted nouns name one thing: 1 the same, .9 people in general, .6 people of two kinds, 0 other things.

    Makes told by letters and digits decide where both are told."""
    if a.make and b.make:
        return 1.0 if a.make == b.make else 0.0
    if a.head.word and a.head.noun_of(b.head):
        return 1.0
    if a.person and b.person:
        return 0.9 if a.generic or b.generic else 0.6
    unit = a.node.first.unit
    if unit and unit != "percent":
        return 0.3 if a.head.word and b.head.word else 0.8
    if not a.head.word or not b.head.word:
        return 0.8 if a.effect and a.effect == b.effect else 0.3
    return 0.8 if not a.words.isdisjoint(b.words) or a.head.word in b.words or b.head.word in a.words else 0.0


def _happened(a: Node, b: Node, words: Words) -> float:
    """How far the same happened to what is counted."""
    x, y = a.first, b.first
    if x.effect and y.effect:
        return 1.0 if x.effect == y.effect else 0.8 if words.family(x.effect) == words.family(y.effect) else 0.2
    if x.predicate and y.predicate and x.predicate not in FAINT_VERBS and words.same_verb(x.predicate, y.predicate):
        return 1.0
    return 0.3
