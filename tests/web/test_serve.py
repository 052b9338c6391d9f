"""`wireroom serve`: says its address, answers, and ends cleanly; what it cannot do is one line."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from wireroom.cli import run

COMMAND = (sys.executable, "-m", "wireroom.cli", "serve")


def started(store: Path) -> tuple[subprocess.Popen[str], str]:
    found = subprocess.Popen([*COMMAND, "--store", str(store), "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert found.stderr is not None
    line = found.stderr.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+/", line)
    assert address is not None, line
    return found, address.group()


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM])
def test_it_says_its_address_answers_and_ends_cleanly(
    demo: Path, order: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    process, address = started(demo)
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert b"Sable Star" in answer.read()
        port = address.rsplit(":", 1)[1].strip("/")
        assert run(["serve", "--store", str(demo), "--port", port]) == 2
        assert "is taken" in capsys.readouterr().err.splitlines()[-1]
        process.send_signal(order)
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


@pytest.mark.parametrize("options", [["--host", "0.0.0.0"], ["--store", "nowhere.db"]])
def test_what_it_cannot_do_is_one_line(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", *options]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
