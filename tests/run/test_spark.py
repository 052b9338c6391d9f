"""A run on Spark gives the bytes of a run on this machine, also when a worker dies in the middle."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.run.conftest import ran, tree

from wireroom.batch import ties
from wireroom.dataset.marks import Tally
from wireroom.desk import DeskRules
from wireroom.engine.local import LocalEngine
from wireroom.ports import Tools

pytestmark = pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: make spark")


def dying(order: ties.Order, tools: Tools, name: str) -> Tally:
    """Comparing pairs, in a worker that dies twice at it."""
    for number in (1, 2):
        mark = order.out.parent / f"died-{number}"
        if not mark.exists():
            mark.write_text("")
            os._exit(9)
    return comparing(order, tools, name)


comparing = ties._compared


def test_the_same_bytes_on_spark_although_workers_die(
    inputs: Sequence[str], rules: DeskRules, engine: LocalEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[2]), *sys.path]))
    from wireroom.engine.spark import SparkEngine

    ran(inputs, tmp_path / "local", rules, engine, skip_readings=True)
    monkeypatch.setattr(ties, "_compared", dying)
    spark = SparkEngine("local[2]")
    try:
        ran(inputs, tmp_path / "spark", rules, spark, skip_readings=True)
    finally:
        spark.stop()
    assert (tmp_path / "died-2").exists()
    assert tree(tmp_path / "spark") == tree(tmp_path / "local")
