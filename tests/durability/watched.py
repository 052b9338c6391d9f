"""A watch that is killed with SIGKILL at random instants while its feeds go on, held against what its server knows.

What it has in the end must be what a desk makes of the same log of arrivals in one piece."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator

from tests.durability.killed import AT, Result, contents, forked
from tests.watch.busy import RULES, Pace, arrived, attend, kept
from tests.watch.feeds import serving
from tests.watch.world import World

from wireroom.desk import DeskRules
from wireroom.duty import Duty
from wireroom.ports import Engine
from wireroom.store.store import SqlStore

EVERY = 0.5
"""Seconds between two requests of a feed."""
PATIENCE = 600.0
"""Seconds in which it showed of nothing more that it has it, after which the last watch, which is not killed, is ended."""
CALM = frozenset({"still", "growing", "changing"})
"""Kinds of feeds that answer whenever they are asked."""


def trial(
    new_place: Callable[[], str],
    engine: Engine,
    rules: DeskRules,
    *,
    feeds: int,
    kills: int,
    life: float = 2.0,
    seed: int = 0,
    say: Callable[[str], None] = lambda _: None,
) -> Result:
    """One store under a watch that lives for `life` seconds at the most, so many times, and then for good."""
    pace = Pace(EVERY, 0.0, PATIENCE, EVERY)
    instants = random.Random(seed)
    place, whole = new_place(), new_place()
    started = time.monotonic()
    met = 0
    with serving() as server:
        world = World(server, feeds, hosts=4)
        for number in range(kills):
            met += forked(
                lambda: attend(world, place, engine, rules, pace, threading.Event()), kill_after=instants.uniform(0.05, life)
            )
            world.turn(0.2)
            if number % 20 == 19:
                with SqlStore(place) as store:
                    say(f"{number + 1} kills: {store.counts()}")
        _to_the_end(world, place, engine, rules, pace)
        wrong = [*_unlike_the_server(world, place), *_unlike_one_piece(place, whole, engine, rules)]
    return Result(met, time.monotonic() - started, tuple(wrong))


def _to_the_end(world: World, place: str, engine: Engine, rules: DeskRules, pace: Pace) -> None:
    """Watches until the reader has shown that it has all that stands in the feeds that answer."""
    ear, mouth = os.pipe()

    def run() -> None:
        stop = threading.Event()
        os.close(mouth)
        threading.Thread(target=lambda: (os.read(ear, 1), stop.set()), daemon=True).start()
        attend(world, place, engine, rules, pace, stop)

    def end() -> None:
        since, known = time.monotonic(), 0
        while time.monotonic() < since + PATIENCE and not _all_known(world):
            with world.server.lock:
                now = len(world.served(sure=True))
            if now != known:
                since, known = time.monotonic(), now
            time.sleep(0.5)
        os.close(mouth)

    ending = threading.Thread(target=end)
    ending.start()
    forked(run, kill_after=None)
    ending.join()
    os.close(ear)


def _all_known(world: World) -> bool:
    with world.server.lock:
        calm = [world.server.feeds[path] for path, (kind, _) in world.places.items() if kind in CALM]
        return all(one.sure.issuperset(one.entries.items()) for one in calm)


def _unlike_the_server(world: World, place: str) -> Iterator[str]:
    with SqlStore(place, create=False) as store:
        items, counts = arrived(store), store.counts()
        yield from store.faults()
    if counts.pending or counts.arrivals != counts.reports + counts.rejections:
        yield f"not worked through: {counts}"
    entries = kept(items)
    if len(set(entries)) != len(items):
        yield f"{len(items)} arrivals, {len(set(entries))} entries"
    yield from (f"the reader showed that it had {name}, and has it not" for name, _ in world.served(sure=True) - set(entries))
    yield from (f"kept and not sent: {name}" for name, _ in set(entries) - world.served())
    for path, (kind, host) in world.places.items():
        if kind in CALM:
            now = {
                (f"{world.server.address(path, host)}#{name}", text) for name, text in world.server.feeds[path].entries.items()
            }
            yield from (f"stands in its feed and not in the store: {name}" for name, _ in now - set(entries))


def _unlike_one_piece(place: str, whole: str, engine: Engine, rules: DeskRules) -> Iterator[str]:
    with SqlStore(place, create=False) as store, SqlStore(whole) as other:
        other.receive(arrived(store), AT)
        Duty(other, engine, rules, RULES).take_up()
    one, more = contents(place), contents(whole)
    yield from (f"{name}: differs" for name in sorted(one.keys() | more.keys()) if one.get(name) != more.get(name))
