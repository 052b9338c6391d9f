"""A run gives what `brief` gives, in the same bytes however it is worked, and does nothing twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from tests.run.conftest import ran, tree

from wireroom import cli, desk
from wireroom.batch import candidates, components, stories, taking, ties
from wireroom.dataset.files import nouns
from wireroom.desk import DeskRules
from wireroom.engine.local import LocalEngine
from wireroom.intake import slices
from wireroom.intake.files import captures
from wireroom.lineage import trace
from wireroom.model import Dossier, Lineage, Reading, Rejection, Report, Stories, Story, Suspicion
from wireroom.ports import InputError, MissingError, Tools
from wireroom.story import gather
from wireroom.surroundings import Neighbourhoods

Item = TypeVar("Item")
Result = TypeVar("Result")
Noun = TypeVar("Noun")


def held(out: Path, table: str, kind: type[Noun]) -> list[Noun]:
    return [noun for path in sorted((out / table).rglob("*.parquet")) for noun in nouns(kind, path)]


def test_a_run_gives_what_brief_gives(inputs: list[str], dataset: Path, rules: DeskRules, engine: LocalEngine) -> None:
    reports, refused = desk.take(captures(inputs), engine=engine, rules=rules.report)
    reports, readings, failed = desk.understand(reports, engine=engine, rules=rules.reading)
    lineages = trace(reports, engine.tools.encoder, rules.lineage)
    told = gather(reports, lineages, rules.story)
    assert len(reports) > rules.lineage.all_pairs
    assert sorted(held(dataset, "reports", Report), key=lambda one: one.id) == list(reports)
    assert sorted(held(dataset, "readings", Reading), key=lambda one: one.report) == list(readings)
    assert held(dataset, "rejections", Rejection) == [*refused, *failed]
    assert {one.reason for one in refused} == {"empty", "wrong_shape", "duplicate"}
    tied = [replace(line, id=line.reports[0]) for line in lineages.lineages if line.derivations]
    assert tied
    assert held(dataset, "lineages", Lineage) == tied
    assert tuple(held(dataset, "suspicions", Suspicion)) == lineages.suspicions
    assert sorted(held(dataset, "stories", Story), key=lambda one: one.id) == sorted(told.stories, key=lambda one: one.id)
    near = Neighbourhoods(lineages)
    wanted = [
        desk.write_up(Stories((one,)), reports, readings, near.of(one), tools=engine.tools, rules=rules.dossier)[0]
        for one in told.stories
    ]
    key = lambda one: one.story  # noqa: E731
    assert sorted(held(dataset, "dossiers", Dossier), key=key) == sorted(wanted, key=key)


def test_the_summary_counts_everything(dataset: Path) -> None:
    summary = json.loads((dataset / "summary.json").read_text("utf-8"))
    assert summary["captures"] == summary["reports"] + summary["rejections"] == 65
    assert summary["dossiers"] == summary["stories"] > 3
    assert sum(summary["reasons"].values()) == summary["rejections"]
    assert not (dataset / "_work").exists()
    assert (dataset / "reports" / "day=unknown").is_dir()


def test_the_same_bytes_over_processes_and_in_any_order(
    inputs: list[str], dataset: Path, rules: DeskRules, tmp_path: Path
) -> None:
    engine = LocalEngine(2, chunk=1, keep=True)
    ran(inputs[::-1], tmp_path / "out", rules, engine)
    engine.stop()
    assert tree(tmp_path / "out") == tree(dataset)


def test_small_shares_change_nothing(
    inputs: list[str], rules: DeskRules, engine: LocalEngine, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every bucket and range that a large run has, on a small one."""
    for module, name, size in (
        (slices, "SHARE_BYTES", 700), (slices, "TURN", 3), (slices, "FILES", 1), (taking, "FLUSH", 4), (taking, "BUCKET", 9),
        (candidates, "ENTRIES", 150), (candidates, "CODES", 40), (candidates, "PAIRS", 7), (ties, "LINES", 5),
        (stories, "STORIES", 1),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, size)
    monkeypatch.setattr(components.label, "__defaults__", (3,))
    ran(inputs, tmp_path / "out", rules, engine, skip_readings=True)
    for table, kind in (("lineages", Lineage), ("suspicions", Suspicion), ("rejections", Rejection)):
        assert held(tmp_path / "out", table, kind) == held(dataset, table, kind)
    for table, kind in (("reports", Report), ("stories", Story)):
        assert sorted(held(tmp_path / "out", table, kind), key=repr) == sorted(held(dataset, table, kind), key=repr)


