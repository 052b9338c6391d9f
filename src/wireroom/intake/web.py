"""Addresses as captures: what the fetcher brings, told by its type and its bytes as a file is."""

from __future__ import annotations

from collections.abc import Iterator

from wireroom.intake.forms import page
from wireroom.intake.media import declared
from wireroom.intake.received import Received, refused
from wireroom.model import Unfetched
from wireroom.ports import Fetch

_SIZE = {"too_large"}


def is_address(path: str) -> bool:
    """Whether an argument is a web address and not a path."""
    return path[:8].lower().startswith(("http://", "https://"))


def fetched(address: str, fetch: Fetch) -> Iterator[Received]:
    """What an address gives, as captures under the address that answered, or as one rejection that says why it gives nothing.

    The type that the server declares counts, less where the bytes leave no doubt."""
    found = fetch(address)
    if isinstance(found, Unfetched):
        reason = "too_large" if found.reason in _SIZE else "unreadable"
        where = "" if found.address == found.asked else f" at {found.address[:200]}"
        yield refused(address, reason, f"{found.reason.replace('_', ' ')}: {found.detail}{where}")
    elif found.status != 200:
        yield refused(address, "unreadable", f"HTTP status {found.status}")
    else:
        via = None if found.address == address else address
        yield from page(found.address, found.body, declared(found.media_type), found.received, via)
