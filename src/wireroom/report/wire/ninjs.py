"""IPTC ninjs 1 to 3: a news item in JSON.

The three versions differ in the case of their keys and in lists where version 1 had suffixes (`body_xhtml`; `bodies` with a
`role`). `Ninjs` is what they have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wireroom.report.draft import Draft, Refusal
from wireroom.report.lines import lines_of
from wireroom.report.wire.issue import Item, drafted
from wireroom.report.wire.status import signalled, withdrawn

TEXTS = frozenset({"text", "composite", ""})
"""Types that hold a report; pictures, sound, video, graphics, events and components do not."""
_SIGNS = frozenset(
    """versioncreated firstcreated contentcreated pubstatus representationtype body_text body_xhtml body_html bodies headlines
    headline descriptions description_text urgency renditions eventdetails standard $standard""".split()
)
_PLAIN, _MARKED, _NITF = 1, 0, 2

# --- the format as written -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ninjs:
    """An item: `texts` are (order of preference, text), the best first; every other value as written."""

    uri: str
    kind: str
    status: str | None
    texts: tuple[tuple[int, str], ...]
    headline: str | None
    byline: str | None
    first: str | None
    version: str | None
    language: str | None
    holder: str | None
    sources: tuple[str, ...]
    names: tuple[str, ...]
    note: str | None
    embargoed: str | None


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a ninjs item: it has a `uri`, no `text`, and a key that only such items have."""
    keys = {str(key).lower() for key in value}
    return isinstance(value.get("uri"), str) and "text" not in keys and len(keys & _SIGNS) >= 1


def as_written(value: Mapping[str, Any]) -> Ninjs:
    """The item as written; what has another shape than the standard's counts as not there."""
    low = {str(key).lower(): entry for key, entry in value.items()}
    return Ninjs(
        uri=_text(low.get("uri")) or "",
        kind=(_text(low.get("type")) or ("event" if "eventdetails" in low else "")).lower(),
        status=_text(low.get("pubstatus")),
        texts=tuple(sorted(_bodies(low), key=lambda one: (one[0], -len(one[1])))),
        headline=_text(low.get("headline")) or _valued(low.get("headlines")) or _text(low.get("title")),
        byline=_text(low.get("byline")) or _text(low.get("by")) or _signed(low.get("bylines")),
        first=_text(low.get("firstcreated")),
        version=_text(low.get("versioncreated")),
        language=_text(low.get("language")),
        holder=_text(low.get("copyrightholder")),
        sources=_sources(low.get("infosources") or low.get("infosource")),
        names=_altids(low.get("altids")),
        note=_text(low.get("ednote")),
        embargoed=_text(low.get("embargoed")),
    )


# --- the translation -------------------------------------------------------------------------------------------------


def translated(item: Ninjs) -> Draft | Refusal:
    """The draft of an item; a refusal for what is no text."""
    gone = withdrawn(item.status)
    if item.kind not in TEXTS and not gone:
        return Refusal("unsupported", f"a ninjs item of type {item.kind[:40]}, which is no report")
    if not item.kind and not item.texts and not gone:
        return Refusal("no_text", "a ninjs item without a body")
    order, text = item.texts[0] if item.texts else (_PLAIN, "")
    return drafted(
        Item(
            text=text if order == _PLAIN else lines_of(text),
            title=item.headline,
            byline=item.byline,
            publisher=item.holder,
            url=item.uri,
            language=item.language,
            issued=(item.first or item.version,),
            changed=item.version if item.first and item.version != item.first else None,
            credits=item.sources,
            names=(item.uri, *item.names),
            notices=(*signalled(item.status), *(("embargo",) if item.embargoed else ())),
            gone=gone,
        )
    )


# --- the parser ------------------------------------------------------------------------------------------------------


def from_ninjs(value: Mapping[str, Any]) -> Draft | Refusal:
    """The draft that one ninjs object gives."""
    return translated(as_written(value))


def _bodies(low: Mapping[str, Any]) -> list[tuple[int, str]]:
    found = []
    for key, entry in low.items():
        if key.startswith("body_") and (text := _raw(entry)):
            found.append((_PLAIN if key == "body_text" else _MARKED if "html" in key else _NITF, text))
    for entry in _dicts(low.get("bodies")):
        if text := _raw(entry.get("value")):
            form = f"{entry.get('role', '')} {entry.get('contenttype') or entry.get('contentType') or ''}".lower()
            marked = "html" in form or ("plain" not in form and text.lstrip().startswith("<"))
            found.append((_NITF if "nitf" in form else _MARKED if marked else _PLAIN, text))
    return found


def _valued(entries: Any) -> str | None:
    """The value of the main entry of a list of `{"role", "value"}`, else of its first."""
    listed = [entry for entry in _dicts(entries) if _text(entry.get("value"))]
    best = next((entry for entry in listed if str(entry.get("role", "")).lower() in {"main", "headline"}), None)
    chosen = best or next(iter(listed), None)
    return _text(chosen.get("value")) if chosen else None


def _signed(entries: Any) -> str | None:
    return ", ".join(name for entry in _dicts(entries) if (name := _text(entry.get("byline") or entry.get("name")))) or None


def _sources(entries: Any) -> tuple[str, ...]:
    return tuple(name for entry in _dicts(entries) if (name := _text(entry.get("name"))))


def _altids(entries: Any) -> tuple[str, ...]:
    if isinstance(entries, dict):
        return tuple(text for value in entries.values() if (text := _text(value)))
    return tuple(text for entry in _dicts(entries) if (text := _text(entry.get("value"))))


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _raw(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _text(value: Any) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None
