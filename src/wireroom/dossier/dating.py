"""Warnings about dates: a report's own date against its text and against the other reports, and events before their cause."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, Line, WarnRules, listed
from wireroom.dossier.aspect import STOPWORDS, content_words
from wireroom.dossier.storytime import bounds, report_day, story_day
from wireroom.model import Report, Span, Timex

_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|to be|until|till|by|due|expected|scheduled|planned|set to|next|coming|from)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:]|\b(?:who|which|that|said|says|told|when|while|and|but|where)\b", re.IGNORECASE)
Spoken = dict[date, list[tuple[str, Line]]]
"""Single days, each with the reports and the sentences that speak of it."""
SHARED = 2
"""Content words that two sentences of different reports must share before a weekday in the one is held against the other."""
PRESUPPOSED = 3
"""Content words that a sentence of remembrance must share with the one of another report that dates what it presupposes."""
NEAR = timedelta(days=14)
"""How far from a report's date its weekdays are looked at."""
LATER = timedelta(days=30)
"""How much later than the telling what is presupposed must be dated: dates known to the month are otherwise too coarse."""
TOGETHER = timedelta(days=60)
"""Within how many days the dated reports of a story must lie for one far from them to be called misdated."""


def dating(case: Case, rules: WarnRules) -> Iterator[Alarm]:
    """Every alarm of misdated and anachronism, in order of report; a report may have several."""
    spoken = _spoken_days(case)
    latest = {name: found for name in case.reports if (found := _latest(case, name)) is not None}
    for name, report in case.reports.items():
        yield from _impossible(case, report)
        yield from _weekdays(case, report, spoken)
        yield from _later_than_issued(case, report)
        yield from _issued_far_off(case, report, rules)
        yield from _turned_round(case, report, rules)
        told = _tells_of(case, name)
        if told is not None and (alarm := _far_off(case, report, told, latest, rules)) is not None:
            yield alarm
            yield from _presupposes(case, report, told, rules)


def _days(timex: Timex) -> tuple[date, date] | None:
    """First and last day of a time expression that names days, months or years; None for all else."""
    if timex.type not in {"DATE", "TIME"}:
        return None
    start, end = bounds(timex.value, timex.mod)
    if not start or not end or start.startswith("T"):
        return None
    return date.fromisoformat(start[:10]), date.fromisoformat(end[:10])


def _day(timex: Timex) -> date | None:
    """The day of a time expression that names one day, or a time of it."""
    found = _days(timex)
    return found[0] if found and found[0] == found[1] else None


def _own(case: Case, report: str) -> list[Timex]:
    """The time expressions in the words that the report answers for."""
    return [timex for timex in case.readings[report].timexes if case.part_at(report, timex.span.start) in OWN_WORDS]


def _shown(day: date) -> str:
    return day.isoformat()


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
    for timex in _own(case, report.id):
        day = _day(timex) if timex.anchor is None and re.search(r"\d{4}", timex.text) else None
        line = case.line_at(report.id, timex.span.start)
        if day is None or line is None or day < issued + timedelta(days=2):
            continue
        if not _AHEAD.search(report.text, line.span.start, line.span.end):
            why = f"dated {_shown(issued)}, but its text tells of {_shown(day)}"
            yield Alarm("misdated", report.id, timex.span, why, 0.8)
            return


def _weekdays(case: Case, report: Report, spoken: Spoken) -> Iterator[Alarm]:
    """A weekday that, counted from the report's date, falls on a day of which no other report speaks, while they do speak of
    the same weekday a week off, on the wrong side of the date: told as past and yet to come, or the other way round."""
    issued = report_day(report)
    if issued is None:
        return
    for timex in _own(case, report.id):
        day = _day(timex)
        line = case.line_at(report.id, timex.span.start)
        if day is None or line is None or timex.anchor != "t0" or not _WEEKDAY.search(timex.text) or abs(day - issued) > NEAR:
            continue
        if any(name != report.id for name, _ in spoken.get(day, ())):
            continue
        past = day <= issued
        other = day + timedelta(days=7 if past else -7)
        if past != (other > issued):
            continue
        heard = sorted(
            {name for name, there in spoken.get(other, ()) if name != report.id and len(there.words & line.words) >= SHARED}
        )
        if heard:
            tells = f"tells of {timex.text} as past" if past else f"looks forward to {timex.text}"
            why = f"dated {_shown(issued)}, but {tells}, which in {listed(heard)} is {_shown(other)}"
            yield Alarm("misdated", report.id, timex.span, why, 0.9)
            return


def _spoken_days(case: Case) -> Spoken:
    """The single days that the reports speak of, each with the reports and the sentences that do."""
    found: Spoken = defaultdict(list)
    for name in case.reports:
        for timex in _own(case, name):
            day, line = _day(timex), case.line_at(name, timex.span.start)
            if day is not None and line is not None:
                found[day].append((name, line))
    return found


# --- the report's date against the story -------------------------------------------------------------------------------


