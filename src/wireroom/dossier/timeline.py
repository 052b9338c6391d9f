"""timeline: what happened when, by the reports, each event once.

Events are ordered by when they happened, never by when they were told: a date of publication enters only as what a relative
time was resolved against. Aspects of one thread that give the same time are one event; so are aspects of threads that speak
of one event at one time. Where a thread is disputed, each of its times has its moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wireroom.dossier.aspect import Aspect
from wireroom.model import Moment, Report, Thread

LENGTH = 160
"""Characters of a line of the timeline; a longer sentence is cut at a word."""
ALIKE = 0.5
"""The share of the shorter clause's content words that two tellings of one day must share to be one event."""


def timeline(aspects: Sequence[Aspect], threads: Sequence[Thread], reports: Iterable[Report]) -> tuple[Moment, ...]:
    """The dated events of a story as moments, sorted by time, then text; `claims` are the points that say so.

    `when` is the time as the points give it, cut to its precision; hours of an unknown day and times that nothing bounds are
    left out, as are captions, galleries and what is only expected."""
    known = {report.id: report for report in reports}
    dated = [aspect for aspect in sorted(aspects, key=lambda one: one.sort_key) if _dated(aspect) and aspect.report in known]
    thread_of = {claim: thread.id for thread in threads if thread.kind == "time" for claim in thread.claims}
    events: list[list[Aspect]] = []
    place: dict[tuple[str, str], int] = {}
    by_day: dict[str, list[int]] = {}
    for aspect in dated:
        when = str(aspect.point.value.get("value"))
        group = thread_of.get(aspect.point.id)
        at = place.get((group, when)) if group else None
        if at is None:
            at = next((number for number in by_day.get(when, ()) if _one_event(aspect, events[number][0])), None)
        if at is None:
            at = len(events)
            events.append([])
            by_day.setdefault(when, []).append(at)
        events[at].append(aspect)
        if group:
            place.setdefault((group, when), at)
    moments = [_moment(event, known) for event in events]
    return tuple(sorted(moments, key=lambda one: (one.when, one.text, one.claims)))


def _dated(aspect: Aspect) -> bool:
    value = str(aspect.point.value.get("value") or "")
    return (
        aspect.kind == "time"
        and bool(aspect.start)
        and value[:4].isdigit()
        and aspect.point.part in ("body", "headline")
        and aspect.point.certainty not in ("possible", "denied")
        and not aspect.negative
    )


def _one_event(a: Aspect, b: Aspect) -> bool:
    """Whether two points of one day tell of one event: the same class or verb of happening, and enough words in common."""
    ours, theirs = set(a.clause), set(b.clause)
    least = min(len(ours), len(theirs))
    if not least:
        return False
    same = a.predicate == b.predicate or (a.effect is not None and a.effect == b.effect)
    return len(ours & theirs) / least >= (ALIKE if same else 0.8)


def _moment(event: Sequence[Aspect], reports: Mapping[str, Report]) -> Moment:
    """The moment of an event, in the words of its plainest telling: the shortest sentence that is not too short."""
    told = min(event, key=lambda one: (one.point.part != "body", abs(_size(one) - LENGTH // 2), one.sort_key))
    sentence = reports[told.report].text[told.point.sentence.start : told.point.sentence.end]
    claims = tuple(aspect.point.id for aspect in sorted(event, key=lambda one: one.sort_key))
    return Moment(str(told.point.value.get("value")), _cut(" ".join(sentence.split())), claims)


def _size(aspect: Aspect) -> int:
    return aspect.point.sentence.end - aspect.point.sentence.start


def _cut(text: str) -> str:
    if len(text) <= LENGTH:
        return text
    return text[:LENGTH].rsplit(" ", 1)[0].rstrip(",;:-–— ") + "…"
