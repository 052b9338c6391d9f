"""Work on this machine: in this process, or spread over several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from wireroom.engine.memory import collect_seldom
from wireroom.engine.models import Models
from wireroom.ports import DEFAULT_MODEL, Tools, WireroomError

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 8
"""Items sent to a worker at a time: enough to hide the cost of sending, few enough that no worker idles at the end."""
_AHEAD = 4
"""Chunks a worker that are sent or done but not yet handed on: what waits behind one slow report, and all that memory holds."""


class LocalEngine:
    """An engine of `jobs` processes; one job runs here and starts nothing.

    Workers are started afresh (`spawn`), never forked, because the numerical libraries keep threads. They leave an interrupt
    to this process, are stopped at once when the results are no longer wanted, and end with this process however it ends."""

    def __init__(self, jobs: int = 1, model: str = DEFAULT_MODEL, *, chunk: int = _CHUNK, keep: bool = False) -> None:
        """`chunk` items at most are sent to a worker at a time: one where an item is minutes of work. With `keep` the workers
        stay for the next call, until `stop`."""
        self.jobs = max(1, jobs)
        self.tools: Tools = Models(model)
        self._model = model
        self._chunk = chunk
        self._keep = keep
        self._pool: ProcessPoolExecutor | None = None
        self._workers: set[BaseProcess] = set()

    def map(self, work: Callable[[Tools, Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """The results in the order of the items, each as soon as those before it are there. Raises WireroomError when a worker
        dies."""
        if self.jobs == 1 or len(items) < 2:
            for item in items:
                yield work(self.tools, item)
            return
        workers = min(self.jobs, len(items))
        size = max(1, min(self._chunk, len(items) // workers))
        chunks = (items[start : start + size] for start in range(0, len(items), size))
        sent: deque[Future[list[Result]]] = deque()
        whole = False
        before = set(multiprocessing.active_children()) - self._workers
        pool = self._pool or self._started(self.jobs if self._keep else workers)
        try:
            with _interrupts_held():
                sent.extend(pool.submit(_in_worker, work, chunk) for chunk in islice(chunks, workers * _AHEAD))
            while sent:
                yield from sent.popleft().result()
                sent.extend(pool.submit(_in_worker, work, chunk) for chunk in islice(chunks, 1))
            whole = True
        except BrokenProcessPool as error:
            raise WireroomError("a worker process died, most likely for want of memory; try fewer --jobs") from error
        finally:
            self._workers = set(multiprocessing.active_children()) - before
            if not whole or not self._keep:
                self._end(at_once=not whole)

    def stop(self) -> None:
        """Ends the workers that were kept."""
        self._end(at_once=False)

    def _started(self, workers: int) -> ProcessPoolExecutor:
        spawn = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(workers, mp_context=spawn, initializer=_start, initargs=(self._model,))
        return self._pool

    def _end(self, *, at_once: bool) -> None:
        if at_once:
            for worker in self._workers:
                worker.terminate()
            _hang_up(self._pool)
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool, self._workers = None, set()

    def group(
        self,
        spread: Callable[[Tools, Item], Iterable[tuple[str, bytes]]],
        fold: Callable[[Tools, str, Sequence[bytes]], Result],
        items: Sequence[Item],
    ) -> Iterator[Result]:
        """One result a key, in order of the keys. Values lie in temporary files between `spread` and `fold`, one an item, so
        that memory holds those of one item or of one key."""
        with TemporaryDirectory(prefix="wireroom-") as folder:
            held: dict[str, list[Stretch]] = {}
            numbered = [(Path(folder) / f"{number}", item) for number, item in enumerate(items)]
            for found in self.map(partial(_spilled, spread), numbered):
                for key, stretch in found:
                    held.setdefault(key, []).append(stretch)
            yield from self.map(partial(_folded, fold), sorted(held.items()))


Stretch = tuple[str, int, int]
"""A file, and where in it one value begins and how long it is."""


def _spilled(
    spread: Callable[[Tools, Item], Iterable[tuple[str, bytes]]], tools: Tools, item: tuple[Path, Item]
) -> list[tuple[str, Stretch]]:
    path, given = item
    found: list[tuple[str, Stretch]] = []
    at = 0
    with path.open("wb") as out:
        for key, value in spread(tools, given):
            out.write(value)
            found.append((key, (str(path), at, len(value))))
            at += len(value)
    return found


def _folded(fold: Callable[[Tools, str, Sequence[bytes]], Result], tools: Tools, given: tuple[str, list[Stretch]]) -> Result:
    key, stretches = given
    values = []
    for path, at, size in stretches:
        with Path(path).open("rb") as spilled:
            spilled.seek(at)
            values.append(spilled.read(size))
    return fold(tools, key, values)


def _hang_up(pool: ProcessPoolExecutor | None) -> None:
    """Closes this process's own end of the pipe by which results come: a worker that was stopped in the middle of a result
    leaves half of it, and the pool would wait for the rest as long as anybody could still write it."""
    writer = getattr(getattr(pool, "_result_queue", None), "_writer", None)
    if writer is not None:
        writer.close()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """While it lasts an interrupt waits; processes started meanwhile never see one, not even before they can choose not to."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_tools: Tools | None = None


def _start(model: str) -> None:
    global _tools
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()
    _tools = Models(model)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _in_worker(work: Callable[[Tools, Item], Result], items: Sequence[Item]) -> list[Result]:
    if _tools is None:
        raise WireroomError("a worker was asked for work before it was started")
    return [work(_tools, item) for item in items]
