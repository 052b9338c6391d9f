"""The tree of a lineage: each report's most likely parent, by a maximum spanning forest, so that no cycle can arise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wireroom.lineage.kind import JOINING
from wireroom.model import Derivation, Lineage, Report

_STRENGTH = {"copy": 3, "revision": 3, "rewrite": 2, "shared_source": 1}


class Groups:
    """Disjoint sets of report ids, the smallest id of each its name (union by name, paths halved)."""

    def __init__(self, members: Iterable[str]) -> None:
        self._above = {member: member for member in members}

    def __contains__(self, member: object) -> bool:
        return member in self._above

    def add(self, member: str) -> None:
        """Adds a member as a set of its own."""
        self._above.setdefault(member, member)

    def name(self, member: str) -> str:
        """The smallest id of the member's set."""
        while self._above[member] != member:
            self._above[member] = self._above[self._above[member]]
            member = self._above[member]
        return member

    def join(self, one: str, other: str) -> bool:
        """Whether two sets were joined: False when they were one already."""
        first, second = sorted((self.name(one), self.name(other)))
        self._above[second] = first
        return first != second


def forest(derivations: Sequence[Derivation], reports: Mapping[str, Report]) -> list[Derivation]:
    """The derivations that make the trees, strongest first: one parent a report where direction is known, no cycle.

    Kruskal's greedy forest over kind, then coverage, then whether the direction is known, then the parent's time, then ids. So
    what lies closest together is joined, and of ties as close the one that shows who was first. A directed tie to a second
    parent is taken last, and only where nothing else joins its two sides."""
    ties = sorted((one for one in derivations if one.kind in JOINING), key=lambda one: _rank(one, reports))
    groups = Groups(reports)
    taken: list[Derivation] = []
    parented: set[str] = set()
    late: list[Derivation] = []
    for tie in ties:
        if tie.directed and tie.child in parented:
            late.append(tie)
        elif groups.join(tie.child, tie.parent):
            taken.append(tie)
            if tie.directed:
                parented.add(tie.child)
    taken.extend(tie for tie in late if groups.join(tie.child, tie.parent))
    return taken


def _rank(tie: Derivation, reports: Mapping[str, Report]) -> tuple[object, ...]:
    cover = round(max(tie.coverage, tie.coverage_parent), 2)
    return (-_STRENGTH[tie.kind], -cover, not tie.directed, reports[tie.parent].published.value or "9", tie.parent, tie.child)


def lineages(derivations: Sequence[Derivation], reports: Mapping[str, Report]) -> tuple[Lineage, ...]:
    """Every report in exactly one lineage, ordered by each lineage's smallest id and numbered in that order.

    A lineage lists the derivations of its tree first, by child, then its other ties and its quotations (`tree` False)."""
    tree = forest(derivations, reports)
    chosen = {(tie.child, tie.parent) for tie in tree}
    groups = Groups(reports)
    for tie in tree:
        groups.join(tie.child, tie.parent)
    members: dict[str, list[str]] = {}
    for one in sorted(reports):
        members.setdefault(groups.name(one), []).append(one)
    ties: dict[str, list[Derivation]] = {}
    for tie in sorted(derivations, key=lambda one: ((one.child, one.parent) not in chosen, one.child, one.parent)):
        on_tree = (tie.child, tie.parent) in chosen
        ties.setdefault(groups.name(tie.child), []).append(_marked(tie, on_tree=on_tree))
    return tuple(
        Lineage(f"l{number}", _root(members[name], ties.get(name, [])), tuple(members[name]), tuple(ties.get(name, ())))
        for number, name in enumerate(sorted(members), 1)
    )


def _marked(tie: Derivation, *, on_tree: bool) -> Derivation:
    return tie if tie.tree == on_tree else replace(tie, tree=on_tree)


def _root(members: Sequence[str], ties: Sequence[Derivation]) -> str | None:
    """The one report that every other derives from along directed ties of the tree; None when no report is shown to be it."""
    if len(members) == 1:
        return members[0]
    tree = [tie for tie in ties if tie.tree]
    if any(not tie.directed or tie.kind == "shared_source" for tie in tree):
        return None
    children = {tie.child for tie in tree}
    roots = [one for one in members if one not in children]
    return roots[0] if len(roots) == 1 else None
