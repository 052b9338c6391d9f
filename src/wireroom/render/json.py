"""The two JSON contracts, `wireroom.reading/1` and `wireroom.dossier/1`, as plain dicts and as one line of text.

Keys stand in the order in which the contract lists them; what we add to it (`sources`, `statements`, `parts`, …) follows.
The schemas of both are in `wireroom/schemas/`."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any, Literal

from wireroom.model import (
    Briefing,
    Claim,
    DateCandidate,
    Derivation,
    Dossier,
    Notice,
    Point,
    Quantity,
    Reading,
    Report,
    SaidBy,
    Source,
    Span,
    Statement,
    Thread,
    Timex,
)

Record = dict[str, Any]

READING_SCHEMA = "wireroom.reading/1"
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

_PAIR = re.compile(r"\[\n +(\d+),\n +(\d+)\n +\]")
"""A span over four lines; no string can hold one, for JSON writes a line end inside a string as an escape."""
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What a terminal or a browser could take for an order, and halves of surrogate pairs. JSON escapes ESC and its kin itself."""


def dumps(record: Mapping[str, Any]) -> str:
    """JSON text of a record over many lines, spans on one, without a line end; otherwise as `dumps_line`."""
    spread = json.dumps(_plain(record), ensure_ascii=False, indent=1, allow_nan=False)
    return _safe(_PAIR.sub(r"[\1, \2]", spread))


def dumps_line(record: Mapping[str, Any]) -> str:
    """JSON text of a record on one line without a line end: characters as they are, whole floats as integers.

    Control and bidi characters inside strings are written as escapes, so that the text is safe to show on a terminal and
    means the same when parsed. Numbers that are not finite become null."""
    return _safe(json.dumps(_plain(record), ensure_ascii=False, allow_nan=False))


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def schema(contract: Literal["reading-1", "dossier-1"]) -> Record:
    """The JSON Schema (draft 2020-12) of a contract, as a dict."""
    file = resources.files("wireroom") / "schemas" / f"{contract}.schema.json"
    found: Record = json.loads(file.read_text("utf-8"))
    return found


def reading_record(report: Report, reading: Reading) -> Record:
    """What one report says, in the form of `wireroom.reading/1`; spans are `[start, end]` into `report.text`."""
    return {
        "schema": READING_SCHEMA,
        "report": _report(report),
        "claims": [_claim(claim, report.text) for claim in reading.claims],
        "timexes": [_timex(timex) for timex in reading.timexes],
        "quantities": [_quantity(quantity) for quantity in reading.quantities],
        "statements": [_statement(statement) for statement in reading.statements],
        "title_quantities": [_quantity(quantity) for quantity in reading.title_quantities],
        "rules": reading.rules,
        "model": reading.model,
    }


def dossier_record(briefing: Briefing) -> Record:
    """Every story of a briefing, what was left unplaced and what was rejected, in the form of `wireroom.dossier/1`."""
    reports = {report.id: report for report in briefing.reports}
    return {
        "schema": DOSSIER_SCHEMA,
        "stories": [_story(dossier, reports) for dossier in briefing.dossiers],
        "unplaced": list(briefing.unplaced),
        "rejected": [{"uri": one.uri, "reason": one.reason, "detail": one.detail} for one in briefing.rejected],
    }


# --- a reading -------------------------------------------------------------------------------------------------------


def _report(report: Report) -> Record:
    line = report.dateline
    return {
        "id": report.id,
        "uri": report.uri,
        "title": report.title,
        "text": report.text,
        "publisher": report.publisher,
        "published": {
            "value": report.published.value,
            "from": report.published.found_in,
            "others": [_candidate(other) for other in report.published.others],
            "conflict": report.published.conflict,
        },
        "updated": report.updated,
        "received": report.received,
        "dateline": None if line is None else {"place": line.place, "date": line.date, "span": _span(line.span)},
        "byline": report.byline,
        "agencies": list(report.agencies),
        "language": report.language,
        "notices": [_notice(notice) for notice in report.notices],
        "parts": [{"kind": part.kind, "span": _span(part.span)} for part in report.parts],
        "note": report.note,
    }


def _candidate(other: DateCandidate) -> Record:
    return {"value": other.value, "from": other.found_in, "text": other.text, "span": _span(other.span)}


def _notice(notice: Notice) -> Record:
    return {"kind": notice.kind, "span": _span(notice.span)}


