"""An engine that does no work twice: stores are what is tested, and the same reports are read over and over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from wireroom.engine.local import LocalEngine
from wireroom.ports import Tools


class Remembering:
    """Another engine's results, each kept by the work (a partial of one function) and the item."""

    def __init__(self, engine: LocalEngine) -> None:
        self._engine = engine
        self._known: dict[tuple[str, int, str], Any] = {}

    @property
    def tools(self) -> Tools:
        return self._engine.tools

    def map(self, work: Callable[[Tools, Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        for item in items:
            key = (work.func.__name__, id(work.args[0]), repr(item))  # type: ignore[attr-defined]
            if key not in self._known:
                self._known[key] = work(self.tools, item)
            yield self._known[key]
