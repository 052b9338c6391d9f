"""The desk: the only module that knows the order of the rooms.

captures → report → reading ─────────────────┐
              ├─→ lineage ──┬────────────────→ dossier
              └─→ story ←───┘
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from wireroom.dossier import DossierRules, assemble, changes, earlier
from wireroom.lineage import LineageRules, trace, untied
from wireroom.model import (
    Briefing,
    Capture,
    Decision,
    Dossier,
    Lineages,
    Reading,
    Rejection,
    Report,
    Ruling,
    Stories,
    Story,
)
from wireroom.ports import Engine, Tools
from wireroom.reading import ReadingRules, read
from wireroom.report import ReportRules, extract, retracted, unique
from wireroom.story import StoryRules, gather, redrawn

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class DeskRules:
    """The rules of every room."""

    report: ReportRules
    reading: ReadingRules
    lineage: LineageRules
    story: StoryRules
    dossier: DossierRules


def quiet(_doing: str, _done: int, _of: int) -> None:
    """Progress that nobody is told of."""


def brief(
    captures: Iterable[Capture | Rejection],
    *,
    engine: Engine,
    rules: DeskRules,
    since: str | None = None,
    until: str | None = None,
    also: Sequence[Report] = (),
    decisions: Sequence[Decision] = (),
    before: Sequence[Dossier] | None = None,
    progress: Progress = quiet,
) -> Briefing:
    """A briefing on everything captured: one dossier a story of two or more reports, and what was left out and why.

    `since` and `until` are ISO days, both included, held against the publication time as far as it is known; a report
    without one stays. `also` are reports already at hand. `decisions` is the log of what people decided, oldest first: it is
    replayed over the machine's answer, and the briefing shows both. With the dossiers of an earlier run as `before`, each
    dossier says what is new. The answer depends on the set of captures, not on their
    order. Raises WireroomError when a worker dies.
    """
    reports, rejected = take(captures, engine=engine, rules=rules.report, also=also, progress=progress)
    reports, outside = within(reports, since=since, until=until)
    reports, readings, failed = understand(reports, engine=engine, rules=rules.reading, progress=progress)
    progress("tracing lineages", 0, len(reports))
    decided = standing(decisions)
    lineages = untied(trace(reports, engine.tools.encoder, rules.lineage), reports, decided)
    progress("gathering stories", 0, len(reports))
    stories = redrawn(gather(reports, lineages, rules.story), reports, decided)
    dossiers = write_up(
        stories, reports, readings, lineages, tools=engine.tools, rules=rules.dossier, decisions=decided, progress=progress
    )
    if before is not None:
        dossiers = tuple(replace(one, changes=changes(earlier(one, before), one, reports)) for one in dossiers)
    left_out = _in_order([*rejected, *outside, *failed])
    return Briefing(dossiers, reports, readings, stories.unplaced, left_out, _unheard(decided, dossiers))


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions of a log that hold: each id once, without those that a later `undo` takes back, nor the undoing itself.

    An undoing can be undone in its turn."""
    log: dict[str, Decision] = {}
    for decision in decisions:
        log.setdefault(decision.id, decision)
    undone: set[str] = set()
    for decision in reversed(log.values()):
        if decision.kind == "undo" and decision.id not in undone and decision.undoes is not None:
            undone.add(decision.undoes)
    return tuple(one for one in log.values() if one.kind != "undo" and one.id not in undone)


def _unheard(decisions: Sequence[Decision], dossiers: Sequence[Dossier]) -> tuple[Ruling, ...]:
    """A ruling for every decision that touched no story at hand."""
    heard = {ruling.decision.id for dossier in dossiers for ruling in dossier.rulings}
    return tuple(Ruling(one, "no story at hand has what this is about") for one in decisions if one.id not in heard)


def take(
    captures: Iterable[Capture | Rejection],
    *,
    engine: Engine,
    rules: ReportRules,
    also: Sequence[Report] = (),
    progress: Progress = quiet,
) -> tuple[tuple[Report, ...], tuple[Rejection, ...]]:
    """The reports that the captures give, by id, and every rejection, by address: together as many as the captures. A report
    that another of them withdraws is marked with it."""
    received = list(captures)
    whole = [item for item in received if isinstance(item, Capture)]
    results: list[Report | Rejection] = [*also, *(item for item in received if isinstance(item, Rejection))]
    for done, result in enumerate(engine.map(partial(extracted, rules), whole), start=1):
        progress("taking in", done, len(whole))
        results.append(result)
    taken = unique(results)
    reports = sorted((item for item in taken if isinstance(item, Report)), key=lambda item: item.id)
    rejected = _in_order([item for item in taken if isinstance(item, Rejection)])
    return retracted(reports, rejected), rejected