def _claim(claim: Claim, text: str) -> Record:
    cue = claim.cue
    sources = [_source(source) for source in claim.sources]
    return {
        "id": claim.id,
        "form": claim.form,
        "source": sources[0] if sources else None,
        "cue": None if cue is None else {"span": _span(cue), "text": text[cue.start : cue.end]},
        "content": [{"span": _span(span), "text": text[span.start : span.end]} for span in claim.content],
        "part": claim.part,
        "via": list(claim.via),
        "certainty": claim.certainty,
        "quotes": [{"span": _span(quote)} for quote in claim.quotes],
        "timexes": list(claim.timexes),
        "quantities": list(claim.quantities),
        "sources": sources,
        "why": claim.why,
    }


def _source(source: Source) -> Record:
    return {
        "span": _span(source.span),
        "text": source.text,
        "name": source.name,
        "kind": source.kind,
        "footing": source.footing,
        "control": source.control,
        "origin": source.origin,
    }


def _timex(timex: Timex) -> Record:
    return {
        "id": timex.id,
        "span": _span(timex.span),
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "anchor": timex.anchor,
    }


def _quantity(quantity: Quantity) -> Record:
    counted, predicate = quantity.counted, quantity.predicate
    return {
        "id": quantity.id,
        "span": _span(quantity.span),
        "text": quantity.text,
        "low": quantity.low,
        "low_open": quantity.low_open,
        "high": quantity.high,
        "high_open": quantity.high_open,
        "about": quantity.about,
        "unit": quantity.unit,
        "counted": counted and {"text": counted.text, "lemma": counted.lemma, "span": _span(counted.span)},
        "predicate": predicate and {"lemma": predicate.lemma, "span": _span(predicate.span)},
        "effect": quantity.effect,
        "of": quantity.of,
        "role": quantity.role,
        "total": quantity.total,
        "part_of": quantity.part_of,
    }


def _statement(statement: Statement) -> Record:
    return {
        "id": statement.id,
        "kind": statement.kind,
        "span": _span(statement.span),
        "claim": statement.claim,
        "predicate": {"lemma": statement.predicate, "span": _span(statement.predicate_span)},
        "effect": statement.effect,
        "subject": _argument(statement.subject, statement.subject_span),
        "object": _argument(statement.object, statement.object_span),
        "thing": statement.thing,
        "phase": statement.phase,
        "place": _argument(statement.place, statement.place_span),
        "participant": _argument(statement.name, statement.name_span),
        "role": statement.role,
        "timexes": list(statement.timexes),
        "negative": statement.negative,
    }


def _argument(text: str | None, span: Span | None) -> Record | None:
    return None if text is None else {"text": text, "span": _span(span)}


# --- a dossier -------------------------------------------------------------------------------------------------------


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
                "derivations": [_derivation(one) for one in line.derivations],
            }
            for line in dossier.lineages
        ],
        "claims": [_point(point) for point in dossier.points],
        "threads": [_thread(thread) for thread in dossier.threads],
        "timeline": [{"when": one.when, "claims": list(one.claims), "text": one.text} for one in dossier.timeline],
        "warnings": [
            {"kind": one.kind, "report": one.report, "span": _span(one.span), "claims": list(one.claims), "why": one.why}
            for one in dossier.warnings
        ],
        "suspicions": [{"a": one.a, "b": one.b, "why": one.why} for one in dossier.suspicions],
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
        "notices": [_notice(notice) for notice in report.notices],
        "lineage": lineage,
    }


def _derivation(one: Derivation) -> Record:
    return {
        "child": one.child,
        "parent": one.parent,
        "directed": one.directed,
        "kind": one.kind,
        "coverage": _share(one.coverage),
        "passages": [{"child": _span(pair.child), "parent": _span(pair.parent), "same": pair.same} for pair in one.passages],
        "why": list(one.why),
        "coverage_parent": _share(one.coverage_parent),
        "edits": [
            {
                "child": _span(edit.child),
                "parent": _span(edit.parent),
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
        "span": _span(point.span),
        "text": point.text,
        "kind": point.kind,
        "part": point.part,
        "as_of": point.as_of,
        "said_by": [_said(one) for one in point.said_by],
        "via": list(point.via),
        "certainty": point.certainty,
        "value": _value(point),
        "sentence": _span(point.sentence),
    }


def _said(one: SaidBy) -> Record:
    return {
        "name": one.name,
        "kind": one.kind,
        "footing": one.footing,
        "control": one.control,
        "span": _span(one.span),
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
    }


# --- numbers and spans -----------------------------------------------------------------------------------------------


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _share(share: float) -> float:
    return round(share, 4)


def _plain(value: object) -> object:
    """The value as JSON knows it: tuples as lists, keys as strings, whole floats as integers, no NaN."""
    if isinstance(value, str) or value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [_plain(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(str(one) for one in value)
    return str(value)
