"""The network as a shelf of responses made before: the fake of the one fetcher, for tests and for trying things out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from wireroom.model import Fetched, Unfetched, Validators


class Shelf:
    """Gives the response that stands under an address, and keeps what was asked, in order. What is not there is unreachable.
    A server that is asked again with the entity tag it gave answers 304."""

    def __init__(self, responses: Mapping[str, Fetched | bytes]) -> None:
        self._responses = dict(responses)
        self.asked: list[str] = []

    def __call__(
        self, address: str, *, known: Validators | None = None, barred: Callable[[str], str | None] | None = None
    ) -> Fetched | Unfetched:
        """The response of the address; as `wireroom.ports.Fetch`."""
        self.asked.append(address)
        found = self._responses.get(address)
        if found is None:
            return Unfetched(address, address, "unreachable", "nothing stands under this address")
        if isinstance(found, bytes):
            return Fetched(address, address, 200, found)
        if barred is not None and found.address not in ("", address) and (why := barred(found.address)) is not None:
            return Unfetched(address, found.address, "not_allowed", why)
        if known is not None and known.etag and found.validators == known:
            return replace(found, asked=address, status=304, body=b"")
        return replace(found, asked=address)
