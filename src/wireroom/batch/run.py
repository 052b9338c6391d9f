"""A whole run: captures in files to a dataset of reports, readings, fingerprints, lineages, stories and dossiers.

Every step takes what earlier ones left in files and leaves files, in units that are marked when they are whole: what was
finished is never done again, whatever broke off. The result depends on the set of captures and on the rules, not on the order
of files, the number of processes, or the engine."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from wireroom.batch import candidates, dossiers, fingerprints, index, reading, stories, taking, ties
from wireroom.batch.steps import Order, Spent, Steps
from wireroom.dataset import marks
from wireroom.dataset.files import packed, table, unpacked, write
from wireroom.dataset.marks import SUMMARY, WORK, Tally, made_with, opened, sweep
from wireroom.dataset.rows import noun_of
from wireroom.dataset.schema import VERSION, arrow
from wireroom.dataset.whole import whole
from wireroom.desk import DeskRules, Progress, quiet
from wireroom.intake.slices import Piece, inputs_digest, slices
from wireroom.model import Rejection
from wireroom.ports import Engine, InputError, Tools

REFUSED = 50_000
"""Rejections, on average, of one part."""


def run(
    pieces: Sequence[Piece],
    out: Path,
    *,
    engine: Engine,
    rules: DeskRules,
    made_by: str,
    skip_readings: bool = False,
    anew: bool = False,
    progress: Progress = quiet,
) -> tuple[dict[str, Any], Spent]:
    """The summary of the dataset in `out`, made or finished now, and what was spent on it this time.

    `made_by` is the digest of the rules. Raises InputError when `out` holds something else, or a run of other inputs or rules,
    unless `anew`; WireroomError when a worker dies and its work cannot be given to another."""
    arrow()
    digests = {"inputs": inputs_digest(pieces), "rules": made_with(made_by), "readings": str(not skip_readings)}
    opened(out, digests, anew=anew)
    order = Order(out.absolute(), rules, skip_readings)
    steps = Steps(order, engine, progress)
    if (out / SUMMARY).exists():
        steps.spent.found += 1
        return _told(out), steps.spent
    taken, days = taking.take_in(steps, slices(pieces))
    parts = reading.read_all(steps, days)
    total = sum(part["rows"] for part in parts)
    index.make(steps, [part["key"] for part in parts])
    prints = fingerprints.take(steps, parts)
    lines = ties.trace(steps, candidates.propose(steps, prints, total).files)
    told = stories.gather_all(steps, lines, total)
    written = [] if skip_readings else dossiers.write_up(steps, told["parts"])
    refused = steps.grouped("rejections", _by_address, _refused, _refusals(order), "sorting rejections")
    summary = _summary(digests, taken, parts, lines, told, written, refused)
    _finish(order, summary)
    return summary, steps.spent


def _told(out: Path) -> dict[str, Any]:
    found = marks.summary(out)
    if found is None:
        raise InputError(f"{out / SUMMARY} is damaged: --anew runs again")
    return found


def _refusals(order: Order) -> list[tuple[str, int]]:
    folder = order.work("refused", "none").parent
    files = sorted(path.name for path in folder.glob("*.parquet"))
    total = sum(table(folder / name, ["reason"]).num_rows for name in files)
    return [(name, max(1, -(-total // REFUSED))) for name in files]


def _by_address(order: Order, _: Tools, given: tuple[str, int]) -> Iterator[tuple[str, bytes]]:
    name, shares = given
    rows = table(order.work("refused", name))
    at = taking.shared_out(rows.column("uri").to_pylist(), shares)
    for share in sorted(set(at)):
        yield f"part-{share:05d}", packed(rows.take([place for place, one in enumerate(at) if one == share]))


def _refused(order: Order, _: Tools, key: str, values: Sequence[bytes]) -> Tally:
    found = [noun_of(Rejection, row) for row in unpacked(values).to_pylist()]
    found.sort(key=lambda one: (one.uri, one.reason, one.detail, one.capture or ""))
    rows = write(order.out / "rejections" / f"{key}.parquet", "rejections", found)
    return {"rows": rows, "reasons": Counter(one.reason for one in found)}


def _summary(
    digests: dict[str, str],
    taken: Sequence[Tally],
    parts: Sequence[Tally],
    lines: Sequence[Tally],
    told: Tally,
    written: Sequence[Tally],
    refused: Sequence[Tally],
) -> dict[str, Any]:
    """The counts of a run, the same for the same inputs and rules."""

    def summed(tallies: Sequence[Tally], name: str) -> dict[str, int]:
        found: Counter[str] = Counter()
        for tally in tallies:
            found.update(tally[name])
        return dict(sorted(found.items()))

    return {
        "schema": VERSION,
        "rules": digests["rules"],
        "captures": sum(tally["captures"] for tally in taken),
        "reports": sum(part["rows"] for part in parts),
        "rejections": sum(tally["rows"] for tally in refused),
        "reasons": summed(refused, "reasons"),
        "words": sum(part.get("words", 0) for part in parts),
        "claims": sum(part.get("claims", 0) for part in parts),
        "ties": sum(line["ties"] for line in lines),
        "lineages": sum(line["rows"] for line in lines if line["key"].startswith("lineages")),
        "suspicions": sum(line["rows"] for line in lines if line["key"].startswith("suspicions")),
        "stories": sum(part["rows"] for part in told["parts"]),
        "alone": told["alone"],
        "stories_how": told["how"],
        "dossiers": sum(tally["rows"] for tally in written),
        "verdicts": summed(written, "verdicts"),
        "warnings": summed(written, "warnings"),
    }


def _finish(order: Order, summary: dict[str, Any]) -> None:
    """Writes the summary, last of all, and removes what was only needed on the way."""
    sweep(order.out)
    with whole(order.out / SUMMARY) as beside:
        beside.write_text(json.dumps(summary, indent=1) + "\n", "utf-8")
    shutil.rmtree(order.out / WORK, ignore_errors=True)
