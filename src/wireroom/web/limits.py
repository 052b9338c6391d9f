"""How often one may ask for what is dear, and how many dear things are done at once: nobody can keep the desk from the others.

A bucket for each client and kind of work holds so many drops, takes one for each request, and fills again at a steady rate (a
token bucket). All are in memory, for so many clients at most."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from time import monotonic
from typing import Literal

from anyio import Semaphore, move_on_after
from starlette.types import ASGIApp, Receive, Scope, Send

from wireroom.web.access import SAFE, Caller, peer_of
from wireroom.web.refusal import refusal

Work = Literal["search", "heavy", "login", "change"]


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests at once, and so many a second after that."""

    burst: float
    a_second: float


RATES: Mapping[Work, Rate] = {
    "search": Rate(80, 40),
    "heavy": Rate(60, 2),
    "login": Rate(5, 1 / 20),
    "change": Rate(200, 20),
}
"""By kind of work, for one client: above what a busy page asks for and the 20 a second at which the desk is measured; a person
who mistypes a token has five tries and then one each 20 s."""
CLIENTS = 10_000
"""Clients of which it is known how often they asked; the one not seen for longest gives way."""
AT_ONCE = 2
"""Heavy requests done at once: the store has four connections, so that others go on."""
PATIENCE = 10.0
"""Seconds that a heavy request waits for its turn."""
HEAVY = ("/api/v1/export", "/api/v1/changes", "/export")
SEARCHES = frozenset({"/", "/compare", "/api/v1/stories", "/api/v1/reports", "/api/v1/compare", "/feed.atom", "/feed.json"})


class Buckets:
    """How much each client has left of one kind of work. `now` is a clock in seconds."""

    def __init__(self, rate: Rate, now: Callable[[], float] = monotonic, most: int = CLIENTS) -> None:
        self._rate = rate
        self._now = now
        self._most = most
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> float:
        """Seconds until the client may ask again; 0 when it may now, and is counted."""
        now = self._now()
        level, at = self._held.pop(client, (self._rate.burst, now))
        level = min(self._rate.burst, level + (now - at) * self._rate.a_second)
        wait = 0.0 if level >= 1 else (1 - level) / self._rate.a_second
        self._held[client] = (level if wait else level - 1, now)
        if len(self._held) > self._most:
            self._held.popitem(last=False)
        return wait

    def __len__(self) -> int:
        return len(self._held)


class Limits:
    """The application with its limits; it stands behind the question who asks."""

    def __init__(self, app: ASGIApp, rates: Mapping[Work, Rate] = RATES, *, at_once: int = AT_ONCE) -> None:
        self._app = app
        self._buckets = {work: Buckets(rate) for work, rate in rates.items()}
        self._turns = Semaphore(at_once)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        work = work_of(scope) if scope["type"] == "http" else None
        if work is None:
            await self._app(scope, receive, send)
            return
        wait = self._buckets[work].take(client_of(scope, work))
        if wait:
            await refusal(scope, 429, f"Ask again in {math.ceil(wait)} s.", _after(wait))(scope, receive, send)
        elif work != "heavy":
            await self._app(scope, receive, send)
        else:
            await self._in_turn(scope, receive, send)

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        had = False
        with move_on_after(PATIENCE):
            await self._turns.acquire()
            had = True
        if not had:
            await refusal(scope, 503, "Others are asking for as much: ask again.", _after(PATIENCE))(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._turns.release()


def work_of(scope: Scope) -> Work | None:
    """What kind of dear work a request is; None when it is cheap."""
    path, method = scope["path"], scope["method"]
    if method not in SAFE:
        return "login" if path == "/login" else "change"
    if path.startswith(HEAVY):
        return "heavy"
    return "search" if path in SEARCHES and scope["query_string"] else None


def client_of(scope: Scope, work: Work) -> str:
    """By what a client is counted: who it says it is, or for logging in where it asks from. Of an IPv6 address the network
    counts, for one client has all of it."""
    caller: Caller | None = scope.get("state", {}).get("caller")
    if caller is not None and caller.name is not None and work != "login":
        return caller.key
    peer = scope.get("state", {}).get("peer") or peer_of(scope)
    try:
        found = ip_address(peer)
    except ValueError:
        return peer
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(found)


def _after(wait: float) -> dict[str, str]:
    return {"Retry-After": str(math.ceil(wait))}
