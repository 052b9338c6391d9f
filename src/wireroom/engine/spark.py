"""Work on a Spark cluster: the same functions as on one machine, items sent by broadcast, values grouped by a shuffle of Arrow
batches.

What is asked of a cluster: wireroom with the same models on every worker, and paths that mean the same on all of them."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from wireroom.engine.memory import collect_seldom
from wireroom.engine.models import Models
from wireroom.ports import DEFAULT_MODEL, MissingError, Tools, WireroomError

Item = TypeVar("Item")
Result = TypeVar("Result")

TASKS = 10_000
"""Tasks of one job at most: as many as items up to here, so that a worker that dies costs one item a core."""
SHARES = 4
"""Tasks a core among which the keys of a shuffle are shared out: a task takes its keys in turn."""
TRIES = 4
"""Times that a task is tried in local mode, as Spark does by itself on a cluster."""
BATCH_BYTES = 32_000_000
"""Bytes of values that one Arrow batch holds, at most one value more."""
SETTINGS = {
    "spark.python.worker.reuse": "true",  # the models are loaded once a worker
    "spark.sql.adaptive.enabled": "false",  # a key is minutes of work, however few bytes it has
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
    "spark.log.level": "ERROR",
}
"""What the work needs; everything else is the cluster's own (`SPARK_CONF_DIR`)."""


class SparkEngine:
    """An engine on Spark; `master` as Spark names it (`local[2]`, `spark://host:7077`, `yarn`, `k8s://…`)."""

    def __init__(self, master: str, model: str = DEFAULT_MODEL) -> None:
        self.tools: Tools = Models(model)
        self._model = model
        self._session = _session(master)

    def map(self, work: Callable[[Tools, Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """The results in the order of the items, when all are there. Raises WireroomError when a task failed every time."""
        if not items:
            return
        sent = self._sent(work, items)
        frame = self._numbers(len(items)).mapInArrow(_mapping(sent, self._model), "place long, value binary")
        for row in sorted(self._collected(frame), key=lambda row: row["place"]):
            yield pickle.loads(row["value"])  # noqa: S301 - our own workers'

    def group(
        self,
        spread: Callable[[Tools, Item], Iterable[tuple[str, bytes]]],
        fold: Callable[[Tools, str, Sequence[bytes]], Result],
        items: Sequence[Item],
    ) -> Iterator[Result]:
        """One result a key, in order of the keys; the values of one key are held by the worker that folds it."""
        if not items:
            return
        sent = self._sent(spread, items)
        values = self._numbers(len(items)).mapInArrow(
            _spreading(sent, self._model), "key string, item long, place long, value binary"
        )
        context = self._session.sparkContext
        self._session.conf.set("spark.sql.shuffle.partitions", str(SHARES * context.defaultParallelism))
        folding = context.broadcast(pickle.dumps(fold))
        frame = values.groupBy("key").applyInArrow(_folding(folding, self._model), "key string, value binary")
        for row in sorted(self._collected(frame), key=lambda row: str(row["key"])):
            yield pickle.loads(row["value"])  # noqa: S301 - our own workers'

    def stop(self) -> None:
        """Ends the session with the cluster."""
        self._session.stop()

    def _numbers(self, count: int) -> Any:
        return self._session.range(0, count, 1, min(count, TASKS))

    def _sent(self, work: Any, items: Sequence[Any]) -> Any:
        return self._session.sparkContext.broadcast((pickle.dumps(work), [pickle.dumps(item) for item in items]))

    def _collected(self, frame: Any) -> Any:
        errors: Any = import_module("pyspark.errors")
        java: Any = import_module("py4j.protocol")
        try:
            return frame.collect()
        except (errors.PySparkException, java.Py4JError) as error:
            raise WireroomError(f"Spark gave up: {_reason(str(error))}") from error


def _reason(told: str) -> str:
    """The line of a long message that says what broke: the last of a Python traceback, else the first."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    named = [line for line in lines if "Error: " in line.split(" ")[0] + " "]
    return (named[-1] if named else lines[0] if lines else "no reason given")[:300]


def _session(master: str) -> Any:
    try:
        sql: Any = import_module("pyspark.sql")
        import_module("pandas")
    except ImportError as error:
        raise MissingError("Spark needs an extra: pip install 'wireroom[spark]'") from error
    builder = sql.SparkSession.builder.master(_master(master)).appName("wireroom")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers need what is installed here
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _master(given: str) -> str:
    """The master, local ones with tries: by itself local mode gives up at the first failure."""
    return f"{given[:-1]},{TRIES}]" if given.startswith("local[") and "," not in given else given


@cache
def _models(model: str) -> Tools:
    """The tools of this worker, made once."""
    collect_seldom()
    return Models(model)


def _mapping(sent: Any, model: str) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def mapped(batches: Iterator[Any]) -> Iterator[Any]:
        pa: Any = import_module("pyarrow")
        packed, items = sent.value
        work, tools = pickle.loads(packed), _models(model)  # noqa: S301 - our own driver's
        for batch in batches:
            for place in batch.column(0).to_pylist():
                result = pickle.dumps(work(tools, pickle.loads(items[place])))  # noqa: S301
                yield pa.RecordBatch.from_pydict({"place": pa.array([place], pa.int64()), "value": pa.array([result])})

    return mapped


def _spreading(sent: Any, model: str) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def spread(batches: Iterator[Any]) -> Iterator[Any]:
        pa: Any = import_module("pyarrow")
        packed, items = sent.value
        work, tools = pickle.loads(packed), _models(model)  # noqa: S301 - our own driver's

        def batch_of(rows: list[tuple[str, int, int, bytes]]) -> Any:
            kinds = (pa.string(), pa.int64(), pa.int64(), pa.binary())
            columns = [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), kinds, strict=True)]
            return pa.RecordBatch.from_arrays(columns, ["key", "item", "place", "value"])

        for batch in batches:
            for item in batch.column(0).to_pylist():
                held: list[tuple[str, int, int, bytes]] = []
                size = 0
                for place, (key, value) in enumerate(work(tools, pickle.loads(items[item]))):  # noqa: S301
                    held.append((key, item, place, value))
                    size += len(value)
                    if size >= BATCH_BYTES:
                        yield batch_of(held)
                        held, size = [], 0
                if held:
                    yield batch_of(held)

    return spread


def _folding(sent: Any, model: str) -> Callable[[tuple[Any, ...], Any], Any]:
    def folded(key: tuple[Any, ...], table: Any) -> Any:
        pa: Any = import_module("pyarrow")
        fold = pickle.loads(sent.value)  # noqa: S301 - our own driver's
        name = key[0].as_py()
        inside = table.sort_by([("item", "ascending"), ("place", "ascending")])
        result = pickle.dumps(fold(_models(model), name, inside.column("value").to_pylist()))
        return pa.table({"key": pa.array([name]), "value": pa.array([result])})

    return folded
