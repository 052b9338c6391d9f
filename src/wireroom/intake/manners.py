"""What a host asks of those who come again and again: robots.txt, reservations of text and data mining, delays.

robots.txt after RFC 9309, read by protego; reservations after TDMRep (W3C community group, 2024): the file
`/.well-known/tdmrep.json`, the field `TDM-Reservation` of a response, and the element `meta` of that name in a page."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from protego import Protego

from wireroom.model import Fetched, Unfetched
from wireroom.ports import Fetch

NAME = "wireroom"
"""What we are called in robots.txt."""
KEPT = 24 * 3600.0
"""Seconds for which an answer counts, as RFC 9309 allows at most."""
LONGEST_DELAY = 3600.0
"""Seconds of the longest delay that is obeyed; a host that asks for more is asked once an hour."""
RULES_LIMIT = 512_000
"""Bytes of robots.txt that are read: RFC 9309 asks for 500 KiB at least."""
HEAD_LIMIT = 500_000
"""Bytes of a page in which its own reservation is looked for, which stands in its head."""
_META = re.compile(rb"<meta\b[^<>]{1,1000}>", re.IGNORECASE)
_NAMED = re.compile(rb"""\bname\s*=\s*["']?\s*tdm-reservation\b""")
_IS_ONE = re.compile(rb"""\bcontent\s*=\s*["']?\s*1\s*(?:["'/>\s]|$)""")


def reserved(body: bytes) -> bool:
    """Whether a page says in its markup that text and data mining is reserved: `<meta name="tdm-reservation" content="1">`."""
    metas = (found[0].lower() for found in _META.finditer(body[:HEAD_LIMIT]))
    return any(_NAMED.search(one) and _IS_ONE.search(one) for one in metas if b"tdm-reservation" in one)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host allows until `until`: `robots` is None where all is allowed, `closed` says why nothing is."""

    until: float
    robots: Protego | None = None
    reserved: tuple[str, ...] = ()
    closed: str | None = None


class Manners:
    """The rules of every host, asked for when first needed. `now` is a clock in seconds."""

    def __init__(self, fetch: Fetch, now: Callable[[], float]) -> None:
        self._fetch = fetch
        self._now = now
        self._rules: dict[str, Rules] = {}

    def refusal(self, address: str) -> str | None:
        """Why an address may not be asked for; None when it may."""
        rules = self._of(address)
        if rules.closed:
            return rules.closed
        if rules.robots is not None and not rules.robots.can_fetch(address, NAME):
            return "robots.txt does not allow it"
        path = urlsplit(address).path or "/"
        if any(fnmatch.fnmatchcase(path, pattern) for pattern in rules.reserved):
            return "text and data mining is reserved there (tdmrep.json)"
        return None

    def unknown(self, address: str) -> bool:
        """Whether the host's rules could not be had, so that it may allow later what it does not allow now."""
        return self._of(address).closed is not None

    def delay(self, address: str) -> float:
        """Seconds that the host asks to leave between two requests; 0 when it asks for none."""
        robots = self._of(address).robots
        asked = robots.crawl_delay(NAME) if robots is not None else None
        return min(LONGEST_DELAY, max(0.0, float(asked))) if asked else 0.0

    def _of(self, address: str) -> Rules:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}".lower()
        known = self._rules.get(origin)
        if known is None or known.until <= self._now():
            known = self._rules[origin] = self._asked(origin)
        return known

    def _asked(self, origin: str) -> Rules:
        """What robots.txt says. One that is not there allows all; one that the server fails to give allows nothing for now."""
        until = self._now() + KEPT
        found = self._fetch(urljoin(origin, "/robots.txt"))
        if isinstance(found, Unfetched):
            return Rules(self._now() + 600.0, closed=f"robots.txt could not be had: {found.detail}")
        if found.status >= 500 or found.status == 429:
            return Rules(self._now() + 600.0, closed=f"robots.txt could not be had: HTTP status {found.status}")
        robots = Protego.parse(found.body[:RULES_LIMIT].decode("utf-8", "replace")) if found.status == 200 else None
        return Rules(until, robots, self._reserved(origin, robots))

    def _reserved(self, origin: str, robots: Protego | None) -> tuple[str, ...]:
        address = urljoin(origin, "/.well-known/tdmrep.json")
        if robots is not None and not robots.can_fetch(address, NAME):
            return ()
        found = self._fetch(address)
        if not isinstance(found, Fetched) or found.status != 200:
            return ()
        try:
            entries = json.loads(found.body)
        except (ValueError, RecursionError):
            return ()
        listed = entries if isinstance(entries, list) else []
        return tuple(
            str(one.get("location", "/")).split("$")[0].rstrip("*") + "*"
            for one in listed
            if isinstance(one, dict) and one.get("tdm-reservation") in (1, "1")
        )
