"""Where the sets lie, and whether what lies there is what was measured before. Reads `corpora.toml`."""

from __future__ import annotations

import hashlib
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LIST = HERE / "corpora.toml"
VARIABLE = "WIREROOM_SHARED"


@dataclass(frozen=True, slots=True)
class Corpus:
    """One set: its key, paths under the shared folder, and the checksum of all its files (None: not yet pinned)."""

    name: str
    title: str
    origin: str
    licence: str
    paths: tuple[str, ...]
    sha256: str | None


def shared_folder(given: str | None = None) -> Path:
    """The shared folder: as given, or by the environment, or `../shared` beside the repository."""
    return Path(given or os.environ.get(VARIABLE) or HERE.parent.parent / "shared")


def corpora(file: Path = LIST) -> dict[str, Corpus]:
    """Every set of the list by its key."""
    with file.open("rb") as handle:
        rows = tomllib.load(handle)
    return {
        name: Corpus(name, row["title"], row["origin"], row["licence"], tuple(row["paths"]), row.get("sha256"))
        for name, row in rows.items()
    }


def files(corpus: Corpus, shared: Path) -> list[Path]:
    """The files of a set, sorted by path; empty when any of its paths is not present."""
    found: list[Path] = []
    for path in (shared / name for name in corpus.paths):
        if path.is_file():
            found.append(path)
        elif path.is_dir():
            found.extend(one for one in path.rglob("*") if one.is_file())
        else:
            return []
    return sorted(found)


def checksum(corpus: Corpus, shared: Path) -> str | None:
    """The sha256 over "sha256  path" lines of the set's files in order; None when the set is not present."""
    present = files(corpus, shared)
    if not present:
        return None
    whole = hashlib.sha256()
    for path in present:
        inner = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{inner}  {path.relative_to(shared).as_posix()}\n".encode())
    return whole.hexdigest()


def state(name: str, shared: Path) -> str | None:
    """Why a set cannot be measured on, in one line; None when it is present and is the one pinned."""
    known = corpora()
    if name not in known:
        return f"{name}: not in corpora.toml"
    found = checksum(known[name], shared)
    if found is None:
        return f"{name}: not present ({', '.join(known[name].paths)})"
    pinned = known[name].sha256
    if pinned and found != pinned:
        return f"{name}: CHANGED, sha256 {found[:12]}… where {pinned[:12]}… was measured"
    return None
