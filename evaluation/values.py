"""Whether a value of a dossier or a reading equals a value of the gold, by kind. Plain values in, a bool out.

Nothing here imports the rooms: the ruler reads the public contracts as any reader of the JSON would."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from typing import Any

from evaluation.gold import GoldReading, GoldValue

ABOUT = 0.15
"""How far the bounds printed for "about n" may lie from n (contract: "2,000 ± 15 %")."""

_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset("a an the of in at on by to and or near for from with its his her their mr mrs ms dr sir".split())
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DOLLARS = ("$", "USD")


def folded(text: str) -> str:
    """The text in lower case with one kind of quotation mark and dash, as long as the text where lower case allows."""
    swapped = text.translate(_FOLD)
    low = swapped.lower()
    return low if len(low) == len(swapped) else "".join(c if len(c.lower()) != 1 else c.lower() for c in swapped)


def occurrences(text: str, piece: str) -> list[tuple[int, int]]:
    """Every place of a piece in a text, case and kinds of quotation marks aside, as half-open spans in order.

    A place inside a longer word counts only when no place at word borders exists."""
    body, wanted = folded(text), folded(piece)
    found = []
    at = body.find(wanted) if wanted else -1
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = body.find(wanted, at + 1)
    whole = [(a, b) for a, b in found if not _inside_word(body, a) and not _inside_word(body, b)]
    return whole or found


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def tokens(text: str) -> list[str]:
    """The words of a text that carry meaning, folded: no articles, prepositions or forms of address."""
    return [word for word in _WORD.findall(folded(text)) if word not in _EMPTY]


def contained(a: str, b: str) -> bool:
    """Whether the words of one of the two stand, in one run, inside the other; empty texts hold nothing."""
    left, right = tokens(a), tokens(b)
    if len(left) > len(right):
        left, right = right, left
    return bool(left) and any(right[at : at + len(left)] == left for at in range(len(right) - len(left) + 1))


def subset(a: str, b: str) -> bool:
    """Whether the words of one of the two are all among the words of the other, in any order; an empty text never."""
    left, right = set(tokens(a)), set(tokens(b))
    return bool(left) and bool(right) and (left <= right or right <= left)


def equal(kind: str, gold: GoldReading, value: Mapping[str, Any]) -> bool:
    """Whether a claim's value, as the contract prints it for its kind, is the value that the gold reading gives."""
    if kind == "number":
        return isinstance(gold.value, Mapping) and number(gold.value, value) and _unit(gold.unit, value.get("unit"))
    if kind == "time":
        return time(gold.value, value)
    if kind == "status":
        return str(gold.value) == value.get("phase")
    names = {"place": ("name", "within"), "quote": ("text",), "speaker": ("name",), "participant": ("name",)}.get(kind, ("of",))
    return any(alike(str(gold.value), str(one)) for key in names for one in _each(value.get(key)))


def alike(gold: str, said: str) -> bool:
    """Whether two names or quotations are the same as far as words tell: one run inside the other, or all words shared."""
    return contained(gold, said) or subset(gold, said)


