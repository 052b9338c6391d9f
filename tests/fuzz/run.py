"""The loop of the fuzzer: hypothesis draws the texts, and what fails is told once for each place, by the shortest text."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from random import Random
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.fuzz.targets import TARGETS
from tests.fuzz.texts import ODD, text, words

BATCH = 50
"""Texts between two looks at the clock."""
TRIES = 200
"""Texts tried to find a shorter one that fails in the same way, and the seconds that may take."""
PATIENCE = 20.0
NUMBERS = st.integers(0, 2**63)
LEXICAL = st.lists(st.sampled_from(ODD) | st.sampled_from([word for some in words().values() for word in some]), max_size=40)
TEXTS = (
    st.tuples(NUMBERS, st.sampled_from((1, 2, 6, 20))).map(lambda drawn: text(Random(drawn[0]), drawn[1]))
    | LEXICAL.map(" ".join)
    | LEXICAL.map("".join)
    | st.text(max_size=200)
)


class Failure(NamedTuple):
    """One way to fail: what was raised and where, the shortest text that did it, the last frames, and how many did."""

    kind: str
    text: str
    trace: str
    count: int


class Outcome(NamedTuple):
    """What one run came to; `failures` the commonest first."""

    tagger: str
    inputs: int
    characters: int
    failures: tuple[Failure, ...]


class _Tally:
    def __init__(self, tagger: str, end: float) -> None:
        self.tagger, self.end = tagger, end
        self.inputs = self.characters = 0
        self.first: dict[str, Failure] = {}
        self.counts: Counter[str] = Counter()

    def take(self, given_text: str, number: int) -> None:
        if self.inputs and time.monotonic() > self.end:
            return
        self.inputs += 1
        self.characters += len(given_text)
        kind, trace = _tried(self.tagger, given_text, number)
        if kind is None:
            return
        self.counts[kind] += 1
        if kind not in self.first:
            self.first[kind] = Failure(kind, _shortest(self.tagger, given_text, kind, number), trace, 0)


def fuzz(tagger: str, *, seconds: float, start: int = 0) -> Outcome:
    """The outcome of fuzzing one tagger for so many seconds; `start` is the seed of the first batch, the next is one more.

    One text is read before the clock starts, since the first has the model to load; one input at the least is tried.
    """
    TARGETS[tagger]("The first text of a run.", Random(start))
    tally = _Tally(tagger, time.monotonic() + seconds)
    quiet = settings(
        max_examples=BATCH, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    number = start
    while not tally.inputs or time.monotonic() < tally.end:
        seed(number)(quiet(given(TEXTS, NUMBERS)(tally.take)))()
        number += 1
    found = sorted(tally.first.values(), key=lambda item: (-tally.counts[item.kind], item.kind))
    return Outcome(
        tagger, tally.inputs, tally.characters, tuple(item._replace(count=tally.counts[item.kind]) for item in found)
    )


def _tried(tagger: str, given_text: str, number: int) -> tuple[str | None, str]:
    """What a text fails with and the last frames of it, or None."""
    try:
        TARGETS[tagger](given_text, Random(number))
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "/wireroom/" in frame.filename or "/fuzz/" in frame.filename]
        last = (ours or frames)[-1]
        kind = f"{type(error).__name__} at {last.filename.rsplit('/', 1)[-1]}:{last.lineno} {last.line}"
        return kind, "".join(traceback.format_exception(error, limit=-4))
    return None, ""


def _shortest(tagger: str, given_text: str, kind: str, number: int) -> str:
    """The text with stretches struck out for as long as it fails in the same way."""
    end = time.monotonic() + PATIENCE
    size, tries = len(given_text) // 2, 0
    while size:
        at = 0
        while at < len(given_text):
            tries += 1
            if tries > TRIES or time.monotonic() > end:
                return given_text
            less = given_text[:at] + given_text[at + size :]
            if _tried(tagger, less, number)[0] == kind:
                given_text = less
            else:
                at += size
        size //= 2
    return given_text
