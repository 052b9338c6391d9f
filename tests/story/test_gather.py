"""Stories of invented reports (`specs/stories.jsonl`), and the laws of the room."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom.config import lexicons
from wireroom.model import Derivation, Lineage, Lineages, Published, Report, Stories
from wireroom.story import gather, story_rules
from wireroom.story.nearness import Spells
from wireroom.story.terms import terms
from wireroom.story.vector import Usage, number, numbered, vectors

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "specs" / "stories.jsonl").read_text("utf-8").splitlines()]
RULES = story_rules(lexicons())


def report(row: dict[str, Any]) -> Report:
    published = Published(row.get("published"), "record" if row.get("published") else None)
    return Report(row["id"], row["id"], row["text"], title=row.get("title"), published=published)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_stories(case: dict[str, Any]) -> None:
    reports = [report(row) for row in case["reports"]]
    found = gather(reports, Lineages(), RULES)
    assert [list(story.reports) for story in found.stories] == case["stories"]
    placed = {one for story in case["stories"] for one in story}
    assert found.unplaced == tuple(sorted(one.id for one in reports if one.id not in placed))
    for story in found.stories:
        assert story.id == story.reports[0]
        assert all(story.why[one].startswith(("shares ", "follows ")) for one in story.reports)


POOL = [report({**row, "id": f"{number}{row['id']}"}) for number, case in enumerate(CASES) for row in case["reports"]]
batches = st.lists(st.sampled_from(POOL), max_size=12, unique_by=lambda one: one.id)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches, st.randoms())
def test_a_batch_is_a_function_of_its_set(batch: list[Report], shuffler: Any) -> None:
    shuffled = list(batch)
    shuffler.shuffle(shuffled)
    found = gather(batch, Lineages(), RULES)
    assert found == gather(shuffled, Lineages(), RULES)
    placed = [one for story in found.stories for one in story.reports]
    assert sorted([*placed, *found.unplaced]) == sorted(one.id for one in batch)
    assert all(len(story.reports) > 1 for story in found.stories)


def test_a_copy_follows_its_lineage() -> None:
    first, second = (
        Report("a", "a", "Goats at the summit hut ate the mast."),
        Report("b", "b", "Entirely other words stand here."),
    )
    tie = Derivation("b", "a", "copy", False, 1.0, 1.0)
    tied = Lineages((Lineage("l1", None, ("a", "b"), (tie,)),))
    assert [story.reports for story in gather([first, second], tied, RULES).stories] == [("a", "b")]
    assert gather([first, second], Lineages(), RULES).stories == ()


def test_nothing_comes_of_nothing() -> None:
    assert gather([], Lineages(), RULES) == Stories()
    assert gather([Report("a", "a", "")], Lineages(), RULES).unplaced == ("a",)
    assert gather([Report("a", "a", ""), Report("b", "b", "")], Lineages(), RULES).unplaced == ("a", "b")


def test_names_outweigh_everyday_words_and_addresses_do_not_count() -> None:
    text = "https://example.org/a/b\nMinister Okoro spoke on Monday. Then Okoro said the people wanted rain."
    held = terms(Report("a", "a", text), RULES)
    assert "okoro" in held.names
    assert "http" not in held.counts
    assert "example" not in held.counts
    found = vectors(numbered(held, RULES), Usage(), RULES)[0]
    weight = dict(zip(found.numbers.tolist(), found.weights.tolist(), strict=True))
    assert weight[number("okoro")] > weight[number("rain")] > weight[number("people")]
    assert sum(value * value for value in weight.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("other", "left"),
    [((740_000, 740_003), 1.0), ((740_020, 740_030), 1.0), ((740_110, 740_200), 0.8), ((750_000, 750_000), 0.6), (None, 1.0)],
)
def test_likeness_fades_with_the_days_between_two_spells(other: tuple[int, int] | None, left: float) -> None:
    rules = replace(RULES, days=20, far=0.6)
    spells = Spells({0: (740_000, 740_000), 1: other, 2: None}, rules)
    assert spells.fades(0, [1]) == pytest.approx([left])
    assert spells.fades(1, [0]) == pytest.approx([left])
    assert spells.fades(2, [0, 1]) == [1.0, 1.0]
