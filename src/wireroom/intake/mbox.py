"""Mailboxes as captures, one a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from wireroom.intake import streams
from wireroom.intake.received import Received, refused
from wireroom.model import Capture

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LINE = 1_000_000
"""Bytes of a line that are looked at together: a line that is longer is read in pieces."""


def messages(uri: str, stream: IO[bytes]) -> Iterator[Received]:
    """Each message of a mailbox (mboxrd or mboxo), numbered from 1; one that is too large is refused and the next one read.

    A message begins with a line `From …` at the head of the file or after a blank line."""
    number, size, kept = 0, 0, bytearray()
    blank, begun, whole_line = True, False, True
    while line := stream.readline(_LINE):
        if whole_line and blank and line.startswith(b"From "):
            if begun:
                yield _message(uri, number, kept, size)
            number, size, begun = number + 1, 0, True
            kept.clear()
        elif begun or line.strip():
            if not begun:
                yield refused(uri, "wrong_shape", "not a mailbox: it does not begin with a line that says From")
                return
            size += len(line)
            if size <= streams.TEXT_LIMIT:
                kept += line
        blank = whole_line and not line.strip()
        whole_line = line.endswith(b"\n")
    if begun:
        yield _message(uri, number, kept, size)
    else:
        yield refused(uri, "empty", "no message in the mailbox")


def _message(uri: str, number: int, kept: bytearray, size: int) -> Received:
    where = f"{uri}#{number}"
    if size > streams.TEXT_LIMIT:
        return refused(where, "too_large", f"a message of more than {streams.TEXT_LIMIT:,} bytes")
    return Capture(where, _QUOTED.sub(rb"\1", bytes(kept)), "message/rfc822", None, uri)
