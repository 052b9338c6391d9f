"""Byte streams with an end: what was already read and then the rest, and inflating that stops at a limit."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, Any

TEXT_LIMIT = 20_000_000
"""Bytes of the largest single report. It is the report room's limit too: more is never read, so that a file of any size is
refused at once."""
LIST_LIMIT = 200_000_000
"""Bytes of the largest file that must be held in memory whole: a JSON list of records; JSONL has no such limit."""
INFLATED_LIMIT = 4_000_000_000
"""Bytes that one file may inflate to: ten times the largest set of reports we were given, and no bomb gets further."""
SNIFF = 4_096
"""Bytes at the head of a file by which its form is told."""
_STEP = 65_536


class TooLargeError(OSError):
    """More bytes than a limit allows."""


class Joined(io.RawIOBase):
    """The bytes already read from a stream, then the rest of it; after `limit` bytes it ends in a TooLargeError."""

    def __init__(self, head: bytes, rest: IO[bytes] | gzip.GzipFile, limit: int | None = None) -> None:
        self._head = head
        self._read = getattr(rest, "read1", rest.read)  # what can be had at once: damage behind it must not cost it
        self._left = limit
        self._limit = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found = self._head[: len(buffer)] or self._read(len(buffer))
        self._head = self._head[len(buffer) :]
        if self._left is not None:
            self._left -= len(found)
            if self._left < 0:
                raise TooLargeError(f"more than {self._limit:,} bytes when inflated")
        buffer[: len(found)] = found
        return len(found)


def joined(head: bytes, rest: IO[bytes]) -> io.BufferedReader:
    """The whole of a stream of which `head` was already read."""
    return io.BufferedReader(Joined(head, rest))


def joined_within(head: bytes, rest: IO[bytes], limit: int) -> io.BufferedReader:
    """The whole of a stream of which `head` was already read; reading beyond `limit` bytes raises TooLargeError."""
    return io.BufferedReader(Joined(head, rest, limit))


def gunzipped(stream: IO[bytes], limit: int | None = None) -> io.BufferedReader:
    """A gzip file of any number of members, inflated as it is read; reading raises OSError, EOFError or zlib.error when it is
    damaged, and TooLargeError beyond `limit` (INFLATED_LIMIT)."""
    return io.BufferedReader(Joined(b"", gzip.GzipFile(fileobj=stream), INFLATED_LIMIT if limit is None else limit))


def inflated(body: bytes, coding: str, limit: int) -> bytes:
    """The body of a response without its content coding, `gzip`, `x-gzip`, `deflate` or none; a body that is not coded as it
    says is given as it is. Raises TooLargeError beyond `limit` bytes, zlib.error when the data is damaged, and ValueError for
    another coding."""
    name = coding.strip().lower()
    if name in ("", "identity"):
        return body
    if name in ("gzip", "x-gzip"):
        return body if not body.startswith(b"\x1f\x8b") else _unpacked(body, 16 + zlib.MAX_WBITS, limit)
    if name != "deflate":
        raise ValueError(f"content coding {coding[:40]!r}")
    try:
        return _unpacked(body, zlib.MAX_WBITS, limit)
    except zlib.error:
        return _unpacked(body, -zlib.MAX_WBITS, limit)  # deflate without its wrapper, as many servers send it


def _unpacked(body: bytes, bits: int, limit: int) -> bytes:
    found = bytearray()
    rest = body
    while rest:
        unpacker = zlib.decompressobj(bits)
        while rest and not unpacker.eof:
            found += unpacker.decompress(rest, max(1, min(_STEP, limit + 1 - len(found))))
            rest = unpacker.unconsumed_tail if not unpacker.eof else unpacker.unused_data
            if len(found) > limit:
                raise TooLargeError(f"more than {limit:,} bytes when inflated")
        if not unpacker.eof:
            raise zlib.error("the data is cut short")
        rest = rest if bits > zlib.MAX_WBITS and rest.startswith(b"\x1f\x8b") else b""
    return bytes(found)
