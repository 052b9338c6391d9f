"""Warnings about figures and states that the story had left behind when the report appeared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf

from wireroom.dossier.alarm import OWN_WORDS, Alarm, Case, several
from wireroom.dossier.aspect import Aspect
from wireroom.dossier.number import compare_numbers, exact, interval, level, number_words
from wireroom.dossier.order import GROWING
from wireroom.dossier.phase import may_follow, phase_words
from wireroom.model import Thread

SEVERAL = 10
"""From this number on it is no accident when a caption's count less one number of the text gives another."""
LEAP = 10
"""How many times a toll may grow within a story: beyond that, two numbers are of two things."""
AROUND = 40
"""Characters on either side of a number in which words tell that it is a part."""
ALONE = 3
"""Lineages that must have the newer figure on the same day for the older to be overtaken; of an earlier day, one is enough."""


def overtaking(case: Case, doubted: frozenset[str] = frozenset()) -> Iterator[Alarm]:
    """Every alarm of overtaken, at most one a thread and report, and one a report for its captions.

    `doubted` are reports whose date is in doubt: nothing is held against it, nor by it against others."""
    for report in case.reports:
        yield from _caption(case, report)
    for thread in case.threads:
        aspects = [one for one in case.of_thread(thread) if one.report not in doubted or one.point.part not in OWN_WORDS]
        if thread.kind == "number":
            yield from _figures(case, thread, aspects)
        elif thread.kind == "status":
            yield from _states(case, thread, aspects)


def _caption(case: Case, report: str) -> Iterator[Alarm]:
    """A caption's count that is the text's before a change which the text tells of: 218 held, 21 freed, 197 held."""
    own = [
        (one, count)
        for one in case.by_report[report]
        if one.kind == "number" and one.head and not one.unit and (count := exact(one.point.value)) is not None
    ]
    body: dict[str, dict[float, Aspect]] = defaultdict(dict)
    for one, count in own:
        if one.point.part in OWN_WORDS:
            body[one.head].setdefault(count, one)
    for one, count in own:
        now = body[one.head]
        if one.point.part != "caption" or count in now or count < SEVERAL:
            continue
        after = [left for left in sorted(now) if SEVERAL <= left < count and count - left in now and count - left != left]
        if after:
            left, gone = now[after[-1]], now[count - after[-1]]
            rest = f"{number_words(left.point.value)} are left after {number_words(gone.point.value)}"
            why = f"a caption keeps {number_words(one.point.value)} {one.head}s, of which in the text {rest}"
            yield Alarm("overtaken", report, one.point.span, why, 0.7, (one.point.id, left.point.id))
            return


def _day(case: Case, aspect: Aspect) -> str | None:
    stamp = case.reports[aspect.report].published.value
    return stamp[:10] if stamp and len(stamp) >= 10 else None


def _figures(case: Case, thread: Thread, aspects: Sequence[Aspect]) -> Iterator[Alarm]:
    done: set[str] = set()
    by_value: dict[str, list[Aspect]] = defaultdict(list)
    by_report: dict[str, list[Aspect]] = defaultdict(list)
    for one in aspects:
        by_value[_printed(one)].append(one)
        by_report[one.report].append(one)
    above = {
        value: [one for group in by_value.values() if _exceeds(group[0], same[0]) for one in group]
        for value, same in by_value.items()
    }
    for old in aspects:
        if old.report in done:
            continue
        newer = above[_printed(old)] if _grows(old) and not in_part(case, old) else []
        reports = _before(case, old, newer)
        if old.point.part not in OWN_WORDS:
            if old.unit or old.role not in (None, "count"):
                continue
            own = [
                one
                for one in by_report[old.report]
                if one.point.part in OWN_WORDS
                and compare_numbers(one.point.value, old.point.value, one_lineage=True) == "conflict"
                and not (_grows(old) and level(old.point.value) > level(one.point.value))
            ]
            if own:
                done.add(old.report)
                two = number_words(old.point.value), number_words(own[0].point.value)
                why = f"a caption keeps {two[0]} for {thread.about}, the text has {two[1]}"
                yield Alarm("overtaken", old.report, old.point.span, why, 0.7, (old.point.id, own[0].point.id))
            continue
        if any(one.report == old.report for one in newer) or not reports or _is_part(case, old) or not level(old.point.value):
            continue
        done.add(old.report)
        passed = sorted((one for one in newer if one.report in reports), key=lambda one: (level(one.point.value), one.point.id))
        least, most = passed[0], passed[-1]
        beyond = "" if level(least.point.value) == level(most.point.value) else " or more"
        had = f"{number_words(least.point.value)}{beyond}"
        why = f"{number_words(old.point.value)} for {thread.about}, when {several(reports)} already had {had}"
        yield Alarm("overtaken", old.report, old.point.span, why, 0.7, (old.point.id, most.point.id))


