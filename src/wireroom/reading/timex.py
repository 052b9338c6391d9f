"""Time expressions of one report: found over the words, resolved in reading order against the report's date and each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.model import Span, Timex
from wireroom.reading.atom import Atoms
from wireroom.reading.calendar import Day, parsed
from wireroom.reading.timex_match import matches
from wireroom.reading.timex_rules import Found, Meaning, TimexRules, timex_rules
from wireroom.reading.timex_tense import tense_at
from wireroom.reading.timex_value import end_of, quarter_of, value_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["TimexRules", "tag_timexes", "timex_rules"]


def tag_timexes(doc: Doc, *, anchor: str | None, rules: TimexRules, atoms: Atoms | None = None) -> tuple[Timex, ...]:
    """The time expressions of a parsed text in order, none overlapping, ids `t1`, `t2`, ….

    `anchor` is the report's date, an ISO string of any precision, or None: then what is relative stays underspecified
    (`XXXX-WXX-1`, `XXXX-10`, `XXXX-XX-XX`, `T20:45`). Types and values after TIMEX3 (TimeML 1.2.1). A day without a year and a
    weekday go back or ahead by the tense of the verb above them; "the previous day" counts from the day last told of. In a
    text that tells of years long past, a day without a year belongs to the year last named. `atoms` are
    those of `doc` where they are at hand."""
    atoms = atoms if atoms is not None else Atoms(doc)
    found = tuple(matches(atoms, rules))
    told = _Told(parsed(anchor), rules)
    told.history = _is_history(found, told.report, rules)
    return tuple(_timex(atoms, match, f"t{number}", number, told) for number, match in enumerate(found, 1))


def _timex(atoms: Atoms, match: Found, identity: str, number: int, told: _Told) -> Timex:
    first, last = atoms[match.start], atoms[match.end - 1]
    told.enter(atoms.sentence(first.token)[0])
    meaning = told.placed(match.meaning)
    resolved = value_of(
        meaning,
        report=told.report,
        told=told.base(meaning),
        sentence=told.sentence_day,
        quarter=told.quarter if number - told.quarter_number <= told.rules.quarter_reach else None,
        tense=tense_at(atoms.doc[last.token]) if _asks(meaning) else None,
        rules=told.rules,
    )
    reference = {"report": "t0", "story": told.sentence_id or told.id, None: None}[resolved.anchored]
    if not (told.history and resolved.anchored == "report"):
        told.tell(meaning, resolved.value, identity, number)
    text = atoms.text[first.start : last.end]
    return Timex(identity, Span(first.start, last.end), text, meaning.type, resolved.value, meaning.mod, reference)


class _Told:
    """What the text has told so far: the day last named, the date of any precision, the quarter, the day of the sentence."""

    def __init__(self, report: Day | None, rules: TimexRules) -> None:
        self.report, self.rules = report, rules
        self.day: Day | None = None
        self.id: str | None = None
        self.lately: Day | None = None
        self.quarter: Day | None = None
        self.quarter_number = 0
        self.sentence = -1
        self.sentence_day: Day | None = None
        self.sentence_id: str | None = None
        self.history = False

    def enter(self, sentence: int) -> None:
        """Go on to the sentence that begins at this token."""
        if sentence != self.sentence:
            self.sentence, self.sentence_day, self.sentence_id = sentence, None, None

    def placed(self, meaning: Meaning) -> Meaning:
        """The meaning with the year last named, where history is told and none is said; "the month" is then that last told."""
        named = meaning.month is not None or meaning.season is not None or meaning.holiday is not None
        if not self.history or self.lately is None or meaning.value is not None:
            return meaning
        if named and meaning.year is None and meaning.year_on is None and meaning.lean is None:
            return meaning.with_(year=self.lately.year)
        close = meaning.unit in ("M", "Y") and meaning.count == 0 and meaning.origin == "report"
        return meaning.with_(origin="story") if close else meaning

    def base(self, meaning: Meaning) -> Day | None:
        """The time from which "the following year" and "the next day" count: as precise as they need."""
        known = self.lately
        if meaning.unit == "Y" or (meaning.unit == "M" and known is not None and known.month is not None):
            return known
        return self.day

    def tell(self, meaning: Meaning, value: str, identity: str, number: int) -> None:
        """Take note of a time that was told. What is counted back from it ("a year earlier") is no new ground."""
        named = quarter_of(value)
        if named is not None and meaning.quarter is not None and meaning.year_on is None and _over(named, self.report):
            self.quarter, self.quarter_number = named, number
        there = end_of(value) if meaning.type in ("DATE", "TIME") and meaning.unit not in ("Y", "Q") else None
        if there is None:
            return
        self.lately = there
        if there.day is not None or self.day is None or self.day.day is None:
            self.day, self.id = there, identity
            if there.day is not None:
                self.sentence_day, self.sentence_id = there, identity


def _is_history(found: tuple[Found, ...], report: Day | None, rules: TimexRules) -> bool:
    """Whether most dates with their year lie well before the report, enough are told to say so, and few as news is told."""
    years = [match.meaning.year for match in found if match.meaning.year is not None and match.meaning.month is not None]
    fresh = sum(match.meaning.weekday is not None or match.meaning.unit == "D" for match in found)
    if report is None or len(years) < rules.history_years or 2 * fresh > len(years):
        return False
    return sum(year < report.year - 1 for year in years) >= rules.history_share * len(years)


def _asks(meaning: Meaning) -> bool:
    """Whether the tense of the verb can change the value."""
    return meaning.value is None and meaning.unit in (None, "WE") and meaning.year is None


def _over(quarter: Day, report: Day | None) -> bool:
    """Whether a quarter is over at the report's date, so that its results can be told."""
    if report is None or report.month is None:
        return True
    return (quarter.year, (quarter.month or 1) + 2) < (report.year, report.month)
