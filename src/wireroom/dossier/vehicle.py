"""Kinds of vehicles: which of them nobody takes for one another."""

from __future__ import annotations

import re

from wireroom.dossier.aspect import Aspect, lemma

KINDS = (
    ("car", "taxi", "suv", "jeep", "pickup", "automobile", "sedan"),
    ("truck", "lorry", "tanker", "trailer"),
    ("van", "minibus", "minivan"),
    ("bus", "coach"),
    ("motorcycle", "motorbike", "scooter"),
    ("boat", "speedboat", "skiff", "dhow"),
)
"""Vehicles that a careful reporter does not take for one another, by kind; closed by what news English calls them."""
_ANOTHER = frozenset({"second", "third", "another", "other", "two", "several"})
_WORDS = re.compile(r"[^\W\d_]+")


def vehicle_kind(aspect: Aspect) -> int | None:
    """The kind of vehicle that the name of a participant in that role tells of; None for a mere "vehicle" and all others."""
    if aspect.role != "vehicle":
        return None
    said = {lemma(word) for word in _words(aspect)}
    return next((number for number, words in enumerate(KINDS) if said & set(words)), None)


def is_another(aspect: Aspect) -> bool:
    """Whether it is told as one more beside the first."""
    return bool((_words(aspect) | set(aspect.words)) & _ANOTHER)


def other_vehicle(a: Aspect, b: Aspect) -> bool:
    """Whether two vehicles are of kinds that exclude each other."""
    kinds = (vehicle_kind(a), vehicle_kind(b))
    return None not in kinds and kinds[0] != kinds[1] and not is_another(a) and not is_another(b)


def _words(aspect: Aspect) -> set[str]:
    return set(_WORDS.findall(str(aspect.point.value.get("name")).lower()))
