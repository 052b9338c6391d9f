"""Warnings about dates: a report's own date against its text and against the other reports, and events before their cause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, Line, WarnRules, several
from wireroom.dossier.precedence import presupposes, turned_round
from wireroom.dossier.storytime import bounds, report_day, story_day
from wireroom.dossier.told import day_of, days_of, looks_ahead, looks_ahead_from_the_past, looks_back, own_times, shown
from wireroom.model import Report, Span, Timex

_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_MONTH_DAY = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\b", re.IGNORECASE)
Spoken = dict[date, list[tuple[str, Line]]]
"""Single days, each with the reports and the sentences that speak of it."""
SHARED = 2
"""Content words that two sentences of different reports must share before a weekday in the one is held against the other."""
NEAR = timedelta(days=14)
"""How far from a report's date its weekdays are looked at."""
AHEAD = timedelta(days=120)
"""How far ahead of its date a report may tell of as past and still be taken for misdated rather than for another year."""
TOGETHER = timedelta(days=60)
"""Within how many days the dated reports of a story must lie for one far from them to be called misdated."""


def dating(case: Case, rules: WarnRules) -> Iterator[Alarm]:
    """Every alarm of misdated and anachronism, in order of report; a report may have several."""
    spoken = _spoken_days(case)
    days = sorted((day, name) for name, report in case.reports.items() if (day := report_day(report)) is not None)
    latest = {name: found for name in case.reports if (found := _latest(case, name)) is not None}
    for name, report in case.reports.items():
        yield from _impossible(case, report)
        yield from _weekdays(case, report, spoken)
        yield from _later_than_issued(case, report)
        yield from _before_the_event(case, report, spoken)
        yield from _issued_far_off(case, report, days, rules)
        yield from turned_round(case, report, rules)
        told = _tells_of(case, name)
        if told is not None and (alarm := _far_off(case, report, told, latest, rules)) is not None:
            yield alarm
            yield from presupposes(case, report, told, rules)


# --- the report's date against its own text ----------------------------------------------------------------------------


def _impossible(case: Case, report: Report) -> Iterator[Alarm]:
    """A date of publication that is at odds with another date that the report gives for itself, by two days or more."""
    stated = report.published.value
    if report.published.conflict is None:
        return
    others = [one for one in report.published.others if one.value != stated]
    far = [one for one in others if one.value is None or not stated or _apart(stated, one.value) >= 2]
    if far:
        span = next((one.span for one in far if one.span is not None), None) or _opening(case, report)
        yield Alarm("misdated", report.id, span, f"its dates disagree: {report.published.conflict}", 0.7)


def _apart(a: str, b: str) -> int:
    """Days between two stamps at the precision that both have."""
    size = min(len(a), len(b), 10)
    one, two = bounds(a[:size])[0], bounds(b[:size])[0]
    return abs((date.fromisoformat(one) - date.fromisoformat(two)).days) if one and two else 0


def _opening(case: Case, report: Report) -> Span:
    lines = [line for line in case.lines[report.id] if line.part in OWN_WORDS] or list(case.lines[report.id])
    return lines[0].span if lines else Span(0, 0)


def _later_than_issued(case: Case, report: Report) -> Iterator[Alarm]:
    """A full date in the text, told as past, two days or more after the report was issued."""
    issued = report_day(report)
    if issued is None:
        return
    for timex in own_times(case, report.id):
        day = day_of(timex) if timex.anchor is None and re.search(r"\d{4}", timex.text) else None
        line = case.line_at(report.id, timex.span.start)
        if day is None or line is None or day < issued + timedelta(days=2):
            continue
        if looks_back(report.text, line, timex):
            why = f"dated {shown(issued)}, but its text tells of {shown(day)}"
            yield Alarm("misdated", report.id, timex.span, why, 0.8)
            return


def _before_the_event(case: Case, report: Report, spoken: Spoken) -> Iterator[Alarm]:
    """A day and month told as past that, in the year of issue, lie ahead of the report, on a day that dated reports issued
    later tell of too."""
    issued = report_day(report)
    if issued is None:
        return
    for timex in own_times(case, report.id):
        day = day_of(timex)
        line = case.line_at(report.id, timex.span.start)
        if day is None or line is None or not _MONTH_DAY.search(timex.text) or re.search(r"\d{4}", timex.text):
            continue
        coming = next((one for one in _years(day, issued) if timedelta(days=2) <= one - issued <= AHEAD), None)
        if coming is None or not looks_back(report.text, line, timex):
            continue
        heard = sorted({name for name, _ in spoken.get(coming, ()) if (report_day(case.reports[name]) or issued) >= coming})
        if heard:
            others = several(_in_time(case, heard))
            why = f"dated {shown(issued)}, but tells of {timex.text} as past, which in {others} is {shown(coming)}"
            yield Alarm("misdated", report.id, timex.span, why, 0.9)
            return


def _in_time(case: Case, reports: Sequence[str]) -> list[str]:
    """Reports in the order of their dates."""
    return sorted(reports, key=lambda name: (case.reports[name].published.value or "~", name))


