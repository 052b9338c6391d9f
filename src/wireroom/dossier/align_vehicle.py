"""Aligning the vehicles that carry a charge: which kind of vehicle it was, a car or a truck, is told by every report of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from wireroom.dossier.link import Bond
from wireroom.dossier.node import Node
from wireroom.dossier.season import one_season, one_time
from wireroom.dossier.vehicle import is_another, vehicle_kind

ONE_CHARGE = 0.7
"""The score of two vehicles that each carry the charge of a story. Chosen by eye."""
_LADEN = re.compile(r"\b(?:explosives?|bomb(?:s|er|ers|ing|ings)?|suicide)\b", re.IGNORECASE)


def vehicle_bonds(nodes: Sequence[Node]) -> Iterator[tuple[tuple[int, int], Bond]]:
    """The bonds among vehicles of one story that carry a charge; a conflict of kinds is firm between two reports that each
    know of one kind alone, and left out where a report knows of two."""
    kinds = [vehicle_kind(node.first) for node in nodes]
    known: dict[str, set[int]] = defaultdict(set)
    for node, kind in zip(nodes, kinds, strict=True):
        for report in node.reports if kind is not None and not is_another(node.first) else ():
            known[report].add(kind or 0)
    laden = [
        number
        for number, node in enumerate(nodes)
        if kinds[number] is not None and _LADEN.search(node.sentence) and not is_another(node.first) and node.far is None
    ]
    for i, j in combinations(laden, 2):
        a, b = nodes[i], nodes[j]
        if not (one_season(a, b) and one_time(a, b)) or (a.places and b.places and not a.places & b.places):
            continue
        if kinds[i] == kinds[j]:
            yield (i, j), Bond(ONE_CHARGE, "equal")
        elif all(len(known[report]) == 1 for report in a.reports | b.reports):
            yield (i, j), Bond(ONE_CHARGE, "conflict", firm=True)
