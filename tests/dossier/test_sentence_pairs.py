"""Pairs of invented sentences through every room: which of them dispute each other, one case a line of the spec."""

import json
from pathlib import Path

import pytest

import wireroom
from wireroom.model import Lineage, Lineages, Story

SPECS = Path(__file__).parents[1] / "specs" / "sentence_pairs.jsonl"
CASES = [json.loads(line) for line in SPECS.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_pair(case):
    days = case.get("days", ["2024-05-01", "2024-05-01"])
    reports = [
        wireroom.extract({"id": name, "text": case[name], "published": day}) for name, day in zip(("a", "b"), days, strict=True)
    ]
    apart = Lineages(tuple(Lineage(f"l{report.id}", None, (report.id,)) for report in reports))
    found = wireroom.assemble(Story("story", tuple(report.id for report in reports)), reports, lineages=apart)
    disputed = {thread.kind for thread in found.threads if thread.verdict == "disputed"}
    assert (case["kind"] in disputed) is case["disputed"], [(one.kind, one.verdict, one.why) for one in found.threads]
    assert case["disputed"] or not disputed
