"""What every form gives: captures, and rejections with a reason in one line."""

from __future__ import annotations

from typing import cast

from wireroom.intake import streams
from wireroom.model import Capture, Reason, Rejection

Received = Capture | Rejection


def refused(uri: str, reason: Reason | str, detail: str, retracts: tuple[str, ...] = ()) -> Rejection:
    """A rejection whose detail is one printable line; `reason` is one of the closed set."""
    return Rejection(
        uri, cast("Reason", reason), "".join(char if char.isprintable() else " " for char in detail), None, retracts
    )


def taken(uri: str, body: bytes, media: str, *, received: str | None = None, via: str | None = None) -> Received:
    """A capture of the body, or the rejection of one that is too large."""
    if len(body) > streams.TEXT_LIMIT:
        return refused(uri, "too_large", f"more than {streams.TEXT_LIMIT:,} bytes")
    return Capture(uri, body, media, received, via)


def plain(error: Exception) -> str:
    """What an error says, in a few words."""
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return (words or type(error).__name__)[:200]
