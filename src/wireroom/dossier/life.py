"""What happens to one thing but once: the states of its making, and the times at which they were reached.

A thing is built once. Reports that tell of its being begun, being built and being finished speak of one thing whatever verb
they use, and so they are compared with each other even where dates and clauses lie far apart: that is where the odd one is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.compare import Relation
from wireroom.dossier.lexicon import Words
from wireroom.dossier.link import Bond
from wireroom.dossier.node import Node
from wireroom.dossier.phase import compare_phases
from wireroom.dossier.season import NEWS, one_season
from wireroom.dossier.union import Union

ONE_LIFE = 0.9
"""The score of two states in the life of one thing: surely of one thread, but after what is word for word the same."""
NEXT = 200
"""Code points that may lie between a statement and the occasion that stands for it."""
Relate = Callable[[Aspect, Aspect], Relation]
MayClash = Callable[[Node, Node], bool]
_BEGUN = frozenset({"started", "under_construction", "ongoing"})
_TOLD = _BEGUN | {"completed"}


def lives(nodes: Sequence[Node], words: Words) -> list[list[int]]:
    """The groups of nodes that tell of the making of one thing, as sorted indexes; statuses only.

    Two belong together when their things have one head noun, or when some report calls a thing by both ("county library").
    What is merely planned is left out: many things are planned of which one is made."""
    telling = [number for number, node in enumerate(nodes) if _tells(node, words)]
    heads = {nodes[number].first.head for number in telling}
    done = [number for number, node in enumerate(nodes) if _finishes(node.first, words) and node.first.head in heads]
    telling = sorted({*telling, *done})
    union = Union()
    for number in telling:
        aspect = nodes[number].first
        for word in aspect.words:
            if word in heads and not aspect.weak:
                union.join(_noun(aspect.head, words), _noun(word, words))
    groups: dict[str, list[int]] = {}
    for number in telling:
        groups.setdefault(union.root(_noun(nodes[number].first.head, words)), []).append(number)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


def life_bonds(nodes: Sequence[Node], words: Words) -> Iterator[tuple[tuple[int, int], Bond]]:
    """The bonds among states of one thing's making, a conflict between any two of two reports being firm."""
    for group in lives(nodes, words):
        for i, j in combinations(group, 2):
            a, b = nodes[i].first, nodes[j].first
            relation = compare_phases(str(a.point.value.get("phase")), str(b.point.value.get("phase")))
            yield (i, j), Bond(ONE_LIFE, relation, firm=relation == "conflict")


def _tells(node: Node, words: Words) -> bool:
    """Whether a status tells of a stage of a thing's making; a beginning must name the making, since other things begin."""
    aspect = node.first
    phase = aspect.point.value.get("phase")
    if phase not in _TOLD or aspect.weak or aspect.point.certainty != "stated":
        return False
    if aspect.effect not in words.lives and (aspect.effect or phase not in _BEGUN):
        return False
    if phase in _BEGUN and aspect.predicate not in words.making and not node.near & words.making:
        return False
    return bool(aspect.head) and aspect.head != aspect.predicate


def _finishes(aspect: Aspect, words: Words) -> bool:
    """Whether a thing is said to be finished by a verb that is used of works and of doings alike."""
    return aspect.point.value.get("phase") == "completed" and aspect.predicate in words.finishing and not aspect.weak


def _noun(head: str, words: Words) -> str:
    group = words.noun_group.get(head)
    return head if group is None else f"{group}"


_FLAT = re.compile(
    r"(?:\b(?:is|was|are|were|be|been)|['’](?:s|re)) "
    r"(?:no (?:part of )?|(?:not|never) (?:part of )?(?:an?|any|the|this) )\W{0,2}"
    r"|\b(?:is|was|are|were)n['’]t (?:part of )?(?:an?|any|the|this) \W{0,2}",
    re.IGNORECASE,
)


