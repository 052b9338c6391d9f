"""The reports of a gold story through the public Python API, as the two JSON contracts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.gold import GoldStory

FILES = {"giveme5w1h": "giveme5w1h.jsonl.gz", "ecbplus": "ecbplus-topics-1-35.jsonl.gz"}
KEYS = ("id", "text", "title", "published", "publisher", "url", "language")
"""What a record may hold (contract); labels of the set, such as `story`, are not handed over."""

Record = Mapping[str, Any]


@cache
def records(shared: Path, name: str) -> Mapping[str, Record]:
    """The records of a set by id, labels left out."""
    with gzip.open(shared / "data" / "stories" / FILES[name], "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: {key: row[key] for key in KEYS if row.get(key) is not None} for row in rows}


@cache
def stories_of(shared: Path, name: str) -> tuple[tuple[str, tuple[Record, ...]], ...]:
    """The stories of a set, by the label of the set, each with its records as they come, labels left out."""
    with gzip.open(shared / "data" / "stories" / FILES[name], "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(str(row["story"]), []).append({key: row[key] for key in KEYS if row.get(key) is not None})
    return tuple((story, tuple(records)) for story, records in sorted(found.items()))


def given(shared: Path, story: GoldStory) -> list[Any]:
    """The reports of a story in a form that `wireroom.brief` takes: records, or captures of the files of the seeds."""
    if story.set != "seeds":
        known = records(shared, story.set)
        return [known[name] for name in story.reports]
    from wireroom.model import Capture

    return [
        Capture(path.name, path.read_bytes(), "text/plain")
        for name in story.reports
        for path in sorted((shared / "seeds").glob(f"{name}_*.txt"))
    ]


def made(shared: Path, story: GoldStory) -> tuple[Record, Sequence[Record]]:
    """The dossier record and the reading records of a story, by `wireroom.brief` and the JSON renderer."""
    import wireroom
    from wireroom.render.json import dossier_record, dumps, reading_record

    briefing = wireroom.brief(given(shared, story))
    reports = {report.id: report for report in briefing.reports}
    dossier = json.loads(dumps(dossier_record(briefing)))
    readings = [json.loads(dumps(reading_record(reports[one.report], one))) for one in briefing.readings]
    return dossier, readings
