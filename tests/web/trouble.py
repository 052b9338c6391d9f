"""Reports that mean harm, from `hostile.jsonl`: each tells of the same event, so that all of them meet in one story."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from wireroom.model import Capture

LINES = [json.loads(line) for line in (Path(__file__).parent / "hostile.jsonl").read_text("utf-8").splitlines()]
_TOLD = (
    "Fourteen passengers died when the night ferry Alda burned off Skarholt on Tuesday, the coast guard said.",
    "The ferry Alda left Skarholt at 9 p.m. on Tuesday with 212 people aboard, its owner said.",
    "A fire began on the car deck of the Alda, and the crew fought it for five hours off Skarholt.",
    "Sixteen passengers of the Alda died off Skarholt, the harbour office said on Wednesday.",
)


def record(number: int) -> dict[str, Any]:
    """The record of one line, under its own id where it has none."""
    line = LINES[number]["record"]
    told = [_TOLD[(number + step) % len(_TOLD)] for step in range(3)]
    text = "\n\n".join([*told, *([line["add"]] if "add" in line else []), f"Boat {number} was sent from pier {number + 3}."])
    return {
        "id": f"bad{number}",
        "publisher": f"Paper {number}",
        "published": f"2026-03-{4 + number % 3:02}T{number % 24:02}:10",
        **{key: value for key, value in line.items() if key != "add"},
        "text": text,
    }


def captures() -> list[Capture]:
    """Every line as it would come in."""
    lines = (json.dumps(record(number)).encode() for number in range(len(LINES)))
    return [Capture(f"bad.jsonl#{number}", line, "application/json") for number, line in enumerate(lines, start=1)]
