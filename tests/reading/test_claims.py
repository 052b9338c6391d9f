"""Claims: the cases of specs/claims.jsonl, and the laws of attribution."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireroom.model import Claim, Part, Published, Reading, Report, Span

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "specs" / "claims.jsonl").read_text("utf-8").splitlines()]


def seen(text: str, claim: Claim) -> dict[str, Any]:
    """What a case may state of a claim."""
    first = claim.sources[0] if claim.sources else None
    return {
        "names": [source.name for source in claim.sources],
        "name": first.name if first else None,
        "text": first.text if first else None,
        "kind": first.kind if first else None,
        "footing": first.footing if first else None,
        "origin": first.origin if first else None,
        "control": first.control if first else None,
        "cue": text[claim.cue.start : claim.cue.end] if claim.cue else None,
        "content": [text[span.start : span.end] for span in claim.content],
        "quotes": [text[span.start : span.end] for span in claim.quotes],
        "form": claim.form,
        "via": list(claim.via),
        "certainty": claim.certainty,
        "why": claim.why,
    }


def fits(wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether a claim is as wanted; `name` may be any member of a joint source."""
    for key, value in wanted.items():
        if key == "name" and value in found["names"]:
            continue
        if found[key] != value:
            return False
    return True


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_gives_its_claims(case: dict[str, Any], claims_of: Callable[[str], tuple[Claim, ...]]) -> None:
    found = [seen(case["text"], claim) for claim in claims_of(case["text"])]
    for wanted in case["claims"]:
        assert any(fits(wanted, one) for one in found), found
    if not case["claims"]:
        assert found == []


def test_boilerplate_gives_no_claims_and_captions_are_marked(reading_of: Callable[[Report], Reading]) -> None:
    text = "Police said two men fled.\nA boat that police said sank in 2019.\nWe said: subscribe for 5 dollars."
    lines = [(0, 25, "body"), (26, 63, "caption"), (64, len(text), "boilerplate")]
    report = Report("r", "r", text, parts=tuple(Part(kind, Span(a, b)) for a, b, kind in lines))  # type: ignore[arg-type]
    claims = reading_of(report).claims
    assert {claim.part for claim in claims} == {"body", "caption"}


@pytest.mark.parametrize("label", ["Headline: ", "Title: "])
@pytest.mark.parametrize(
    ("title", "source"), [("Two hurt as crane falls in Halden", None), ("Crane had failed two checks, police say", "police")]
)
def test_a_label_before_a_headline_is_no_part_of_a_claim(
    reading_of: Callable[[Report], Reading], label: str, title: str, source: str | None
) -> None:
    text = f"{label}{title}\n\nThe port was shut."
    start, end = len(label), len(label) + len(title)
    parts = (("boilerplate", 0, start), ("headline", start, end), ("body", end + 2, len(text)))
    report = Report("r", "r", text, parts=tuple(Part(kind, Span(a, b)) for kind, a, b in parts))  # type: ignore[arg-type]
    reading = reading_of(report)
    (claim,) = (one for one in reading.claims if one.part == "headline")
    assert claim.content[0].start == start
    assert [one.name for one in claim.sources] == ([source] if source else [])
    assert claim.quantities == (reading.quantities[0].id,)
    assert reading.sentences[0].start == start


def test_each_thing_found_belongs_to_one_claim(reading_of: Callable[[Report], Reading]) -> None:
    text = "Two ships left Oslo on Monday. Police said 12 people were hurt, Reuters reported on Tuesday. The port was closed."
    reading = reading_of(Report("r", "r", text, published=Published("2025-03-05", "record")))
    held = [name for claim in reading.claims for name in (*claim.timexes, *claim.quantities)]
    assert sorted(held) == sorted(item.id for item in (*reading.timexes, *reading.quantities))
    assert {statement.claim for statement in reading.statements} <= {claim.id for claim in reading.claims}
    hurt = next(claim for claim in reading.claims if claim.sources and claim.sources[0].name == "Police")
    twelve = next(item for item in reading.quantities if item.low == 12)
    assert twelve.id in hurt.quantities
    assert hurt.via == ("Reuters",)


def test_ids_follow_the_text(reading_of: Callable[[Report], Reading]) -> None:
    reading = reading_of(Report("r", "r", "Police said 3 men fled on Monday. Two were caught. Holm said 4 cars burned."))
    assert [claim.id for claim in reading.claims] == [f"c{n}" for n in range(1, len(reading.claims) + 1)]
    starts = [claim.content[0].start for claim in reading.claims]
    assert starts == sorted(starts)


def test_the_reports_own_words_are_assertions(reading_of: Callable[[Report], Reading]) -> None:
    reading = reading_of(Report("r", "r", "Two ships left Oslo in 2019. It rained softly."))
    assert [(claim.form, claim.sources, claim.cue) for claim in reading.claims] == [("assertion", (), None)]


PIECES = [
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "``",
    "''",
    " said Ann Roe",
    " he said",
    ", according to police",
    "Ann Roe",
    ".",
    "\n",
    " ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_gives_spans_within_it(claims_of: Callable[[str], tuple[Claim, ...]], text: str) -> None:
    for claim in claims_of(text):
        for span in (*claim.content, *claim.quotes, *(source.span for source in claim.sources)):
            assert 0 <= span.start < span.end <= len(text)
        for source in claim.sources:
            assert text[source.span.start : source.span.end] == source.text
        assert (claim.form == "assertion") == (claim.cue is None and not claim.sources)


def test_a_line_of_quotation_marks_takes_linear_time(claims_of: Callable[[str], tuple[Claim, ...]]) -> None:
    claims = claims_of("“Go,” he said. “Go on,” she said. " * 400)
    assert len(claims) >= 400
