"""timeline: what happened when, by the reports, each event once.

Events are ordered by when they happened, never by when they were told: a date of publication enters only as what a relative
time was resolved against. The points of one time thread are one event, at the time that most of its reports give; where the
thread is disputed each of its times has a moment of its own. Points outside threads join an event of the same day when they
tell of it in much the same words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.storytime import bounds
from wireroom.model import Moment, Report, Thread

LENGTH = 160
"""Characters of a line of the timeline; a longer sentence is cut at a word."""
LEAST = 4
"""Words that a sentence must have to stand as a line."""
ALIKE = 0.5
"""The share of the shorter telling's content words that two tellings of one day must share to be one event, when their verbs
are of one class; `ALIKE_OTHERWISE` when they are not. By eye on the annotated stories of `evaluation/`."""
ALIKE_OTHERWISE = 0.7
ALIKE_TO_THE_MINUTE = 0.2
"""The same share for two tellings of one minute: a clock time in common is half the event."""
_CREDIT = re.compile(r"^(?:\([^)]{2,60}\))?[\s:–—-]*")
_ISO = re.compile(r"\d{4}(?:-W\d\d|-\d\d(?:-\d\d(?:T\d\d(?::\d\d)?(?=$|:\d\d|Z|[+-]))?)?)?(?=$|T|:|Z|[+-])")
_NOW = frozenset({"today", "now", "currently", "at present", "at the moment"})


def timeline(aspects: Sequence[Aspect], threads: Sequence[Thread], reports: Iterable[Report]) -> tuple[Moment, ...]:
    """The dated events of a story as moments, sorted by time, then text; `claims` are the points that say so.

    `when` is ISO 8601 cut to its precision (a part of the day is cut to the day). Left out are hours of an unknown day, times
    that nothing bounds, captions, galleries and boilerplate, what is only possible, years that one report alone gives, and
    "today" where nothing happens."""
    known = {report.id: report for report in reports}
    dated = [one for one in sorted(aspects, key=lambda one: one.sort_key) if one.report in known and _dated(one, known)]
    events = _events(dated, [thread for thread in threads if thread.kind == "time"])
    moments = _told_once([_moment(event, known) for event in events if _worth(event)])
    return tuple(sorted(moments, key=lambda one: (bounds(one.when)[0] or one.when, one.when, one.text, one.claims)))


def _told_once(moments: Sequence[Moment]) -> list[Moment]:
    """The moments without those that would print a sentence again: of two times in it the one that more points give stays,
    then the more precise, then the later."""
    best: dict[str, Moment] = {}
    for moment in sorted(moments, key=lambda one: (len(one.claims), len(one.when), one.when, one.claims)):
        best[moment.text] = moment
    return list(best.values())


def _when(aspect: Aspect) -> str | None:
    """The time of a point, cut to what ISO 8601 can say; None for decades, seasons and what has no date."""
    found = _ISO.match(str(aspect.point.value.get("value") or ""))
    return found.group() if found else None


def _dated(aspect: Aspect, reports: Mapping[str, Report]) -> bool:
    if aspect.kind != "time" or not aspect.start or _when(aspect) is None or aspect.negative:
        return False
    if aspect.point.part not in ("body", "headline") or aspect.point.certainty in ("possible", "denied"):
        return False
    if aspect.point.text.lower() in _NOW and aspect.effect is None:
        return False
    return len(_sentence(aspect, reports).split()) >= LEAST


def _events(dated: Sequence[Aspect], threads: Sequence[Thread]) -> list[list[Aspect]]:
    """The points in groups, one an event: by thread (and by time, where it is disputed), then by likeness on one day."""
    words = {aspect.point.id: frozenset(aspect.clause) for aspect in dated}
    minute = {aspect.point.id: when for aspect in dated if "T" in (when := _when(aspect) or "")}

    def one_event(a: Aspect, b: Aspect) -> bool:
        first, second = a.point.id, b.point.id
        to_the_minute = first in minute and minute[first] == minute.get(second)
        return _one_event(a, b, words[first], words[second], to_the_minute=to_the_minute)

    thread_of = {claim: thread for thread in threads for claim in thread.claims}
    groups: dict[tuple[str, str], list[Aspect]] = defaultdict(list)
    alone: list[Aspect] = []
    for aspect in dated:
        thread = thread_of.get(aspect.point.id)
        if thread is None:
            alone.append(aspect)
        else:
            groups[thread.id, (_when(aspect) or "") if thread.verdict == "disputed" else ""].append(aspect)
    events = [groups[key] for key in sorted(groups)]
    on_day: dict[str, list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        for day in sorted({_day(aspect) for aspect in event}):
            on_day[day].append(number)
    for aspect in alone:
        day = _day(aspect)
        place = next((number for number in on_day[day] if any(one_event(aspect, other) for other in events[number])), None)
        if place is None:
            on_day[day].append(len(events))
            events.append([aspect])
        else:
            events[place].append(aspect)
    return events


def _day(aspect: Aspect) -> str:
    return (_when(aspect) or "")[:10]


def _one_event(a: Aspect, b: Aspect, ours: frozenset[str], theirs: frozenset[str], *, to_the_minute: bool) -> bool:
    """Whether two points of one day tell of one event: enough words in common, fewer when their verbs are of one class."""
    if ours.isdisjoint(theirs):
        return False
    least = min(len(ours), len(theirs))
    if to_the_minute:
        return len(ours & theirs) / least >= ALIKE_TO_THE_MINUTE
    same = a.predicate == b.predicate or (a.effect is not None and a.effect == b.effect)
    return len(ours & theirs) / least >= (ALIKE if same else ALIKE_OTHERWISE)


def _worth(event: Sequence[Aspect]) -> bool:
    """Whether an event belongs on the line: a year alone only when two reports give it."""
    return any(len(_when(aspect) or "") > 4 for aspect in event) or len({aspect.report for aspect in event}) > 1


def _moment(event: Sequence[Aspect], reports: Mapping[str, Report]) -> Moment:
    """The moment of an event: at the time that most reports give, the most precise of several, in its plainest telling."""
    counts = Counter(when for when, _ in sorted({(_when(aspect) or "", aspect.report) for aspect in event}))
    when = min(counts, key=lambda one: (-sum(counts[other] for other in counts if other.startswith(one)), -len(one), one))
    finer = [other for other in counts if other.startswith(when)]
    when = min(finer, key=lambda one: (-counts[one], -len(one), one))
    order = sorted(event, key=lambda one: one.sort_key)
    told = min(
        (one for one in order if _when(one) == when),
        key=lambda one: (one.point.part != "body", abs(len(_sentence(one, reports)) - LENGTH // 2), one.sort_key),
    )
    return Moment(when, _cut(_sentence(told, reports)), tuple(aspect.point.id for aspect in order))


def _sentence(aspect: Aspect, reports: Mapping[str, Report]) -> str:
    """The sentence of a point on one line, without the dateline before it; the title where the point stands in one beside."""
    report, span = reports[aspect.report], aspect.point.sentence
    if aspect.point.part == "headline" and not any(part.kind == "headline" for part in report.parts):
        return " ".join((report.title or "").split())
    start = span.start
    if report.dateline is not None and start < report.dateline.span.end < span.end:
        start = report.dateline.span.end
    words = " ".join(report.text[start : span.end].split())
    return words if start == span.start else _CREDIT.sub("", words)


def _cut(text: str) -> str:
    if len(text) <= LENGTH:
        return text
    return text[:LENGTH].rsplit(" ", 1)[0].rstrip(",;:-–— ") + "…"
