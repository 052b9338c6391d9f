"""Hostile text: what reading and parsing cost grows with the length and not with its square, and nothing fails."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from wireroom.engine.models import SpacyParser
from wireroom.model import Report
from wireroom.reading import ReadingRules, read

SHAPES: dict[str, Callable[[int], str]] = {
    "straight quotes": lambda n: '"' * n,
    "paired quotes": lambda n: "“no” " * n,
    "quotes never closed": lambda n: "“ he said " * n,
    "numbers in one sentence": lambda n: "In all " + "7 and " * n + "9 people died.",
    "number words": lambda n: "two hundred and five million " * n,
    "groups of digits": lambda n: "1" + ",11" * n,
    "clock after clock": lambda n: "12:" * n,
    "weekdays": lambda n: "Monday " * n,
    "right to left": lambda n: "قال \u202eمتحدث قتل 5 أشخاص " * n,
    "one long sentence": lambda n: "the mayor of the town said that 5 men were hurt in the fire on Monday and " * (n // 8),
    "brackets": lambda n: "(" * n + "a" + ")" * n,
    "nested saying": lambda n: "he said that " * n + "it fell.",
    "phrase in phrase": lambda n: "the house of " * n + "5 men",
    "parts of parts": lambda n: "12 men, including 3, of whom 2, " * (n // 2),
    "a list": lambda n: "rifles, " * n + "and a launcher and 5 magazines.",
    "a number a line": lambda n: "5\n" * n,
    "speakers before colons": lambda n: "Holm: it fell\n" * n,
    "apostrophes": lambda n: "'s 'tis '80s " * n,
}
SMALL = 200
FOLD = 4
NOISE = 0.05
"""Seconds below which a clock says nothing."""
GROWTH = 2.5 * FOLD
"""Linear gives `FOLD`, a square `FOLD` times that: the bound lies between, where a busy machine does not reach."""


def seconds(text: str, parser: SpacyParser, rules: ReadingRules) -> float:
    """Processor time of parsing and reading one text."""
    start = time.process_time()
    reading = read(Report("r", "r", text), next(parser.parse([text])), rules)
    assert all(text[quantity.span.start : quantity.span.end] == quantity.text for quantity in reading.quantities)
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
def test_cost_grows_with_the_length(shape: str, parser: SpacyParser, reading_room: ReadingRules) -> None:
    small = min(seconds(SHAPES[shape](SMALL), parser, reading_room) for _ in range(2))
    assert seconds(SHAPES[shape](FOLD * SMALL), parser, reading_room) < GROWTH * max(small, NOISE)


@pytest.mark.parametrize("shape", ["nested saying", "quotes never closed"])
def test_what_is_written_out_grows_with_the_length(shape: str, parser: SpacyParser, reading_room: ReadingRules) -> None:
    def written(times: int) -> int:
        text = SHAPES[shape](times)
        reading = read(Report("r", "r", text), next(parser.parse([text])), reading_room)
        return sum(span.end - span.start for claim in reading.claims for span in claim.content)

    assert 0 < written(1600) < GROWTH * written(400)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "“", '"', "\u202e", "5", "x" * 301, "“" * 700 + "\n\n5 men", "a\n" + "$" * 650 + "5"]
)
def test_a_parse_stands_in_the_places_of_its_text(text: str, parser: SpacyParser) -> None:
    doc = next(parser.parse([text]))
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert "".join(token.text_with_ws for token in doc) == text


def test_a_verb_at_the_root_with_an_infinitive_has_a_tense(parser: SpacyParser, reading_room: ReadingRules) -> None:
    text = "To be opened on Monday. To go on Monday. To have to go to see to it on Monday."
    reading = read(Report("r", "r", text), next(parser.parse([text])), reading_room)
    assert [timex.text for timex in reading.timexes] == ["Monday"] * 3
