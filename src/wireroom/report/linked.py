"""What a page says of its report in linked data: schema.org's NewsArticle and its kin, as JSON-LD.

The format as written is `Article`; `article_of` reads one object, `linked` finds it in a page. Of several articles on a page
the first counts: later ones are other reports'."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from wireroom.report.decode import clean

BLOCKS = 40
"""Blocks of linked data of one page that are looked at: real pages have fewer than ten."""
BLOCK_LIMIT = 1_000_000
"""Code points of the largest block: one that holds the whole text of a long report has fifty thousand."""
NODES = 2_000
"""Objects of one block that are looked at."""
_TYPES = frozenset(
    """newsarticle reportagenewsarticle backgroundnewsarticle opinionnewsarticle analysisnewsarticle askpublicnewsarticle
    reviewnewsarticle advertisercontentarticle satiricalarticle liveblogposting blogposting socialmediaposting article report
    webpage""".split()
)
_LAST = {"webpage"}
"""Types that count only when there is no other: every page is one."""
_SMALL = {ord(letter): letter.lower() for letter in ascii_uppercase}
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
"""Keys under which the report of the page may stand; under others stand the reports that it links to."""


@dataclass(frozen=True, slots=True)
class Article:
    """A schema.org article as written: each value as found, None when not there. `retracted` when it says so of itself."""

    kind: str
    headline: str | None = None
    issued: str | None = None
    changed: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    body: str | None = None
    language: str | None = None
    url: str | None = None


def linked(markup: str) -> Article | None:
    """The article that a page's linked data describes, or None. Never raises for what stands there."""
    last = None
    for block in _blocks(markup):
        try:
            value = json.loads(block, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(value):
            found = article_of(item)
            if found is not None and found.kind not in _LAST:
                return found
            last = last or found
    return last


def article_of(item: Mapping[str, Any]) -> Article | None:
    """The article that one object of linked data is, or None when it is another thing, or says nothing of use."""
    kinds = [name.rpartition("/")[2].lower() for name in _strings(item.get("@type"))]
    kind = next((name for name in kinds if name in _TYPES), None)
    if kind is None:
        return None
    found = Article(
        kind,
        headline=_text(item.get("headline")) or _text(item.get("name")),
        issued=_text(item.get("datePublished")),
        changed=_text(item.get("dateModified")),
        authors=_names(item.get("author")) or _names(item.get("creator")),
        publisher=next(iter(_names(item.get("publisher"))), None),
        body=_body(item.get("articleBody")),
        language=_text(item.get("inLanguage")),
        url=_text(item.get("url")),
    )
    return found if found.issued or found.changed or found.body or found.headline else None


def _blocks(markup: str) -> Iterator[str]:
    low = markup.lower()
    if len(low) != len(markup):  # a capital that two code points make small, as the dotted one of Turkish
        low = markup.translate(_SMALL)
    at, count = 0, 0
    while count < BLOCKS and (mark := low.find("application/ld+json", at)) >= 0:
        start, stop = low.find(">", mark), low.find("</script", mark)
        at = mark + 1
        if start < 0 or stop < 0 or stop < start:
            return
        if low.rfind("<script", max(0, mark - 400), mark) >= 0 and stop - start <= BLOCK_LIMIT:
            count += 1
            yield markup[start + 1 : stop].strip().removeprefix("<!--").removesuffix("-->").rstrip(" ;\n")
        at = stop


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    waiting, seen = [value], 0
    while waiting and seen < NODES:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting[:0] = item[:NODES]
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in _INSIDE if isinstance(item.get(key), list | dict))


def _strings(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _text(value: Any) -> str | None:
    given = next(iter(_strings(value)), None)
    return " ".join(html.unescape(clean(given[:2000])).split()) or None if given else None


def _body(value: Any) -> str | None:
    given = next(iter(_strings(value)), "")
    return clean(html.unescape(given)).strip() or None


def _names(value: Any) -> tuple[str, ...]:
    found = []
    for one in value if isinstance(value, list) else [value]:
        name = _text(one.get("name")) if isinstance(one, dict) else _text(one)
        if name and "://" not in name:
            found.append(name)
    return tuple(dict.fromkeys(found))
