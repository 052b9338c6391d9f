"""Which wire format a JSON object or an XML document is, told from its own shape, and the draft that it gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wireroom.report.draft import Draft, Refusal
from wireroom.report.wire.newsml import OTHERS, from_newsml
from wireroom.report.wire.ninjs import from_ninjs, is_ninjs
from wireroom.report.wire.nitf import from_nitf
from wireroom.report.wire.tree import tree

_FEEDS = frozenset({"rss", "feed", "RDF", "opml"})


def from_xml(body: bytes) -> Draft | Refusal:
    """The draft that one XML document gives: a NewsML-G2 item or a NITF document."""
    root = tree(body)
    if isinstance(root, Refusal):
        return root
    if root.tag == "nitf":
        return from_nitf(root)
    if root.tag == "newsItem" or root.tag in OTHERS:
        return from_newsml(root)
    if root.tag in ("newsMessage", *_FEEDS):
        return Refusal("wrong_shape", f"an XML document of several items ({root.tag}); one was expected")
    return Refusal("unsupported", f"XML whose root is {str(root.tag)[:60]}")


def from_object(value: Mapping[str, Any]) -> Draft | Refusal | None:
    """The draft that a JSON object of a wire format gives, or None when it is of none."""
    return from_ninjs(value) if is_ninjs(value) else None
