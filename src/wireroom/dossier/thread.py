"""Threads: groups of points with their voices, positions, verdict and reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from wireroom.dossier.about import about
from wireroom.dossier.aspect import Aspect
from wireroom.dossier.compare import Relation
from wireroom.dossier.lexicon import Words
from wireroom.dossier.order import Order
from wireroom.dossier.relate import differing, relate
from wireroom.dossier.rules import DossierRules
from wireroom.dossier.verdict import judge, positions, stands
from wireroom.dossier.voice import on_record, voices
from wireroom.model import Thread, digest

ORDER: Final = ("disputed", "revised", "compatible", "agreed", "repeated", "single")
"""The verdicts in the order in which a dossier shows them."""


def thread(group: Sequence[Aspect], order: Order, rules: DossierRules) -> Thread:
    """The thread of a group of aspects, its claims in order of report and place."""
    points = [aspect.point for aspect in group]
    found = stands(group)
    heard = voices(points, order.ties)

    def related(a: Aspect, b: Aspect, inside: bool) -> Relation:
        return relate(a, b, rules.gazetteer, rules.speech, one_lineage=inside)

    def differ(a: Aspect, b: Aspect) -> tuple[str, str] | None:
        return differing(a, b, rules.speech)

    verdict, why = judge(found, heard, related, order, differ)
    first = earliest(group, order.stamps)
    return Thread(
        id=thread_id(first),
        kind=first.kind,
        about=about(group),
        verdict=verdict,
        claims=tuple(point.id for point in points),
        voices=heard,
        independent=len(heard),
        on_record=on_record(heard),
        positions=positions(found, heard),
        why=why,
        first_report=first.report,
        first_when=order.stamps.get(first.report),
    )


def earliest(group: Sequence[Aspect], stamps: Mapping[str, str]) -> Aspect:
    """The aspect of the earliest report: dated before undated, then by report id and place in the text."""
    return min(group, key=lambda one: (stamps.get(one.report) or "9", one.sort_key))


def thread_id(first: Aspect) -> str:
    """An id that stays as long as the thread's earliest claim does: of its kind, report and place in the text."""
    return "t" + digest(first.kind, first.report, str(first.point.span.start), str(first.point.span.end))[:10]


def weight_alone(group: Sequence[Aspect], words: Words) -> int:
    """How much a point weighs that one report alone makes, in the body or the headline: 3 for a count of people harmed or
    moved, 2 for another count of which it is known what happened, 1 for money or for an event that is attributed and dated or
    in a known state, 0 for all else, which is not shown."""
    first = group[0]
    if first.point.part not in ("body", "headline"):
        return 0
    if first.kind == "number":
        return 3 if first.effect in words.growing | words.draining else 2 if first.effect else 1 if first.role == "money" else 0
    return 1 if first.kind in ("time", "status") and first.point.said_by and first.effect else 0


def in_order(found: Sequence[Thread]) -> tuple[Thread, ...]:
    """Threads disputed first, then revised, compatible, agreed, repeated, single; within one by number of reports, then id.

    No two have one id: of threads that begin at one place, all but the first by their claims get another."""

    def place(one: Thread) -> tuple[int, int, str]:
        return (ORDER.index(one.verdict), -len({claim.rsplit(":", 1)[0] for claim in one.claims}), one.id)

    seen: set[str] = set()
    told = []
    for one in sorted(found, key=lambda one: (one.id, one.claims)):
        apart = one if one.id not in seen else replace(one, id="t" + digest(one.id, *one.claims)[:10])
        seen.add(apart.id)
        told.append(apart)
    return tuple(sorted(told, key=place))
