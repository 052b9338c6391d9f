"""An interrupt, or the death of the command: what was read is kept, no worker outlives it, and no traceback is shown."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from wireroom import cli
from wireroom.engine.local import LocalEngine
from wireroom.ports import Tools, WireroomError

TEXT = "PORT WESSEL, March {number} - Two people were hurt in a fire on Tuesday, police said. “It is out,” said Ana Brandt.\n"
ROOT = Path(__file__).parents[2]
WAIT = 120.0
"""Seconds before a test gives up: the machine may be busy."""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    lines = [json.dumps({"id": f"r{number:03d}", "text": TEXT.format(number=number % 28 + 1) * 40}) for number in range(200)]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def started(reports: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "wireroom.cli", "read", str(reports), "--jobs", "2", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)


def nobody_left(group: int) -> bool:
    """Whether every process of a group is gone, soon."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return False


def test_an_interrupt_keeps_what_was_read(reports: Path) -> None:
    command = started(reports)
    assert command.stdout
    first = command.stdout.readline()
    os.killpg(command.pid, signal.SIGINT)
    rest, errors = command.communicate(timeout=WAIT)
    assert command.returncode == 130
    assert "Traceback" not in errors
    assert errors.rstrip().endswith("wireroom: interrupted")
    read = [json.loads(line)["report"]["id"] for line in (first + rest).splitlines()]
    assert read == [f"r{number:03d}" for number in range(len(read))]
    assert 0 < len(read) < 200
    assert nobody_left(command.pid)


def test_an_interrupt_leaves_the_finished_part_beside_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("earlier\n")
    with suppress(KeyboardInterrupt), cli.sink(str(output)) as out:
        out.write("one\n")
        raise KeyboardInterrupt
    assert "out.jsonl.part" in capsys.readouterr().err
    assert output.read_text() == "earlier\n"
    assert (tmp_path / "out.jsonl.part").read_text() == "one\n"
    with cli.sink(str(output)) as out:
        out.write("two\n")
    assert output.read_text() == "two\n"
    assert not (tmp_path / "out.jsonl.part").exists()


def test_workers_end_with_a_command_that_is_killed() -> None:
    program = f"""from {__name__} import *
for number in LocalEngine(2).map(slow_when_even, list(range(10_000))): print(number, flush=True)"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, start_new_session=True, cwd=ROOT) as command:
        assert command.stdout
        assert command.stdout.readline() == b"0\n"
        command.kill()
        command.wait(WAIT)
        assert nobody_left(command.pid)


def test_a_worker_that_dies_is_one_error() -> None:
    with pytest.raises(WireroomError, match="a worker process died"):
        list(LocalEngine(2).map(dies, list(range(40))))


def test_results_come_in_order_and_lazily() -> None:
    found = LocalEngine(2).map(slow_when_even, list(range(50)))
    assert next(found) == 0
    assert isinstance(found, Iterator)
    assert list(found) == list(range(1, 50))


def dies(_: Tools, number: int) -> int:
    """Work that kills its process once."""
    if number == 11:
        os._exit(3)
    return number


def slow_when_even(_: Tools, number: int) -> int:
    """Work whose later items are done before the earlier ones."""
    time.sleep(0.01 if number % 2 == 0 else 0)
    return number