def _years(day: date, issued: date) -> Iterator[date]:
    """A day of the year as it falls in the year of issue and in the next."""
    for year in (issued.year, issued.year + 1):
        with suppress(ValueError):
            yield day.replace(year=year)


def _weekdays(case: Case, report: Report, spoken: Spoken) -> Iterator[Alarm]:
    """A weekday that, counted from the report's date, falls on a day of which no other report speaks, while they do speak of
    the same weekday a week off, on the wrong side of the date: told as past and yet to come, or the other way round."""
    issued = report_day(report)
    if issued is None:
        return
    for timex in own_times(case, report.id):
        day = day_of(timex)
        line = case.line_at(report.id, timex.span.start)
        if day is None or line is None or timex.anchor != "t0" or not _WEEKDAY.search(timex.text) or abs(day - issued) > NEAR:
            continue
        if any(name != report.id for name, _ in spoken.get(day, ())):
            continue
        if day == issued:
            continue
        past = day < issued
        if looks_back(report.text, line, timex) != past or looks_ahead_from_the_past(report.text, line, timex):
            continue
        other = day + timedelta(days=7 if past else -7)
        if past != (other > issued):
            continue
        heard = sorted(
            {name for name, there in spoken.get(other, ()) if name != report.id and len(there.words & line.words) >= SHARED}
        )
        if heard:
            tells = f"tells of {timex.text} as past" if past else f"looks forward to {timex.text}"
            why = f"dated {shown(issued)}, but {tells}, which in {several(_in_time(case, heard))} is {shown(other)}"
            yield Alarm("misdated", report.id, timex.span, why, 0.9)
            return


def _spoken_days(case: Case) -> Spoken:
    """The single days that the reports speak of, each with the reports and the sentences that do; not a relative time that
    was taken for a past one where the sentence looks ahead, or the other way round."""
    found: Spoken = defaultdict(list)
    for name in case.reports:
        for timex in own_times(case, name):
            day, line = day_of(timex), case.line_at(name, timex.span.start)
            if day is None or line is None:
                continue
            issued = report_day(case.reports[name])
            if issued and timex.anchor == "t0":
                text = case.reports[name].text
                if (looks_back if day > issued else looks_ahead)(text, line, timex):
                    continue
                if looks_ahead_from_the_past(text, line, timex):
                    continue
            found[day].append((name, line))
    return found


# --- the report's date against the story -------------------------------------------------------------------------------


def _issued_far_off(case: Case, report: Report, days: Sequence[tuple[date, str]], rules: WarnRules) -> Iterator[Alarm]:
    """A report issued far from all others, which lie close together. `days` are those of all, in order."""
    issued = report_day(report)
    others = [day for day, name in days if name != report.id]
    if issued is None or len(others) < 2 or others[-1] - others[0] > TOGETHER:
        return
    gap = min(abs((issued - day).days) for day in others)
    if gap >= rules.far_days:
        why = f"dated {shown(issued)}, {gap} days from every other report of the story"
        yield Alarm("misdated", report.id, _opening(case, report), why, 0.85)


def _tells_of(case: Case, report: str) -> tuple[date, Timex] | None:
    """The day that an undated report tells of: the latest of its full dates, when no other time in it lies later."""
    if report_day(case.reports[report]) is not None:
        return None
    times = [(days, timex) for timex in own_times(case, report) if timex.anchor is None and (days := days_of(timex))]
    full = [(days[0], timex) for days, timex in times if days[0] == days[1] and timex.type in {"DATE", "TIME"}]
    if not full:
        return None
    day, timex = max(full, key=lambda pair: (pair[0], -pair[1].span.start))
    return None if any(days[0] > day for days, _ in times) else (day, timex)


def _latest(case: Case, report: str) -> date | None:
    """The latest day that a report is known to have been written after: its own date, else the latest month it names."""
    issued = report_day(case.reports[report])
    if issued is not None:
        return issued
    ends = [days[1] for timex in own_times(case, report) if (days := days_of(timex)) and (days[1] - days[0]).days <= 31]
    return max(ends, default=None)


def _far_off(case: Case, report: Report, told: tuple[date, Timex], latest: dict[str, date], rules: WarnRules) -> Alarm | None:
    """An undated report whose day lies far from the day of every other report that has one."""
    day, timex = told
    others = {name: found for name, found in latest.items() if name != report.id}
    if not others:
        return None
    nearest = min(sorted(others), key=lambda name: abs((others[name] - day).days))
    gap = abs((others[nearest] - day).days)
    if gap < rules.far_days:
        return None
    middle = story_day(case.reports.values())
    against = f"; the dated reports are of {shown(middle)}" if middle else ""
    next_ = f"{nearest}: {shown(others[nearest])}"
    why = f"tells of {shown(day)}, {gap} days from the nearest date of another report ({next_}){against}"
    return Alarm("misdated", report.id, timex.span, why, 0.95)
