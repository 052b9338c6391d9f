"""Web archives as captures: WARC record by record, and WACZ, a ZIP of WARCs, read by hand with limits.

We inflate gzip ourselves, so that a limit holds over a whole file; fastwarc reads the records. Requests, revisits and the
archive's notes on itself hold no page and give nothing; every other record gives a capture or a rejection."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from wireroom.intake import streams
from wireroom.intake.http import body_of, split_head
from wireroom.intake.media import declared
from wireroom.intake.received import Received, plain, refused
from wireroom.model import Rejection

Opened = Callable[[str, bytes, str | None, str | None, str | None], Iterator[Received]]
"""What a page gives, from its address, bytes, declared media type, time of receipt and the archive that held it."""
RECORDS = 1_000_000
"""Records of one archive: a crawl file of a gigabyte has some fifty thousand."""
ENTRIES = 10_000
"""Files in a WACZ."""
_ARCHIVED = ("archive/", ".warc", ".warc.gz")
_PAGES = ("response", "resource", "conversion")


def records(uri: str, stream: IO[bytes], opened: Opened) -> Iterator[Received]:
    """What the pages of a WARC give, in its order, each under the address that was crawled. A file that is damaged gives what
    comes before the damage, and a rejection that says where it is."""
    try:
        from fastwarc import ArchiveIterator
    except ImportError:
        yield refused(uri, "unsupported", "web archives need fastwarc: pip install 'wireroom[archives]'")
        return
    number, pages = 0, 0
    forward = _Forward(stream)
    damage: Exception | None = None
    try:
        for number, record in enumerate(ArchiveIterator(forward, parse_http=False), start=1):
            if number > RECORDS:
                yield refused(f"{uri}#{number}", "too_large", f"more than {RECORDS:,} records")
                return
            if str(record.record_type) in _PAGES and not _own_note(record):
                pages += 1
                yield from _page(f"{uri}#{number}", record, uri, opened)
    except (OSError, EOFError, ValueError) as error:
        damage = error
    damage = forward.error or damage
    if damage is not None:
        yield _damaged(f"{uri}#{number + 1}", damage)
    elif pages == 0:
        yield refused(uri, "empty", f"an archive of {number} records, none of which holds a page")


class _Forward:
    """A stream that can only be read forwards, as fastwarc needs it: it asks where it stands, and panics at any exception. So
    an error is kept, and the stream ends there."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._read = getattr(stream, "read1", stream.read)  # what can be had at once: damage behind it must not cost it
        self._at = 0
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        if self.error is not None:
            return b""
        try:
            found = self._read(size if size >= 0 else streams.TEXT_LIMIT)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            self.error = error
            return b""
        self._at += len(found)
        return found

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        wanted = offset if whence == 0 else self._at + offset if whence == 1 else self._at
        while self._at < wanted and self.read(min(65_536, wanted - self._at)):
            pass
        return self._at

    def close(self) -> None:
        pass


def _damaged(where: str, error: Exception) -> Rejection:
    large = isinstance(error, streams.TooLargeError) or "when inflated" in str(error)
    return refused(where, "too_large" if large else "unreadable", f"web archive: {plain(error)}")


def _page(where: str, record: Any, archive: str, opened: Opened) -> Iterator[Received]:
    address = (_header(record, "WARC-Target-URI") or where).strip("<>").strip()
    media, received = _header(record, "Content-Type") or "", _moment(_header(record, "WARC-Date"))
    body = record.reader.read(streams.TEXT_LIMIT + 1)
    if len(body) > streams.TEXT_LIMIT:
        yield refused(address, "too_large", f"more than {streams.TEXT_LIMIT:,} bytes")
        return
    if media.split(";")[0].strip().lower() != "application/http" or not body.startswith(b"HTTP/"):
        yield from opened(address, body, declared(media), received, archive)
        return
    head = split_head(body)
    if head is None:
        yield refused(address, "wrong_shape", "a response without a head")
        return
    if head.status != 200:
        yield refused(address, "unreadable", f"HTTP status {head.status}")
        return
    try:
        text = body_of(head, streams.TEXT_LIMIT)
    except streams.TooLargeError as error:
        yield refused(address, "too_large", str(error))
    except (ValueError, zlib.error) as error:
        yield refused(address, "unreadable", f"a response that cannot be unpacked: {plain(error)}")
    else:
        yield from opened(address, text, declared(head.fields.get("content-type")), received, archive)


def _own_note(record: Any) -> bool:
    """Whether a record is the archive's note on itself: `metadata:` of wget, `urn:` of browsers that archive."""
    return (_header(record, "WARC-Target-URI") or "").strip("<> ").lower().startswith(("metadata:", "urn:"))


def _header(record: Any, name: str) -> str | None:
    value = record.headers.get(name)
    return str(value) if value else None


def _moment(stamp: str | None) -> str | None:
    """A WARC-Date as our times are: to the second, in UTC; None when it is none."""
    given = (stamp or "").strip()
    return f"{given[:19]}Z" if len(given) >= 20 and given[4] == "-" and given[10] == "T" and given[-1] == "Z" else None


def collection(uri: str, stream: IO[bytes], opened: Opened) -> Iterator[Received]:
    """What the archives in a WACZ give, by their names in it. All that it inflates to counts against one limit."""
    try:
        with zipfile.ZipFile(stream) as packed:
            inside = packed.infolist()
            if len(inside) > ENTRIES:
                yield refused(uri, "too_large", f"a ZIP of more than {ENTRIES:,} files")
                return
            archives = sorted((one for one in inside if _is_archive(one.filename)), key=lambda one: one.filename)
            if not archives:
                yield refused(uri, "wrong_shape", "a ZIP file without archive/*.warc.gz: not a WACZ")
                return
            left = streams.INFLATED_LIMIT
            for one in archives:
                where = f"{uri}/{one.filename}"
                if one.flag_bits & 1 or one.file_size > left:
                    reason, why = (
                        ("unsupported", "it is encrypted") if one.flag_bits & 1 else ("too_large", "it inflates too far")
                    )
                    yield refused(where, reason, f"a file of a WACZ: {why}")
                    continue
                left -= one.file_size
                with packed.open(one) as member:
                    yield from _member(where, member, one.file_size, opened)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error) as error:
        yield _damaged(uri, error)


def _member(where: str, member: IO[bytes], size: int, opened: Opened) -> Iterator[Received]:
    capped = streams.joined_within(b"", member, size)
    packed = where.endswith(".gz")
    yield from records(where, streams.gunzipped(capped) if packed else capped, opened)


def _is_archive(name: str) -> bool:
    folder, *endings = _ARCHIVED
    return name.startswith(folder) and name.lower().endswith(tuple(endings)) and ".." not in name
