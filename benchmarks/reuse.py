"""Partial reuse: planted excerpts found among many reports, and fingerprints against MinHash on the same texts.

    python -m benchmarks.reuse FILE.jsonl.gz [FILE.jsonl.gz …] [--text-dedup PYTHON] [--plots FOLDER]

Peers (the `bench` extra): rensa, MinHash in Rust, and datasketch, MinHash in Python over numpy; and text-dedup, which needs an
interpreter of its own (`benchmarks/peer_text_dedup.py` says how). Each begins with the text: ours
cuts words and samples 5-word shingles; the peers are given 5-word shingles cut by `str.split`, as both manuals show, and make
128 permutations; rensa is timed on single words as well, which is less work and finds no passages. Process time, rounds in
turn, the best of each counts. Recall: of 1,000 planted excerpts (3 to 6 sentences, one word in twelve changed), those whose
base is among the candidates; MinHash is looked up in bands of 4 rows (32 of them), as for whole copies."""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks import plot
from benchmarks.row import Row
from wireroom.lineage.fingerprint import fingerprints
from wireroom.lineage.sharing import copies, sharing
from wireroom.text import sentences, words

SEED = 12
QUERIES = 1_000
REPORTS = 20_000
CHANGED = 12
"""One word in so many is replaced by another word of the collection."""
SENTENCES = (3, 6)
LEAST_WORDS = 8
"""Words of a sentence that may be lifted: shorter ones are headings and captions."""
PERMUTATIONS = 128
BANDS, ROWS = 32, 4
SHINGLE = 5
"""Words of a shingle, of ours and of every peer's."""
LEAST = 2
"""Sampled shingles in common that make a candidate: the tracer's default."""


class Planted(NamedTuple):
    """The reports, the excerpts and the place of each one's base."""

    texts: list[str]
    queries: list[str]
    bases: list[int]


class Recall(NamedTuple):
    """The share of excerpts whose base was found, and the candidates a query."""

    found: float
    candidates: float


