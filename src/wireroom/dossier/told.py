"""Days that a report's own words speak of, and whether it speaks of them as past or as to come."""

from __future__ import annotations

import re
from datetime import date

from wireroom.dossier.alarm import OWN_WORDS, Case, Line
from wireroom.dossier.storytime import bounds
from wireroom.model import Timex

CLAUSE = re.compile(r"[,;:]|\b(?:who|which|that|said|says|told|when|while|and|but|where)\b", re.IGNORECASE)
"""Where a clause may end: what stands before it does not bear on a time that stands after it."""
_AHEAD = re.compile(
    r"\b(?:will|would|shall|(?:to|[’']ll) be|(?:is|are|was|were|am|plans?|hopes?|wants?|set|likely|going) (?:to|for|on|by|in)|"
    r"until|till|due|slated|scheduled|planned|expected|next|coming|upcoming|ahead of|from|starting|beginning)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|has|have been|went|took|came|left|fell|broke|began|held|made|hit|shot|met|sank|rose|\w{2,}ed)\b",
    re.IGNORECASE,
)


_FUTURE_IN_PAST = re.compile(
    r"\b(?:was|were|had been)\s+(?:\w+\s+)?(?:to|due|set|slated|scheduled|planned|expected|meant|supposed)\b|\bwould\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:stays?|remains?|keeps?|is|are|be|being)\s+(?:\w+ly\s+)?\w+ed\b", re.IGNORECASE)


def days_of(timex: Timex) -> tuple[date, date] | None:
    """First and last day of a time expression that names days, months or years; None for all else."""
    if timex.type not in {"DATE", "TIME"}:
        return None
    start, end = bounds(timex.value, timex.mod)
    if not start or not end or start.startswith("T"):
        return None
    return date.fromisoformat(start[:10]), date.fromisoformat(end[:10])


def day_of(timex: Timex) -> date | None:
    """The day of a time expression that names one day, or a time of it."""
    found = days_of(timex)
    return found[0] if found and found[0] == found[1] else None


def own_times(case: Case, report: str) -> list[Timex]:
    """The time expressions in the words that the report answers for."""
    return [timex for timex in case.readings[report].timexes if case.part_at(report, timex.span.start) in OWN_WORDS]


def shown(day: date) -> str:
    """A day as ISO 8601 has it."""
    return day.isoformat()


def looks_ahead(text: str, line: Line, timex: Timex) -> bool:
    """Whether a sentence speaks of a time as yet to come: by the words of its clause before the time."""
    return bool(_AHEAD.search(_clause(text, line, timex)))


def looks_back(text: str, line: Line, timex: Timex) -> bool:
    """Whether a sentence speaks of a time as past: a past form in it, and no word of what is to come in the time's clause."""
    return not looks_ahead(text, line, timex) and bool(_PAST.search(_PRESENT.sub("", text[line.span.start : line.span.end])))


def looks_ahead_from_the_past(text: str, line: Line, timex: Timex) -> bool:
    """Whether a time was to come when something past was: "was due on Monday" may be of the last Monday or of the next."""
    return bool(_FUTURE_IN_PAST.search(_clause(text, line, timex)))


def _clause(text: str, line: Line, timex: Timex) -> str:
    """The words of the time's clause before it, and the time's own."""
    start = line.span.start
    for found in CLAUSE.finditer(text, start, timex.span.start):
        start = found.end()
    return text[start : timex.span.end]
