"""Warnings about one text under two dates, and about words and speakers that changed on the way from report to report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wireroom.dossier.alarm import Alarm, Case
from wireroom.dossier.drift import Change, Tied
from wireroom.dossier.drift_pair import Pair, Sheet
from wireroom.dossier.storytime import report_day
from wireroom.dossier.told import day_of, own_times
from wireroom.model import Point, Span, Thread, Timex, WarningKind

SLACK = 3
"""Days between the dates of two copies within which "today" and "yesterday" may be stale by a night shift or a weekend."""
WEEK = 7
"""Days between them from which on a weekday means another day."""
FAR = 28
"""Days between a report's date and a full date of its text from which on the text is not of that day's news."""
_DAY = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


def redating(case: Case, known: Tied) -> Iterator[Alarm]:
    """For each tie whose two reports are dated so far apart that the same words for a day mean two days: a warning on the
    report whose date its own text or the rest of the story speaks against, on both where neither does."""
    for tie, found in known.pairs:
        a, b = known.sheets[tie.child], known.sheets[tie.parent]
        first, second = report_day(a.report), report_day(b.report)
        if first is None or second is None or tie.kind == "shared_source" or first == second:
            continue
        words = _one_day(a, b, found, abs((first - second).days)) or _full_day(a, found, first, second)
        if words is None:
            continue
        sides = ((a, words[0], b, words[1]), (b, words[1], a, words[0]))
        doubt = [_doubt(case, sheet, other) for sheet, _, other, _ in sides]
        for (sheet, span, other, there), own, its in zip(sides, doubt, doubt[::-1], strict=True):
            if own >= its:
                day = sheet.report.text[span.start : span.end]
                why = (
                    f"dated {report_day(sheet.report)}, but {other.report.id}, of the same text ({tie.kind}), is dated"
                    f" {report_day(other.report)}: “{day}” cannot be a day of both"
                )
                yield Alarm("misdated", sheet.report.id, span, why, 0.9, (), (other.report.id, there))


def _one_day(a: Sheet, b: Sheet, found: Sequence[Pair], apart: int) -> tuple[Span, Span] | None:
    """The first words for a day that a sentence has in both reports and that mean two days, so many days apart."""
    for pair in found:
        for timex in a.reading.timexes:
            if not (pair.a.span.start <= timex.span.start < pair.a.span.end) or timex.anchor is None:
                continue
            least = WEEK if _WEEKDAY.search(timex.text) else SLACK if _DAY.search(timex.text) else None
            if least is None or apart < least:
                continue
            places = [at for at, token in enumerate(pair.a.tokens) if timex.span.start <= token.start < timex.span.end]
            there = pair.across(places[0], places[-1] + 1, from_a=True) if places else None
            if there is not None:
                return timex.span, pair.b.stretch(*there)
    return None


def _full_day(a: Sheet, found: Sequence[Pair], first: date, second: date) -> tuple[Span, Span] | None:
    """The first full date of a sentence that both reports have and that lies by the one's date and far from the other's."""
    for pair in found:
        for timex in a.reading.timexes:
            day = day_of(timex) if timex.anchor is None and re.search(r"\d{4}", timex.text) else None
            if day is None or not pair.a.span.start <= timex.span.start < pair.a.span.end:
                continue
            near, far = sorted(abs((day - one).days) for one in (first, second))
            places = [at for at, token in enumerate(pair.a.tokens) if timex.span.start <= token.start < timex.span.end]
            there = pair.across(places[0], places[-1] + 1, from_a=True) if places else None
            if near <= WEEK and far >= FAR and there is not None:
                return timex.span, pair.b.stretch(*there)
    return None


def _doubt(case: Case, sheet: Sheet, other: Sheet) -> int:
    """How much speaks against a report's date: two for a full date in its text that lies nearer to the other's, one for more
    reports of the story dated near the other's than near its own."""
    own, its = report_day(sheet.report), report_day(other.report)
    if own is None or its is None:
        return 0
    doubt = 0
    full = [day for timex in _dated(case, sheet) if (day := day_of(timex)) is not None]
    if full and min(abs((day - its).days) for day in full) < min(abs((day - own).days) for day in full):
        doubt += 2
    rest = [report for name, report in case.reports.items() if name not in (sheet.report.id, other.report.id)]
    days = [day for report in rest if (day := report_day(report))]
    near = sum(1 if abs((day - its).days) < abs((day - own).days) else -1 for day in days)
    return doubt + (1 if near > 0 else 0)


def _dated(case: Case, sheet: Sheet) -> list[Timex]:
    return [timex for timex in own_times(case, sheet.report.id) if timex.anchor is None and re.search(r"\d{4}", timex.text)]


def drifted(found: Sequence[tuple[Change, Thread, Sequence[Point]]], stamps: Mapping[str, str]) -> Iterator[Alarm]:
    """An altered quotation, or words given to another speaker, on the way from report to report: on the child where the tie is
    directed, else on the report whose wording fewer print, then on the later one."""
    for change, thread, points in found:
        if thread.kind not in ("quote", "speaker"):
            continue
        by_report = {point.report: point for point in points}
        for tie, drift in change.steps:
            sides = [drift.a, drift.b]
            if drift.a.report not in by_report or drift.b.report not in by_report:
                continue
            if not tie.directed:
                held = {one.words: sum(1 for other in change.marks if other.words == one.words) for one in sides}
                sides.sort(key=lambda one: (held[one.words], _late(stamps.get(one.report)), one.report != drift.a.report))
            ours, theirs = sides
            ids = (by_report[ours.report].id, by_report[theirs.report].id)
            kind: WarningKind = "altered_quote" if thread.kind == "quote" else "speaker_differs"
            why = (
                f"the quotation reads {ours.words} where {theirs.report} has {theirs.words}"
                if thread.kind == "quote"
                else f"gives to {ours.words} the words that {theirs.report} gives to {theirs.words}"
            )
            yield Alarm(kind, ours.report, ours.span, why, 0.9 if drift.grave else 0.8, ids, (theirs.report, theirs.span))


def _late(stamp: str | None) -> int:
    return -date.fromisoformat(stamp[:10]).toordinal() if stamp and len(stamp) >= 10 else 0
