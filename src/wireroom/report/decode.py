"""Bytes as text, without ever failing on a bad byte."""

from __future__ import annotations

import codecs
import re

from wireroom.text import nfc

SAMPLE = 65_536
"""Bytes looked at to tell binary from text and to guess an encoding: a whole report nearly always, and never slow."""
BINARY_SHARE = 0.02
"""Control characters that text has no use for, as a share of the sample, above which it is no text. Text with a stray NUL or
bell stays far below (a file of a thousand bytes may hold twenty); machine code and images are far above."""
FEW = 0.10
"""Share of bytes above ASCII up to which a text that is not UTF-8 is taken for Windows-1252: English with curly quotation
marks, where a guesser has too little to go on and prefers exotic code pages."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"7z\xbc\xaf",
    b"BZh",
    b"\xfd7zXZ",
    b"RIFF",
)
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b\x1c\x1d\x1e\x1f") + b"\x7f"
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


def decoded(body: bytes, *, declared: bool = False) -> str | None:
    """The text of the bytes in NFC without a byte order mark, or None when they are no text.

    In turn: byte order mark; UTF-8; with `declared`, the character set that the page names; UTF-16 told by its NULs;
    UTF-8 with stray Windows-1252 bytes; Windows-1252; what charset-normalizer thinks. Whatever cannot be read becomes U+FFFD.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return clean(body[len(mark) :].decode(name, errors="replace"))
    sample = body[:SAMPLE]
    wide = _wide(sample)
    if wide:
        return clean(body.decode(wide, errors="replace"))
    if body.startswith(_MAGIC) or len(sample) - len(sample.translate(None, _CONTROL)) > max(1, BINARY_SHARE * len(sample)):
        return None
    try:
        return clean(body.decode("utf-8"))
    except UnicodeDecodeError:
        return clean(_guessed(body, declared=declared))


def clean(text: str) -> str:
    """The text in NFC, with lone surrogates, which no encoding can carry, as U+FFFD."""
    return nfc(_SURROGATE.sub("\ufffd", text))


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte is NUL, on one side only, as in text of Latin letters."""
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * pairs and odd < 0.1 * pairs else None


def _guessed(body: bytes, *, declared: bool) -> str:
    if declared and (named := _DECLARED.search(body[:4096])):
        name = named.group(1).decode("ascii", "replace")
        if _known(name) and name.lower().replace("_", "-") not in {"utf-8", "utf8"}:
            return body.decode(name, errors="replace")
    lenient = body.decode("utf-8", errors="wireroom.cp1252")
    strict = body.decode("utf-8", errors="ignore")
    if any(ord(char) > 127 for char in strict[:SAMPLE]):
        return lenient
    sample = body[:SAMPLE]
    if len(sample.translate(None, bytes(range(128)))) <= FEW * len(sample):
        return lenient
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return body.decode(best.encoding, errors="replace") if best is not None and _known(best.encoding) else lenient


def _known(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


codecs.register_error("wireroom.cp1252", _as_windows)