def _issued_far_off(case: Case, report: Report, rules: WarnRules) -> Iterator[Alarm]:
    """A report issued far from all others, which lie close together."""
    issued = report_day(report)
    others = sorted(day for one in case.reports.values() if one.id != report.id and (day := report_day(one)) is not None)
    if issued is None or len(others) < 2 or others[-1] - others[0] > TOGETHER:
        return
    gap = min(abs((issued - day).days) for day in others)
    if gap >= rules.far_days:
        why = f"dated {_shown(issued)}, {gap} days from every other report of the story"
        yield Alarm("misdated", report.id, _opening(case, report), why, 0.85)


def _tells_of(case: Case, report: str) -> tuple[date, Timex] | None:
    """The day that an undated report tells of: the latest of its full dates, when no other time in it lies later."""
    if report_day(case.reports[report]) is not None:
        return None
    times = [(days, timex) for timex in _own(case, report) if timex.anchor is None and (days := _days(timex))]
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
    ends = [days[1] for timex in _own(case, report) if (days := _days(timex)) and (days[1] - days[0]).days <= 31]
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
    against = f"; the dated reports are of {_shown(middle)}" if middle else ""
    next_ = f"{nearest}: {_shown(others[nearest])}"
    why = f"tells of {_shown(day)}, {gap} days from the nearest date of another report ({next_}){against}"
    return Alarm("misdated", report.id, timex.span, why, 0.95)


# --- what must have come before ----------------------------------------------------------------------------------------


def _presupposes(case: Case, report: Report, told: tuple[date, Timex], rules: WarnRules) -> Iterator[Alarm]:
    """A dated telling that honours, answers or follows what another report dates a month or more later."""
    if not rules.presupposing:
        return
    day, timex = told
    taken = re.compile(r"\b(?:" + "|".join(re.escape(word) for word in rules.presupposing) + r")\b", re.IGNORECASE)
    lines = case.lines[report.id]
    here = [number for number, line in enumerate(lines) if line.span.start <= timex.span.start < line.span.end]
    best: tuple[int, str, Line, date, re.Match[str]] | None = None
    for number in here:
        for line in lines[max(0, number - 1) : number + 2]:
            cue = taken.search(report.text, line.span.start, line.span.end)
            found = _dated_later(case, report.id, _after(report, line, cue), day, taken) if cue else None
            if cue and found and (best is None or found[0] > best[0]):
                best = (*found, cue)
    if best is not None:
        _, other, line, when, cue = best
        about = case.text(other, line.span)
        why = (
            f"what it tells of {_shown(day)} presupposes ({cue.group().lower()}) what {other} dates to {_shown(when)[:7]}: "
            f"“{' '.join(about.split()[:14])}…”"
        )
        yield Alarm("anachronism", report.id, Span(*cue.span()), why, 0.9)


def _after(report: Report, line: Line, cue: re.Match[str]) -> frozenset[str]:
    """The content lemmas of what a sentence presupposes: the words after its cue."""
    return frozenset(content_words(report.text[cue.end() : line.span.end], STOPWORDS))


def _dated_later(
    case: Case, report: str, words: frozenset[str], day: date, taken: re.Pattern[str]
) -> tuple[int, str, Line, date] | None:
    """The sentence of another report that has most of the words and is dated clearly after the day, the earliest of several;
    not one that speaks of the same remembrance."""
    found = []
    for name in case.reports:
        if name == report:
            continue
        for timex in _own(case, name):
            days, there = _days(timex), case.line_at(name, timex.span.start)
            if there is None or taken.search(case.reports[name].text, there.span.start, there.span.end):
                continue
            if days and days[0] > day + LATER and (days[1] - days[0]).days <= 31:
                found.append((len(there.words & words), name, there, days[0]))
    best = min(found, key=lambda one: (-one[0], one[3], one[1], one[2].span.start), default=None)
    return best if best and best[0] >= PRESUPPOSED else None


def _turned_round(case: Case, report: Report, rules: WarnRules) -> Iterator[Alarm]:
    """One sentence that puts a day "after" a later day: "On 3 May … after the vote of 5 May"."""
    after = re.compile(r"\b(?:" + "|".join(re.escape(word) for word in rules.after) + r")\b", re.IGNORECASE)
    times = [(day, timex) for timex in _own(case, report.id) if (day := _day(timex)) is not None]
    for (first, one), (second, two) in pairwise(times):
        line = case.line_at(report.id, one.span.start)
        if line is None or two.span.start >= line.span.end or second < first + timedelta(days=1):
            continue
        cue = after.search(report.text, one.span.end, two.span.start)
        if cue is None or _CLAUSE.search(report.text, cue.end(), two.span.start) or not _absolute(one, two):
            continue
        why = f"puts {one.text} ({_shown(first)}) {cue.group().lower()} {two.text} ({_shown(second)})"
        yield Alarm("anachronism", report.id, Span(one.span.start, two.span.end), why, 0.8)


def _absolute(*times: Timex) -> bool:
    """Whether all give their day of themselves: a weekday alone may be of any week."""
    return all(re.search(r"\d", timex.text) for timex in times)
