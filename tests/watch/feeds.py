"""A server of feeds on this machine, whose feeds can change, fail, move and die; it keeps a log of what it served."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from wireroom.intake.address import Policy
from wireroom.intake.fetch import Fetcher


class Asked(NamedTuple):
    """One request: when it came and was answered, in seconds, for which host and path, and with which status."""

    came: float
    answered: float
    host: str
    path: str
    status: int


@dataclass
class Feed:
    """A feed: entries (id → text), and how the server answers instead, if it does; `links` are addresses of entries. `whole` is
    every entry that was sent, `sure` those of which the reader has shown, by asking for what is newer, that it has them."""

    entries: dict[str, str] = field(default_factory=dict)
    status: int = 200
    fields: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    served: Counter[str] = field(default_factory=Counter)
    whole: set[tuple[str, str]] = field(default_factory=set)
    sure: set[tuple[str, str]] = field(default_factory=set)
    sent: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        return f'"{abs(hash(tuple(sorted(self.entries.items()))))}"'

    def body(self) -> bytes:
        items = "".join(
            f"<entry><id>{name}</id><title>{escape(text[:30])}</title><updated>2026-03-04T10:00:00Z</updated>"
            + (f"<link href='{escape(self.links[name])}'/>" if name in self.links else "")
            + f"<content type='text'>{escape(text)}</content></entry>"
            for name, text in reversed(self.entries.items())
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Echo</title><id>f</id>{items}</feed>".encode()

    def answer(self, known: str | None) -> tuple[int, bytes, dict[str, str]]:
        """Status, body and fields for a reader that knows a version, or none."""
        if known in self.sent:
            self.sure |= self.sent[known]
        tag = self.tag
        if self.status == 200 and known == tag:
            self.served["304"] += 1
            return 304, b"", {"ETag": tag}
        self.served[str(self.status)] += 1
        if self.status != 200:
            return self.status, b"", self.fields
        self.sent[tag] = frozenset(self.entries.items())
        self.whole |= self.sent[tag]
        return 200, self.body(), {"ETag": tag, **self.fields}


class Server(ThreadingHTTPServer):
    """Serves feeds by path; everything else, robots.txt among it, from `files` (by path, or by host and path), or 404. Every
    name that ends in `.test` is this server to its fetcher. Feeds change under `lock`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.feeds: dict[str, Feed] = {}
        self.files: dict[str, bytes | tuple[int, bytes, dict[str, str]]] = {}
        self.asked: list[str] = []
        self.log: list[Asked] = []
        self.lock = threading.RLock()

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def fetcher(self) -> Fetcher:
        policy = Policy(frozenset({self.server_port}), (ip_network("127.0.0.1/32"),))
        return Fetcher(policy, resolver=lambda host, *_: ["127.0.0.1"] if host.endswith((".test", ".1")) else [])

    def answer(self, host: str, path: str, known: str | None) -> tuple[int, bytes, dict[str, str]]:
        """Status, body and fields of one request."""
        with self.lock:
            self.asked.append(path)
            feed = self.feeds.get(path)
            if feed is not None:
                return feed.answer(known)
            found = self.files.get(f"{host}{path}", self.files.get(path))
        if found is None:
            return 404, b"", {}
        return (200, found, {}) if isinstance(found, bytes) else found


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_GET(self) -> None:
        came = time.monotonic()
        host = self.headers.get("Host", "").split(":")[0]
        status, body, fields = self.server.answer(host, self.path, self.headers.get("If-None-Match"))
        try:
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/atom+xml",
                "Content-Length": str(len(body)),
                **fields,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            status = 0  # the reader went away
        self.server.log.append(Asked(came, time.monotonic(), host, self.path, status))

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Server]:
    """A server for as long as it is needed."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
