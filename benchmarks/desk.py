"""A desk's store at size: `python -m benchmarks.desk STORE FILE.jsonl.gz [--reports N] [--words W] [--readings OTHER-STORE]`.

Takes in the first W words of so many records (where the file ends, the W words after those), a thousand at a time, and says
what that cost: processor seconds of this process for reading them and for the rest, seconds on the clock, bytes of the store.
Then searches, and reads dossiers while fifty reports a second come in and are worked through. With `--readings` the readings
are taken from another store that holds the same reports, so that a second database is measured without reading anew."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import quantiles

from sqlalchemy import text

from wireroom import desk
from wireroom.cli.stored import briefing_of
from wireroom.config import desk_rules
from wireroom.duty import Duty
from wireroom.engine.local import LocalEngine
from wireroom.engine.memory import collect_seldom
from wireroom.model import Capture, Reading, Rejection, Report
from wireroom.ports import Engine
from wireroom.reading import ReadingRules
from wireroom.store.query import parsed
from wireroom.store.store import SqlStore

RULES, AT = "benchmark", "2026-04-01T08:00:00Z"
STEP = 1_000
COMING = 50
"""Reports that come in a second while dossiers are read."""
ASKED = 200
"""Searches of each kind, and dossiers read before anything comes in."""


def beginnings(file: Path, count: int, words: int) -> Iterator[Capture]:
    """So many captures of `words` words each, at least half of them there."""
    made = 0
    for part in range(8):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                held = row["text"].split(" ")[part * words : (part + 1) * words]
                if len(held) < words / 2:
                    continue
                record = {**row, "id": f"{row['id']}-{part}", "text": " ".join(held)}
                yield Capture(f"record/{record['id']}", json.dumps(record).encode(), "application/json")
                made += 1
                if made == count:
                    return


class Clocked:
    """Reads as the desk does and keeps how long that took; gives those that another store has, which come first."""

    def __init__(self, known: Mapping[str, Reading] | None) -> None:
        self.seconds = 0.0
        self._known = known
        self._read = desk.understood

    def __call__(
        self, reports: Sequence[Report], *, engine: Engine, rules: ReadingRules, progress: desk.Progress = desk.quiet
    ) -> Iterator[tuple[Report, Reading | Rejection]]:
        known = self._known or {}
        yield from ((one, known[one.id]) for one in reports if one.id in known)
        found = self._read([one for one in reports if one.id not in known], engine=engine, rules=rules, progress=progress)
        while True:
            started = time.process_time()
            one = next(found, None)
            self.seconds += time.process_time() - started
            if one is None:
                return
            yield one


def ingest(store: SqlStore, items: Sequence[Capture], known: Mapping[str, Reading] | None) -> None:
    """Takes everything in and works it through, a line for each thousand."""
    clocked = desk.understood = Clocked(known)  # type: ignore[assignment]
    engine, rules = LocalEngine(), desk_rules()
    with store.working():
        duty = Duty(store, engine, rules, RULES)
        for start in range(0, len(items), STEP):
            before, used, wall = clocked.seconds, time.process_time(), time.monotonic()
            for first in range(start, min(start + STEP, len(items)), 64):
                store.receive(items[first : min(first + 64, start + STEP)], AT)
            tally = duty.take_up()
            reading, used = clocked.seconds - before, time.process_time() - used
            came = min(STEP, len(items) - start)
            each, rate = 1000 / came, came / (time.monotonic() - wall)
            _say(
                f"{start + came:6,}: {reading * each:5.1f} ms a report to read, {(used - reading) * each:5.1f} for the rest, "
                f"{rate:5.1f} a second on the clock; {len(tally.filed)} dossiers"
            )
    counts = store.counts()
    size = _size(store)
    _say(f"{counts}; {size / 1e6:,.0f} MB, {size / max(1, counts.arrivals) / 1000:.1f} KB a report")


def _size(store: SqlStore) -> int:
    if store.database.path is not None:
        beside = store.database.path.with_name(f"{store.database.path.name}-wal")
        return sum(one.stat().st_size for one in (store.database.path, beside) if one.exists())
    with store.database.read() as connection:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def search(store: SqlStore) -> None:
    """The latency of searches of each kind for words that the reports have, and of a scan of all texts as the peer."""
    chance = random.Random(1)
    with store.database.read() as connection:
        texts = list(connection.execute(text("SELECT text FROM report ORDER BY arrival LIMIT 2000")).scalars())

    def word() -> str:
        words = [one for one in chance.choice(texts).split() if one.isalpha() and len(one) > 4]
        return chance.choice(words or ["police"])

    def row() -> str:
        words = [one for one in chance.choice(texts).split() if one.isalpha()]
        at = chance.randrange(max(1, len(words) - 1))
        return " ".join(words[at : at + 2]) or "the police"

    kinds: dict[str, Callable[[], str]] = {
        "one word": word,
        "two words": lambda: f"{word()} {word()}",
        "words in a row": lambda: f'"{row()}"',
        "a beginning": lambda: f"{word()[:4]}*",
        "said and since": lambda: f"said:{word()} since:2013",
        "a verdict": lambda: f"{word()} verdict:disputed",
    }
    for name, query in kinds.items():
        asked = [parsed(query()) for _ in range(ASKED)]
        _told(f"search, {name}", [_timed(partial(store.search, one, 20)) for one in asked])
    with store.database.read() as connection:
        scan = text("SELECT id FROM report WHERE text LIKE :word LIMIT 20")
        _told(
            "peer: LIKE for a word",
            [_timed(lambda: connection.execute(scan, {"word": f"%{word()}q%"}).all()) for _ in range(20)],
        )


def readers(store: SqlStore, items: Sequence[Capture], known: Mapping[str, Reading] | None, seconds: float) -> None:
    """The latency of dossiers before anything comes in, and while fifty reports a second do and are worked through."""
    names = [one.id for one in store.stories()]
    chance = random.Random(2)
    _told("a dossier, at rest", [_timed(lambda: briefing_of(store, chance.choice(names))) for _ in range(ASKED)])
    before = store.counts()
    place = str(store.database.path) if store.database.path is not None else store.database.url.render_as_string(False)
    others = [_forked(lambda: _coming(place, items, seconds)), _forked(lambda: _working(place, known))]
    found, ends = list[tuple[float, float]](), time.monotonic() + seconds
    while time.monotonic() < ends:
        found.append(_timed(lambda: briefing_of(store, chance.choice(names))))
        time.sleep(0.02)
    for one in others:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)
        os.waitpid(one, 0)
    after = store.counts()
    _told("a dossier, meanwhile", found)
    came, done = after.arrivals - before.arrivals, after.reports - before.reports
    _say(f"{came / seconds:.0f} a second came in, {done / seconds:.1f} a second were worked through")


def _coming(place: str, items: Sequence[Capture], seconds: float) -> None:
    with SqlStore(place) as store:
        started = time.monotonic()
        for number in range(int(seconds)):
            store.receive(items[number * COMING : (number + 1) * COMING], AT)
            time.sleep(max(0.0, started + number + 1 - time.monotonic()))


def _working(place: str, known: Mapping[str, Reading] | None) -> None:
    desk.understood = Clocked(known)  # type: ignore[assignment]
    with SqlStore(place) as store, store.working():
        duty = Duty(store, LocalEngine(), desk_rules(), RULES)
        while True:
            duty.take_up()
            time.sleep(0.05)


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of this process."""
    started, used = time.monotonic(), time.process_time()
    work()
    return time.monotonic() - started, time.process_time() - used


