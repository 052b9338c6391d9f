"""Every point of a story: what its reports say that can be compared, one by one, in a fixed order.

`Aspect`, `PointRules` and `point_rules` are given on from `aspect`, so that the rest of the room needs this module alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from wireroom.dossier.aspect import Aspect, PointRules, page, point_rules
from wireroom.dossier.company import in_company
from wireroom.dossier.point_number import number_points
from wireroom.dossier.point_quote import quote_points
from wireroom.dossier.point_statement import statement_points
from wireroom.dossier.point_time import time_points
from wireroom.dossier.storytime import story_day
from wireroom.model import Reading, Report

Noun = TypeVar("Noun", Report, Reading)

__all__ = ["Aspect", "PointRules", "point_rules", "points"]


def points(
    reports: Mapping[str, Report] | Sequence[Report], readings: Mapping[str, Reading] | Sequence[Reading], rules: PointRules
) -> tuple[Aspect, ...]:
    """Every point of a story's reports, ordered by report id, then by place in the text, then by id.

    `reports` and `readings` are given as sequences or as mappings by report id; a report without a reading gives nothing."""
    by_id = {reading.report: reading for reading in _values(readings)}
    found: list[Aspect] = []
    story = story_day(_values(reports))
    for report in sorted(_values(reports), key=lambda one: one.id):
        if report.id in by_id:
            leaf = page(report, by_id[report.id], rules)
            found += number_points(leaf)
            found += quote_points(leaf)
            found += time_points(leaf, story)
            found += statement_points(leaf)
    return in_company(sorted(found, key=lambda one: one.sort_key))


def _values(given: Mapping[str, Noun] | Sequence[Noun]) -> Iterable[Noun]:
    return given.values() if isinstance(given, Mapping) else given
