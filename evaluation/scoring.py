"""The ruler that every task measures with: counts that add, spans matched, intervals by resampling.

Keep counts, add counts, divide last: a figure over many reports is one division of sums, never a mean of figures. What
nothing was asked of has no figure (`None`), which is not the same as zero. The design follows `PRFScore` of spaCy's
`scorer.py`; the seeded bootstrap follows article-extraction-benchmark, which compares systems by the bootstrap of a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

T = TypeVar("T")
Offsets = tuple[int, int]
"""A half-open span in code points, as in the contracts."""

ROUNDS = 1000
"""Resamples of a bootstrap: the ends of a 95 % interval then move by less than a hundredth from seed to seed."""
SEED = 20260106
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, how many were said by the system, how many were wanted by the gold. Counts add."""

    right: int = 0
    said: int = 0
    wanted: int = 0

    def __add__(self, other: Counts) -> Counts:
        """The sums, field by field."""
        return Counts(self.right + other.right, self.said + other.said, self.wanted + other.wanted)

    @property
    def precision(self) -> float | None:
        """Right among said; None when nothing was said."""
        return self.right / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """Right among wanted; None when nothing was wanted."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None when nothing was said and nothing wanted, 0 when only one of them."""
        return 2 * self.right / (self.said + self.wanted) if self.said + self.wanted else None


def share(right: int, total: int) -> Counts:
    """Counts for a plain share (accuracy): precision, recall and F1 are all right / total."""
    return Counts(right, total, total)


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    whole = Counts()
    for count in counts:
        whole += count
    return whole


