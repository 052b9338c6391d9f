"""Places by containment: whether two names of a place are one, one within the other, or rivals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from wireroom.dossier.compare import Relation
from wireroom.dossier.person import plain_name, same_name

UNDISCLOSED = "undisclosed"
MOST_STEPS = 8
"""Steps of containment followed at most: a city, its region, its country, its continent, and room to spare."""
_LEADING = re.compile(
    r"^(?:(?:the|a|an|in|at|near|nearby|central|downtown|north|south|east|west|off|northern|southern|eastern|western) )+"
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Which place lies within which, by plain lower-cased name; other names of a place; words of nationality -> country.

    `larger` are the places that the gazetteer knows smaller ones in; `told` are pairs of a place and a larger one as the
    reports of one story print them ("Wellington, Somerset"), as words, by each word of the smaller."""

    within: Mapping[str, str] = field(default_factory=dict)
    alias: Mapping[str, str] = field(default_factory=dict)
    nations: Mapping[str, str] = field(default_factory=dict)
    continents: frozenset[str] = frozenset()
    told: Mapping[str, tuple[tuple[frozenset[str], frozenset[str]], ...]] = field(default_factory=dict)
    larger: frozenset[str] = frozenset()

    def beside(self, told: Iterable[tuple[str, str]]) -> Gazetteer:
        """The gazetteer with what a story's own reports tell: pairs of a place and a larger one that it lies in."""
        found: dict[str, dict[tuple[frozenset[str], frozenset[str]], None]] = {}
        for small, large in dict.fromkeys(told):
            pair = (frozenset(plain_name(small)), frozenset(plain_name(large)))
            for word in pair[0] if pair[1] else ():
                found.setdefault(word, {})[pair] = None
        return replace(self, told={word: tuple(pairs) for word, pairs in found.items()})

    def known(self, name: str) -> str | None:
        """The canonical name of a place in the gazetteer, or None."""
        plain = " ".join(plain_name(name))
        plain = self.alias.get(plain, plain)
        if plain in self.within:
            return plain
        bare = self.alias.get(bare := _LEADING.sub("", plain), bare)
        return bare if bare in self.within else None

    def chain(self, name: str) -> Iterator[str]:
        """The larger places that a known place lies in, nearest first."""
        at = self.known(name)
        for _ in range(MOST_STEPS):
            at = self.within.get(at or "")
            if not at:
                return
            yield at

    def countries(self, words: frozenset[str]) -> frozenset[str]:
        """The countries whose words of nationality stand among some lower-cased words ("north", "korean")."""
        found = set()
        for word in words:
            paired = next((f"{other} {word}" for other in sorted(words) if f"{other} {word}" in self.nations), word)
            if paired in self.nations:
                found.add(self.nations[paired])
        return frozenset(found)

    def holds(self, larger: str, smaller: str) -> bool:
        """Whether one place lies within another."""
        target = self.known(larger)
        return target is not None and target in self.chain(smaller)


def gazetteer_of(lexicons: Mapping[str, Mapping[str, Any]]) -> Gazetteer:
    """The gazetteer out of `places.toml`; empty where there is none.

    There, `[continents]` names the countries of each, `[countries.<name>]` has `demonyms`, `also` and `places` of a country,
    and `[regions.<name>]` the same of a state or a region with `of`, the place it lies in."""
    table = lexicons.get("places", {})
    within: dict[str, str] = {}
    alias: dict[str, str] = {}
    nations: dict[str, str] = {}
    for continent, countries in table.get("continents", {}).items():
        within.setdefault(_key(continent), "")
        for country in countries:
            within[_key(country)] = _key(continent)
    for kind in ("regions", "countries"):
        for name, entry in table.get(kind, {}).items():
            own = _key(name)
            within.setdefault(own, _key(entry.get("of", "")))
            for other in entry.get("also", ()):
                alias.setdefault(_key(other), own)
            for demonym in entry.get("demonyms", ()):
                alias.setdefault(_key(demonym), own)
                nations.setdefault(_key(demonym), own)
            for place in entry.get("places", ()):
                within.setdefault(_key(place), own)
    continents = frozenset(_key(name) for name in table.get("continents", {}))
    regions = frozenset(_key(name) for name in table.get("regions", {}))
    return Gazetteer(within, alias, nations, continents, larger=frozenset(within.values()) | regions)


