"""Dossiers of planted cases through the public Python API, each text read once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from evaluation.faults.make import Case

Record = Mapping[str, Any]
KEPT = 64
"""Readings of parents that are kept: cases come report by report, so that no more are ever asked for again."""


class Desk:
    """`wireroom.brief` on a parent, its child and the reports beside them, with the readings of parents kept."""

    def __init__(self) -> None:
        self._readings: dict[str, Any] = {}

    def dossier(self, case: Case) -> Record:
        """The dossier record of a case."""
        import wireroom
        from wireroom.model import Briefing, Report
        from wireroom.render.json import dossier_record, dumps

        given = [case.parent, case.child, *case.beside]
        reports = [one for record in given if isinstance(one := wireroom.extract(record), Report)]
        readings = [self._read(report) for report in reports]
        lineages = wireroom.trace(reports)
        stories = wireroom.gather(reports, lineages)
        dossiers = tuple(wireroom.assemble(story, reports, readings, lineages) for story in stories.stories)
        briefing = Briefing(dossiers, tuple(reports), tuple(readings), stories.unplaced)
        record: Record = json.loads(dumps(dossier_record(briefing)))
        return record

    def _read(self, report: Any) -> Any:
        import wireroom

        if report.id not in self._readings:
            while len(self._readings) >= KEPT:
                self._readings.pop(next(iter(self._readings)))
            self._readings[report.id] = wireroom.read(report)
        return self._readings[report.id]
