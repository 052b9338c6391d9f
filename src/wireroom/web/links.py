"""Addresses within the desk: one place that knows them, for pages and for the API."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlencode

from wireroom.model import Span, StoryOrder
from wireroom.ports import InputError

_PLAIN = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,199}")
"""Ids that stand in a path as they are; others, which a browser or a proxy could take apart, are asked for by name."""

_KEY: Mapping[StoryOrder, re.Pattern[str]] = {
    "newest": re.compile(r"([0-9TWMY:-]{0,10})~([0-9]{1,9})~([0-9]{1,15})"),
    "disputed": re.compile(r"([0-9]{1,9})~([0-9TWMY:-]{0,10})~([0-9]{1,15})"),
}
"""How the key of a row stands in an address."""


def story_link(name: str, fragment: str = "") -> str:
    """The page of a story; `fragment` is an id on it."""
    return _page("/stories", name) + (f"#{fragment}" if fragment else "")


def report_link(name: str, span: Span | None = None, *, in_title: bool = False, **more: str) -> str:
    """The page of a report, opened at the words of a span, which point into its title with `in_title`."""
    path = _report(name) if not more else _page("/reports", name, more)
    parts = [f"span={span.start}-{span.end}"] if span is not None else []
    parts += ["in=title"] if in_title else []
    query = "&".join(parts)
    return f"{path}{'&' if '?' in path else '?'}{query}{'#mark' if span is not None else ''}" if query else path


@lru_cache(maxsize=1_024)
def _report(name: str) -> str:
    return _page("/reports", name)


def capture_link(name: str) -> str:
    """The bytes of a report as they were received."""
    return _page("/captures", name)


def compare_link(one: str, other: str, **more: str) -> str:
    """Two reports side by side."""
    return f"/compare?{urlencode({'a': one, 'b': other, **more}, errors='replace')}"


def search_link(query: str, path: str = "/", **more: str) -> str:
    """The stories that answer to a query; another `path` for another form of the same."""
    asked = {"q": query, **more} if query else more
    return path + (f"?{urlencode(asked, errors='replace')}" if asked else "")


def export_link(name: str, form: str) -> str:
    """A dossier in another form."""
    return _page(f"/export/{form}", name)


def decide_link(kind: str, *names: str) -> str:
    """The form of a decision about these."""
    return f"/decide?{urlencode({'kind': kind, 'name': names}, doseq=True, errors='replace')}"


def as_key(key: tuple[str | int, ...] | None) -> str:
    """The key of a row in an address."""
    return "~".join(str(one) for one in key or ())


def key_of(text: str, order: StoryOrder) -> tuple[str | int, ...] | None:
    """The key that an address holds; None for none. Raises InputError for what is none."""
    if not text:
        return None
    found = _KEY[order].fullmatch(text)
    if found is None:
        raise InputError("the place in the list cannot be read")
    first, second, third = found.groups()
    return (int(first), second, int(third)) if order == "disputed" else (first, int(second), int(third))


def _page(folder: str, name: str, asked: dict[str, str] | None = None) -> str:
    query = dict(asked or {})
    if _PLAIN.fullmatch(name):
        path = f"{folder}/{name}"
    else:
        path, query = f"{folder}/", {"named": name, **query}
    return path + (f"?{urlencode(query, errors='replace')}" if query else "")
