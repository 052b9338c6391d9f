"""What a person looks for, as a tree: words, phrases and fields, joined by AND, OR and NOT.

    ferry (collision OR sank) -drill "harbour office" title:fire publisher:courier verdict:disputed since:2026-03 until:2026-04

Words side by side must all be there. `word*` finds every word that begins so. Letters count without case and accents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from wireroom.ports import InputError
from wireroom.store.words import words

Field = Literal["text", "title", "publisher", "any"]
_COLUMN: dict[str, Field] = {"title": "title", "publisher": "publisher", "text": "text"}
COLUMNS = tuple(_COLUMN)
"""Fields that hold words."""
FACTS = ("story", "verdict", "language", "since", "until", "id", "said", "agency", "warning")
"""Fields that are held against what is known of a report; `said` looks at who is named as a source of its claims,
`agency` at the agencies that it credits, `warning` at the kinds of warnings about it."""
LONGEST = 2_000
"""Code points of the longest query."""
DEEPEST = 40
"""Parentheses and negations inside each other."""
_TOKEN = re.compile(r'\s*(?:(\()|(\))|(-)(?=\S)|(?:([a-z]+):)?(?:"([^"]*)"?|([^\s()"]+)))', re.IGNORECASE)
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Term:
    """Words in a row, in one field or in any; the last one is only begun when `prefix`."""

    field: Field
    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that must be so of the report."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be so."""

    of: Query


@dataclass(frozen=True, slots=True)
class Joined:
    """All (`and`) or one (`or`) of several; no parts at all: everything."""

    how: Literal["and", "or"]
    parts: tuple[Query, ...]


Query = Term | Fact | Not | Joined


def parsed(text: str) -> Query:
    """The tree of a query. Raises InputError, in a line, for what cannot be meant."""
    if len(text) > LONGEST:
        raise InputError(f"a query of more than {LONGEST:,} characters")
    reader = _Reader(_tokens(text))
    found = reader.either(0)
    if reader.left:
        raise InputError("a closing parenthesis without its opening one")
    return found


def sought(query: Query) -> list[str]:
    """The words that a report must or may have, for showing where they stand."""
    if isinstance(query, Term):
        return list(query.words)
    if isinstance(query, Joined):
        return [word for part in query.parts for word in sought(part)]
    return []


_Token = tuple[str, str, str]


def _tokens(text: str) -> list[_Token]:
    """Kind (`(`, `)`, `-`, `and`, `or`, `not`, `word`, `phrase`), field and words of each piece."""
    found: list[_Token] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise InputError(f"the query cannot be read from {text[at : at + 20]!r}")
        at = match.end()
        opening, closing, minus, field, phrase, word = match.groups()
        if opening or closing or minus:
            found.append((opening or closing or minus, "", ""))
        elif phrase is not None:
            found.append(("phrase", (field or "").lower(), phrase))
        elif not field and word in ("AND", "OR", "NOT"):
            found.append((word.lower(), "", ""))
        else:
            found.append(("word", (field or "").lower(), word))
    return found


class _Reader:
    """A query read by descent: OR binds least, then AND, then NOT."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.left = tokens

    def either(self, depth: int) -> Query:
        if depth > DEEPEST:
            raise InputError("the query is nested too deeply")
        parts = [self._all(depth)]
        while self.left and self.left[0][0] == "or":
            self.left.pop(0)
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Joined("or", tuple(parts))

    def _all(self, depth: int) -> Query:
        parts: list[Query] = []
        while self.left and self.left[0][0] not in (")", "or"):
            if self.left[0][0] == "and":
                self.left.pop(0)
                continue
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else Joined("and", tuple(parts))

    def _one(self, depth: int) -> Query:
        if depth > DEEPEST:
            raise InputError("the query is nested too deeply")
        kind, field, value = self.left.pop(0)
        if kind in ("-", "not"):
            if not self.left or self.left[0][0] in (")", "or", "and"):
                raise InputError("NOT without what must not be so")
            return Not(self._one(depth + 1))
        if kind == "(":
            found = self.either(depth + 1)
            if not self.left or self.left.pop(0)[0] != ")":
                raise InputError("an opening parenthesis without its closing one")
            return found
        if kind == ")":
            raise InputError("a closing parenthesis without its opening one")
        return _leaf(field, value, phrase=kind == "phrase")


def _leaf(field: str, value: str, *, phrase: bool) -> Query:
    if field in FACTS:
        return _fact(field, value)
    if field and field not in COLUMNS:
        if phrase:
            raise InputError(f"there is no field {field!r}; fields are {', '.join((*COLUMNS, *FACTS))}")
        return _leaf("", f"{field} {value}", phrase=True)  # "18:30" and "http://…" are words, not fields
    held = tuple(words(value))
    if not held:
        return Joined("and", ())
    return Term(_COLUMN.get(field, "any"), held, prefix=not phrase and value.endswith("*"))


def _fact(field: str, value: str) -> Query:
    if not value:
        raise InputError(f"{field}: says nothing")
    if field in ("since", "until"):
        try:
            if not _DAY.fullmatch(value):
                raise ValueError(value)
            date.fromisoformat((value + "-01-01")[:10] if len(value) < 10 else value)
        except ValueError:
            raise InputError(f"{field}: not an ISO day, month or year: {value!r}") from None
    return Fact(field, value)
