"""What every engine does alike: `map` in order, `group` by key, the same answers on both."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from wireroom.engine.local import LocalEngine
from wireroom.ports import Engine, Tools, WireroomError

NEEDS_SPARK = pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed: make spark")


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    from wireroom.engine.spark import SparkEngine

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
        )  # where workers find our functions
        engine = SparkEngine("local[2]")
        yield engine
        engine.stop()


@pytest.fixture(params=["one", "two", pytest.param("spark", marks=NEEDS_SPARK)])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "spark":
        found: Engine = request.getfixturevalue("spark")
        return found
    return LocalEngine(1 if request.param == "one" else 2)


def squared(_: Tools, number: int) -> int:
    """The square of a number."""
    return number * number


def by_rest(_: Tools, number: int) -> Iterator[tuple[str, bytes]]:
    """A number under its rest by three, then nothing under the rest by seven."""
    yield f"rest-{number % 3}", str(number).encode()
    yield f"seven-{number % 7}", b""


def told(_: Tools, key: str, values: Sequence[bytes]) -> str:
    """A key with its values."""
    return f"{key}: {b','.join(values).decode()}"


def fails(_: Tools, number: int) -> int:
    """What goes wrong at 3."""
    if number == 3:
        raise WireroomError("three is one too many")
    return number


def dies_once(_: Tools, folder: str) -> int:
    """What kills its process the first time."""
    mark = Path(folder) / "died"
    if not mark.exists():
        mark.write_text("")
        os._exit(9)
    return 7


def test_map_keeps_the_order(engine: Engine) -> None:
    assert list(engine.map(squared, list(range(21)))) == [number * number for number in range(21)]
    assert list(engine.map(squared, [])) == []


def test_group_gives_a_key_its_values_in_order(engine: Engine) -> None:
    found = list(engine.group(by_rest, told, list(range(10))))
    assert found[:3] == ["rest-0: 0,3,6,9", "rest-1: 1,4,7", "rest-2: 2,5,8"]
    assert found[3:] == [f"seven-{rest}: {',' * (len(range(rest, 10, 7)) - 1)}" for rest in range(7)]
    assert list(engine.group(by_rest, told, [])) == []


def test_an_error_of_ours_says_its_line(engine: Engine) -> None:
    with pytest.raises(WireroomError, match="three is one too many"):
        list(engine.map(fails, list(range(5))))


@NEEDS_SPARK
def test_spark_tries_again_what_a_dead_worker_had(spark: Engine, tmp_path: Path) -> None:
    assert list(spark.map(dies_once, [str(tmp_path)])) == [7]
