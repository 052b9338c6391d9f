"""NITF 3: a news item in XML, by itself or inside NewsML-G2."""

from __future__ import annotations

from dataclasses import dataclass

from wireroom.report.draft import Draft, Refusal
from wireroom.report.wire.issue import Item, drafted
from wireroom.report.wire.status import bare, signalled, withdrawn
from wireroom.report.wire.tree import Element, all_said, blocks, first, language, said

# --- the format as written -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Nitf:
    """An item: head and body as written. `changes` are the ids of other items that it changes, with what it does to them."""

    id: str | None
    key: str | None
    status: str | None
    revision: str | None
    issued: str | None
    released: str | None
    message: str | None
    headline: str | None
    byline: str | None
    dateline: str | None
    distributor: str | None
    holder: str | None
    paper: tuple[str | None, str | None]
    body: str
    language: str | None


def as_written(root: Element) -> Nitf:
    """The item as written below a `nitf` element whose names have no namespaces."""
    docdata, body = first(root, "head/docdata"), first(root, "body")
    head = first(body, "body.head")
    paper = first(root, "head/pubdata")
    return Nitf(
        id=_at(docdata, "doc-id", "id-string"),
        key=_at(docdata, "du-key", "key"),
        status=None if docdata is None else docdata.get("management-status"),
        revision=_at(root, "head/revision-history", "function"),
        issued=_at(docdata, "date.issue", "norm"),
        released=_at(docdata, "date.release", "norm"),
        message=_at(docdata, "ed-msg", "info"),
        headline=said(first(head, "hedline/hl1")) or said(first(root, "head/title")),
        byline=next(iter(all_said(head, "byline")), None),
        dateline=said(first(head, "dateline")),
        distributor=said(first(head, "distributor")),
        holder=_at(docdata, "doc.copyright", "holder"),
        paper=(None, None) if paper is None else (paper.get("name"), paper.get("date.publication")),
        body=blocks(first(body, "body.content")),
        language=language(first(body, "body.content"), body, root),
    )


def _at(root: Element | None, path: str, name: str) -> str | None:
    item = first(root, path)
    return None if item is None else (item.get(name) or "").strip() or None


# --- the translation -------------------------------------------------------------------------------------------------


def item_of(nitf: Nitf) -> Item:
    """The wire item that a NITF item is. A dateline that stands apart from the body is put at its head."""
    text = nitf.body
    if nitf.dateline and text and nitf.dateline.casefold()[:12] not in text[:400].casefold():
        text = f"{nitf.dateline.rstrip(' -–—')} - {text}"
    return Item(
        text=text,
        title=nitf.headline,
        byline=nitf.byline,
        publisher=nitf.paper[0] or nitf.holder,
        language=nitf.language,
        issued=(nitf.paper[1], nitf.issued, nitf.released),
        credits=tuple(name for name in (nitf.distributor,) if name),
        names=(nitf.id, nitf.key),
        notices=signalled(nitf.status, nitf.revision),
        gone=withdrawn(nitf.status) or bare(nitf.revision) == "kill",
    )


# --- the parser ------------------------------------------------------------------------------------------------------


def from_nitf(root: Element) -> Draft | Refusal:
    """The draft that a `nitf` element gives."""
    return drafted(item_of(as_written(root)))
