"""Time expressions of one report: found over the words, resolved in reading order against the report's date and each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wireroom.model import Span, Timex
from wireroom.reading.atom import Atoms
from wireroom.reading.calendar import Day, parsed
from wireroom.reading.timex_match import matches
from wireroom.reading.timex_rules import Meaning, TimexRules, timex_rules
from wireroom.reading.timex_tense import tense_at
from wireroom.reading.timex_value import end_of, quarter_of, value_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["TimexRules", "tag_timexes", "timex_rules"]


def tag_timexes(doc: Doc, *, anchor: str | None, rules: TimexRules) -> tuple[Timex, ...]:
    """The time expressions of a parsed text in order, none overlapping, ids `t1`, `t2`, ….

    `anchor` is the report's date, an ISO string of any precision, or None: then what is relative stays underspecified
    (`XXXX-WXX-1`, `XXXX-10`, `XXXX-XX-XX`, `T20:45`). Types and values after TIMEX3 (TimeML 1.2.1). A day without a year and a
    weekday go back or ahead by the tense of the verb above them; "the previous day" counts from the day last told of."""
    atoms = Atoms(doc)
    report = parsed(anchor)
    found: list[Timex] = []
    told: Day | None = None
    lately: Day | None = None
    told_id: str | None = None
    quarter: Day | None = None
    quarter_told = 0
    sentence_start, sentence_day, sentence_id = -1, None, None
    for number, match in enumerate(matches(atoms, rules), 1):
        first, last = atoms[match.start], atoms[match.end - 1]
        start = atoms.sentence(first.token)[0]
        if start != sentence_start:
            sentence_start, sentence_day, sentence_id = start, None, None
        resolved = value_of(
            match.meaning,
            report=report,
            told=lately
            if match.meaning.unit in ("Y", "M") and lately is not None and (match.meaning.unit == "Y" or lately.month)
            else told,
            sentence=sentence_day,
            quarter=quarter if number - quarter_told <= rules.quarter_reach else None,
            tense=tense_at(doc[last.token]) if _asks(match.meaning) else None,
            rules=rules,
        )
        identity = f"t{number}"
        reference = {"report": "t0", "story": sentence_id or told_id, None: None}[resolved.anchored]
        span = Span(first.start, last.end)
        found.append(
            Timex(
                identity,
                span,
                atoms.text[span.start : span.end],
                match.meaning.type,
                resolved.value,
                match.meaning.mod,
                reference,
            )
        )
        if (
            (named := quarter_of(resolved.value)) is not None
            and match.meaning.quarter is not None
            and match.meaning.year_on is None
            and _over(named, report)
        ):
            quarter, quarter_told = named, number
        there = end_of(resolved.value) if match.meaning.type in ("DATE", "TIME") else None
        if there is not None and match.meaning.unit not in ("Y", "Q"):
            lately = there
        if (
            there is not None
            and match.meaning.unit not in ("Y", "Q")
            and (there.day is not None or told is None or told.day is None)
        ):
            told, told_id = there, identity
            if there.day is not None:
                sentence_day, sentence_id = there, identity
    return tuple(found)


def _asks(meaning: Meaning) -> bool:
    """Whether the tense of the verb can change the value."""
    return meaning.value is None and meaning.unit in (None, "WE") and meaning.year is None


def _over(quarter: Day, report: Day | None) -> bool:
    """Whether a quarter is over at the report's date, so that its results can be told."""
    if report is None or report.month is None:
        return True
    return (quarter.year, (quarter.month or 1) + 2) < (report.year, report.month)
