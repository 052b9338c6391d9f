"""Warnings about events before what they presuppose, and of one day put after a later one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from wireroom.dossier.alarm import Alarm, Case, Line, WarnRules
from wireroom.dossier.aspect import STOPWORDS, content_words
from wireroom.dossier.told import CLAUSE, day_of, days_of, own_times, shown
from wireroom.model import Report, Span, Timex

PRESUPPOSED = 3
"""Content words that a sentence of remembrance must share with the one of another report that dates what it presupposes."""
LATER = timedelta(days=30)
"""How much later than the telling what is presupposed must be dated: dates known to the month are otherwise too coarse."""


def presupposes(case: Case, report: Report, told: tuple[date, Timex], rules: WarnRules) -> Iterator[Alarm]:
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
            f"what it tells of {shown(day)} presupposes ({cue.group().lower()}) what {other} dates to {shown(when)[:7]}: "
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
        for timex in own_times(case, name):
            days, there = days_of(timex), case.line_at(name, timex.span.start)
            if there is None or taken.search(case.reports[name].text, there.span.start, there.span.end):
                continue
            if days and days[0] > day + LATER and (days[1] - days[0]).days <= 31:
                found.append((len(there.words & words), name, there, days[0]))
    best = min(found, key=lambda one: (-one[0], one[3], one[1], one[2].span.start), default=None)
    return best if best and best[0] >= PRESUPPOSED else None


def turned_round(case: Case, report: Report, rules: WarnRules) -> Iterator[Alarm]:
    """One sentence that puts a day "after" a later day: "On 3 May … after the vote of 5 May"."""
    after = re.compile(r"\b(?:" + "|".join(re.escape(word) for word in rules.after) + r")\b", re.IGNORECASE)
    times = [(day, timex) for timex in own_times(case, report.id) if (day := day_of(timex)) is not None]
    for (first, one), (second, two) in pairwise(times):
        line = case.line_at(report.id, one.span.start)
        if line is None or two.span.start >= line.span.end or second < first + timedelta(days=1):
            continue
        cue = after.search(report.text, one.span.end, two.span.start)
        if cue is None or CLAUSE.search(report.text, cue.end(), two.span.start) or not _absolute(one, two):
            continue
        why = f"puts {one.text} ({shown(first)}) {cue.group().lower()} {two.text} ({shown(second)})"
        yield Alarm("anachronism", report.id, Span(one.span.start, two.span.end), why, 0.8)


def _absolute(*times: Timex) -> bool:
    """Whether all give their day of themselves: a weekday alone may be of any week."""
    return all(re.search(r"\d", timex.text) for timex in times)
