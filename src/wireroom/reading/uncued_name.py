"""Names beside quotations without a verb: behind a dash, before a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wireroom.model import Source, Span
from wireroom.reading.draft import Draft, Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_DASHES = frozenset(("―", "—", "–", "--", "-"))


_PART = r"[^\W\d_a-z][\w.'’-]*"
_SIGNATURE = re.compile(
    r"[ \xa0]{0,2}(?:\n[ \xa0]?){0,2}(?P<dash>―|—|–|--|-)[ \xa0]?"
    rf"(?P<name>{_PART}(?:[ \xa0](?:de|van|von|el|al|bin|{_PART})){{0,5}}(?<![.]))"
)
"""A dash behind a quotation and the capitalised words behind it."""


ENDS = frozenset((".", "?", "!"))


def signed(page: Page, place: int) -> Draft | None:
    """A name behind a dash: "…" — Jane Roe; also on the next line, or with the dash glued to either."""
    outer = page.quotes[place].outer
    found = _SIGNATURE.match(page.report.text, outer.end)
    if found is None or (found["dash"] == "-" and not _heads_line(page.report.text, outer.start)):
        return None
    span = Span(*found.span("name"))
    name = page.report.text[span.start : span.end]
    first, last = page.tokens(*span)
    mention = next((one for at in range(first, last) if (one := page.known.names.of(at)) and one.kind == "PERSON"), None)
    who = Source(span, name, mention.name if mention is not None else name, "person", "named", name)
    return Draft((who,), [outer], "a name behind a dash", first, Span(*found.span("dash")), "dash")


def _heads_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def last_name(page: Page, first: int, end: int) -> Token | None:
    """The last token of a stretch that is all one name, the title before it included: "Said Dr. Roe: “…”"."""
    words = [page.doc[at] for at in range(first, end) if not page.doc[at].is_space]
    return words[-1] if words and all(word.text[0].isupper() for word in words) else None


def label(page: Page, place: int, colon: int) -> Draft | None:
    """A name right before a colon and a quotation: "— Jane Roe: “…”"."""
    if colon < 1:
        return None
    head = page.doc[colon - 1]
    mention = page.known.names.of(head.i)
    first = page.known.names.first_token(head.i) if mention is not None else head.i
    fresh = first == 0 or page.doc[first - 1].is_space or page.doc[first - 1].text in _DASHES | ENDS | {"”", '"', "]", ")"}
    if head.pos_ != "PROPN" or not fresh or (mention is not None and mention.kind not in {"PERSON", "ORG", "MEDIA"}):
        return None
    span = Span(page.doc[first].idx, head.idx + len(head))
    text = page.report.text[span.start : span.end]
    named = mention is not None and mention.kind == "PERSON"
    name = mention.name if mention is not None else text
    who = Source(span, text, name, "person" if named else "organisation", "named", name)
    mark = Span(page.doc[colon].idx, page.doc[colon].idx + 1)
    return Draft((who,), [page.quotes[place].outer], "a speaker before a colon", colon, mark, "colon")
