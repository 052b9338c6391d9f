"""A dossier a story, from the parts that hold its reports, readings and lineages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVar

from wireroom import desk
from wireroom.batch import index
from wireroom.batch.steps import Order, Steps
from wireroom.dataset.files import at_hand, nouns, write
from wireroom.dataset.marks import Tally
from wireroom.model import Dossier, Lineage, Lineages, Reading, Report, Stories, Story, Suspicion
from wireroom.ports import Tools
from wireroom.surroundings import Neighbourhoods

Noun = TypeVar("Noun")


def write_up(steps: Steps, parts: Sequence[Tally]) -> list[Tally]:
    """What writing up gave by part of stories: `{"key", "rows", "verdicts", "warnings"}`."""
    units = [(part["key"], part["key"], part["reports"]) for part in parts]
    return steps.each("dossiers", _written, units, "writing dossiers")


def _written(order: Order, tools: Tools, key: str) -> Tally:
    asked = json.loads(order.work(f"briefs/{key}.json").read_text("utf-8"))
    files = [order.out / f"{name}.parquet" for name in asked["files"]]
    dossiers: list[Dossier] = []
    for story, needs in zip(nouns(Story, order.out / "stories" / f"{key}.parquet"), asked["needs"], strict=True):
        lines = [at_hand(Lineage, files[part])[row] for part, row in needs["lines"]]
        lines += [Lineage(name, name, (name,)) for name in needs["alone"]]
        lines.sort(key=lambda line: line.reports[0])
        near = Neighbourhoods(Lineages(tuple(lines), tuple(Suspicion(*doubt) for doubt in needs["doubts"]))).of(story)
        dossiers += desk.write_up(
            Stories((story,)),
            _held(order, Report, "reports", story.reports),
            _held(order, Reading, "readings", story.reports),
            near,
            tools=tools,
            rules=order.rules.dossier,
        )
    write(order.out / "dossiers" / f"{key}.parquet", "dossiers", dossiers)
    return {
        "key": key,
        "rows": len(dossiers),
        "verdicts": Counter(thread.verdict for one in dossiers for thread in one.threads),
        "warnings": Counter(warning.kind for one in dossiers for warning in one.warnings),
    }


def _held(order: Order, kind: type[Noun], name: str, ids: Sequence[str]) -> list[Noun]:
    held: Any = index.load(order)
    places = [held.place(one) for one in ids]
    return [at_hand(kind, order.out / name / f"{held.keys[held.part[at]]}.parquet")[held.row[at]] for at in places]
