"""A desk over the two invented stories of `examples/`, made once a run, and a client that asks it without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.trouble import captures as hostile

from wireroom.config import settings
from wireroom.duty import Duty
from wireroom.engine.local import LocalEngine
from wireroom.intake.files import captures
from wireroom.store.store import SqlStore
from wireroom.web.app import application
from wireroom.web.serving import Serving

EXAMPLES = Path(__file__).parents[2] / "examples"
AT = "2026-04-01T08:00:00Z"


@pytest.fixture(scope="session", autouse=True)
def one_engine(engine: LocalEngine) -> Iterator[None]:
    """Lets every desk write up with the engine of all tests, whose models are loaded once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wireroom.web.scribe.LocalEngine", lambda *_: engine)
        yield


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, engine: LocalEngine) -> Path:
    """A store with the two stories, to be read only."""
    place = tmp_path_factory.mktemp("desk") / "demo.db"
    held = settings(file=None, model=None, environment={})
    with SqlStore(str(place)) as store:
        store.receive(list(captures([str(EXAMPLES / "ferry"), str(EXAMPLES / "dam")])), AT)
        Duty(store, engine, held.rules, held.digest).take_up()
    return place


@pytest.fixture(scope="session")
def serving(demo: Path) -> Iterator[Serving]:
    """The desk over the demo store."""
    with SqlStore(str(demo), create=False) as store:
        yield Serving(store, settings(file=None, model=None, environment={}, store=str(demo)))


@pytest.fixture(scope="session")
def client(serving: Serving) -> Iterator[TestClient]:
    """A browser without a network."""
    with TestClient(application(serving), base_url="http://localhost:8477") as found:
        yield found


@pytest.fixture(scope="session")
def bad(tmp_path_factory: pytest.TempPathFactory, engine: LocalEngine) -> Iterator[Serving]:
    """A desk over the hostile reports."""
    place = tmp_path_factory.mktemp("bad") / "bad.db"
    held = settings(file=None, model=None, environment={})
    with SqlStore(str(place)) as store:
        store.receive(hostile(), "2026-04-01T08:00:00Z")
        Duty(store, engine, held.rules, held.digest).take_up()
        yield Serving(store, held)
