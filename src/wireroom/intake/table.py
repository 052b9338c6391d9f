"""Parquet and Arrow tables as captures, one a row: a record whose keys are the columns that a record may have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module
from typing import IO, Any

from wireroom.intake import streams
from wireroom.intake.received import Received, plain, refused, taken

COLUMNS = (
    "id", "text", "title", "published", "updated", "publisher", "url", "language", "byline", "author", "authors", "agency",
    "agencies",
)  # fmt: skip
"""The columns that are read, those of a record; only `text` must be there."""
ROWS = 32
"""Rows held in memory together."""
CHUNK_LIMIT = 256_000_000
"""Bytes, as the file states them, that the columns of one group of rows may take when inflated."""
_PARQUET = "application/vnd.apache.parquet"


def rows(uri: str, stream: IO[bytes], media: str) -> Iterator[Received]:
    """Each row of a table as a record, numbered from 1; a table without a text column as one rejection."""
    try:
        pa = import_module("pyarrow")
    except ImportError:
        yield refused(uri, "unsupported", "tables need pyarrow: pip install 'wireroom[tables]'")
        return
    number = 0
    try:
        for batch in _parquet(stream) if media == _PARQUET else _arrow(stream, media):
            names = [name for name in COLUMNS if name in batch.schema.names]
            if "text" not in names:
                yield refused(uri, "wrong_shape", 'the column "text" is missing')
                return
            for start in range(0, batch.num_rows, ROWS):
                for row in batch.select(names).slice(start, ROWS).to_pylist():
                    number += 1
                    record = {name: value for name, value in row.items() if value is not None}
                    yield taken(f"{uri}#{number}", json.dumps(record, default=_shown).encode(), "application/json", via=uri)
    except streams.TooLargeError as error:
        yield refused(f"{uri}#{number + 1}" if number else uri, "too_large", plain(error))
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError, MemoryError) as error:
        yield refused(f"{uri}#{number + 1}" if number else uri, "unreadable", f"table: {plain(error)}")
        return
    if number == 0:
        yield refused(uri, "empty", "a table without rows")


def _parquet(stream: IO[bytes]) -> Iterator[Any]:
    table = import_module("pyarrow.parquet").ParquetFile(stream)
    about = table.metadata
    wanted = [name for name in COLUMNS if name in table.schema_arrow.names]
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        size = sum(
            max(0, group.column(place).total_uncompressed_size)
            for place in range(group.num_columns)
            if group.column(place).path_in_schema.split(".")[0] in wanted
        )
        if size > CHUNK_LIMIT:
            raise streams.TooLargeError(f"a group of rows of {size:,} bytes")
        yield from table.iter_batches(batch_size=ROWS, row_groups=[number], columns=wanted, use_threads=False)
    if not about.num_row_groups:
        yield from table.iter_batches(columns=wanted, use_threads=False)


def _arrow(stream: IO[bytes], media: str) -> Iterator[Any]:
    ipc = import_module("pyarrow.ipc")
    if media.endswith(".stream"):
        yield from ipc.open_stream(stream)
        return
    table = ipc.open_file(stream)
    for number in range(table.num_record_batches):
        yield table.get_batch(number)


def _shown(value: Any) -> Any:
    """A value that JSON has no form for: times in ISO 8601, bytes as text, whatever else as it prints."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
