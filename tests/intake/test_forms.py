"""Every form in: a frozen input and what it gives. `python tests/intake/test_forms.py` writes what it gives now, to be
read by a person before it is committed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from wireroom.config import desk_rules
from wireroom.intake.files import captures
from wireroom.model import Capture, Rejection
from wireroom.report import extract, retracted, unique

FIXTURES = Path(__file__).parent / "fixtures"
INPUTS = sorted(path for path in FIXTURES.iterdir() if not path.name.endswith(".expected.json"))


def given(path: Path) -> list[dict[str, Any]]:
    """What a file gives, report by report, as far as a form decides it."""
    rules = desk_rules().report
    results = unique(extract(item, rules) if isinstance(item, Capture) else item for item in captures([str(path)]))
    rejected = [item for item in results if isinstance(item, Rejection)]
    reports = retracted([item for item in results if not isinstance(item, Rejection)], rejected)
    found: list[dict[str, Any]] = [
        {"uri": item.uri, "reason": item.reason, "detail": item.detail, "retracts": list(item.retracts)} for item in rejected
    ]
    for report in reports:
        when = report.published
        found.append(
            {
                "uri": report.uri,
                "title": report.title,
                "text": report.text,
                "publisher": report.publisher,
                "byline": report.byline,
                "agencies": list(report.agencies),
                "published": [when.value, when.found_in, when.conflict],
                "others": [[other.value, other.found_in] for other in when.others],
                "updated": report.updated,
                "dateline": report.dateline and [report.dateline.place, report.dateline.date],
                "names": list(report.names),
                "retracts": list(report.retracts),
                "notices": [[notice.kind, notice.span is not None, notice.by] for notice in report.notices],
            }
        )
    return sorted(found, key=lambda one: str(one["uri"]))


def expected(path: Path) -> Path:
    return path.with_name(f"{path.name}.expected.json")


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name)
def test_a_frozen_input_gives_what_was_expected(path: Path) -> None:
    assert given(path) == json.loads(expected(path).read_text("utf-8"))


if __name__ == "__main__":
    for one in INPUTS:
        expected(one).write_text(json.dumps(given(one), indent=1, ensure_ascii=False) + "\n", "utf-8")
