"""What a reader asks for in fields, as one query of the store's language, so that every filter can be saved and told."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from wireroom.ports import InputError

FIELDS = ("verdict", "warning", "publisher", "agency", "since", "until")
"""The fields of the form, in the order in which a query names them."""

_PLAIN = re.compile(r"[\w.-]+")
"""A value that needs no quotation marks in a query."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Words and fields as a form gives them, empty where nothing is asked."""

    q: str = ""
    verdict: str = ""
    warning: str = ""
    publisher: str = ""
    agency: str = ""
    since: str = ""
    until: str = ""

    @property
    def query(self) -> str:
        """All of it as one query: what stands in a field is quoted, so that it cannot be read as more than its value."""
        words = self.q.strip()
        parts = [f"({words})" if " OR " in words and self.narrowed else words] if words else []
        parts += [f"{name}:{_quoted(value)}" for name in FIELDS if (value := getattr(self, name).strip())]
        return " ".join(parts)

    @property
    def narrowed(self) -> bool:
        """Whether any field but the words is filled in."""
        return any(getattr(self, name).strip() for name in FIELDS)

    @property
    def given(self) -> dict[str, str]:
        """What is filled in, by name."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name).strip())}


def _quoted(value: str) -> str:
    if '"' in value:
        raise InputError("a field cannot hold a quotation mark")
    return value if _PLAIN.fullmatch(value) else f'"{value}"'
