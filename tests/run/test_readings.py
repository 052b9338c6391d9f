"""A store that takes in what a run has read: the same store, and nothing read again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.durability.killed import contents

from wireroom.dataset.files import nouns
from wireroom.dataset.readings import Readings
from wireroom.desk import DeskRules
from wireroom.duty import Duty
from wireroom.engine.local import LocalEngine
from wireroom.intake.files import captures
from wireroom.model import Published, Report
from wireroom.ports import InputError, Tools
from wireroom.store.store import SqlStore

MADE_BY = "rules of a test"


class Counting:
    """An engine that counts the reports it reads."""

    def __init__(self, engine: LocalEngine) -> None:
        self._engine = engine
        self.read = 0

    @property
    def tools(self) -> Tools:
        return self._engine.tools

    def map(self, work: Callable[[Tools, Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        self.read += sum(isinstance(item, Report) for item in items)
        return self._engine.map(work, items)

    def group(self, spread: Any, fold: Any, items: Sequence[Any]) -> Iterator[Any]:
        return self._engine.group(spread, fold, items)


def filled(
    place: str, inputs: list[str], engine: Counting, rules: DeskRules, readings: Readings | None = None
) -> dict[str, bytes]:
    with SqlStore(place) as store, store.working():
        store.receive(list(captures(inputs)), "2026-04-01T08:00:00Z")
        Duty(store, engine, rules, MADE_BY, readings=readings).take_up()
    return contents(place)


def test_a_store_is_the_same_with_the_readings_of_a_run(
    inputs: list[str], dataset: Path, rules: DeskRules, engine: LocalEngine, tmp_path: Path
) -> None:
    plain, spared = Counting(engine), Counting(engine)
    want = filled(str(tmp_path / "plain.db"), inputs, plain, rules)
    assert filled(str(tmp_path / "spared.db"), inputs, spared, rules, Readings(dataset, MADE_BY)) == want
    assert plain.read > 60
    assert spared.read == 1  # the other text under an id that is taken


def test_another_text_or_day_is_read_anew(dataset: Path) -> None:
    part = min((dataset / "reports").rglob("*.parquet"))
    report = next(nouns(Report, part))
    readings = Readings(dataset, MADE_BY)
    assert [one and one.report for one in readings([report])] == [report.id]
    assert readings([replace(report, text=report.text + " More.")]) == [None]
    assert readings([replace(report, title="Another head")]) == [None]
    assert readings([replace(report, published=Published("1999-01-01"))]) == [None]


@pytest.mark.parametrize("broken", ["other rules", "no summary", "no readings", "damaged"])
def test_what_cannot_be_used_is_said_in_a_line(broken: str, dataset: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(dataset, copy)
    if broken == "no summary":
        (copy / "summary.json").unlink()
    elif broken == "no readings":
        shutil.rmtree(copy / "readings")
    elif broken == "damaged":
        next((copy / "readings").rglob("*.parquet")).write_bytes(b"PAR1 nothing")
    with pytest.raises(InputError) as told:
        Readings(copy, "other" if broken == "other rules" else MADE_BY)
    assert "\n" not in str(told.value)
    assert str(copy) in str(told.value)
