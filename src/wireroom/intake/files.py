"""Captures from files, folders, globs and standard input."""

from __future__ import annotations

import glob
import gzip
import io
import json
import os
import stat
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple

from wireroom.model import Capture, Reason, Rejection
from wireroom.ports import InputError

TEXT_LIMIT = 20_000_000
"""Bytes of the largest single report. It is the report room's limit too: more is never read, so that a file of any size is
refused at once."""
LIST_LIMIT = 200_000_000
"""Bytes of the largest JSON file that is a list of records: it must be held in memory whole; JSONL has no such limit."""
INFLATED_LIMIT = 4_000_000_000
"""Bytes that one gzip file may inflate to: ten times the largest set of reports we were given, and no bomb gets further."""
SNIFF = 4_096
"""Bytes at the head of what comes without a name, by which it is told."""
MEDIA = {
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
    ".jsonl.gz": "application/jsonl+gzip",
    ".ndjson.gz": "application/jsonl+gzip",
}
"""Endings that are read, with their media types."""

Received = Capture | Rejection


class Named(NamedTuple):
    """A file to read and its address; `path` is None for standard input, `itself` true when the file itself was named."""

    uri: str
    path: Path | None
    itself: bool


def captures(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Received]:
    """Each report in what the paths name, as a capture, or as a rejection that says why not; in order of paths, then of names.

    A path is a file, a folder (all files in it and below, hidden ones left out), a glob, or `-` for standard input (`stdin`,
    else the process's own). The address of a capture is the file's name, or its path below the folder that was named; of a
    record in a file the same with `#` and its number from 1. Raises InputError, before anything is read, when a path names
    nothing, or when there is nothing to read at all.
    """
    if not paths:
        raise InputError("nothing to read: name a file, a folder, or - for standard input")
    found: list[Named] = []
    for path in paths:
        found.extend([Named("-", None, True)] if path == "-" else _named(path))
    if not found:
        raise InputError(f"nothing to read in {', '.join(_shown(path) for path in paths)}")
    return _received(found, stdin)


def _received(found: Sequence[Named], stdin: BinaryIO | None) -> Iterator[Received]:
    for item in found:
        yield from _from_stdin(stdin) if item.path is None else _from_file(item.uri, item.path, itself=item.itself)


def _named(path: str) -> list[Named]:
    """The files that one argument names, with their addresses."""
    try:
        target = Path(path)
        if target.is_dir():
            return _below(target)
        if target.exists() or target.is_symlink():
            return [Named(_address(target.name), target, True)]
        if glob.has_magic(path):
            matches = [Path(match) for match in sorted(glob.glob(path, recursive=True))]  # noqa: PTH207
            listed = [item for match in matches for item in (_below(match) if match.is_dir() else [_alone(match)])]
            if listed:
                return list(dict.fromkeys(listed))
            raise InputError(f"nothing matches {_shown(path)}")
    except (OSError, ValueError) as error:
        raise InputError(f"{_shown(path)} cannot be read: {_plain(error)}") from error
    raise InputError(f"there is no file or folder {_shown(path)}")


def _alone(path: Path) -> Named:
    return Named(_address(path.name), path, True)


def _below(folder: Path) -> list[Named]:
    """Every file below a folder that is not hidden, sorted by its path. A folder met twice, by links, is read once; one that
    cannot be listed stands for itself, and is refused in its turn."""
    found: list[Named] = []
    closed: list[OSError] = []
    seen: set[str] = set()
    for parent, folders, files in os.walk(folder, followlinks=True, onerror=closed.append):
        real = os.path.realpath(parent)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(parent)
        found.extend(_inside(folder, here / name) for name in files if not name.startswith("."))
    found.extend(_inside(folder, Path(error.filename)) for error in closed)
    return sorted(found, key=lambda item: (item.uri, str(item.path)))


def _inside(folder: Path, path: Path) -> Named:
    return Named(_address(path.relative_to(folder).as_posix()), path, False)


def _from_file(uri: str, path: Path, *, itself: bool) -> Iterator[Received]:
    """What one file gives. A file named by itself may be a pipe or lack an ending: it is told by its first bytes."""
    media = _media(path.name)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield _refused(uri, "unreadable", "a folder that cannot be listed")
        elif not stat.S_ISREG(mode) and not itself:
            yield _refused(uri, "unreadable", "not a regular file")
        elif media is None and (path.suffix or not itself) and stat.S_ISREG(mode):
            yield _refused(uri, "unsupported", f"files {_kind_of(path)} are not read")
        else:
            with path.open("rb") as stream:
                if media is None:
                    head = stream.read(SNIFF)
                    yield from _from_stream(uri, io.BufferedReader(_Joined(head, stream)), _sniffed(head))
                else:
                    yield from _from_stream(uri, stream, media)
    except (OSError, ValueError) as error:
        yield _refused(uri, "unreadable", _plain(error))


def _kind_of(path: Path) -> str:
    return f"ending in {path.suffix}" if path.suffix else "without an ending"


