"""The fingerprints of every report: what its copies and rewrites are found by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from wireroom.batch import index
from wireroom.batch.steps import Order, Steps
from wireroom.dataset.files import nouns, table, write_arrow
from wireroom.dataset.marks import Tally
from wireroom.dataset.schema import arrow, schema_of
from wireroom.lineage.candidates import name_keys
from wireroom.lineage.fingerprint import fingerprints
from wireroom.lineage.words import worded
from wireroom.model import Report
from wireroom.ports import Tools

if TYPE_CHECKING:
    from wireroom.lineage.fingerprint import Hashes

KEPT = 64
"""Parts whose fingerprints a process keeps at hand: some two thousand bytes a report."""


def take(steps: Steps, parts: Sequence[Tally]) -> list[Tally]:
    """What taking fingerprints gave by part: `{"key", "shingles", "names"}`."""
    units = [(part["key"], part["key"], part["rows"]) for part in parts]
    return steps.each("fingerprints", _taken, units, "taking fingerprints")


def _taken(order: Order, _: Tools, key: str) -> Tally:
    pa = arrow()
    rules = order.rules.lineage
    ids: list[str] = []
    plain: list[str] = []
    names: list[Hashes] = []
    for report in nouns(Report, order.out / "reports" / f"{key}.parquet"):
        words = worded(report, rules.standing)
        ids.append(report.id)
        plain.append(words.plain)
        names.append(name_keys(words, rules))
    prints = list(fingerprints(plain))

    def listed(values: Sequence[Hashes]) -> Any:
        cuts = np.cumsum([0, *(len(one) for one in values)]).astype(np.int32)
        return pa.ListArray.from_arrays(cuts, np.concatenate([*values, np.zeros(0, np.uint64)]))

    columns = [pa.array(ids, pa.string()), listed(prints), listed(names)]
    path = order.out / "fingerprints" / f"{key}.parquet"
    write_arrow(path, pa.table(columns, names=["report", "shingles", "names"]).cast(schema_of("fingerprints")))
    return {"key": key, "shingles": sum(map(len, prints)), "names": sum(map(len, names))}


def of_part(order: Order, number: int, column: str) -> list[Hashes]:
    """The shingles, or the names, of the reports of a part, in order of its rows."""
    path = order.out / "fingerprints" / f"{index.load(order).keys[number]}.parquet"
    return _of_part(path, column, path.stat().st_mtime_ns)


@lru_cache(maxsize=KEPT)
def _of_part(path: Path, column: str, _: int) -> list[Hashes]:
    held = table(path, [column]).column(column).combine_chunks()
    values, cuts = held.values.to_numpy(), held.offsets.to_numpy()
    return [values[first:last] for first, last in pairwise(cuts.tolist())]
