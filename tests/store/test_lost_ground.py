"""The ground gone from under a desk at work: a disk that is really full, a server that is stopped in the middle."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import postgresql
from tests.durability.killed import contents
from tests.store.invented import captures, report
from tests.store.remembering import Remembering

from wireroom import cli
from wireroom.desk import DeskRules, Progress
from wireroom.duty import Duty
from wireroom.ports import StoreError
from wireroom.store.store import SqlStore

AT, RULES = "2026-04-01T08:00:00Z", "r1"


def _mounted(*words: str) -> bool:
    tool = shutil.which(words[0])
    return tool is not None and not subprocess.run([tool, *words[1:]], check=False, capture_output=True).returncode


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte; skipped where none may be mounted."""
    place = tmp_path / "small"
    place.mkdir()
    if not _mounted("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)):
        pytest.skip("no file system may be mounted here")
    yield place
    _mounted("umount", "-l", str(place))


def test_a_full_disk_costs_nothing_that_was_kept(small: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    given = tmp_path / "reports.jsonl"
    given.write_text("".join(json.dumps(report(number)) + "\n" for number in range(28)), "utf-8")
    place, whole = str(small / "a.db"), str(tmp_path / "whole.db")
    assert cli.run(["add", str(given), "--store", place, "--quiet"]) == 2
    said = capfd.readouterr().err
    assert said.count("\n") == 1
    assert "no room left" in said
    assert cli.run(["verify", "--store", place]) == 0
    assert cli.run(["stories", "--store", place, "-o", str(tmp_path / "stories.txt")]) in (0, 1)
    assert _mounted("mount", "-o", "remount,size=64m", str(small))
    assert cli.run(["add", str(given), "--store", place, "--quiet"]) == 0
    assert cli.run(["add", str(given), "--store", whole, "--quiet"]) == 0
    assert contents(place) == contents(whole)


@pytest.fixture
def own_server() -> Iterator[Any]:
    """A PostgreSQL of this test alone, which may be stopped; skipped where none can run."""
    with postgresql() as started:
        yield started


def _work(place: str, engine: Remembering, rules: DeskRules, progress: Progress) -> None:
    with SqlStore(place) as store, store.working() as alone:
        assert alone
        Duty(store, engine, rules, RULES, progress).take_up()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # sockets that the driver leaves open
def test_a_server_that_is_stopped_in_the_middle(own_server: Any, tmp_path: Path, engine: Remembering, rules: DeskRules) -> None:
    own_server.psql("CREATE DATABASE desk;")
    place, whole = f"postgresql://postgres@/desk?host={own_server.pgdata}", str(tmp_path / "whole.db")
    items = captures(45)
    stopped: list[str] = []

    def stop(doing: str, done: int, _: int) -> None:
        if not stopped and (doing, done >= 16) == ("taking up", True):
            stopped.append(doing)
            os.kill(own_server.get_pid(), signal.SIGQUIT)  # at once, as when the machine goes off
            own_server.get_postmaster_info().process.wait(20)

    with SqlStore(place) as store:
        store.receive(items, AT)
    with pytest.raises(StoreError, match="the server is gone") as error:
        _work(place, engine, rules, stop)
    assert stopped
    assert "\n" not in str(error.value)
    del error
    gc.collect()
    assert cli.run(["stories", "--store", place]) == 2
    own_server.ensure_postgres_running()
    with SqlStore(place) as store, store.working() as alone:
        assert alone
        assert 0 < store.counts().pending < len(items)
        assert list(store.faults()) == []
        Duty(store, engine, rules, RULES).take_up()
    with SqlStore(whole) as store:
        store.receive(items, AT)
        Duty(store, engine, rules, RULES).take_up()
    assert contents(place) == contents(whole)
