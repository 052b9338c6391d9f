"""Reports told apart: one id, one text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from wireroom.model import Rejection, Report


def unique(results: Iterable[Report | Rejection]) -> list[Report | Rejection]:
    """As many results as came in, with every id given to one report only; rejections first, then reports by id and address.

    The same id with the same text and publisher again is a `duplicate`. The same id with another text gets a suffix (`-2`,
    `-3`, …) and a note. Two reports of equal text under two ids stay two: that is a copy, and the lineage shows it. The
    answer depends on the set of results, not on their order: the first by address, then text, keeps the id.
    """
    kept: list[Report | Rejection] = []
    reports: list[Report] = []
    for result in results:
        (reports if isinstance(result, Report) else kept).append(result)  # type: ignore[arg-type]
    by_id: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda item: (item.id, item.uri, item.text, item.publisher or "", repr(item))):
        by_id.setdefault(report.id, []).append(report)
    taken = set(by_id)
    for name, group in by_id.items():
        seen: dict[tuple[str, str], str] = {}
        for report in group:
            key = (report.publisher or "", report.text)
            if key in seen:
                told = f"the same report as {seen[key]}"
                kept.append(Rejection(report.uri, "duplicate", told, report.capture, report.retracts))
            elif not seen:
                seen[key] = name
                kept.append(report)
            else:
                number = 2
                while f"{name}-{number}" in taken:
                    number += 1
                seen[key] = f"{name}-{number}"
                taken.add(seen[key])
                note = f"the id {name} was given to another text too"
                kept.append(replace(report, id=seen[key], note=note))
    return kept
