"""What lineage, origins and interval logic are each worth: the same stories and planted faults with one of them taken away.

Readings are made once; only what comes after is done again. Without lineage every report is a lineage of its own (stories
are still gathered as before); without origins voices are told apart by lineage alone; without interval logic two numbers or
times are equal when they are printed alike, and in conflict otherwise. Run by `python -m evaluation ablations`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import wireroom
from evaluation.faults.make import Case
from evaluation.gold import GoldStory
from evaluation.scoring import Figure
from evaluation.stories import given
from evaluation.tasks import dossier as gold_task
from evaluation.tasks import faults as faults_task
from wireroom.dossier import drift, number, period, thread, voice
from wireroom.model import Briefing, Lineage, Lineages, Point, Reading, Report, Voice
from wireroom.render.json import dossier_record, dumps, reading_record

CORPORA = tuple(sorted({*gold_task.CORPORA, *faults_task.CORPORA}))
SHARE = 0.08
"""The seeded part of the stories whose planted faults are briefed under every variant."""
Record = Mapping[str, Any]
FIGURES = (
    ("gold findings", "dev.findings"),
    ("numbers and times", "dev.findings.number+time"),
    ("right verdicts of those aligned", "dev.verdict"),
    ("disputes: precision", "dev.disputed.precision"),
    ("disputes: recall", "dev.disputed.recall"),
)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _without_origins() -> Iterator[None]:
    def alike(points: Sequence[Point], ties: voice.Ties) -> tuple[Voice, ...]:
        return voice.voices([replace(point, said_by=()) for point in points], ties)

    with patch.object(thread, "voices", alike), patch.object(drift, "voices", alike):
        yield


@contextmanager
def _without_intervals() -> Iterator[None]:
    def printed(first: number.Figure, second: number.Figure, _one_lineage: bool) -> str:
        if first[-1] != second[-1]:
            return "compatible"
        return "equal" if first[:2] == second[:2] else "conflict"

    with ExitStack() as stack:
        stack.enter_context(patch.object(number, "compare_figures", printed))
        stack.enter_context(patch.object(period.Period, "meets", lambda self, other: self == other))
        yield


VARIANTS: Mapping[str, Callable[[], Any]] = {
    "whole": _nothing,
    "without lineage": _nothing,
    "without origins": _without_origins,
    "without interval logic": _without_intervals,
}


@dataclass(slots=True)
class Bench:
    """Dossiers under one variant, with the readings of all variants kept."""

    readings: dict[str, Reading] = field(default_factory=dict)
    variant: str = "whole"
    own_voices: int = 0
    shared_threads: int = 0

    def briefing(self, items: Sequence[Any]) -> Briefing:
        """What `wireroom.brief` gives, under the variant."""
        reports = sorted((one for item in items if isinstance(one := wireroom.extract(item), Report)), key=lambda one: one.id)
        read = [self._read(report) for report in reports]
        found = wireroom.trace(reports)
        stories = wireroom.gather(reports, found)
        if self.variant == "without lineage":
            found = Lineages(tuple(Lineage(f"l{n}", one.id, (one.id,)) for n, one in enumerate(reports, 1)))
        dossiers = tuple(wireroom.assemble(story, reports, read, found) for story in stories.stories)
        return Briefing(dossiers, tuple(reports), tuple(read), stories.unplaced)

    def _read(self, report: Report) -> Reading:
        key = f"{report.id} {report.published.value} {report.title} {report.text}"
        if key not in self.readings:
            self.readings[key] = wireroom.read(report)
        return self.readings[key]

    def gold(self, shared: Path, story: GoldStory) -> tuple[Record, Sequence[Record]]:
        """Dossier and readings of a gold story."""
        made = self.briefing(given(shared, story))
        reports = {report.id: report for report in made.reports}
        readings = [json.loads(dumps(reading_record(reports[one.report], one))) for one in made.readings]
        return json.loads(dumps(dossier_record(made))), readings

    def planted(self, case: Case) -> Record:
        """Dossier of a planted case; of controls, how many threads of parent and child give the child a voice of its own."""
        record: Record = json.loads(dumps(dossier_record(self.briefing([case.parent, case.child, *case.beside]))))
        if case.kind is None:
            own, shared = own_voices(record, str(case.parent["id"]), str(case.child["id"]))
            self.own_voices += own
            self.shared_threads += shared
        return record


def own_voices(dossier: Record, parent: str, child: str) -> tuple[int, int]:
    """Of the threads that hold claims of both reports, those in which a voice speaks for the child and not for the parent,
    and how many such threads there are."""
    own = shared = 0
    for story in dossier["stories"]:
        of = {claim["id"]: claim["report"] for claim in story["claims"]}
        for one in story["threads"]:
            reports = [{of[claim] for claim in voice_["claims"]} for voice_ in one["voices"]]
            if any(parent in group for group in reports) and any(child in group for group in reports):
                shared += 1
                own += any(child in group and parent not in group for group in reports)
    return own, shared


def measure(shared: Path) -> str:
    """The table as markdown."""
    bench = Bench()
    rows: dict[str, dict[str, str]] = {}
    for name, around in VARIANTS.items():
        bench.variant, bench.own_voices, bench.shared_threads = name, 0, 0
        with around():
            gold = gold_task.measure(shared, maker=bench.gold)
            planted = faults_task.measure(shared, part=SHARE, maker=bench.planted)
        row = {title: _shown(gold.figure(figure)) for title, figure in FIGURES}
        row["“agreed” where the gold says one voice"] = str(_agreed_wrongly(gold.details))
        row["faults found in copies"] = _shown(planted.figure("copy"))
        row["faults found in rewrites"] = _shown(planted.figure("rewrite"))
        row["false alarms a control"] = _shown(planted.figure("false_alarms"))
        row["threads in which a copy is a voice of its own"] = f"{bench.own_voices} of {bench.shared_threads}"
        rows[name] = row
    return _table(rows)


def _agreed_wrongly(details: Mapping[str, Any]) -> int:
    return sum(
        one["verdict"] == "agreed" and "agreed" not in one["wanted"] and "repeated" in one["wanted"]
        for story in details.values()
        for one in story["missed"]
    )


def _shown(figure: Figure) -> str:
    value = "–" if figure.value is None else f"{figure.value:.3f}"
    return f"{value} ({figure.counts.right}/{figure.counts.wanted})" if figure.counts else value


def _table(rows: Mapping[str, Mapping[str, str]]) -> str:
    titles = list(next(iter(rows.values())))
    lines = [
        "# What lineage, origins and interval logic are each worth",
        "",
        "Made by `python -m evaluation ablations`: the ten gold stories of `dev`, and the planted faults of a seeded part of",
        f"the stories ({SHARE:.0%}), each with one thing taken away. What each variant leaves out: `evaluation/ablations.py`.",
        "",
        "| | " + " | ".join(rows) + " |",
        "|---|" + "---|" * len(rows),
    ]
    lines += [f"| {title} | " + " | ".join(row[title] for row in rows.values()) + " |" for title in titles]
    return "\n".join(lines) + "\n"
