"""How a step of a run is worked: units spread over an engine, each marked when it is finished and never done again."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from wireroom.dataset.marks import WORK, Tally, mark, marked
from wireroom.desk import DeskRules, Progress, quiet
from wireroom.ports import Engine, Tools

Work = Callable[["Order", Tools, Any], Tally]
Spread = Callable[["Order", Tools, Any], Iterable[tuple[str, bytes]]]
Fold = Callable[["Order", Tools, str, Sequence[bytes]], Tally]


@dataclass(frozen=True)
class Order:
    """What is to be made and where: the folder of the dataset and the rules of every room. Sent with every unit of work, so
    that a worker unpacks the rules once."""

    out: Path
    rules: DeskRules
    skip_readings: bool = False

    def __reduce__(self) -> tuple[Callable[..., Order], tuple[Any, ...]]:
        return _order, (self.out, self._packed, self.skip_readings)

    @cached_property
    def _packed(self) -> bytes:
        return pickle.dumps(self.rules)

    def work(self, *parts: str) -> Path:
        """A place for what is only needed during the run; its folder is there."""
        path = self.out.joinpath(WORK, *parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def _order(out: Path, packed: bytes, skip_readings: bool) -> Order:
    return Order(out, _rules(packed), skip_readings)


@lru_cache(maxsize=2)
def _rules(packed: bytes) -> DeskRules:
    found: DeskRules = pickle.loads(packed)  # noqa: S301 - packed by the process that sent the work
    return found


@dataclass(slots=True)
class Spent:
    """Seconds of each step by the clock, and how many units were found finished."""

    seconds: dict[str, float] = field(default_factory=dict)
    found: int = 0
    made: int = 0


class Steps:
    """The steps of one run on one engine."""

    def __init__(self, order: Order, engine: Engine, progress: Progress = quiet) -> None:
        self.order = order
        self.spent = Spent()
        self._engine = engine
        self._progress = progress

    def each(self, step: str, work: Work, units: Sequence[tuple[str, Any, int]], doing: str) -> list[Tally]:
        """What every unit gives, in order of the units: `(name, what work is given, how much it counts in progress)`."""
        started = time.monotonic()
        found = {name: tally for name, _, _ in units if (tally := marked(self.order.out, step, name)) is not None}
        left = [(name, given) for name, given, _ in units if name not in found]
        self.spent.found += len(found)
        weight = {name: size for name, _, size in units}
        total, done = sum(weight.values()), sum(weight[name] for name in found)
        for name, tally in self._engine.map(partial(_worked, self.order, step, work), left):
            found[name] = tally
            done += weight[name]
            self.spent.made += 1
            self._progress(doing, done, total)
        self._took(step, started)
        return [found[name] for name, _, _ in units]

    def alone(self, step: str, work: Work, given: Any, doing: str) -> Tally:
        """What a step of one unit gives."""
        return self.each(step, work, [("all", given, 1)], doing)[0]

    def grouped(self, step: str, spread: Spread, fold: Fold, items: Sequence[Any], doing: str) -> list[Tally]:
        """What every key gives, in order of the keys; a step that was finished is not spread again."""
        started = time.monotonic()
        whole = marked(self.order.out, step, "all")
        if whole is not None:
            self.spent.found += len(whole["tallies"])
            found: list[Tally] = whole["tallies"]
            return found
        tallies: list[Tally] = []
        self._progress(doing, 0, len(items))
        for tally in self._engine.group(partial(spread, self.order), partial(_folded, self.order, step, fold), items):
            tallies.append(tally)
            self.spent.made += 1
        mark(self.order.out, step, "all", {"tallies": tallies})
        self._took(step, started)
        return tallies

    def _took(self, step: str, started: float) -> None:
        self.spent.seconds[step] = self.spent.seconds.get(step, 0.0) + time.monotonic() - started


def _worked(order: Order, step: str, work: Work, tools: Tools, unit: tuple[str, Any]) -> tuple[str, Tally]:
    name, given = unit
    tally = work(order, tools, given)
    mark(order.out, step, name, tally)
    return name, tally


def _folded(order: Order, step: str, fold: Fold, tools: Tools, key: str, values: Sequence[bytes]) -> Tally:
    tally = marked(order.out, f"{step}-keys", key)
    if tally is None:
        tally = fold(order, tools, key, values)
        mark(order.out, f"{step}-keys", key, tally)
    return tally


def blocks(values: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """The values in runs of `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
