"""Lists of feeds in OPML, in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from wireroom.report.draft import Refusal
from wireroom.report.wire.tree import Element, tree


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that a list names: its address, its title and page where given, and the folders it stands in, outermost first."""

    address: str
    title: str | None = None
    home: str | None = None
    folders: tuple[str, ...] = ()


def subscriptions(body: bytes) -> tuple[Subscription, ...] | Refusal:
    """The feeds of an OPML list in its order, an address once; or why it is none. Only http and https addresses count."""
    root = tree(body)
    if isinstance(root, Refusal):
        return root
    if str(root.tag).lower() != "opml":
        return Refusal("wrong_shape", f"not an OPML list: its root is {str(root.tag)[:60]}")
    found: dict[str, Subscription] = {}
    waiting: list[tuple[Element, tuple[str, ...]]] = [(one, ()) for body in root.iterchildren("body") for one in _inside(body)]
    while waiting:
        item, folders = waiting.pop(0)
        low = {str(key).lower(): str(value).strip() for key, value in item.attrib.items()}
        title, address = low.get("title") or low.get("text") or None, low.get("xmlurl", "")
        if address.lower().startswith(("http://", "https://")) and address.isprintable():
            found.setdefault(address, Subscription(address, title, low.get("htmlurl") or None, folders))
        waiting[:0] = [(one, (*folders, title) if title and not address else folders) for one in _inside(item)]
    return tuple(found.values())


def _inside(item: Element) -> list[Element]:
    return list(item.iterchildren("outline"))


def listed(subscriptions: Iterable[Subscription], *, title: str = "Feeds") -> bytes:
    """An OPML 2.0 list of the feeds, in their order, folders as nested outlines; `subscriptions` reads it back the same."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _printable(title)
    body = etree.SubElement(root, "body")
    known: dict[tuple[str, ...], Element] = {(): body}
    for one in subscriptions:
        for depth in range(1, len(one.folders) + 1):
            path = one.folders[:depth]
            if path not in known:
                name = _printable(path[-1])
                known[path] = etree.SubElement(known[path[:-1]], "outline", text=name, title=name)
        name = _printable(one.title or one.address)
        made = etree.SubElement(known[one.folders], "outline", type="rss", text=name, xmlUrl=_printable(one.address))
        if one.title:
            made.set("title", name)
        if one.home:
            made.set("htmlUrl", _printable(one.home))
    made_bytes: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made_bytes


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
