"""assemble: a story, its readings and its lineages -> the dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from wireroom.dossier.align import Group, align
from wireroom.dossier.aspect import Aspect, page
from wireroom.dossier.decide import parted, ruled
from wireroom.dossier.drift import changes, drift_threads, shown_already, tied
from wireroom.dossier.node import leaf
from wireroom.dossier.order import Order, order_of
from wireroom.dossier.point import points
from wireroom.dossier.redating import drifted
from wireroom.dossier.rules import DossierRules
from wireroom.dossier.shift import shifted
from wireroom.dossier.speaker import named_speakers, speaker_groups
from wireroom.dossier.thread import in_order, thread, weight_alone
from wireroom.dossier.timeline import timeline
from wireroom.dossier.voice import Ties, ties_of
from wireroom.dossier.warn import warn
from wireroom.model import Decision, Dossier, Lineage, Lineages, Reading, Report, Story, Thread, digest
from wireroom.text import Encoder


def assemble(
    story: Story,
    reports: Sequence[Report],
    readings: Sequence[Reading],
    lineages: Lineages,
    encoder: Encoder,
    rules: DossierRules,
    decisions: Sequence[Decision] = (),
) -> Dossier:
    """What is known of a story: threads, voices, timeline and warnings.

    Only the reports of the story count; the order in which they are given does not. Every point is kept; threads of a single
    report are shown when they are of weight (`thread.weight_alone`), at most `rules.singles`, the weightiest. `decisions` about
    threads are replayed over what was aligned, each with a ruling that keeps the machine's answer."""
    inside = set(story.reports)
    own = sorted((report for report in reports if report.id in inside), key=lambda one: one.id)
    read = {reading.report: _stating(reading) for reading in readings if reading.report in inside}
    aspects = points(own, list(read.values()), rules.point)
    rules = replace(rules, gazetteer=rules.gazetteer.beside(_containments(aspects)))
    leaves = {report.id: leaf(report, read.get(report.id) or Reading(report.id)) for report in own}
    ties = ties_of(lineages, [report.id for report in own])
    text = {report.id: report.text for report in own}
    order = order_of(own, ties, rules.words, lambda one: _sentence(one, text[one.report]))
    groups = [part for group in align(aspects, leaves, ties, encoder, rules) for part in trusted(group, order, rules)]
    machine: dict[str, Thread] = {}
    if decisions:
        machine = {claim: found for found in (thread(group, order, rules) for group in groups) for claim in found.claims}
        groups = parted(groups, decisions)
    pages = [page(report, read[report.id], rules.point) for report in own if report.id in read]
    speaking = [*speaker_groups(groups, text), *named_speakers(pages)]
    aspects = tuple(sorted([*aspects, *(one for group in speaking for one in group)], key=lambda one: one.sort_key))
    shared = [group for group in groups if len({aspect.report for aspect in group}) > 1]
    alone = [group for group in groups if len({aspect.report for aspect in group}) == 1 and weight_alone(group, rules.words)]
    alone.sort(key=lambda group: (-weight_alone(group, rules.words), group[0].sort_key))
    threads = in_order([thread(group, order, rules) for group in [*shared, *speaking, *alone[: rules.singles]]])
    own_lines = _own_lineages(lineages, inside)
    joined = tied(own, read, Lineages(own_lines))
    by_id = {report.id: report for report in own}
    drifts = list(drift_threads(changes(joined, rules), by_id, read, order, rules))
    known = {aspect.point.id: aspect.point for aspect in aspects}
    new = [one for one in drifts if not shown_already(one[1], one[2], threads, known)]
    drift_points = {point.id: point for _, _, found in new for point in found}
    told = in_order([*threads, *(one for _, one, _ in new)])
    told = shifted(told, [*known.values(), *drift_points.values()], own_lines)
    stamps = sorted(report.published.value for report in own if report.published.value)
    dossier = Dossier(
        story=story.id,
        title=title(own, ties, encoder),
        first=stamps[0] if stamps else None,
        last=stamps[-1] if stamps else None,
        reports=tuple(story.reports),
        lineages=own_lines,
        points=tuple(sorted([*known.values(), *drift_points.values()], key=lambda one: (one.report, one.span, one.id))),
        threads=told,
        timeline=timeline(aspects, threads, own),
        warnings=warn(
            own,
            list(read.values()),
            aspects,
            threads,
            Lineages(own_lines, lineages.suspicions),
            rules,
            joined=joined,
            drifts=list(drifted(new, order.stamps)),
        ),
        inputs=digest(
            story.id,
            *(report.id for report in own),
            *(read[key].rules for key in sorted(read)),
            *(decision.id for decision in decisions),
        ),
    )
    return ruled(dossier, decisions, machine) if decisions else dossier


def trusted(group: Group, order: Order, rules: DossierRules) -> Sequence[tuple[Aspect, ...]]:
    """A group as it is, or its parts where it would be in dispute by conflicts that are doubtful."""
    if not group.parts or thread(group.aspects, order, rules).verdict != "disputed":
        return [group.aspects]
    return group.parts


def _containments(aspects: Sequence[Aspect]) -> Iterator[tuple[str, str]]:
    """Pairs of a place and a larger one, as the reports of the story print them."""
    for aspect in aspects:
        if aspect.kind == "place":
            within = [str(one) for one in aspect.point.value.get("within") or ()]  # type: ignore[attr-defined]
            yield from pairwise([str(aspect.point.value.get("name")), *within])


def _sentence(aspect: Aspect, text: str) -> str:
    return text[aspect.point.sentence.start : aspect.point.sentence.end]


def title(reports: Sequence[Report], ties: Ties, encoder: Encoder) -> str:
    """The headline nearest to all the others, one counted for each lineage; without any, the first words of the first text."""
    by_body: dict[str, tuple[str, str]] = {}
    for report in reports:
        if report.title:
            by_body.setdefault(ties.body.get(report.id, report.id), (report.id, " ".join(report.title.split())))
    found = sorted(by_body.values())
    if not found:
        return " ".join(reports[0].text.split()[:12]) if reports else ""
    rows = np.round(encoder.encode([words for _, words in found]), 4)
    central = np.round((rows @ rows.T).sum(axis=1), 3)
    return min(zip(central.tolist(), found, strict=True), key=lambda pair: (-pair[0], pair[1]))[1][1]


def _stating(reading: Reading) -> Reading:
    """A reading without the claims that state nothing ("the union backs the bill")."""
    return replace(reading, claims=tuple(claim for claim in reading.claims if claim.stance != "attitude"))


def _own_lineages(lineages: Lineages, inside: set[str]) -> tuple[Lineage, ...]:
    """The lineages that have a report of the story, cut to the story's reports."""
    kept = []
    for line in lineages.lineages:
        members = tuple(report for report in line.reports if report in inside)
        if members:
            ties = tuple(tie for tie in line.derivations if tie.child in inside and tie.parent in inside)
            root = line.root if line.root in inside else None
            kept.append(Lineage(line.id, root, members, ties))
    return tuple(kept)
