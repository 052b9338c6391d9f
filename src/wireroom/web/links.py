"""Addresses within the desk: one place that knows them, for pages and for the API."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from wireroom.model import Span

_DOTS = frozenset({".", ".."})
"""Ids that a browser would take for steps in a path."""


def story_link(name: str, fragment: str = "") -> str:
    """The page of a story; `fragment` is an id on it."""
    return _page("/stories", name) + (f"#{fragment}" if fragment else "")


def report_link(name: str, span: Span | None = None, *, in_title: bool = False, **more: str) -> str:
    """The page of a report, opened at the words of a span, which point into its title with `in_title`."""
    asked = dict(more)
    if span is not None:
        asked["span"] = f"{span.start}-{span.end}"
    if in_title:
        asked["in"] = "title"
    return _page("/reports", name, asked) + ("#mark" if span is not None else "")


def capture_link(name: str) -> str:
    """The bytes of a report as they were received."""
    return _page("/captures", name)


def compare_link(one: str, other: str) -> str:
    """Two reports side by side."""
    return f"/compare?{urlencode({'a': one, 'b': other}, errors='replace')}"


def _page(folder: str, name: str, asked: dict[str, str] | None = None) -> str:
    query = dict(asked or {})
    path = f"{folder}/{quote(name, safe='', errors='replace')}"
    if name in _DOTS:
        path, query = f"{folder}/", {"named": name, **query}
    return path + (f"?{urlencode(query, errors='replace')}" if query else "")
