"""warn: what an editor should look at, the weightiest first, within a budget.

Each subject has a module of its own that gives alarms: `dating` (misdated) with `precedence` (anachronism), `sourcing`
(unreviewed, unattributed, anonymous_source, single_origin, circular_sourcing), `contradiction` and `doubling`
(self_contradiction, headline_differs), `misquoting` (altered_quote, speaker_differs), `overtaking` (overtaken). Here the
budget is spent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import floor

from wireroom.dossier.alarm import Alarm, Case, WarnRules, case
from wireroom.dossier.aspect import Aspect
from wireroom.dossier.contradiction import contradiction
from wireroom.dossier.dating import dating
from wireroom.dossier.doubling import doubling
from wireroom.dossier.drift import Tied
from wireroom.dossier.misquoting import misquoting
from wireroom.dossier.overtaking import overtaking
from wireroom.dossier.redating import redating
from wireroom.dossier.rules import DossierRules
from wireroom.dossier.sourcing import sourcing
from wireroom.model import Lineages, Reading, Report, Span, Thread, Warn

NOTHING_TIED = Tied({}, ())
ONCE = frozenset({"misdated", "anachronism", "unreviewed", "unattributed", "anonymous_source", "headline_differs"})
"""Kinds of which a report gets one at most: the weightiest says what an editor needs to start with."""
OF_SENTENCES = frozenset({"unattributed", "anonymous_source"})
"""Kinds that are about a sentence, not about a report: copies in one lineage share them, and the first stands for all."""
HALF = 0.5
"""What a second warning of one kind in one report is worth beside the first, so that kinds come before repetition."""


def warn(
    reports: Iterable[Report],
    readings: Iterable[Reading],
    aspects: Sequence[Aspect],
    threads: Sequence[Thread],
    lineages: Lineages,
    rules: DossierRules,
    *,
    joined: Tied = NOTHING_TIED,
    drifts: Sequence[Alarm] = (),
) -> tuple[Warn, ...]:
    """The warnings of a story, ordered by report, place and kind.

    As many as the budget allows, `WarnRules.a_report` on the average of the reports and `of_one_report` for any one of them,
    the heaviest first: the weight of the alarm times the weight of its kind. The order in which anything is given does not
    matter. `joined` are the tied reports and `drifts` the alarms of what changed between them, given where it is known."""
    looked_at = case(reports, readings, aspects, threads, lineages)
    dates = [*dating(looked_at, rules.warn), *redating(looked_at, joined)]
    doubted = frozenset(alarm.report for alarm in dates if alarm.kind == "misdated")
    alarms = [
        *dates,
        *sourcing(looked_at, rules.words, rules.warn),
        *contradiction(looked_at, rules.words, rules.gazetteer, rules.warn),
        *doubling(looked_at, rules.warn),
        *_together(misquoting(looked_at, rules.speech), drifts),
        *overtaking(looked_at, doubted),
    ]
    return tuple(alarm.warn for alarm in chosen(_once(alarms, looked_at), len(looked_at.reports), rules.warn))


def _together(alarms: Iterable[Alarm], drifts: Iterable[Alarm]) -> Iterator[Alarm]:
    """The alarms about quotations, and of those along the tree the ones that none of them tells of already."""
    found = list(alarms)
    yield from found
    for drift in drifts:
        if not any(_one_alarm(one, drift) for one in found):
            yield drift


def _one_alarm(a: Alarm, b: Alarm) -> bool:
    """Whether two alarms set the same words of the same two reports against each other."""
    if a.kind != b.kind or a.other is None or b.other is None:
        return False
    sides = [((one.report, one.span), one.other) for one in (a, b) if one.other]
    (x, y), (u, v) = sides
    return any(
        p[0] == r[0] and q[0] == s[0] and p[1].start < r[1].end and r[1].start < p[1].end
        for p, q, r, s in ((x, y, u, v), (x, y, v, u))
    )


def _once(alarms: Iterable[Alarm], looked_at: Case) -> Iterator[Alarm]:
    """The alarms without those that say of a copy what is said of the same sentence in an earlier report of its lineage."""
    told: set[tuple[str, str, str]] = set()
    for alarm in sorted(alarms, key=lambda one: (looked_at.reports[one.report].published.value or "~", *_key(one))):
        line = looked_at.line_at(alarm.report, alarm.span.start)
        sentence = looked_at.text(alarm.report, line.span) if line else ""
        key = (alarm.kind, looked_at.body[alarm.report], sentence)
        if alarm.kind not in OF_SENTENCES or not sentence or key not in told:
            told.add(key)
            yield alarm


def chosen(alarms: Iterable[Alarm], reports: int, rules: WarnRules) -> list[Alarm]:
    """The alarms that the budget for so many reports allows and that are worth a reader's time, by report, place and kind."""
    ranked = sorted(_ranked(alarms, rules), key=lambda pair: (-pair[0], *_key(pair[1])))
    left = floor(rules.a_report * reports + 1e-9)
    spent: dict[str, int] = {}
    kept = []
    for rank, alarm in ranked:
        if rank >= rules.least and left and spent.get(alarm.report, 0) < rules.of_one_report:
            kept.append(alarm)
            spent[alarm.report] = spent.get(alarm.report, 0) + 1
            left -= 1
    return sorted(kept, key=lambda alarm: (alarm.report, alarm.span, alarm.kind, alarm.why))


def _ranked(alarms: Iterable[Alarm], rules: WarnRules) -> list[tuple[float, Alarm]]:
    """Each alarm with its rank; further ones of one kind in one report count for half, and for `ONCE` not at all."""
    met: dict[tuple[str, str], int] = {}
    told: set[tuple[str, str, Span]] = set()
    found = []
    for alarm in sorted(alarms, key=lambda one: (-one.weight, *_key(one))):
        before = met.get((alarm.report, alarm.kind), 0)
        met[alarm.report, alarm.kind] = before + 1
        if before and (alarm.kind in ONCE or (alarm.report, alarm.kind, alarm.span) in told):
            continue
        told.add((alarm.report, alarm.kind, alarm.span))
        found.append((round(alarm.weight * rules.weights.get(alarm.kind, 0.5) * HALF**before, 6), alarm))
    return found


def _key(alarm: Alarm) -> tuple[str, int, int, str, str]:
    return (alarm.report, alarm.span.start, alarm.span.end, alarm.kind, alarm.why)
