"""What the network gives: a response, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask it again with: its origin (`https://host:port`), entity tag and time of last change."""

    origin: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response to the end of all redirects. `asked` is the address as given, `address` the one that answered, `hops` those
    between. The body is inflated; it is empty unless the status is 200. `media_type` is the Content-Type as sent,
    `retry_after` as sent, `received` the moment in UTC, `reserved` whether the server reserves text and data mining."""

    asked: str
    address: str
    status: int
    body: bytes = b""
    media_type: str | None = None
    validators: Validators | None = None
    retry_after: str | None = None
    received: str | None = None
    hops: tuple[str, ...] = ()
    reserved: bool = False


NoFetch = Literal[
    "bad_address", "forbidden_address", "unknown_host", "unreachable", "certificate", "too_slow", "too_large", "coding",
    "redirect", "protocol", "not_allowed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unfetched:
    """Why an address gave no response: a reason of the closed set, and a line for a person; `address` is where it failed."""

    asked: str
    address: str
    reason: NoFetch
    detail: str
