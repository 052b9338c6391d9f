"""What every handler is handed: the store, the settings, who may ask, and the key of this run."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from wireroom.model import Derivation
from wireroom.web.access import Access
from wireroom.web.scribe import Scribe
from wireroom.web.views.dossier import Dossiers
from wireroom.web.views.kept import Kept

if TYPE_CHECKING:
    from wireroom.config import Settings
    from wireroom.store.store import SqlStore

SELDOM = 100
"""Arrivals after which publishers and agencies are listed anew."""
NAMES = 200
"""Publishers and agencies that a form offers; others can be asked for in words."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names by which a browser on this machine may call the desk."""


@dataclass(frozen=True, slots=True)
class Serving:
    """One run of the web desk. `hosts` are the names that the Host header may have, without a port; `key` signs the tokens of
    forms and is new with each run; `access` knows who asks."""

    store: SqlStore
    settings: Settings
    hosts: frozenset[str] = LOOPBACK
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    access: Access = field(default_factory=Access)
    dossiers: Dossiers = field(init=False)
    scribe: Scribe = field(init=False)
    ties: Kept[Derivation | None] = field(default_factory=lambda: Kept(256))
    listed: Kept[tuple[Sequence[str], Sequence[str]]] = field(default_factory=lambda: Kept(1))

    def __post_init__(self) -> None:
        object.__setattr__(self, "dossiers", Dossiers(self.store))
        object.__setattr__(self, "scribe", Scribe(self.store, self.settings))

    def names(self) -> tuple[Sequence[str], Sequence[str]]:
        """The publishers and agencies that most reports name, listed anew now and then."""
        return self.listed.get(self.store.last_arrival() // SELDOM, lambda: self.store.named(NAMES))

    def close(self) -> None:
        """Ends what works beside the requests."""
        self.scribe.stop()


def serving(request: Request) -> Serving:
    """What the application was made with; for handlers, as a dependency."""
    found: Serving = request.app.state.serving
    return found


Held = Annotated[Serving, Depends(serving)]
"""How a handler asks for it."""
