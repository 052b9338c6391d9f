"""Addresses of the API: one place that knows them."""

from __future__ import annotations

from urllib.parse import quote, urlencode

ROOT = "/api/v1"
_DOTS = frozenset({"", ".", ".."})
"""Ids that a client would take for steps in a path."""


def address(folder: str, name: str) -> str:
    """Where the thing of that name is, by its folder: `stories`, `reports`, `captures`, `decisions`, `arrivals`."""
    if name in _DOTS:
        return f"{ROOT}/{folder}/?{urlencode({'named': name})}"
    return f"{ROOT}/{folder}/{quote(name, safe='', errors='replace')}"
