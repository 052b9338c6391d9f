"""Every report of a run by its place in the order of ids: where it lies, its day, and its place along time. What every later
step goes by; some sixty bytes a report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from wireroom.batch.steps import Order, Steps
from wireroom.dataset.files import table, write_arrow
from wireroom.dataset.marks import Tally
from wireroom.dataset.schema import arrow
from wireroom.dataset.whole import whole
from wireroom.model import whole_day
from wireroom.ports import Tools

if TYPE_CHECKING:
    from numpy.typing import NDArray

NO_DAY = np.iinfo(np.int32).min
"""The day of a report that has none."""


class Index:
    """The columns of the index, in order of id. `part` is a number into `keys`, `row` the row there; `day` an ordinal, or
    NO_DAY; `rank` the place of a report by time, then id, undated ones last."""

    def __init__(self, rows: Any, keys: Sequence[str]) -> None:
        self.keys = keys
        self._ids, self._published = rows.column("id"), rows.column("published")
        self.part, self.row, self.day, self.rank = (rows.column(name).to_numpy() for name in ("part", "row", "day", "rank"))

    def __len__(self) -> int:
        return len(self.part)

    @cached_property
    def ids(self) -> list[str]:
        """The ids, ascending."""
        found: list[str] = self._ids.to_pylist()
        return found

    def place(self, name: str) -> int:
        """The place of an id. Raises KeyError for one that is not there."""
        at = bisect_left(self.ids, name)
        if at == len(self.ids) or self.ids[at] != name:
            raise KeyError(name)
        return at

    def published(self, place: int) -> str | None:
        """When a report was published, as far as it is known."""
        found: str | None = self._published[place].as_py()
        return found

    def of_part(self, part: int) -> NDArray[np.int64]:
        """The places of the reports of a part, in order of its rows."""
        along, cuts = self._by_part
        return along[cuts[part] : cuts[part + 1]]

    @cached_property
    def _by_part(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        along = np.argsort(self.part, kind="stable")
        return along, np.searchsorted(self.part[along], np.arange(len(self.keys) + 1))


def make(steps: Steps, keys: Sequence[str]) -> Tally:
    """Makes the index of the parts of these keys: one task."""
    return steps.alone("index", _indexed, tuple(keys), "numbering")


def load(order: Order) -> Index:
    """The index, kept for the next who asks in this process."""
    path = order.work("index.parquet")
    return _loaded(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _loaded(path: Path, _: int) -> Index:
    rows = table(path)
    return Index(rows, rows.schema.metadata[b"keys"].decode().split("\n") if len(rows) else [])


def _indexed(order: Order, _: Tools, keys: Sequence[str]) -> Tally:
    pa = arrow()
    ids: list[str] = []
    when: list[str | None] = []
    part: list[NDArray[np.int32]] = []
    row: list[NDArray[np.int32]] = []
    for number, key in enumerate(keys):
        rows = table(order.out / "reports" / f"{key}.parquet", ["id", "published.value"])
        ids += rows.column("id").to_pylist()
        when += [one["value"] for one in rows.column("published").to_pylist()]
        part.append(np.full(len(rows), number, dtype=np.int32))
        row.append(np.arange(len(rows), dtype=np.int32))
    along = sorted(range(len(ids)), key=ids.__getitem__)
    times = sorted(range(len(ids)), key=lambda at: (when[at] or "~", ids[at]))
    rank = np.empty(len(ids), dtype=np.int64)
    rank[times] = np.arange(len(ids))
    at = np.array(along, dtype=np.int64)
    columns = {
        "id": pa.array([ids[place] for place in along], pa.string()),
        "published": pa.array([when[place] for place in along], pa.string()),
        "part": np.concatenate([*part, np.zeros(0, np.int32)])[at],
        "row": np.concatenate([*row, np.zeros(0, np.int32)])[at],
        "day": np.array([day_number(when[place]) for place in along], dtype=np.int32),
        "rank": rank[at],
    }
    write_arrow(order.work("index.parquet"), pa.table(columns).replace_schema_metadata({"keys": "\n".join(keys)}))
    return {"reports": len(ids)}


def day_number(when: str | None) -> int:
    """The ordinal of a day, as the lineage room knows it; NO_DAY for what is no whole day."""
    found = whole_day(when)
    return int(NO_DAY) if found is None else found.toordinal()


def save(path: Path, values: NDArray[Any]) -> None:
    """Writes an array to a file, whole or not at all."""
    with whole(path) as beside, beside.open("wb") as out:
        np.save(out, values, allow_pickle=False)


def loaded(paths: Iterable[Path], empty: NDArray[Any]) -> NDArray[Any]:
    """The arrays of some files as one, along their last axis."""
    return np.concatenate([empty, *(np.load(path, allow_pickle=False) for path in paths)], axis=-1)
