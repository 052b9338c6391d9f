"""Numbers as intervals: whether two printed numbers are equal, can both hold, or cannot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import NamedTuple

from wireroom.dossier.compare import Relation
from wireroom.model import Value

TOLERANCE = 0.15
"""How far a number with an approximator may lie from the one printed, as a share of it: "around 2,000" is 1,700 to 2,300.
Taken from the contract's example; an editor's habit, not a measurement."""
ROUNDING = 0.10
"""The most that silent rounding may move a number that ends in zeros ("30" for 32), as a share of it. Only between lineages:
inside one, a figure that changed is a change."""
ROUND = 20
"""The least number that may be a silently rounded one; ten is ten."""
MANY = 1000
"""The least number that may be cut to its first digits (11 million of 11.5 million). Chosen by eye."""
EPSILON = 1e-9
_NAMED = {
    (2_000.0, 9_999.0): "thousands",
    (24.0, 99.0): "dozens",
    (40.0, 99.0): "scores",
    (20.0, 99.0): "tens",
    (200.0, 999.0): "hundreds",
    (20_000.0, 99_999.0): "tens of thousands",
    (200_000.0, 999_999.0): "hundreds of thousands",
    (2_000_000.0, 999_999_999.0): "millions",
    (2_000_000.0, 9_999_999.0): "millions",
}
"""How bounds that come from a word read back; the bounds themselves are the contract's."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; an open end leaves the bound itself out."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        room = EPSILON * max(1.0, abs(low) if abs(low) < inf else 1.0)
        if low < high - room:
            return True
        return abs(low - high) <= room and not low_open and high_closed


def interval(value: Value, *, tolerance: float = TOLERANCE) -> Interval:
    """The numbers that a printed number allows: no bound is infinite, and `about` widens what is printed by the tolerance.

    An approximated single bound ("nearly 1,000", "just over 50") is near that bound, so the other lies within the tolerance.
    """
    low, high = _bound(value, "low"), _bound(value, "high")
    low_open, high_open = bool(value.get("low_open")), bool(value.get("high_open"))
    if not value.get("about"):
        return Interval(-inf if low is None else low, inf if high is None else high, low_open, high_open)
    if low is None and high is not None:
        return Interval(high - abs(high) * tolerance, high, False, high_open and high != 0)
    if high is None and low is not None:
        return Interval(low, low + abs(low) * tolerance, low_open and low != 0, False)
    if low is None or high is None:
        return Interval(-inf, inf)
    return Interval(low - abs(low) * tolerance, high + abs(high) * tolerance)


def compare_numbers(a: Value, b: Value, *, one_lineage: bool = False) -> Relation:
    """`equal` when the same number is printed (an approximator apart), `compatible` when some number satisfies both,
    else `conflict`.

    Between lineages a figure that ends in zeros may be a rounded one; the other must round to it. Numbers of different units
    cannot be set against each other and are called `compatible`."""
    return compare_figures(figure_of(a), figure_of(b), one_lineage)


Figure = tuple[object, ...]
"""What there is to compare of a printed number, as one key."""


def figure_of(value: Value) -> Figure:
    """The key of a printed number: bounds, whether they are open, approximator, unit."""
    get = value.get
    return (get("low"), get("high"), get("low_open"), get("high_open"), get("about"), get("unit"))


class _Facts(NamedTuple):
    """What comparing needs of a figure: its unit, its ends (bounds, and whether each is open), its interval, its one number."""

    unit: object
    ends: tuple[float | None, float | None, bool, bool]
    interval: Interval
    exact: float | None


@lru_cache(maxsize=20_000)
def _facts(one: Figure) -> _Facts:
    value = dict(zip(("low", "high", "low_open", "high_open", "about", "unit"), one, strict=True))
    ends = (_bound(value, "low"), _bound(value, "high"), bool(value["low_open"]), bool(value["high_open"]))
    return _Facts(value["unit"], ends, interval(value), exact(value))


@lru_cache(maxsize=100_000)
def compare_figures(first: Figure, second: Figure, one_lineage: bool) -> Relation:
    """`compare_numbers` by keys, remembered: a story sets the same few numbers against each other again and again."""
    a, b = _facts(first), _facts(second)
    if a.unit != b.unit:
        return "compatible"
    if a.ends == b.ends:
        return "equal"
    if a.interval.meets(b.interval):
        return "compatible"
    if not one_lineage and (_loosely(a, b) or _loosely(b, a)):
        return "compatible"
    return "conflict"


def same_number(a: Value, b: Value) -> bool:
    """Whether both print the same bounds; an approximator on one side, or an open end, is no other number when a point is
    meant."""
    return _facts(figure_of(a)).ends == _facts(figure_of(b)).ends


def exact(value: Value) -> float | None:
    """The number when one number is printed (an approximator apart), else None."""
    low, high = _bound(value, "low"), _bound(value, "high")
    return low if low is not None and low == high else None


