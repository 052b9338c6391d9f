"""Bonds of the scene: one place or day at the head of two reports, and places that lie as far from one place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.compare import Relation
from wireroom.dossier.firm_event import name_of, opens
from wireroom.dossier.link import Bond
from wireroom.dossier.node import Node
from wireroom.dossier.person import plain_name
from wireroom.dossier.place import Gazetteer, bearing, opposite
from wireroom.dossier.season import one_season

Relate = Callable[[Aspect, Aspect], Relation]


def scene_keys(node: Node, gazetteer: Gazetteer) -> Iterator[str]:
    """What a place or a time at the head of a report is the scene by: a name smaller than a country, a day, a weekday."""
    aspect = node.first
    if aspect.kind not in ("place", "time") or node.far or not opens(node):
        return
    if aspect.kind == "place":
        known = gazetteer.known(name_of(aspect))
        if known is None or gazetteer.within[known] not in gazetteer.continents:
            yield " ".join(plain_name(name_of(aspect)))
        return
    if aspect.start and not aspect.start.startswith("T"):
        yield aspect.start[:10]
    if weekday := _WEEKDAY.search(str(aspect.point.value.get("value") or "")):
        yield weekday.group(1)


_WEEKDAY = re.compile(r"^(?:\d{4}|XXXX)-W(?:\d\d|XX)-(\d)")
SCENE = 0.62
"""The score of one place or one day at the head of two reports of a story: it is the scene, whatever is told to happen in it.
Little more than what joins, so that one deed comes first."""


def scene_bond(a: Node, b: Node, relate: Relate) -> Bond | None:
    """The bond of one place by name, or of one day, at the head of two reports; None where they cannot both hold."""
    if a.reports & b.reports or a.label != b.label:
        return None
    relation = relate(a.first, b.first)
    if relation == "conflict" or (a.first.kind == "place" and relation != "equal"):
        return None
    return Bond(SCENE, relation)


def measured_bonds(nodes: Sequence[Node], relate: Relate) -> Iterator[tuple[tuple[int, int], Bond]]:
    """The bonds of places that lie as far from one place: "150 miles east of" it, "150 miles west of" it."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        aim = bearing(name_of(node.first)) if node.first.kind == "place" else None
        if aim is not None and (distance := _DISTANCE.search(node.before.lower())):
            groups[(aim[1], *distance.group().split())].append(number)
    for _, group in sorted(groups.items(), key=lambda item: item[1]):
        for i, j in combinations(group, 2):
            a, b = nodes[i], nodes[j]
            names = (name_of(a.first), name_of(b.first))
            if opposite(*names) or bearing(names[0]) == bearing(names[1]):
                relation = relate(a.first, b.first)
                firm = relation == "conflict" and one_season(a, b) and not a.reports & b.reports
                yield (i, j), Bond(MEASURED, relation, firm=firm)


_DISTANCE = re.compile(r"\d[\d,.]*\s+(?:nautical |sea )?(?:miles?|kilomet(?:re|er)s?|km|met(?:re|er)s?|yards?|feet)\s*$")
MEASURED = 0.9
"""The score of two places that are told by one distance from one place."""
