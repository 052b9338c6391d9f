"""Shifts: along which ties of a lineage's tree the value of a thread became another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wireroom.dossier.drift import JOINING
from wireroom.model import Derivation, Lineage, Point, Shift, Thread

CHANGING = frozenset({"disputed", "revised"})
"""Verdicts under which one value stands against another."""


def shifted(threads: Sequence[Thread], points: Iterable[Point], lineages: Sequence[Lineage]) -> tuple[Thread, ...]:
    """The threads in their order, those in dispute or revised with where along the trees their value changed.

    A shift is a tie of the tree whose two reports have no position of the thread in common: what one says is not said by the
    other. In order of child, then parent."""
    report = {point.id: point.report for point in points}
    ties = [tie for line in lineages for tie in line.derivations if tie.tree and tie.kind in JOINING]
    ties.sort(key=lambda one: (one.child, one.parent))
    return tuple(
        replace(one, shifts=tuple(_shifts(one, ties, report))) if ties and one.verdict in CHANGING else one for one in threads
    )


def _shifts(thread: Thread, ties: Sequence[Derivation], report: dict[str, str]) -> Iterable[Shift]:
    held: dict[str, dict[int, str]] = {}
    for place, position in enumerate(thread.positions):
        for claim in position.claims:
            held.setdefault(report[claim], {}).setdefault(place, claim)
    for tie in ties:
        parent, child = held.get(tie.parent, {}), held.get(tie.child, {})
        if parent and child and not parent.keys() & child.keys():
            yield Shift(min(parent.items())[1], min(child.items())[1], tie.kind, tie.directed)
