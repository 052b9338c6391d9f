"""Clusters of nodes: average linkage with guards, so that threads do not chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from wireroom.dossier.compare import Relation

UNKNOWN = 0.2
"""The score of a pair that was not worth scoring."""


def without_strays(group: Sequence[int], bonds: Mapping[tuple[int, int], Bond]) -> list[list[int]]:
    """A cluster without the nodes that only came along, and each of those by itself: nodes whose value conflicts with others
    of the cluster and with none of them firmly, unless a tied one that says the same does. The one with the fewest friends goes
    first, ties by number."""
    inside = list(group)
    strays: list[int] = []
    while len(inside) > 1:
        doubtful = []
        for i in inside:
            met = [bonds.get((min(i, j), max(i, j))) for j in inside if j != i]
            conflicts = [bond for bond in met if bond is not None and bond.relation == "conflict"]
            if conflicts and not any(bond.firm for bond in conflicts) and not any(_meant(i, j, inside, bonds) for j in inside):
                friends = sum(1 for bond in met if bond is not None and bond.relation != "conflict")
                doubtful.append((friends, -i))
        if not doubtful:
            break
        stray = -min(doubtful)[1]
        inside.remove(stray)
        strays.append(stray)
    return [inside, *([one] for one in sorted(strays))]


def _meant(one: int, other: int, inside: Sequence[int], bonds: Mapping[tuple[int, int], Bond]) -> bool:
    """Whether another node, tied to one, says the same and conflicts firmly with a third."""
    same = bonds.get((min(one, other), max(one, other)))
    if one == other or same is None or same.relation != "equal" or not same.tied:
        return False
    met = [bonds.get((min(other, k), max(other, k))) for k in inside if k != other]
    return any(bond is not None and bond.relation == "conflict" and bond.firm for bond in met)


class Bond(NamedTuple):
    """What speaks for two nodes being about one thing: a score from 0 to 1, how their values stand, whether the alignment is
    firm enough for values that conflict to stand in one thread, whether they must be kept apart whatever the score, whether
    it is too doubtful for the conflict to be called a dispute, and whether their reports are tied there."""

    score: float
    relation: Relation = "equal"
    firm: bool = False
    apart: bool = False
    doubtful: bool = False
    tied: bool = False


def clusters(
    count: int, bonds: Mapping[tuple[int, int], Bond], *, link: float, mean: float, loose_share: int = 1
) -> list[list[int]]:
    """The clusters of nodes 0 … count-1, each sorted, in order of their least node.

    Pairs are taken by falling score (ties by number). Two clusters join when the pair scores at least `link`, the mean score
    over all pairs across is at least `mean`, no pair across must stay apart, and of the pairs across whose values conflict
    enough are firm: one for every `loose_share` that are not. Average linkage after Sokal and Michener
    (1958), with the guards of our own; what stands between two clusters is summed up as they grow. Nodes that no chain of
    pairs of such a score connects are never held against each other, so that the tables stay as small as the chains."""
    chain_of = _chains(count, [pair for pair, bond in bonds.items() if bond.score >= link and not bond.apart])
    inside: dict[int, list[tuple[int, int, Bond]]] = {}
    for (i, j), bond in bonds.items():
        if chain_of[i] == chain_of[j]:
            inside.setdefault(chain_of[i], []).append((i, j, bond))
    chains: dict[int, list[int]] = {}
    for node, least in enumerate(chain_of):
        chains.setdefault(least, []).append(node)
    found: list[list[int]] = []
    for least, chain in chains.items():
        if len(chain) == 1:
            found.append(chain)
        else:
            linked = _linked(chain, inside[least], link=link, mean=mean, loose_share=loose_share)
            found += [[chain[at] for at in group] for group in linked]
    return sorted(found)


def _chains(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """For each of the nodes 0 … count-1 the least of those that the pairs connect it with."""
    least = list(range(count))

    def root(node: int) -> int:
        while least[node] != node:
            least[node] = node = least[least[node]]
        return node

    for i, j in pairs:
        a, b = root(i), root(j)
        if a != b:
            least[max(a, b)] = min(a, b)
    return [root(node) for node in range(count)]


def _linked(
    chain: Sequence[int], bonds: Sequence[tuple[int, int, Bond]], *, link: float, mean: float, loose_share: int
) -> list[list[int]]:
    """The clusters of the nodes of one chain, by their places in it."""
    count = len(chain)
    place = {node: at for at, node in enumerate(chain)}
    first = np.array([place[i] for i, _, _ in bonds])
    second = np.array([place[j] for _, j, _ in bonds])
    clash = np.array([bond.relation == "conflict" for _, _, bond in bonds])
    held = np.array([bond.firm for _, _, bond in bonds], dtype=bool)

    def table(values: Sequence[float] | np.ndarray, rest: float, dtype: type) -> np.ndarray:
        found: np.ndarray = np.full((count, count), rest, dtype=dtype)
        found[first, second] = found[second, first] = values
        return found

    score = table([bond.score for _, _, bond in bonds], UNKNOWN, np.float64)
    apart = table([bond.apart for _, _, bond in bonds], False, np.bool_)
    loose = table(clash & ~held, 0, np.int32)
    firm = table(clash & held, 0, np.int32)
    member = list(range(count))
    groups = {i: [i] for i in range(count)}
    order = sorted((-round(bond.score, 6), place[i], place[j]) for i, j, bond in bonds if bond.score >= link and not bond.apart)
    for _, i, j in order:
        a, b = sorted((member[i], member[j]))
        if a == b or apart.item(a, b) or loose.item(a, b) > loose_share * firm.item(a, b):
            continue
        if round(score.item(a, b) / (len(groups[a]) * len(groups[b])), 6) < mean:
            continue
        for sums in (score, loose, firm):
            sums[a] += sums[b]
            sums[:, a] = sums[a]
        apart[a] |= apart[b]
        apart[:, a] = apart[a]
        for k in groups[b]:
            member[k] = a
        groups[a] += groups.pop(b)
    return [sorted(group) for _, group in sorted(groups.items())]