def overlap(a: Offsets, b: Offsets) -> int:
    """The code points that two half-open spans share; 0 when they only touch."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def matches(*, gold: Sequence[Offsets], said: Sequence[Offsets], exact: bool) -> list[tuple[int, int]]:
    """Pairs of indexes (gold, said), one to one, sorted: equal spans first, then, unless `exact`, by largest overlap.

    Greedy: the pair that shares most is settled first, ties by start of the gold span and then of the said one, so that the
    answer does not depend on the order given. n log n over the pairs that overlap, which a sweep finds."""
    gold = [(start, end) for start, end in gold]
    said = [(start, end) for start, end in said]
    pairs = sorted(_meeting(gold, said), key=lambda pair: _rank(gold[pair[0]], said[pair[1]]))
    taken_gold: set[int] = set()
    taken_said: set[int] = set()
    chosen = []
    for g, s in pairs:
        if g in taken_gold or s in taken_said or (exact and gold[g] != said[s]):
            continue
        taken_gold.add(g)
        taken_said.add(s)
        chosen.append((g, s))
    return sorted(chosen)


def _rank(gold: Offsets, said: Offsets) -> tuple[bool, int, Offsets, Offsets]:
    return gold != said, -overlap(gold, said), gold, said


def _meeting(gold: Sequence[Offsets], said: Sequence[Offsets]) -> Iterable[tuple[int, int]]:
    order = sorted(range(len(said)), key=lambda index: said[index])
    active: list[int] = []
    following = 0
    for g in sorted(range(len(gold)), key=lambda index: gold[index]):
        start, end = gold[g]
        while following < len(order) and said[order[following]][0] < end:
            active.append(order[following])
            following += 1
        active = [s for s in active if said[s][1] > start]
        for s in active:
            if overlap(gold[g], said[s]):
                yield g, s


def spans(*, gold: Sequence[Offsets], said: Sequence[Offsets], exact: bool) -> Counts:
    """The counts of one report's spans under `matches`."""
    return Counts(len(matches(gold=gold, said=said, exact=exact)), len(said), len(gold))


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle `LEVEL` of a figure over resamples of its units; None when the units give no figure."""

    low: float | None
    high: float | None


def bootstrap(
    units: Sequence[Counts],
    figure: Callable[[Counts], float | None] = lambda counts: counts.f1,
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> Interval:
    """The interval of a figure when the units (reports, stories) are drawn again with replacement, seeded.

    Resamples for which the figure does not exist are left out."""
    drawn = [value for value in (figure(counts) for counts in _resampled(units, rounds=rounds, seed=seed)) if value is not None]
    return _middle(drawn)


def difference(
    ours: Sequence[Counts],
    theirs: Sequence[Counts],
    figure: Callable[[Counts], float | None] = lambda counts: counts.f1,
    *,
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> Interval:
    """The interval of figure(ours) - figure(theirs) over the same resamples of the same units: above 0, ours is better."""
    if len(ours) != len(theirs):
        raise ValueError("a paired comparison needs the same units on both sides")
    pairs = zip(_resampled(ours, rounds=rounds, seed=seed), _resampled(theirs, rounds=rounds, seed=seed), strict=True)
    drawn = []
    for a, b in pairs:
        left, right = figure(a), figure(b)
        if left is not None and right is not None:
            drawn.append(left - right)
    return _middle(drawn)


def _resampled(units: Sequence[Counts], *, rounds: int, seed: int) -> list[Counts]:
    if not units:
        return []
    table = np.array([(unit.right, unit.said, unit.wanted) for unit in units], dtype=np.int64)
    chance = np.random.default_rng(seed)
    return [
        Counts(*(int(number) for number in table[chance.integers(0, len(units), len(units))].sum(axis=0)))
        for _ in range(rounds)
    ]


def _middle(drawn: Sequence[float]) -> Interval:
    if not drawn:
        return Interval(None, None)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(np.array(drawn), [tail, 1 - tail])
    return Interval(round(float(low), 4), round(float(high), 4))


def attempt(work: Callable[[], T], miss: T) -> tuple[T, str | None]:
    """What the work gives, or `miss` and one line of why: a crash counts as a miss, and never ends a measurement."""
    try:
        return work(), None
    except Exception as error:
        return miss, f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"[:200]


# --- what a task hands back ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a task: its name (`findings.recall`), its value, the counts and the interval behind it."""

    name: str
    value: float | None
    counts: Counts | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What measuring one task gave: figures in order, and details for a person (ids and figures only, never texts)."""

    task: str
    figures: tuple[Figure, ...]
    details: Mapping[str, object] = field(default_factory=dict)
    crashes: tuple[str, ...] = ()

    def figure(self, name: str) -> Figure:
        """The figure of that name; KeyError when the task has none."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        raise KeyError(name)


def figures(name: str, units: Sequence[Counts], parts: str = "prf") -> list[Figure]:
    """Precision, recall and F1 over units as figures `name.precision`, `name.recall`, `name.f1`, each with its interval.

    `parts` picks by first letter; `s` gives a plain share under the bare name."""
    whole = total(units)
    known: dict[str, tuple[str, Callable[[Counts], float | None]]] = {
        "p": (f"{name}.precision", lambda counts: counts.precision),
        "r": (f"{name}.recall", lambda counts: counts.recall),
        "f": (f"{name}.f1", lambda counts: counts.f1),
        "s": (name, lambda counts: counts.recall),
    }
    made = []
    for part in parts:
        title, figure = known[part]
        value = figure(whole)
        made.append(Figure(title, None if value is None else round(value, 4), whole, bootstrap(units, figure)))
    return made


def record(result: Result) -> dict[str, object]:
    """The result as plain JSON values, stable from run to run."""
    return {
        "task": result.task,
        "figures": {
            figure.name: {
                "value": figure.value,
                **(
                    {"right": figure.counts.right, "said": figure.counts.said, "wanted": figure.counts.wanted}
                    if figure.counts
                    else {}
                ),
                **({"low": figure.interval.low, "high": figure.interval.high} if figure.interval else {}),
            }
            for figure in result.figures
        },
        "crashes": list(result.crashes),
        "details": result.details,
    }
