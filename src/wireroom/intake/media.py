"""What form a file has: told by its ending, and by its first bytes where the ending says nothing or too little."""

from __future__ import annotations

import re

ENDINGS = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".xml": "application/xml",
    ".rss": "application/xml",
    ".atom": "application/xml",
    ".rdf": "application/xml",
    ".nitf": "application/xml",
    ".opml": "application/xml",
    ".eml": "message/rfc822",
    ".mbox": "application/mbox",
    ".warc": "application/warc",
    ".arc": "application/x-arc",
    ".wacz": "application/wacz",
    ".parquet": "application/vnd.apache.parquet",
    ".arrow": "application/vnd.apache.arrow.file",
    ".feather": "application/vnd.apache.arrow.file",
    ".arrows": "application/vnd.apache.arrow.stream",
}
"""Endings that are read, with their media types; each but those of WACZ, Parquet and Arrow may be followed by `.gz`."""
WHOLE = frozenset({"application/wacz", "application/vnd.apache.parquet", "application/vnd.apache.arrow.file"})
"""Forms whose table of contents stands at their end: they are read in any order, not as a stream."""
GZIP = "+gzip"
"""What a media type ends in when the file is gzip."""
_ALIASES = {
    "text/xml": "application/xml",
    "application/rss+xml": "application/xml",
    "application/atom+xml": "application/xml",
    "application/rdf+xml": "application/xml",
    "application/x-rss+xml": "application/xml",
    "text/x-opml": "application/xml",
    "text/x-opml+xml": "application/xml",
    "application/nitf+xml": "application/xml",
    "application/vnd.iptc.g2.newsitem+xml": "application/xml",
    "application/vnd.iptc.g2.newsmessage+xml": "application/xml",
    "application/xhtml+xml": "text/html",
    "application/feed+json": "application/json",
    "application/ld+json": "application/json",
    "text/json": "application/json",
    "application/x-ndjson": "application/jsonl",
    "application/x-jsonlines": "application/jsonl",
    "application/warc-fields": "application/warc",
}
_MAGIC = (
    (b"WARC/", "application/warc"),
    (b"filedesc://", "application/x-arc"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"ARROW1", "application/vnd.apache.arrow.file"),
    (b"\xff\xff\xff\xff", "application/vnd.apache.arrow.stream"),
    (b"PK\x03\x04", "application/wacz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
)
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<div", b"<p>", b"<article")
_MBOX = re.compile(rb"From \S+ .{0,40}\d{2}:\d{2}")
_FIELD = re.compile(
    rb"(?i)(?:(?:return-path|received|delivered-to|message-id|mime-version|from|to|subject|date|x-[a-z-]{1,40}):[ \t])"
)


def by_ending(name: str) -> str | None:
    """The media type that a file's name tells, with `+gzip` when it ends in `.gz`; None when it tells nothing."""
    low = name.lower()
    packed = low.endswith(".gz")
    ending = "." + low.removesuffix(".gz").rpartition(".")[2]
    found = ENDINGS.get(ending) if "." in low.removesuffix(".gz") else None
    if found is None:
        return None
    if packed:
        return None if found in WHOLE else found + GZIP
    return found


def by_bytes(head: bytes) -> str:
    """The media type of what comes without a name, told from its first bytes; plain text when nothing speaks for another."""
    return certainly(head) or _perhaps(head)


def certainly(head: bytes) -> str | None:
    """The media type where the first bytes leave no doubt, else None."""
    for magic, media in _MAGIC:
        if head.startswith(magic):
            return media
    if head.startswith(b"\x1f\x8b"):
        return "application/gzip"
    start = _bare(head)
    if _MBOX.match(start):
        return "application/mbox"
    if start[:5].lower() == b"<?xml" or (start[:1] == b"<" and root_of(head) in XML_ROOTS):
        return "application/xml"
    if start[:1] == b"<" and any(mark in head.lower() for mark in _PAGE[:2]):
        return "text/html"
    return None


def _perhaps(head: bytes) -> str:
    start = _bare(head)
    if start[:1] == b"<" and any(mark in head.lower() for mark in _PAGE):
        return "text/html"
    if start[:1] == b"{":
        first, _, rest = start.partition(b"\n")
        return "application/jsonl" if first.rstrip().endswith(b"}") or not rest else "application/json"
    if start[:1] == b"[" and start[1:].lstrip()[:1] in {b"{", b"]"}:
        return "application/json"
    fields = [line for line in start.split(b"\n\n")[0].replace(b"\r\n", b"\n").split(b"\n") if _FIELD.match(line)]
    return "message/rfc822" if len(fields) >= 3 and _FIELD.match(start) else "text/plain"


def declared(given: str | None) -> str | None:
    """The media type that a server declares, in the one spelling we use; None when it says nothing of use."""
    name = (given or "").split(";")[0].strip().lower()
    if name in ("", "application/octet-stream", "binary/octet-stream", "unknown/unknown"):
        return None
    return _ALIASES.get(name, name)


XML_ROOTS = frozenset(
    """rss feed rdf opml channel newsitem newsmessage packageitem conceptitem knowledgeitem planningitem catalogitem nitf
    newsml""".split()
)
"""Roots, in lower case and without prefix, by which an XML document is known for one of ours."""


def root_of(head: bytes) -> str | None:
    """The name of the root element, in lower case and without prefix, told from the first bytes of an XML document; None when
    they hold none. Nothing is parsed: prolog, comments and the document type are passed over."""
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
        elif text[at : at + 9].lower() == "<!doctype":
            inner, end = text.find("[", at), text.find(">", at)
            end = text.find("]", inner) if 0 <= inner < end else end
        else:
            found = re.match(r"<([A-Za-z_][\w.-]{0,80}:)?([A-Za-z_][\w.-]{0,80})", text[at : at + 200])
            return found[2].lower() if found else None
        if end < 0:
            return None
        at = end + 1
    return None


def _bare(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()
