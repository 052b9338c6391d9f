"""Pairs of reports to be labelled, drawn without asking the system: `python -m evaluation.draw [--across] FILE [KNOWN…]`.

The plain measure is containment: the share of the 5-word shingles of the report that has fewer which the other has too. Seeds
are drawn at random, each is measured against every report of the days around it, and pairs are taken by strata of
containment, the middle over-represented, because whole copies and strangers are easy. Pairs without a shingle in common are
the nearest by TF-IDF. No report stands in more than `OFTEN` pairs. The labels are in `labels/lineage-pairs.jsonl`; the odd
lines were tuned on (`"part": "tune"`), the even ones only measured."""

from __future__ import annotations

import gzip
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

SEED = 20150101
SEEDS = 2_600
SEEDS_ACROSS = 9_000
DAYS = 4
OFTEN = 2
STRATA = ((0.0, 0.0, 18), (0.0, 0.02, 26), (0.02, 0.05, 32), (0.05, 0.1, 32), (0.1, 0.2, 26), (0.2, 0.5, 22), (0.5, 1.0, 20))
"""Containment above the first and up to the second number, and how many pairs are drawn there."""
ACROSS = ((0.03, 0.06, 12), (0.06, 0.1, 16), (0.1, 0.2, 22), (0.2, 0.5, 22), (0.5, 1.0, 12))
"""The strata of a second draw, over pairs of two publishers only."""
NEAREST = 0.12
"""TF-IDF cosine from which a pair without a common shingle is near enough to be worth a reader's time."""
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")

Row = Mapping[str, Any]


def draw(
    rows: Sequence[Row], leave_out: frozenset[frozenset[str]] = frozenset(), *, across: bool = False
) -> list[dict[str, Any]]:
    """The drawn pairs in a shuffled order: `a`, `b` and their containment; the same for the same rows.

    `across` draws pairs of two publishers alone, by `ACROSS`: among all pairs, most of the middle is one publisher's."""
    chance = random.Random(SEED + across)
    strata = ACROSS if across else STRATA
    dated = sorted(((day, row) for row in rows if (day := _day(row))), key=lambda one: (one[0], one[1]["id"]))
    words = {row["id"]: _WORD.findall(row["text"].lower()) for _, row in dated}
    shingles = {name: {" ".join(own[at : at + 5]) for at in range(len(own) - 4)} for name, own in words.items()}
    weight = _weights(words.values())
    found: dict[int, list[tuple[str, str, float]]] = {number: [] for number in range(len(strata))}
    for place in sorted(chance.sample(range(len(dated)), min(SEEDS_ACROSS if across else SEEDS, len(dated)))):
        day, row = dated[place]
        for other in _after(dated, place, day):
            pair = (row["id"], other["id"])
            if across and _outlet(row) == _outlet(other):
                continue
            if frozenset(pair) in leave_out or min(len(shingles[one]) for one in pair) < 60:
                continue
            common = len(shingles[pair[0]] & shingles[pair[1]])
            contained = common / min(len(shingles[one]) for one in pair)
            if contained > strata[-1][1] or (contained <= strata[0][0] and across):
                continue
            if not common and _cosine(words[pair[0]], words[pair[1]], weight) < NEAREST:
                continue
            found[_stratum(contained, strata)].append((*pair, round(contained, 4)))
    used: Counter[str] = Counter()
    drawn = []
    for number, (_, _, wanted) in enumerate(strata):
        chance.shuffle(found[number])
        for a, b, contained in found[number]:
            if wanted and used[a] < OFTEN and used[b] < OFTEN:
                drawn.append({"a": a, "b": b, "contained": contained})
                used.update((a, b))
                wanted -= 1
    chance.shuffle(drawn)
    return drawn


def _after(dated: Sequence[tuple[date, Row]], place: int, day: date) -> Iterator[Row]:
    for other_day, other in dated[place + 1 :]:
        if (other_day - day).days > DAYS:
            return
        yield other


def _outlet(row: Row) -> str:
    return str(row.get("publisher") or "").split(" ")[0].split(".")[0].lower()


def _stratum(contained: float, strata: Sequence[tuple[float, float, int]]) -> int:
    return next(number for number, (_, high, _) in enumerate(strata) if contained <= high)


def _day(row: Row) -> date | None:
    try:
        return date.fromisoformat(str(row.get("published") or "")[:10])
    except ValueError:
        return None


def _weights(texts: Iterable[Sequence[str]]) -> dict[str, float]:
    held = [set(text) for text in texts]
    spread = Counter(word for one in held for word in one)
    return {word: math.log(len(held) / count) for word, count in spread.items()}


def _cosine(a: Sequence[str], b: Sequence[str], weight: Mapping[str, float]) -> float:
    one, other = ({word: (1 + math.log(n)) * weight[word] for word, n in Counter(side).items()} for side in (a, b))
    size = math.sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))
    return sum(value * other.get(word, 0.0) for word, value in one.items()) / size if size else 0.0


def main(file: str, known: Sequence[str], *, across: bool) -> None:
    """Print the drawn pairs, one a line; `known` are files of pairs that are left out."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    old = [json.loads(line) for name in known for line in Path(name).read_text("utf-8").splitlines()]
    for pair in draw(rows, frozenset(frozenset((one["a"], one["b"])) for one in old), across=across):
        print(json.dumps(pair))


if __name__ == "__main__":
    named = [one for one in sys.argv[1:] if one != "--across"]
    main(named[0], named[1:], across="--across" in sys.argv)
