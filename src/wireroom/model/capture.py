"""What comes in: captures, and the rejections of those that give no report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wireroom.model.span import digest


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as received. `uri` is the address, or the path relative to the argument that named it. A JSONL file gives one
    capture a record, media type `application/json`, uri `file.jsonl#12` (record number from 1)."""

    uri: str
    body: bytes
    media_type: str | None = None
    received: str | None = None
    via: str | None = None

    @property
    def id(self) -> str:
        """The digest of address and bytes."""
        return digest(self.uri, self.body)


Reason = Literal[
    "unreadable",
    "empty",
    "too_large",
    "not_text",
    "wrong_shape",
    "no_text",
    "too_short",
    "not_english",
    "duplicate",
    "unsupported",
    "outside_dates",
    "retraction",
    "failed",
]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A capture that gave no report, and why. `detail` is one line for a person, free of control characters. An order to
    withdraw that has no text of its own is a `retraction`, and `retracts` are the names of what it withdraws."""

    uri: str
    reason: Reason
    detail: str
    capture: str | None = None
    retracts: tuple[str, ...] = ()
