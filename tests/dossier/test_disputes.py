"""Two reports that differ, and whether that is a dispute or a change: one pair a line in `specs/disputes.jsonl`, each rule with
its opposite; of two days one after the other unless it says of which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wireroom import desk
from wireroom.desk import DeskRules
from wireroom.engine.local import LocalEngine
from wireroom.model import Capture, Lineage, Lineages, Report, Stories, Story

SPECS = Path(__file__).parents[1] / "specs" / "disputes.jsonl"
CASES = [json.loads(line) for line in SPECS.read_text("utf-8").splitlines()]
DAYS = ("2026-03-10", "2026-03-11")


@pytest.mark.parametrize("case", CASES, ids=[case["note"] for case in CASES])
def test_a_pair_of_reports(case: dict[str, Any], engine: LocalEngine, rules: DeskRules) -> None:
    captures = [_capture(name, case[name], day) for name, day in zip("ab", case.get("days", DAYS), strict=True)]
    reports, _ = desk.take(captures, engine=engine, rules=rules.report)
    reports, readings, _ = desk.understand(reports, engine=engine, rules=rules.reading)
    stories = Stories((Story(reports[0].id, tuple(one.id for one in reports)),))
    (made,) = desk.write_up(stories, reports, readings, _alone(reports), tools=engine.tools, rules=rules.dossier)
    told = [thread for thread in made.threads if thread.verdict in ("disputed", "revised")]
    assert [thread.verdict for thread in told] == case["verdicts"], [thread.why for thread in told]


def _capture(name: str, text: str, day: str) -> Capture:
    record = {"id": name, "text": text, "publisher": f"Paper {name}", "published": day, "language": "en"}
    return Capture(f"{name}.jsonl", json.dumps(record).encode(), "application/json")


def _alone(reports: tuple[Report, ...]) -> Lineages:
    return Lineages(tuple(Lineage(one.id, one.id, (one.id,), ()) for one in reports))