def _from_stream(uri: str, stream: IO[bytes], media: str) -> Iterator[Received]:
    if media == "application/jsonl":
        yield from _records(uri, stream)
    elif media == "application/jsonl+gzip":
        yield from _inflated(uri, stream)
    elif media == "application/json":
        yield from _listed(uri, stream.read(LIST_LIMIT + 1))
    else:
        body = stream.read(TEXT_LIMIT + 1)
        if len(body) > TEXT_LIMIT:
            yield _refused(uri, "too_large", f"more than {TEXT_LIMIT:,} bytes")
        else:
            yield Capture(uri, body, media)


def _from_stdin(stdin: BinaryIO | None) -> Iterator[Received]:
    stream = stdin if stdin is not None else sys.stdin.buffer
    try:
        head = stream.read(SNIFF)
        yield from _from_stream("-", io.BufferedReader(_Joined(head, stream)), _sniffed(head))
    except (OSError, ValueError) as error:
        yield _refused("-", "unreadable", _plain(error))


def _sniffed(head: bytes) -> str:
    """The media type of what comes without a name: gzip, a page, records or a list of them, else plain text."""
    if head.startswith(b"\x1f\x8b"):
        return "application/jsonl+gzip"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"<" and any(
        mark in head.lower() for mark in (b"<!doctype html", b"<html", b"<head", b"<body", b"<div", b"<p>", b"<article")
    ):
        return "text/html"
    if start[:1] == b"{":
        first, _, rest = start.partition(b"\n")
        return "application/jsonl" if first.rstrip().endswith(b"}") or not rest else "application/json"
    if start[:1] == b"[" and start[1:].lstrip()[:1] in {b"{", b"]"}:
        return "application/json"
    return "text/plain"


def _records(uri: str, stream: IO[bytes]) -> Iterator[Received]:
    """One capture a line that is not blank; a line that is too long is refused and the next one read."""
    number = 0
    while line := stream.readline(TEXT_LIMIT + 1):
        if len(line) > TEXT_LIMIT and not line.endswith(b"\n"):
            number += 1
            yield _refused(f"{uri}#{number}", "too_large", f"a record of more than {TEXT_LIMIT:,} bytes")
            while (rest := stream.readline(TEXT_LIMIT)) and not rest.endswith(b"\n"):
                pass
            continue
        body = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 0 else line.strip()
        if body:
            number += 1
            yield Capture(f"{uri}#{number}", body, "application/json")
    if number == 0:
        yield _refused(uri, "empty", "no record in the file")


def _inflated(uri: str, stream: IO[bytes]) -> Iterator[Received]:
    number = 0
    try:
        with gzip.GzipFile(fileobj=stream) as inflated:
            for item in _records(uri, io.BufferedReader(_Joined(b"", inflated, INFLATED_LIMIT))):
                number += 1
                yield item
    except (OSError, EOFError, zlib.error) as error:
        yield _refused(f"{uri}#{number + 1}" if number else uri, "unreadable", f"gzip: {_plain(error)}")


class _Joined(io.RawIOBase):
    """The bytes already read from a stream, then the rest of it; after `limit` bytes it ends in an OSError."""

    def __init__(self, head: bytes, rest: IO[bytes] | gzip.GzipFile, limit: int | None = None) -> None:
        self._head = head
        self._rest = rest
        self._left = limit
        self._limit = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        if self._left is not None:
            self._left -= len(found)
            if self._left < 0:
                raise OSError(f"more than {self._limit:,} bytes when inflated")
        buffer[: len(found)] = found
        return len(found)


def _listed(uri: str, body: bytes) -> Iterator[Received]:
    """The records of a JSON file: of a list one capture each, else the file itself, which the report room judges."""
    if len(body) > LIST_LIMIT:
        yield _refused(uri, "too_large", f"more than {LIST_LIMIT:,} bytes")
        return
    try:
        value = json.loads(body) if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"\xff\xfe", b"\xfe\xff")) else None
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, list):
        if not value:
            yield _refused(uri, "empty", "a list of no records")
        for number, record in enumerate(value, start=1):
            made = json.dumps(record).encode()
            where = f"{uri}#{number}"
            yield (
                _refused(where, "too_large", f"a record of more than {TEXT_LIMIT:,} bytes")
                if len(made) > TEXT_LIMIT
                else Capture(where, made, "application/json")
            )
    elif len(body) > TEXT_LIMIT:
        yield _refused(uri, "too_large", f"more than {TEXT_LIMIT:,} bytes")
    else:
        yield Capture(uri, body, "application/json")


def _media(name: str) -> str | None:
    low = name.lower()
    return next((MEDIA[ending] for ending in sorted(MEDIA, key=len, reverse=True) if low.endswith(ending)), None)


def _refused(uri: str, reason: Reason, detail: str) -> Rejection:
    return Rejection(uri, reason, "".join(char if char.isprintable() else " " for char in detail))


def _address(name: str) -> str:
    """A path as an address: forward slashes, and U+FFFD for bytes of a file name that are no text."""
    return name.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _shown(path: str) -> str:
    return repr(_address(path)[:200])


def _plain(error: Exception) -> str:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return (words or type(error).__name__)[:200]
