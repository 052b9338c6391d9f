"""What of a run is finished: a mark a part, written when the part is whole, with what the part gave in numbers.

Marks lie in `_marks` of the dataset, a folder a step; readers of Parquet pass folders over whose name begins with `_`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wireroom.dataset.schema import TABLES, VERSION
from wireroom.dataset.whole import whole
from wireroom.model import digest
from wireroom.ports import InputError

Tally = dict[str, Any]
MARKS, WORK, SUMMARY = "_marks", "_work", "summary.json"


def marked(folder: Path, step: str, unit: str) -> Tally | None:
    """What a unit of a step gave, or None when it is not finished, or not readable as such."""
    return _object(_path(folder, step, unit))


def summary(folder: Path) -> Tally | None:
    """The summary of a finished run; None where there is none, or none that is readable as such."""
    return _object(folder / SUMMARY)


def _object(path: Path) -> Tally | None:
    with suppress(OSError, ValueError):
        found = json.loads(path.read_text("utf-8"))
        if isinstance(found, dict):
            return found
    return None


def made_with(rules: str) -> str:
    """What a summary has for its rules: the digest of the rules, and of the schema."""
    return digest(rules, VERSION)


def mark(folder: Path, step: str, unit: str, tally: Tally) -> None:
    """Notes that a unit is finished; whole or not there."""
    with whole(_path(folder, step, unit)) as beside:
        beside.write_text(json.dumps(tally), "utf-8")


def _path(folder: Path, step: str, unit: str) -> Path:
    return folder / MARKS / step / f"{quote(unit, safe='=-')}.json"


def sweep(folder: Path) -> None:
    """Removes what processes that were killed left half written beside its place; for when nobody writes any more."""
    for path in chain(folder.glob(f".{SUMMARY}.*"), *((folder / name).rglob(".*") for name in (*TABLES, MARKS))):
        path.unlink(missing_ok=True)


def opened(folder: Path, made_from: Mapping[str, str], *, anew: bool = False) -> None:
    """Makes a folder ready for a run, or takes up the run that is there; with `anew` what a run left there is removed first.

    `made_from` is what decides the result, by what it is called, as digests. Raises InputError when the folder holds something
    that is no run, or a run of something else: nothing of it is touched."""
    run = folder / MARKS / "run.json"
    removed = anew and run.exists()
    if removed:
        run.write_text("{}", "utf-8")  # broken off from here on, it is no run of anything
        for name in (*TABLES, WORK, MARKS):
            shutil.rmtree(folder / name, ignore_errors=True)
        (folder / SUMMARY).unlink(missing_ok=True)
    if run.exists():
        try:
            before = json.loads(run.read_text("utf-8"))
            changed = [name for name, value in made_from.items() if before.get(name) != value]
        except (OSError, ValueError, AttributeError):
            changed = ["record"]
        if changed:
            raise InputError(f"{folder} holds a run with other {' and '.join(changed)}; name another folder, or add --anew")
        return
    if not removed and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is there and holds no run; name a folder that is empty or not there")
    with whole(run) as beside:
        beside.write_text(json.dumps(dict(made_from), indent=1), "utf-8")
