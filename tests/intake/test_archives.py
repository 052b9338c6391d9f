"""Web archives, tables and mailboxes: each page, row and message a capture; damage and bombs counted, in bounded memory."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from pathlib import Path

import pytest

from wireroom.intake import streams
from wireroom.intake.files import captures
from wireroom.intake.http import Response, body_of, split_head
from wireroom.model import Capture, Rejection

PAGE = b"<!doctype html><html><body><p>A ferry and a tug collided off Portmere on Wednesday.</p></body></html>"


def read(path: Path) -> list[Capture | Rejection]:
    return list(captures([str(path)]))


def told(found: list[Capture | Rejection]) -> list[tuple[str, str | None]]:
    return [(item.uri, item.media_type if isinstance(item, Capture) else item.reason) for item in found]


def record(kind: str, address: str, body: bytes, media: str = "application/http; msgtype=response") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-03-04T18:20:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(address)) % 10**12:012}>\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def response(body: bytes, fields: str = "", status: str = "200 OK", media: str = "text/html") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{fields}\r\n".encode() + body


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (10, body[:10], len(body) - 10, body[10:])


RECORDS = [
    record("warcinfo", "urn:info", b"software: test\r\n", "application/warc-fields"),
    record("response", "https://bugle.example/a", response(PAGE)),
    record("request", "https://bugle.example/a", b"GET /a HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    record("response", "https://bugle.example/b", response(chunked(PAGE), "Transfer-Encoding: chunked\r\n")),
    record("response", "https://bugle.example/c", response(gzip.compress(PAGE), "Content-Encoding: gzip\r\n")),
    record("response", "https://bugle.example/d", response(b"gone", status="404 Not Found")),
    record("response", "https://bugle.example/e.png", response(b"\x89PNG\r\n", media="image/png")),
    record("resource", "https://bugle.example/f", PAGE, "text/html"),
    record("resource", "metadata://archiver/log", b"notes of the archiver on itself", "text/plain"),
    record("response", "https://bugle.example/g", response(PAGE, "Content-Encoding: gzip\r\n")),
]
GIVEN = [
    ("https://bugle.example/a", "text/html"),
    ("https://bugle.example/b", "text/html"),
    ("https://bugle.example/c", "text/html"),
    ("https://bugle.example/d", "unreadable"),
    ("https://bugle.example/e.png", "unsupported"),
    ("https://bugle.example/f", "text/html"),
    ("https://bugle.example/g", "text/html"),
]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_gives_its_pages_under_their_addresses(packed: bool, tmp_path: Path) -> None:
    name = "crawl.warc.gz" if packed else "crawl.warc"
    (tmp_path / name).write_bytes(b"".join(gzip.compress(one) if packed else one for one in RECORDS))
    found = read(tmp_path / name)
    assert told(found) == GIVEN
    pages = [item for item in found if isinstance(item, Capture)]
    assert {item.body for item in pages} == {PAGE}
    assert {(item.received, item.via) for item in pages} == {("2026-03-04T18:20:00Z", name)}


def test_a_feed_in_an_archive_gives_its_entries(tmp_path: Path) -> None:
    feed = b"<?xml version='1.0'?><rss version='2.0'><channel><item><description>A ferry.</description></item></channel></rss>"
    (tmp_path / "a.warc").write_bytes(record("response", "https://b.example/feed", response(feed, media="application/rss+xml")))
    assert told(read(tmp_path / "a.warc")) == [("https://b.example/feed#1", "application/vnd.wireroom.entry+json")]


def test_damage_in_an_archive_is_one_rejection_and_what_came_before_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(RECORDS[1] + b"\x00garbage" * 40 + RECORDS[3])
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(RECORDS[1]) + gzip.compress(RECORDS[3])[:-30])
    assert told(read(tmp_path / "a.warc"))[0] == GIVEN[0]
    assert told(read(tmp_path / "a.warc"))[1:] == [("a.warc#2", "unreadable")]
    found = told(read(tmp_path / "b.warc.gz"))
    assert found[0] == GIVEN[0]
    assert [reason for _, reason in found[1:]].count("unreadable") >= 1


def wacz(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("datapackage.json", "{}")
        for name, body in members.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), body)
    return made.getvalue()


def test_a_collection_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    (tmp_path / "c.wacz").write_bytes(wacz(archive__a_warc_gz=gzip.compress(RECORDS[1]), archive__b_warc=RECORDS[3]))
    assert told(read(tmp_path / "c.wacz")) == GIVEN[:2]
    (tmp_path / "d.wacz").write_bytes(wacz(other_txt=b"a"))
    (tmp_path / "e.wacz").write_bytes(b"PK\x03\x04 and no more")
    assert told(read(tmp_path / "d.wacz")) == [("d.wacz", "wrong_shape")]
    assert told(read(tmp_path / "e.wacz")) == [("e.wacz", "unreadable")]


def test_bombs_in_archives_stop_at_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "INFLATED_LIMIT", 3_000_000)
    monkeypatch.setattr(streams, "TEXT_LIMIT", 1_000_000)
    big = record("response", "https://b.example/big", response(b"0" * 9_000_000))
    coded = record(
        "response", "https://b.example/coded", response(gzip.compress(b"0" * 9_000_000), "Content-Encoding: gzip\r\n")
    )
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(big))
    (tmp_path / "b.warc").write_bytes(coded)
    (tmp_path / "c.wacz").write_bytes(wacz(archive__a_warc=big))
    (tmp_path / "d.wacz").write_bytes(wacz(archive__a_warc_gz=gzip.compress(big)))
    for name in ("a.warc.gz", "b.warc", "c.wacz", "d.wacz"):
        assert {reason for _, reason in told(read(tmp_path / name))} == {"too_large"}, name


def test_brotli_stops_at_a_limit() -> None:
    brotli = pytest.importorskip("brotli")
    assert body_of(Response(200, {"content-encoding": "br"}, brotli.compress(PAGE)), 1_000) == PAGE
    with pytest.raises(streams.TooLargeError):
        body_of(Response(200, {"content-encoding": "br"}, brotli.compress(b"0" * 5_000_000)), 1_000_000)
    with pytest.raises(ValueError, match="damaged"):
        body_of(Response(200, {"content-encoding": "br"}, b"not brotli at all"), 1_000_000)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("identity", PAGE),
        ("gzip", PAGE),
    ],
)
def test_content_codings(coding: str, body: bytes) -> None:
    assert streams.inflated(body, coding, 1_000) == PAGE


def test_codings_that_lie_are_refused() -> None:
    with pytest.raises(zlib.error):
        streams.inflated(gzip.compress(PAGE)[:-20], "gzip", 1_000)
    with pytest.raises(ValueError, match="zstd"):
        streams.inflated(PAGE, "zstd", 1_000)
    with pytest.raises(streams.TooLargeError):
        streams.inflated(gzip.compress(b"0" * 100_000), "gzip", 99_999)


@pytest.mark.parametrize(
    "body", [b"zz\r\nnot chunks", b"5\r\nhel", b"ffffffff\r\nx", b"5\r\nhelloXX5\r\nworld\r\n0\r\n\r\n", b"", b"0\r\n\r\n"]
)
def test_chunks_that_lie_lose_no_more_than_is_missing(body: bytes) -> None:
    given = body_of(Response(200, {"transfer-encoding": "chunked"}, body), 1_000)
    assert given == body or given in body


def test_a_message_without_a_head_is_none() -> None:
    assert split_head(b"HTTP/1.1 200 OK\r\nA: b") is None
    assert split_head(b"SMTP what\r\n\r\nbody") is None
    assert split_head(b"HTTP/1.1 200 OK\n\nbody") == Response(200, {}, b"body")


def test_tables_give_a_record_a_row(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.feather as feather
    import pyarrow.parquet as pq

    table = pa.table({"id": ["a", "b"], "text": ["One.", None], "published": ["2026-03-04", None], "other": [1, 2]})
    pq.write_table(table, tmp_path / "t.parquet")
    feather.write_feather(table, tmp_path / "t.feather", compression="zstd")
    with pa.ipc.new_stream(str(tmp_path / "t.arrows"), table.schema) as sink:
        sink.write_table(table)
    for name in ("t.parquet", "t.feather", "t.arrows"):
        found = read(tmp_path / name)
        assert told(found) == [(f"{name}#1", "application/json"), (f"{name}#2", "application/json")]
        assert json.loads(found[0].body) == {"id": "a", "text": "One.", "published": "2026-03-04"}  # type: ignore[union-attr]


def test_bombs_in_tables_stay_in_a_process_of_their_own(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.feather as feather
    import pyarrow.parquet as pq

    large = pa.table({"text": pa.array(["0" * 260_000_000], pa.large_string())})
    pq.write_table(large, tmp_path / "a.parquet", compression="zstd", use_dictionary=False, write_statistics=False)
    feather.write_feather(large, tmp_path / "b.feather", compression="zstd")
    again = pa.DictionaryArray.from_arrays(pa.array([0] * 20_000, pa.int32()), pa.array(["0" * 31_000_000]))
    feather.write_feather(pa.table({"text": again}), tmp_path / "c.feather", compression="zstd")
    assert told(read(tmp_path / "a.parquet")) == [("a.parquet", "too_large")]
    assert told(read(tmp_path / "b.feather"))[0][1] == "too_large"
    found = captures([str(tmp_path / "c.feather")])
    first = next(found)
    assert isinstance(first, Rejection)
    assert first.reason == "too_large"
    found.close()  # type: ignore[attr-defined]


def test_a_table_that_breaks_its_reader_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    from wireroom.intake import table

    pq.write_table(pa.table({"text": ["One."]}), tmp_path / "a.parquet")
    broken = tmp_path / "broken.py"
    broken.write_text("import os, signal\nprint('{\"row\": {}}', flush=True)\nos.kill(os.getpid(), signal.SIGSEGV)\n", "utf-8")
    monkeypatch.setattr(table.reader, "__file__", str(broken))
    assert told(read(tmp_path / "a.parquet")) == [("a.parquet#1", "application/json"), ("a.parquet#2", "unreadable")]


def test_tables_that_are_none_are_one_rejection(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"body": ["One."]}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "b.parquet")
    pq.write_table(pa.table({"text": ["One."]}), tmp_path / "c.parquet")
    (tmp_path / "d.parquet").write_bytes((tmp_path / "c.parquet").read_bytes()[:-20])
    (tmp_path / "e.arrow").write_bytes(b"ARROW1\x00\x00" + b"\xff" * 400)
    (tmp_path / "f.parquet").write_bytes(b"PAR1" + b"\x00" * 100 + b"PAR1")
    reasons = [told(read(tmp_path / name))[0][1] for name in ("a.parquet", "b.parquet", "d.parquet", "e.arrow", "f.parquet")]
    assert reasons == ["wrong_shape", "empty", "unreadable", "unreadable", "unreadable"]


def test_a_mailbox_keeps_what_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "TEXT_LIMIT", 200)
    first, last = (
        b"From a Wed Mar  4 18:20:00 2026\nSubject: a\n\nOne.\n\n",
        b"From b Wed Mar  4 18:20:00 2026\nSubject: b\n\n>From me.\n",
    )
    (tmp_path / "m.mbox").write_bytes(first + b"From big Wed Mar  4 18:20:00 2026\n" + b"x" * 500 + b"\n\n" + last)
    found = read(tmp_path / "m.mbox")
    assert told(found) == [("m.mbox#1", "message/rfc822"), ("m.mbox#2", "too_large"), ("m.mbox#3", "message/rfc822")]
    assert found[2].body.endswith(b"\nFrom me.\n")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "body", "told_as"),
    [
        ("a.bin", b"WARC/1.0\r\n", "empty"),
        ("b.bin", b"PAR1....", "unreadable"),
        ("c.bin", b"\x28\xb5\x2f\xfd....", "unsupported"),
        ("d.bin", b"filedesc://x 0.0.0.0", "unsupported"),
        ("e.bin", b"anything", "unsupported"),
        ("f.xml.gz", gzip.compress(b"<rss/>"), "empty"),
        ("g.gz", gzip.compress(gzip.compress(b"x")), "unsupported"),
        ("h.xml", b"", "empty"),
        ("i.xml", b"no markup", "wrong_shape"),
        ("j.xml", b"<recipe/>", "application/xml"),
    ],
)
def test_what_has_no_ending_of_ours_is_told_by_its_bytes(name: str, body: bytes, told_as: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(body)
    assert [told for _, told in told(read(tmp_path / name))] == [told_as]
