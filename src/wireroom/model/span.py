"""Where words stand, and how things are told apart: spans and digests."""

from __future__ import annotations

import hashlib
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of code points of one report's text."""

    start: int
    end: int


def digest(*parts: str | bytes) -> str:
    """The first 16 hex digits of the sha256 of the parts, each preceded by its length so that no two lists collide."""
    mark = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        mark.update(len(raw).to_bytes(8, "big"))
        mark.update(raw)
    return mark.hexdigest()[:16]
