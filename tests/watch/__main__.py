"""A long watch: `python -m tests.watch --feeds 300 --minutes 10`."""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.watch.busy import Pace, faults, revised, watch
from tests.watch.feeds import serving
from tests.watch.world import World

from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.store.store import SqlStore


def main() -> int:
    """Runs the trial on SQLite and says what the server sent and what the store has; 0 when they are the same."""
    parser = argparse.ArgumentParser(prog="python -m tests.watch", description=__doc__)
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--hosts", type=int, default=60)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--every", type=float, default=60.0, help="seconds between two requests of a feed")
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two requests of a host")
    parser.add_argument("--turn", type=float, default=30.0, help="seconds after which three feeds in ten change")
    options = parser.parse_args()
    pace = Pace(options.every, options.pause, options.minutes * 60.0, options.turn)
    with serving() as server, tempfile.TemporaryDirectory(prefix="wireroom-watch-") as folder:
        world, place = World(server, options.feeds, options.hosts), str(Path(folder) / "watch.db")
        started, used = time.monotonic(), time.process_time()
        watch(world, place, LocalEngine(), desk_rules(), pace)
        print(f"{time.monotonic() - started:.0f} s; {time.process_time() - used:.0f} s of processor time with the server")
        wrong = list(faults(world, place, pace))
        with SqlStore(place) as store:
            print(store.counts())
        print(f"{len(server.log)} requests; feeds by status: {dict(sorted(world.statuses().items()))}; {world.turns} turns")
        print(f"{len(world.served())} versions of entries sent; changed entries, tied as revisions: {revised(world, place)}")
        print(f"largest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print(f"{len(wrong)} things wrong")
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


sys.exit(main())
