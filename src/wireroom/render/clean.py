"""Text from outside made safe to show: nothing in a report reaches a terminal or a page as an order.

Every string of a report, an address or an error passes here before it is shown."""

from __future__ import annotations

import re

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]+"
)
_SHOWN_SINGLY = 3
_SPACE = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text with every character that is an order, not a letter, made visible or dropped; line ends and tabs stay.

    Control pictures stand for C0 codes (ESC is ␛), `‹U+202E›` for bidi controls and other invisible characters, � for C1
    codes and broken surrogates; a carriage return is dropped and a Unicode line separator becomes a space."""
    return _HIDDEN.sub(lambda found: _shown(found.group()), text)


def cleaned(text: str) -> str:
    """The text cleaned and on one line, white space runs as one space."""
    return _SPACE.sub(" ", visible(text)).strip()


def _shown(run: str) -> str:
    kept = run.replace("\r", "")
    if len(kept) > _SHOWN_SINGLY and all(ord(char) > 0x9F for char in kept):
        return f"‹U+{ord(kept[0]):04X} and {len(kept) - 1} more hidden characters›"
    return "".join(_mark(char) for char in kept)


def _mark(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if code < 0xA0 or 0xD800 <= code < 0xE000:
        return "�"
    return " " if code in (0x2028, 0x2029) else f"‹U+{code:04X}›"
