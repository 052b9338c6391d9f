"""JSON as captures: records a line, a list of records, a JSON Feed; an object by itself is the report room's to judge."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from wireroom.intake import streams
from wireroom.intake.received import Received, refused, taken
from wireroom.model import Capture
from wireroom.report.wire.entry import MEDIA, Entry, written

FEED = "https://jsonfeed.org/version/"
"""How the `version` of every JSON Feed begins."""


def by_line(uri: str, stream: IO[bytes]) -> Iterator[Received]:
    """One capture a line that is not blank; a line that is too long is refused and the next one read."""
    number = 0
    limit = streams.TEXT_LIMIT
    while line := stream.readline(limit + 1):
        if len(line) > limit and not line.endswith(b"\n"):
            number += 1
            yield refused(f"{uri}#{number}", "too_large", f"a record of more than {limit:,} bytes")
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
            continue
        body = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 0 else line.strip()
        if body:
            number += 1
            yield Capture(f"{uri}#{number}", body, "application/json")
    if number == 0:
        yield refused(uri, "empty", "no record in the file")


def whole(uri: str, body: bytes) -> Iterator[Received]:
    """The records of a JSON document: of a list one capture each, of a JSON Feed one an entry, else the document itself."""
    if len(body) > streams.LIST_LIMIT:
        yield refused(uri, "too_large", f"more than {streams.LIST_LIMIT:,} bytes")
        return
    listed = body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"\xff\xfe", b"\xfe\xff"))
    try:
        value = json.loads(body) if listed or FEED.encode() in body or FEED.replace("/", "\\/").encode() in body else None
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, list):
        if not value:
            yield refused(uri, "empty", "a list of no records")
        for number, record in enumerate(value, start=1):
            yield taken(f"{uri}#{number}", json.dumps(record).encode(), "application/json")
    elif isinstance(value, dict) and str(value.get("version", "")).startswith(FEED):
        yield from _entries(uri, value)
    else:
        yield taken(uri, body, "application/json")


def _entries(uri: str, feed: Mapping[str, Any]) -> Iterator[Received]:
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        yield refused(uri, "empty", "a feed without entries")
        return
    for number, item in enumerate(items, start=1):
        where = f"{uri}#{number}"
        if isinstance(item, dict):
            yield taken(where, written(entry_of(item, feed)), MEDIA, via=uri)
        else:
            yield refused(where, "wrong_shape", "an entry that is no JSON object")


def entry_of(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    """An entry of a JSON Feed, version 1 or 1.1; what has another shape than the standard's counts as not there."""
    text = _text(item.get("content_html"))
    return Entry(
        id=_text(item.get("id")) or (str(item["id"]) if isinstance(item.get("id"), int) else None),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        title=_text(item.get("title")),
        content=text or _text(item.get("content_text")),
        summary=None if text else _text(item.get("summary")),
        plain=text is None,
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        authors=_authors(item) or _authors(feed),
        language=_text(item.get("language")) or _text(feed.get("language")),
        feed=_text(feed.get("title")),
        home=_text(feed.get("home_page_url")),
    )


def _authors(value: Mapping[str, Any]) -> tuple[str, ...]:
    given = value.get("authors") or [value.get("author")]
    people = given if isinstance(given, list) else []
    return tuple(name for one in people if isinstance(one, dict) and (name := _text(one.get("name"))))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
