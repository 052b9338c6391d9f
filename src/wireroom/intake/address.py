"""Which addresses may be asked at all: the form of the address, its port, and the machine that its name stands for.

The ranges are those of the special-purpose registries of the IANA (RFC 6890 and its additions), and what clouds keep for their
metadata. Of IPv6 only global unicast is let through, less what carries an IPv4 address inside, for what is behind that cannot
be told from outside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

import idna

ADDRESS_LIMIT = 4_096
"""Code points of the longest address."""
PORTS = frozenset({80, 443})
DEFAULT_PORT: Mapping[str, int] = {"http": 80, "https": 443}
Network = IPv4Network | IPv6Network
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)")
_SAFE = "!#$%&'()*+,/:;=?@[]~"


def _networks(table: str) -> tuple[tuple[Network, str], ...]:
    rows = (line.split(None, 1) for line in table.strip().splitlines())
    return tuple((ip_network(network), what.strip()) for network, what in rows)


FORBIDDEN = _networks("""
    0.0.0.0/8            this network
    10.0.0.0/8           private
    100.64.0.0/10        shared by a carrier (CGNAT)
    127.0.0.0/8          loopback
    168.63.129.16/32     a cloud's metadata
    169.254.0.0/16       link-local, and clouds' metadata
    172.16.0.0/12        private
    192.0.0.0/24         protocol assignments, and a cloud's metadata
    192.0.2.0/24         documentation
    192.88.99.0/24       6to4 relay
    192.168.0.0/16       private
    198.18.0.0/15        benchmarks
    198.51.100.0/24      documentation
    203.0.113.0/24       documentation
    224.0.0.0/4          multicast
    240.0.0.0/4          reserved
    ::/128               unspecified
    ::1/128              loopback
    ::ffff:0:0/96        IPv4 mapped into IPv6
    ::/96                IPv4 inside IPv6
    64:ff9b::/96         NAT64
    64:ff9b:1::/48       NAT64
    100::/64             discarded
    2001::/32            Teredo
    2001::/23            protocol assignments
    2001:db8::/32        documentation
    2002::/16            6to4
    3fff::/20            documentation
    fc00::/7             private
    fe80::/10            link-local
    fec0::/10            site-local
    ff00::/8             multicast
""")
"""Ranges that are never asked, with what they are; of two that hold an address the first is told."""
_GLOBAL = IPv6Network("2000::/3")


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be asked: ports beside 80 and 443, and networks that are let through although they are forbidden."""

    ports: frozenset[int] = PORTS
    allow: tuple[Network, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: host in lower case, ASCII and without brackets; `path` with its query, percent-encoded."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port in one spelling."""
        return f"{self.scheme}://{self.shown_host}:{self.port}"

    @property
    def shown_host(self) -> str:
        """The host as it stands in an address: IPv6 in brackets."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def authority(self) -> str:
        """The host with its port, where that is not the scheme's own."""
        return self.shown_host if self.port == DEFAULT_PORT[self.scheme] else f"{self.shown_host}:{self.port}"

    @property
    def address(self) -> str:
        """The address in one spelling."""
        return f"{self.scheme}://{self.authority}{self.path}"


def target(address: str, policy: Policy) -> Target | str:
    """The address taken apart, or why it is not one that may be asked, in a few words."""
    given = address.strip()
    if len(given) > ADDRESS_LIMIT:
        return f"an address of more than {ADDRESS_LIMIT:,} characters"
    if any(ord(char) <= 0x20 or ord(char) == 0x7F for char in given) or "\\" in given:
        return "an address with blanks, control characters or backslashes"
    try:
        parts = urlsplit(given)
        port = parts.port
    except ValueError:
        return "not an address"
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORT:
        return f"only http and https are asked, not {scheme[:20] or 'a path'}"
    if "@" in parts.netloc:
        return "an address with a user name or password"
    host = _host(parts.hostname or "", bracketed="[" in parts.netloc)
    if host is None:
        return "not the name of a host"
    port = DEFAULT_PORT[scheme] if port is None else port
    if port not in policy.ports:
        return f"port {port} is not allowed"
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Target(scheme, host, port, path.replace("#", "%23"))


def _host(given: str, *, bracketed: bool) -> str | None:
    """The host as it is looked up, or None. Numbers are IPv4 only in the one usual form: decimal, octal, hexadecimal and
    shortened forms are how private addresses are hidden."""
    name = given.rstrip(".").lower()
    if bracketed or ":" in name:
        try:
            return str(IPv6Address(name)) if "%" not in name else None
        except ValueError:
            return None
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii").lower()
        except (idna.IDNAError, UnicodeError):
            return None
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(name))
        except ValueError:
            return None
    return name if len(name) <= 253 and all(_LABEL.fullmatch(label) for label in labels) else None


def forbidden(ip: str, policy: Policy) -> str | None:
    """Why the machine at an IP address is not asked, or None when it may be."""
    try:
        found = ip_address(ip)
    except ValueError:
        return "not an IP address"
    if any(found in network for network in policy.allow if network.version == found.version):
        return None
    for network, what in FORBIDDEN:
        if network.version == found.version and found in network:
            return what
    if isinstance(found, IPv6Address) and found not in _GLOBAL:
        return "not global unicast"
    return None if found.is_global else "not a public address"
