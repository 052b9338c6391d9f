"""A server of feeds on this machine, whose feeds can change, fail, move and die; it counts what it served."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any
from xml.sax.saxutils import escape

from wireroom.intake.address import Policy
from wireroom.intake.fetch import Fetcher


@dataclass
class Feed:
    """A feed: entries (id → text), and how the server answers instead, if it does."""

    entries: dict[str, str] = field(default_factory=dict)
    status: int = 200
    fields: dict[str, str] = field(default_factory=dict)
    served: Counter[str] = field(default_factory=Counter)
    whole: set[tuple[str, str]] = field(default_factory=set)

    @property
    def tag(self) -> str:
        return f'"{abs(hash(tuple(sorted(self.entries.items()))))}"'

    def body(self) -> bytes:
        items = "".join(
            f"<entry><id>{name}</id><title>{escape(text[:30])}</title><updated>2026-03-04T10:00:00Z</updated>"
            f"<content type='text'>{escape(text)}</content></entry>"
            for name, text in reversed(self.entries.items())
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Echo</title><id>f</id>{items}</feed>".encode()


class Server(ThreadingHTTPServer):
    """Serves feeds by path; everything else, robots.txt among it, from `files`, or 404."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.feeds: dict[str, Feed] = {}
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def fetcher(self) -> Fetcher:
        return Fetcher(Policy(frozenset({self.server_port}), (ip_network("127.0.0.1/32"),)))


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        feed = self.server.feeds.get(self.path)
        if feed is None:
            body = self.server.files.get(self.path)
            self._answer(200 if body is not None else 404, body or b"", {})
            return
        if feed.status == 200 and self.headers.get("If-None-Match") == feed.tag:
            feed.served["304"] += 1
            self._answer(304, b"", {"ETag": feed.tag})
            return
        feed.served[str(feed.status)] += 1
        good = feed.status == 200
        if good:
            feed.whole.update(feed.entries.items())
        self._answer(feed.status, feed.body() if good else b"", {**({"ETag": feed.tag} if good else {}), **feed.fields})

    def _answer(self, status: int, body: bytes, fields: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/atom+xml", "Content-Length": str(len(body)), **fields}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

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
