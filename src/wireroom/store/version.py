"""Which schemas this version knows, so that opening a store need not load the migrations."""

from __future__ import annotations

KNOWN = ("0001", "0002", "0003")
"""Every schema that there was, oldest first; a test holds it against `migrations/versions`."""
HEAD = KNOWN[-1]
