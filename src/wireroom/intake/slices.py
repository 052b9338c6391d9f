"""What the inputs of a run name, cut into slices that are taken in each by itself: some files, or a share of a large one.

The cut depends on the files alone, not on their order or on how many processes there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wireroom.intake import remote
from wireroom.intake.files import from_file, named
from wireroom.intake.received import Received, plain, refused
from wireroom.intake.web import is_address
from wireroom.model import digest
from wireroom.ports import InputError

FILES = 64
"""Files of one slice at most."""
FILES_BYTES = 32_000_000
"""Bytes of the files of one slice, at most one file more: some minutes of taking in."""
SHARE_BYTES = 256_000_000
"""Bytes of a file from which it is shared out. Every share reads the file through, which takes a thirtieth of the time of
taking it in; then it takes its own items only."""
TURN = 64
"""Items in a row that belong to one share."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file: its address, where it lies (a path, or an address that `remote` opens), whether it was itself named, its size,
    and what changes when it changes."""

    uri: str
    place: str
    itself: bool
    size: int
    stamp: str


@dataclass(frozen=True, slots=True)
class Slice:
    """Files taken in together, or share `share` of `shares` of one file."""

    name: str
    files: tuple[Piece, ...]
    share: int = 0
    shares: int = 1


def pieces(paths: Sequence[str]) -> list[Piece]:
    """Every file that the paths name, sorted by address, each file once. Raises InputError when there is none, or for what
    cannot be read twice: standard input and web addresses."""
    found: set[Piece] = set()
    for path in paths:
        if remote.is_remote(path):
            found.update(Piece(*one) for one in remote.listed(path))
        elif path == "-" or is_address(path):
            raise InputError(f"a run reads files and folders, not {path[:200]!r}: it must be able to read them again")
        else:
            found.update(_piece(one.uri, one.path, itself=one.itself) for one in named(path) if one.path is not None)
    if not found:
        raise InputError("nothing to read: name a file or a folder")
    return sorted(found, key=lambda one: (one.uri, one.place, one.itself))


def _piece(uri: str, path: Path, *, itself: bool) -> Piece:
    try:
        about = path.stat()
    except OSError:
        return Piece(uri, str(path.absolute()), itself, 0, "unreadable")  # taken in, it becomes a rejection
    return Piece(uri, str(path.absolute()), itself, about.st_size, str(about.st_mtime_ns))


def inputs_digest(found: Sequence[Piece]) -> str:
    """What changes when a file comes, goes, or changes in size or time of change; where they lie does not matter."""
    return digest(*(part for one in found for part in (one.uri, str(one.size), one.stamp)))


def slices(found: Sequence[Piece]) -> list[Slice]:
    """The pieces in slices, in order."""
    cut: list[tuple[Piece, ...]] = []
    held: list[Piece] = []
    for one in found:
        if held and (len(held) == FILES or sum(piece.size for piece in held) + one.size > FILES_BYTES):
            cut.append(tuple(held))
            held = []
        held.append(one)
    cut.append(tuple(held))
    whole = [(files, -(-files[0].size // SHARE_BYTES) if len(files) == 1 else 1) for files in cut if files]
    shared = [(files, share, max(1, shares)) for files, shares in whole for share in range(max(1, shares))]
    return [Slice(f"{number:05d}", files, share, shares) for number, (files, share, shares) in enumerate(shared)]


def received(one: Slice) -> Iterator[Received]:
    """What a slice gives, in order; the shares of a file together give what the file gives."""
    for piece in one.files:
        for number, item in enumerate(_received(piece)):
            if number // TURN % one.shares == one.share:
                yield item


def _received(piece: Piece) -> Iterator[Received]:
    if not remote.is_remote(piece.place):
        yield from from_file(piece.uri, Path(piece.place), itself=piece.itself)
        return
    try:
        yield from remote.received(piece.uri, piece.place, itself=piece.itself)
    except (OSError, ValueError) as error:
        yield refused(piece.uri, "unreadable", plain(error))
