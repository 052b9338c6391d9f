"""Readings that a run left, for a store that takes the same captures in: reading is nearly all of the work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wireroom.dataset.files import at_hand, table
from wireroom.dataset.marks import SUMMARY, made_with, summary
from wireroom.dataset.schema import VERSION
from wireroom.model import Reading, Report
from wireroom.ports import InputError


class Readings:
    """The readings of a finished dataset, found by report. Only the ids of its reports are held; parts are read as they are
    asked for, and those of the last days stay at hand."""

    def __init__(self, folder: Path, made_by: str) -> None:
        """`made_by` is the digest of the rules in force. Raises InputError, in a line, when the folder holds no finished run,
        one of another schema or of other rules, or one without readings, and when a part of it is damaged."""
        told = summary(folder)
        if told is None:
            raise InputError(f"{folder} holds no finished run: it has no {SUMMARY}")
        if told.get("schema") != VERSION:
            raise InputError(f"{folder} holds a dataset of {told.get('schema')}; this version reads {VERSION}")
        if told.get("rules") != made_with(made_by):
            raise InputError(f"{folder}: other rules made its readings; run it again, or add without --readings")
        parts = sorted((folder / "readings").rglob("*.parquet"))
        if told.get("reports") and not parts:
            raise InputError(f"{folder} holds a run without readings (--skip-readings)")
        self._folder = folder
        self._part_of: dict[str, str] = {}
        for path in parts:
            key = path.relative_to(folder / "readings").as_posix()
            self._part_of.update((name, key) for name in table(path, ["report"]).column("report").to_pylist())

    def __call__(self, reports: Sequence[Report]) -> Sequence[Reading | None]:
        """For each report its reading, where the run read the very same text of the same day; else None."""
        wanted: dict[str, list[int]] = {}
        for at, report in enumerate(reports):
            if report.id in self._part_of:
                wanted.setdefault(self._part_of[report.id], []).append(at)
        found: list[Reading | None] = [None] * len(reports)
        for key, places in sorted(wanted.items()):
            held = {one.id: one for one in at_hand(Report, self._folder / "reports" / key)}
            read = {one.report: one for one in at_hand(Reading, self._folder / "readings" / key)}
            for at in places:
                name = reports[at].id
                if name in held and _read_from(held[name]) == _read_from(reports[at]):
                    found[at] = read[name]
        return found


def _read_from(report: Report) -> tuple[object, ...]:
    """All of a report that a reading is made from."""
    return report.text, report.title, report.published.value, report.dateline, report.parts, report.language
