"""This moment, for logs of what people did; never for what is said of a report."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment, ISO in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
