"""Nouns as rows and back: a dataclass or named tuple is a struct, a tuple a list, a mapping JSON; nothing else is changed.

Halves of surrogate pairs, which no Parquet text can hold, become U+FFFD one for one: texts never have any (they are decoded
so), names and addresses might. What is read back is equal to what was written, but for those."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from wireroom.dataset.schema import SPAN, Form
from wireroom.model import Span

Noun = TypeVar("Noun")
Row = dict[str, Any]
_HALF = re.compile("[\ud800-\udfff]")
_PLACES = ("span", "kind"), ("report", "span")
"""Names for the places of tuples that hold unlike things: a name with its kind, a report with its span."""
_WHOLE = {bool: "bool", int: "int64", float: "float64"}


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a report is found by: its sampled shingles in order of the text, and the keys of its names."""

    report: str
    shingles: Any
    names: Any


@dataclass(frozen=True, slots=True)
class _Way:
    """How values of one type are written, their form, and how they are read."""

    form: Form
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def form_of(kind: type) -> Form:
    """The form that rows of a noun have, for the schema to be held against."""
    return _way(kind).form


def row_of(noun: object) -> Row:
    """A noun as a row."""
    found: Row = _way(cast("Hashable", type(noun))).write(noun)
    return found


def noun_of(kind: type[Noun], row: Mapping[str, Any]) -> Noun:
    """The noun of a row; columns that this version does not know are passed over. Raises LookupError, TypeError or ValueError
    for a row that is none."""
    found: Noun = _way(cast("Hashable", kind)).read(row)
    return found


def text_of(value: str) -> str:
    """A text that Parquet can hold."""
    return value if value.isascii() or not _HALF.search(value) else _HALF.sub("\ufffd", value)


def _same(value: Any) -> Any:
    return value


_TEXT = _Way("string", text_of, _same)


@cache
def _way(kind: Any) -> _Way:
    origin, inside = get_origin(kind), get_args(kind)
    if kind is str or origin is Literal:
        return _TEXT
    if kind in _WHOLE:
        return _Way(_WHOLE[kind], _same, _same)
    if origin in (Union, UnionType):
        return _maybe(_way(next(one for one in inside if one is not NoneType)))
    if origin is tuple and inside[1:] == (Ellipsis,):
        return _many(_way(inside[0]))
    if origin is tuple:
        places = next(names for names in _PLACES if (inside[0] is Span) == (names[0] == "span"))
        return _struct(tuple, dict(zip(places, inside, strict=True)))
    if isinstance(origin or kind, type) and issubclass(origin or kind, Mapping):
        return _Way("json", _json, _parsed)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return _struct(kind, {field.name: hints[field.name] for field in fields(kind)})
    if isinstance(kind, type) and issubclass(kind, tuple):
        return _struct(kind, get_type_hints(kind))
    raise TypeError(f"no column holds a {kind}")


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(dict(value), ensure_ascii=True, separators=(",", ":"))


def _parsed(value: str) -> Any:
    return json.loads(value)


def _maybe(way: _Way) -> _Way:
    return _Way(
        way.form,
        lambda value: None if value is None else way.write(value),
        lambda value: None if value is None else way.read(value),
    )


def _many(way: _Way) -> _Way:
    return _Way([way.form], lambda values: [way.write(one) for one in values], lambda values: tuple(map(way.read, values)))


def _struct(kind: Any, hints: Mapping[str, Any]) -> _Way:
    """A dataclass, a named tuple, or a plain tuple whose places are named here."""
    ways = {name: _way(hint) for name, hint in hints.items()}
    plain = kind is tuple
    if kind is Span:
        return _Way(SPAN, lambda span: {"start": span[0], "end": span[1]}, lambda row: Span(row["start"], row["end"]))

    def write(value: Any) -> Row:
        values = value if isinstance(value, tuple) else [getattr(value, name) for name in ways]
        return {name: way.write(one) for (name, way), one in zip(ways.items(), values, strict=True)}

    def read(row: Mapping[str, Any]) -> Any:
        values = [way.read(row[name]) for name, way in ways.items()]
        return tuple(values) if plain else kind(*values)

    return _Way({name: way.form for name, way in ways.items()}, write, read)
