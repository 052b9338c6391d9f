"""Captures from files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from wireroom.intake import forms
from wireroom.intake.media import by_bytes, by_ending, certainly
from wireroom.intake.received import Received, plain, refused
from wireroom.intake.streams import SNIFF, joined
from wireroom.intake.web import fetched, is_address
from wireroom.ports import Fetch, InputError


class Named(NamedTuple):
    """A file to read and its address; `path` is None for standard input and for a web address, `itself` true when the file
    (or standard input) itself was named."""

    uri: str
    path: Path | None
    itself: bool


def captures(paths: Sequence[str], stdin: BinaryIO | None = None, fetch: Fetch | None = None) -> Iterator[Received]:
    """Each report in what the paths name, as a capture, or as a rejection that says why not; in order of paths, then of names.

    With `fetch` a path may be a web address. Else a path is a file, a folder (all files in it and below, hidden ones left
    out), a glob, or `-` for standard input (`stdin`, else the process's own). The address of a capture is the file's name, or
    its path below the folder that was named; of a record in a file the same with `#` and its number from 1. Raises
    InputError, before anything is read, when a path names nothing, or when there is nothing to read at all.
    """
    if not paths:
        raise InputError("nothing to read: name a file, a folder, or - for standard input")
    found: list[Named] = []
    for path in paths:
        if is_address(path):
            if fetch is None:
                raise InputError(f"{_shown(path)} is an address, and nothing is fetched here")
            found.append(Named(path, None, False))
        else:
            found.extend([Named("-", None, True)] if path == "-" else named(path))
    if not found:
        raise InputError(f"nothing to read in {', '.join(_shown(path) for path in paths)}")
    return _received(found, stdin, fetch)


def _received(found: Sequence[Named], stdin: BinaryIO | None, fetch: Fetch | None) -> Iterator[Received]:
    for item in found:
        if item.path is None and not item.itself and fetch is not None:
            yield from fetched(item.uri, fetch)
            continue
        yield from _from_stdin(stdin) if item.path is None else from_file(item.uri, item.path, itself=item.itself)


def named(path: str) -> list[Named]:
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
        raise InputError(f"{_shown(path)} cannot be read: {plain(error)}") from error
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


def from_file(uri: str, path: Path, *, itself: bool) -> Iterator[Received]:
    """What one file gives. What has no ending of ours is told by its first bytes: a file that was named by itself whatever it
    is, one of a folder only when they leave no doubt."""
    media = by_ending(path.name)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield refused(uri, "unreadable", "a folder that cannot be listed")
        elif not stat.S_ISREG(mode) and not itself:
            yield refused(uri, "unreadable", "not a regular file")
        else:
            with path.open("rb") as stream:
                if media is not None:
                    yield from forms.received(uri, stream, media)
                    return
                head = stream.read(SNIFF)
                loose = (path.suffix or not itself) and stat.S_ISREG(mode)
                told = certainly(head) if loose else by_bytes(head)
                if told is None:
                    yield refused(uri, "unsupported", f"files {_kind_of(path)} are not read")
                elif stat.S_ISREG(mode):
                    stream.seek(0)
                    yield from forms.received(uri, stream, told)
                else:
                    yield from forms.received(uri, joined(head, stream), told)
    except (OSError, ValueError) as error:
        yield refused(uri, "unreadable", plain(error))


def _kind_of(path: Path) -> str:
    return f"ending in {path.suffix}" if path.suffix else "without an ending"


def _from_stdin(stdin: BinaryIO | None) -> Iterator[Received]:
    stream = stdin if stdin is not None else sys.stdin.buffer
    try:
        head = stream.read(SNIFF)
        yield from forms.received("-", joined(head, stream), by_bytes(head))
    except (OSError, ValueError) as error:
        yield refused("-", "unreadable", plain(error))


def _address(name: str) -> str:
    """A path as an address: forward slashes, and U+FFFD for bytes of a file name that are no text."""
    return name.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _shown(path: str) -> str:
    return repr(_address(path)[:200])
