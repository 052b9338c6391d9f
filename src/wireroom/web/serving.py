"""What every handler is handed: the store, the settings, who may ask, and the key of this run."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastapi import Request

from wireroom.web.views.dossier import Dossiers

if TYPE_CHECKING:
    from wireroom.config import Settings
    from wireroom.store.store import SqlStore

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names by which a browser on this machine may call the desk."""


@dataclass(frozen=True, slots=True)
class Serving:
    """One run of the web desk. `hosts` are the names that the Host header may have, without a port; `key` signs the tokens of
    forms and is new with each run."""

    store: SqlStore
    settings: Settings
    hosts: frozenset[str] = LOOPBACK
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    dossiers: Dossiers = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "dossiers", Dossiers(self.store))


def serving(request: Request) -> Serving:
    """What the application was made with; for handlers, as a dependency."""
    found: Serving = request.app.state.serving
    return found
