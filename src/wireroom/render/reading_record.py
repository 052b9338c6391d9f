"""One report and its reading in the form of `wireroom.reading/1`.

Keys stand in the order in which the contract lists them; what we add to it (`sources`, `statements`, `parts`, …) follows."""

from __future__ import annotations

from typing import Any

from wireroom.model import Claim, DateCandidate, Notice, Quantity, Reading, Report, Source, Span, Statement, Timex

Record = dict[str, Any]

READING_SCHEMA = "wireroom.reading/1"


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
        "dateline": None if line is None else {"place": line.place, "date": line.date, "span": span_record(line.span)},
        "byline": report.byline,
        "agencies": list(report.agencies),
        "language": report.language,
        "notices": [notice_record(notice) for notice in report.notices],
        "parts": [{"kind": part.kind, "span": span_record(part.span)} for part in report.parts],
        "note": report.note,
        "names": list(report.names),
        "retracts": list(report.retracts),
    }


def _candidate(other: DateCandidate) -> Record:
    return {"value": other.value, "from": other.found_in, "text": other.text, "span": span_record(other.span)}


def notice_record(notice: Notice) -> Record:
    """A notice as both contracts print it."""
    return {"kind": notice.kind, "span": span_record(notice.span), "by": notice.by}


def _claim(claim: Claim, text: str) -> Record:
    cue = claim.cue
    sources = [_source(source) for source in claim.sources]
    return {
        "id": claim.id,
        "form": claim.form,
        "source": sources[0] if sources else None,
        "cue": None if cue is None else {"span": span_record(cue), "text": text[cue.start : cue.end]},
        "content": [{"span": span_record(span), "text": text[span.start : span.end]} for span in claim.content],
        "part": claim.part,
        "via": list(claim.via),
        "certainty": claim.certainty,
        "quotes": [{"span": span_record(quote)} for quote in claim.quotes],
        "timexes": list(claim.timexes),
        "quantities": list(claim.quantities),
        "sources": sources,
        "why": claim.why,
        "stance": claim.stance,
    }


def _source(source: Source) -> Record:
    return {
        "span": span_record(source.span),
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
        "span": span_record(timex.span),
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
        "span": span_record(quantity.span),
        "text": quantity.text,
        "low": quantity.low,
        "low_open": quantity.low_open,
        "high": quantity.high,
        "high_open": quantity.high_open,
        "about": quantity.about,
        "unit": quantity.unit,
        "counted": counted and {"text": counted.text, "lemma": counted.lemma, "span": span_record(counted.span)},
        "predicate": predicate and {"lemma": predicate.lemma, "span": span_record(predicate.span)},
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
        "span": span_record(statement.span),
        "claim": statement.claim,
        "predicate": {"lemma": statement.predicate, "span": span_record(statement.predicate_span)},
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
    return None if text is None else {"text": text, "span": span_record(span)}


def span_record(span: Span | None) -> list[int] | None:
    """A span as `[start, end]`; None stays None."""
    return None if span is None else [span.start, span.end]
