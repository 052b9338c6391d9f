"""Look-alike events told apart: one group of like reports parted where its two halves share the subject and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from wireroom.story.rules import StoryRules, Weights
from wireroom.story.vector import Terms, vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDS = 20
"""Rounds of moving reports between the halves; real groups settle in three to six."""


def parted(places: Sequence[int], held: Sequence[Terms], copies: Sequence[int], rules: StoryRules) -> list[list[int]]:
    """The places of one group as one or more groups, each sorted.

    Terms are weighed anew among the group's reports alone, so that what all share weighs little. The group is cut in two by
    the main axis of the likenesses and settled by 2-means on the sphere (Dhillon and Modha 2001); the halves stay apart when
    the mean likeness across them is small beside that within. A lineage counts once and is never cut. Halves are parted on."""
    groups = _units(places, copies)
    if not 2 * rules.side <= len(groups) <= rules.largest:
        return [sorted(places)]
    likeness = _likeness(groups, held, copies, rules.near, rules)
    halves = _halves(likeness)
    if halves is None or min(int(halves.sum()), int((~halves).sum())) < rules.side or not _apart(likeness, halves, rules.apart):
        return [sorted(places)]
    sides = (
        [place for group, left in zip(groups, halves, strict=True) if left == side for place in group] for side in (True, False)
    )
    return [part for side in sides for part in parted(sorted(side), held, copies, rules)]


def strays(places: Sequence[int], held: Sequence[Terms], copies: Sequence[int], rules: StoryRules) -> list[int]:
    """The places of one group that are much less like the others than these are like each other, sorted.

    A look-alike that came alone: the subject's words tie it, names and title do not. The least like is taken out, and the rest
    weighed again. A lineage counts once; a group of fewer than four has no strays."""
    out: list[int] = []
    groups = _units(places, copies)
    if not 3 < len(groups) <= rules.largest:
        return out
    likeness = _likeness(groups, held, copies, rules.lone, rules)
    kept = list(range(len(groups)))
    while len(kept) > 3:
        inner = likeness[np.ix_(kept, kept)]
        total = inner.sum() - np.trace(inner)
        size = len(kept)
        own = (inner.sum(axis=1) - np.diag(inner)) / (size - 1)
        others = (total - 2 * own * (size - 1)) / ((size - 1) * (size - 2))
        share = np.round(own / np.maximum(others, 1e-9), 6)
        least = int(share.argmin())
        if share[least] >= rules.stray:
            break
        out.extend(groups[kept.pop(least)])
    return sorted(out)


def _units(places: Sequence[int], copies: Sequence[int]) -> list[list[int]]:
    units: dict[int, list[int]] = {}
    for place in places:
        units.setdefault(copies[place], []).append(place)
    return sorted(units.values())


def _likeness(
    groups: Sequence[Sequence[int]], held: Sequence[Terms], copies: Sequence[int], weights: Weights, rules: StoryRules
) -> NDArray[np.float64]:
    places = sorted(place for group in groups for place in group)
    space = vectors([held[place] for place in places], [copies[place] for place in places], weights, rules.everyday)
    vector = dict(zip(places, space, strict=True))
    column: dict[str, int] = {}
    for one in space:
        for term in one:
            column.setdefault(term, len(column))
    rows = np.zeros((len(groups), len(column)))
    for at, group in enumerate(groups):
        for place in group:
            for term, value in vector[place].items():
                rows[at, column[term]] += value
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return np.round(rows @ rows.T, 6)


def _halves(likeness: NDArray[np.float64]) -> NDArray[np.bool_] | None:
    middle = likeness - likeness.mean(axis=0) - likeness.mean(axis=1)[:, None] + likeness.mean()
    axis = np.round(np.linalg.eigh(middle)[1][:, -1], 6)
    if axis[np.flatnonzero(axis)[:1]].sum() < 0:
        axis = -axis
    halves: NDArray[np.bool_] = axis > 0
    for _ in range(ROUNDS):
        if halves.all() or not halves.any():
            return None
        near = [likeness[:, side].sum(axis=1) / np.sqrt(likeness[np.ix_(side, side)].sum()) for side in (halves, ~halves)]
        settled = np.round(near[0] - near[1], 6) > 0
        if (settled == halves).all():
            break
        halves = settled
    return None if halves.all() or not halves.any() else halves


def _apart(likeness: NDArray[np.float64], halves: NDArray[np.bool_], limit: float) -> bool:
    across = likeness[np.ix_(halves, ~halves)].mean()
    within = 0.0
    for side in (halves, ~halves):
        size = int(side.sum())
        inner = likeness[np.ix_(side, side)].sum() - size
        within += size * (inner / (size * (size - 1)) if size > 1 else 0.0)
    return bool(round(float(across), 6) < limit * round(within / len(halves), 6))
