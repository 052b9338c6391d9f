"""Exactly what a filter shows, as a file for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from wireroom.ports import InputError
from wireroom.render import export
from wireroom.render.json import dumps, dumps_line
from wireroom.store.query import parsed
from wireroom.store.store import SqlStore
from wireroom.surroundings import marked

Format = Literal["json", "jsonl", "csv", "md", "parquet", "ninjs", "webannotation", "claim"]
MOST = 10_000
"""Reports of one export: the claims of 7,500 short ones took 0.6 s of processor time and 40 MB, their texts 2 s.
`wireroom export` has no such limit."""
FORMS: Mapping[Format, tuple[str, str]] = {
    "json": ("application/json", "json"),
    "jsonl": ("application/x-ndjson", "jsonl"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "md": ("text/markdown; charset=utf-8", "md"),
    "parquet": ("application/vnd.apache.parquet", "parquet"),
    "ninjs": ("application/x-ndjson", "jsonl"),
    "webannotation": ("application/x-ndjson", "jsonl"),
    "claim": ("application/ld+json", "json"),
}
"""The media type of each format, and the ending of its file."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file: its bytes, media type and name."""

    body: bytes
    media: str
    name: str


def exported(store: SqlStore, form: Format, query: str, story: str | None = None, most: int = MOST) -> Exported | None:
    """The claims that stand in threads, or for ninjs the reports, of what answers to a query; None when there is no such story.
    Raises InputError for a query that cannot be meant and for more than `most` reports, MissingError without the extra."""
    reports = list(store.matching(parsed(query)))
    if story is not None:
        found = store.filed(story)
        if found is None:
            return None
        inside = set(found[0].story.reports)
        reports = [name for name in reports if name in inside]
    if len(reports) > most:
        raise InputError(f"{len(reports):,} reports answer; a file takes {most:,}, and `wireroom export` all of them")
    media, ending = FORMS[form]
    return Exported(_body(store, form, reports), media, f"wireroom-{form}.{ending}")


def _body(store: SqlStore, form: Format, reports: Sequence[str]) -> bytes:
    if form == "ninjs":
        return _lines(export.as_ninjs(marked(store.reports(), reports, store.marks(reports))))
    rows = store.matrix(reports)
    if form == "parquet":
        return export.as_parquet(rows)
    if form == "csv":
        return export.as_csv(rows).encode()
    if form == "md":
        return export.as_markdown(rows).encode()
    if form == "jsonl":
        return _lines(rows)
    if form == "webannotation":
        return _lines(export.as_annotations(rows))
    record = export.as_claims(rows) if form == "claim" else {"schema": "wireroom.claims/1", "claims": rows}
    return (dumps(record) + "\n").encode()


def _lines(rows: Sequence[Mapping[str, Any]]) -> bytes:
    return "".join(f"{dumps_line(row)}\n" for row in rows).encode()
