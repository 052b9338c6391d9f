"""Phases of a thing along time: which can hold together, and which may follow one another."""

from __future__ import annotations

from wireroom.dossier.compare import Relation

_STAGE = {"planned": 0, "started": 1, "under_construction": 1, "ongoing": 1, "completed": 2, "cancelled": 3, "denied": 3}
_ONE_STRETCH = frozenset({"started", "under_construction", "ongoing"})
_PLAIN = {"under_construction": "under construction"}


def compare_phases(a: str, b: str) -> Relation:
    """`equal` for one phase, `compatible` for two names of one stretch (started, ongoing), else `conflict`: a thing cannot be
    in both at once, though one may follow the other."""
    if a == b:
        return "equal"
    return "compatible" if a in _ONE_STRETCH and b in _ONE_STRETCH else "conflict"


def may_follow(earlier: str, later: str) -> bool:
    """Whether a thing that was in one phase can later be in the other: forward along time, or called off."""
    if later == "denied" or earlier in ("denied", "cancelled"):
        return False
    return _STAGE[earlier] <= _STAGE[later]


def phase_words(phase: object) -> str:
    """A phase in plain words."""
    return _PLAIN.get(str(phase), str(phase))
