"""The rooms as plain functions with everything at its default: the Python twin of the command line.

Values in, values out; no files, and no state but the models, which are loaded once a process when first needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from wireroom import desk
from wireroom import dossier as dossier_room
from wireroom import lineage as lineage_room
from wireroom import report as report_room
from wireroom import story as story_room
from wireroom.arrivals import Stream
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.model import Briefing, Capture, Decision, Dossier, Lineages, Reading, Rejection, Report, Stories, Story
from wireroom.ports import DEFAULT_MODEL, InputError

Given = str | Mapping[str, object] | Capture | Report
"""A report as a caller may have it: its text, a record with the keys of the contract, a capture, or a `Report`."""


@cache
def _engine(model: str) -> LocalEngine:
    return LocalEngine(model=model)


def extract(given: Given, *, model: str = DEFAULT_MODEL) -> Report | Rejection:
    """The report that a text, a record or a capture gives, or the rejection that says why it gives none."""
    if isinstance(given, Report):
        return given
    return report_room.extract(_capture(given, 1), desk_rules().report, _engine(model).tools.guesser)


def read(given: Given, *, model: str = DEFAULT_MODEL) -> Reading:
    """What one report says. Raises InputError when it gives no report, or cannot be read."""
    report = extract(given, model=model)
    if isinstance(report, Rejection):
        raise InputError(f"{report.reason}: {report.detail}")
    _, readings, failed = desk.understand([report], engine=_engine(model), rules=desk_rules().reading)
    if failed:
        raise InputError(failed[0].detail)
    return readings[0]


def trace(reports: Sequence[Report], *, model: str = DEFAULT_MODEL) -> Lineages:
    """Who derives from whom: every report in one lineage."""
    return lineage_room.trace(reports, _engine(model).tools.encoder, desk_rules().lineage)


def gather(reports: Sequence[Report], lineages: Lineages | None = None, *, model: str = DEFAULT_MODEL) -> Stories:
    """The stories among the reports; lineages are traced when they are not given."""
    return story_room.gather(reports, lineages or trace(reports, model=model), desk_rules().story)


def stream(*, model: str = DEFAULT_MODEL) -> Stream:
    """An empty stream: lineages and stories that grow a report at a time (`place`); see `wireroom.arrivals.Stream`."""
    return Stream(_engine(model).tools.encoder, desk_rules())


def assemble(
    story: Story,
    reports: Sequence[Report],
    readings: Sequence[Reading] | None = None,
    lineages: Lineages | None = None,
    *,
    model: str = DEFAULT_MODEL,
) -> Dossier:
    """The dossier of one story; `reports` may hold others too. What is not given is worked out.

    Raises InputError when the story names a report that is not given."""
    known = {report.id: report for report in reports}
    missing = [name for name in story.reports if name not in known]
    if missing:
        raise InputError(f"the story names reports that were not given: {', '.join(missing)}")
    ours = [known[name] for name in story.reports]
    read_by = {reading.report: reading for reading in readings or [read(report, model=model) for report in ours]}
    in_order = [read_by[report.id] for report in ours]
    ties = lineages or trace(reports, model=model)
    return dossier_room.assemble(story, ours, in_order, ties, _engine(model).tools.encoder, desk_rules().dossier)


def brief(given: Iterable[Given], *, decisions: Sequence[Decision] = (), model: str = DEFAULT_MODEL, jobs: int = 1) -> Briefing:
    """A briefing on the reports given, in any of the forms of `Given`, mixed as they come; `decisions` as for the desk."""
    engine = _engine(model) if jobs == 1 else LocalEngine(jobs, model)
    items = list(given)
    reports = [item for item in items if isinstance(item, Report)]
    captures = [_capture(item, number) for number, item in enumerate(items, start=1) if not isinstance(item, Report)]
    return desk.brief(captures, engine=engine, rules=desk_rules(), also=reports, decisions=decisions)


def _capture(given: str | Mapping[str, object] | Capture, number: int) -> Capture:
    if isinstance(given, Capture):
        return given
    if isinstance(given, str):
        return Capture(f"text-{number}", given.encode("utf-8", "surrogatepass"), "text/plain")
    name = given.get("url") or given.get("id") or f"record-{number}"
    return Capture(str(name), json.dumps(given, default=str).encode(), "application/json")
