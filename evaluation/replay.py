"""The replay: of the stories that several publishers carry, how many rest on one voice, by year and by size of story.

    wireroom run news.jsonl.gz --out DIR --skip-readings && python -m evaluation.replay DIR

Takes a dataset of a run and counts as the task `corroboration` does, which says what is counted. A story belongs to the year of
its first report; its size is its number of reports. Below the table, how many of the ties between two outlets that were read by
eye (`labels/replay-ties.jsonl`: drawn by chance of those of an earlier run; ids and what the two are to each other) the dataset
has, and how many of these hold, by kind."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.scoring import Figure
from evaluation.tasks import corroboration
from wireroom.dataset.files import nouns
from wireroom.model import Derivation, Lineage, Report, Story

LABELS = Path(__file__).parent / "labels" / "replay-ties.jsonl"
SIZES = ((2, 2), (3, 4), (5, 9), (10, 19), (20, 10**9))


def stories(out: Path) -> Iterator[dict[str, Any]]:
    """The counts of each story that several outlets carry, with its year."""
    outlet: dict[str, str] = {}
    year: dict[str, str] = {}
    for path in sorted(out.glob("reports/*/*.parquet")):
        for report in nouns(Report, path):
            outlet[report.id] = corroboration._outlet(report.publisher)
            year[report.id] = (report.published.value or "none")[:4]
    ties = list(_ties(out))
    found = [one for path in sorted(out.glob("stories/*/*.parquet")) for one in nouns(Story, path)]
    for story, within in zip(found, corroboration._within(found, ties), strict=True):
        counted = corroboration.counts(story.reports, outlet, within)
        if counted["outlets"] > 1:
            yield {**counted, "year": year[story.id]}


def _ties(out: Path) -> Iterator[Derivation]:
    lines = (line for path in sorted(out.glob("lineages/*.parquet")) for line in nouns(Lineage, path))
    return (tie for line in lines for tie in line.derivations if tie.kind in corroboration.LINEAGE)


def holding(out: Path) -> Counter[tuple[str, bool]]:
    """How many of the ties read by eye a dataset has, by the kind it gives them and whether they hold: a tie of any kind does
    where the two were not found to be independent or only to quote one speaker."""
    labels = (json.loads(line) for line in LABELS.read_text("utf-8").splitlines())
    relation = {(one["a"], one["b"]): one["relation"] for one in labels}
    found: Counter[tuple[str, bool]] = Counter()
    for tie in _ties(out):
        label = relation.get((min(tie.child, tie.parent), max(tie.child, tie.parent)))
        if label is not None:
            found[tie.kind, label in corroboration.LINEAGE] += 1
    return found


def table(found: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[Figure], int]]:
    """A line for all, for each year and for each size: what it is, the shares, and how many stories."""
    yield "all", corroboration.shares("", found), len(found)
    for year in sorted({one["year"] for one in found}):
        some = [one for one in found if one["year"] == year]
        yield year, corroboration.shares("", some), len(some)
    for low, high in SIZES:
        some = [one for one in found if low <= one["reports"] <= high]
        if some:
            size = f"{low}" if low == high else f"{low} to {high}" if high < 10**6 else f"{low} or more"
            yield f"{size} reports", corroboration.shares("", some), len(some)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.replay", description=__doc__)
    parser.add_argument("dataset", type=Path)
    given = parser.parse_args()
    shares = ("one voice", "with shared sources", "fewer voices than outlets", "with shared sources")
    print(f"| stories of several outlets | number | {' | '.join(shares)} |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, figures, count in table(list(stories(given.dataset))):
        print(f"| {name} | {count} | {' | '.join(_cell(one) for one in figures)} |")
    held = holding(given.dataset)
    for kind in sorted({kind for kind, _ in held}):
        print(f"{kind}: {held[kind, True]} of {held[kind, True] + held[kind, False]} ties read by eye hold")


def _cell(figure: Figure) -> str:
    if figure.value is None or figure.interval is None or figure.interval.low is None or figure.interval.high is None:
        return "-"
    return f"{100 * figure.value:.1f} % ({100 * figure.interval.low:.1f} to {100 * figure.interval.high:.1f})"


if __name__ == "__main__":
    main()
