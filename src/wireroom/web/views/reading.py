"""One report with what it says, and what ties it to others."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom.model import Arrival, Derivation, Reading, Report
from wireroom.store.store import SqlStore
from wireroom.web.views.dossier import Dossiers, Opened


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report, marked where it is withdrawn, its reading, the story that holds it if any, its ties within that, and
    what was received with its sha256 (None when that was removed)."""

    report: Report
    reading: Reading
    story: Opened | None
    lineage: str | None
    ties: tuple[Derivation, ...]
    capture: tuple[Arrival, str] | None


def read_report(store: SqlStore, dossiers: Dossiers, name: str) -> ReadReport | None:
    """The report of an id; None when there is none."""
    found = store.reports_of([name])
    readings = store.readings([name])
    if not found or not readings:
        return None
    capture = store.captured(name)
    story = dossiers.open(name)
    if story is None or name not in story.filed.story.reports:
        return ReadReport(found[0], readings[0], None, None, (), capture)
    held = next((one for one in story.briefing.reports if one.id == name), found[0])
    lineages = story.briefing.dossiers[0].lineages
    mine = next((one for one in lineages if name in one.reports), None)
    ties = tuple(tie for tie in (mine.derivations if mine else ()) if name in (tie.child, tie.parent))
    return ReadReport(held, readings[0], story, mine.id if mine else None, ties, capture)
