"""What is in use: versions, weights, lexicons and rules, each with a digest."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from wireroom import __version__
from wireroom.config import Settings, lexicon_digest, lexicons
from wireroom.engine.weights import PINS, digest_of
from wireroom.ports import MissingError

_PACKAGES = ("spacy", "wordllama", "trafilatura", "py3langid", "rapidfuzz", "numpy", "jinja2", "charset-normalizer")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found: a record for programs, lines for people, and whether everything is as it was measured."""

    record: dict[str, Any]
    lines: tuple[str, ...]
    well: bool


def diagnosis(settings: Settings) -> Diagnosis:
    """The versions, weights and lexicons in use."""
    packages = {name: _version(name) for name in _PACKAGES}
    weights = {name: _weights(name) for name in sorted({settings.model, *PINS})}
    found = lexicons(settings.language, settings.file)
    record = {
        "wireroom": __version__,
        "python": platform.python_version(),
        "model": settings.model,
        "packages": packages,
        "weights": weights,
        "lexicons": {
            name: {"entries": _entries(table), "digest": lexicon_digest({name: table})} for name, table in found.items()
        },
        "rules": lexicon_digest(found),
        "settings": str(settings.file) if settings.file else None,
    }
    lines = [f"wireroom {__version__}, Python {platform.python_version()}", f"model      {settings.model}"]
    lines += [f"package    {name} {version or 'NOT INSTALLED'}" for name, version in packages.items()]
    lines += [f"weights    {name} {state['sha256'] or '-'} {state['state']}" for name, state in weights.items()]
    lines += [f"lexicon    {name}: {_entries(table)} entries, {lexicon_digest({name: table})}" for name, table in found.items()]
    lines += [f"rules      {record['rules']}", f"settings   {settings.file or 'none: all at their defaults'}"]
    well = all(packages.values()) and all(state["state"] in ("as measured", "not pinned") for state in weights.values())
    return Diagnosis(record, tuple(lines), well)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _weights(package: str) -> dict[str, str | None]:
    pin = PINS.get(package)
    try:
        found = digest_of(package, pin.folders if pin else (".",))
    except MissingError:
        return {"sha256": None, "state": "not installed"}
    return {"sha256": found, "state": "not pinned" if pin is None else "as measured" if found == pin.sha256 else "CHANGED"}


def _entries(table: Any) -> int:
    if isinstance(table, dict):
        return sum(_entries(value) for value in table.values())
    return len(table) if isinstance(table, list) else 1
