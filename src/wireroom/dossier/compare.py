"""How two values of one kind stand to each other: the words that every kind of comparing shares."""

from __future__ import annotations

from typing import Literal

Relation = Literal["equal", "compatible", "conflict"]
"""`equal`: the same value; `compatible`: they differ in precision or completeness and can all hold; `conflict`: they cannot."""
