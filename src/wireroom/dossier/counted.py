"""What a number counts, told once for all the pairs that it is compared in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from wireroom.dossier.firm import cut
from wireroom.dossier.lexicon import Name, Words
from wireroom.dossier.node import Node
from wireroom.dossier.number import exact

SMALL = 2
"""A number up to this is printed so often that its being equal proves nothing."""


class Counted(NamedTuple):
    """What is counted in a node and what happened to it, looked up once for all its pairs."""

    node: Node
    effect: str
    family: str
    harmed: bool
    head: Name
    person: bool
    generic: bool
    words: frozenset[str]
    make: str
    adds: bool
    telling: bool


def counted(node: Node, words: Words) -> Counted:
    """What one node counts."""
    effect, noun, value = node.first.effect or "", head(node), exact(node.first.point.value)
    return Counted(
        node=node,
        effect=effect,
        family=words.family(effect) if effect else "",
        harmed=effect in words.harm,
        head=words.name(noun),
        person=words.is_person(noun),
        generic=noun in words.generic_people,
        words=frozenset(node.first.words),
        make=_make(node),
        adds=_adds(node),
        telling=value is not None and value > SMALL,
    )


def head(node: Node) -> str:
    """The counted noun, without the plural of a model number ("ak-47s"); empty where only the unit stands."""
    return _head(node.first.head, node.first.unit, node.first.words)


@lru_cache(maxsize=20_000)
def _head(word: str, unit: str | None, words: tuple[str, ...]) -> str:
    if unit and (word.lower() == unit.lower() or len(word) <= 2 or word in _UNIT_NOUNS):
        return ""
    paired = next((f"{other}-{word}" for other in words if f"{other}-{word}" in _PAIRED), "")
    if paired:
        return paired
    return word[:-1] if len(word) > 2 and word.endswith("s") and word[-2].isdigit() else word


_MAKE = re.compile(r"^\W*(?:[a-z]+\s+)?([A-Z]{1,5})[ -]?(\d{1,4})(?:['’]?s)?\b")


def _make(node: Node) -> str:
    """The make of what is counted, where it is told by letters and digits ("seven AK-47s", "12 AK 47 guns"); else empty."""
    found = _MAKE.match(node.after[:30])
    return (found.group(1) + found.group(2)).lower() if found else ""


_PAIRED = frozenset({"service-member", "rescue-worker"})
"""Nouns of two words whose second says too little alone."""
_UNIT_NOUNS = frozenset(
    "year month day hour minute metre meter kilometre kilometer mile foot inch centimetre centimeter euro dollar pound yen "
    "percent per tonne ton kilogram usd eur gbp".split()
)


def _adds(node: Node) -> bool:
    """Whether a number tells what came on top ("five more bodies"), which no whole and no other increment can contradict."""
    return node.first.effect not in (None, "injured") and bool(cut(node) & _MORE)


_MORE = frozenset({"more", "another", "additional", "further", "extra"})