def _each(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _unit(gold: str | None, said: object) -> bool:
    if gold is None:
        return True
    return said in _DOLLARS if gold in _DOLLARS else said == gold


def number(gold: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    """Whether bounds equal the gold's `exactly`, `about`, `at_least`, `at_most` or `range`.

    `exactly` n: both bounds n. `about` n: a bound is n, or the bounds lie round n within `ABOUT`. `at_least` n: lower bound n,
    no upper bound. `at_most` n: upper bound n, and a lower bound only of 0 or 1. Open and closed bounds are not told apart."""
    low, high = value.get("low"), value.get("high")
    if "exactly" in gold:
        return _same(low, gold["exactly"]) and _same(high, gold["exactly"])
    if "about" in gold:
        n = float(gold["about"])
        if _same(low, n) or _same(high, n):
            return True
        if low is None or high is None:
            return False
        return bool(n * (1 - ABOUT) - 1e-9 <= low <= n <= high <= n * (1 + ABOUT) + 1e-9)
    if "at_least" in gold:
        return _same(low, gold["at_least"]) and high is None
    if "at_most" in gold:
        return _same(high, gold["at_most"]) and (low is None or low <= 1)
    if "range" in gold:
        return _same(low, gold["range"][0]) and _same(high, gold["range"][1])
    return False


def _same(a: object, b: object) -> bool:
    return isinstance(a, int | float) and isinstance(b, int | float) and math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


# --- times -----------------------------------------------------------------------------------------------------------


def time(gold: GoldValue, value: Mapping[str, Any]) -> bool:
    """Whether a time's `value` (with its `start` and `end`, where given) is the gold's at the gold's precision."""
    wanted = str(next(iter(gold.values()))) if isinstance(gold, Mapping) else gold
    return same_time(wanted, str(value.get("value") or ""), start=value.get("start"), end=value.get("end"))


def same_time(gold: str, said: str, *, start: object = None, end: object = None) -> bool:
    """Whether `said` (ISO or TIMEX3) gives the gold's time at the gold's precision.

    Gold forms: `2025-10`, `2016-11-10`, `2016-11-10T23:00`, `2016-W44`, `T20:45` (any day), `--11-19` and `--12` (any year),
    and a weekday's name with or without a part of the day. A finer answer is cut to the gold's precision; a coarser one is
    wrong, but for an hour on the hour: `T23` is `T23:00`."""
    if not said and not start:
        return False
    if gold.split(" ")[0].lower() in _DAYS:
        return _weekday(said) == _DAYS.index(gold.split(" ")[0].lower()) + 1
    if re.fullmatch(r"\d{4}-W\d{2}", gold):
        return _week(said) == gold or (isinstance(start, str) and isinstance(end, str) and _week(start) == _week(end) == gold)
    day, _, clock = gold.partition("T")
    said_day, _, said_clock = said.partition("T")
    if not said_day.strip("X-") and isinstance(start, str) and day and not day.startswith("--"):
        said_day = start.partition("T")[0]
    if clock and _clock(said_clock) != _clock(clock):
        return False
    if not day:
        return True
    if day.startswith("--"):
        return said_day[4:].startswith("-" + day[2:])
    return said_day == day or said_day.startswith(day + "-")


def _clock(text: str) -> str:
    found = re.match(r"(\d{2})(?::(\d{2}))?", text)
    return f"{found[1]}:{found[2] or '00'}" if found else text


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _weekday(said: str) -> int | None:
    found = re.match(r"(?:\d{4}|X{4})-W(?:\d{2}|XX)-(\d)", said)
    if found:
        return int(found[1])
    day = _day(said)
    return None if day is None else day.isoweekday()


def _week(said: str) -> str | None:
    found = re.match(r"\d{4}-W\d{2}", said)
    if found:
        return found[0]
    day = _day(said)
    if day is None:
        return None
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


# --- names -----------------------------------------------------------------------------------------------------------


def same_speaker(gold: str, said: str) -> bool:
    """Whether two names mean the same speaker: the words of one inside the other, or the same surname of two people.

    A surname is the last word of a name of two to four capitalised words; words in brackets are set aside."""
    wanted, given = (re.sub(r"\([^)]*\)", " ", name) for name in (gold, said))
    if alike(wanted, given):
        return True
    one, two = _person(wanted), _person(given)
    if not one or not two:
        return False
    return one[-1] == two[-1] and (len(one) == 1 or len(two) == 1 or one[0][0] == two[0][0])


def _person(name: str) -> list[str]:
    parts = [word for word in name.split() if tokens(word)]
    if not 1 <= len(parts) <= 4 or not all(word[:1].isupper() for word in parts):
        return []
    return tokens(name)
