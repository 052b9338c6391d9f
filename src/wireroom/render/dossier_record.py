"""A briefing in the form of `wireroom.dossier/1`.

Keys stand in the order in which the contract lists them; what we add to it follows."""

from __future__ import annotations

from collections.abc import Mapping

from wireroom.model import Briefing, Change, Derivation, Dossier, Point, Report, Ruling, SaidBy, Thread
from wireroom.render.reading_record import Record, notice_record, span_record

DOSSIER_SCHEMA = "wireroom.dossier/1"

VALUE_KEYS: Mapping[str, tuple[str, ...]] = {
    "number": ("low", "low_open", "high", "high_open", "about", "unit", "counted", "predicate", "of"),
    "time": ("value", "start", "end", "of", "from"),
    "status": ("phase", "of"),
    "place": ("name", "within", "of"),
    "quote": ("text", "speaker"),
    "speaker": ("name", "of"),
    "participant": ("name", "role", "of"),
    "statement": ("polarity", "predicate", "of"),
}
"""The keys of a point's value by kind, in the contract's order."""


def dossier_record(briefing: Briefing) -> Record:
    """Every story of a briefing, what was left unplaced and what was rejected, in the form of `wireroom.dossier/1`."""
    reports = {report.id: report for report in briefing.reports}
    return {
        "schema": DOSSIER_SCHEMA,
        "stories": [_story(dossier, reports) for dossier in briefing.dossiers],
        "unplaced": list(briefing.unplaced),
        "rejected": [{"uri": one.uri, "reason": one.reason, "detail": one.detail} for one in briefing.rejected],
        "decisions": [_ruling(one) for one in briefing.rulings],
    }


def _story(dossier: Dossier, reports: Mapping[str, Report]) -> Record:
    lineage = {report: line.id for line in dossier.lineages for report in line.reports}
    return {
        "id": dossier.story,
        "title": dossier.title,
        "first": dossier.first,
        "last": dossier.last,
        "reports": [_listed(reports[one], lineage.get(one)) for one in dossier.reports],
        "lineages": [
            {
                "id": line.id,
                "root": line.root,
                "reports": list(line.reports),
                "derivations": [derivation_record(one) for one in line.derivations],
            }
            for line in dossier.lineages
        ],
        "claims": [_point(point) for point in dossier.points],
        "threads": [_thread(thread) for thread in dossier.threads],
        "timeline": [{"when": one.when, "claims": list(one.claims), "text": one.text} for one in dossier.timeline],
        "warnings": [
            {
                "kind": one.kind,
                "report": one.report,
                "span": span_record(one.span),
                "claims": list(one.claims),
                "why": one.why,
                "other": None if one.other is None else {"report": one.other[0], "span": span_record(one.other[1])},
            }
            for one in dossier.warnings
        ],
        "suspicions": [{"a": one.a, "b": one.b, "why": one.why} for one in dossier.suspicions],
        "decisions": [_ruling(one) for one in dossier.rulings],
        "changes": None if dossier.changes is None else [_change(one) for one in dossier.changes],
        "inputs": dossier.inputs,
    }


def _listed(report: Report, lineage: str | None) -> Record:
    return {
        "id": report.id,
        "uri": report.uri,
        "title": report.title,
        "publisher": report.publisher,
        "published": {
            "value": report.published.value,
            "from": report.published.found_in,
            "conflict": report.published.conflict,
        },
        "agencies": list(report.agencies),
        "notices": [notice_record(notice) for notice in report.notices],
        "lineage": lineage,
    }


def derivation_record(one: Derivation) -> Record:
    """A tie as the contract has it."""
    return {
        "child": one.child,
        "parent": one.parent,
        "directed": one.directed,
        "kind": one.kind,
        "coverage": _share(one.coverage),
        "passages": [
            {"child": span_record(pair.child), "parent": span_record(pair.parent), "same": pair.same} for pair in one.passages
        ],
        "why": list(one.why),
        "coverage_parent": _share(one.coverage_parent),
        "edits": [
            {
                "child": span_record(edit.child),
                "parent": span_record(edit.parent),
                "grade": edit.grade,
                "kind": edit.kind,
                "quoted": edit.quoted,
            }
            for edit in one.edits
        ],
    }


def _point(point: Point) -> Record:
    return {
        "id": point.id,
        "report": point.report,
        "span": span_record(point.span),
        "text": point.text,
        "kind": point.kind,
        "part": point.part,
        "as_of": point.as_of,
        "said_by": [_said(one) for one in point.said_by],
        "via": list(point.via),
        "certainty": point.certainty,
        "value": _value(point),
        "sentence": span_record(point.sentence),
    }


def _said(one: SaidBy) -> Record:
    return {
        "name": one.name,
        "kind": one.kind,
        "footing": one.footing,
        "control": one.control,
        "span": span_record(one.span),
        "origin": one.origin,
    }


def _value(point: Point) -> Record:
    """The point's value with the contract's keys first, in its order, and any other after them by name."""
    known = [key for key in VALUE_KEYS[point.kind] if key in point.value]
    return {key: point.value[key] for key in [*known, *sorted(set(point.value) - set(known))]}


def _thread(thread: Thread) -> Record:
    return {
        "id": thread.id,
        "kind": thread.kind,
        "about": thread.about,
        "verdict": thread.verdict,
        "claims": list(thread.claims),
        "voices": [
            {
                "id": voice.id,
                "lineages": list(voice.lineages),
                "origins": list(voice.origins),
                "claims": list(voice.claims),
                "sure": voice.sure,
            }
            for voice in thread.voices
        ],
        "independent": thread.independent,
        "on_record": thread.on_record,
        "first_seen": {"report": thread.first_report, "when": thread.first_when},
        "positions": [{"value": one.value, "claims": list(one.claims), "voices": list(one.voices)} for one in thread.positions],
        "why": thread.why,
        "set_aside": thread.set_aside,
        "shifts": [
            {"before": one.before, "after": one.after, "kind": one.kind, "directed": one.directed} for one in thread.shifts
        ],
    }


def _change(one: Change) -> Record:
    return {"kind": one.kind, "text": one.text, "thread": one.thread, "reports": list(one.reports)}


def _ruling(one: Ruling) -> Record:
    decision = one.decision
    return {
        "id": decision.id,
        "kind": decision.kind,
        "who": decision.who,
        "when": decision.when,
        "why": decision.why,
        "reports": list(decision.reports),
        "passages": [
            {"report": spot.report, "span": span_record(spot.span), "kind": spot.kind or None} for spot in decision.spots
        ],
        "machine": one.machine,
        "touched": {"reports": list(one.reports), "threads": list(one.threads)},
    }


def _share(share: float) -> float:
    return round(share, 4)
