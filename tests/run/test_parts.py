"""The parts that a run is made of: the schema, the translation, components in an engine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.test_nouns import values

from wireroom.batch import components
from wireroom.batch.index import save
from wireroom.batch.steps import Order, Steps
from wireroom.dataset.files import nouns, write
from wireroom.dataset.rows import form_of, row_of
from wireroom.dataset.schema import TABLES, VERSION, schema_of
from wireroom.desk import DeskRules
from wireroom.engine.local import LocalEngine
from wireroom.model import Dossier, Lineage, Reading, Rejection, Report, Story, Suspicion

KINDS = {
    "reports": Report,
    "rejections": Rejection,
    "readings": Reading,
    "lineages": Lineage,
    "suspicions": Suspicion,
    "stories": Story,
    "dossiers": Dossier,
}
DOCUMENT = Path(__file__).parents[2] / "docs" / "dataset.md"


@pytest.mark.parametrize("table", KINDS)
def test_the_schema_as_written_is_that_of_the_nouns(table: str) -> None:
    assert TABLES[table] == form_of(KINDS[table]), "a noun changed: change `dataset/schema.py` and `docs/dataset.md`"


@pytest.mark.parametrize("table", KINDS)
def test_nouns_come_back(table: str, tmp_path: Path) -> None:
    kind: Any = KINDS[table]

    @settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
    @given(st.lists(values(kind), max_size=3))
    def back(written: list[Any]) -> None:
        path = tmp_path / "part.parquet"
        assert write(path, table, written) == len(written)
        first, found = path.read_bytes(), list(nouns(kind, path))
        assert [row_of(noun) for noun in found] == [row_of(noun) for noun in written]
        if not re.search("[\ud800-\udfff]", repr(written)) and "\\ud" not in repr(written):
            assert found == written
        write(path, table, found)
        assert path.read_bytes() == first

    back()


def test_every_column_is_explained() -> None:
    document = DOCUMENT.read_text("utf-8")
    assert VERSION in document
    for table, columns in TABLES.items():
        section = document.split(f"## `{table}`", 1)[1].split("\n## ", 1)[0]
        for column in columns:
            assert f"`{column}`" in section, f"{table}.{column}"
        assert schema_of(table).metadata[b"schema"].decode() == VERSION


PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda pair: pair[0] != pair[1]), max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PAIRS, st.integers(1, 50))
def test_components_are_those_of_a_plain_search(
    tmp_path_factory: pytest.TempPathFactory, rules: DeskRules, pairs: list[tuple[int, int]], share: int
) -> None:
    order = Order(tmp_path_factory.mktemp("stars"), rules)
    halves = [pairs[::2], pairs[1::2]]
    for number, half in enumerate(halves):
        save(order.work(f"{number}.npy"), np.array(half, dtype=np.int64).reshape(-1, 2).T)
    found = components.label(Steps(order, LocalEngine()), "stars", ["0.npy", "1.npy"], len(pairs), "joining", share)
    member, least = components.labels(order, found)
    above = {one: one for pair in pairs for one in pair}
    for _ in above:
        for one, other in pairs:
            above[one] = above[other] = min(above[one], above[other])
    assert dict(zip(member.tolist(), least.tolist(), strict=True)) == above
