"""The base install and the extras need nothing under a strong copyleft licence."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

PERMISSIVE = re.compile(r"\b(MIT|BSD|Apache|ISC|PSF|Python|Zlib|0BSD|CC0|CNRI|Unlicense)\b", re.IGNORECASE)
STRONG = re.compile(r"GPL|GNU|EUPL|CC[- ]BY|SSPL", re.IGNORECASE)
FILE_LEVEL = {"certifi", "tqdm", "tld"}
"""Under the MPL, which ends at their own unchanged files; `tld` by our choice among three. SECURITY.md says so."""


def needed(name: str, seen: set[str]) -> set[str]:
    """Every installed distribution that a base install of `name` needs, markers for extras left out."""
    for line in metadata.requires(name) or []:
        spec, _, marker = line.partition(";")
        found = re.match(r"[A-Za-z0-9._-]+", spec)
        if found is None or "extra" in marker:
            continue
        child = found.group().lower().replace("_", "-").replace(".", "-")
        if child in seen:
            continue
        try:
            metadata.distribution(child)
        except metadata.PackageNotFoundError:
            continue  # for another platform or Python
        seen.add(child)
        needed(child, seen)
    return seen


def licence(name: str) -> str:
    """What a distribution's metadata says of its licence, in one line."""
    about = metadata.metadata(name)
    stated = about.get("License-Expression") or (about.get("License") or "").split("\n")[0]
    classes = [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
    return f"{stated} {' '.join(classes)}"


BASE = sorted(needed("wireroom", set()))
BROUGHT = ("fastwarc", "brotli", "pyarrow", "pg8000", "fastapi", "uvicorn", "python-multipart")
EXTRAS = sorted({*BROUGHT, *(name for extra in BROUGHT for name in needed(extra, set()))})
"""What the extras `archives`, `tables`, `postgres` and `web` bring."""


def test_the_base_install_is_known() -> None:
    assert {"spacy", "wordllama", "trafilatura", "feedparser", "httpcore2", "sqlalchemy", "alembic"} <= set(BASE)


@pytest.mark.parametrize("name", sorted({*BASE, *EXTRAS}))
def test_no_strong_copyleft(name: str) -> None:
    stated = licence(name)
    if name in FILE_LEVEL:
        assert "MPL" in stated or "Mozilla" in stated
    else:
        assert PERMISSIVE.search(stated), stated
        assert not STRONG.search(stated), stated
