"""RSS and Atom of every version as captures, one an entry, read by feedparser from bytes in memory.

feedparser is only ever given a stream over bytes: given a string it would fetch an address or open a file."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from wireroom.intake.received import Received, refused, taken
from wireroom.report.wire.entry import MEDIA, Entry, written

FEED_LIMIT = 10_000_000
"""Bytes of the largest feed: those of big publishers, with whole texts, have one or two million."""
DEPTH_LIMIT = 200
"""Open elements one inside the other: feeds have a dozen, with the markup of their texts some tens."""
ENTITIES = 300
"""Entities that a feed may declare: old ones declare all 253 of HTML, which is harmless, for each is one character."""
ENTITY_LIMIT = 16
"""Bytes of the longest value of a declared entity: the reference to one character."""
TAG_LIMIT = 200_000
"""Opening brackets of a feed, those of the markup in its texts included where it is not escaped: a feed of megabytes has fifty
thousand, and feedparser takes some 5 µs for each."""
_ENTITY = re.compile(rb"""<!\s*ENTITY\s+[^\s"'>]{0,200}\s*(?:"([^"]*)"|'([^']*)'|([^>]{0,200}))""", re.IGNORECASE)
_TAG = re.compile(rb"<(/?)[A-Za-z_][^<>]{0,4000}?(/?)>")
_DELETED = re.compile(
    rb"""<(?:[\w.-]{1,40}:)?deleted-entry\b[^<>]{0,2000}?\bref\s*=\s*(?:"([^"<>]{1,400})"|'([^'<>]{1,400})')"""
)


def entries(uri: str, body: bytes) -> Iterator[Received]:
    """Each entry of a feed as a capture, in the feed's order; a feed that is none, or is a bomb, as one rejection.

    The address of an entry is that of the feed with `#` and its number from 1. An entry that the feed says was deleted
    (RFC 6721) is a rejection that retracts it."""
    why = dangerous(body)
    if why is not None:
        yield refused(uri, "wrong_shape" if len(body) <= FEED_LIMIT else "too_large", why)
        return
    gone = [(one[0] or one[1]).decode("utf-8", "replace") for one in _DELETED.findall(body)]
    parsed, failure = _parsed(body)
    found = parsed.get("entries") or []
    about = parsed.get("feed") or {}
    if failure is not None:
        yield refused(uri, "wrong_shape", f"a feed that cannot be read: {failure}")
    elif not found and not gone:
        named = parsed.get("version")
        yield refused(uri, "empty" if named else "wrong_shape", "a feed without entries" if named else "not a feed")
    for number, entry in enumerate(found, start=1):
        yield taken(f"{uri}#{number}", written(entry_of(entry, about)), MEDIA, via=uri)
    for number, name in enumerate(gone, start=len(found) + 1):
        yield refused(f"{uri}#{number}", "retraction", f"the feed withdraws {name[:160]}", (name,))


def dangerous(body: bytes) -> str | None:
    """Why a feed is not given to the parser at all, or None: too large, too deep, or with entities that could grow."""
    if len(body) > FEED_LIMIT:
        return f"a feed of more than {FEED_LIMIT:,} bytes"
    bare = body.replace(b"\0", b"") if b"\0" in body[:4096] else body
    declared = [max(found, key=len) for found in _ENTITY.findall(bare)] if b"<!" in bare else []
    if len(declared) > ENTITIES or any(len(value) > ENTITY_LIMIT or value.count(b"&") > 1 for value in declared):
        return "a feed that declares entities which could grow"
    if bare.count(b"<") > TAG_LIMIT:
        return f"a feed of more than {TAG_LIMIT:,} tags"
    depth = 0
    for tag in _TAG.finditer(bare):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > DEPTH_LIMIT:
            return f"a feed of more than {DEPTH_LIMIT} elements one inside the other"
        depth = max(depth, 0)
    return None


def _parsed(body: bytes) -> tuple[Mapping[str, Any], str | None]:
    parse: Callable[..., Mapping[str, Any]] = import_module("feedparser").parse
    try:
        return parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False), None
    except Exception as error:  # another's parser on hostile bytes: whatever it raises is the feed's fault
        return {}, type(error).__name__


def entry_of(entry: Mapping[str, Any], about: Mapping[str, Any]) -> Entry:
    """One entry of feedparser's as we write it down."""
    contents = [one for one in entry.get("content") or [] if _text(one.get("value"))]
    source = entry.get("source") or {}
    content = max((str(one["value"]) for one in contents), key=len, default=None)
    return Entry(
        id=_text(entry.get("id")),
        link=_text(entry.get("link")),
        title=_text(entry.get("title")),
        content=content,
        summary=_text(entry.get("summary")),
        published=_text(entry.get("published")) or _text(entry.get("created")),
        updated=_text(entry["updated"]) if "updated" in entry else None,  # else feedparser gives `published`
        authors=_authors(entry) or _authors(about),
        source=_text(source.get("title")),
        language=_language(entry, contents) or _text(about.get("language")),
        feed=_text(about.get("title")),
        home=_text(about.get("link")),
    )


def _authors(value: Mapping[str, Any]) -> tuple[str, ...]:
    names = [name for one in value.get("authors") or [] if (name := _text(one.get("name")) or None)]
    return tuple(dict.fromkeys(names)) or tuple(one for one in [_text(value.get("author"))] if one)


def _language(entry: Mapping[str, Any], contents: list[Mapping[str, Any]]) -> str | None:
    return _text(entry.get("language")) or next((str(one["language"]) for one in contents if one.get("language")), None)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
