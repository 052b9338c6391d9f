"""Run benchmarks on the example reports, or on the files named: `python -m benchmarks [reading|spread] [--take N] [PATH…]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import reading
from benchmarks.row import Row
from wireroom import desk
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.engine.memory import collect_seldom
from wireroom.intake.files import captures
from wireroom.model import Capture

EXAMPLES = Path(__file__).parents[1] / "examples"
KINDS = {"reading": reading.measure, "spread": reading.spread}


def main() -> None:
    """Print a table, one line a measurement; memory is looked after as the command line does, for both sides alike."""
    collect_seldom()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "what", nargs="*", metavar="NAME|PATH", help=f"of {', '.join(KINDS)} (all), and files of reports (the examples)"
    )
    parser.add_argument("--take", type=int, metavar="N", help="at most N reports, evenly spaced over all")
    options = parser.parse_intermixed_args()
    kinds = [name for name in options.what if name in KINDS] or list(KINDS)
    paths = [name for name in options.what if name not in KINDS] or [str(EXAMPLES)]
    received = [item for item in captures(paths) if isinstance(item, Capture)]
    if options.take and options.take < len(received):
        received = [received[number * len(received) // options.take] for number in range(options.take)]
    reports, _ = desk.take(received, engine=LocalEngine(), rules=desk_rules().report)
    print(f"{len(reports):,} reports, {sum(len(report.text.split()) for report in reports):,} words")
    print(f"{'':20}{'ours':>12}  {'peer':<14}{'peer’s':>12}  {'ratio':>6}  unit")
    for name in kinds:
        for row in KINDS[name](reports):
            _show(row)


def _show(row: Row) -> None:
    print(f"{row.what:20}{row.ours:12,.0f}  {row.peer:<14}{row.theirs:12,.0f}  {row.ratio:6.2f}  {row.unit}", flush=True)


if __name__ == "__main__":
    main()
