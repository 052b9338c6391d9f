"""Parquet and Arrow tables as captures, one a row: a record whose keys are the columns that a record may have.

Their reader is a large library in C++ that a damaged file can bring down, and that takes what memory a file asks for. So it
runs in a process of its own (`rows`), with limits on memory and time; what it breaks is that process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from wireroom.intake import rows as reader
from wireroom.intake import streams
from wireroom.intake.received import Received, refused, taken

_FORMS = {"application/vnd.apache.parquet": "parquet", "application/vnd.apache.arrow.stream": "stream"}


def rows(uri: str, stream: IO[bytes], media: str) -> Iterator[Received]:
    """Each row of a table as a record, numbered from 1; a table without a text column as one rejection. A table that breaks
    off, or breaks its reader, gives the rows before and a rejection."""
    if find_spec("pyarrow") is None:
        yield refused(uri, "unsupported", "tables need pyarrow: pip install 'wireroom[tables]'")
        return
    number, ended = 0, False
    with _file(stream) as source, _started(source, _FORMS.get(media, "file")) as process:
        for said in _lines(process.stdout):
            if "row" in said:
                number += 1
                yield taken(f"{uri}#{number}", json.dumps(said["row"]).encode(), "application/json", via=uri)
                continue
            if "large" in said:
                number += 1
                yield refused(f"{uri}#{number}", "too_large", f"a record of more than {streams.TEXT_LIMIT:,} bytes")
                continue
            ended = True
            if "stop" in said:
                yield refused(f"{uri}#{number + 1}" if number else uri, *said["stop"])
            elif number == 0:
                yield refused(uri, "empty", "a table without rows")
    if not ended:
        yield refused(f"{uri}#{number + 1}" if number else uri, "unreadable", "a table that breaks its reader")


def _lines(output: IO[bytes] | None) -> Iterator[dict[str, Any]]:
    """What the reader says, line by line; a line that is too long or cut off ends it."""
    while output is not None and (line := output.readline(2 * streams.TEXT_LIMIT)):
        if not line.endswith(b"\n"):
            return
        yield json.loads(line)


@contextmanager
def _started(source: IO[bytes], form: str) -> Iterator[subprocess.Popen[bytes]]:
    """The reader, started on a file; killed when nobody wants more of it."""
    environment = {**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-I", str(Path(reader.__file__)), form]
    process = subprocess.Popen(  # noqa: S603 - our own file, run by the interpreter that runs us
        command, stdin=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@contextmanager
def _file(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The stream as a file at its beginning that another process can be given."""
    try:
        stream.fileno()
    except OSError:
        with tempfile.TemporaryFile() as copy:
            while piece := stream.read(1_000_000):
                copy.write(piece)
            copy.seek(0)
            yield copy
    else:
        stream.seek(0)
        os.lseek(stream.fileno(), 0, os.SEEK_SET)
        yield stream
