"""Work on this machine: in this process, or spread over several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from wireroom.engine.models import Models
from wireroom.ports import DEFAULT_MODEL, Tools, WireroomError

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 8
"""Items sent to a worker at a time: enough to hide the cost of sending, few enough that no worker idles at the end."""


class LocalEngine:
    """An engine of `jobs` processes; one job runs here and starts nothing.

    Workers are started afresh (`spawn`), never forked, because the numerical libraries keep threads."""

    def __init__(self, jobs: int = 1, model: str = DEFAULT_MODEL) -> None:
        self.jobs = max(1, jobs)
        self.tools: Tools = Models(model)
        self._model = model

    def map(self, work: Callable[[Tools, Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """The results in the order of the items. Raises WireroomError when a worker dies."""
        if self.jobs == 1 or len(items) < 2:
            for item in items:
                yield work(self.tools, item)
            return
        workers = min(self.jobs, len(items))
        size = max(1, min(_CHUNK, len(items) // workers))
        pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start, initargs=(self._model,))
        try:
            yield from pool.map(partial(_in_worker, work), items, chunksize=size)
        except BrokenProcessPool as error:
            raise WireroomError("a worker process died, most likely for want of memory; try fewer --jobs") from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_tools: Tools | None = None


def _start(model: str) -> None:
    global _tools
    _tools = Models(model)


def _in_worker(work: Callable[[Tools, Item], Result], item: Item) -> Result:
    if _tools is None:
        raise WireroomError("a worker was asked for work before it was started")
    return work(_tools, item)