def plant(texts: Sequence[str], reports: int = REPORTS, queries: int = QUERIES) -> Planted:
    """Excerpts of `queries` of the texts, drawn by chance (seeded); and the texts, filled up to `reports` with texts of the
    same words in another order, which share words with them and no runs of words."""
    chance = random.Random(SEED)
    kept = list(texts[:reports])
    own = len(kept)
    vocabulary = sorted({word for text in kept[:2_000] for word in text.split()})
    while len(kept) < reports:
        shuffled = kept[chance.randrange(own)].split()
        chance.shuffle(shuffled)
        kept.append(" ".join(shuffled))
    made: list[str] = []
    bases: list[int] = []
    for base in chance.sample(range(own), own):
        if len(made) == queries:
            break
        whole = [kept[base][span.start : span.end] for span in sentences(kept[base])]
        good = [at for at, one in enumerate(whole) if len(words(one)) >= LEAST_WORDS]
        size = chance.randint(*SENTENCES)
        if len(good) < 2 * size:
            continue
        first = chance.randrange(len(good) - size)
        lifted = " ".join(whole[at] for at in good[first : first + size]).split()
        for at in chance.sample(range(len(lifted)), len(lifted) // CHANGED):
            lifted[at] = chance.choice(vocabulary)
        made.append(" ".join(lifted))
        bases.append(base)
    return Planted(kept, made, bases)


def ours(planted: Planted) -> Recall:
    """Recall of sampled shingles as the tracer uses them: common text set aside, LEAST in common."""
    prints = list(fingerprints([*planted.texts, *planted.queries]))
    own = len(planted.texts)
    pairs = sharing(prints, LEAST, copies(prints)).pairs
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        if one < own <= other:
            near[other - own].add(one)
    found = sum(base in near[number] for number, base in enumerate(planted.bases))
    return Recall(found / len(planted.bases), sum(map(len, near.values())) / len(planted.bases))


def minhash(digest: Callable[[str], Sequence[int]], planted: Planted, sample: int) -> Recall:
    """Recall of MinHash with bands, among the bases of the first `sample` queries: a base outside could not be found either."""
    queries, bases = planted.queries[:sample], planted.bases[:sample]
    return _met(
        [list(_bands(digest(one))) for one in queries],
        {base: list(_bands(digest(planted.texts[base]))) for base in bases},
        bases,
    )


def _met(queries: Sequence[Sequence[Hashable]], texts: Mapping[int, Sequence[Hashable]], bases: Sequence[int]) -> Recall:
    """How often a query shares a band with its base, and with how many texts it shares one."""
    held: dict[Hashable, set[int]] = defaultdict(set)
    for place, bands in texts.items():
        for band in bands:
            held[band].add(place)
    found = candidates = 0
    for bands, base in zip(queries, bases, strict=True):
        near = set().union(*(held.get(band, set()) for band in bands))
        found += base in near
        candidates += len(near)
    return Recall(found / len(bases), candidates / len(bases))


def text_dedup(python: str, planted: Planted, sample: int, timed: Sequence[str], rounds: int = 3) -> tuple[Recall, float]:
    """Recall of text-dedup as `minhash` reckons it, and of other texts so many a second in its own process."""
    queries, bases = planted.queries[:sample], planted.bases[:sample]
    texts = [*queries, *(planted.texts[base] for base in bases)]
    asked = {"texts": texts, "timed": timed, "rounds": rounds, "shingle": SHINGLE, "bands": BANDS, "rows": ROWS}
    script = Path(__file__).with_name("peer_text_dedup.py")
    answer = subprocess.run([python, "-P", str(script)], input=json.dumps(asked), stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(answer.stdout)
    bands = [list(enumerate(one)) for one in told["digests"]]
    met = _met(bands[: len(queries)], dict(zip(bases, bands[len(queries) :], strict=True)), bases)
    return met, len(timed) / told["seconds"]


def _bands(digest: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for band in range(BANDS):
        yield (band, *(int(value) for value in digest[band * ROWS : (band + 1) * ROWS]))


def cut(text: str) -> list[str]:
    """The shingles of a text as strings."""
    split = text.split()
    return [" ".join(split[at : at + SHINGLE]) for at in range(len(split) - SHINGLE + 1)]


def rensa_digest(tokens: Sequence[str]) -> Any:
    """The MinHash of rensa."""
    from rensa import RMinHash

    made = RMinHash(PERMUTATIONS, SEED)
    made.update(tokens)
    return made.digest()


def datasketch_digest(tokens: Sequence[str]) -> Any:
    """The MinHash of datasketch."""
    from datasketch import MinHash

    made = MinHash(PERMUTATIONS, seed=SEED)
    made.update_batch([token.encode("utf-8", "surrogatepass") for token in tokens])
    return made.hashvalues


def measure(texts: Sequence[str], rounds: int = 3) -> list[Row]:
    """Rows of texts a second, ours against each peer, all from the same texts in the same process."""
    few = _few(texts)
    work: dict[str, tuple[Callable[[], object], int]] = {
        "ours": (lambda: [len(one) for one in fingerprints(texts)], len(texts)),
        "rensa, 5-word shingles": (lambda: [rensa_digest(cut(text)) for text in texts], len(texts)),
        "rensa, single words": (lambda: [rensa_digest(text.split()) for text in texts], len(texts)),
        "datasketch, 5-word shingles": (lambda: [datasketch_digest(cut(text)) for text in few], len(few)),
    }
    best = dict.fromkeys(work, float("inf"))
    for _ in range(rounds):
        for name, (run, size) in work.items():
            start = time.process_time()
            run()
            best[name] = min(best[name], (time.process_time() - start) / size)
    return [Row("fingerprints", "texts/s", 1 / best["ours"], name, 1 / best[name]) for name in work if name != "ours"]


def _few(texts: Sequence[str]) -> Sequence[str]:
    """Texts for peers in Python, which take thirty times as long."""
    return texts[: max(1, len(texts) // 10)]


def load(files: Sequence[str]) -> list[str]:
    """The texts of JSON Lines files."""
    texts = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            texts.extend(json.loads(line)["text"] for line in lines)
    return texts


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the ratios and the recalls, and draw them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reuse", description=__doc__)
    parser.add_argument("files", nargs="+", metavar="FILE.jsonl.gz")
    parser.add_argument("--text-dedup", metavar="PYTHON", help="an interpreter that has text-dedup")
    parser.add_argument("--plots", type=Path, help="draw reuse.svg in this folder")
    given = parser.parse_args(arguments)
    planted = plant(load(given.files))
    print(f"{len(planted.texts)} reports, {len(planted.queries)} planted excerpts")
    mine = ours(planted)
    print(f"ours: recall {mine.found:.3f}, {mine.candidates:.2f} candidates a query")
    peers = {
        "rensa": minhash(lambda text: rensa_digest(cut(text)), planted, QUERIES),
        "datasketch": minhash(lambda text: np.asarray(datasketch_digest(cut(text))).tolist(), planted, QUERIES // 5),
    }
    texts = planted.texts[:4_000]
    rows = measure(texts)
    if given.text_dedup:
        peers["text-dedup"], rate = text_dedup(given.text_dedup, planted, QUERIES // 5, _few(texts))
        rows.append(Row("fingerprints", "texts/s", rows[0].ours, "text-dedup, 5-word shingles", rate))
    for name, found in peers.items():
        print(f"{name}, bands of {ROWS}: recall {found.found:.3f}, {found.candidates:.2f} candidates a query among the bases")
    for row in rows:
        print(f"{row.what}: {row.ours:,.0f} {row.unit}, {row.peer} {row.theirs:,.0f} {row.unit}, ratio {row.ratio:.2f}")
    if given.plots:
        recalls = [
            Row("excerpts found", "of 100", 100 * mine.found, f"{name}, bands of {ROWS}", max(0.1, 100 * found.found))
            for name, found in peers.items()
        ]
        (given.plots / "reuse.svg").write_text(
            plot.bars([*rows, *recalls], f"Reuse among {len(planted.texts):,} reports: {plot.FASTER}")
        )


if __name__ == "__main__":
    main()
