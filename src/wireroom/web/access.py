"""Who asks, and what they may do: told by a token, by a browser's session, or by a proxy that is named as trusted.

A desk of this machine alone asks nobody. One that asks lets in nothing but the log-in page, the files of the package and the
API's own description until it knows who it is."""

from __future__ import annotations

import binascii
import secrets
from base64 import b64decode
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from threading import Lock
from time import monotonic

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope as Asked

from wireroom.ports import InputError
from wireroom.web.tokens import SCOPES, Scope, Tokens

COOKIE = "wireroom"
LASTING = 12 * 3600
"""Seconds for which a browser stays logged in: a long shift."""
SESSIONS = 1_000
"""Browsers that are logged in at once; the one unused for longest gives way."""
ADDS = frozenset({"/api/v1/reports", "/reports", "/add"})
"""Where reports are handed in; whatever else changes something is a decision."""
OWN = frozenset({"/keys"})
"""What a reader may change: how the desk looks in one browser."""
OPEN = ("/static/", "/api/v1/schemas/")
"""What anybody may see, by how its path begins: nothing of the store."""
OPEN_WHOLE = frozenset({"/login", "/logout", "/api/v1/openapi.json"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a name if known, what they may do, and by what limits are counted for them."""

    name: str | None
    may: frozenset[Scope]
    key: str


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that says who asks, in a header that only it can set: `peers` are the addresses that it calls from."""

    peers: tuple[IPv4Network | IPv6Network, ...]
    header: str = "X-Forwarded-User"
    may: frozenset[Scope] = frozenset(SCOPES)

    def is_peer(self, address: str) -> bool:
        """Whether a request comes from it."""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        mapped = getattr(found, "ipv4_mapped", None)
        return any((mapped or found) in one for one in self.peers if one.version == (mapped or found).version)


def proxy_of(addresses: tuple[str, ...], header: str, may: frozenset[Scope] = frozenset(SCOPES)) -> Proxy:
    """The proxy that calls from these addresses or networks. Raises InputError for what is none, and for networks so wide that
    strangers would be in them."""
    peers = []
    for one in addresses:
        try:
            found = ip_network(one, strict=False)
        except ValueError:
            raise InputError(f"not the address of a proxy: {one!r}") from None
        if found.prefixlen < (8 if found.version == 4 else 32):
            raise InputError(f"{one}: too many addresses to trust each of them")
        peers.append(found)
    if not header.replace("-", "").isalnum() or not header.isascii():
        raise InputError(f"not the name of a header: {header!r}")
    return Proxy(tuple(peers), header, may)


class Sessions:
    """Browsers that logged in, by the digest of a random cookie; each speaks for the token that it was opened with."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._lock = Lock()

    def open(self, token: str) -> str:
        """The cookie of a new session for the token of that id."""
        cookie = secrets.token_urlsafe(32)
        with self._lock:
            self._held[_digest(cookie)] = (token, monotonic() + LASTING)
            while len(self._held) > SESSIONS:
                self._held.popitem(last=False)
        return cookie

    def token_of(self, cookie: str) -> str | None:
        """The id of the token that a cookie speaks for; None when it is none of ours or has ended."""
        key = _digest(cookie)
        with self._lock:
            found = self._held.pop(key, None)
            if found is None or found[1] < monotonic():
                return None
            self._held[key] = found
        return found[0]

    def close(self, cookie: str) -> None:
        """Ends a session."""
        with self._lock:
            self._held.pop(_digest(cookie), None)


def _digest(cookie: str) -> str:
    return sha256(cookie.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Access:
    """By what a desk knows who asks; by nothing at all, it asks nobody."""

    tokens: Tokens | None = None
    proxy: Proxy | None = None
    sessions: Sessions = field(default_factory=Sessions)

    @property
    def guarded(self) -> bool:
        """Whether it asks who somebody is."""
        return self.tokens is not None or self.proxy is not None

    def caller(self, asked: Asked) -> Caller | None:
        """Who asks; None for one who does not say, or says what does not hold."""
        peer = peer_of(asked)
        if not self.guarded:
            return Caller(None, frozenset(SCOPES), f"at {peer}")
        headers = Headers(scope=asked)
        if self.proxy is not None and self.proxy.is_peer(peer):
            names = headers.getlist(self.proxy.header)
            if len(names) == 1 and 0 < len(names[0]) <= 200 and names[0].isprintable():
                return Caller(names[0], self.proxy.may, f"user {names[0]}")
        if self.tokens is None:
            return None
        given = shown(headers)
        if given is not None:
            token = self.tokens.of(given, datetime.now(UTC))
        else:
            cookie = cookie_of(headers, secure=is_secure(asked, self))
            name = None if cookie is None else self.sessions.token_of(cookie)
            token = None if name is None else self.tokens.get(name)
            if token is not None and not token.holds(datetime.now(UTC)):
                token = None
        return None if token is None else Caller(token.name, frozenset(token.scopes), f"token {token.id}")


def shown(headers: Headers) -> str | None:
    """The token that an Authorization header shows: as Bearer, or as the password of Basic, which feed readers know."""
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() == "basic":
        try:
            return b64decode(value.strip(), validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, ValueError):
            return ""
    return "" if kind else None


def cookie_of(headers: Headers, *, secure: bool) -> str | None:
    """The session that a browser shows; by https only the cookie that no other host of the domain could have set."""
    return cookie_parser(headers.get("cookie", "")).get(f"__Host-{COOKIE}" if secure else COOKIE)


def peer_of(asked: Asked) -> str:
    """The address that a request comes from."""
    client = asked.get("client")
    return str(client[0]) if client else "nowhere"


def origin_of(asked: Asked, access: Access) -> str:
    """The address of the one who asks: of the proxy's client where it is a proxy's request."""
    peer = peer_of(asked)
    if access.proxy is None or not access.proxy.is_peer(peer):
        return peer
    return Headers(scope=asked).get("x-forwarded-for", "").rpartition(",")[2].strip()[:60] or peer


def is_secure(asked: Asked, access: Access) -> bool:
    """Whether the one who asks came by https: to us, or to the proxy that says so."""
    if asked.get("scheme") == "https":
        return True
    trusted = access.proxy is not None and access.proxy.is_peer(peer_of(asked))
    return trusted and Headers(scope=asked).get("x-forwarded-proto", "").lower() == "https"


def needed(method: str, path: str) -> Scope | None:
    """What one must be allowed to do for a request; None where anybody may."""
    if path in OPEN_WHOLE or path.startswith(OPEN):
        return None
    if method in SAFE or path in OWN:
        return "read"
    return "add" if path in ADDS else "decide"
