"""XML documents as captures: a feed by its entries, a NewsML-G2 message by its items, one item as it is."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from wireroom.intake import feeds, opml
from wireroom.intake.media import root_of
from wireroom.intake.received import Received, refused, taken
from wireroom.report.draft import Refusal
from wireroom.report.wire.newsml import OTHERS
from wireroom.report.wire.tree import each, tree

HEAD = 65_536
"""Bytes in which the root of a document must stand: prologs and comments before it are short."""
_FEEDS = frozenset({"rss", "feed", "rdf", "channel", "entry"})
_ITEMS = frozenset({"newsItem", *OTHERS})


def received(uri: str, body: bytes) -> Iterator[Received]:
    """What an XML document gives, told by the name of its root; a root that we do not know is a rejection that names it."""
    root = root_of(body[:HEAD])
    if not body.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        yield refused(uri, "empty", "no bytes")
    elif root in _FEEDS:
        yield from feeds.entries(uri, body)
    elif root == "newsmessage":
        yield from _items(uri, body)
    elif root == "opml":
        yield _list_of_feeds(uri, body)
    elif root == "html":
        yield taken(uri, body, "text/html")
    elif root is None:
        yield refused(uri, "wrong_shape", "no XML element in the document")
    else:
        yield taken(uri, body, "application/xml")


def _items(uri: str, body: bytes) -> Iterator[Received]:
    """The items of a message, each as an XML document of its own, numbered from 1."""
    root = tree(body)
    if isinstance(root, Refusal):
        yield refused(uri, root.reason, root.detail)
        return
    number = 0
    for number, item in enumerate((one for holder in root.iter("itemSet") for one in each(holder, _ITEMS)), start=1):
        yield taken(f"{uri}#{number}", etree.tostring(item, encoding="utf-8", with_tail=False), "application/xml", via=uri)
    if number == 0:
        yield refused(uri, "empty", "a message without items")


def _list_of_feeds(uri: str, body: bytes) -> Received:
    listed = opml.subscriptions(body)
    if isinstance(listed, Refusal):
        return refused(uri, listed.reason, listed.detail)
    return refused(uri, "unsupported", f"a list of {len(listed)} feed{'s' * (len(listed) != 1)}, not of reports")
