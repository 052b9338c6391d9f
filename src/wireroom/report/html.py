"""A saved page as a draft: trafilatura's text and metadata, and the times that the page states for machines.

Nothing is ever fetched. The times are read here and not by trafilatura, whose date finder also looks at copyright lines and
keeps to dates before today.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from wireroom.model import DateCandidate
from wireroom.report.dates import moment
from wireroom.report.decode import clean
from wireroom.report.draft import Draft, Refusal

PAGE_LIMIT = 8_000_000
"""Code points of markup: a long page has half a million; beyond the limit a parse takes many seconds."""
DEPTH_LIMIT = 400
"""Open elements one inside the other: real pages stay below a hundred, and lxml's own tree walks cost depth squared."""
ELEMENT_LIMIT = 60_000
"""Tags of a page: long live blogs have twenty thousand; trafilatura takes some 60 µs for each."""
TITLE_LIMIT = 400
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})([^<>]{0,4000})>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li td tr th option dt dd".split())
_DROPPED = ("script", "style", "noscript", "template", "svg")
_BLOCK = re.compile(
    r"(?i)</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|section|article|header|footer|blockquote|figure|figcaption|title)\b[^<>]{0,4000}>"
)
_META = re.compile(r"(?i)<meta\b([^<>]{1,2000})>")
_PAIR = re.compile(r"""(?i)\b(property|name|itemprop|content)\s*=\s*(?:"([^"]{0,500})"|'([^']{0,500})')""")
_LINKED = re.compile(r'"(datePublished|dateModified|dateCreated)"\s*:\s*"([^"]{4,60})"')
_ISSUED = frozenset(
    """article:published_time og:article:published_time og:pubdate datepublished date pubdate publishdate publish-date
    publish_date publicationdate dc.date dc.date.issued dcterms.created dcterms.date dcterms.issued parsely-pub-date
    sailthru.date cxenseparse:recs:publishtime originalpublicationdate article.published rnews:datepublished""".split()
)
_CHANGED = frozenset(
    "article:modified_time og:updated_time og:article:modified_time datemodified lastmod dcterms.modified".split()
)


def from_page(markup: str) -> Draft | Refusal:
    """The draft that a page gives: what trafilatura takes for its text, or all its text when that finds nothing."""
    if len(markup) > PAGE_LIMIT:
        return Refusal("too_large", f"more than {PAGE_LIMIT:,} characters of markup")
    count, depth = _size(markup)
    if count > ELEMENT_LIMIT or depth > DEPTH_LIMIT:
        return _stripped(markup)
    from trafilatura import bare_extraction

    try:
        page = bare_extraction(
            markup,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError, MemoryError):
        page = None
    text = clean(page.text or "") if page is not None and not isinstance(page, dict) else ""
    if page is None or isinstance(page, dict) or not any(char.isalnum() for char in text):
        return _stripped(markup)
    issued, changed = _times(markup)
    publisher = _line(page.sitename)
    return Draft(
        text=text,
        title=_line(page.title),
        byline=_authors(_line(page.author), publisher, _rights(markup)),
        publisher=publisher,
        url=_line(page.url),
        dates=issued,
        updated=changed,
    )


def _times(markup: str) -> tuple[tuple[DateCandidate, ...], str | None]:
    """When the page says that it was issued, one candidate a day stated, and when it was last changed."""
    issued: dict[str, DateCandidate] = {}
    changed = None
    for name, stated in _statements(markup):
        value = moment(stated)
        if name in _CHANGED:
            changed = changed or value
        elif (value or stated)[:10] not in issued or len(value or "") > len(issued[(value or stated)[:10]].value or ""):
            issued[(value or stated)[:10]] = DateCandidate(value, "metadata", stated)
    return tuple(issued.values()), changed


def _statements(markup: str) -> Iterator[tuple[str, str]]:
    """Names and values of the times in meta elements, then the first of each in linked data: later ones are other reports'."""
    for element in _META.finditer(markup):
        pairs = {found[1].lower(): found[2] or found[3] or "" for found in _PAIR.finditer(element[1])}
        name = (pairs.get("property") or pairs.get("name") or pairs.get("itemprop") or "").lower()
        stated = html.unescape(pairs.get("content", "")).strip()
        if name in _ISSUED | _CHANGED and stated and any(char.isdigit() for char in stated):
            yield name, clean(stated)[:60]
    seen: set[str] = set()
    for found in _LINKED.finditer(markup):
        if found[1] not in seen and found[1] != "dateCreated":
            seen.add(found[1])
            yield found[1].lower(), clean(found[2])


def _rights(markup: str) -> str:
    """What the page's meta element says of copyright, in lower case; empty when it says nothing."""
    for element in _META.finditer(markup):
        pairs = {found[1].lower(): found[2] or found[3] or "" for found in _PAIR.finditer(element[1])}
        if pairs.get("name", "").lower() in {"copyright", "dc.rights", "rights"}:
            return _key(html.unescape(pairs.get("content", ""))[:400])
    return ""


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).lower().strip()


def _authors(given: str | None, publisher: str | None, rights: str = "") -> str | None:
    """The names of the authors, each once, without addresses, and without the outlet or the house itself when there are
    others; the house is an author whom the page's `rights` name too."""
    kept: dict[str, str] = {}
    for name in (given or "").split(";"):
        bare = name.strip()
        key = _key(bare)
        if (
            key
            and "http" not in key.split()
            and not key.startswith("www ")
            and key != (publisher or "").lower()
            and f" {key} " not in f" {rights} "
        ):
            kept.setdefault(key, bare)
    return ", ".join(kept.values()) or ((given or "").split(";")[0].strip() or None)


def _line(value: object) -> str | None:
    return " ".join(clean(value).split()) or None if isinstance(value, str) else None


def _size(markup: str) -> tuple[int, int]:
    """The number of tags and the deepest nesting of elements, told from the tags alone."""
    count = depth = deepest = 0
    for tag in _TAG.finditer(markup):
        count += 1
        if tag[2].lower() in _VOID or tag[3].endswith("/"):
            continue
        depth = max(0, depth + (-1 if tag[1] else 1))
        deepest = max(deepest, depth)
    return count, deepest


def _stripped(markup: str) -> Draft:
    """All text of the page with a line a block: what is left when no parser can be trusted with it."""
    bare = markup.replace("<![CDATA[", " ").replace("]]>", " ")
    for name in _DROPPED:
        bare = _without(bare, f"<{name}", f"</{name}")
    bare = _without(bare, "<!--", "-->")
    title = re.search(rf"(?i)<title\b[^<>]{{0,200}}>([^<]{{1,{TITLE_LIMIT}}})", markup)
    text = html.unescape(re.sub(r"<[^<>]{0,4000}>", " ", _BLOCK.sub("\n", bare)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    name = " ".join(html.unescape(title[1]).split()) if title else ""
    issued, changed = _times(markup)
    return Draft(
        text=clean("\n".join(line for line in lines if line)), title=clean(name) or None, dates=issued, updated=changed
    )


def _without(markup: str, opening: str, closing: str) -> str:
    """The markup without what stands between two strings, case apart; what is never closed is kept."""
    low = markup.lower()
    if len(low) != len(markup):
        low = markup
    kept: list[str] = []
    at = 0
    while (start := low.find(opening, at)) >= 0 and (stop := low.find(closing, start)) >= 0:
        kept.append(markup[at:start])
        at = stop + len(closing)
    return " ".join([*kept, markup[at:]])