class Broken(LocalEngine):
    """An engine that breaks off after so many results, each already whole."""

    left = 0

    def map(self, work: Callable[[Tools, Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        for result in super().map(work, items):
            if self.left == 0:
                raise KeyboardInterrupt
            self.left -= 1
            yield result


def test_what_was_finished_is_not_done_again(
    inputs: list[str], rules: DeskRules, dataset: Path, tmp_path: Path, engine: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    reading = desk.reading_of

    def counted(rules: Any, tools: Tools, report: Report) -> Reading | Rejection:
        done.append(report.id)
        return reading(rules, tools, report)

    monkeypatch.setattr(desk, "reading_of", counted)
    broken = Broken()
    broken.tools = engine.tools
    tries = 0
    while True:
        tries += 1
        broken.left = 9 + 6 * tries
        try:
            ran(inputs, tmp_path / "out", rules, broken)
            break
        except KeyboardInterrupt:
            assert not (tmp_path / "out" / "summary.json").exists()
    assert tries > 5
    assert len(done) == len(set(done)) > 48
    assert tree(tmp_path / "out") == tree(dataset)
    ran(inputs, tmp_path / "out", rules, broken)
    assert len(done) == len(set(done))


def test_a_run_that_was_killed_goes_on(inputs: list[str], dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "wireroom.cli", "run", *inputs, "--out", str(out), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as killed:
        end = time.monotonic() + 120
        while not list(out.glob("readings/*/*")) and time.monotonic() < end and killed.poll() is None:
            time.sleep(0.05)
        os.killpg(killed.pid, signal.SIGKILL)
    before = {path: path.stat().st_mtime_ns for path in out.glob("_marks/*/*.json")}
    assert before
    for name in (
        "reports/day=2013-04-03/.part-00000.parquet.1",
        "_marks/read/.one.json.1",
    ):  # as a process in the middle leaves it
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(b"PAR1")
    again = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert again.returncode == 0, again.stderr[-800:]
    assert "units were finished before" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in before} == before
    made, whole = tree(out), tree(dataset)
    assert made.keys() == whole.keys()
    assert not list(out.rglob(".*"))
    apart = {name for name in whole if made[name] != whole[name]}
    assert apart == {"summary.json"}  # it names the rules, which the other run was told to call otherwise


def test_another_run_in_the_folder_is_refused(
    inputs: list[str], dataset: Path, rules: DeskRules, engine: LocalEngine, tmp_path: Path
) -> None:
    before = tree(dataset)
    with pytest.raises(InputError, match="other inputs; name another folder, or add --anew"):
        ran(inputs[:1], dataset, rules, engine)
    with pytest.raises(InputError, match="other readings"):
        ran(inputs, dataset, rules, engine, skip_readings=True)
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="holds no run"):
        ran(inputs, tmp_path, rules, engine)
    assert tree(dataset) == before
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_anew_removes_a_run_and_nothing_else(inputs: list[str], rules: DeskRules, engine: LocalEngine, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran(inputs[1:], out, rules, engine)
    (out / "mine.txt").write_text("mine")
    assert ran(inputs[:1], out, rules, engine, anew=True, skip_readings=True)["reports"] == 61
    assert (out / "mine.txt").read_text() == "mine"
    assert not (out / "readings").exists()


def test_a_damaged_part_is_one_line(inputs: list[str], rules: DeskRules, tmp_path: Path, engine: LocalEngine) -> None:
    broken = Broken()
    broken.tools, broken.left = engine.tools, 8
    with pytest.raises(KeyboardInterrupt):
        ran(inputs, tmp_path / "out", rules, broken)
    for path in (tmp_path / "out" / "_work").rglob("*.parquet"):
        path.write_bytes(b"PAR1 and nothing of it")
    with pytest.raises(InputError, match="not a whole part of a dataset"):
        ran(inputs, tmp_path / "out", rules, engine)


def test_a_damaged_summary_is_one_line(inputs: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    command = ["run", *inputs[:1], "--out", str(out), "--jobs", "1", "--skip-readings"]
    assert cli.run(command) == 0
    whole = (out / "summary.json").read_bytes()
    for bytes_ in (whole[: len(whole) // 2], b"[]", b"\xff"):
        (out / "summary.json").write_bytes(bytes_)
        capsys.readouterr()
        assert cli.run(command) == 2
        assert capsys.readouterr().err.splitlines() == [f"wireroom: {out / 'summary.json'} is damaged: --anew runs again"]
    assert cli.run([*command, "--anew"]) == 0
    assert (out / "summary.json").read_bytes() == whole


def test_the_command(inputs: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["run", *inputs, "--out", str(tmp_path / "out"), "--jobs", "1", "--skip-readings"]
    assert cli.run(command) == 0
    assert "65 received, 62 reports; 3 left out" in capsys.readouterr().err
    assert cli.run(command) == 0
    assert "nothing was left to do" in capsys.readouterr().err
    assert cli.run([*command, "--master", "local[1]"]) == 2
    assert cli.run(["run", "-", "--out", str(tmp_path / "other")]) == 2
    assert cli.run(["run", "https://example.org/", "--out", str(tmp_path / "other")]) == 2
    assert "it must be able to read them again" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_files_of_an_object_store(rules: DeskRules, engine: LocalEngine, tmp_path: Path) -> None:
    import fsspec

    store: Any = fsspec.filesystem("memory")
    store.pipe(
        "/month/day/one.jsonl", b'{"id": "a", "text": "A ferry and a tug collided off Portmere on Wednesday, police said."}'
    )
    store.pipe("/month/.hidden/two.jsonl", b'{"id": "b", "text": "hidden"}')
    try:
        found = slices.pieces(["memory://month"])
        assert [(one.uri, one.itself) for one in found] == [("day/one.jsonl", False)]
        assert slices.pieces(["memory://month/day/*.jsonl"])[0].uri == "one.jsonl"
        assert ran(["memory://month"], tmp_path / "out", rules, engine, skip_readings=True)["reports"] == 1
        with pytest.raises(InputError, match="nothing to read"):
            slices.pieces(["memory://nowhere"])
        with pytest.raises(InputError, match="inside addresses"):
            slices.pieces(["memory://month::https://example.org/"])
        with pytest.raises(MissingError, match="s3 needs more"):
            slices.pieces(["s3://bucket/month"])
    finally:
        store.rm("/month", recursive=True)
