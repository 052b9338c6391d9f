"""Reports out of a web archive, from its bytes to the noun, against trafilatura alone on the same pages.

The peer is handed the pages as text that somebody has already taken out of the archive and decoded, and gives text with title
and date (`bare_extraction`, its fast way). Ours reads the archive, undoes its compression, decodes, extracts, and finds dates,
datelines, bylines, agencies, notices, parts and the language. Pages are taken as often as is needed for PAGES, each under an
address of its own. Processor time, blocks in turn."""

from __future__ import annotations

import gzip
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import trafilatura

from benchmarks.row import Row
from wireroom import desk
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.intake.files import captures
from wireroom.model import Capture

PAGES = 200
ROUNDS = 3


def archive(pages: Sequence[bytes], path: Path) -> None:
    """Writes pages as a WARC of compressed records."""
    with path.open("wb") as out:
        for number, page in enumerate(pages):
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Target-URI: https://news.example/{number}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            out.write(gzip.compress(head.encode() + body + b"\r\n\r\n", 6))


def measure(pages: Sequence[bytes], most: int = PAGES) -> Iterator[Row]:
    """Pages a second of both, the best of some rounds."""
    pages = [pages[number % len(pages)] for number in range(most)]
    texts = [page.decode("utf-8", "replace") for page in pages]
    engine, rules = LocalEngine(), desk_rules().report
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        archive(pages, path)
        desk.extracted(rules, engine.tools, Capture("warm", pages[0], "text/html"))
        for _ in range(ROUNDS):
            begun = time.process_time()
            for item in captures([str(path)]):
                if isinstance(item, Capture):
                    desk.extracted(rules, engine.tools, item)
            ours.append(time.process_time() - begun)
            begun = time.process_time()
            for text in texts:
                trafilatura.bare_extraction(text, fast=True, with_metadata=True)
            theirs.append(time.process_time() - begun)
    yield Row("WARC to reports", "pages/s", len(pages) / min(ours), "trafilatura", len(pages) / min(theirs))
