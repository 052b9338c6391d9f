"""The columns of every table as they are written: `wireroom.dataset/1`, explained in `docs/dataset.md`.

A type is the name of a primitive, a list of one type, or a mapping of names to types (a struct). `json` is text that holds
JSON. Any field may be null where the noun has None. A test holds these tables against the nouns: whoever changes a noun changes
the table here, and the version when a column goes or means something else."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from wireroom.ports import MissingError

VERSION = "wireroom.dataset/1"
"""Name and number of the schema; it stands in every file, and only ever gains columns while the number stays."""
Form = str | list[Any] | dict[str, Any]

SPAN: Form = {"start": "int32", "end": "int32"}
REPORT = {
    "id": "string",
    "uri": "string",
    "text": "string",
    "title": "string",
    "publisher": "string",
    "published": {
        "value": "string",
        "found_in": "string",
        "others": [{"value": "string", "found_in": "string", "text": "string", "span": SPAN}],
        "conflict": "string",
    },
    "updated": "string",
    "received": "string",
    "dateline": {"place": "string", "date": "string", "span": SPAN},
    "byline": "string",
    "agencies": ["string"],
    "language": "string",
    "notices": [{"kind": "string", "span": SPAN, "by": "string"}],
    "parts": [{"kind": "string", "span": SPAN}],
    "capture": "string",
    "note": "string",
    "names": ["string"],
    "retracts": ["string"],
}
REJECTION = {"uri": "string", "reason": "string", "detail": "string", "capture": "string", "retracts": ["string"]}
SOURCE = {
    "span": SPAN,
    "text": "string",
    "name": "string",
    "kind": "string",
    "footing": "string",
    "origin": "string",
    "control": "string",
}
CLAIM = {
    "id": "string",
    "form": "string",
    "content": [SPAN],
    "part": "string",
    "sources": [SOURCE],
    "cue": SPAN,
    "via": ["string"],
    "certainty": "string",
    "quotes": [SPAN],
    "timexes": ["string"],
    "quantities": ["string"],
    "why": "string",
    "stance": "string",
}
TIMEX = {
    "id": "string",
    "span": SPAN,
    "text": "string",
    "type": "string",
    "value": "string",
    "mod": "string",
    "anchor": "string",
}
QUANTITY = {
    "id": "string",
    "span": SPAN,
    "text": "string",
    "low": "float64",
    "high": "float64",
    "low_open": "bool",
    "high_open": "bool",
    "about": "bool",
    "unit": "string",
    "counted": {"text": "string", "lemma": "string", "span": SPAN, "words": ["string"]},
    "predicate": {"lemma": "string", "span": SPAN},
    "effect": "string",
    "of": "string",
    "role": "string",
    "total": "bool",
    "part_of": "string",
}
STATEMENT = {
    "id": "string",
    "kind": "string",
    "span": SPAN,
    "claim": "string",
    "predicate": "string",
    "predicate_span": SPAN,
    "effect": "string",
    "subject": "string",
    "subject_span": SPAN,
    "object": "string",
    "object_span": SPAN,
    "thing": "string",
    "phase": "string",
    "place": "string",
    "place_span": SPAN,
    "role": "string",
    "name": "string",
    "name_span": SPAN,
    "timexes": ["string"],
    "negative": "bool",
    "within": ["string"],
    "relation": "string",
    "weak": "bool",
    "head": "string",
}
READING = {
    "report": "string",
    "claims": [CLAIM],
    "timexes": [TIMEX],
    "quantities": [QUANTITY],
    "statements": [STATEMENT],
    "sentences": [SPAN],
    "names": [{"span": SPAN, "kind": "string"}],
    "title_quantities": [QUANTITY],
    "rules": "string",
    "model": "string",
}
FINGERPRINT = {"report": "string", "shingles": ["uint64"], "names": ["uint64"]}
DERIVATION = {
    "child": "string",
    "parent": "string",
    "kind": "string",
    "directed": "bool",
    "coverage": "float64",
    "coverage_parent": "float64",
    "passages": [{"child": SPAN, "parent": SPAN, "same": "bool"}],
    "why": ["string"],
    "tree": "bool",
    "edits": [{"child": SPAN, "parent": SPAN, "grade": "string", "kind": "string", "quoted": "bool"}],
}
LINEAGE = {"id": "string", "root": "string", "reports": ["string"], "derivations": [DERIVATION]}
SUSPICION = {"a": "string", "b": "string", "why": "string"}
STORY = {"id": "string", "reports": ["string"], "why": "json"}
POINT = {
    "id": "string",
    "report": "string",
    "kind": "string",
    "span": SPAN,
    "sentence": SPAN,
    "text": "string",
    "part": "string",
    "value": "json",
    "as_of": "string",
    "said_by": [
        {"name": "string", "kind": "string", "footing": "string", "control": "string", "span": SPAN, "origin": "string"}
    ],
    "via": ["string"],
    "certainty": "string",
}
THREAD = {
    "id": "string",
    "kind": "string",
    "about": "string",
    "verdict": "string",
    "claims": ["string"],
    "voices": [{"id": "string", "lineages": ["string"], "origins": ["string"], "claims": ["string"], "sure": "bool"}],
    "independent": "int64",
    "on_record": "int64",
    "positions": [{"value": "string", "claims": ["string"], "voices": ["string"]}],
    "why": "string",
    "first_report": "string",
    "first_when": "string",
    "set_aside": "string",
    "shifts": [{"before": "string", "after": "string", "kind": "string", "directed": "bool"}],
}
RULING = {
    "decision": {
        "id": "string",
        "kind": "string",
        "who": "string",
        "when": "string",
        "why": "string",
        "reports": ["string"],
        "spots": [{"report": "string", "span": SPAN, "kind": "string"}],
        "undoes": "string",
    },
    "machine": "string",
    "reports": ["string"],
    "threads": ["string"],
}
DOSSIER = {
    "story": "string",
    "title": "string",
    "first": "string",
    "last": "string",
    "reports": ["string"],
    "lineages": [LINEAGE],
    "points": [POINT],
    "threads": [THREAD],
    "timeline": [{"when": "string", "text": "string", "claims": ["string"]}],
    "warnings": [
        {
            "kind": "string",
            "report": "string",
            "span": SPAN,
            "why": "string",
            "claims": ["string"],
            "other": {"report": "string", "span": SPAN},
        }
    ],
    "inputs": "string",
    "suspicions": [SUSPICION],
    "rulings": [RULING],
    "changes": [{"kind": "string", "text": "string", "thread": "string", "reports": ["string"]}],
}
TABLES: dict[str, dict[str, Any]] = {
    "reports": REPORT,
    "rejections": REJECTION,
    "readings": READING,
    "fingerprints": FINGERPRINT,
    "lineages": LINEAGE,
    "suspicions": SUSPICION,
    "stories": STORY,
    "dossiers": DOSSIER,
}
"""The columns of each table. Those of `reports`, `readings`, `fingerprints`, `stories` and `dossiers` lie in a folder a day."""

WORKING = {"ties": DERIVATION}
"""Tables that are only written during a run."""


def arrow() -> Any:
    """The module `pyarrow`. Raises MissingError when it is not installed."""
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as error:
        raise MissingError("a run needs Parquet: pip install 'wireroom[tables]'") from error


def schema_of(table: str) -> Any:
    """The Arrow schema of a table, with the version in its metadata."""
    pa = arrow()
    fields = [pa.field(name, _type(pa, form)) for name, form in (TABLES | WORKING)[table].items()]
    return pa.schema(fields, metadata={"schema": VERSION, "table": table})


def _type(pa: Any, form: Form) -> Any:
    if isinstance(form, dict):
        return pa.struct([pa.field(name, _type(pa, inside)) for name, inside in form.items()])
    if isinstance(form, list):
        return pa.list_(_type(pa, form[0]))
    return pa.string() if form == "json" else pa.bool_() if form == "bool" else getattr(pa, form)()
