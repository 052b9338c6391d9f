"""A watch over a world that goes on; the long form is `python -m tests.watch`."""

from __future__ import annotations

from pathlib import Path

from tests.store.remembering import Remembering
from tests.watch.busy import Pace, faults, revised, watch
from tests.watch.feeds import serving
from tests.watch.world import World

from wireroom.desk import DeskRules
from wireroom.engine.local import LocalEngine

MEETS = frozenset({200, 301, 304, 410, 429, 500, 503})
PACE = Pace(every=1.0, pause=0.05, whole=5.0, turn=0.7, meets=MEETS)


def test_the_store_has_what_the_server_sent(tmp_path: Path, engine: LocalEngine, rules: DeskRules) -> None:
    place = str(tmp_path / "a.db")
    with serving() as server:
        world = World(server, feeds=24, hosts=6)
        watch(world, place, Remembering(engine), rules, PACE)
        assert list(faults(world, place, PACE)) == []
        assert world.statuses().keys() >= MEETS
        changed, tied = revised(world, place)
    assert changed >= 2
    assert tied == changed
