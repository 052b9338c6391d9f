"""Text as the rooms see it: normalised once, then words, sentences and paragraphs as spans; vectors as handed in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from wireroom.model import Span

if TYPE_CHECKING:
    import numpy as np


class Encoder(Protocol):
    """Vectors of short texts, as a room is handed them."""

    name: str

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """A float32 matrix, one row of unit length a text; a text of no known word gives a row of zeros."""
        ...


class LanguageGuesser(Protocol):
    """The language of a text, as a room is handed it."""

    def guess(self, text: str) -> tuple[str, float]:
        """An ISO 639-1 code and how sure, from 0 to 1."""
        ...


WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word: letters or digits, with apostrophes inside. Hyphens and full stops part words."""

_FOLD = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"}


def nfc(text: str) -> str:
    """The text in Unicode NFC and otherwise unchanged."""
    return unicodedata.normalize("NFC", text)


def unaccented(text: str) -> str:
    """The text without the accents of its letters, which one outlet prints and another does not."""
    return (
        text
        if text.isascii()
        else "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    )


def folded(text: str) -> str:
    """The text in lower case with one kind of quotation mark and dash; as long as the text, so that spans still hold.

    Characters whose lower case has another length (İ) are kept as they are."""
    if text.isascii():
        return text.lower()
    lowered = text
    for printed, plain in _FOLD.items():
        lowered = lowered.replace(printed, plain)
    if len(low := lowered.lower()) == len(text):
        return low
    return "".join(low if len(low := char.lower()) == 1 else char for char in lowered)


def words(text: str) -> list[Span]:
    """The spans of the words of a text, in order."""
    return [Span(*match.span()) for match in WORD.finditer(text)]


def paragraphs(text: str) -> list[Span]:
    """The spans of the non-blank lines of a text without the white space around them, in order."""
    found = []
    start = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            at = start + line.index(body)
            found.append(Span(at, at + len(body)))
        start += len(line)
    return found


_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof gen col lt sgt capt maj adm sen rep gov rev hon st jr sr inc ltd co corp no vs etc u.s u.k u.n e.g i.e
    a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun approx dept est fig
    """.split()
)
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*\s+")


def sentences(text: str) -> list[Span]:
    """The spans of the sentences of a text, in order: no sentence crosses a line end.

    A rule of our own for the rooms that need no parse: an end mark followed by white space and an opening character, unless
    the word before it is a known abbreviation or a single initial."""
    found: list[Span] = []
    for paragraph in paragraphs(text):
        found.extend(_in_paragraph(text, paragraph))
    return found


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        if end.group()[0] == "." and _abbreviated(text, start, end.start()):
            continue
        following = text[end.end()] if end.end() < paragraph.end else ""
        if following and (following.islower() or following in ",;"):
            continue
        stop = end.end() - (len(end.group()) - len(end.group().rstrip()))
        if stop > start:
            yield Span(start, stop)
        start = end.end()
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _abbreviated(text: str, start: int, dot: int) -> bool:
    head = text[max(start, dot - 12) : dot]
    word = head.split()[-1].lstrip("(\"'“‘").lower() if head.split() else ""
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())
