"""Files, folders, globs and standard input as captures: in a fixed order, nothing lost, nothing hanging."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.intake import streams
from wireroom.intake.files import captures
from wireroom.model import Capture, Rejection
from wireroom.ports import InputError

RECORDS = [{"id": "a", "text": "One."}, {"id": "b", "text": "Two."}]


def lines(records: list[dict[str, str]]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def read(*paths: object, stdin: bytes | None = None) -> list[Capture | Rejection]:
    return list(captures([str(path) for path in paths], io.BytesIO(stdin) if stdin is not None else None))


def told(found: list[Capture | Rejection]) -> list[tuple[str, str | None]]:
    return [(item.uri, item.media_type if isinstance(item, Capture) else item.reason) for item in found]


def test_a_folder_gives_every_file_below_it_sorted(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.md", "deep/c.html", "deep/er/d.htm", ".hidden/e.txt", ".f.txt", "g.pdf", "h"):
        (tmp_path / name).write_bytes(b"text")
    assert told(read(tmp_path)) == [
        ("a.md", "text/markdown"),
        ("b.txt", "text/plain"),
        ("deep/c.html", "text/html"),
        ("deep/er/d.htm", "text/html"),
        ("g.pdf", "unsupported"),
        ("h", "unsupported"),
    ]


def test_the_address_does_not_depend_on_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "a.txt").write_bytes(b"text")
    monkeypatch.chdir(tmp_path)
    answers = [read("set"), read(tmp_path / "set"), read("set/a.txt"), read("set/*.txt"), read("./set/../set")]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0].uri == "a.txt"


@pytest.mark.parametrize("name", ["r.jsonl", "r.ndjson", "r.jsonl.gz", "r.json"])
def test_records_are_captures_of_their_own(name: str, tmp_path: Path) -> None:
    body = lines(RECORDS)
    made = {"r.jsonl.gz": gzip.compress(body), "r.json": json.dumps(RECORDS).encode()}.get(name, body)
    (tmp_path / name).write_bytes(made)
    found = read(tmp_path)
    assert told(found) == [(f"{name}#1", "application/json"), (f"{name}#2", "application/json")]
    assert [json.loads(item.body)["id"] for item in found if isinstance(item, Capture)] == ["a", "b"]


def test_one_record_in_a_json_file(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(json.dumps(RECORDS[0]), "utf-8")
    assert told(read(tmp_path)) == [("r.json", "application/json")]


def test_blank_lines_do_not_count_and_a_mark_at_the_head_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_bytes(b"\xef\xbb\xbf" + lines(RECORDS[:1]) + b"\n  \n" + lines(RECORDS[1:]))
    found = read(tmp_path)
    assert [item.uri for item in found] == ["r.jsonl#1", "r.jsonl#2"]
    assert json.loads(found[0].body)["id"] == "a"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("r.jsonl", b"", "empty"),
        ("r.jsonl", b"\n\n", "empty"),
        ("r.json", b"[]", "empty"),
        ("r.jsonl.gz", b"no gzip", "unreadable"),
        ("r.jsonl.gz", gzip.compress(lines(RECORDS))[:20], "unreadable"),
    ],
)
def test_files_of_nothing(name: str, body: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(body)
    assert [item.reason for item in read(tmp_path) if isinstance(item, Rejection)] == [reason]


def test_a_gzip_cut_short_keeps_what_came_before(tmp_path: Path) -> None:
    body = gzip.compress(lines([{"id": str(number), "text": os.urandom(40).hex()} for number in range(900)]))
    (tmp_path / "r.jsonl.gz").write_bytes(body[: len(body) * 2 // 3])
    found = read(tmp_path)
    assert len(found) > 100
    assert [item.reason for item in found if isinstance(item, Rejection)] == ["unreadable"]
    assert isinstance(found[-1], Rejection)


def test_fifty_megabytes_of_one_line(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.jsonl", "d.json"):
        (tmp_path / name).write_bytes(b"word " * 10_000_000)
    started = time.perf_counter()
    assert [item.reason for item in read(tmp_path) if isinstance(item, Rejection)] == ["too_large"] * 4
    assert time.perf_counter() - started < 5


def test_a_long_record_is_refused_and_the_next_one_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "TEXT_LIMIT", 100)
    (tmp_path / "r.jsonl").write_bytes(lines([RECORDS[0], {"id": "x", "text": "long " * 99}, RECORDS[1]]))
    assert told(read(tmp_path)) == [
        ("r.jsonl#1", "application/json"),
        ("r.jsonl#2", "too_large"),
        ("r.jsonl#3", "application/json"),
    ]


def test_inflating_stops_at_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "INFLATED_LIMIT", 1_000_000)
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(lines(RECORDS) + b"\n" * 3_000_000))
    found = read(tmp_path)
    assert [item.uri for item in found[:2]] == ["r.jsonl.gz#1", "r.jsonl.gz#2"]
    assert told(found[2:]) == [("r.jsonl.gz#3", "unreadable")]


@pytest.mark.parametrize(
    ("body", "uris", "media"),
    [
        (b"A report of several words.", ["-"], "text/plain"),
        (b"<!doctype html><p>A report", ["-"], "text/html"),
        (b"<p>A report of several words", ["-"], "text/html"),
        (b"<3 is not markup", ["-"], "text/plain"),
        (lines(RECORDS), ["-#1", "-#2"], "application/json"),
        (gzip.compress(lines(RECORDS)), ["-#1", "-#2"], "application/json"),
        (json.dumps(RECORDS, indent=1).encode(), ["-#1", "-#2"], "application/json"),
        (json.dumps(RECORDS[0], indent=1).encode(), ["-"], "application/json"),
        (json.dumps({"text": "long " * 4_000}).encode(), ["-#1"], "application/json"),
        (b"[Portmere] A report of several words.", ["-"], "text/plain"),
        (b"", ["-"], "text/plain"),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(body: bytes, uris: list[str], media: str) -> None:
    assert told(read("-", stdin=body)) == [(uri, media) for uri in uris]


def test_standard_input_beside_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"text")
    assert [item.uri for item in read(tmp_path / "a.txt", "-", stdin=b"text")] == ["a.txt", "-"]


def test_links_in_a_ring_end(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_bytes(b"text")
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    assert told(read(tmp_path)) == [
        ("deep/a.txt", "text/plain"),
        ("gone.txt", "unreadable"),
        ("pipe.txt", "unreadable"),
        ("self.txt", "unreadable"),
    ]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"text")
    (tmp_path / "b.txt").write_bytes(b"text")
    really = Path.open

    def closed(self: Path, *args: object, **named: object) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return really(self, *args, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", closed)
    found = read(tmp_path)
    assert told(found) == [("a.txt", "unreadable"), ("b.txt", "text/plain")]
    assert found[0].detail == "Permission denied"  # type: ignore[union-attr]


def test_names_that_are_no_text_or_hold_control_characters(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"text")
    (tmp_path / "a\x1b[31m\n.xyz").write_bytes(b"text")
    found = read(tmp_path)
    assert all(item.uri.encode() for item in found)
    assert all(item.detail.isprintable() for item in found if isinstance(item, Rejection))


@pytest.mark.parametrize("paths", [[], ["no/such/file.txt"], ["no-such-*.txt"], ["\x00"], ["{empty}"], ["{empty}", "{empty}"]])
def test_nothing_to_read_is_one_clear_line(paths: list[str], tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        captures([path.format(empty=tmp_path) for path in paths])
    assert str(caught.value).isprintable()


def test_a_file_without_an_ending_that_is_named_itself(tmp_path: Path) -> None:
    (tmp_path / "report").write_bytes(b"A report of several words.")
    assert told(read(tmp_path / "report")) == [("report", "text/plain")]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([".txt", ".html", ".json", ".jsonl", ".jsonl.gz", ".bin", ""]), st.binary(max_size=60)),
        max_size=6,
    )
)
def test_every_file_is_told_of(bodies: list[tuple[str, bytes]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for number, (ending, body) in enumerate(bodies):
            Path(folder, f"{number}{ending}").write_bytes(body)
        if not bodies:
            return
        found = read(folder)
        assert {item.uri.split("#")[0] for item in found} == {f"{number}{ending}" for number, (ending, _) in enumerate(bodies)}
        assert len({item.uri for item in found}) == len(found)
