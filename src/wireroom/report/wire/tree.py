"""XML as a tree that can do no harm: no entities, no DTD, no network, bounded depth; names without their namespaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lxml import etree

from wireroom.report.decode import clean
from wireroom.report.draft import Refusal
from wireroom.report.lines import lines_of

XML_LIMIT = 10_000_000
"""Bytes of the largest item: a wire item with all its metadata has a tenth of a million. libxml2's own limit is the same."""
_ENTITY = re.compile(rb"<!\s*ENTITY|<\0!\0E\0N\0T\0I\0T\0Y|\0<\0!\0E\0N\0T\0I\0T\0Y", re.IGNORECASE)
_DEEP = re.compile(r"(?i)depth|huge|too long|amplification|entity loop")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Element = Any
"""An lxml element; lxml has no types of its own."""


def tree(body: bytes) -> Element | Refusal:
    """The root of the XML, every name without its namespace, comments and instructions left out; or why there is none.

    What declares entities is refused: no wire format needs them, and bombs are made of them. What is not well formed is
    read as far as libxml2 can mend it, for wires are often sloppy; what is nested deeper than 256 elements is refused."""
    if len(body) > XML_LIMIT:
        return Refusal("too_large", f"more than {XML_LIMIT:,} bytes of XML")
    if _ENTITY.search(body):
        return Refusal("wrong_shape", "XML that declares entities is not read")
    try:
        root = etree.fromstring(body, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        if _DEEP.search(str(error)):
            return Refusal("wrong_shape", f"XML beyond the limits of the parser: {str(error)[:120]}")
        try:
            root = etree.fromstring(body, _parser(recover=True))
        except (etree.XMLSyntaxError, ValueError):
            root = None
        if root is None:
            return Refusal("wrong_shape", f"not XML: {str(error)[:120]}")
    for item in root.iter():
        if isinstance(item.tag, str) and (name := name_of(item)):
            with suppress(ValueError):  # a name that only a mended document can have stays as it is
                item.tag = name
    etree.cleanup_namespaces(root)
    return root


def name_of(item: Element) -> str:
    """The name of an element without its namespace or prefix."""
    return str(item.tag).rpartition("}")[2].rpartition(":")[2]


def _parser(*, recover: bool) -> Any:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def said(item: Element | None) -> str | None:
    """All text in an element on one line, or None when there is none."""
    if item is None:
        return None
    return " ".join(clean("".join(item.itertext())).split()) or None


def first(root: Element | None, path: str) -> Element | None:
    """The first element at a path below the root ("itemMeta/pubStatus", ".//headline"), or None."""
    return None if root is None else root.find(path)


def all_said(root: Element | None, path: str) -> tuple[str, ...]:
    """What every element at a path says, each once, in order."""
    found = [] if root is None else [text for item in root.iterfind(path) if (text := said(item))]
    return tuple(dict.fromkeys(found))


def blocks(item: Element | None) -> str:
    """The text of an element with a line a block."""
    return "" if item is None else lines_of(etree.tostring(item, encoding="unicode", with_tail=False))


def language(*items: Element | None) -> str | None:
    """The first `xml:lang` among the elements, or None."""
    return next((str(item.get(_LANG)) for item in items if item is not None and item.get(_LANG)), None)


def each(root: Element, names: frozenset[str]) -> Iterator[Element]:
    """The outermost elements of these names, the root itself included, in order."""
    waiting = [root]
    while waiting:
        item = waiting.pop()
        if name_of(item) in names:
            yield item
        else:
            waiting.extend(child for child in reversed(item) if isinstance(child.tag, str))
