"""How long one large story takes: `python -m benchmarks.assemble FILE… [--sizes 25 50 100 200]`.

The story is made of the reports that lie nearest to one of them: the one whose 200th neighbour is the nearest, so that the
choice is the file's and not ours. Their readings and lineages are made first and not counted. Printed are processor seconds
of `assemble` alone, beside those of the bare pipeline over the same texts (what reading them costs at the least), the points
and threads it made, and the exponent of growth. The collector of garbage is set as the command line sets it."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

import numpy as np
import spacy

from benchmarks.growth import exponent
from wireroom import desk
from wireroom.config import desk_rules
from wireroom.dossier import assemble
from wireroom.engine.local import LocalEngine
from wireroom.engine.memory import collect_seldom
from wireroom.engine.models import DEFAULT_MODEL, StaticEncoder
from wireroom.intake.files import captures
from wireroom.lineage import trace
from wireroom.model import Capture, Report, Story

SIZES = (25, 50, 100, 200)
HEAD = 1500
"""Code points of a report by which its neighbours are found."""
ROWS = 1000
"""Reports compared with all others at a time."""


def densest(reports: Sequence[Report], size: int) -> list[Report]:
    """The `size` reports nearest to the one whose `size`th neighbour is the nearest, the nearest first."""
    rows = StaticEncoder().encode([f"{report.title or ''} {report.text[:HEAD]}" for report in reports])
    size = min(size, len(reports))
    reach = np.concatenate(
        [np.partition(rows[at : at + ROWS] @ rows.T, -size, axis=1)[:, -size] for at in range(0, len(rows), ROWS)]
    )
    return [reports[place] for place in np.argsort(-(rows @ rows[int(reach.argmax())]), kind="stable")[:size]]


def main() -> None:
    """Print a line a size, and the exponent."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.assemble", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    given = parser.parse_args()
    engine, rules = LocalEngine(), desk_rules()
    received = (item for item in captures(given.files) if isinstance(item, Capture))
    reports, _ = desk.take(received, engine=engine, rules=rules.report)
    own = densest(reports, max(given.sizes))
    own, readings, _ = desk.understand(own, engine=engine, rules=rules.reading)
    lineages = trace(own, engine.tools.encoder, rules.lineage)
    bare = spacy.load(DEFAULT_MODEL)
    collect_seldom()
    costs = []
    for size in given.sizes:
        part = own[:size]
        story = Story(part[0].id, tuple(sorted(report.id for report in part)))
        start = time.process_time()
        made = assemble(story, part, readings, lineages, engine.tools.encoder, rules.dossier)
        costs.append(time.process_time() - start)
        start = time.process_time()
        for report in part:
            bare(report.text)
        parse = time.process_time() - start
        count = sum(len(report.text.split()) for report in part)
        print(
            f"{size:,} reports, {count:,} words: {costs[-1]:.2f} s, {costs[-1] / parse:.2f} of the bare pipeline, "
            f"{len(made.points):,} points, {len(made.threads):,} threads",
            flush=True,
        )
    if len(set(given.sizes)) > 1:
        print(f"exponent of seconds {exponent(given.sizes, costs):.2f}")


if __name__ == "__main__":
    main()
