"""Speakers before a colon: "Coroner: no sign of a struggle", "ROE: I never said that" at the head of a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from wireroom.model import Span
from wireroom.reading.joint import sources
from wireroom.reading.source_kind import sayer
from wireroom.text import paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Token

    from wireroom.model import Source
    from wireroom.reading.draft import Page

LABEL = 48
"""Code points of the longest label looked at: a name with its title."""
WORDS = 5
"""Words of the longest label."""
_OPENERS = frozenset(("“", '"', "«", "„"))
_NOTES = frozenset(("note", "update", "email", "correction", "related", "watch", "read", "more", "photo", "photos", "video"))
_LISTS = frozenset(("here", "follow", "following", "include", "includes", "be", "is", "are"))


def labelled(page: Page) -> Iterator[tuple[tuple[Source, ...], Span, Span, int]]:
    """Sources, cue, content and token index for each line that begins with a speaker and a colon, and holds words behind it.

    The label must be a name that the report's names know, or a role; headings ("What we know:") and notes ("Update:") are
    neither."""
    text = page.report.text
    for line in paragraphs(text):
        begin = line.start + (text[line.start] in _OPENERS)
        colon = text.find(":", begin, min(line.end, line.start + LABEL))
        if begin > line.start and not text[begin:colon].isupper():
            continue
        if begin == line.start and any(page.quoted[at] >= 0 for at in range(page.first(begin), page.first(colon))):
            continue
        if colon < 0 or colon + 2 >= line.end or not text[colon + 1].isspace() or len(text[begin:colon].split()) > WORDS:
            continue
        first, last = page.first(begin), page.first(colon)
        head = _head(page, first, last, quote=text[colon + 1 : colon + 3].strip()[:1] in _OPENERS)
        if head is None or sayer(head, page.known) != "yes":
            continue
        start = colon + 1 + len(text[colon + 1 : line.end]) - len(text[colon + 1 : line.end].lstrip())
        label = Span(begin, colon)
        who = [replace(one, span=label, text=text[label.start : label.end]) for one in sources(head, page.known)[:1]]
        if who and start < line.end:
            yield tuple(who), Span(colon, colon + 1), Span(start, line.end), last


def _head(page: Page, first: int, last: int, *, quote: bool) -> Token | None:
    """The last noun of a label that is a bare noun phrase and no quotation."""
    words = [page.doc[at] for at in range(first, last) if not page.doc[at].is_space]
    if not words or any(word.pos_ in {"VERB", "AUX"} or word.lower_ in _LISTS for word in words):
        return None
    head = words[-1]
    known = page.known.names.of(head.i)
    named = known is not None and known.kind in {"PERSON", "MEDIA", "ORG"}
    roles = page.known.rules.roles
    role = any(head.lower_ in roles.get(table, frozenset()) for table in ("person", "officials", "group", "document"))
    unknown = quote and head.pos_ == "PROPN"
    return head if (named or role or unknown) and head.lower_ not in _NOTES else None
