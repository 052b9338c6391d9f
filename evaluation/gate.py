"""The gate: figures against floors. Below a floor it fails; re-pinning raises floors and never lowers one by accident.

The design follows trafilatura's `eval_gate.py`: floors in a file that is reviewed, a checksum for the data, a crash that
counts as a miss (`scoring.attempt`), and a loud line for everything that was not measured. A figure that has a floor and was
not given at all is below it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.scoring import Result

FLOORS = Path(__file__).parent / "floors.toml"
MARGIN = 0.005
"""How far below a measured figure its floor is pinned: less than one finding or speaker of any set here is worth."""
HEAD = """\
# Floors that the gate holds (a figure below its floor fails), and ceilings for figures that should stay small.
# Written by `python -m evaluation pin TASK`, which only ever tightens; `--lower FIGURE=WHY` lowers one and notes why.
"""


@dataclass(frozen=True, slots=True)
class Floors:
    """What one task must reach: floors and ceilings by figure, and why any of them was lowered or loosened."""

    floors: Mapping[str, float]
    ceilings: Mapping[str, float]
    lowered: Mapping[str, str]


def load(file: Path = FLOORS) -> dict[str, Floors]:
    """The floors of every task; none when there is no file yet."""
    if not file.exists():
        return {}
    with file.open("rb") as handle:
        rows = tomllib.load(handle)
    return {name: Floors(row.get("floors", {}), row.get("ceilings", {}), row.get("lowered", {})) for name, row in rows.items()}


def failures(result: Result, floors: Floors) -> list[str]:
    """One line a figure that breaks its floor or ceiling, by name; a crash is a line too. Empty when all hold."""
    given = {figure.name: figure.value for figure in result.figures}
    lines = [f"{result.task}: crashed on {crash}" for crash in result.crashes]
    for name, floor in sorted(floors.floors.items()):
        value = given.get(name)
        if value is None or value < floor:
            lines.append(f"{result.task}: {name} is {_shown(value)}, below its floor {floor:.4f}")
    for name, ceiling in sorted(floors.ceilings.items()):
        value = given.get(name)
        if value is None or value > ceiling:
            lines.append(f"{result.task}: {name} is {_shown(value)}, above its ceiling {ceiling:.4f}")
    return lines


def _shown(value: float | None) -> str:
    return "missing" if value is None else f"{value:.4f}"


def pinned(result: Result, floors: Floors, *, lower: Mapping[str, str] | None = None, add: Collection[str] = ()) -> Floors:
    """Floors drawn up to just below what was measured, ceilings down to just above. A figure without either gains a floor
    when it is named in `add`, or `all` is, and it has a value.

    Raises ValueError, naming every figure, when one lies beyond its floor or ceiling and `lower` gives no reason for it: a
    floor goes down by a decision, never by running a command again."""
    reasons = dict(lower or {})
    given = {figure.name: figure.value for figure in result.figures}
    refused = [
        line for line in failures(replace(result, crashes=()), floors) if not any(f" {name} is " in line for name in reasons)
    ]
    if refused or result.crashes:
        raise ValueError("; ".join([*refused, *result.crashes]))
    new = [
        name
        for name, value in given.items()
        if (name in add or "all" in add) and value is not None and name not in {*floors.floors, *floors.ceilings}
    ]
    wanted = {**dict.fromkeys(new, 0.0), **floors.floors}
    raised = {name: _below(given.get(name), floor, loosen=name in reasons) for name, floor in wanted.items()}
    tightened = {name: _above(given.get(name), bound, loosen=name in reasons) for name, bound in floors.ceilings.items()}
    return Floors(raised, tightened, {**floors.lowered, **reasons})


def _below(value: float | None, floor: float, *, loosen: bool) -> float:
    wanted = round(max(0.0, (value or 0.0) - MARGIN), 4)
    return wanted if loosen else max(floor, wanted)


def _above(value: float | None, ceiling: float, *, loosen: bool) -> float:
    if value is None:
        return ceiling
    wanted = round(value + MARGIN, 4)
    return wanted if loosen else min(ceiling, wanted)


def write(tasks: Mapping[str, Floors], file: Path = FLOORS) -> None:
    """Writes the floors of every task, sorted, so that a change of one floor is a change of one line."""
    lines = [HEAD]
    for name, one in sorted(tasks.items()):
        for table, rows in (("floors", one.floors), ("ceilings", one.ceilings), ("lowered", one.lowered)):
            if rows:
                lines.append(f"[{name}.{table}]")
                lines.extend(f"{json.dumps(key)} = {json.dumps(value)}" for key, value in sorted(rows.items()))
                lines.append("")
    file.write_text("\n".join(lines), "utf-8")
