"""Stories of all reports: one task, along time; and what of the lineages each story's dossier will ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from wireroom.batch import index, ties
from wireroom.batch.steps import Order, Steps, blocks
from wireroom.batch.taking import day_of
from wireroom.dataset.files import table, write
from wireroom.dataset.marks import Tally
from wireroom.model import Derivation, Lineage, Lineages, Report, Stories, Story
from wireroom.ports import Tools
from wireroom.story import Stream, gather

AT_ONCE = 50_000
"""Reports up to which stories are gathered at once, as `brief` does; more are placed one by one along time, as the stream of
a desk does, which holds little more than their vectors. Of 12,799 reports gathering held some gigabyte."""
AHEAD = 16_384
"""Reports read ahead along time: each part of a day is read once for so many of them."""
STORIES = 128
"""Stories of one part of a day, at most."""
_TIE = ("child", "parent", "kind", "directed", "tree")
_COLUMNS = ("id", "root", "reports", *(f"derivations.list.element.{name}" for name in _TIE))


def gather_all(steps: Steps, lines: Sequence[Tally], total: int) -> Tally:
    """The parts of stories: `{"parts": [{"key", "rows"}], "alone", "how"}`."""
    keys = tuple(line["key"] for line in lines if line["rows"])
    return steps.alone("stories", _gathered, (keys, total), "gathering stories")


def _gathered(order: Order, _: Tools, given: tuple[Sequence[str], int]) -> Tally:
    keys, total = given
    files = [key for key in keys if key.startswith("lineages")]
    found = list(_lines(order, files))
    lineages = Lineages(tuple(line for _, _, line in found))
    at_once = total <= AT_ONCE
    stories = gather(list(_along(order)), lineages, order.rules.story) if at_once else _placed(order, lineages)
    doubts: dict[str, list[tuple[str, str, str]]] = {}
    for doubt in ties.doubts(order, [key for key in keys if key.startswith("suspicions")]):
        doubts.setdefault(doubt.a, []).append((doubt.a, doubt.b, doubt.why))
    line_of = {name: (part, row) for part, row, line in found for name in line.reports}
    parts = []
    for key, block in _parts(order, stories):
        write(order.out / "stories" / f"{key}.parquet", "stories", block)
        needs = [_needs(story, line_of, doubts) for story in block]
        order.work(f"briefs/{key}.json").write_text(json.dumps({"files": files, "needs": needs}), "utf-8")
        parts.append({"key": key, "rows": len(block), "reports": sum(len(story.reports) for story in block)})
    return {"parts": parts, "alone": len(stories.unplaced), "how": "gathered" if at_once else "placed along time"}


def _lines(order: Order, files: Sequence[str]) -> Iterator[tuple[int, int, Lineage]]:
    """Every lineage of two or more, with the number of its file and its row; its ties without what shows them."""
    for part, key in enumerate(files):
        for row, line in enumerate(table(order.out / f"{key}.parquet", _COLUMNS).to_pylist()):
            held = tuple(
                Derivation(one["child"], one["parent"], one["kind"], one["directed"], 0.0, 0.0, tree=one["tree"])
                for one in line["derivations"]
            )
            yield part, row, Lineage(line["id"], line["root"], tuple(line["reports"]), held)


def _along(order: Order) -> Iterator[Report]:
    """Every report by time, then id, undated ones last. So many are read ahead: reports of one day lie in any of its parts."""
    along = np.argsort(index.load(order).rank)
    for first in range(0, len(along), AHEAD):
        places = along[first : first + AHEAD]
        found = ties.reports_at(order, places)
        for place in places.tolist():
            yield found.pop(place)


def _placed(order: Order, lineages: Lineages) -> Stories:
    stream = Stream(order.rules.story)
    of: dict[str, list[Derivation]] = {}
    for line in lineages.lineages:
        for tie in line.derivations:
            of.setdefault(tie.child, []).append(tie)
            of.setdefault(tie.parent, []).append(tie)
    for report in _along(order):
        stream.place(report, of.pop(report.id, ()))
    return stream.stories()


def _parts(order: Order, stories: Stories) -> Iterator[tuple[str, list[Story]]]:
    """The stories in parts of the day on which they were opened, in their order."""
    held = index.load(order)
    days: dict[str, list[Story]] = {}
    for story in stories.stories:
        days.setdefault(day_of(held.published(held.place(story.reports[0]))), []).append(story)
    for day, inside in days.items():
        for number, block in enumerate(blocks(inside, STORIES)):
            yield f"day={day}/part-{number:05d}", list(block)


def _needs(story: Story, line_of: dict[str, tuple[int, int]], doubts: dict[str, list[tuple[str, str, str]]]) -> dict[str, Any]:
    inside = set(story.reports)
    return {
        "lines": sorted({line_of[name] for name in story.reports if name in line_of}),
        "alone": sorted(name for name in story.reports if name not in line_of),
        "doubts": sorted(doubt for name in inside for doubt in doubts.get(name, ()) if doubt[1] in inside),
    }
