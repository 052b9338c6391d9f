"""Names of people and bodies: whether two spellings can be one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein

from wireroom.dossier.compare import Relation

LETTERS_OFF = 0.25
"""The share of letters in which two spellings of one transliterated name may differ ("Faiz", "Fayez"; "Salahuddin",
"Salahaddin"); beyond it they are two names. Chosen by eye on names in reports of one event."""
_TITLE = re.compile(
    r"^(?:the|mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|president|prime minister|minister|governor|gov|senator|sen"
    r"|rep|general|gen|colonel|col|major|maj|captain|capt|lieutenant|lt|sergeant|sgt|chief|king|queen|prince|princess|pope"
    r"|alhaji|mallam|sheikh|imam|ayatollah|judge|justice|mayor|spokesman|spokeswoman|spokesperson)\.?\s+",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"\b(?:spokes(?:man|woman|person)|official|officer|officials|sources?|agency|statement)s?\b")


@lru_cache(maxsize=50_000)
def plain_name(name: str) -> tuple[str, ...]:
    """The parts of a name in lower case, without titles, articles, accents and hyphens."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(char for char in text if not unicodedata.combining(char))
    while (shorter := _TITLE.sub("", text.strip())) != text:
        text = shorter
    return tuple(re.findall(r"[^\W_]+", text.lower().replace("'s", "").replace("’s", "")))


@lru_cache(maxsize=100_000)
def same_name(a: str, b: str) -> bool:
    """Whether two names may be one: equal after plain spelling, one the tail or a part of the other, or every part spelled
    alike. Hyphens, spaces and titles do not count ("Min Su", "Min-su"); other given names do ("John Smith", "Jane Smith")."""
    first, second = plain_name(a), plain_name(b)
    if not first or not second:
        return False
    if first == second or "".join(first) == "".join(second):
        return True
    short, long = sorted((first, second), key=lambda parts: (len(parts), parts))
    if set(short) <= set(long):
        return True
    if len(short) == len(long):
        unlike = [(x, y) for x, y in zip(first, second, strict=True) if not _alike(x, y)]
        return not unlike or (len(unlike) == 1 and len(first) >= PARTS and _transliterated(*unlike[0]))
    if _alike("".join(first), "".join(second)):
        return True
    return len(short) >= 2 and _alike(short[-1], long[-1]) and _alike(short[0], long[0])


def _transliterated(a: str, b: str) -> bool:
    """Whether two parts may be one sound spelled twice, where all the other parts of the name agree."""
    return a[0] == b[0] and a[-1] == b[-1] and Levenshtein.distance(a, b) <= SPELLINGS


PARTS = 3
"""Parts of a name from which on one of them may be spelled more freely ("Noor Ali Faiz", "Noor Ali Fayez")."""
SPELLINGS = 2
"""Letters in which that part may differ. Both chosen by eye."""


def spelled_alike(a: str, b: str) -> bool:
    """Whether two parts of names are one but for a slip of the pen: two letters swapped, one more or less."""
    return min(len(a), len(b)) >= SLIP and OSA.distance(a, b) <= 1


SLIP = 5
"""Letters of a part from which on one letter off is a slip. Chosen by eye."""


def compare_names(a: str, b: str) -> Relation:
    """`equal` for one name, whole or in part, `compatible` for variant spellings of one, else `conflict`."""
    first, second = plain_name(a), plain_name(b)
    if "".join(first) == "".join(second) or (first and second and (set(first) <= set(second) or set(second) <= set(first))):
        return "equal"
    return "compatible" if same_name(a, b) else "conflict"


@lru_cache(maxsize=100_000)
def same_body(a: str, b: str) -> bool:
    """Whether two descriptions of an origin may be one body: a name in the other once spokesmen and articles are left out."""
    first = set(plain_name(_SPOKEN.sub("", a.lower())))
    second = set(plain_name(_SPOKEN.sub("", b.lower())))
    return bool(first and second) and (first <= second or second <= first)


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    longest = max(len(a), len(b))
    if min(len(a), len(b)) <= 2:
        return a[0] == b[0] and min(len(a), len(b)) == 1
    return a[0] == b[0] and Levenshtein.distance(a, b) <= max(1, int(longest * LETTERS_OFF + 0.5))