def _key(name: str) -> str:
    return " ".join(plain_name(name))


def places_meet(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether some place of the one set is one of the other, whole or in part ("kunduz", "kunduz province")."""
    if first & second:
        return True
    return any(set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()) for a in first for b in second)


def related_places(a: str, b: str, gazetteer: Gazetteer) -> bool:
    """Whether anything shows that two names speak of one place: a name in common, containment, one kept back, or both known
    (and then perhaps rivals). Two names of which nothing is known may be two sides of one event as well."""
    if UNDISCLOSED in (a.lower(), b.lower()) or same_name(a, b) or opposite(a, b):
        return True
    return gazetteer.known(a) is not None and gazetteer.known(b) is not None


def compare_places(a: str, b: str, gazetteer: Gazetteer) -> Relation:
    """`equal` for one name, whole or in part, `compatible` when one may lie in the other or is undisclosed, else `conflict`.

    Only places that the gazetteer knows can conflict: what lies where is not known of the others. Two places that are listed
    side by side in one country may yet be a town and its province, and so never conflict."""
    if " ".join(plain_name(a)) == " ".join(plain_name(b)):
        return "equal"
    if UNDISCLOSED in (a.lower(), b.lower()):
        return "compatible"
    if opposite(a, b):
        return "conflict"
    if _told_within(a, b, gazetteer):
        return "compatible"
    shorter, longer = sorted((set(plain_name(a)), set(plain_name(b))), key=len)
    if shorter and shorter <= longer and not (gazetteer.known(a) and gazetteer.known(b)):
        return "equal"
    if same_name(a, b):
        return "compatible"
    x, y = gazetteer.known(a), gazetteer.known(b)
    if x is None or y is None:
        return "compatible"
    if x == y:
        return "equal"
    if gazetteer.holds(x, y) or gazetteer.holds(y, x) or gazetteer.within[x] == gazetteer.within[y] not in gazetteer.continents:
        return "compatible"
    return "compatible" if _town_and_region(x, y, gazetteer) else "conflict"


def _town_and_region(x: str, y: str, gazetteer: Gazetteer) -> bool:
    """Whether one is a town and the other a part of another country: towns of one name are many, and one may lie there."""
    towns = [place not in gazetteer.larger for place in (x, y)]
    regions = [gazetteer.within[place] not in gazetteer.continents and place in gazetteer.larger for place in (x, y)]
    return (towns[0] and regions[1]) or (towns[1] and regions[0])


_BEARING = re.compile(
    r"^(?:due |far )?(north|south|east|west)(?:ern)? (?:side |part |end |shore |coast )?of (?:the )?(.+)$", re.IGNORECASE
)
_AGAINST = {"north": "south", "south": "north", "east": "west", "west": "east"}


def opposite(a: str, b: str) -> bool:
    """Whether two names lie on opposite sides of one place: east of it, west of it."""
    x, y = bearing(a), bearing(b)
    return x is not None and y is not None and x[1] == y[1] and _AGAINST[x[0]] == y[0]


@lru_cache(maxsize=20_000)
def bearing(name: str) -> tuple[str, tuple[str, ...]] | None:
    """The side and the place of a name that is told by them ("east of Aden"), or None."""
    found = _BEARING.match(name.strip())
    return (found.group(1).lower(), plain_name(found.group(2))) if found else None


def _told_within(a: str, b: str, gazetteer: Gazetteer) -> bool:
    """Whether the story's own reports put one of two places in the other; words of one name may stand in a longer one."""
    if not gazetteer.told:
        return False
    first, second = set(plain_name(a)), set(plain_name(b))
    return any(
        small <= one and large <= other
        for one, other in ((first, second), (second, first))
        for word in one
        for small, large in gazetteer.told.get(word, ())
    )
