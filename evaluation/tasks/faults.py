"""Faults planted in copies and light rewrites of real reports, found as a pair of passages; alarms where there is none.

`copy.KIND` and `rewrite.KIND` are recall by kind of fault; `copy` and `rewrite` over all kinds; `even` over the stories on
which nothing was tuned. `false_alarms` is alarms a control, which should stay small; `tied` the planted children that one
lineage holds with their parent. The gate measures a seeded fifth of the stories; `python -m evaluation.faults` all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.faults.brief import Desk
from evaluation.faults.make import KINDS, Case, cases
from evaluation.faults.score import alarms, finds, tied
from evaluation.scoring import Counts, Figure, Result, attempt, bootstrap, share, total

CORPORA = ("giveme5w1h", "ecbplus-texts")
SHARE = 0.2
"""The seeded part of the stories that the gate measures: some two hundred faults, in a few minutes."""
Record = Mapping[str, Any]
Maker = Callable[[Case], Record]


def measure(shared: Path, *, part: float = SHARE, maker: Maker | None = None) -> Result:
    """The figures over the cases of a seeded part of the stories; `maker` gives the dossier of a case."""
    make = maker or Desk().dossier
    scored: list[tuple[Case, Counts, int, bool]] = []
    missed: list[str] = []
    false: list[dict[str, str]] = []
    crashes = []
    for case in cases(shared, share=part):
        empty: Record = {"stories": []}
        dossier, why = attempt(lambda case=case: make(case), empty)  # type: ignore[misc]
        if why:
            crashes.append(f"{case.id}: {why}")
        found = list(alarms(dossier, str(case.parent["id"]), str(case.child["id"])))
        hit = case.kind is not None and any(finds(one, case) for one in found)
        beside = [one for one in found if case.kind is None or not finds(one, case)]
        if case.kind is not None and not hit:
            missed.append(f"{case.id} {case.manner} {case.sort}")
        if case.kind is None and beside:
            false.append({"case": case.id, "alarms": ", ".join(one.kind for one in beside)})
        scored.append((case, share(int(hit), 1), len(beside), tied(dossier, str(case.parent["id"]), str(case.child["id"]))))
    details = {
        "planted": sum(case.kind is not None for case, *_ in scored),
        "controls": sum(case.kind is None for case, *_ in scored),
        "sorts": dict(sorted(_sorts(scored).items())),
        "missed": missed,
        "false_alarms": false,
    }
    return Result("faults", tuple(figures_of(scored)), details, tuple(crashes))


def figures_of(scored: Sequence[tuple[Case, Counts, int, bool]]) -> list[Figure]:
    """Recall by manner and kind, false alarms a control, alarms beside the fault a planted child, and the share tied."""
    made = []
    planted = [one for one in scored if one[0].kind is not None]
    for half in ("", "even."):
        inside = [one for one in planted if not half or one[0].held_out]
        for manner in ("copy", "rewrite"):
            own = [one for one in inside if one[0].manner == manner]
            made.append(_plain(f"{half}{manner}", [hit for _, hit, _, _ in own]))
            made.extend(
                _plain(f"{half}{manner}.{kind}", [hit for case, hit, _, _ in own if case.kind == kind]) for kind in KINDS
            )
        controls = [one for one in scored if one[0].kind is None and (not half or one[0].held_out)]
        for manner in ("copy", "rewrite"):
            units = [Counts(count, 1, 1) for case, _, count, _ in controls if case.manner == manner]
            made.append(_plain(f"{half}false_alarms.{manner}", units))
        made.append(_plain(f"{half}false_alarms", [Counts(count, 1, 1) for _, _, count, _ in controls]))
    made.append(_plain("beside", [Counts(count, 1, 1) for _, _, count, _ in planted]))
    made.append(_plain("tied", [share(int(joined), 1) for *_, joined in planted]))
    return made


def _sorts(scored: Sequence[tuple[Case, Counts, int, bool]]) -> dict[str, str]:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for case, hit, _, _ in scored:
        if case.kind is not None:
            asked[f"{case.kind} {case.sort} {case.manner}"] += 1
            right[f"{case.kind} {case.sort} {case.manner}"] += hit.right
    return {name: f"{right[name]}/{count}" for name, count in asked.items()}


def _plain(name: str, units: Sequence[Counts]) -> Figure:
    whole = total(units)
    value = None if whole.recall is None else round(whole.recall, 4)
    return Figure(name, value, whole, bootstrap(units, lambda counts: counts.recall))
