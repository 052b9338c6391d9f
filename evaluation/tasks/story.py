"""Stories against event collections: B-cubed, adjusted Rand index and fragmentation, with and without dates, one setting.

Ids are replaced by digests and files shuffled by them, so that neither tells; labels and topics are not handed over. B-cubed
after Bagga and Baldwin (1998): the mean over reports of the share of its story that is right, and of its gold event that is
found. `pieces` is the mean number of stories that one gold event lies in.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping
from math import comb
from pathlib import Path

from evaluation.scoring import Figure, Result, attempt

CORPORA = ("giveme5w1h", "ecbplus-texts")
RUNS = (
    ("ecbplus", "ecbplus-topics-1-35", False),
    ("giveme5w1h", "giveme5w1h", False),
    ("giveme5w1h.dated", "giveme5w1h", True),
)


def measure(shared: Path) -> Result:
    """The figures of every run."""
    made: list[Figure] = []
    sizes, crashes = {}, []
    for name, file, dated in RUNS:
        answer, why = attempt(lambda file=file, dated=dated: placed(shared, file, dated=dated), None)  # type: ignore[misc]
        if why or answer is None:
            crashes.append(f"{name}: {why}")
            continue
        gold, said = answer
        sizes[name] = len(gold)
        precision, recall = b_cubed(gold, said)
        pieces = [len({said[one] for one in gold if gold[one] == event}) for event in set(gold.values())]
        made += [
            Figure(f"{name}.precision", precision),
            Figure(f"{name}.recall", recall),
            Figure(f"{name}.b3", 2 * precision * recall / (precision + recall)),
            Figure(f"{name}.ari", rand_index(gold, said)),
            Figure(f"{name}.pieces", sum(pieces) / len(pieces)),
        ]
    return Result("story", tuple(made), {"reports": sizes}, tuple(crashes))


def placed(shared: Path, file: str, *, dated: bool) -> tuple[dict[str, str], dict[str, str]]:
    """The gold event and the system's story of each report, by hashed id."""
    from wireroom import extract, gather
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
    said = {name: name for name in gold}
    for story in gather(sorted(reports, key=lambda report: report.id)).stories:
        said.update(dict.fromkeys(story.reports, story.id))
    return gold, said


def b_cubed(gold: Mapping[str, str], said: Mapping[str, str]) -> tuple[float, float]:
    """B-cubed precision and recall."""
    both = Counter((gold[one], said[one]) for one in gold)
    events, stories = Counter(gold.values()), Counter(said[one] for one in gold)
    precision = sum(count * count / stories[story] for (_, story), count in both.items()) / len(gold)
    recall = sum(count * count / events[event] for (event, _), count in both.items()) / len(gold)
    return precision, recall


def rand_index(gold: Mapping[str, str], said: Mapping[str, str]) -> float:
    """The Rand index adjusted for chance (Hubert and Arabie 1985)."""
    both = Counter((gold[one], said[one]) for one in gold)
    together = sum(comb(count, 2) for count in both.values())
    events = sum(comb(count, 2) for count in Counter(gold.values()).values())
    stories = sum(comb(count, 2) for count in Counter(said[one] for one in gold).values())
    chance = events * stories / max(1, comb(len(gold), 2))
    most = (events + stories) / 2
    return (together - chance) / (most - chance) if most != chance else 1.0
