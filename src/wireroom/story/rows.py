"""Rows of numbers of any length, one after the other in a few long arrays: many are read at once without an object for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

AT_FIRST = 4_096
"""Rows and numbers that there is room for at first; the room is doubled when it is full."""


class Rows:
    """Rows in the order in which they were added. Each holds as many numbers of every column; only the last one grows."""

    def __init__(self, *kinds: type) -> None:
        self._columns: list[NDArray[Any]] = [np.zeros(AT_FIRST, dtype=kind) for kind in kinds]
        self._edges = np.zeros(AT_FIRST, dtype=np.int64)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, *values: NDArray[Any]) -> None:
        """Adds a row, given column by column; an empty one where nothing is given."""
        if self._count + 1 == len(self._edges):
            self._edges = np.concatenate((self._edges, np.zeros_like(self._edges)))
        self._count += 1
        self._edges[self._count] = self._edges[self._count - 1]
        if values:
            self.lengthen(*values)

    def lengthen(self, *values: NDArray[Any]) -> None:
        """Adds numbers to the end of the last row, given column by column."""
        start = int(self._edges[self._count])
        end = start + len(values[0])
        if end > len(self._columns[0]):
            more = max(end, 2 * len(self._columns[0])) - len(self._columns[0])
            self._columns = [np.concatenate((held, np.zeros(more, dtype=held.dtype))) for held in self._columns]
        for held, new in zip(self._columns, values, strict=True):
            held[start:end] = new
        self._edges[self._count] = end

    def row(self, place: int) -> list[NDArray[Any]]:
        """One row, column by column."""
        start, end = self._edges[place : place + 2].tolist()
        return [held[start:end] for held in self._columns]

    def column(self, column: int) -> NDArray[Any]:
        """The numbers of one column of all rows, one after the other, with room behind them."""
        return self._columns[column]

    def rows(self, column: int, places: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[np.int64], NDArray[np.int64]]:
        """One column of some rows, one at least, one after the other; how long each is; and by how much more its numbers lie
        further on in the column than here."""
        starts, ends = self._edges.take(places), self._edges.take(places + 1)
        held, sizes = self._columns[column], ends - starts
        spans = zip(starts.tolist(), ends.tolist(), strict=True)
        return np.concatenate([held[start:end] for start, end in spans]), sizes, ends - sizes.cumsum()

    def whole(self) -> tuple[list[NDArray[Any]], NDArray[np.int64]]:
        """Every row one after the other, column by column, and how long each is."""
        edges = self._edges[: self._count + 1]
        return [held[: int(edges[-1])] for held in self._columns], edges[1:] - edges[:-1]

    def fill(self, sizes: NDArray[np.int64], *columns: NDArray[Any]) -> None:
        """Takes the place of all rows: what `whole` gave. Raises ValueError when a column is not as long as the sizes say."""
        if any(len(new) != int(sizes.sum()) for new in columns):
            raise ValueError("rows and their sizes do not fit")
        self._count = len(sizes)
        self._edges = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64), np.zeros(max(1, len(sizes)), dtype=np.int64)))
        self._columns = [new.astype(held.dtype) for held, new in zip(self._columns, columns, strict=True)]
