"""Texts with time expressions marked by people, from TimeML (TIMEX3) and WikiWars (TIMEX2) files."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_BODY = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_CREATED = re.compile(r"<(?:DCT|DATETIME)>.*?val(?:ue)?=\"([^\"]*)\"", re.DOTALL)
_DAY = 10
"""Code points of an ISO day: a creation time is cut to it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One time expression as a person marked it: half-open span, type (None in TIMEX2) and value."""

    start: int
    end: int
    type: str | None
    value: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with its time expressions in order, and the day on which it was written."""

    name: str
    text: str
    created: str | None
    times: tuple[Marked, ...]


def marked_text(path: Path) -> MarkedText:
    """The text between TEXT tags with its marks, without white space around them; the creation time is not one of them."""
    source = path.read_text("utf-8", errors="replace")
    body = _BODY.search(source)
    created = _CREATED.search(source)
    pieces: list[str] = []
    length = 0
    open_marks: list[tuple[int, dict[str, str]]] = []
    found: list[Marked] = []
    for tag in _TAG.finditer(body[1] if body else ""):
        if tag[4]:
            piece = html.unescape(tag[4])
            pieces.append(piece)
            length += len(piece)
        elif tag[2] in ("TIMEX3", "TIMEX2") and not tag[1]:
            open_marks.append((length, dict(_ATTRIBUTE.findall(tag[3]))))
        elif tag[2] in ("TIMEX3", "TIMEX2") and open_marks:
            start, attributes = open_marks.pop()
            found.append(Marked(start, length, attributes.get("type"), attributes.get("value") or attributes.get("val") or ""))
    text = "".join(pieces)
    times = sorted((_trimmed(text, mark) for mark in found), key=lambda mark: (mark.start, mark.end))
    return MarkedText(path.name, text, created[1][:_DAY] if created else None, tuple(times))


def _trimmed(text: str, mark: Marked) -> Marked:
    start, end = mark.start, mark.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Marked(start, end, mark.type, mark.value)
