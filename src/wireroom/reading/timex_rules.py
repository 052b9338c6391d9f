"""What the time tagger knows: the time words of a language and its few thresholds, and what a matched expression means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from wireroom.model import TimexType
from wireroom.reading.quantity_number import NumberWords, number_words

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True)
class TimexRules:
    """The lexicon of times with thresholds. `phrases` maps a first word to longer phrases, longest first, with their value.

    `day_first`: 10/11/2016 is 10 November; else the American 11 October. A number above 12 settles the order whatever it says.
    `far` days: a bare month or day is taken as coming, although the verb is past, when the past one lies further back than
    this and the coming one is nearer than `soon` days ("announced a meeting on Nov. 15" of Nov. 1). `quarter_reach`: "a year
    earlier" and "the quarter" speak of a quarter named at most so many time expressions before, as in a company's results.
    A text is history when at least `history_years` months or days are told with their year and `history_share` of them lie
    more than a year before it. All were set by eye on TimeBank and WikiWars. `starters` are the words that can begin a time."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    ambiguous: frozenset[str]
    parts: Mapping[str, str]
    clocks: Mapping[str, int]
    seasons: Mapping[str, str]
    units: Mapping[str, str]
    plurals: Mapping[str, str]
    sets: Mapping[str, str]
    durations: Mapping[str, str]
    references: Phrases
    holidays: Phrases
    zones: frozenset[str]
    zone_phrases: Phrases
    numbers: NumberWords
    starters: frozenset[str] = frozenset()
    day_first: bool = False
    far: int = 300
    soon: int = 45
    quarter_reach: int = 6
    history_years: int = 3
    history_share: float = 0.7

    def unit(self, word: str) -> str | None:
        """The TIMEX3 unit of a word, singular or plural."""
        return self.units.get(self.plurals.get(word, word))


def _phrases(table: Mapping[str, str]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, value in table.items():
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, value))
    return {word: tuple(sorted(group, key=lambda item: (-len(item[0]), item[0]))) for word, group in found.items()}


def _spoken(table: Mapping[str, str]) -> dict[str, str]:
    """Phrases as atoms stand: "'s" is two atoms, and so is "st."."""
    return {phrase.replace("'s", "' s").replace("st.", "st ."): value for phrase, value in table.items()}


def timex_rules(lexicons: Mapping[str, Mapping[str, Any]]) -> TimexRules:
    """The rules of `times.toml` and `numbers.toml`."""
    times = lexicons["times"]
    rules = TimexRules(
        months=times["months"],
        weekdays=times["weekdays"],
        ambiguous=frozenset(times["ambiguous"]["words"]),
        parts=times["parts"],
        clocks=times["clocks"],
        seasons=times["seasons"],
        units=times["units"],
        plurals=times["plurals"],
        sets=times["sets"],
        durations=times["durations"],
        references=_phrases(times["references"]),
        holidays=_phrases(_spoken(times["holidays"])),
        zones=frozenset(times["zones"]["words"]),
        zone_phrases=_phrases(dict.fromkeys(times["zones"]["phrases"], "zone")),
        numbers=number_words(lexicons["numbers"]),
    )
    return replace(rules, starters=_starters(rules))


_OPENERS = frozenset(
    "the a an this that these those last past previous preceding next coming following upcoming current same latest "
    "early earlier late later mid end beginning start middle midway close latter shortly just right soon around about "
    "approximately roughly nearly almost before after more well over at no up as less fewer under some several few "
    "many numerous countless another each every per half quarter today yesterday tomorrow tonight q fiscal fy "
    "financial calendar first final initial small wee predawn pre first twenties thirties forties fifties sixties "
    "seventies eighties nineties ad a.d. comparable corresponding year month week day fourth".split()
)


def _starters(rules: TimexRules) -> frozenset[str]:
    """Every word with which a time expression can begin: any other word is passed over at once."""
    found: set[str] = set(_OPENERS)
    for table in (
        rules.months,
        rules.weekdays,
        rules.parts,
        rules.clocks,
        rules.seasons,
        rules.units,
        rules.plurals,
        rules.sets,
        rules.durations,
    ):
        found.update(table)
    found.update(f"{day}s" for day in rules.weekdays)
    found.update(rules.references, rules.holidays)
    numbers = rules.numbers
    for words in (numbers.cardinals, numbers.scales, numbers.groups, numbers.ordinals, numbers.vague, numbers.vague_before):
        found.update(words)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means before it is anchored.

    `value` is a finished TIMEX3 value. Otherwise the calendar parts that are said (`year` … `holiday`), or `unit` with
    `count`: so many units on from `origin` (`report`, its own date; `story`, the time last spoken of). `lean` is -1 for
    "last", 0 for "this", 1 for "next", None when the verb decides. `part`, `hour` and `minute` cut the day."""

    type: TimexType = "DATE"
    value: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    holiday: str | None = None
    unit: str | None = None
    count: int = 0
    origin: str = "report"
    lean: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    mod: str | None = None
    year_on: int | None = None
    """"March last year": years on from the report's."""

    def with_(self, **changes: Any) -> Meaning:
        """The same with some fields changed."""
        return replace(self, **changes)

    @property
    def daily(self) -> bool:
        """Whether it names a day, known or not."""
        return bool(self.day or self.weekday or self.holiday or (self.unit == "D" and self.value is None))


@dataclass(frozen=True, slots=True)
class Found:
    """A match: atoms `[start, end)` and what they mean."""

    start: int
    end: int
    meaning: Meaning
