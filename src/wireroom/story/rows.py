"""Rows of numbers of any length, one after the other in a few long arrays: many are read at once without an object for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

AT_FIRST = 4_096
"""Rows and numbers that there is room for at first."""

GAPS = 4
"""Where one number in so many is given up when the room is full, rows are moved together; else the room grows by half."""

MOVED = 4_096
"""Rows moved together in one step."""


class Rows:
    """Rows in the order in which they were added. Each holds as many numbers of every column; only the last one grows, and any
    may give numbers up. Room that was never written to takes no memory."""

    def __init__(self, *kinds: type) -> None:
        self._columns: list[NDArray[Any]] = [np.empty(AT_FIRST, dtype=kind) for kind in kinds]
        self._starts = np.zeros(AT_FIRST, dtype=np.int64)
        self._ends = np.zeros(AT_FIRST, dtype=np.int64)
        self._count = 0
        self._used = 0
        self._gaps = 0

    def __len__(self) -> int:
        return self._count

    def add(self, *values: NDArray[Any]) -> None:
        """Adds a row, given column by column; an empty one where nothing is given."""
        if self._count == len(self._starts):
            self._starts, self._ends = _longer(self._starts, self._count), _longer(self._ends, self._count)
        self._starts[self._count] = self._ends[self._count] = self._used
        self._count += 1
        if values:
            self.lengthen(*values)

    def lengthen(self, *values: NDArray[Any]) -> None:
        """Adds numbers to the end of the last row, given column by column."""
        more = len(values[0])
        if self._used + more > len(self._columns[0]):
            self._make_room(more)
        start, self._used = self._used, self._used + more
        for held, new in zip(self._columns, values, strict=True):
            held[start : self._used] = new
        self._ends[self._count - 1] = self._used

    def shorten(self, place: int, *values: NDArray[Any]) -> None:
        """Gives a row other numbers, no more than it holds, column by column."""
        start, before = self._starts.item(place), self._ends.item(place)
        end = start + len(values[0])
        for held, new in zip(self._columns, values, strict=True):
            held[start:end] = new
        self._ends[place] = end
        if place == self._count - 1:
            self._used = end
        else:
            self._gaps += before - end

    def row(self, place: int) -> list[NDArray[Any]]:
        """One row, column by column."""
        start, end = self._starts.item(place), self._ends.item(place)
        return [held[start:end].copy() for held in self._columns]

    def column(self, column: int) -> NDArray[Any]:
        """The numbers of one column of all rows where they lie, with what lies between and behind them."""
        return self._columns[column]

    def rows(self, column: int, places: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[np.int64], NDArray[np.int64]]:
        """One column of some rows, one at least, one after the other; how long each is; and by how much more its numbers lie
        further on in the column than here."""
        starts, ends = self._starts.take(places), self._ends.take(places)
        held, sizes = self._columns[column], ends - starts
        spans = zip(starts.tolist(), ends.tolist(), strict=True)
        return np.concatenate([held[start:end] for start, end in spans]), sizes, ends - sizes.cumsum()

    def whole(self) -> tuple[list[NDArray[Any]], NDArray[np.int64]]:
        """Every row one after the other, column by column, and how long each is; good until rows change."""
        self._together()
        return [held[: self._used] for held in self._columns], self._ends[: self._count] - self._starts[: self._count]

    def fill(self, sizes: NDArray[np.int64], *columns: NDArray[Any]) -> None:
        """Takes the place of all rows: what `whole` gave. Raises ValueError when a column is not as long as the sizes say."""
        if any(len(new) != int(sizes.sum()) for new in columns):
            raise ValueError("rows and their sizes do not fit")
        self._ends = np.cumsum(sizes, dtype=np.int64)
        self._starts = self._ends - sizes
        self._count = len(sizes)
        self._used, self._gaps = int(sizes.sum()), 0
        self._columns = [new.astype(held.dtype) for held, new in zip(self._columns, columns, strict=True)]

    def _make_room(self, more: int) -> None:
        """Room for so many more numbers."""
        if self._gaps * GAPS > self._used:
            self._together()
        if self._used + more > len(self._columns[0]):
            for at in range(len(self._columns)):
                self._columns[at] = _longer(self._columns[at], self._used, more)

    def _together(self) -> None:
        """Moves the rows together, so that nothing lies between them."""
        if not self._gaps:
            return
        to = 0
        for first in range(0, self._count, MOVED):
            last = min(first + MOVED, self._count)
            starts, ends = self._starts[first:last], self._ends[first:last]
            sizes = ends - starts
            ends[:] = to + sizes.cumsum()
            size = int(sizes.sum())
            at = np.arange(size) + (starts - (ends - sizes - to)).repeat(sizes)
            starts[:] = ends - sizes
            for held in self._columns:
                held[to : to + size] = held[at]  # never before where the next rows lie
            to += size
        self._used, self._gaps = to, 0


def _longer(held: NDArray[Any], used: int, more: int = 1) -> NDArray[Any]:
    """The same numbers with half as much room again, or room for so many more."""
    longer = np.empty(max(used + more, used + used // 2, AT_FIRST), dtype=held.dtype)
    longer[:used] = held[:used]
    return longer
