"""Files of an object store (`s3://bucket/folder`), through fsspec and the package that knows the store.

Only the stores of `KNOWN` are opened, and no chains of them: what an address names is where it is read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any

from wireroom.intake import forms
from wireroom.intake.media import by_bytes, by_ending, certainly
from wireroom.intake.received import Received, refused
from wireroom.intake.streams import SNIFF
from wireroom.ports import InputError, MissingError

KNOWN = frozenset("s3 s3a gs gcs az abfs abfss hdfs memory".split())
_SCHEME = re.compile(r"([a-z][a-z0-9]*)://")


def is_remote(path: str) -> bool:
    """Whether a path is the address of an object store."""
    found = _SCHEME.match(path)
    return found is not None and found.group(1) in KNOWN


def listed(path: str) -> Iterator[tuple[str, str, bool, int, str]]:
    """Every file that an address names, as the fields of a `Piece`: the file, or all below a folder that are not hidden, or
    what a glob matches. Raises InputError when there is none or it cannot be listed, MissingError without the package."""
    store, inside = _store(path)
    try:
        if any(mark in inside for mark in "*?["):
            found = {name: about for name, about in store.glob(inside, detail=True).items() if about["type"] == "file"}
            base = ""
        elif store.isfile(inside):
            found, base = {inside: store.info(inside)}, ""
        else:
            found, base = store.find(inside, detail=True), inside.rstrip("/") + "/"
    except (OSError, ValueError) as error:
        raise InputError(f"{path[:200]!r} cannot be read: {str(error)[:200]}") from error
    scheme = path.split("://", 1)[0]
    number = 0
    for name, about in sorted(found.items()):
        below = name.removeprefix(base) if base else PurePosixPath(name).name
        if not any(part.startswith(".") for part in below.split("/")):
            number += 1
            stamp = next((str(about[key]) for key in ("ETag", "etag", "LastModified", "mtime", "created") if key in about), "")
            yield below, f"{scheme}://{name.lstrip('/')}", not base, int(about.get("size") or 0), stamp
    if not number:
        raise InputError(f"nothing to read in {path[:200]!r}")


def received(uri: str, place: str, *, itself: bool) -> Iterator[Received]:
    """What one file gives, its form told as that of a local file. Raises OSError or ValueError where it cannot be read."""
    store, inside = _store(place)
    with store.open(inside, "rb") as stream:
        media = by_ending(inside)
        if media is None:
            head = stream.read(SNIFF)
            stream.seek(0)
            media = by_bytes(head) if itself and "." not in PurePosixPath(inside).name else certainly(head)
        if media is None:
            yield refused(uri, "unsupported", "files of this kind are not read")
        else:
            yield from forms.received(uri, stream, media)


def _store(path: str) -> tuple[Any, str]:
    if "::" in path:
        raise InputError(f"{path[:200]!r}: addresses inside addresses are not read")
    try:
        fsspec: Any = import_module("fsspec.core")
        store, inside = fsspec.url_to_fs(path)
    except ImportError as error:
        raise MissingError(
            f"{path.split(':', 1)[0]} needs more: pip install 'wireroom[remote]' and the package for it ({error})"
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path[:200]!r} cannot be read: {str(error)[:200]}") from error
    return store, inside
