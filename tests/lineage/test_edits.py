"""Edits between a text and the same text with one change (`specs/edits.jsonl`), graded; spans that hold on both sides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wireroom.engine.models import StaticEncoder
from wireroom.lineage import LineageRules, trace
from wireroom.lineage.compare import compare
from wireroom.lineage.edit import edits
from wireroom.lineage.fact import akin
from wireroom.lineage.words import worded
from wireroom.model import Report

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "specs" / "edits.jsonl").read_text("utf-8").splitlines()]
BASE = (
    "Some 14 people were killed on Monday when a bus fell into a river near Lima, police said. "
    "“We will not stop the search,” said Mayor Ana Ruiz, who visited the site on 3 March. "
    "The bridge is expected to open next year. "
    "The colour of the water told engineers that two hundred and five percent of the usual load had passed. "
    "Officials in Cusco denied that the driver was drunk. "
    "John Smith told reporters that it was raining at the time of the crash and that visibility was poor, Smith said."
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_edit(case: dict[str, Any], encoder: StaticEncoder, lineage: LineageRules) -> None:
    assert case["old"] in BASE
    changed = BASE.replace(case["old"], case["new"], 1)
    found = trace([Report("a", "a", changed), Report("b", "b", BASE)], encoder, lineage)
    tie = found.lineages[0].derivations[0]
    text = {"a": changed, "b": BASE}
    told = [
        [one.grade, one.kind, text[tie.child][slice(*one.child)], text[tie.parent][slice(*one.parent)]] for one in tie.edits
    ]
    wanted = [[grade, kind, new, old] for grade, kind, old, new in case["edits"]]
    assert (tie.child, tie.parent) == ("a", "b")
    assert sorted(told, key=str) == sorted(wanted, key=str)


def test_edits_turn_round_with_the_pair(lineage: LineageRules) -> None:
    a, b = worded(Report("a", "a", BASE)), worded(Report("b", "b", BASE.replace("14", "15")))
    found = compare(a, b, lineage)
    there, back = (edits(found, lineage.edits, flipped=way) for way in (False, True))
    assert [(one.child, one.parent, one.kind) for one in there] == [(one.parent, one.child, one.kind) for one in back]


def test_forms_of_one_word_are_akin() -> None:
    assert akin("israelis", "israeli")
    assert akin("isis", "is")
    assert not akin("2012", "2013")
    assert not akin("smith", "brown")
