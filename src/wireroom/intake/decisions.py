"""The log of decisions, one JSON object a line, oldest first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from wireroom.model import Decision, DecisionKind, Span, Spot, digest
from wireroom.ports import InputError

LOG_LIMIT = 50_000_000
"""Bytes of the largest log that is read: a decision a minute for a year is a tenth of it."""
_NEEDS = {"merge": ("reports", 2), "split": ("reports", 1), "not_a_copy": ("reports", 2)}
_NEEDS |= {"not_the_same": ("passages", 1), "set_aside": ("passages", 1)}


def decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a log in its order; blank lines are passed over.

    A line has `kind`, `who`, `when`, `why`, and by kind `reports` (ids), `passages` (`{"report", "span", "kind"}`) or `undoes`
    (an id from above); without an `id` it gets the digest of the rest. Raises InputError, naming the line, for one that is not
    so: a log is not read in part, for what follows a lost entry may undo it."""
    if path.stat().st_size > LOG_LIMIT:
        raise InputError(f"{path}: larger than a log of decisions can be ({LOG_LIMIT:,} bytes)")
    found: dict[str, Decision] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            decision = decision_of(json.loads(line), found)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}, line {number}: {_reason(error)}") from None
        found[decision.id] = decision
    return tuple(found.values())


def _reason(error: Exception) -> str:
    return "not a JSON object" if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError) else str(error)


def decision_of(record: Any, before: Mapping[str, Decision]) -> Decision:
    """The decision that a record states; `before` are those that it may undo, by id. Raises ValueError, in words for a person,
    for what is none."""
    if not isinstance(record, Mapping):
        raise ValueError("not a JSON object")
    kind: DecisionKind | None = next((one for one in get_args(DecisionKind) if one == record.get("kind")), None)
    if kind is None:
        raise ValueError(f"kind is not one of {', '.join(get_args(DecisionKind))}")
    who, when, why = (_words(record, key) for key in ("who", "when", "why"))
    reports = tuple(_named(one, "reports") for one in _list(record, "reports"))
    spots = tuple(_spot(one) for one in _list(record, "passages"))
    undoes = str(record.get("undoes")) if kind == "undo" else None
    if undoes is not None and undoes not in before:
        raise ValueError("undoes is not the id of a line above")
    key, least = _NEEDS.get(kind, ("", 0))
    if key and len({"reports": reports, "passages": spots}[key]) < least:
        raise ValueError(f"{kind} needs at least {least} of {key}")
    if kind == "not_a_copy" and len(set(reports)) != 2:
        raise ValueError("not_a_copy needs two different reports")
    rest = (kind, who, when, why, *reports, *(f"{one.report}@{one.span.start}-{one.span.end}" for one in spots), undoes or "")
    name = _named(record["id"], "id") if record.get("id") is not None else "d" + digest(*rest)
    if name in before:
        raise ValueError(f"the id {name} stands above already")
    return Decision(name, kind, who, when, why, reports, spots, undoes)


def _words(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is missing: a decision says who made it, when and why")
    return " ".join(value.split())


def _list(record: Mapping[str, Any], key: str) -> list[Any]:
    value = record.get(key) or []
    if not isinstance(value, list):
        raise ValueError(f"{key} is not a list")
    return value


def _named(value: object, key: str) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key}: not an id")
    return value


def _spot(value: Any) -> Spot:
    if not isinstance(value, Mapping):
        raise ValueError("passages: not an object with report and span")
    span = value.get("span")
    if not (isinstance(span, list) and len(span) == 2 and all(type(end) is int for end in span) and 0 <= span[0] < span[1]):
        raise ValueError("passages: span is not [start, end)")
    kind = value.get("kind") or ""
    if not isinstance(kind, str):
        raise ValueError("passages: kind is not a word")
    return Spot(_named(value.get("report"), "passages"), Span(*span), kind)
