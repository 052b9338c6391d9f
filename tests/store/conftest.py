"""Both databases: every test that asks for a `place` runs once on SQLite and once on PostgreSQL."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.remembering import Remembering

from wireroom.engine.local import LocalEngine


@pytest.fixture(scope="session")
def engine(engine: LocalEngine) -> Remembering:
    """The engine of all tests, which reads no report twice."""
    return Remembering(engine)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives places for new stores."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{secrets.token_hex(4)}.db")
    server = request.getfixturevalue("server")

    def made() -> str:
        name = f"store_{secrets.token_hex(4)}"
        server.psql(f"CREATE DATABASE {name};")
        return f"postgresql://postgres@/{name}?host={server.pgdata}"

    return made


@pytest.fixture
def place(new_place: Callable[[], str]) -> str:
    """A place for a new store."""
    return new_place()
