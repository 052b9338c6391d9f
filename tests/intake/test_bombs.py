"""What is made to exhaust a machine is refused, or read in bounded time and memory: each in a process of its own, measured."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
SECONDS = 6.0
"""Processor time for one bomb: what is refused at once takes a hundredth of it; parsers' own limits need a second or two."""
MEGABYTES = 200
"""Memory above that of a process that has read a report of one line."""
WORDS = "A ferry and a tug collided off Portmere on Wednesday."
_MEASURE = """
import json, re, sys, time
from pathlib import Path
from wireroom.config import desk_rules
from wireroom.intake.files import captures
from wireroom.model import Capture, Rejection
from wireroom.report import extract
rules = desk_rules().report
def most():  # and not getrusage, whose figure a process inherits from the one that started it
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
def given(path):
    found = []
    for item in captures([path]):
        done = extract(item, rules) if isinstance(item, Capture) else item
        found.append(done.reason if isinstance(done, Rejection) else "accepted")
    return found
plain, *bombs = sys.argv[1:]
given(plain)
before = most()
for path in bombs:
    started = time.process_time()
    found = given(path)
    grown = (most() - before) / 1024
    print(json.dumps([sorted(set(found)), len(found), time.process_time() - started, grown]), flush=True)
"""
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
LONG = f'<!ENTITY a "{"x" * 100_000}">'
EXTERNAL = '<!ENTITY a SYSTEM "file:///etc/hostname">'
FEED = "<rss version='2.0'><channel><item><title>t</title><description>%s</description></item></channel></rss>"
ITEM = "<newsItem guid='a'><contentSet><inlineData>%s</inlineData></contentSet></newsItem>"
NITF = "<nitf><body><body.content>%s</body.content></body></nitf>"


def xml(doctype: str, root: str, inside: str, body: str) -> bytes:
    return f"<?xml version='1.0'?><!DOCTYPE {root} [<!ENTITY l0 'ha'>{doctype}]>{body % inside}".encode()


def multipart(depth: int) -> bytes:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"From: a@b.example\nSubject: deep\n{head}Content-Type: text/plain\n\n{WORDS}\n".encode()


BOMBS: dict[str, tuple[str, bytes, set[str]]] = {
    "laughs in a feed": ("a.xml", xml(LAUGHS, "rss", "&l11;", FEED), {"wrong_shape"}),
    "laughs in NewsML-G2": ("a.xml", xml(LAUGHS, "newsItem", "&l11;", ITEM), {"wrong_shape"}),
    "laughs in NITF": ("a.xml", xml(LAUGHS, "nitf", "&l11;", NITF), {"wrong_shape"}),
    "one long entity many times": ("a.xml", xml(LONG, "rss", "&a;" * 100_000, FEED), {"wrong_shape"}),
    "an entity that is a file": ("a.xml", xml(EXTERNAL, "nitf", "&a;", NITF), {"wrong_shape"}),
    "an entity that is a file, in a feed": ("a.xml", xml(EXTERNAL, "rss", f"&a; {WORDS}", FEED), {"wrong_shape"}),
    "laughs in UTF-16": ("a.xml", xml(LAUGHS, "rss", "&l11;", FEED).decode().encode("utf-16"), {"wrong_shape"}),
    "a deep feed": ("a.xml", (FEED % ("<b>" * 50_000)).encode(), {"wrong_shape"}),
    "deep NITF": ("a.xml", (NITF % ("<p>" * 50_000)).encode(), {"wrong_shape"}),
    "a feed of tags": ("a.xml", (FEED % ("<b/>" * 1_500_000)).encode(), {"wrong_shape"}),
    "a feed of broken tags": ("a.xml", (FEED % ("<" * 2_000_000)).encode(), {"wrong_shape"}),
    "a feed of open brackets": ("a.xml", (FEED % ("<!" * 190_000)).encode(), {"no_text"}),
    "a deep ninjs": ("a.json", b'{"uri": "a", "pubstatus": ' + b'{"a":' * 200_000, {"wrong_shape"}),
    "deep lists": ("a.json", b"[" * 1_000_000, {"wrong_shape"}),
    "a deep JSON Feed": (
        "a.json",
        b'{"version": "https://jsonfeed.org/version/1", "items":' + b"[" * 200_000,
        {"wrong_shape"},
    ),
    "deep HTML in ninjs": (
        "a.json",
        json.dumps({"uri": "a", "versioncreated": "2026", "body_xhtml": "<div>" * 300_000 + WORDS}).encode(),
        {"accepted"},
    ),
    "linked data nested deep": (
        "a.html",
        b'<script type="application/ld+json">' + b'{"@graph":[' * 80_000 + b"</script><p>" + WORDS.encode() * 3,
        {"accepted"},
    ),
    "a thousand blocks of linked data": (
        "a.html",
        b'<script type="application/ld+json">[{"@type":"Thing"}]</script>' * 20_000 + b"<p>" + WORDS.encode() * 3,
        {"accepted"},
    ),
    "deep multiparts": ("a.eml", multipart(5_000), {"wrong_shape"}),
    "multiparts around a long text": ("a.eml", multipart(40) + b"x\n" * 2_000_000, {"wrong_shape"}),
    "many header lines": ("a.eml", b"From: a@b.example\n" + b"X-A: b\n" * 1_000_000 + b"\nbody", {"wrong_shape"}),
    "a long subject": (
        "a.eml",
        b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 300_000 + b"\n\n" + WORDS.encode(),
        {"accepted"},
    ),
    "a gzip of nothing": ("a.txt.gz", gzip.compress(b"\0" * 500_000_000, 9), {"too_large"}),
    "a gzip of a feed": ("a.xml.gz", gzip.compress((FEED % ("x" * 300_000_000)).encode(), 9), {"too_large"}),
}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[str], int, float, float]]:
    """Each bomb's outcomes, their number, seconds, and the most memory taken up to then, all in one other process."""
    folder = tmp_path_factory.mktemp("bombs")
    (folder / "plain.html").write_text(f"<p>{WORDS}", "utf-8")
    paths = []
    for number, (file, body, _) in enumerate(BOMBS.values()):
        (folder / str(number)).mkdir()
        paths.append(folder / str(number) / file)
        paths[-1].write_bytes(body)
    command = [sys.executable, "-W", "error", "-c", _MEASURE, str(folder / "plain.html"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-800:]
    return dict(zip(BOMBS, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little(name: str, measured: dict[str, tuple[list[str], int, float, float]]) -> None:
    found, count, seconds, grown = measured[name]
    assert set(found) <= BOMBS[name][2]
    assert count >= 1
    assert seconds < SECONDS
    assert grown < MEGABYTES
