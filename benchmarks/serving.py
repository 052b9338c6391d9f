"""The web desk under load: `python -m benchmarks.serving STORE [--seconds 120] [--rate 20] [--add FILE]`.

Serves a store (a copy: `--add` changes it) and asks for dossiers and searches, as pages and as JSON, so many a second whether
answers come or not, and beside them for a style sheet, the peer: what that takes is the machine's and not ours. Says how long
each kind took, the memory of the server along the way, and its processor time. With `--add`, `wireroom add FILE` works on the
store meanwhile."""

from __future__ import annotations

import argparse
import http.client
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote, urlsplit

from wireroom.store.store import SqlStore

WORDS = (
    "police government president court killed senate vote russia economy school attack fire health bank storm election".split()
)
PEER = "style sheet"
TICKS = 100


class Load:
    """Requests sent at their time, each in a thread of its own; seconds by kind, and what was not answered with 200."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._lock = threading.Lock()
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []

    def ask(self, kind: str, path: str) -> None:
        """One request, timed from before the connection to the last byte."""
        start = time.perf_counter()
        try:
            connection = http.client.HTTPConnection(self._host, timeout=60)
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            told = "" if answer.status == 200 else f"{answer.status} {path}"
        except OSError as error:
            told = f"{error} {path}"
        with self._lock:
            self.seconds[kind].append(time.perf_counter() - start)
            if told:
                self.wrong.append(told)

    def send(self, ids: list[str], rate: float, seconds: float, watch: list[int], pid: int) -> None:
        """Sends for so many seconds; `watch` gets the memory of the server every ten, in MB."""
        chance = random.Random(7)
        kinds = {
            "dossier page": lambda: f"/stories/{quote(chance.choice(ids), safe='')}",
            "dossier JSON": lambda: f"/api/v1/stories/{quote(chance.choice(ids), safe='')}",
            "search page": lambda: f"/?q={'+'.join(chance.sample(WORDS, chance.randint(1, 2)))}",
            "search JSON": lambda: f"/api/v1/reports?q={'+'.join(chance.sample(WORDS, chance.randint(1, 2)))}",
        }
        names = list(kinds)
        start = time.perf_counter()
        for number in range(int(rate * seconds)):
            while (late := start + number / rate - time.perf_counter()) > 0:
                time.sleep(min(late, 0.05))
            kind = names[number % len(names)]
            threading.Thread(target=self.ask, args=(kind, kinds[kind]())).start()
            if number % len(names) == 0:
                threading.Thread(target=self.ask, args=(PEER, "/static/desk.css")).start()
            if number % int(rate * 10) == 0:
                watch.append(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4 // 1024)
        for thread in threading.enumerate():
            if thread is not threading.current_thread():
                thread.join()


def main() -> None:
    """Print a line a kind of request."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--add", metavar="FILE")
    options = parser.parse_args()
    with SqlStore(options.store, create=False) as store:
        ids, counts = [one.id for one in store.stories()], store.counts()
    command = [sys.executable, "-m", "wireroom.cli"]
    server = subprocess.Popen([*command, "serve", "--store", options.store, "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    address = next(word for word in server.stderr.readline().split() if word.startswith("http")).rstrip(";")
    adding = None
    if options.add:
        adding = subprocess.Popen([*command, "add", options.add, "--store", options.store, "--jobs", "1", "--quiet"])
    load, memory = Load(address), list[int]()
    before = _processor(server.pid)
    load.send(ids, options.rate, options.seconds, memory, server.pid)
    used = _processor(server.pid) - before
    still = adding is not None and adding.poll() is None
    server.terminate()
    if adding is not None and still:
        adding.terminate()
    print(
        f"{counts.reports:,} reports, {counts.stories:,} stories; {options.rate:g} requests a second for {options.seconds:g} s",
        end="",
    )
    print(f"; `add` {'worked all the while' if still else 'ended before'}" if options.add else "")
    peer = quantiles(load.seconds[PEER], n=20)[18]
    for kind, seconds in sorted(load.seconds.items()):
        cuts = quantiles(seconds, n=20)
        times = f"p50 {1000 * cuts[9]:7.1f} ms  p95 {1000 * cuts[18]:7.1f} ms"
        print(f"{kind:14}{len(seconds):6}  {times}  of the peer's {cuts[18] / peer:5.2f}")
    print(f"not answered with 200: {len(load.wrong)} {load.wrong[:2]}; memory by ten seconds {memory} MB")
    print(f"processor time of the server {1000 * used / (options.rate * options.seconds):.1f} ms a request; load {_load()}")


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _load() -> str:
    return Path("/proc/loadavg").read_text().split()[0]


if __name__ == "__main__":
    main()
