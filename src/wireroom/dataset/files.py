"""Tables written and read, one file a part: the same bytes for the same rows, whole or not there."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from wireroom.dataset.rows import Row, noun_of, row_of
from wireroom.dataset.schema import arrow, schema_of
from wireroom.dataset.whole import whole
from wireroom.ports import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Noun = TypeVar("Noun")
GROUP = 1_024
"""Rows of a row group: what a reader holds at least."""
LEVEL = 3
"""Of Zstandard, its own default."""
KEPT = 24
"""Parts that a process keeps at hand after reading them: those of some days, since work goes along time."""


def write(path: Path, table: str, nouns: Iterable[object]) -> int:
    """How many rows were written to a part, in the order given."""
    return write_rows(path, table, [row_of(noun) for noun in nouns])


def write_rows(path: Path, table: str, rows: Sequence[Row]) -> int:
    """How many rows were written to a part."""
    write_arrow(path, arrow().Table.from_pylist(list(rows), schema=schema_of(table)))
    return len(rows)


def write_arrow(path: Path, table: Any) -> None:
    """Writes a table to a file, whole or not at all. Every setting that shapes the bytes is fixed here."""
    parquet: Any = import_module("pyarrow.parquet")
    with whole(path) as beside:
        parquet.write_table(
            table,
            beside,
            row_group_size=GROUP,
            version="2.6",
            data_page_version="1.0",
            compression="zstd",
            compression_level=LEVEL,
            use_dictionary=True,
            write_statistics=True,
        )


def table(path: Path, columns: Sequence[str] | None = None) -> Any:
    """A part as an Arrow table. Raises InputError, in a line, when it is damaged or gone."""
    pa = arrow()
    parquet: Any = import_module("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path) as file:
            return file.read(columns=None if columns is None else list(columns), use_threads=False)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise InputError(f"{path}: not a whole part of a dataset: {str(error).splitlines()[0][:160]}") from error


def nouns(kind: type[Noun], path: Path) -> Iterator[Noun]:
    """The nouns of a part, in its order. Raises InputError as `table` does."""
    for batch in table(path).to_batches(max_chunksize=64):
        for row in batch.to_pylist():
            yield noun_of(kind, row)


def wanted(kind: type[Noun], path: Path, rows: NDArray[np.int64]) -> list[Noun]:
    """The nouns of some rows of a part, in their order. Raises InputError as `table` does."""
    return [noun_of(kind, row) for row in table(path).take(rows).to_pylist()]


def at_hand(kind: type[Noun], path: Path) -> tuple[Noun, ...]:
    """The nouns of a part, kept for the next who asks."""
    return _at_hand(cast("Hashable", kind), path, path.stat().st_mtime_ns)


@lru_cache(maxsize=KEPT)
def _at_hand(kind: Any, path: Path, _: int) -> tuple[Any, ...]:
    return tuple(nouns(kind, path))


def packed(table: Any) -> bytes:
    """A table as bytes to be sent to another process."""
    pa = arrow()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as out:
        out.write_table(table)
    found: bytes = sink.getvalue().to_pybytes()
    return found


def unpacked(blocks: Iterable[bytes]) -> Any:
    """The tables of some blocks as one."""
    pa = arrow()
    return pa.concat_tables([pa.ipc.open_stream(block).read_all() for block in blocks])