def _told(what: str, seconds: Sequence[tuple[float, float]]) -> None:
    (clock50, clock95), (own50, own95) = (quantiles(one, n=20)[9::9] for one in zip(*seconds, strict=True))
    _say(
        f"{what:24} p50 {1000 * clock50:6.1f} ms, p95 {1000 * clock95:6.1f} ms; of this process p50 {1000 * own50:6.1f}, "
        f"p95 {1000 * own95:6.1f}; {len(seconds)} times"
    )


def _say(line: str) -> None:
    print(line, flush=True)


def main() -> None:
    """Print what it cost, line by line."""
    collect_seldom()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("store")
    parser.add_argument("file", type=Path)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=90)
    parser.add_argument("--readings", metavar="STORE")
    parser.add_argument("--seconds", type=int, default=60, help="of reading dossiers while reports come in")
    parser.add_argument("--there", action="store_true", help="the store holds the reports already")
    options = parser.parse_args()
    more = COMING * options.seconds
    items = list(beginnings(options.file, options.reports + more, options.words))
    known = None
    if options.readings:
        with SqlStore(options.readings, create=False) as other:
            known = {one.report: one for one in other.readings(other.reports())}
    with SqlStore(options.store) as store:
        if not options.there:
            ingest(store, items[: options.reports], known)
        search(store)
        readers(store, items[options.reports :], known, float(options.seconds))


if __name__ == "__main__":
    sys.exit(main())
