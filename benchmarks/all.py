"""A small form of every benchmark, in minutes: `make bench`. Writes `docs/benchmarks.md` and the plots beside it.

Texts are the invented ones of `examples/` and of `benchmarks.million`, so that everybody can run it; the figures on real news,
which may not be redistributed, stand in `docs/operating.md` and in the decisions."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import extraction, million, plot, reading, reuse, stories, whole
from benchmarks.growth import exponent
from benchmarks.row import Row
from wireroom import desk, extract
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.engine.memory import collect_seldom
from wireroom.intake.files import captures
from wireroom.model import Capture, Report

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SIZES = (500, 1_000, 2_000)
TEXTS = 600
PAGE = """# Benchmarks, in small

Made by `make bench`; do not edit. Each line is a ratio in one run against a named peer on the same texts; how it is taken
stands at the head of the module in `benchmarks/`. The texts are invented. Processor time, one process, {cores} cores; load of
the machine {load}.

| what | ours | peer | peer’s | ratio | unit |
|---|---:|---|---:|---:|---|
{ratios}

![Ratios as bars](plots/ratios.svg)

Growth of a run without readings over invented reports: fingerprints, lineages, stories and their files.

| reports | seconds | largest process |
|---:|---:|---:|
{grown}

Exponent of seconds: {exponent}; what starting costs, some two seconds, is in them.

![Growth](plots/growth.svg)
"""


def rows() -> Iterator[Row]:
    """Every ratio, one peer each."""
    received = [item for item in captures([str(EXAMPLES)]) if isinstance(item, Capture)]
    reports, _ = desk.take(received, engine=LocalEngine(), rules=desk_rules().report)
    yield from reading.measure(reports)
    invented = [one for record in million.invented(TEXTS) if isinstance(one := extract(record), Report)]
    texts = [report.text for report in invented]
    if find_spec("rensa") and find_spec("datasketch"):
        yield from reuse.measure(texts)
        planted = reuse.plant(texts, 2 * TEXTS, TEXTS // 4)
        mine, other = reuse.ours(planted), reuse.minhash(lambda text: reuse.rensa_digest(reuse.cut(text)), planted, TEXTS // 4)
        yield Row("excerpts found", "of 100", 100 * mine.found, "rensa, bands of 4", max(0.1, 100 * other.found))
    else:
        print("rensa and datasketch are not installed: left out", file=sys.stderr)
    yield from stories.measure(invented)
    pages = [path.read_bytes() for path in sorted(EXAMPLES.rglob("*.html"))]
    yield from extraction.measure(pages, 100)
    yield from whole.measure([str(EXAMPLES)])


def written(found: Sequence[Row], costs: Sequence[million.Cost], load: str) -> str:
    """The page."""
    slope = exponent([cost.reports for cost in costs], [cost.seconds for cost in costs])
    ratios = [
        f"| {row.what} | {row.ours:,.0f} | {row.peer} | {row.theirs:,.0f} | {row.ratio:.2f} | {row.unit} |" for row in found
    ]
    grown = [f"| {cost.reports:,} | {cost.seconds:.0f} | {cost.memory:,.0f} MiB |" for cost in costs]
    return PAGE.format(
        cores=os.cpu_count(), load=load, ratios="\n".join(ratios), grown="\n".join(grown), exponent=f"{slope:.2f}"
    )


def main() -> None:
    """Measure, print, and write the page with its plots."""
    collect_seldom()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.all", description=__doc__)
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    given = parser.parse_args()
    before = os.getloadavg()[0]
    found = []
    for row in rows():
        found.append(row)
        print(f"{row.what:20}{row.ours:12,.0f}  {row.peer:<28}{row.theirs:12,.0f}  {row.ratio:6.2f}  {row.unit}", flush=True)
    with TemporaryDirectory() as folder:
        costs = million.grown(SIZES, Path(folder))
    (given.docs / "plots").mkdir(parents=True, exist_ok=True)
    load = f"{before:.1f} at the beginning, {os.getloadavg()[0]:.1f} at the end"
    (given.docs / "benchmarks.md").write_text(written(found, costs, load), "utf-8")
    (given.docs / "plots" / "ratios.svg").write_text(plot.bars(found, plot.FASTER.capitalize()))
    (given.docs / "plots" / "growth.svg").write_text(million.drawn(costs))


if __name__ == "__main__":
    main()
