"""A saved page as a draft: trafilatura's text and metadata, and the times that the page states for machines.

Nothing is ever fetched. The times are read here and not by trafilatura, whose date finder also looks at copyright lines and
keeps to dates before today.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from wireroom.model import DateCandidate, DateFrom
from wireroom.report.dates import moment
from wireroom.report.decode import clean
from wireroom.report.draft import Draft, Refusal
from wireroom.report.lines import lines_of
from wireroom.report.linked import Article, linked

PAGE_LIMIT = 8_000_000
"""Code points of markup: a long page has half a million; beyond the limit a parse takes many seconds."""
DEPTH_LIMIT = 400
"""Open elements one inside the other: real pages stay below a hundred, and lxml's own tree walks cost depth squared."""
ELEMENT_LIMIT = 60_000
"""Tags of a page: long live blogs have twenty thousand; trafilatura takes some 60 µs for each."""
TITLE_LIMIT = 400
FEW = 0.5
"""Share of the words that the page's linked data gives for its text below which what was extracted is taken to be a teaser
and the linked text counts. Set by eye, then measured on the saved pages of the evaluation set: the words shared with the
checked bodies rose from .951 to .965."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})([^<>]{0,4000})>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr p li td tr th option dt dd".split())
_META = re.compile(r"(?i)<meta\b([^<>]{1,2000})>")
_PAIR = re.compile(r"""(?i)\b(property|name|itemprop|content)\s*=\s*(?:"([^"]{0,500})"|'([^']{0,500})')""")
_LINKED = re.compile(  # linked data that is no JSON, or data of the page's own scripts
    r'"(datePublished|dateModified|dateCreated)"\s*:\s*"([^"]{4,60})"'
)
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
    article = linked(markup)
    if article is not None and article.body and _words(text) < FEW * _words(article.body):
        text = article.body
    if page is None or isinstance(page, dict) or not any(char.isalnum() for char in text):
        return _stripped(markup)
    issued, changed = _times(markup, article)
    publisher = _line(page.sitename) or (article.publisher if article else None)
    return Draft(
        text=text,
        title=_line(page.title) or (article.headline if article else None),
        byline=_authors(_given(_line(page.author), article.authors if article else ()), publisher, _rights(markup)),
        publisher=publisher,
        url=_line(page.url),
        language=article.language if article else None,
        dates=issued,
        updated=changed,
    )


def _words(text: str) -> int:
    return len(text.split())


def _times(markup: str, article: Article | None) -> tuple[tuple[DateCandidate, ...], str | None]:
    """When the page says that it was issued, one candidate a day and place of the statement, and when it was last changed."""
    issued: dict[tuple[str, str], DateCandidate] = {}
    changed = None
    for name, stated, where in _statements(markup, article):
        value = moment(stated)
        key = ((value or stated)[:10], where)
        if name in _CHANGED:
            changed = changed or value
        elif key not in issued or len(value or "") > len(issued[key].value or ""):
            issued[key] = DateCandidate(value, where, stated)
    return tuple(issued.values()), changed


def _statements(markup: str, article: Article | None) -> Iterator[tuple[str, str, DateFrom]]:
    """Names and values of the times in meta elements, then those of the page's linked data, and where each was found."""
    for element in _META.finditer(markup):
        pairs = {found[1].lower(): found[2] or found[3] or "" for found in _PAIR.finditer(element[1])}
        name = (pairs.get("property") or pairs.get("name") or pairs.get("itemprop") or "").lower()
        stated = html.unescape(pairs.get("content", "")).strip()
        if name in _ISSUED | _CHANGED and stated and any(char.isdigit() for char in stated):
            yield name, clean(stated)[:60], "metadata"
    if article is not None and (article.issued or article.changed):
        for name, given in (("datepublished", article.issued), ("datemodified", article.changed)):
            if given and any(char.isdigit() for char in given):
                yield name, given[:60], "json_ld"
        return
    seen: set[str] = set()
    for found in _LINKED.finditer(markup):
        if found[1] not in seen and found[1] != "dateCreated":
            seen.add(found[1])
            yield found[1].lower(), clean(found[2]), "json_ld"


def _rights(markup: str) -> str:
    """What the page's meta element says of copyright, in lower case; empty when it says nothing."""
    for element in _META.finditer(markup):
        pairs = {found[1].lower(): found[2] or found[3] or "" for found in _PAIR.finditer(element[1])}
        if pairs.get("name", "").lower() in {"copyright", "dc.rights", "rights"}:
            return _key(html.unescape(pairs.get("content", ""))[:400])
    return ""


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).lower().strip()


def _given(author: str | None, linked_names: Sequence[str]) -> str | None:
    """The authors as the page gives them; those of its linked data where its names came apart ("Roe; Jane; Doe; John")."""
    apart = author is not None and ";" in author and all(len(name.split()) == 1 for name in author.split(";"))
    return "; ".join(linked_names) or author if apart or author is None else author


def _authors(given: str | None, publisher: str | None, rights: str = "") -> str | None:
    """The names of the authors, each once, first name first ("Roe, Jane" is turned), without addresses, and without the
    outlet or the house itself when there are others; the house is an author whom the page's `rights` name too."""
    kept: dict[str, str] = {}
    names = [name.strip() for name in (given or "").split(";")]
    parted = [name.partition(",") for name in names if name]
    if parted and all(comma and len(last.split()) == 1 and first and "," not in first for last, comma, first in parted):
        names = [f"{first.strip()} {last.strip()}" for last, _, first in parted]
    for bare in names:
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
    title = re.search(rf"(?i)<title\b[^<>]{{0,200}}>([^<]{{1,{TITLE_LIMIT}}})", markup)
    name = " ".join(html.unescape(title[1]).split()) if title else ""
    issued, changed = _times(markup, linked(markup))
    return Draft(text=lines_of(markup, folded=False), title=clean(name) or None, dates=issued, updated=changed)
