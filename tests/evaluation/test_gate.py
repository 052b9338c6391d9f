"""The gate: below a floor it fails, a missing figure is below its floor, and pinning never lowers by accident."""

from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.corpora import Corpus, checksum, corpora, state
from evaluation.gate import Floors, failures, load, pinned, write
from evaluation.run import main, names, task
from evaluation.scoring import Counts, Figure, Result

from evaluation import gate

FLOORS = Floors({"f1": 0.80, "recall": 0.50}, {"alarms": 0.10}, {})


def result(f1: float | None = 0.85, recall: float = 0.50, alarms: float = 0.05, crashes: tuple[str, ...] = ()) -> Result:
    made = (Figure("f1", f1), Figure("recall", recall, Counts(1, 2, 2)), Figure("alarms", alarms))
    return Result("quote", made, {}, crashes)


def test_all_hold() -> None:
    assert failures(result(), FLOORS) == []


def test_what_fails() -> None:
    assert failures(result(f1=0.79), FLOORS) == ["quote: f1 is 0.7900, below its floor 0.8000"]
    assert failures(result(f1=None), FLOORS) == ["quote: f1 is missing, below its floor 0.8000"]
    assert failures(result(alarms=0.2), FLOORS) == ["quote: alarms is 0.2000, above its ceiling 0.1000"]
    assert failures(result(crashes=("x: boom",)), FLOORS) == ["quote: crashed on x: boom"]


def test_pinning_tightens() -> None:
    tight = pinned(result(f1=0.90), FLOORS)
    assert tight.floors == {"f1": 0.895, "recall": 0.50}
    assert tight.ceilings == {"alarms": 0.055}


def test_pinning_refuses_to_lower_without_a_reason() -> None:
    with pytest.raises(ValueError, match=r"f1 is 0\.7000"):
        pinned(result(f1=0.70), FLOORS)
    with pytest.raises(ValueError, match="boom"):
        pinned(result(crashes=("boom",)), FLOORS)
    low = pinned(result(f1=0.70), FLOORS, lower={"f1": "the gold was corrected"})
    assert low.floors["f1"] == 0.695
    assert low.lowered == {"f1": "the gold was corrected"}
    with pytest.raises(ValueError, match="recall is"):
        pinned(result(f1=0.70, recall=0.1), FLOORS, lower={"f1": "the gold was corrected"})


def test_a_figure_gains_a_floor_only_when_named() -> None:
    assert set(pinned(result(), Floors({}, {}, {})).floors) == set()
    assert pinned(result(), Floors({}, {}, {}), add=["f1"]).floors == {"f1": 0.845}
    assert set(pinned(result(), Floors({}, {"alarms": 0.1}, {}), add=["all"]).floors) == {"f1", "recall"}


def test_floors_are_written_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    write({"quote": FLOORS, "timex": Floors({"a.b": 0.5}, {}, {"a.b": 'said "so"'})}, path)
    assert load(path) == {"quote": FLOORS, "timex": Floors({"a.b": 0.5}, {}, {"a.b": 'said "so"'})}
    assert load(tmp_path / "none.toml") == {}


def test_a_set_is_known_by_its_checksum(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "one.txt").write_text("one", "utf-8")
    corpus = Corpus("x", "", "", "", ("set",), None)
    before = checksum(corpus, tmp_path)
    (tmp_path / "set" / "one.txt").write_text("two", "utf-8")
    assert before is not None
    assert checksum(corpus, tmp_path) not in (None, before)
    assert checksum(corpus, tmp_path / "elsewhere") is None


def test_absent_data_is_said_and_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dossier", "--shared", str(tmp_path)]) == 0
    assert "*** SKIPPED dossier" in capsys.readouterr().err
    assert main(["dossier", "--shared", str(tmp_path), "--require"]) == 1
    assert main(["no-such-task"]) == 2
    assert state("nowhere", tmp_path) == "nowhere: not in corpora.toml"


def test_every_task_names_known_sets_and_every_floor_a_task() -> None:
    known = corpora()
    assert all(set(task(name).CORPORA) <= set(known) for name in names())
    assert set(gate.load()) <= set(names())
    assert all(corpus.sha256 and corpus.licence and corpus.origin for corpus in known.values())
