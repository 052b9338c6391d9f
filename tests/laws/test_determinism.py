"""A batch is a function of the set of reports: equal bytes under any hash seed, order of files and number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(str(path) for path in (EXAMPLES / "ferry").iterdir() if path.is_file())


def output(*arguments: str, seed: str) -> bytes:
    """What `wireroom` writes in a process of its own under a hash seed."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "wireroom.cli", *arguments, "--quiet"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def reference() -> bytes:
    return output("brief", *FILES, "--format", "json", "--jobs", "1", seed="1")


def test_another_hash_seed_and_order_of_files(reference: bytes) -> None:
    assert len(reference) > 10_000
    assert output("brief", *reversed(FILES), "--format", "json", "--jobs", "1", seed="2") == reference


def test_two_processes(reference: bytes) -> None:
    assert output("brief", *FILES, "--format", "json", "--jobs", "2", seed="3") == reference


def test_readings_too() -> None:
    one = output("read", *FILES, "--jobs", "1", seed="4")
    assert one.count(b"\n") >= 8
    assert output("read", *reversed(FILES), "--jobs", "2", seed="5") == one


STREAM = """
import hashlib, json, sys
from wireroom import desk
from wireroom.arrivals import Stream
from wireroom.config import desk_rules
from wireroom.engine.local import LocalEngine
from wireroom.intake.files import captures

if __name__ == "__main__":
    engine, rules = LocalEngine(jobs=int(sys.argv[1])), desk_rules()
    reports, _ = desk.take(list(captures(sys.argv[2:])), engine=engine, rules=rules.report)
    stream = Stream(engine.tools.encoder, rules)
    told = [repr(stream.place(report)) for report in reports]
    print(len(told), hashlib.sha256(json.dumps([told, stream.state()]).encode()).hexdigest())
"""


def test_a_stream_is_the_same_over_any_number_of_processes_and_order_of_files(tmp_path: Path) -> None:
    script = tmp_path / "stream_of_files.py"
    script.write_text(STREAM, encoding="utf-8")
    said = set()
    for seed, jobs, files in (("6", "1", FILES), ("7", "2", FILES[::-1])):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, str(script), jobs, *files]
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
        assert done.returncode == 0, done.stderr.decode()
        said.add(done.stdout)
    assert len(said) == 1
    assert int(said.pop().split()[0]) > 5
