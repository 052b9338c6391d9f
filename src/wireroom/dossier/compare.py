"""How two values of one kind stand to each other: the words that every kind of comparing shares."""

from __future__ import annotations

from typing import Literal

Relation = Literal["equal", "compatible", "conflict"]
"""`equal`: the same value; `compatible`: they differ in precision or completeness and can all hold; `conflict`: they cannot."""

_ORDER: dict[Relation, int] = {"equal": 0, "compatible": 1, "conflict": 2}


def worst(relations: list[Relation]) -> Relation:
    """The relation farthest from `equal` among some; `equal` of none."""
    return max(relations, key=_ORDER.__getitem__, default="equal")
