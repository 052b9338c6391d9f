"""Aligning the points of a story into groups that speak about one thing, kind by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from wireroom.dossier.align_event import event_bonds
from wireroom.dossier.align_number import number_bonds
from wireroom.dossier.align_quote import quote_bonds
from wireroom.dossier.align_vehicle import vehicle_bonds
from wireroom.dossier.aspect import Aspect
from wireroom.dossier.candidates import Places
from wireroom.dossier.compare import Relation
from wireroom.dossier.firm_event import named
from wireroom.dossier.life import Stage, date_bonds, denial_bonds, life_bonds, stages
from wireroom.dossier.link import Bond, clusters, without_strays
from wireroom.dossier.node import Leaf, Node, nodes
from wireroom.dossier.relate import relate
from wireroom.dossier.rules import DossierRules
from wireroom.dossier.season import one_season
from wireroom.dossier.tied import Tied
from wireroom.dossier.voice import Ties
from wireroom.dossier.weight import rarity
from wireroom.text import Encoder

LOOSE = {"number": 3, "time": 3, "status": 3}
"""How many conflicting pairs across two clusters one firm conflict may carry, by kind: numbers of one cluster are one thing
by their noun and effect already, events are not."""

AT_ONCE = 4096
"""Pairs whose vectors are held against each other at once, so that memory stays bounded."""
STRAYS = frozenset({"number", "time", "place", "status"})
"""Kinds whose clusters are rid of strays."""


@dataclass(frozen=True, slots=True)
class Group:
    """Aspects that speak about one thing, in order of report and place; and the parts that it falls into if its values are not
    explained as states of one thing, since they are not sure enough to be a dispute. No parts: it holds whatever its values."""

    aspects: tuple[Aspect, ...]
    parts: tuple[tuple[Aspect, ...], ...] = ()


def align(
    aspects: Sequence[Aspect], leaves: Mapping[str, Leaf], ties: Ties, encoder: Encoder, rules: DossierRules
) -> list[Group]:
    """The groups of aspects that speak about one thing; groups of one kind only.

    Blocks by kind (numbers also by unit and role), scores pairs of distinct wordings within a block, and clusters them by
    average linkage with guards (`link.clusters`). All phrases are encoded in one call."""
    found = nodes(aspects, leaves, rules.words, rules.gazetteer)
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, node in enumerate(found):
        blocks[_block(node)].append(number)
    compared = [
        number for key, members in sorted(blocks.items()) if len(members) > 1 and key[0] != "quote" for number in members
    ]
    vectors = dict(zip(compared, np.round(encoder.encode([phrase(found[number]) for number in compared]), 4), strict=True))
    tied = Tied(ties)
    known = stages([found[number] for number in blocks.get(("status", "", ""), ())], rules.words)
    groups: list[Group] = []
    for _, members in sorted(blocks.items()):
        inside = [found[number] for number in members]
        bonds = _bonds(inside, [vectors[number] for number in members if number in vectors], rules, tied, known)
        for cluster in _clusters(inside, bonds, rules):
            parts = _parts(cluster, inside, bonds, rules)
            groups.append(Group(_aspects(cluster, inside), tuple(_aspects(part, inside) for part in parts)))
    return groups


def _aspects(members: Sequence[int], nodes: Sequence[Node]) -> tuple[Aspect, ...]:
    return tuple(sorted((aspect for number in members for aspect in nodes[number].aspects), key=lambda one: one.sort_key))


def _clusters(nodes: Sequence[Node], bonds: Mapping[tuple[int, int], Bond], rules: DossierRules) -> Iterator[Sequence[int]]:
    """The clusters of the nodes of a block, rid of strays where their kind has such."""
    kind = nodes[0].first.kind
    share = LOOSE.get(kind, 1)
    for cluster in clusters(len(nodes), bonds, link=rules.link[kind], mean=rules.mean[kind], loose_share=share):
        yield from without_strays(cluster, _with_unmet(cluster, nodes, bonds, rules)) if kind in STRAYS else [cluster]


def _parts(
    cluster: Sequence[int], nodes: Sequence[Node], bonds: Mapping[tuple[int, int], Bond], rules: DossierRules
) -> list[list[int]]:
    """What a cluster falls into where no conflict that is doubtful may hold it together; nothing where it has none."""
    own = _vouched({(i, j): bonds[i, j] for i, j in combinations(cluster, 2) if (i, j) in bonds}, nodes)
    if not any(bond.doubtful for bond in own.values()):
        return []
    place = {number: at for at, number in enumerate(cluster)}
    strict = {
        (place[i], place[j]): bond._replace(firm=False, apart=bond.apart or bool(nodes[i].reports & nodes[j].reports))
        if bond.doubtful
        else bond
        for (i, j), bond in own.items()
    }
    return [[cluster[at] for at in part] for part in _clusters([nodes[number] for number in cluster], strict, rules)]


def _vouched(bonds: Mapping[tuple[int, int], Bond], nodes: Sequence[Node]) -> dict[tuple[int, int], Bond]:
    """The bonds of a cluster, a doubtful conflict sure where one of the two says what its own report says elsewhere, or
    one tied to it, and that is in sure conflict with the other: a headline stands by its sentence, a rewrite by its base."""
    fellows: dict[int, list[int]] = {}
    for (i, j), bond in bonds.items():
        if bond.relation == "equal" and (bond.tied or nodes[i].reports & nodes[j].reports):
            fellows.setdefault(i, []).append(j)
            fellows.setdefault(j, []).append(i)

    def against(one: int, other: int) -> bool:
        bond = bonds.get((min(one, other), max(one, other)))
        return bond is not None and bond.relation == "conflict" and bond.firm and not bond.doubtful

    def vouched(i: int, j: int) -> bool:
        return any(against(k, j) for k in fellows.get(i, ())) or any(against(i, k) for k in fellows.get(j, ()))

    return {
        (i, j): bond._replace(doubtful=False) if bond.doubtful and vouched(i, j) else bond for (i, j), bond in bonds.items()
    }


def _with_unmet(
    cluster: Sequence[int], nodes: Sequence[Node], bonds: Mapping[tuple[int, int], Bond], rules: DossierRules
) -> Mapping[tuple[int, int], Bond]:
    """The bonds inside a cluster, with the conflicts of pairs that were never scored: those are not firm."""
    found = {}
    for i, j in combinations(cluster, 2):
        if (i, j) in bonds:
            found[i, j] = bonds[i, j]
        elif relate(nodes[i].first, nodes[j].first, rules.gazetteer) == "conflict":
            found[i, j] = Bond(0.0, "conflict")
    return found


def phrase(node: Node) -> str:
    """The words that a node is encoded by: what is counted or dated, what happened, and its clause."""
    aspect = node.first
    parts = [aspect.head, aspect.predicate or "", *aspect.words, aspect.subject or "", aspect.object or "", *sorted(node.near)]
    return " ".join(part for part in parts if part)


def _block(node: Node) -> tuple[str, ...]:
    aspect = node.first
    if aspect.kind == "number":
        return ("number", aspect.unit or "", aspect.role or "")
    return (aspect.kind, (aspect.role or "") if aspect.kind == "participant" else "", "")


def _bonds(
    found: Sequence[Node], vectors: Sequence[np.ndarray], rules: DossierRules, tied: Tied, known: Mapping[str, Sequence[Stage]]
) -> Mapping[tuple[int, int], Bond]:
    if len(found) < 2:
        return {}
    kind = found[0].first.kind
    if kind == "quote":
        return quote_bonds(found, tied, rules.speech)
    rows = np.stack(vectors)

    def cosine(first: Places, second: Places) -> np.ndarray:
        found = np.zeros(len(first))
        for at in range(0, len(first), AT_ONCE):
            some = slice(at, at + AT_ONCE)
            found[some] = np.round(np.einsum("ij,ij->i", rows[first[some]], rows[second[some]]), 4)
        return found

    weight = rarity(node.wide for node in found)
    if kind == "number":
        return number_bonds(found, cosine, rules.words, weight, tied)

    def related(a: Aspect, b: Aspect) -> Relation:
        return relate(a, b, rules.gazetteer)

    bonds = event_bonds(found, cosine, rules.words, weight, tied, related, rules.gazetteer)
    if kind == "status":
        bonds.update(denial_bonds(found, rules.words))
        bonds.update(life_bonds(found, rules.words))
    if kind == "participant":
        bonds.update(vehicle_bonds(found))
    if kind == "time":
        bonds.update(date_bonds(found, known, rules.words, related, lambda a, b: one_season(a, b) and named(a, b)))
    return bonds