def _printed(aspect: Aspect) -> str:
    """What makes two printed numbers one value."""
    value = aspect.point.value
    return repr([value.get(key) for key in ("low", "high", "low_open", "high_open", "about", "unit")])


def _grows(aspect: Aspect) -> bool:
    """Whether the count can only rise while a story runs: people killed, injured, found; not people still missing."""
    return aspect.effect in GROWING - {"missing", "displaced"} and aspect.role in (None, "count")


def _is_part(case: Case, old: Aspect) -> bool:
    """Whether the sentence counts others of the same fate beside: "four badly hurt while 20 others were treated"."""
    line = old.point.sentence
    beside = [
        one
        for one in case.by_report[old.report]
        if one.kind == "number" and one.point.sentence == line and one.effect == old.effect and one.point.id != old.point.id
    ]
    return bool(old.part_of or beside)


_OF_A_WHOLE = re.compile(r"(?:\s+\w+)?\s+of\s+(?:the|them|those|these|their|his|her|its|whom|which)\b", re.IGNORECASE)
_MORE = re.compile(r"(?:\s+\w+)?\s+more\b|\s+(?:others?|further|additional|other)\b", re.IGNORECASE)
_AMONG = re.compile(
    r"\b(?:including|among|another|other|further|additional|accounted for)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)


def in_part(case: Case, one: Aspect) -> bool:
    """Whether a number is told as a part of a whole ("five of the dead", "including two") or as added to one ("two more")."""
    if one.part_of or case.beside(one):
        return bool(one.part_of)
    text, span = case.reports[one.report].text, one.point.span
    after = text[span.end : span.end + AROUND]
    before = text[max(one.point.sentence.start, span.start - AROUND) : span.start]
    return bool(_OF_A_WHOLE.match(after) or _MORE.match(after) or _AMONG.search(before))


def _exceeds(one: Aspect, old: Aspect) -> bool:
    """Whether a number lies wholly above another, or sets a higher lower bound: "at least six" over "at least two"; not one of
    another order of magnitude, which counts something else."""
    a, b = interval(one.point.value), interval(old.point.value)
    if level(one.point.value) > LEAP * max(1.0, level(old.point.value)):
        return False
    return a.low > b.high or (
        a.low > b.low and b.high == a.high == inf and compare_numbers(one.point.value, old.point.value) != "equal"
    )


def _before(case: Case, old: Aspect, newer: Sequence[Aspect]) -> list[str]:
    """The reports that had the newer value when the older one appeared: any of an earlier day, or enough of that day."""
    day = _day(case, old)
    if day is None:
        return []
    stamps = {one.report: stamp for one in newer if one.report != old.report and (stamp := _day(case, one)) is not None}
    earlier = sorted(report for report, stamp in stamps.items() if stamp < day)
    same = sorted(report for report, stamp in stamps.items() if stamp == day)
    if earlier:
        return [*earlier, *same]
    return same if len({case.body[report] for report in same}) >= ALONE else []


def _states(case: Case, thread: Thread, aspects: Sequence[Aspect]) -> Iterator[Alarm]:
    """A thing told as planned after other reports had told it as done."""
    done: set[str] = set()
    for old in aspects:
        phase = str(old.point.value.get("phase"))
        day = _day(case, old)
        if phase != "planned" or day is None or old.report in done or old.point.part not in OWN_WORDS:
            continue
        past = [
            one
            for one in aspects
            if one.report != old.report
            and one.point.value.get("phase") == "completed"
            and may_follow(phase, "completed")
            and (stamp := _day(case, one)) is not None
            and stamp < day
        ]
        if past and not any(one.report == old.report and one.point.value.get("phase") != "planned" for one in aspects):
            done.add(old.report)
            reports = sorted({one.report for one in past})
            state, now = phase_words(phase), phase_words("completed")
            why = f"{thread.about} is {state} here, when {several(reports)} already had it {now}"
            yield Alarm("overtaken", old.report, old.point.span, why, 0.5, (old.point.id, past[0].point.id))
