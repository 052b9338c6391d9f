"""Run every benchmark on the example reports, or on the files named: `python -m benchmarks [PATH…]`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import reading
from wireroom import desk
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.intake.files import captures

EXAMPLES = Path(__file__).parents[1] / "examples"


def main(paths: list[str]) -> None:
    """Print one line a benchmark."""
    reports, _ = desk.take(captures(paths), engine=LocalEngine(), rules=desk_rules().report)
    print(f"{len(reports)} reports, {sum(len(report.text.split()) for report in reports)} words")
    for row in [reading.measure(reports)]:
        print(f"{row.what}: {row.ours:,.0f} {row.unit}, {row.peer} {row.theirs:,.0f} {row.unit}, ratio {row.ratio:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(EXAMPLES)])
