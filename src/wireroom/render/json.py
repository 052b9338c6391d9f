"""The two JSON contracts, `wireroom.reading/1` and `wireroom.dossier/1`, as plain dicts and as text.

The records are made in `reading_record` and `dossier_record`; the schemas of both are in `wireroom/schemas/`."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from types import NoneType
from typing import Any, Literal

from wireroom.render.dossier_record import DOSSIER_SCHEMA, VALUE_KEYS, dossier_record
from wireroom.render.reading_record import READING_SCHEMA, Record, reading_record

__all__ = [
    "DOSSIER_SCHEMA",
    "READING_SCHEMA",
    "VALUE_KEYS",
    "dossier_record",
    "dumps",
    "dumps_line",
    "reading_record",
    "schema",
]


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


_READY = frozenset((str, int, bool, NoneType))
"""Types of which a value is JSON already: most are, and are told before anything is called."""


def _plain(value: object) -> object:
    """The value as JSON knows it: tuples as lists, keys as strings, whole floats as integers, no NaN."""
    if isinstance(value, dict):
        return {
            key if type(key) is str else str(key): one if type(one) in _READY else _plain(one) for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [one if type(one) in _READY else _plain(one) for one in value]
    if isinstance(value, str) or value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return _plain(dict(value))
    if isinstance(value, Sequence):
        return _plain(list(value))
    if isinstance(value, set | frozenset):
        return sorted(str(one) for one in value)
    return str(value)