def vague(value: Value) -> bool:
    """Whether a number is one of the words for many ("dozens", "thousands")."""
    return (_bound(value, "low"), _bound(value, "high")) in _NAMED


def level(value: Value) -> float:
    """One number to order printed numbers by: the lower bound when there is one, else the upper."""
    low, high = _bound(value, "low"), _bound(value, "high")
    return low if low is not None else high if high is not None else 0.0


def _bound(value: Value, name: str) -> float | None:
    bound = value.get(name)
    return None if bound is None else float(bound)  # type: ignore[arg-type]


def _loosely(one: _Facts, other: _Facts) -> bool:
    """Whether one number is the other, printed more loosely: rounded, cut short, or by its edge."""
    return _rounds_to(one.exact, other.exact) or _edge(one, other.exact) or _cut_to(one.exact, other.exact)


def _edge(open_: _Facts, y: float | None) -> bool:
    """Whether a plain number is the open bound of the other ("51" beside "more than 51"): loosely meant."""
    if y is None or y < ROUND:
        return False
    low, high, low_open, high_open = open_.ends
    return (low_open and low == y) or (high_open and high == y)


def _cut_to(x: float | None, y: float | None) -> bool:
    """Whether a large plain number `x` becomes `y` when its last digits are dropped: 11.5 million and 11 million."""
    if x is None or y is None or not MANY <= y < x or x - y > ROUNDING * y or y != int(y):
        return False
    power = 1
    while y % (power * 10) == 0:
        power *= 10
    return power > 1 and x // power * power == y


def _rounds_to(x: float | None, y: float | None) -> bool:
    """Whether `x`, a plain number, gives the plain number `y` when rounded at its trailing zeros or decimals."""
    if x is None or y is None:
        return False
    if y != int(y):
        return _rounds_in_decimals(x, y)
    if y < ROUND or abs(x - y) > ROUNDING * y:
        return False
    power = 1
    while y % (power * 10) == 0:
        power *= 10
    return power > 1 and x % power != 0 and int(x / power + 0.5) * power == y


def _rounds_in_decimals(x: float, y: float) -> bool:
    """Whether a number with decimals gives the other, which has fewer, when rounded: 3.85 and 3.9."""
    text = f"{y:.6f}".rstrip("0")
    places = len(text) - text.index(".") - 1
    unit = 10.0**-places
    return abs(round(x, 6) - round(x, places)) > EPSILON and abs(x - y) <= unit / 2 + EPSILON


# --- in words ----------------------------------------------------------------------------------------------------------


def number_words(value: Value) -> str:
    """The value in plain words: "over 6,000", "around 2,000", "2,000 to 9,999 (“thousands”)", "12.5 km"."""
    low, high = _bound(value, "low"), _bound(value, "high")
    unit = value.get("unit")
    about = "around " if value.get("about") else ""
    if low is not None and low == high:
        return _with_unit(about, figure(low), unit) if low or unit else "none"
    if low is not None and high is not None:
        named = _NAMED.get((low, high))
        text = _with_unit(about, f"{figure(low)} to {figure(high)}", unit)
        return f"{text} (“{named}”)" if named else text
    if low is not None:
        return _with_unit("over " if value.get("low_open") else "at least ", figure(low), unit)
    if high is not None:
        edge = "nearly " if about else "under " if value.get("high_open") else "at most "
        return _with_unit(edge, figure(high), unit)
    return "some"


def number_reason(value: Value, *, tolerance: float = TOLERANCE) -> str:
    """The value as it enters a reason, with its tolerance shown: "2,000 ± 15 %"."""
    low, high = _bound(value, "low"), _bound(value, "high")
    if value.get("about") and low is not None and low == high:
        return _with_unit("", f"{figure(low)} ± {round(tolerance * 100)} %", value.get("unit"))
    return number_words(value)


def figure(number: float) -> str:
    """A number for a reader: thousands parted by commas, no idle decimals, millions in words."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(number) >= size and round(number / size, 3) == number / size:
            return f"{_plain(number / size)} {name}"
    return _plain(number)


def _plain(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number:,.6f}".rstrip("0").rstrip(".")


_PRINTED = {"percent": "%", "$": "$", "USD": "US$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_BEFORE = frozenset({"$", "US$", "€", "£", "¥"})


def _with_unit(edge: str, number: str, unit: object) -> str:
    if not isinstance(unit, str) or not unit:
        return edge + number
    printed = _PRINTED.get(unit, unit.replace("_", " "))
    if printed in _BEFORE:
        return f"{edge}{printed}{number}"
    if printed == "%":
        return f"{edge}{number} %"
    if printed.endswith(" of age"):
        return f"{edge}{number} {printed.removesuffix(' of age')}{'' if number == '1' else 's'} old"
    plural = "" if number == "1" or not printed.islower() or printed.endswith("s") else "s"
    return f"{edge}{number} {printed}{plural}"
