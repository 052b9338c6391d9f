"""A saved page as a draft: trafilatura's text and metadata. Nothing is ever fetched."""

from __future__ import annotations

import re

from wireroom.model import DateCandidate
from wireroom.report.dates import moment
from wireroom.report.decode import clean
from wireroom.report.draft import Draft, Refusal

PAGE_LIMIT = 8_000_000
"""Code points of markup: a long page has half a million; beyond the limit a parse takes many seconds."""
DEPTH_LIMIT = 400
"""Open elements one inside the other: real pages stay below a hundred, and lxml's own tree walks cost depth squared."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li td tr th option dt dd".split())
_DROP = re.compile(r"(?is)<(script|style|noscript|template|svg)\b.*?</\1\s*>|<!--.*?-->")
_BLOCK = re.compile(
    r"(?i)</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|section|article|header|footer|blockquote|figure|figcaption|title)\b[^<>]*>"
)


def from_page(markup: str) -> Draft | Refusal:
    """The draft that a page gives: what trafilatura takes for its text, or all its text when that finds nothing."""
    if len(markup) > PAGE_LIMIT:
        return Refusal("too_large", f"more than {PAGE_LIMIT:,} characters of markup")
    if _depth(markup) > DEPTH_LIMIT:
        return _stripped(markup)
    from trafilatura import bare_extraction

    try:
        page = bare_extraction(markup, url=None, with_metadata=True, include_comments=False, include_tables=True, fast=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError, MemoryError):
        page = None
    if page is None or not getattr(page, "text", None):
        return _stripped(markup)
    stated = page.date or ""
    return Draft(
        text=clean(page.text),
        title=_line(page.title),
        byline=_line(page.author),
        publisher=_line(page.sitename),
        url=_line(page.url),
        dates=(DateCandidate(moment(stated), "metadata", stated),) if stated else (),
    )


def _line(value: object) -> str | None:
    return " ".join(clean(value).split()) or None if isinstance(value, str) else None


def _depth(markup: str) -> int:
    """The deepest nesting of elements, told from the tags alone."""
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        if tag[2].lower() in _VOID or tag[3].endswith("/"):
            continue
        depth = max(0, depth + (-1 if tag[1] else 1))
        deepest = max(deepest, depth)
    return deepest


def _stripped(markup: str) -> Draft:
    """All text of the page with a line a block: what is left when no parser can be trusted with it."""
    import html

    bare = _DROP.sub(" ", markup)
    title = re.search(r"(?is)<title\b[^<>]*>([^<]{1,400})", markup)
    text = html.unescape(re.sub(r"<[^<>]*>?", " ", _BLOCK.sub("\n", bare)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    name = " ".join(html.unescape(title[1]).split()) if title else ""
    return Draft(text=clean("\n".join(line for line in lines if line)), title=name or None)
