"""Stories against event collections, gathered as a batch and placed along a stream, with and without dates, one setting.

Ids are replaced by digests, and files shuffled, so that neither tells; labels and topics are not handed over. The stream is run
in several shuffled orders, its lineages growing with it (the ties of a report to those before it), and its figures are means;
`least` is the worst B-cubed of any order. B-cubed after Bagga and Baldwin (1998): the mean over reports of the share of its
story that is right, and of its gold event that is found. `pairs`: pairs of reports in one story, the standard clustering
figures of Miranda et al. (2018). `pieces` is the mean number of stories that one gold event lies in. Beside them plain TF-IDF:
average linkage with the threshold that the answers like best, and a stream by mean likeness with the fixed threshold .16.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from math import comb
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from evaluation import plain
from evaluation.scoring import Figure, Result, attempt

if TYPE_CHECKING:
    from wireroom.model import Lineages, Report

CORPORA = ("giveme5w1h", "ecbplus-texts")
RUNS = (
    ("ecbplus", "ecbplus-topics-1-35", False),
    ("giveme5w1h", "giveme5w1h", False),
    ("giveme5w1h.dated", "giveme5w1h", True),
)
ORDERS = 3
"""Shuffled orders of arrival: between them B-cubed differs by about a hundredth."""

BESIDE = (".ari", ".pairs.f1", ".pieces")
"""Figures of the plain baselines that stand beside their B-cubed."""

Placed = Mapping[str, str]


class Scores(NamedTuple):
    """The figures of one answer."""

    precision: float
    recall: float
    b3: float
    ari: float
    pairs_precision: float
    pairs_recall: float
    pairs_f1: float
    pieces: float


def measure(shared: Path) -> Result:
    """The figures of every run."""
    made: list[Figure] = []
    sizes, crashes = {}, []
    errors: dict[str, list[str]] = {}
    for name, file, dated in RUNS:
        answer, why = attempt(partial(_run, shared, name, file, dated=dated), None)
        if why or answer is None:
            crashes.append(f"{name}: {why}")
            continue
        figures, gold, errors[name] = answer
        made += figures
        sizes[name] = len(gold)
    return Result("story", tuple(made), {"reports": sizes, "errors": errors}, tuple(crashes))


def _run(shared: Path, name: str, file: str, *, dated: bool) -> tuple[list[Figure], Placed, list[str]]:
    gold, reports, lineages = load(shared, file, dated=dated)
    batch = gathered(gold, reports, lineages)
    streams = [score(gold, streamed(gold, reports, lineages, seed)) for seed in range(ORDERS)]
    made = _figures(name, score(gold, batch))
    made += _figures(f"{name}.stream", Scores(*(sum(values) / ORDERS for values in zip(*streams, strict=True))))
    made.append(Figure(f"{name}.stream.least", min(one.b3 for one in streams)))
    if not dated:
        texts = {report.id: report.text for report in reports}
        best = max((score(gold, said) for said in plain.averaged(texts)), key=lambda one: one.b3)
        orders = [_shuffled(reports, seed) for seed in range(ORDERS)]
        along = [score(gold, plain.streamed({one.id: one.text for one in order})) for order in orders]
        mean = Scores(*(sum(values) / ORDERS for values in zip(*along, strict=True)))
        for kind, one in (("best", best), ("stream", mean)):
            made.append(Figure(f"{name}.plain.{kind}", one.b3))
            made += [figure for figure in _figures(f"{name}.plain.{kind}", one) if figure.name.endswith(BESIDE)]
    return made, gold, mistakes(gold, batch)


def load(shared: Path, file: str, *, dated: bool) -> tuple[dict[str, str], list[Report], Lineages]:
    """The gold event of each report by hashed id, the reports by id, and their lineages."""
    from wireroom import extract, trace
    from wireroom.model import Report, digest

    gold, reports = {}, []
    with gzip.open(shared / "data" / "stories" / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            name = digest("story", row["id"])
            record = {key: row[key] for key in ("text", "title", "language") if row.get(key)} | {"id": name}
            if dated:
                record |= {key: row[key] for key in ("published", "publisher") if row.get(key)}
            report = extract(record)
            gold[name] = row["story"]
            if isinstance(report, Report):
                reports.append(report)
    reports.sort(key=lambda report: report.id)
    return gold, reports, trace(reports)


def gathered(gold: Placed, reports: Sequence[Report], lineages: Lineages) -> Placed:
    """The story of each report in a batch; a report that stands alone is a story of its own."""
    from wireroom import gather

    said = {name: name for name in gold}
    for story in gather(reports, lineages).stories:
        said.update(dict.fromkeys(story.reports, story.id))
    return said


def streamed(gold: Placed, reports: Sequence[Report], lineages: Lineages, seed: int) -> Placed:
    """The story of each report after all have arrived in a shuffled order."""
    from wireroom.config import desk_rules
    from wireroom.story import Stream

    stream = Stream(desk_rules().story)
    ties = [tie for lineage in lineages.lineages for tie in lineage.derivations]
    for report in _shuffled(reports, seed):
        stream.place(report, [tie for tie in ties if report.id in (tie.child, tie.parent)])
    return {name: stream.story_of(name) or name for name in gold}


def score(gold: Placed, said: Placed) -> Scores:
    """Every figure of one answer."""
    both = Counter((gold[one], said[one]) for one in gold)
    events, stories = Counter(gold.values()), Counter(said[one] for one in gold)
    precision = sum(count * count / stories[story] for (_, story), count in both.items()) / len(gold)
    recall = sum(count * count / events[event] for (event, _), count in both.items()) / len(gold)
    right, wanted, told = (sum(comb(count, 2) for count in counts.values()) for counts in (both, events, stories))
    pairs_precision, pairs_recall = right / max(1, told), right / max(1, wanted)
    pieces = len(both) / len(events)
    return Scores(
        precision,
        recall,
        _harmonic(precision, recall),
        rand_index(right=right, wanted=wanted, told=told, all_pairs=comb(len(gold), 2)),
        pairs_precision,
        pairs_recall,
        _harmonic(pairs_precision, pairs_recall),
        pieces,
    )


def rand_index(*, right: int, wanted: int, told: int, all_pairs: int) -> float:
    """The Rand index adjusted for chance (Hubert and Arabie 1985), from pairs together in both, in the gold, in the answer."""
    chance = wanted * told / max(1, all_pairs)
    most = (wanted + told) / 2
    return (right - chance) / (most - chance) if most != chance else 1.0


def mistakes(gold: Placed, said: Placed) -> list[str]:
    """Every event in pieces and every story of several events, by label and size only, largest first."""
    found: list[tuple[int, str]] = []
    for kind, one, other in (("split", gold, said), ("merged", said, gold)):
        groups: dict[str, Counter[str]] = {}
        for name in gold:
            groups.setdefault(one[name], Counter())[other[name]] += 1
        for label, counts in groups.items():
            if len(counts) > 1:
                sizes = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
                shown = " + ".join(str(count) if kind == "split" else f"{name} ({count})" for name, count in sizes)
                away = sum(counts.values()) - sizes[0][1]
                found.append((-away, f"split {label}: {shown}" if kind == "split" else f"merged: {shown}"))
    return [line for _, line in sorted(found)]


def _figures(name: str, scores: Scores) -> list[Figure]:
    return [Figure(f"{name}.{field.replace('_', '.')}", value) for field, value in scores._asdict().items()]


def _shuffled(reports: Sequence[Report], seed: int) -> list[Report]:
    order = list(reports)
    Random(seed).shuffle(order)
    return order


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0
