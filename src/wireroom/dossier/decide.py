"""Decisions replayed over threads: claims that a person took out of a thread, verdicts that a person set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wireroom.dossier.aspect import Aspect
from wireroom.model import Decision, Dossier, Point, Ruling, Spot, Thread


def parted(groups: Sequence[tuple[Aspect, ...]], decisions: Sequence[Decision]) -> list[tuple[Aspect, ...]]:
    """The groups of aspects with every `not_the_same` replayed in order: the claims at its spots leave their group together.

    Groups that none names stay as they are. A decision that names the whole of a group changes nothing."""
    found = list(groups)
    for decision in decisions:
        if decision.kind != "not_the_same":
            continue
        drawn: list[tuple[Aspect, ...]] = []
        for group in found:
            out = tuple(one for one in group if _named(one.point, decision.spots))
            rest = tuple(one for one in group if not _named(one.point, decision.spots))
            drawn.extend(part for part in (rest, out) if part)
        found = drawn
    return found


def ruled(dossier: Dossier, decisions: Sequence[Decision], before: Mapping[str, Thread]) -> Dossier:
    """The dossier with its verdicts set aside where a person did so, and a ruling for each decision on its threads.

    `before` gives for a point's id the thread that the machine had it in before any decision was replayed. A decision whose
    spots lie in other reports is passed over; one whose spots no thread holds any more is ruled to have found nothing."""
    inside = set(dossier.reports)
    points = {point.id: point for point in dossier.points}
    threads = list(dossier.threads)
    rulings = list(dossier.rulings)
    for decision in decisions:
        if decision.kind not in ("not_the_same", "set_aside") or not any(spot.report in inside for spot in decision.spots):
            continue
        named = [point.id for point in dossier.points if _named(point, decision.spots)]
        if decision.kind == "not_the_same":
            was = sorted({before[one].id: before[one] for one in named if one in before}.items())
            now = tuple(one.id for one in threads if set(one.claims) & set(named))
            machine = "; ".join(f"the machine had a thread here, {thread.verdict}: {thread.why}" for _, thread in was)
            rulings.append(Ruling(decision, machine or _NOTHING, (), now if was else ()))
            continue
        held = [at for at, one in enumerate(threads) if _holds(one, points, decision.spots)]
        for at in held:
            threads[at] = replace(threads[at], set_aside=decision.id)
        machine = "; ".join(f"the machine's verdict is {threads[at].verdict}: {threads[at].why}" for at in held)
        rulings.append(Ruling(decision, machine or _NOTHING, (), tuple(threads[at].id for at in held)))
    return replace(dossier, threads=tuple(threads), rulings=tuple(rulings))


_NOTHING = "no thread holds these words any more"


def _named(point: Point, spots: Sequence[Spot]) -> bool:
    return any(_at(point, spot) for spot in spots)


def _at(point: Point, spot: Spot) -> bool:
    same = point.report == spot.report and spot.kind in ("", point.kind)
    return same and point.span.start < spot.span.end and spot.span.start < point.span.end


def _holds(thread: Thread, points: Mapping[str, Point], spots: Sequence[Spot]) -> bool:
    """Whether every spot is of a claim of the thread."""
    return bool(spots) and all(any(_at(points[claim], spot) for claim in thread.claims) for spot in spots)
