"""The count that matters: of the stories that several publishers carry, how many rest on one voice.

Over all of the news set: lineages are traced, stories gathered. Plain publisher counting calls a story corroborated when two
outlets carry it (spellings of one outlet are one). `one_voice`: the share of those in which every report hangs together by
copy, revision or rewrite, or stands in the same outlet; `one_lineage` counts shared sources as well; `overcounted`: the share
with fewer voices than outlets. `ten.*`: the same for the ten largest stories; its details list each one's reports, outlets,
voices and lineages by the id of the story.

`ties.*`: ties between two outlets, drawn by chance (seeded) from the ten largest stories and from all others, read by eye
(`labels/corroboration-ties.jsonl`: ids and verdict, no text). `right`: the two are tied as the gold's classes say; `kind`: and
in the right one of the three classes. A tie that is no longer claimed is left out, and counted in the details."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from evaluation.scoring import Counts, Figure, Result, bootstrap, share, total

CORPORA = ("news",)
FILE = "news/news-2012-2015.jsonl.gz"
LABELS = Path(__file__).parents[1] / "labels" / "corroboration-ties.jsonl"
KEYS = ("id", "text", "title", "published", "publisher", "url", "language")
VOICE = frozenset({"copy", "revision", "rewrite"})
LINEAGE = VOICE | {"shared_source"}
LARGEST = 10
CLASS = {"copy": 0, "revision": 0, "rewrite": 1, "shared_source": 1}


def measure(shared: Path) -> Result:
    """The shares over all stories of two outlets or more and over the ten largest, and the ties read by eye."""
    from wireroom import gather, trace

    reports = _reports(shared)
    lineages = trace(reports)
    return weighed(reports, lineages, gather(reports, lineages).stories)


def weighed(reports: Sequence[Any], lineages: Any, stories: Sequence[Any]) -> Result:
    """The result for reports whose lineages and stories are known."""
    ties = [tie for line in lineages.lineages for tie in line.derivations if tie.kind in LINEAGE]
    outlet = {report.id: _outlet(report.publisher) for report in reports}
    counted = [
        counts(story.reports, outlet, ties_within) for story, ties_within in zip(stories, _within(stories, ties), strict=True)
    ]
    several = [one for one in counted if one["outlets"] > 1]
    largest = sorted(counted, key=lambda one: (-one["reports"], one["story"]))[:LARGEST]
    figures = [Figure("stories", float(len(counted))), Figure("several_outlets", float(len(several)))]
    figures += shares("", several)
    figures += shares("ten.", [one for one in largest if one["outlets"] > 1])
    read, gone = by_eye(ties)
    figures += [_figure(f"ties.{name}", units) for name, units in read.items()]
    return Result("corroboration", tuple(figures), {"largest": largest, "ties_no_longer_claimed": gone})


def counts(reports: Sequence[str], outlet: Mapping[str, str], ties: Sequence[Any]) -> dict[str, Any]:
    """Reports, outlets, voices and lineages of one story, under the id of its first report."""
    same = [
        (one, other) for one, other in pairwise(sorted(reports, key=lambda one: outlet[one])) if outlet[one] == outlet[other]
    ]
    pairs = [(tie.child, tie.parent) for tie in ties if tie.kind in VOICE]
    every = [(tie.child, tie.parent) for tie in ties]
    return {
        "story": reports[0],
        "reports": len(reports),
        "outlets": len({outlet[one] for one in reports}),
        "voices": components(reports, [*same, *pairs]),
        "with_shared_sources": components(reports, [*same, *every]),
        "lineages": components(reports, every),
    }


def components(members: Iterable[str], pairs: Iterable[tuple[str, str]]) -> int:
    """The number of groups that pairs make of members."""
    above = {member: member for member in members}

    def top(member: str) -> str:
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    for one, other in pairs:
        above[top(one)] = top(other)
    return len({top(member) for member in above})


def shares(prefix: str, stories: Sequence[Mapping[str, Any]]) -> list[Figure]:
    """The shares of stories with one voice, with one voice when shared sources count, and with fewer voices than outlets."""
    return [
        _figure(f"{prefix}one_voice", [share(int(one["voices"] == 1), 1) for one in stories]),
        _figure(f"{prefix}one_lineage", [share(int(one["with_shared_sources"] == 1), 1) for one in stories]),
        _figure(f"{prefix}overcounted", [share(int(one["voices"] < one["outlets"]), 1) for one in stories]),
        _figure(
            f"{prefix}overcounted_with_sources", [share(int(one["with_shared_sources"] < one["outlets"]), 1) for one in stories]
        ),
    ]


def by_eye(ties: Sequence[Any]) -> tuple[dict[str, list[Counts]], int]:
    """Whether the ties that were read are right, and of the right class; and how many of them are no longer claimed."""
    claimed = {frozenset((tie.child, tie.parent)): tie.kind for tie in ties}
    right: dict[str, list[Counts]] = {"right": [], "kind": [], "own.right": [], "own.kind": []}
    gone = 0
    for line in LABELS.read_text("utf-8").splitlines() if LABELS.exists() else ():
        label = json.loads(line)
        kind = claimed.get(frozenset((label["a"], label["b"])))
        if kind is None:
            gone += 1
            continue
        truth = CLASS.get(label["relation"])
        own = "own." if label.get("outlets") == 1 else ""
        right[f"{own}right"].append(share(int(truth is not None), 1))
        right[f"{own}kind"].append(share(int(truth == CLASS[kind]), 1))
    return right, gone


def _within(stories: Sequence[Any], ties: Sequence[Any]) -> list[list[Any]]:
    story_of = {report: number for number, story in enumerate(stories) for report in story.reports}
    found: list[list[Any]] = [[] for _ in stories]
    for tie in ties:
        number = story_of.get(tie.child)
        if number is not None and story_of.get(tie.parent) == number:
            found[number].append(tie)
    return found


def _outlet(publisher: str | None) -> str:
    from wireroom.lineage.direction import outlet_words

    return " ".join(sorted(outlet_words(publisher)))


def _figure(name: str, units: Sequence[Counts]) -> Figure:
    whole = total(units)
    return Figure(name, whole.recall, whole, bootstrap(units, lambda found: found.recall))


def _reports(shared: Path) -> list[Any]:
    from wireroom import extract
    from wireroom.model import Report

    with gzip.open(shared / "data" / FILE, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    made = (extract({key: row[key] for key in KEYS if row.get(key) is not None}) for row in rows)
    return [one for one in made if isinstance(one, Report)]
