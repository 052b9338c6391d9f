"""One entry of a feed, RSS, Atom or JSON Feed, as the intake writes it down: a JSON object with the keys of `Entry`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from wireroom.report.decode import clean
from wireroom.report.draft import Draft, Refusal
from wireroom.report.lines import lines_of
from wireroom.report.wire.issue import Item, drafted

MEDIA = "application/vnd.wireroom.entry+json"
"""The media type of an entry that was written down."""

# --- the format as written -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: `content` and `summary` as markup unless `plain`; times as printed; `feed` the title of the feed, `home` its
    page; `id` the feed's own name for the entry."""

    id: str | None = None
    link: str | None = None
    title: str | None = None
    content: str | None = None
    summary: str | None = None
    plain: bool = False
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    language: str | None = None
    feed: str | None = None
    home: str | None = None


def written(entry: Entry) -> bytes:
    """The entry as the bytes of a capture; the same entry gives the same bytes."""
    return json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def as_written(value: Mapping[str, Any]) -> Entry:
    """The entry that a JSON object holds; a field of another shape counts as not there."""
    kept: dict[str, Any] = {}
    for field in fields(Entry):
        given = value.get(field.name)
        if field.name == "authors":
            kept["authors"] = tuple(one for one in given if isinstance(one, str)) if isinstance(given, list) else ()
        elif field.name == "plain":
            kept["plain"] = given is True
        else:
            kept[field.name] = given if isinstance(given, str) and given.strip() else None
    return Entry(**kept)


# --- the translation -------------------------------------------------------------------------------------------------


def translated(entry: Entry) -> Draft | Refusal:
    """The draft of an entry: its content, or its summary when that says more; a headline alone is no report.

    An entry without a time of publication has that of its last change, the only one its publisher states."""
    texts = [clean(text).strip() if entry.plain else lines_of(text) for text in (entry.content, entry.summary) if text]
    text = max(texts, key=lambda one: len(one.split()), default="")
    if not any(char.isalnum() for char in text):
        return Refusal("no_text", "an entry that is only a headline" if entry.title else "an entry without text")
    title = lines_of(entry.title).replace("\n", " ") if entry.title and not entry.plain else entry.title
    return drafted(
        Item(
            text=text,
            title=title,
            byline=", ".join(entry.authors) or None,
            publisher=entry.source or entry.feed,
            url=entry.link,
            language=entry.language,
            issued=(entry.published or entry.updated,),
            changed=entry.updated if entry.published and entry.updated != entry.published else None,
            stated="feed",
            names=(entry.id, entry.link),
        )
    )


# --- the parser ------------------------------------------------------------------------------------------------------


def from_entry(value: Mapping[str, Any]) -> Draft | Refusal:
    """The draft that one written entry gives."""
    return translated(as_written(value))
