"""IPTC NewsML-G2: a news item in XML, its text inline as XHTML, NITF or plain text.

Packages, concepts, events, plans and pictures are refused with what they are: they hold no report."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace

from wireroom.report.decode import decoded
from wireroom.report.draft import Draft, Refusal
from wireroom.report.wire.issue import Item, drafted
from wireroom.report.wire.nitf import as_written as nitf_as_written
from wireroom.report.wire.nitf import item_of as nitf_item
from wireroom.report.wire.status import bare, signalled, withdrawn
from wireroom.report.wire.tree import Element, all_said, blocks, each, first, language, said

OTHERS = {
    "packageItem": "a package, which only points to items",
    "conceptItem": "a concept, which is no report",
    "knowledgeItem": "a list of concepts, which is no report",
    "planningItem": "a plan, which is no report",
    "catalogItem": "a catalogue, which is no report",
    "promptItem": "a prompt, which is no report",
    "newsItemFragment": "a part of an item",
}
"""Items of the standard that hold no report, with what they are."""
_WITHDRAWS = frozenset({"iscancellationof", "isretractionof", "cancels", "retracts", "kills", "withdraws"})
"""Relations of a link by which an item withdraws another."""
_NITF = frozenset({"nitf"})
_PAGE = frozenset({"html", "body", "section", "article", "div"})

# --- the format as written -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewsItem:
    """An item as written: `content` are the elements that hold it, `remote` says that some of it is elsewhere."""

    guid: str | None
    kind: str
    status: str | None
    signals: tuple[str, ...]
    provider: str | None
    holder: str | None
    created: tuple[str | None, str | None, str | None]
    embargoed: str | None
    headline: str | None
    byline: str | None
    dateline: str | None
    credits: tuple[str, ...]
    language: str | None
    alternatives: tuple[str, ...]
    withdraws: tuple[str | None, ...]
    content: tuple[Element, ...]
    remote: bool


def as_written(root: Element) -> NewsItem:
    """The item as written in a `newsItem` element whose names have no namespaces."""
    meta, about = first(root, "itemMeta"), first(root, "contentMeta")
    tag = first(about, "language")
    return NewsItem(
        guid=root.get("guid"),
        kind=bare(_code(first(meta, "itemClass"))),
        status=_code(first(meta, "pubStatus")),
        signals=tuple(code for item in (meta if meta is not None else ()) if item.tag == "signal" and (code := _code(item))),
        provider=_name(first(meta, "provider")),
        holder=_name(first(root, "rightsInfo/copyrightHolder")),
        created=(
            said(first(meta, "firstCreated")),
            said(first(meta, "versionCreated")),
            said(first(about, "contentCreated")),
        ),
        embargoed=said(first(meta, "embargoed")),
        headline=next(iter(all_said(about, "headline")), None) or said(first(meta, "title")),
        byline=", ".join(all_said(about, "by")) or ", ".join(all_said(about, "creator/name")) or None,
        dateline=said(first(about, "dateline")),
        credits=(*all_said(about, "creditline"), *all_said(about, "infoSource/name")),
        language=(tag.get("tag") if tag is not None else None) or language(root),
        alternatives=all_said(about, "altId") + all_said(meta, "altId"),
        withdraws=tuple(
            link.get("residref") or link.get("href") for link in root.iter("link") if bare(link.get("rel")) in _WITHDRAWS
        ),
        content=tuple(item for item in root.iterfind("contentSet/*") if item.tag in ("inlineXML", "inlineData")),
        remote=first(root, "contentSet/remoteContent") is not None,
    )


def _code(item: Element | None) -> str | None:
    return None if item is None else item.get("qcode") or item.get("uri")


def _name(item: Element | None) -> str | None:
    if item is None:
        return None
    return said(first(item, "name")) or item.get("literal") or (bare(item.get("qcode")) or None)


# --- the translation -------------------------------------------------------------------------------------------------


def translated(item: NewsItem) -> Draft | Refusal:
    """The draft of an item; a refusal for what holds no text here."""
    gone = withdrawn(item.status, *item.signals)
    if item.kind not in ("text", "composite", "") and not gone:
        return Refusal("unsupported", f"a news item of class {item.kind[:40]}, which is no report")
    inner = _inner(item)
    if not inner.text.strip() and not gone and not item.withdraws:
        where = "its content is elsewhere" if item.remote else "it holds no text"
        return Refusal("no_text", f"a news item, but {where}")
    text = inner.text
    if item.dateline and text and item.dateline.casefold()[:12] not in text[:400].casefold():
        text = f"{item.dateline.rstrip(' -–—')} - {text}"
    first_made, version, written = item.created
    return drafted(
        replace(
            inner,
            text=text,
            title=item.headline or inner.title,
            byline=item.byline or inner.byline,
            publisher=item.provider or item.holder or inner.publisher,
            language=item.language or inner.language,
            issued=(first_made or version or written, *inner.issued),
            changed=version if first_made and version != first_made else None,
            credits=(*item.credits, *inner.credits),
            names=(item.guid, *item.alternatives, *inner.names),
            retracts=item.withdraws,
            notices=(*signalled(item.status, *item.signals), *inner.notices, *(("embargo",) if item.embargoed else ())),
            gone=gone or inner.gone,
        )
    )


def _inner(item: NewsItem) -> Item:
    """What the item's content gives: the first that holds text."""
    found = Item("")
    for content in item.content:
        nitf = next(each(content, _NITF), None)
        if nitf is not None:
            found = nitf_item(nitf_as_written(nitf))
        elif content.tag == "inlineData":
            found = Item(_data(content))
        else:
            page = next(each(content, _PAGE), None)
            body = None if page is None else first(page, "body")
            found = Item(blocks(page if body is None else body))
        if found.text.strip():
            return found
    return found


def _data(content: Element) -> str:
    text = "".join(content.itertext())
    if bare(content.get("encoding")) == "base64" or content.get("encoding", "").endswith("base64"):
        try:
            return decoded(base64.b64decode(text, validate=False)) or ""
        except (binascii.Error, ValueError):
            return ""
    return str(text).strip()


# --- the parser ------------------------------------------------------------------------------------------------------


def from_newsml(root: Element) -> Draft | Refusal:
    """The draft that a NewsML-G2 element gives."""
    if root.tag in OTHERS:
        return Refusal("unsupported", OTHERS[root.tag])
    return translated(as_written(root))
