"""Ties and doubts as plain data that JSON keeps exactly, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from wireroom.model import Derivation, Edit, Passage, Span, Suspicion


def tie_state(tie: Derivation) -> list[Any]:
    """One tie as nested lists, its fields in their order."""
    return [_plain(field) for field in astuple(tie)]


def tie_restored(row: Sequence[Any]) -> Derivation:
    """The tie that gave this state."""
    child, parent, kind, directed, coverage, coverage_parent, passages, why, tree, edits = row
    return Derivation(
        child,
        parent,
        kind,
        directed,
        coverage,
        coverage_parent,
        tuple(Passage(Span(*here), Span(*there), same) for here, there, same in passages),
        tuple(why),
        tree,
        tuple(Edit(Span(*here), Span(*there), *rest) for here, there, *rest in edits),
    )


def doubt_state(doubt: Suspicion) -> list[str]:
    """One doubt as its fields in their order."""
    return [doubt.a, doubt.b, doubt.why]


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
