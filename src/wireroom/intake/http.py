"""An HTTP response as it stands in an archive: its head, and its body without transfer and content coding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from wireroom.intake.streams import inflated

HEAD_LIMIT = 65_536
"""Bytes of the largest head of a response."""
_END = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")


@dataclass(frozen=True, slots=True)
class Response:
    """A response: status, header fields by their names in lower case, and the body as it was sent."""

    status: int
    fields: Mapping[str, str]
    body: bytes


def split_head(message: bytes) -> Response | None:
    """The response that a message is, or None when it has no head."""
    end = _END.search(message, 0, HEAD_LIMIT)
    first, _, rest = message[: end.start() if end else 0].partition(b"\n")
    status = re.match(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b", first)
    if end is None or status is None:
        return None
    fields: dict[str, str] = {}
    for line in rest.splitlines():
        name, mark, value = line.partition(b":")
        if mark:
            fields.setdefault(name.strip().lower().decode("latin-1"), value.strip().decode("latin-1"))
    return Response(int(status[1]), fields, message[end.end() :])


def body_of(response: Response, limit: int) -> bytes:
    """The body as the page that it is. Archives keep bodies chunked or not whatever the head says, so the body itself tells.
    Raises as `inflated` does; `br` is inflated too, for browsers that archive ask for it."""
    body = response.body
    if "chunked" in response.fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    coding = response.fields.get("content-encoding", "")
    for name in reversed([one for one in coding.split(",") if one.strip()][:3]):
        body = _unbrotlied(body, limit) if name.strip().lower() == "br" else inflated(body, name, limit)
    return body


def _unchunked(body: bytes) -> bytes:
    """The body without its chunks, as far as they are whole; the body itself when it is not in chunks at all."""
    kept, at = bytearray(), 0
    while size := _SIZE.match(body, at):
        length = int(size[1], 16)
        if length == 0:
            break
        piece = body[size.end() : size.end() + length]
        if len(piece) < length or body[size.end() + length : size.end() + length + 1] not in (b"\r", b"\n", b""):
            return bytes(kept + piece) if kept else body
        kept += piece
        at = size.end() + length + (2 if body[size.end() + length : size.end() + length + 2] == b"\r\n" else 1)
    return bytes(kept) if kept else body


def _unbrotlied(body: bytes, limit: int) -> bytes:
    from wireroom.intake.streams import TooLargeError

    try:
        import brotli
    except ImportError as error:
        raise ValueError("content coding 'br' needs brotli") from error
    unpacker = brotli.Decompressor()
    found, rest = bytearray(), body
    try:
        while True:
            piece = unpacker.process(rest, output_buffer_limit=65_536)
            found, rest = found + piece, b""
            if len(found) > limit:
                raise TooLargeError(f"more than {limit:,} bytes when inflated")
            if unpacker.is_finished():
                break
            if not piece:
                raise ValueError("brotli data that is cut short")
    except brotli.error as error:
        raise ValueError("damaged brotli data") from error
    return bytes(found)
