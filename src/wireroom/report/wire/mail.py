"""One e-mail message (RFC 5322 with MIME): an agency alert, a newsletter, a forwarded report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from wireroom.report.decode import clean, decoded
from wireroom.report.draft import Draft, Refusal
from wireroom.report.lines import lines_of
from wireroom.report.wire.issue import Item, drafted

MULTIPARTS = 60
"""Multipart bodies of one message: a forwarded chain has a dozen. The parser goes through all that are open line by line."""
WORK = 4_000_000
"""Lines times multiparts of one message: what the parser may have to look at; a long newsletter has some fifty thousand."""
HEADER_LIMIT = 4_000
"""Code points of a header field that are read: enough for any subject and the names of all senders."""
HEADERS = 2_000
"""Header lines of one message: heavily filtered mail has two hundred."""
_BOUNDARY = re.compile(rb"(?i)boundary\s*=")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_KILL = re.compile(
    r"(?i)\W*(?:(?:mandatory|urgent|bulletin|advisory|editors?)\W+){0,3}(?:kill|retraction|withdrawal|withdrawn|retracted)\b"
)
_ID = re.compile(r"<[^<>\s]{1,300}>")

# --- the format as written -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mail:
    """A message as written: header fields decoded, the text of its best part; `marked` when that is HTML."""

    subject: str | None
    sender: str | None
    address: str | None
    date: str | None
    id: str | None
    answers: tuple[str, ...]
    supersedes: tuple[str, ...]
    language: str | None
    text: str
    marked: bool


def as_written(body: bytes) -> Mail | Refusal:
    """The message as written, or why it cannot be read."""
    nested = len(_BOUNDARY.findall(body))
    if nested > MULTIPARTS or nested * body.count(b"\n") > WORK:
        return Refusal("wrong_shape", f"a message of {nested} multiparts, more than its length allows")
    end = _HEADER_END.search(body)
    if body.count(b"\n", 0, end.start() if end else len(body)) > HEADERS:
        return Refusal("wrong_shape", f"a message of more than {HEADERS:,} header lines")
    try:
        message = message_from_bytes(body, policy=policy.compat32)
        parts = list(_texts(message))
    except (RecursionError, ValueError, TypeError, LookupError, AttributeError, AssertionError) as error:
        return Refusal("wrong_shape", f"not a message that can be read: {type(error).__name__}")
    plain = [text for marked, text in parts if not marked and text.strip()]
    pages = [text for marked, text in parts if marked and text.strip()]
    sender = next(iter(getaddresses([_field(message, "From") or ""])), ("", ""))
    return Mail(
        subject=_field(message, "Subject"),
        sender=sender[0] or None,
        address=sender[1] or None,
        date=_field(message, "Date"),
        id=next(iter(_ids(message, "Message-ID")), None),
        answers=(*_ids(message, "In-Reply-To"), *_ids(message, "References")),
        supersedes=_ids(message, "Supersedes"),
        language=_field(message, "Content-Language"),
        text="\n\n".join(plain) if plain else next(iter(pages), ""),
        marked=not plain,
    )


def _texts(message: Message) -> Iterator[tuple[bool, str]]:
    """Every text part that is no attachment, in order, with whether it is HTML."""
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
            continue
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes):
            yield kind == "text/html", _decoded(raw, part.get_content_charset())


def _decoded(raw: bytes, charset: str | None) -> str:
    if charset and charset.lower() not in ("us-ascii", "utf-8", "utf8"):
        try:
            return raw.decode(charset, errors="replace")
        except (LookupError, ValueError):
            pass
    return decoded(raw) or ""


def _field(message: Message, name: str) -> str | None:
    """A header field on one line, its encoded words decoded; None when it is not there."""
    given = message.get(name)
    if given is None:
        return None
    raw = str(given)[:HEADER_LIMIT]
    try:
        pieces = [
            one if isinstance(one, str) else one.decode(charset or "latin-1", errors="replace")
            for one, charset in decode_header(raw)
        ]
    except (HeaderParseError, ValueError, LookupError, AssertionError, TypeError):
        pieces = [raw]
    return " ".join(clean("".join(pieces)).split()) or None


def _ids(message: Message, name: str) -> tuple[str, ...]:
    return tuple(found.group() for found in _ID.finditer(_field(message, name) or ""))


# --- the translation -------------------------------------------------------------------------------------------------


def translated(mail: Mail) -> Draft | Refusal:
    """The draft of a message. A subject that opens as a kill withdraws what the message answers to, and names."""
    kills = mail.subject is not None and _KILL.match(mail.subject) is not None
    text = lines_of(mail.text) if mail.marked else clean(mail.text)
    return drafted(
        Item(
            text=text,
            title=mail.subject,
            byline=mail.sender,
            language=mail.language,
            issued=(mail.date,),
            stated="header",
            names=(mail.id,),
            retracts=(*mail.supersedes, *(mail.answers if kills else ())),
            notices=("retraction",) if kills else (),
            host=(mail.address or "").rpartition("@")[2].lower() or None,
        )
    )


# --- the parser ------------------------------------------------------------------------------------------------------


def from_mail(body: bytes) -> Draft | Refusal:
    """The draft that a message gives."""
    mail = as_written(body)
    return mail if isinstance(mail, Refusal) else translated(mail)
