"""Text as words to be looked up, the same for both databases: runs of letters and digits, lower case, without accents.

SQLite makes its own words (`unicode61 remove_diacritics 2`); these follow its rule, so that both find the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wireroom.text import unaccented

_RUN = re.compile(r"[^\W_]+")
LONGEST = 200
"""Bytes of the longest word that is indexed; PostgreSQL takes 2,046."""
PLACES = 16_383
"""The last place in a text that PostgreSQL tells from others: later words are found, but not as parts of phrases."""
ROOM = 600_000
"""Bytes of words that one report may have in PostgreSQL's index, which takes 1 MB: a long novel has 100,000."""


def words(text: str) -> list[str]:
    """The words of a text in order."""
    return _RUN.findall(unaccented(text).lower())


def vector(fields: Iterable[tuple[str, str]]) -> str:
    """PostgreSQL's index entry for a report, from the letter (A to D) and the text of each field."""
    places: dict[str, list[str]] = {}
    at, room = 0, ROOM
    for letter, text in fields:
        for word in words(text):
            at += 1
            key = word.encode()[:LONGEST].decode("utf-8", "ignore")
            held = places.get(key)
            if held is None:
                room -= len(key.encode()) + 8
                if room < 0:
                    break
                held = places[key] = []
            if len(held) < 250:
                held.append(f"{min(at, PLACES)}{letter}")
                room -= 2
        at += 10
    return " ".join(f"'{word}':{','.join(held)}" for word, held in places.items())
