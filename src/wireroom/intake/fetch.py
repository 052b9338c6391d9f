"""The one way out to the network: nothing else of wireroom opens a socket.

Every name is looked up once a connection, every IP address held against the policy, and the connection is made to that very IP
address; the certificate is checked against the name. So an answer of the DNS that changes afterwards changes nothing. Nothing
is kept between requests: no cookies, no credentials, no proxies of the environment."""

from __future__ import annotations

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import httpcore2

from wireroom import __version__
from wireroom.intake.address import Policy, Target, forbidden, target
from wireroom.intake.streams import TooLargeError, inflated
from wireroom.model import Fetched, NoFetch, Unfetched, Validators

Resolver = Callable[[str, int, float], Sequence[str]]
"""The IP addresses of a host, from its name, the port and the seconds it may take. Raises OSError when there are none."""
AGENT = f"wireroom/{__version__}"
ADDRESSES = 4
"""IP addresses of one host that are tried, one after the other."""
_MOVED = frozenset({301, 302, 303, 307, 308})
_TIMEOUTS = (httpcore2.ConnectTimeout, httpcore2.ReadTimeout, httpcore2.WriteTimeout, httpcore2.PoolTimeout)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost: bytes of the body as sent and inflated, seconds to connect, between two pieces, and in all,
    redirects. The head of a response has 100 KB, the limit of httpcore."""

    body: int = 20_000_000
    inflated: int = 20_000_000
    connect: float = 10.0
    read: float = 15.0
    total: float = 60.0
    redirects: int = 5


class _StopError(Exception):
    """A fetch that ends here: its reason and detail."""

    def __init__(self, reason: NoFetch, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Fetcher:
    """Fetches addresses under a policy and limits; see `wireroom.ports.Fetch` for the contract."""

    def __init__(
        self,
        policy: Policy | None = None,
        limits: Limits | None = None,
        *,
        resolver: Resolver | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._policy = policy or Policy()
        self._limits = limits or Limits()
        self._resolver = resolver or looked_up
        self._trust = trust

    def __call__(
        self, address: str, *, known: Validators | None = None, barred: Callable[[str], str | None] | None = None
    ) -> Fetched | Unfetched:
        """The response of an address to the end of its redirects, or why there is none. Never raises for what the other side
        does. With `known` the server that gave it is asked for what is newer, and may answer 304."""
        ends = time.monotonic() + self._limits.total
        asked = address
        hops: list[str] = []
        for _ in range(self._limits.redirects + 1):
            try:
                place = self._checked(address, hops)
                if hops and barred is not None and (why := barred(place.address)) is not None:
                    raise _StopError("not_allowed", why)
                found = self._once(place, asked, tuple(hops), known, ends)
            except _StopError as stop:
                return Unfetched(asked, address, stop.reason, stop.detail)
            if isinstance(found, Fetched):
                return found
            hops.append(place.address)
            address = found
        return Unfetched(asked, address, "redirect", f"more than {self._limits.redirects} redirects")

    def _checked(self, address: str, hops: Sequence[str]) -> Target:
        place = target(address, self._policy)
        if isinstance(place, str):
            raise _StopError("redirect" if hops else "bad_address", place)
        if place.address in hops:
            raise _StopError("redirect", "redirects in a ring")
        if hops and hops[-1].startswith("https:") and place.scheme == "http":
            raise _StopError("redirect", "from https to http")
        return place

    def _once(self, place: Target, asked: str, hops: tuple[str, ...], known: Validators | None, ends: float) -> Fetched | str:
        """The response of one address, or the address that it redirects to."""
        network = _Pinned(self._policy, self._resolver, ends, most=2 * self._limits.body + 1_000_000)
        seconds = {"connect": self._limits.connect, "read": self._limits.read, "write": self._limits.read, "pool": 1.0}
        try:
            with (
                httpcore2.ConnectionPool(self._context(place), max_connections=1, network_backend=network) as pool,
                pool.stream("GET", _url(place), headers=_asking(place, known), extensions={"timeout": seconds}) as response,
            ):
                fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                if response.status in _MOVED and fields.get("location"):
                    return _joined(place.address, fields["location"])
                body = self._body(response, fields) if response.status == 200 else b""
                return Fetched(
                    asked,
                    place.address,
                    response.status,
                    body,
                    fields.get("content-type"),
                    _validators(place, fields, known if response.status == 304 else None),
                    fields.get("retry-after"),
                    datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
                    hops,
                    fields.get("tdm-reservation", "").strip() == "1",
                )
        except _TIMEOUTS as error:
            raise _StopError("too_slow", "no answer in time") from error
        except httpcore2.ConnectError as error:
            raise _unconnected(error) from error
        except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, ValueError) as error:
            raise _StopError("protocol", f"not the HTTP that was expected: {_words(error)}") from error
        except (httpcore2.NetworkError, OSError) as error:
            raise _StopError("unreachable", _words(error)) from error

    def _context(self, place: Target) -> ssl.SSLContext | None:
        """Whom to trust: as given, else the certificates of the system. None where nothing is encrypted."""
        return (self._trust or httpcore2.default_ssl_context()) if place.scheme == "https" else None

    def _body(self, response: httpcore2.Response, fields: dict[str, str]) -> bytes:
        stated = fields.get("content-length", "")
        if stated.isdecimal() and int(stated) > self._limits.body:
            raise _StopError("too_large", f"a body of {int(stated):,} bytes")
        found = bytearray()
        for piece in response.iter_stream():
            found += piece
            if len(found) > self._limits.body:
                raise _StopError("too_large", f"a body of more than {self._limits.body:,} bytes")
        coding = fields.get("content-encoding", "")
        try:
            return inflated(bytes(found), coding, self._limits.inflated)
        except TooLargeError as error:
            raise _StopError("too_large", str(error)) from error
        except ValueError as error:
            raise _StopError("coding", f"{error} was not asked for") from error
        except zlib.error as error:
            raise _StopError("coding", f"damaged {coding[:20]} data") from error


def looked_up(host: str, port: int, seconds: float) -> list[str]:
    """The IP addresses of a host as the system knows them, in its order. The system's own look-up cannot be stopped; it is
    left behind when it takes longer than it may. Raises OSError, TimeoutError among them."""
    found: list[str] = []
    failed: list[OSError] = []

    def look() -> None:
        try:
            found.extend(str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            failed.append(error if isinstance(error, OSError) else OSError(str(error)))

    worker = threading.Thread(target=look, daemon=True)
    worker.start()
    worker.join(seconds)
    if worker.is_alive():
        raise TimeoutError("the name was not found in time")
    if failed:
        raise failed[0]
    return list(dict.fromkeys(found))


class _Pinned(httpcore2.NetworkBackend):
    """Connections to IP addresses that were checked, and to no others; streams end when their time or bytes are used up."""

    def __init__(self, policy: Policy, resolver: Resolver, ends: float, *, most: int) -> None:
        self._policy = policy
        self._resolver = resolver
        self._meter = _Meter(ends, most)
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        able = self._able(host, port, self._meter.left(timeout))
        for number, ip in enumerate(able, start=1):
            try:
                stream = self._plain.connect_tcp(ip, port, self._meter.left(timeout), None, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(able):
                    raise
                continue
            peer = (stream.get_extra_info("server_addr") or ("",))[0]
            if peer != ip:
                stream.close()
                raise _StopError("forbidden_address", f"connected to {peer!r} and not to {ip}")
            return _Metered(stream, self._meter)
        raise _StopError("unknown_host", f"{host} has no address")

    def _able(self, host: str, port: int, seconds: float) -> list[str]:
        """The IP addresses of the host that may be asked, at most a few. All that may not be are left out."""
        try:
            found = [host] if _is_ip(host) else list(self._resolver(host, port, seconds))
        except TimeoutError as error:
            raise _StopError("too_slow", "the name was not found in time") from error
        except OSError as error:
            raise _StopError("unknown_host", f"{host}: {_words(error)}") from error
        refused = {ip: why for ip in found if (why := forbidden(ip, self._policy)) is not None}
        able = [ip for ip in dict.fromkeys(found) if ip not in refused]
        if not able and refused:
            raise _StopError("forbidden_address", f"{host} is {'; '.join(f'{ip}: {why}' for ip, why in refused.items())}"[:200])
        return able[:ADDRESSES]

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        raise _StopError("forbidden_address", "sockets of this machine are not asked")


class _Meter:
    """What is left of the time and the bytes of one fetch."""

    def __init__(self, ends: float, most: int) -> None:
        self._ends = ends
        self._left = most

    def left(self, seconds: float | None) -> float:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise _StopError("too_slow", "it took longer than a fetch may take")
        return left if seconds is None else min(seconds, left)

    def spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise _StopError("too_large", "more bytes than a response may have")


class _Metered(httpcore2.NetworkStream):
    """A stream under a meter."""

    def __init__(self, stream: httpcore2.NetworkStream, meter: _Meter) -> None:
        self._stream = stream
        self._meter = meter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        found = self._stream.read(max_bytes, self._meter.left(timeout))
        self._meter.spend(len(found))
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._meter.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Metered(self._stream.start_tls(ssl_context, server_hostname, self._meter.left(timeout)), self._meter)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _url(place: Target) -> httpcore2.URL:
    return httpcore2.URL(
        scheme=place.scheme.encode(), host=place.host.encode(), port=place.port, target=place.path.encode("ascii")
    )


def _asking(place: Target, known: Validators | None) -> list[tuple[bytes, bytes]]:
    """The head of a request. What a server gave to ask again with goes back to that server only."""
    asking = {"Host": place.authority, "User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
    if known is not None and known.origin == place.origin:
        asking |= {
            name: value
            for name, value in (("If-None-Match", known.etag), ("If-Modified-Since", known.modified))
            if value and value.isprintable() and value.isascii()
        }
    return [(name.encode(), value.encode("latin-1")) for name, value in {**asking, "Connection": "close"}.items()]


def _validators(place: Target, fields: dict[str, str], known: Validators | None) -> Validators | None:
    """What the server gives to ask it again with; of an unchanged response what it does not repeat is what was known."""
    etag, modified = fields.get("etag"), fields.get("last-modified")
    if known is not None:
        etag, modified = etag or known.etag, modified or known.modified
    return Validators(place.origin, etag, modified) if etag or modified else None


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location.strip())
    except ValueError as error:
        raise _StopError("redirect", "to what is no address") from error


def _is_ip(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


def _unconnected(error: Exception) -> _StopError:
    causes: list[BaseException] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(causes) < 9:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    if any(isinstance(one, ssl.SSLError) for one in causes) or "SSL" in str(error) or "certificate" in str(error).lower():
        return _StopError("certificate", _words(error))
    return _StopError("unreachable", _words(error))


def _words(error: Exception) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return "".join(char if char.isprintable() else " " for char in (words or type(error).__name__))[:160]
