"""Sampled shingles of reports, straight from their text: many texts at a time, without a Python loop over words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

SHINGLE = 5
"""Words of a shingle: reused passages share many, separately written reports of one event few beyond names and titles."""
SAMPLE = 4
"""One shingle in so many is kept, by its hash (`0 mod p` sampling, Manber 1994), a power of two: three reused sentences with
one word in twelve changed still leave two nearly always."""
TOGETHER = 16
"""Texts hashed in one go: enough to hide the cost of each call, few enough to stay in the processor's cache."""
WORD_BYTES = 24
"""Bytes of a word that are hashed; longer words of one beginning and length are taken for one."""
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_LONG = np.uint64(0xD6E8FEB86659FD93)
_LETTER = bytes(byte >= 0x80 or chr(byte).isalnum() for byte in range(256))
_MASK = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype=np.uint64)


class Places(NamedTuple):
    """Shingles of a block of texts in order: their hashes, the bytes at which they begin, and where each text's words begin
    among them and in bytes."""

    hashes: Hashes
    starts: NDArray[np.int64]
    first_word: NDArray[np.int64]
    first_byte: NDArray[np.int64]


def fingerprints(texts: Iterable[str], sample: int = SAMPLE) -> Iterator[Hashes]:
    """The sampled shingles of each text, in order of the texts: those whose hash is a multiple of `sample`, in order of the
    text, repeated ones repeated. The same in every process and on every machine.

    A word is a run of letters and digits, those of ASCII in lower case; everything else parts words, quotation marks and
    dashes of typography among it. Words are read eight bytes at a time from the UTF-8 text, mixed, and rolled into shingles by
    a polynomial modulo 2**64."""
    block: list[str] = []
    for text in texts:
        block.append(text)
        if len(block) == TOGETHER:
            yield from _sampled(block, sample)
            block = []
    if block:
        yield from _sampled(block, sample)


def _sampled(texts: Sequence[str], sample: int) -> Iterator[Hashes]:
    held = shingled(texts)
    within = (held.hashes & np.uint64(sample - 1)) == 0
    across = (held.first_word[1:-1, None] - np.arange(1, SHINGLE)).ravel()
    within[across[(across >= 0) & (across < len(within))]] = False
    kept = np.flatnonzero(within)
    cuts = np.searchsorted(kept, held.first_word)
    hashes = held.hashes[kept]
    for number in range(len(texts)):
        yield hashes[cuts[number] : cuts[number + 1]]


def shingled(texts: Sequence[str]) -> Places:
    """Every shingle of the texts laid end to end; those that begin within SHINGLE words of a text's end run into the next."""
    encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
    first_byte = np.concatenate(([0], np.cumsum([len(one) + 1 for one in encoded])))
    raw = b"\n".join(encoded).lower() + b"\n" * (WORD_BYTES + 2)
    starts, sizes = _words(raw)
    first_word = np.searchsorted(starts, first_byte)
    words = _word_hashes(raw, starts, sizes)
    return Places(shingles(words), starts, first_word, first_byte)


def _words(raw: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    letter = np.frombuffer(bytearray(raw.translate(_LETTER)), dtype=np.uint8)
    if b"\xe2\x80" in raw:  # U+2000 to U+203F: typographic quotation marks, dashes and blanks
        data = np.frombuffer(raw, dtype=np.uint8)
        marks = np.flatnonzero(data == 0xE2)
        marks = marks[data[marks + 1] == 0x80]
        for offset in range(3):
            letter[marks + offset] = 0
    edges = np.flatnonzero(letter[1:] != letter[:-1]) + 1
    if letter[0]:
        edges = np.concatenate(([0], edges))
    return edges[::2], edges[1::2] - edges[::2]


def _word_hashes(raw: bytes, starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> Hashes:
    eight: Hashes = np.ndarray((len(raw) - 7,), dtype="<u8", buffer=raw, strides=(1,))
    hashes = eight[starts] & _MASK[np.minimum(sizes, 8)]
    for offset in range(8, WORD_BYTES, 8):
        longer = np.flatnonzero(sizes > offset)
        if not len(longer):
            break
        more = eight[starts[longer] + offset] & _MASK[np.minimum(sizes[longer] - offset, 8)]
        hashes[longer] = _mixed(hashes[longer] * _LONG) + more
    return _mixed(hashes)


def _mixed(hashes: Hashes) -> Hashes:
    hashes ^= hashes >> np.uint64(32)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(29)
    return hashes


def shingles(numbers: Hashes, size: int = SHINGLE) -> Hashes:
    """The hash of each run of `size` numbers, in order: a polynomial modulo 2**64, mixed once."""
    count = len(numbers) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    total = numbers[:count].copy()
    for at in range(1, size):
        total *= _BASE
        total += numbers[at : at + count]
    return _mixed(total)


def word_keys(words: Sequence[str]) -> Hashes:
    """A stable number for each word, in order."""
    if not words:
        return np.zeros(0, dtype=np.uint64)
    raw = [word.encode("utf-8", "surrogatepass") for word in words]
    sizes = np.array([len(one) for one in raw], dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
    return _word_hashes(b"".join(raw) + b"\n" * (WORD_BYTES + 2), starts, sizes)
