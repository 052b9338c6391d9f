"""A watch over a world of feeds that goes on meanwhile, held against what the server knows it sent."""

from __future__ import annotations

import argparse
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.watch.world import World

from wireroom.cli.watching import tend
from wireroom.desk import DeskRules
from wireroom.duty import Duty
from wireroom.intake.watch import Watch, restored
from wireroom.model import Capture, Rejection
from wireroom.ports import Engine
from wireroom.store.log import envelopes
from wireroom.store.store import SqlStore

RULES = "rules"
PATIENCE = 60.0
"""Seconds after which a watch ends though it has not met everything, where it was to."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two requests of a feed, and of a host; of the whole watch; between two turns of the world. It goes on
    until it has met the statuses of `meets`, though not for longer than `PATIENCE`."""

    every: float
    pause: float
    whole: float
    turn: float
    meets: frozenset[int] = frozenset()


def watch(world: World, place: str, engine: Engine, rules: DeskRules, pace: Pace) -> None:
    """Watches the world's feeds for so long, while it turns, and ends as an interrupt ends it."""
    stop = threading.Event()
    turning = threading.Thread(target=_turn, args=(world, pace, stop), daemon=True)
    turning.start()
    attend(world, place, engine, rules, pace, stop)
    turning.join()


def attend(world: World, place: str, engine: Engine, rules: DeskRules, pace: Pace, stop: threading.Event) -> None:
    """Watches the world's feeds as they stand in the store, until stopped."""
    with SqlStore(place) as store, store.working() as alone:
        assert alone
        feeds = [restored(address, store.feed(address)) for address in world.addresses]
        asked = Watch(feeds, world.server.fetcher(), every=pace.every, pause=pace.pause, now=time.time)
        options = argparse.Namespace(quiet=True, once=False, pause=pace.pause, follow=False, notify=None, notify_atom=None)
        tend(asked, store, Duty(store, engine, rules, RULES), options, stop)


def _turn(world: World, pace: Pace, stop: threading.Event) -> None:
    started = time.monotonic()
    while (gone := time.monotonic() - started) < pace.whole or (gone < PATIENCE and not pace.meets <= world.statuses().keys()):
        stop.wait(pace.turn)
        world.turn()
    stop.set()


def arrived(store: SqlStore) -> list[Capture | Rejection]:
    """Everything in the log of arrivals, in its order."""
    with store.database.read() as connection:
        return [opened() for *_, opened in envelopes(connection) if opened]


def kept(items: list[Capture | Rejection]) -> list[tuple[str, str]]:
    """Name and text of each entry."""
    return [(one.uri, json.loads(one.body)["content"]) for one in items if isinstance(one, Capture)]


def faults(world: World, place: str, pace: Pace) -> Iterator[str]:
    """What is not as the server knows it: entries sent and not kept, kept and not sent, kept twice; requests that nobody
    counted; manners."""
    with SqlStore(place, create=False) as store:
        items, counts = arrived(store), store.counts()
        entries, served = kept(items), world.served()
        yield from store.faults()
        if counts.pending or counts.arrivals != counts.reports + counts.rejections:
            yield f"not worked through: {counts}"
        if len(items) != len(served) or len(set(entries)) != len(entries):
            yield f"{len(items)} arrivals, {len(set(entries))} entries, {len(served)} sent"
        yield from (f"sent and not kept: {name}" for name, text in served - set(entries))
        yield from (f"kept and not sent: {name}" for name, text in set(entries) - served)
        for path, (kind, host) in world.places.items():
            asked = restored(path, store.feed(world.server.address(path, host))).asked
            came = sum(one.path == path for one in world.server.log)
            if asked != came and kind != "shut":
                yield f"{path}: asked {asked} times, {came} requests came"
    yield from world.faults(pace.pause)


def revised(world: World, place: str) -> tuple[int, int]:
    """How many entries of the store came in more than one version, and how many of those are tied as revisions."""
    with SqlStore(place, create=False) as store:
        versions: dict[str, set[str]] = {}
        for name, text in kept(arrived(store)):
            versions.setdefault(name, set()).add(text)
        changed = {name for name, texts in versions.items() if len(texts) > 1}
        uris = {one.id: one.uri for one in store.reports().values()}
        tied = {
            uris[tie.child]
            for one in store.stories()
            if (found := store.filed(one.id)) is not None
            for line in found[1].lineages
            for tie in line.derivations
            if tie.kind in ("revision", "copy", "rewrite") and uris[tie.child] == uris[tie.parent]
        }
    return len(changed), len(changed & tied)
