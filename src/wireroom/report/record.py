"""A JSON object as a draft: a record `{"id", "text", "title", "published", "publisher", "url", "language"}` taken as it is, or
an item of a wire format."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wireroom.model import DateCandidate
from wireroom.report.dates import moment
from wireroom.report.decode import clean
from wireroom.report.draft import Draft, Refusal
from wireroom.report.wire.document import from_object
from wireroom.report.wire.entry import from_entry

_NOTHING = {"", "none", "null", "nan", "n/a", "unknown"}
"""What records print when a field has no value."""
ID_LIMIT = 200
"""Code points of a record's id: an id is a name, not a text."""


def from_record(text: str, *, entry: bool = False) -> Draft | Refusal:
    """The draft that one JSON object gives, or the refusal that names the field whose shape is wrong.

    With `entry` the object is an entry of a feed as the intake writes it down."""
    try:
        value = json.loads(text)
    except RecursionError:
        return Refusal("wrong_shape", "JSON nested too deeply")
    except ValueError as error:
        return Refusal("wrong_shape", f"not JSON: {str(error)[:120]}")
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, list):
        return Refusal("wrong_shape", f"a list of {len(value)} records; one was expected")
    if not isinstance(value, dict):
        return Refusal("wrong_shape", f"a JSON object was expected, not {_kind(value)}")
    if entry:
        return from_entry(value)
    return from_object(value) or _draft(value)


def _draft(record: Mapping[str, Any]) -> Draft | Refusal:
    if "text" not in record:
        return Refusal("wrong_shape", 'the field "text" is missing')
    if not isinstance(record["text"], str):
        return Refusal("wrong_shape", f'the field "text" must be a string, not {_kind(record["text"])}')
    for name in ("title", "publisher", "url", "language"):
        if not isinstance(record.get(name), str | None):
            return Refusal("wrong_shape", f'the field "{name}" must be a string, not {_kind(record[name])}')
    given = record.get("id")
    if not isinstance(given, str | int | None) or isinstance(given, bool):
        return Refusal("wrong_shape", f'the field "id" must be a string, not {_kind(given)}')
    name = clean(str(given)).strip() if given is not None else ""
    if len(name) > ID_LIMIT:
        return Refusal("wrong_shape", f'the field "id" is longer than {ID_LIMIT} characters')
    dates = record.get("published")
    stated = "" if dates is None else clean(str(dates))[:200]
    candidates = (
        (DateCandidate(moment(stated) if isinstance(dates, str) else None, "record", stated),) if _given(stated) else ()
    )
    return Draft(
        text=clean(record["text"]),
        id=name or None,
        title=_text(record, "title"),
        byline=_names(record),
        publisher=_text(record, "publisher"),
        url=_text(record, "url"),
        language=_text(record, "language"),
        dates=candidates,
        updated=moment(updated) if (updated := _text(record, "updated")) else None,
        agencies=_list(record.get("agency")) + _list(record.get("agencies")),
        recorded=True,
    )


def _given(value: str | None) -> bool:
    return value is not None and value.strip().lower() not in _NOTHING


def _text(record: Mapping[str, Any], name: str) -> str | None:
    value = record.get(name)
    return clean(value).strip() if isinstance(value, str) and _given(value) else None


def _names(record: Mapping[str, Any]) -> str | None:
    for name in ("byline", "authors", "author"):
        names = [entry for entry in _list(record.get(name)) if _given(entry)]
        if names:
            return ", ".join(names)
    return None


def _list(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (clean(value).strip(),) if value.strip() else ()
    if isinstance(value, list):
        return tuple(clean(entry).strip() for entry in value if isinstance(entry, str) and entry.strip())
    return ()


def _kind(value: Any) -> str:
    names = {"dict": "an object", "list": "a list", "str": "a string", "bool": "true or false", "NoneType": "null"}
    return names.get(type(value).__name__, "a number")
