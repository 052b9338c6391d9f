"""A desk that is killed with SIGKILL at random instants and started again, held against one that is not.

The reports are read once, before; a process that is killed is a fork of this one, so that its time goes into the store, the
placing and the dossiers, which is what is tried."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from tests.store.invented import captures

from wireroom.desk import DeskRules
from wireroom.duty import Duty
from wireroom.model import Capture, Rejection
from wireroom.ports import Engine
from wireroom.store.nouns import pack
from wireroom.store.store import SqlStore

RULES = "rules"
AT = "2026-04-01T08:00:00Z"
ROUND = 40
"""Captures that come in at a time, before they are worked through: so that kills meet taking in as well as working."""


def mixed(count: int, records: Path, words: int) -> list[Capture | Rejection]:
    """So many captures, every second one the first words of a record of a file (gzipped JSONL) and the others invented."""
    found: list[Capture | Rejection] = []
    with gzip.open(records, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, count // 2)):
            record = json.loads(line)
            record["text"] = " ".join(record["text"].split(" ")[:words])
            found.append(Capture(f"records/{number}", json.dumps(record).encode(), "application/json"))
    others = captures(count - len(found))
    return [item for pair in zip_longest(others, found) for item in pair if item is not None]


@dataclass(frozen=True, slots=True)
class Result:
    """What a trial showed: kills that met a running process, seconds of the run without any, what is wrong."""

    kills: int
    seconds: float
    wrong: tuple[str, ...]


def desk_run(place: str, items: Sequence[Capture | Rejection], engine: Engine, rules: DeskRules) -> None:
    """Takes everything in, some at a time, and works it through; what is there already is passed over."""
    with SqlStore(place) as store, store.working() as alone:
        assert alone
        duty = Duty(store, engine, rules, RULES)
        for start in range(0, len(items), ROUND):
            if store.receive(items[start : start + ROUND], AT) or store.counts().pending:
                duty.take_up()
        duty.take_up()


def contents(place: str) -> dict[str, bytes]:
    """Everything that a store holds, less the times of taking in: the log, what was made of it, stories and dossiers."""
    with SqlStore(place, create=False) as store:
        found = {f"story {one.id}": pack(store.filed(one.id)) for one in store.stories()}
        found |= {f"report {name}": pack(one) for name, one in store.reports().items()}
        found |= {f"reading {one.report}": pack(one) for one in store.readings(store.reports())}
        found |= {f"rejection {number}": pack(one) for number, one in enumerate(store.rejections())}
        return found


def trial(
    new_place: Callable[[], str],
    engine: Engine,
    rules: DeskRules,
    *,
    items: Sequence[Capture | Rejection],
    kills: int,
    seed: int = 0,
    say: Callable[[str], None] = lambda _: None,
) -> Result:
    """One run without kills and one with so many; `new_place` gives an empty place for a store each time."""
    whole, broken = new_place(), new_place()
    started = time.monotonic()
    _forked(whole, items, engine, rules, kill_after=None)
    seconds = time.monotonic() - started
    say(f"{len(items)} captures without a kill: {seconds:.1f} s")
    started = time.monotonic()
    _forked(whole, items, engine, rules, kill_after=None)
    opening = time.monotonic() - started
    say(f"once more, with nothing to do: {opening:.1f} s")
    instants = random.Random(seed)
    met = 0
    for number in range(kills):
        # three in four are given the time to open the store, as far as it has grown, so that the trial comes to its end
        ready = 1.2 * opening * number / kills if number % 4 else 0.0
        met += _forked(broken, items, engine, rules, kill_after=ready + instants.uniform(0.0, 1.5 * seconds / kills))
        if number % 20 == 19:
            with SqlStore(broken) as store:
                say(f"{number + 1} kills: {store.counts()}")
                wrong = list(store.faults())
                if wrong:
                    return Result(met, seconds, tuple(wrong))
    _forked(broken, items, engine, rules, kill_after=None)
    return Result(met, seconds, tuple(_differences(whole, broken, len(items))))


def _forked(
    place: str, items: Sequence[Capture | Rejection], engine: Engine, rules: DeskRules, *, kill_after: float | None
) -> bool:
    return forked(lambda: desk_run(place, items, engine, rules), kill_after=kill_after)


def forked(run: Callable[[], None], *, kill_after: float | None) -> bool:
    """Runs something in a fork; gives whether it was killed while it ran. Raises RuntimeError when it fails by itself."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            run()
            status = 0
        finally:
            os._exit(status)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, ended = os.waitpid(child, 0)
    if os.WIFSIGNALED(ended):
        return True
    if os.waitstatus_to_exitcode(ended):
        raise RuntimeError("the desk failed by itself")
    return False


def _differences(whole: str, broken: str, received: int) -> Iterable[str]:
    for place in (whole, broken):
        with SqlStore(place, create=False) as store:
            counts = store.counts()
            if counts.arrivals != received or counts.reports + counts.rejections != received or counts.pending:
                yield f"{received} captures in, and {counts}"
            yield from store.faults()
    one, other = contents(whole), contents(broken)
    yield from (f"{name}: differs" for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name))
