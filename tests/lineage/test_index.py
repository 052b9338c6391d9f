"""Reports placed one at a time: the same lineages as a batch, whatever the order; and postings against a plain dict."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom.config import lexicons
from wireroom.engine.models import StaticEncoder
from wireroom.lineage import LineageIndex, LineageRules, lineage_rules, trace
from wireroom.lineage.postings import Postings
from wireroom.model import Published, Report

ENCODER = StaticEncoder()
RULES = lineage_rules(lexicons())
CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "specs" / "lineage.jsonl").read_text("utf-8").splitlines()]
POOL = [
    Report(
        f"{number:02d}{side}",
        "",
        case[side]["text"],
        publisher=case[side].get("publisher"),
        published=Published(case[side].get("published"), "record"),
    )
    for number, case in enumerate(CASES)
    for side in "ab"
]


def placed(reports: list[Report], rules: LineageRules = RULES) -> LineageIndex:
    index = LineageIndex(ENCODER, rules)
    for report in reports:
        index.place(report)
    return index


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(POOL).map(lambda reports: reports[:9]))
def test_a_stream_gives_the_lineages_of_the_batch(reports: list[Report]) -> None:
    assert placed(reports).lineages() == trace(reports, ENCODER, RULES)


def many(size: int, copied: int) -> list[Report]:
    chance = random.Random(7)
    vocabulary = [f"w{number}x" for number in range(3_000)]
    reports = []
    for number in range(size):
        text = " ".join(chance.choice(vocabulary) for _ in range(90)) + "."
        if number >= size - copied:
            text = " ".join(reports[number - (size - copied)].text.split()[:60]) + ". " + text
        reports.append(Report(f"{number:03d}", "", text))
    return reports


def test_beyond_a_handful_the_index_finds_what_the_batch_finds() -> None:
    reports = many(160, 40)
    random.Random(3).shuffle(reports)
    streamed, batch = placed(reports).lineages(), trace(reports, ENCODER, RULES)
    assert streamed == batch
    assert sum(len(lineage.reports) == 2 for lineage in batch.lineages) == 40


def test_a_placement_tells_what_was_joined() -> None:
    text = (
        "The river rose by two metres before the gates were opened on a morning without wind, the wardens of the dam wrote. "
        * 2
    )
    index = LineageIndex(ENCODER, RULES)
    first = index.place(Report("b", "", text, published=Published("2020-02-02", "record")))
    assert (first.lineage, first.joined, first.ties) == ("b", (), ())
    later = index.place(Report("a", "", text, published=Published("2020-02-01", "record")))
    assert (later.lineage, later.joined, len(later.ties)) == ("a", ("b",), 1)
    assert index.lineage_of("b") == "a"
    assert index.lineages().lineages[0].root == "a"
    assert len(index) == 2
    assert "a" in index
    with pytest.raises(ValueError, match="placed already"):
        index.place(Report("a", "", ""))


def test_text_in_wide_use_ties_nothing_and_copies_do_not_make_it_so() -> None:
    chance = random.Random(5)
    vocabulary = [f"v{number}y" for number in range(3_000)]
    standing = " ".join(chance.choice(vocabulary) for _ in range(40)) + ".\n"
    own = [standing + " ".join(chance.choice(vocabulary) for _ in range(80)) + "." for _ in range(60)]
    reports = [Report(f"{number:03d}", "", text) for number, text in enumerate(own)]
    assert all(len(lineage.reports) == 1 for lineage in trace(reports, ENCODER, RULES).lineages)
    copies = [Report(f"c{number:03d}", "", own[0], publisher=f"Outlet {number}") for number in range(40)]
    sizes = sorted(len(lineage.reports) for lineage in trace([*reports, *copies], ENCODER, RULES).lineages)
    assert sizes == [1] * 59 + [41]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sets(st.integers(0, 40)), max_size=60), st.sets(st.integers(0, 40)))
def test_postings_are_a_dict(held: list[set[int]], asked: set[int]) -> None:
    postings = Postings()
    for holder, keys in enumerate(held):
        postings.add(holder, np.array(sorted(keys) * 1, dtype=np.uint64).repeat(1))
        postings.add(holder + 1_000, np.arange(100, 600, dtype=np.uint64))
    sought = np.array(sorted(asked), dtype=np.uint64)
    places, holders = postings.holders(sought)
    found = sorted((int(sought[place]), holder) for place, holder in zip(places.tolist(), holders.tolist(), strict=True))
    assert found == sorted((key, holder) for holder, keys in enumerate(held) for key in keys & asked)