def within(
    reports: Sequence[Report], *, since: str | None, until: str | None
) -> tuple[tuple[Report, ...], tuple[Rejection, ...]]:
    """The reports that may have been published between two days, and a rejection for each of the others."""
    kept: list[Report] = []
    outside: list[Rejection] = []
    for report in reports:
        when = report.published.value
        if when and ((since and when < since[: len(when)]) or (until and when[: len(until)] > until[: len(when)])):
            outside.append(Rejection(report.uri, "outside_dates", f"published {when}", report.capture))
        else:
            kept.append(report)
    return tuple(kept), tuple(outside)


def understand(
    reports: Sequence[Report], *, engine: Engine, rules: ReadingRules, progress: Progress = quiet
) -> tuple[tuple[Report, ...], tuple[Reading, ...], tuple[Rejection, ...]]:
    """The reports that could be read, one reading each in the same order, and a rejection for every other."""
    read_ones: list[Report] = []
    readings: list[Reading] = []
    failed: list[Rejection] = []
    for report, reading in understood(reports, engine=engine, rules=rules, progress=progress):
        if isinstance(reading, Rejection):
            failed.append(reading)
        else:
            read_ones.append(report)
            readings.append(reading)
    return tuple(read_ones), tuple(readings), tuple(failed)


def understood(
    reports: Sequence[Report], *, engine: Engine, rules: ReadingRules, progress: Progress = quiet
) -> Iterator[tuple[Report, Reading | Rejection]]:
    """Each report with its reading, or with a rejection when it could not be read: in order, and none kept."""
    for done, (report, reading) in enumerate(
        zip(reports, engine.map(partial(reading_of, rules), reports), strict=True), start=1
    ):
        progress("reading", done, len(reports))
        yield report, reading


def write_up(
    stories: Stories,
    reports: Sequence[Report],
    readings: Sequence[Reading],
    lineages: Lineages,
    *,
    tools: Tools,
    rules: DossierRules,
    decisions: Sequence[Decision] = (),
    progress: Progress = quiet,
) -> tuple[Dossier, ...]:
    """One dossier a story, in the order of the stories. `decisions` are those that stand."""
    report_of = {report.id: report for report in reports}
    reading_of = {reading.report: reading for reading in readings}
    dossiers: list[Dossier] = []
    for story in stories.stories:
        progress("assembling dossiers", len(dossiers), len(stories.stories))
        dossier = _dossier(story, report_of, reading_of, lineages, tools, rules, decisions)
        here = set(story.reports)
        above = tuple(one for one in (*stories.rulings, *lineages.rulings) if here.intersection(one.reports))
        dossiers.append(replace(dossier, rulings=(*above, *dossier.rulings)) if above else dossier)
    return tuple(dossiers)


def _dossier(
    story: Story,
    report_of: dict[str, Report],
    reading_of: dict[str, Reading],
    lineages: Lineages,
    tools: Tools,
    rules: DossierRules,
    decisions: Sequence[Decision],
) -> Dossier:
    reports = [report_of[name] for name in story.reports]
    readings = [reading_of[name] for name in story.reports]
    return assemble(story, reports, readings, lineages, tools.encoder, rules, decisions)


def extracted(rules: ReportRules, tools: Tools, capture: Capture) -> Report | Rejection:
    """`extract` as an engine asks for it."""
    return extract(capture, rules, tools.guesser)


def reading_of(rules: ReadingRules, tools: Tools, report: Report) -> Reading | Rejection:
    """`read` as an engine asks for it; a rejection where a report cannot be read."""
    beside = report.title if report.title and report.title not in report.text else None
    texts = [report.text, beside] if beside else [report.text]
    parser = tools.parser
    try:
        parsed = list(parser.parse(texts))
        return read(report, parsed[0], rules, title_doc=parsed[1] if beside else None, model=parser.name)
    except (ValueError, TypeError, LookupError, RecursionError, ArithmeticError) as error:
        # One report that breaks a rule of ours must not cost the desk the others: it is counted, with what broke.
        return Rejection(report.uri, "failed", f"could not be read: {type(error).__name__}", report.capture)


def _in_order(rejections: Iterable[Rejection]) -> tuple[Rejection, ...]:
    return tuple(sorted(rejections, key=lambda item: (item.uri, item.reason, item.detail)))
