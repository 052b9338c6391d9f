"""Every planted case of both sets, where the task measures a seeded part: figures into `results/faults-whole.json`."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

from evaluation.corpora import shared_folder, state
from evaluation.run import RESULTS, table
from evaluation.scoring import record
from evaluation.tasks import faults

if __name__ == "__main__":
    shared = shared_folder(sys.argv[1] if len(sys.argv) > 1 else None)
    missing = [line for line in (state(corpus, shared) for corpus in faults.CORPORA) if line]
    if missing:
        sys.exit(f"*** SKIPPED faults: data not as pinned: {'; '.join(missing)}")
    result = replace(faults.measure(shared, part=1.0), task="faults-whole")
    print(table(result))
    (RESULTS / f"{result.task}.json").write_text(json.dumps(record(result), ensure_ascii=False, indent=1) + "\n", "utf-8")
