"""The articles behind the entries of feeds: where they are, and what fetching one gives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urldefrag, urljoin

from wireroom.intake.forms import page
from wireroom.intake.media import declared
from wireroom.intake.received import Received, refused
from wireroom.intake.web import is_address
from wireroom.model import Capture, Fetched, NoFetch, Unfetched
from wireroom.report.wire.entry import MEDIA as ENTRY

TRIES = 6
"""Requests for one article before it is given up: with the doubling waits of a watch, half a day at a quarter of an hour."""
LONGEST = 2_000
"""Code points of the longest address that is followed."""
_FOR_GOOD: frozenset[NoFetch] = frozenset({"bad_address", "forbidden_address", "not_allowed", "too_large", "redirect"})
_COME_AGAIN = frozenset({408, 425, 429})


def linked(address: str, items: Iterable[Received]) -> Iterator[tuple[Capture, str]]:
    """Each entry of a feed that links to an article, with the article's address. Links to elsewhere than the web are none."""
    for item in items:
        if isinstance(item, Capture) and item.media_type == ENTRY:
            link = json.loads(item.body).get("link")
            try:
                found = urldefrag(urljoin(address, link.strip())).url if isinstance(link, str) else ""
            except ValueError:
                continue
            if is_address(found) and len(found) <= LONGEST and found != urldefrag(address).url:
                yield item, found


def article(entry: str, found: Fetched) -> list[Received]:
    """The page behind an entry as it was received, under the address that answered, come by way of the entry; or one rejection
    when it is no page."""
    kept: list[Received] = []
    for item in page(found.address, found.body, declared(found.media_type), found.received, entry):
        if isinstance(item, Capture) and item.media_type == ENTRY:
            return [refused(found.address, "wrong_shape", "a feed where an article was to be")]
        kept.append(replace(item, via=entry) if isinstance(item, Capture) else item)
    return kept


def lost_for_good(found: Fetched | Unfetched) -> bool:
    """Whether asking again would be of no use."""
    if isinstance(found, Unfetched):
        return found.reason in _FOR_GOOD
    return 400 <= found.status < 500 and found.status not in _COME_AGAIN