def denial_bonds(nodes: Sequence[Node], words: Words) -> Iterator[tuple[tuple[int, int], Bond]]:
    """The bonds among mentions of one doing of which one report says flatly that it was none ("this is not a swap").

    What has a long course, as talks and strikes have, is left out: it is on one day and off the next."""
    groups: dict[tuple[str, str], list[int]] = {}
    for number, node in enumerate(nodes):
        aspect = node.first
        if aspect.head and aspect.head == aspect.predicate and aspect.effect and aspect.effect not in words.courses:
            groups.setdefault((aspect.effect, aspect.head), []).append(number)
    for (_, head), group in sorted(groups.items()):
        denied = [number for number in group if _denies(nodes[number], head)]
        told = [number for number in group if _takes_place(nodes[number])]
        speaking = {report for number in denied for report in nodes[number].reports}
        if not denied or not any(nodes[number].reports - speaking for number in told):
            continue
        for i, j in combinations(sorted([*denied, *told]), 2):
            clash = (i in denied) != (j in denied)
            if clash and not one_season(nodes[i], nodes[j], days_apart=NEWS):
                continue
            yield (i, j), Bond(ONE_LIFE, "conflict" if clash else "equal", firm=clash)


def _denies(node: Node, head: str) -> bool:
    aspect = node.first
    if aspect.point.value.get("phase") != "denied" or aspect.point.certainty not in ("stated", "denied"):
        return False
    named = re.compile(rf"(?:\w+[\s-]){{0,2}}{re.escape(head)}\w*(?=\W*(?:$|[,.;:!?\"”“’']))", re.IGNORECASE)
    return any(named.match(node.sentence, found.end()) for found in _FLAT.finditer(node.sentence))


def _takes_place(node: Node) -> bool:
    aspect = node.first
    return (
        aspect.point.value.get("phase") == "completed"
        and aspect.point.certainty == "stated"
        and not _FLAT.search(node.sentence)
        and not _NOT_YET.search(node.sentence[: max(0, aspect.point.span.end - aspect.point.sentence.start)])
    )


_NOT_YET = re.compile(
    r"\b(?:would|could|can|may|might|must|should|will|if|unless|until|whether|no|not|never|without|proposal|proposed|possible|hopes?)\b"
    r"|\bto (?!the\b|a\b|an\b|its\b|his\b|her\b|their\b)[a-z]+ (?:\w+ ){0,3}$",
    re.IGNORECASE,
)
"""What stands before a doing that is wished for, tried or left open."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a time may date: a thing, by the least of its nouns, and the phase that it reached, with the status that tells."""

    thing: str
    phase: str
    status: Aspect


def stages(nodes: Sequence[Node], words: Words) -> dict[str, list[Stage]]:
    """The stages that statuses tell of, by report, in order of place."""
    found: dict[str, list[Stage]] = {}
    for group in lives(nodes, words):
        thing = min(nodes[number].first.head for number in group)
        for number in group:
            for aspect in nodes[number].aspects:
                found.setdefault(aspect.report, []).append(Stage(thing, str(aspect.point.value.get("phase")), aspect))
    return {report: sorted(own, key=lambda one: one.status.sort_key) for report, own in sorted(found.items())}


def date_bonds(
    nodes: Sequence[Node], known: Mapping[str, Sequence[Stage]], words: Words, relate: Relate, may_clash: MayClash
) -> Iterator[tuple[tuple[int, int], Bond]]:
    """The bonds among times that date one stage of one thing, a conflict being firm where both times are named."""
    groups: dict[tuple[str, str], list[int]] = {}
    for number, node in enumerate(nodes):
        stage = _stage(node.first, known.get(node.first.report, ()), words)
        if stage is not None:
            groups.setdefault((stage.thing, stage.phase), []).append(number)
    for _, group in sorted(groups.items()):
        for i, j in combinations(group, 2):
            relation = relate(nodes[i].first, nodes[j].first)
            sure = relation == "conflict" and may_clash(nodes[i], nodes[j])
            if relation != "conflict" or sure:
                yield (i, j), Bond(ONE_LIFE, relation, firm=sure)


def _stage(aspect: Aspect, known: Sequence[Stage], words: Words) -> Stage | None:
    """The stage that a time belongs to: that of the same verb in its sentence, or, for an occasion that only stands for what
    was just told ("the ceremony"), of the statement next before it."""
    if aspect.effect not in words.lives:
        return None
    before: Stage | None = None
    for stage in known:
        own = stage.status.point.sentence
        if own == aspect.point.sentence and stage.status.predicate == aspect.predicate:
            return stage
        if own.end <= aspect.point.sentence.start + 1 and aspect.point.sentence.start - own.end <= NEXT:
            before = stage
    return before if aspect.head == aspect.predicate else None
