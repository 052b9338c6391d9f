"""Kinds, direction and proof on invented pairs (`specs/lineage.jsonl`), and the laws of the room."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom.config import lexicons
from wireroom.engine.models import StaticEncoder
from wireroom.lineage import LineageRules, lineage_rules, trace
from wireroom.model import Derivation, Lineages, Published, Report

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "specs" / "lineage.jsonl").read_text("utf-8").splitlines()]
ENCODER = StaticEncoder()
RULES = lineage_rules(lexicons())
LAW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def report(row: dict[str, Any]) -> Report:
    published = Published(row.get("published"), "record" if row.get("published") else None)
    return Report(
        row["id"], row["id"], row["text"], title=row.get("title"), publisher=row.get("publisher"), published=published
    )


def ties(found: Lineages) -> list[Derivation]:
    return [tie for one in found.lineages for tie in one.derivations]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_pair(case: dict[str, Any], encoder: StaticEncoder, lineage: LineageRules) -> None:
    found = trace([report(case["a"]), report(case["b"])], encoder, lineage)
    kinds = [tie.kind for tie in ties(found)]
    if case["kind"] is None:
        assert kinds == []
    else:
        assert len(kinds) == 1
        assert kinds[0] in case["kind"].split("|")
        tie = ties(found)[0]
        assert (tie.parent if tie.directed else None) == case["parent"]
        assert tie.why
        assert tie.passages
    joined = case["kind"] not in (None, "quotation")
    assert [one.reports for one in found.lineages] == ([("a", "b")] if joined else [("a",), ("b",)])
    if joined:
        assert found.lineages[0].root == case["parent"]


POOL = [report({**case[side], "id": f"{number:02d}{side}"}) for number, case in enumerate(CASES) for side in "ab"]
batches = st.lists(st.sampled_from(POOL), min_size=1, max_size=7, unique_by=lambda one: one.id)


@LAW
@given(batches, st.randoms())
def test_a_batch_is_a_function_of_its_set(batch: list[Report], shuffler: Any) -> None:
    shuffled = list(batch)
    shuffler.shuffle(shuffled)
    assert trace(batch, ENCODER, RULES) == trace(shuffled, ENCODER, RULES)


@LAW
@given(batches)
def test_every_report_in_one_lineage_and_every_span_holds(batch: list[Report]) -> None:
    found = trace(batch, ENCODER, RULES)
    assert sorted(one for lineage in found.lineages for one in lineage.reports) == sorted(one.id for one in batch)
    assert [lineage.id for lineage in found.lineages] == [f"l{number}" for number in range(1, len(found.lineages) + 1)]
    size = {one.id: len(one.text) for one in batch}
    for tie in ties(found):
        for passage in tie.passages:
            assert 0 <= passage.child.start < passage.child.end <= size[tie.child]
            assert 0 <= passage.parent.start < passage.parent.end <= size[tie.parent]
        assert 0 <= tie.coverage <= 1


@LAW
@given(batches)
def test_the_tree_has_no_cycle(batch: list[Report]) -> None:
    for lineage in trace(batch, ENCODER, RULES).lineages:
        tree = [tie for tie in lineage.derivations if tie.tree]
        assert len(tree) == len(lineage.reports) - 1
        if lineage.root is not None:
            assert lineage.root not in {tie.child for tie in tree}


@LAW
@given(batches, st.data())
def test_a_copy_unties_nothing(batch: list[Report], data: st.DataObject) -> None:
    before = trace(batch, ENCODER, RULES)
    one = data.draw(st.sampled_from(batch))
    copy = Report("zz", "zz", one.text, publisher="Another Outlet")
    after = trace([*batch, copy], ENCODER, RULES)
    assert len(after.lineages) <= len(before.lineages)
    place = {name: lineage.id for lineage in after.lineages for name in lineage.reports}
    assert place["zz"] == place[one.id]
    for lineage in before.lineages:
        for first, second in combinations(lineage.reports, 2):
            assert place[first] == place[second]


def test_same_words_slice_to_the_same_words(encoder: StaticEncoder, lineage: LineageRules) -> None:
    a, b = report(CASES[1]["a"]), report(CASES[1]["b"])
    tie = ties(trace([a, b], encoder, lineage))[0]
    text = {"a": a.text, "b": b.text}
    same = [passage for passage in tie.passages if passage.same]
    assert same
    for passage in same:
        child, parent = text[tie.child][slice(*passage.child)], text[tie.parent][slice(*passage.parent)]
        assert child.lower().split() == parent.lower().split()


def test_nothing_comes_of_nothing(encoder: StaticEncoder, lineage: LineageRules) -> None:
    assert trace([], encoder, lineage) == Lineages()
    empty = [Report("a", "a", ""), Report("b", "b", "…"), Report("c", "c", "One two three.")]
    assert [one.reports for one in trace(empty, encoder, lineage).lineages] == [("a",), ("b",), ("c",)]
