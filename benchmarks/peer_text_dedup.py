"""The MinHash of text-dedup over texts given as JSON: run by an interpreter that has it, since it asks for older libraries.

    python -m venv DIR
    DIR/bin/pip install --no-deps text-dedup==0.4.0
    DIR/bin/pip install datasets 'click<9' click-option-group xxhash bitarray ftfy scipy tqdm regex 'rich<14' psutil \\
        pybloom-live
    python -m benchmarks.reuse FILE.jsonl.gz --text-dedup DIR/bin/python

Reads `{"texts", "timed", "rounds", "shingle", "bands", "rows"}` from standard input; writes `{"seconds", "digests"}`: processor
seconds of the best round over the texts that are timed, and the bands of each of the others in hexadecimal digits. Its own
function does the work with its own defaults (64-bit arithmetic, sha1); reading and writing are not timed."""

from __future__ import annotations

import json
import sys
import time
from typing import Any


def main() -> None:
    """Answer one question."""
    import numpy as np
    from text_dedup.minhash import RNG, SIGNATURE_COLUMN, embed_func
    from text_dedup.utils import sha1_hash

    asked = json.load(sys.stdin)
    prime = np.uint64((1 << 61) - 1)
    permutations = asked["bands"] * asked["rows"]
    settings: dict[str, Any] = {
        "num_perm": permutations,
        "ngram_size": asked["shingle"],
        "min_length": 0,
        "hashranges": [(at, at + asked["rows"]) for at in range(0, permutations, asked["rows"])],
        "permutations": [RNG.randint(low, prime, size=permutations, dtype=np.uint64) for low in (1, 0)],
        "hash_func": lambda token: sha1_hash(token, d=32),
        "dtype": np.uint64,
        "max_hash": np.uint32((1 << 32) - 1),
        "modulo_prime": prime,
    }

    def digested(texts: list[str]) -> list[list[bytes]]:
        return [embed_func(text, number, **settings)[SIGNATURE_COLUMN] for number, text in enumerate(texts)]

    digests, best = digested(asked["texts"]), float("inf")
    for _ in range(asked["rounds"]):
        start = time.process_time()
        digested(asked["timed"])
        best = min(best, time.process_time() - start)
    json.dump({"seconds": best, "digests": [[band.hex() for band in one] for one in digests]}, sys.stdout)


if __name__ == "__main__":
    main()
