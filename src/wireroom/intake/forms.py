"""Every form in: a stream of bytes and its media type as captures and rejections, one decoder a form."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from wireroom.intake import documents, mbox, records, streams, table, warc
from wireroom.intake.media import GZIP, by_bytes, certainly
from wireroom.intake.received import Received, plain, refused, taken
from wireroom.model import Capture

READ = frozenset({"text/plain", "text/markdown", "text/html", "message/rfc822"})
"""Forms of which one file is one report."""
_TABLES = ("application/vnd.apache.parquet", "application/vnd.apache.arrow.file", "application/vnd.apache.arrow.stream")
_NAMES = {
    "application/zstd": "Zstandard",
    "application/x-arc": "ARC, the form before WARC,",
}


def received(uri: str, stream: IO[bytes], media: str) -> Iterator[Received]:
    """What a stream of one form gives, in its order. Never raises for what is in the stream, but OSError where the stream
    itself cannot be read."""
    if media.endswith(GZIP) or media == "application/gzip":
        yield from _gunzipped(uri, stream, media.removesuffix(GZIP))
    elif media in READ:
        yield taken(uri, stream.read(streams.TEXT_LIMIT + 1), media)
    elif media == "application/jsonl":
        yield from records.by_line(uri, stream)
    elif media == "application/json":
        yield from records.whole(uri, stream.read(streams.LIST_LIMIT + 1))
    elif media == "application/xml":
        body = stream.read(streams.TEXT_LIMIT + 1)
        yield from [taken(uri, body, media)] if len(body) > streams.TEXT_LIMIT else documents.received(uri, body)
    elif media == "application/mbox":
        yield from mbox.messages(uri, stream)
    elif media == "application/warc":
        yield from warc.records(uri, stream, page)
    elif media == "application/wacz" or media in _TABLES:
        whole = _seekable(stream)
        if whole is None:
            yield refused(uri, "too_large", f"more than {streams.LIST_LIMIT:,} bytes of what must be read whole")
        elif media == "application/wacz":
            yield from warc.collection(uri, whole, page)
        else:
            yield from table.rows(uri, whole, media)
    else:
        yield refused(uri, "unsupported", f"{_NAMES.get(media, media)[:80]} is not read")


def page(uri: str, body: bytes, media: str | None, at: str | None, via: str | None) -> Iterator[Received]:
    """What one page of an archive or of the web gives: a feed its entries, a page itself. Its own bytes tell what it is when
    the server does not, or calls it plain text."""
    if not body:
        yield refused(uri, "empty", "no bytes")
        return
    sure = certainly(body[: streams.SNIFF])
    known = sure if media in (None, "text/plain", "text/html") and sure else media or by_bytes(body[: streams.SNIFF])
    if known.endswith("+xml") and known != "image/svg+xml":
        known = "application/xml"
    if known.endswith("+json"):
        known = "application/json"
    if known in ("application/warc", "application/wacz", "application/gzip"):
        yield refused(uri, "unsupported", "an archive inside an archive")
        return
    for item in received(uri, io.BytesIO(body), known):
        yield replace(item, received=at, via=item.via or via) if isinstance(item, Capture) else item


def _gunzipped(uri: str, stream: IO[bytes], media: str) -> Iterator[Received]:
    """What is in a gzip file, its form told by its ending or by the bytes inside; damage gives what came before it."""
    number = 0
    try:
        with streams.gunzipped(stream) as inflated:
            if media == "application/gzip":
                head = inflated.peek(streams.SNIFF)[: streams.SNIFF]
                media = by_bytes(head)
            if media == "application/gzip":
                yield refused(uri, "unsupported", "gzip inside gzip is not read")
                return
            for item in received(uri, inflated, media):
                number += 1
                yield item
    except (OSError, EOFError, zlib.error) as error:
        large = isinstance(error, streams.TooLargeError) and media != "application/jsonl"
        yield refused(f"{uri}#{number + 1}" if number else uri, "too_large" if large else "unreadable", f"gzip: {plain(error)}")


def _seekable(stream: IO[bytes]) -> IO[bytes] | None:
    """The stream, or its bytes in memory when it can only be read forwards; None when they are too many."""
    if stream.seekable():
        return stream
    body = stream.read(streams.LIST_LIMIT + 1)
    return None if len(body) > streams.LIST_LIMIT else io.BytesIO(body)
