"""The commands of `python -m evaluation`: measure tasks, hold the gate, pin floors."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from evaluation import gate, tasks
from evaluation.corpora import HERE, shared_folder, state
from evaluation.scoring import Result, attempt, record

RESULTS = HERE / "results"


class Task(Protocol):
    """A module of `evaluation.tasks`."""

    CORPORA: tuple[str, ...]

    def measure(self, shared: Path) -> Result:
        """The figures of the task on the sets under `shared`."""
        ...


def names() -> list[str]:
    """Every task there is, sorted."""
    return sorted(found.name for found in pkgutil.iter_modules(tasks.__path__) if not found.name.startswith("_"))


def task(name: str) -> Task:
    """The task of that name."""
    return cast("Task", importlib.import_module(f"evaluation.tasks.{name}"))


def absent(name: str, shared: Path) -> list[str]:
    """Why a task cannot be measured here, a line for each set that is not present or not the one pinned."""
    return [line for line in (state(corpus, shared) for corpus in task(name).CORPORA) if line]


def measured(name: str, shared: Path) -> Result:
    """The result of one task; a task that crashes as a whole gives no figures, and its crash."""
    result, why = attempt(lambda: task(name).measure(shared), Result(name, ()))
    return result if why is None else Result(name, (), {}, (why,))


def table(result: Result) -> str:
    """The figures of a result as lines for a person: value, interval, right of wanted (and said, where it differs)."""
    width = max((len(figure.name) for figure in result.figures), default=0)
    lines = [f"— {result.task} —"]
    for figure in result.figures:
        value = "    –" if figure.value is None else f"{figure.value:5.3f}"
        interval = ""
        if figure.interval and figure.interval.low is not None and figure.interval.high is not None:
            interval = f"[{figure.interval.low:.3f}, {figure.interval.high:.3f}]"
        counts = ""
        if figure.counts:
            counts = f"{figure.counts.right}/{figure.counts.wanted}"
            if figure.counts.said != figure.counts.wanted:
                counts += f", said {figure.counts.said}"
        lines.append(f"{figure.name:<{width}}  {value}  {interval:<16}  {counts}".rstrip())
    lines.extend(f"CRASHED on {crash}" for crash in result.crashes)
    return "\n".join(lines)


def save(result: Result, folder: Path = RESULTS) -> Path:
    """Writes a result as JSON, figures and ids only, and gives its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{result.task}.json"
    path.write_text(json.dumps(record(result), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 when all holds (also when sets are not present, unless `--require`), 1 below a floor, 2 misuse."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument(
        "what", nargs="+", metavar="TASK", help=f"gate [TASK…], pin TASK…, ablations, or tasks: {', '.join(names())}"
    )
    parser.add_argument("--shared", help="folder of the data (default: WIREROOM_SHARED, or ../shared beside the repository)")
    parser.add_argument("--no-save", action="store_true", help="do not write evaluation/results")
    parser.add_argument("--require", action="store_true", help="a set that is not present fails")
    parser.add_argument("--lower", action="append", default=[], metavar="FIGURE=WHY", help="with pin: lower a floor, and why")
    parser.add_argument("--add", action="append", default=[], metavar="FIGURE", help="with pin: give it a floor, or all")
    options = parser.parse_args(arguments)
    shared = shared_folder(options.shared)
    if options.what == ["ablations"]:
        return _ablations(shared, keep=not options.no_save)
    verb = options.what[0] if options.what[0] in ("gate", "pin") else "measure"
    asked = options.what[1:] if verb != "measure" else options.what
    floors = gate.load()
    if not asked:
        asked = sorted(floors) if verb == "gate" else []
    unknown = sorted(set(asked) - set(names()))
    if unknown or not asked:
        print(f"no such task: {', '.join(unknown) or '(none named)'}; there are: {', '.join(names())}", file=sys.stderr)
        return 2
    failed = skipped = 0
    for name in asked:
        missing = absent(name, shared)
        changed = [line for line in missing if "CHANGED" in line]
        if missing:
            print(f"*** SKIPPED {name}: data not as pinned: {'; '.join(missing)}", file=sys.stderr)
            skipped += 1
            failed += bool(changed) or options.require
            continue
        before = time.perf_counter()
        result = measured(name, shared)
        print(table(result))
        print(f"{time.perf_counter() - before:.0f} s\n")
        if not options.no_save and not result.crashes:
            save(result)
        failed += _held(verb, name, result, floors, options.lower, options.add)
    if verb == "gate":
        print(f"gate: {len(asked) - skipped} of {len(asked)} tasks measured, {'FAILED' if failed else 'holds'}")
    return 1 if failed else 0


def _ablations(shared: Path, *, keep: bool) -> int:
    """Writes `results/ablations.md`; 2 where a set is missing or not the one pinned."""
    ablations = importlib.import_module("evaluation.ablations")
    missing = [line for line in (state(corpus, shared) for corpus in ablations.CORPORA) if line]
    if missing:
        print(f"*** SKIPPED ablations: data not as pinned: {'; '.join(missing)}", file=sys.stderr)
        return 2
    text = ablations.measure(shared)
    print(text)
    if keep:
        (RESULTS / "ablations.md").write_text(text, "utf-8")
    return 0


def _held(
    verb: str, name: str, result: Result, floors: dict[str, gate.Floors], lower: Sequence[str], add: Sequence[str]
) -> bool:
    """Whether the gate or the pinning of one task failed; says why on standard error."""
    known = floors.get(name, gate.Floors({}, {}, {}))
    if verb == "measure":
        return bool(result.crashes)
    if verb == "gate":
        lines = gate.failures(result, known)
        print("\n".join(f"FAIL {line}" for line in lines) or f"ok   {name}", file=sys.stderr if lines else sys.stdout)
        return bool(lines)
    reasons = dict(one.split("=", 1) for one in lower if "=" in one)
    try:
        floors[name] = gate.pinned(result, known, lower=reasons, add=add)
        gate.write(floors)
    except ValueError as error:
        print(f"not pinned: {error}", file=sys.stderr)
        return True
    return False
