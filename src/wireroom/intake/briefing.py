"""Dossiers of an earlier run, from the JSON that it wrote: `wireroom.dossier/1` back to nouns."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wireroom.model import (
    Derivation,
    Dossier,
    Lineage,
    Moment,
    Passage,
    Point,
    Position,
    SaidBy,
    Shift,
    Span,
    Suspicion,
    Thread,
    Voice,
    Warn,
)
from wireroom.ports import InputError

SCHEMA = "wireroom.dossier/1"
BRIEFING_LIMIT = 1_000_000_000
"""Bytes of the largest file that is read: some ten thousand stories."""


def dossiers(path: Path) -> tuple[Dossier, ...]:
    """The dossiers that a file of `brief --format json` holds, in its order.

    Fields that this version does not know are passed over. Raises InputError when the file is no such JSON."""
    if path.stat().st_size > BRIEFING_LIMIT:
        raise InputError(f"{path}: larger than is read ({BRIEFING_LIMIT:,} bytes)")
    try:
        record = json.loads(path.read_bytes())
        if not isinstance(record, Mapping) or record.get("schema") != SCHEMA:
            raise InputError(f"{path}: not a dossier as `brief --format json` writes it ({SCHEMA})")
        return tuple(_dossier(story) for story in record["stories"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"{path}: not a whole {SCHEMA}: {type(error).__name__}") from None


def _dossier(story: Mapping[str, Any]) -> Dossier:
    return Dossier(
        story=story["id"],
        title=story["title"],
        first=story["first"],
        last=story["last"],
        reports=tuple(one["id"] for one in story["reports"]),
        lineages=tuple(_lineage(one) for one in story["lineages"]),
        points=tuple(_point(one) for one in story["claims"]),
        threads=tuple(_thread(one) for one in story["threads"]),
        timeline=tuple(Moment(one["when"], one["text"], tuple(one["claims"])) for one in story["timeline"]),
        warnings=tuple(
            Warn(one["kind"], one["report"], _span(one["span"]), one["why"], tuple(one["claims"])) for one in story["warnings"]
        ),
        inputs=story.get("inputs", ""),
        suspicions=tuple(Suspicion(one["a"], one["b"], one["why"]) for one in story.get("suspicions", ())),
    )


def _span(pair: Sequence[int]) -> Span:
    start, end = pair
    return Span(int(start), int(end))


def _lineage(one: Mapping[str, Any]) -> Lineage:
    ties = tuple(
        Derivation(
            tie["child"],
            tie["parent"],
            tie["kind"],
            tie["directed"],
            tie["coverage"],
            tie.get("coverage_parent", 0.0),
            tuple(Passage(_span(pair["child"]), _span(pair["parent"]), pair.get("same", True)) for pair in tie["passages"]),
            tuple(tie["why"]),
        )
        for tie in one["derivations"]
    )
    return Lineage(one["id"], one["root"], tuple(one["reports"]), ties)


def _point(one: Mapping[str, Any]) -> Point:
    return Point(
        id=one["id"],
        report=one["report"],
        kind=one["kind"],
        span=_span(one["span"]),
        sentence=_span(one.get("sentence", one["span"])),
        text=one["text"],
        part=one["part"],
        value=one["value"],
        as_of=one["as_of"],
        said_by=tuple(
            SaidBy(who["name"], who["kind"], who["footing"], who["control"], _span(who["span"]), who.get("origin"))
            for who in one["said_by"]
        ),
        via=tuple(one["via"]),
        certainty=one["certainty"],
    )


def _thread(one: Mapping[str, Any]) -> Thread:
    return Thread(
        id=one["id"],
        kind=one["kind"],
        about=one["about"],
        verdict=one["verdict"],
        claims=tuple(one["claims"]),
        voices=tuple(
            Voice(who["id"], tuple(who["lineages"]), tuple(who["origins"]), tuple(who["claims"]), who["sure"])
            for who in one["voices"]
        ),
        independent=one["independent"],
        on_record=one["on_record"],
        positions=tuple(Position(side["value"], tuple(side["claims"]), tuple(side["voices"])) for side in one["positions"]),
        why=one["why"],
        first_report=one["first_seen"]["report"],
        first_when=one["first_seen"]["when"],
        set_aside=one.get("set_aside"),
        shifts=tuple(
            Shift(shift["before"], shift["after"], shift["kind"], shift["directed"]) for shift in one.get("shifts", ())
        ),
    )
