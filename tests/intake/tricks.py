"""A server on this machine that plays tricks: one a path, each a function that answers on the connection as it likes."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

CERTIFICATE = Path(__file__).parent / "certificates" / "good.example.pem"
"""A certificate for `good.example` with its key, made for these tests and trusted by nobody else."""
TEXT = b"A ferry and a tug collided off Portmere on Wednesday."
Trick = Callable[[socket.socket, "Server"], None]


def answer(body: bytes = TEXT, status: str = "200 OK", **fields: str) -> Trick:
    """An honest answer, with its length unless the fields give another."""
    head = {"Content_Type": "text/plain", "Content_Length": str(len(body)), **fields}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in head.items() if value is not None)
    return raw(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)


def raw(message: bytes) -> Trick:
    def send(line: socket.socket, _: Server) -> None:
        line.sendall(message)

    return send


def moved(place: str, status: str = "302 Found") -> Trick:
    """A redirect; `{port}` in the place is the server's own."""

    def send(line: socket.socket, server: Server) -> None:
        there = place.replace("{port}", str(server.port))
        line.sendall(f"HTTP/1.1 {status}\r\nLocation: {there}\r\nSet-Cookie: id=secret\r\nContent-Length: 0\r\n\r\n".encode())

    return send


def forever(head: bytes, piece: bytes, pause: float = 0.0) -> Trick:
    """A head and then the same piece until the other side leaves, or for ten seconds."""

    def send(line: socket.socket, _: Server) -> None:
        ends = time.monotonic() + 10
        line.sendall(head)
        while time.monotonic() < ends:
            line.sendall(piece)
            time.sleep(pause)

    return send


def silence(line: socket.socket, _: Server) -> None:
    time.sleep(4)


def bomb(coding: str) -> bytes:
    return gzip.compress(b"0" * 20_000_000) if coding == "gzip" else zlib.compress(b"0" * 20_000_000)


OK = b"HTTP/1.1 200 OK\r\n"
TRICKS: dict[str, Trick] = {
    "/plain": answer(ETag='"v1"', Last_Modified="Wed, 04 Mar 2026 18:20:00 GMT"),
    "/gzip": answer(gzip.compress(TEXT), Content_Encoding="gzip"),
    "/deflate": answer(zlib.compress(TEXT), Content_Encoding="deflate"),
    "/gone": answer(b"gone", "410 Gone"),
    "/busy": answer(b"", "429 Too Many Requests", Retry_After="120"),
    "/moved": moved("/plain"),
    "/moved-twice": moved("http://other.example:{port}/moved"),
    "/to-private": moved("http://10.0.0.1:{port}/"),
    "/to-metadata": moved("http://169.254.169.254:{port}/latest/meta-data/"),
    "/to-mapped": moved("http://[::ffff:127.0.0.1]:{port}/"),
    "/to-private-name": moved("http://inside.example:{port}/"),
    "/to-port": moved("http://good.example:22/"),
    "/to-file": moved("file:///etc/passwd"),
    "/to-gopher": moved("gopher://good.example:{port}/_x"),
    "/to-user": moved("http://user:secret@good.example:{port}/plain"),
    "/to-decimal": moved("http://2130706433:{port}/plain"),
    "/to-nowhere": moved("http://[::1"),
    "/ring": moved("/ring-2"),
    "/ring-2": moved("/ring"),
    **{f"/long-{number}": moved(f"/long-{number + 1}") for number in range(20)},
    "/downgrade": moved("http://good.example:{port}/plain"),
    "/large-stated": answer(b"x", Content_Length="9000000000"),
    "/large": forever(OK + b"\r\n", b"0" * 65_536),
    "/gzip-bomb": answer(bomb("gzip"), Content_Encoding="gzip"),
    "/deflate-bomb": answer(bomb("deflate"), Content_Encoding="deflate"),
    "/gzip-cut": answer(gzip.compress(TEXT)[:-12], Content_Encoding="gzip"),
    "/zstd": answer(b"\x28\xb5\x2f\xfd", Content_Encoding="zstd"),
    "/br": answer(b"\x0b", Content_Encoding="br"),
    "/gzip-in-gzip": answer(gzip.compress(gzip.compress(TEXT)), Content_Encoding="gzip, gzip"),
    "/drip": forever(OK + b"Content-Length: 100000\r\n\r\n", b"x", 0.05),
    "/drip-head": forever(OK, b"A: b\r\n", 0.05),
    "/silence": silence,
    "/endless-head": forever(OK, b"X-Filler: " + b"a" * 8_000 + b"\r\n"),
    "/one-long-header": forever(OK + b"X-Long: ", b"a" * 65_536),
    "/endless-continue": forever(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    "/chunks-lie": raw(OK + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nabc"),
    "/chunks-no-number": raw(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"),
    "/chunks-cut": raw(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"),
    "/chunks-endless": forever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + b"x" * 4096 + b"\r\n"),
    "/short": answer(TEXT[:10], Content_Length="4000"),
    "/longer": answer(TEXT + b"HTTP/1.1 200 OK\r\n\r\n", Content_Length=str(len(TEXT))),
    "/negative": answer(TEXT, Content_Length="-5"),
    "/two-lengths": raw(OK + b"Content-Length: 5\r\nContent-Length: 50\r\n\r\n" + TEXT),
    "/not-http": raw(b"SSH-2.0-OpenSSH_9.6\r\n" * 50),
    "/nothing": raw(b""),
    "/binary": raw(bytes(range(256)) * 400),
    "/http2": raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    "/bare": raw(b"<html>HTTP/0.9 has no head</html>"),
}


class Server:
    """Listens on this machine until it is closed; `heard` are the heads of all requests, in order."""

    def __init__(self, *, tls: bool = False, slow_tls: bool = False) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.heard: list[str] = []
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if tls else None
        self._slow_tls = slow_tls
        if self._context:
            self._context.load_cert_chain(CERTIFICATE)
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _listen(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        with contextlib.suppress(OSError), line:
            line.settimeout(12)
            if self._slow_tls:
                time.sleep(4)
                return
            held = self._context.wrap_socket(line, server_side=True) if self._context else line
            with held:
                head = b""
                while b"\r\n\r\n" not in head and (piece := held.recv(4096)):
                    head += piece
                self.heard.append(head.decode("latin-1"))
                path = head.split(b" ")[1].decode("latin-1") if head.count(b" ") > 1 else "/"
                if path == "/plain" and b'If-None-Match: "v1"' in head:
                    held.sendall(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n')
                    return
                TRICKS.get(path.split("?")[0], answer(b"", "404 Not Found"))(held, self)


@contextlib.contextmanager
def serving(*, tls: bool = False, slow_tls: bool = False) -> Iterator[Server]:
    """A server for as long as it is needed."""
    server = Server(tls=tls, slow_tls=slow_tls)
    try:
        yield server
    finally:
        server.close()
