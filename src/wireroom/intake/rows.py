"""Reads a Parquet or Arrow table on standard input and writes its rows as JSON lines: run as a program of its own, see `table`.

It imports nothing of wireroom, so that it starts quickly. A line is `{"row": {…}}`, `{"large": true}`, or at the end
`{"stop": [reason, detail]}` when the table could not be read to its end, or `{"done": rows}`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module
from typing import Any, BinaryIO

COLUMNS = (
    "id", "text", "title", "published", "updated", "publisher", "url", "language", "byline", "author", "authors", "agency",
    "agencies",
)  # fmt: skip
"""The columns that are read, those of a record; only `text` must be there."""
ROWS = 32
"""Rows held in memory together."""
CHUNK_LIMIT = 256_000_000
"""Bytes, as the file states them, that the columns of one group of rows may take when inflated."""
LINE_LIMIT = 30_000_000
"""Characters of the longest line that is written; a row beyond it is told as too large."""
MEMORY = 1_500_000_000
"""Bytes of address space of this process, its libraries included, which take some seven hundred million of them."""
SECONDS = 120
"""Processor time of this process: some million rows."""


class _StopError(Exception):
    """The table is not read further: a reason and a line of detail."""


def main() -> None:
    """Write the rows of the table on standard input; the one argument is `parquet`, `file` or `stream`."""
    _bound()
    count = 0
    try:
        for batch in _batches(sys.stdin.buffer, sys.argv[1]):
            names = [name for name in COLUMNS if name in batch.schema.names]
            if "text" not in names:
                raise _StopError("wrong_shape", 'the column "text" is missing')
            for start in range(0, batch.num_rows, ROWS):
                for row in batch.select(names).slice(start, ROWS).to_pylist():
                    count += 1
                    record = {name: value for name, value in row.items() if value is not None}
                    size = sum(len(value) for value in record.values() if isinstance(value, str | bytes))
                    _say({"row": record} if size <= LINE_LIMIT else {"large": True})
    except _StopError as stop:
        _say({"stop": stop.args})
    except MemoryError:
        _say({"stop": ("too_large", "the table needs more memory than a table may")})
    except Exception as error:  # another's reader on hostile bytes: whatever it raises is the file's fault
        large = "memory" in type(error).__name__.lower() or "malloc" in str(error)
        _say({"stop": ("too_large" if large else "unreadable", f"table: {(str(error) or type(error).__name__)[:160]}")})
    else:
        _say({"done": count})


def _bound() -> None:
    """Limit the memory and the time of this process, where the system can."""
    try:
        resource = import_module("resource")
    except ImportError:
        return
    for name, most in (("RLIMIT_AS", MEMORY), ("RLIMIT_CPU", SECONDS), ("RLIMIT_CORE", 0)):
        hard = resource.getrlimit(getattr(resource, name))[1]
        resource.setrlimit(getattr(resource, name), (most if hard < 0 else min(most, hard), hard))


def _batches(stream: BinaryIO, form: str) -> Iterator[Any]:
    pa: Any = import_module("pyarrow")
    pa.set_cpu_count(1)
    if form == "parquet":
        yield from _parquet(stream)
    elif form == "stream":
        for batch in pa.ipc.open_stream(stream, options=pa.ipc.IpcReadOptions(use_threads=False)):
            batch.validate(full=True)
            yield batch
    else:
        table = pa.ipc.open_file(stream, options=pa.ipc.IpcReadOptions(use_threads=False))
        for number in range(table.num_record_batches):
            batch = table.get_batch(number)
            batch.validate(full=True)
            yield batch


def _parquet(stream: BinaryIO) -> Iterator[Any]:
    table = import_module("pyarrow.parquet").ParquetFile(stream)
    about = table.metadata
    wanted = [name for name in COLUMNS if name in table.schema_arrow.names]
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        columns = [group.column(place) for place in range(group.num_columns)]
        size = sum(max(0, one.total_uncompressed_size) for one in columns if one.path_in_schema.split(".")[0] in wanted)
        if size > CHUNK_LIMIT:
            raise _StopError("too_large", f"a group of rows of {size:,} bytes")
        yield from table.iter_batches(batch_size=ROWS, row_groups=[number], columns=wanted, use_threads=False)
    if not about.num_row_groups:
        yield from table.iter_batches(columns=wanted, use_threads=False)


def _say(what: dict[str, Any]) -> None:
    line = json.dumps(what, default=_shown)
    sys.stdout.write((line if len(line) <= LINE_LIMIT else '{"large": true}') + "\n")


def _shown(value: Any) -> Any:
    """A value that JSON has no form for: times in ISO 8601, bytes as text, whatever else as it prints."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


if __name__ == "__main__":
    main()
