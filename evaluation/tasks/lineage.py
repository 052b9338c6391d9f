"""Lineage against pairs labelled by hand: tied or not, three ways, and direction. Pairs marked as guesses are left out.

Two sets: the gold, and our own labels (`labels/lineage-pairs.jsonl`, drawn as `draw.py` says). Of our own, `tune.` was looked
at when thresholds were set, `held.` only measured.

`tied`: copy, revision, rewrite and shared_source against the rest. `copied`: copy or revision against the rest. `three`: the
mean F1 of copied, reworked (rewrite or shared_source) and the rest, as METER scores reuse three ways (Clough et al. 2002).
Each pair is traced alone, as two reports, so that what is measured is what the two show. `direction.right` is over the
directions claimed on pairs that the gold directs or calls unknown; an unknown counts against a claim only when the gold
directs the pair the other way. `direction.claimed` is over the pairs that the gold directs. `lost` counts the sure copies and
revisions called independent.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation.scoring import Counts, Figure, Result, attempt, bootstrap, figures, share, total

CORPORA = ("lineage-gold", "news", "giveme5w1h", "ecbplus-texts")
FILES = {
    "news": "news/news-2012-2015.jsonl.gz",
    "giveme5w1h": "stories/giveme5w1h.jsonl.gz",
    "ecbplus": "stories/ecbplus-topics-1-35.jsonl.gz",
}
OWN = Path(__file__).parents[1] / "labels" / "lineage-pairs.jsonl"
KEYS = ("id", "text", "title", "published", "publisher", "url", "language")
CLASSES = {"copy": 0, "revision": 0, "rewrite": 1, "shared_source": 1}
REST = 2
GUESS = 1
Said = tuple[int, str]


def measure(shared: Path) -> Result:
    """The figures over the labelled pairs, with the pairs that went wrong by id."""
    pairs = [{**pair, "part": ""} for pair in _lines(shared / "gold" / "lineage-dev.jsonl")] + _lines(OWN)
    pairs = [pair for pair in pairs if pair["sure"] > GUESS]
    records = _records(shared, {(pair["set"], pair[side]) for pair in pairs for side in "ab"})
    crashes, said = [], []
    for pair in pairs:
        two = [records[pair["set"], pair[side]] for side in "ab"]
        answer, why = attempt(lambda two=two: judged(*two), (REST, "unknown"))  # type: ignore[misc]
        said.append(answer)
        if why:
            crashes.append(f"{pair['a']} {pair['b']}: {why}")
    wrong = [
        {"a": pair["a"], "b": pair["b"], "gold": pair["relation"], "class": answer[0], "part": pair["part"]}
        for pair, answer in zip(pairs, said, strict=True)
        if CLASSES.get(pair["relation"], REST) != answer[0]
    ]
    made: list[Figure] = []
    for part in ("", "tune", "held"):
        ours = [(pair, answer) for pair, answer in zip(pairs, said, strict=True) if pair["part"] == part]
        made.extend(
            replace(one, name=f"{part}.{one.name}" if part else one.name)
            for one in scored([pair for pair, _ in ours], [answer for _, answer in ours])
        )
    return Result("lineage", tuple(made), {"pairs": len(pairs), "wrong": wrong}, tuple(crashes))


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def judged(a: dict[str, Any], b: dict[str, Any]) -> Said:
    """The class that the system gives to two records, and the direction that it claims (`a_from_b`, `b_from_a`, `unknown`)."""
    from wireroom import extract, trace
    from wireroom.model import Report

    reports = [report for record in (a, b) if isinstance(report := extract(record), Report)]
    ties = [tie for lineage in trace(reports).lineages for tie in lineage.derivations if tie.kind != "quotation"]
    if not ties:
        return REST, "unknown"
    tie = ties[0]
    return CLASSES[tie.kind], "unknown" if not tie.directed else "a_from_b" if tie.child == a["id"] else "b_from_a"


def scored(pairs: Sequence[dict[str, Any]], said: Sequence[Said]) -> list[Figure]:
    """The figures over pairs and what was said of them."""
    gold = [CLASSES.get(pair["relation"], REST) for pair in pairs]
    ours = [answer for answer, _ in said]
    made = figures("tied", [_unit(g < REST, s < REST) for g, s in zip(gold, ours, strict=True)])
    made += figures("copied", [_unit(g == 0, s == 0) for g, s in zip(gold, ours, strict=True)])
    ways = [total([_unit(g == way, s == way) for g, s in zip(gold, ours, strict=True)]).f1 or 0.0 for way in (0, 1, REST)]
    made.append(Figure("three", sum(ways) / len(ways)))
    claims = [
        share(int(answer == pair["direction"]), 1)
        for pair, (_, answer) in zip(pairs, said, strict=True)
        if answer != "unknown" and pair["direction"] != "unknown"
    ]
    made.append(_plain("direction.right", claims))
    directed = [
        share(int(answer != "unknown"), 1)
        for pair, (_, answer), known in zip(pairs, said, gold, strict=True)
        if pair["direction"] != "unknown" and known < REST
    ]
    made.append(_plain("direction.claimed", directed))
    lost = sum(pair["sure"] == 3 and g == 0 and s == REST for pair, g, s in zip(pairs, gold, ours, strict=True))
    return [*made, Figure("lost", float(lost))]


def _unit(gold: bool, said: bool) -> Counts:
    return Counts(int(gold and said), int(said), int(gold))


def _plain(name: str, units: Sequence[Counts]) -> Figure:
    whole = total(units)
    return Figure(name, whole.recall, whole, bootstrap(units, lambda counts: counts.recall))


def _records(shared: Path, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
    found = {}
    for name, file in FILES.items():
        with gzip.open(shared / "data" / file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if (name, row["id"]) in wanted:
                    found[name, row["id"]] = {key: row[key] for key in KEYS if row.get(key) is not None}
    return found
