"""What a program asks for: filters, cursors and names, as parameters of an address."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path, Query

from wireroom.model import Verdict, WarningKind
from wireroom.ports import InputError
from wireroom.store.query import LONGEST, parsed
from wireroom.web.serving import Serving, serving

Held = Annotated[Serving, Depends(serving)]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Cursor = Annotated[
    str | None,
    Query(max_length=2_000, description="`next` of the page before, with the same filters; it is not made by hand."),
]
_DAY = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
Words = Annotated[
    str,
    Query(max_length=LONGEST, description="Words and fields as `wireroom search` has them: `ferry -drill title:fire`."),
]
_Words = Annotated[str | None, Query(min_length=1, max_length=200)]
_Day = Annotated[str | None, Query(pattern=_DAY, description="An ISO day, month or year, included.", examples=["2026-03"])]


def filters(
    q: Words = "",
    publisher: _Words = None,
    agency: _Words = None,
    said: _Words = None,
    verdict: Annotated[Verdict | None, Query(description="With a claim in a thread of this verdict.")] = None,
    warning: Annotated[WarningKind | None, Query(description="With a warning of this kind.")] = None,
    language: Annotated[str | None, Query(pattern="^[a-z]{2}$")] = None,
    since: _Day = None,
    until: _Day = None,
) -> str:
    """Every filter as one query, all of which must be so of a report. Raises InputError for words that cannot be meant."""
    parsed(plain(q))
    fields = {
        "publisher": _phrase(publisher),
        "agency": _phrase(agency),
        "said": _phrase(said),
        "verdict": verdict,
        "warning": warning,
        "language": language,
        "since": since,
        "until": until,
    }
    asked = [f"{name}:{value}" for name, value in fields.items() if value is not None]
    if not asked:
        return q
    whole = " ".join([f"({q})", *asked] if q.strip() else asked)
    parsed(whole)
    return whole


def _phrase(value: str | None) -> str | None:
    if value is None:
        return None
    words = " ".join(plain(value).replace('"', " ").split())
    if not words:
        raise InputError("a filter that says nothing")
    return f'"{words}"'


def plain(value: str) -> str:
    """The words as they are. Raises InputError for what no database can look for."""
    if "\0" in value:
        raise InputError("U+0000 cannot be looked for")
    return value


def name_of(
    name: Annotated[str, Path(description="The id, percent-encoded whole.")],
    named: Annotated[str, Query(description="The id, where it is `.`, `..` or empty and cannot stand in a path.")] = "",
) -> str:
    """The id that a path names."""
    return name or named


Filtered = Annotated[str, Depends(filters)]
Name = Annotated[str, Depends(name_of)]
