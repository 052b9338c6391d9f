"""A Spark cluster of two worker processes on this machine, whose executors and driver are killed while a run is on it.

    python -m tests.durability.cluster INPUT…

Runs the inputs five times: on this machine; by Spark in local mode, two workers; on the cluster undisturbed; on the cluster, an
executor killed twice in the middle; on the cluster, the driver killed in the middle and the command given again.
Every dataset must hold the same bytes, and what was marked before the driver died must not be touched again.
Needs the extra `spark` and Java."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

MASTER = "spark://127.0.0.1:17077"
WAIT = 900.0
EXECUTOR = b"CoarseGrainedExecutorBackend"


@contextmanager
def cluster(folder: Path) -> Iterator[None]:
    """A master and two workers of one core each, as processes of their own."""
    found = find_spec("pyspark")
    assert found is not None
    assert found.origin is not None
    home = Path(found.origin).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(folder / "work"),
    }
    base = [str(home / "bin" / "spark-class")]
    master = ["org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "17077", "--webui-port", "0"]
    worker = ["org.apache.spark.deploy.worker.Worker", MASTER, "--cores", "1", "--memory", "2g", "--webui-port", "0"]
    log = (folder / "cluster.log").open("wb")
    started: list[subprocess.Popen[bytes]] = []
    try:
        for command in (master, worker, worker):
            started.append(subprocess.Popen([*base, *command], env=environment, stdout=log, stderr=log))
            time.sleep(6)
        yield
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()
        log.close()


def executors() -> list[int]:
    """The processes that are executors of this cluster."""
    found = []
    for path in Path("/proc").iterdir():
        if path.name.isdecimal():
            try:
                line = (path / "cmdline").read_bytes()
            except OSError:
                continue
            if EXECUTOR in line and b"127.0.0.1" in line:
                found.append(int(path.name))
    return sorted(found)


def command(inputs: Sequence[str], out: Path, *options: str) -> list[str]:
    """The command of one run."""
    return [sys.executable, "-m", "wireroom.cli", "run", *inputs, "--out", str(out), *options]


def started(inputs: Sequence[str], out: Path, options: Sequence[str]) -> subprocess.Popen[str]:
    """One run, in a group of processes of its own."""
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"}
    return subprocess.Popen(
        command(inputs, out, *options), stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment
    )


def marks(out: Path) -> dict[Path, int]:
    """What is finished, and since when."""
    return {path: path.stat().st_mtime_ns for path in out.glob("_marks/*/*.json")}


def told(out: Path, units: int) -> str:
    """How many units are finished, and the step that the latest of them is of."""
    found = marks(out)
    latest = max(found, key=lambda path: found[path])
    return f"after {len(found)} of {units} units, the latest of {latest.parent.name!r}"


def until(out: Path, count: int, process: subprocess.Popen[str]) -> None:
    """Waits until so many units are finished."""
    end = time.monotonic() + WAIT
    while len(marks(out)) < count and process.poll() is None and time.monotonic() < end:
        time.sleep(0.2)


def tree(out: Path) -> dict[str, bytes]:
    """Every file of a dataset with its bytes, marks left out."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and "_marks" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def ended(process: subprocess.Popen[str], what: str, begun: float) -> None:
    """Waits for a run that must end well."""
    _, errors = process.communicate(timeout=WAIT)
    lines = [
        line
        for line in errors.replace("\r", "\n").splitlines()
        if "a second)" in line or "finished before" in line or " s (" in line
    ]
    print(f"{what}: status {process.returncode}, {time.monotonic() - begun:.0f} s; {'; '.join(lines[-2:])}", flush=True)
    assert process.returncode == 0, errors[-2000:]


def main() -> None:
    """Print a line a run, and whether all bytes are equal."""
    parser = argparse.ArgumentParser(prog="python -m tests.durability.cluster", description=__doc__)
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--skip-readings", action="store_true")
    given = parser.parse_args()
    also = ["--skip-readings"] if given.skip_readings else []
    spark = ["--engine", "spark", "--master", MASTER, *also]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begun = time.monotonic()
        ended(started(given.inputs, folder / "local", ["--jobs", "2", *also]), "this machine", begun)
        wanted, units = tree(folder / "local"), len(marks(folder / "local"))
        begun = time.monotonic()
        local = ["--engine", "spark", "--master", "local[2]", *also]
        ended(started(given.inputs, folder / "mode", local), "local mode, two workers", begun)
        assert tree(folder / "mode") == wanted
        with cluster(folder):
            begun = time.monotonic()
            ended(started(given.inputs, folder / "whole", spark), "cluster", begun)
            assert tree(folder / "whole") == wanted
            begun = time.monotonic()
            process = started(given.inputs, folder / "workers", spark)
            for share in (3, 2):
                until(folder / "workers", units // share, process)
                for executor in executors()[:1]:
                    os.kill(executor, signal.SIGKILL)
                    print(f"killed an executor {told(folder / 'workers', units)}", flush=True)
            ended(process, "an executor killed twice", begun)
            assert tree(folder / "workers") == wanted
            begun = time.monotonic()
            process = started(given.inputs, folder / "driver", spark)
            until(folder / "driver", units // 2, process)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            print(f"killed the driver {told(folder / 'driver', units)}", flush=True)
            time.sleep(10)
            before = marks(folder / "driver")  # what the executors still finished
            ended(started(given.inputs, folder / "driver", spark), "the driver killed, and again", begun)
            after = marks(folder / "driver")
            assert {path: after[path] for path in before} == before
            assert tree(folder / "driver") == wanted
        print(f"equal bytes in all: {len(wanted)} files, {units} units; {len(before)} of them not done again", flush=True)


if __name__ == "__main__":
    main()
