"""Fuzz taggers: `python -m tests.fuzz --minutes 10 [TAGGER…]`; exit status 1 when something failed."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from tests.fuzz.run import fuzz
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Run and print one line a tagger, and each way to fail with its shortest text."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("taggers", nargs="*", choices=[*TARGETS, []], metavar="TAGGER", help=f"of {', '.join(TARGETS)} (all)")
    parser.add_argument("--minutes", type=float, default=1.0, help="how long for each (1)")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first batch (0)")
    options = parser.parse_args()
    failed = 0
    say = partial(print, flush=True)
    for tagger in options.taggers or TARGETS:
        outcome = fuzz(tagger, seconds=60 * options.minutes, start=options.seed)
        say(f"{tagger}: {outcome.inputs:,} inputs, {outcome.characters:,} characters, {len(outcome.failures)} ways to fail")
        for item in outcome.failures:
            failed += 1
            say(f"  {item.count} times: {item.kind}\n  {item.text!a}\n{item.trace}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
