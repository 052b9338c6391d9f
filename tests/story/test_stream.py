"""Stories along a stream: what one more report does, and the laws of the stream."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom.columns import parted
from wireroom.config import lexicons
from wireroom.model import Derivation, Lineage, Lineages, Published, Report, Stories
from wireroom.story import Stream, gather, story_rules

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "specs" / "stories.jsonl").read_text("utf-8").splitlines()]
RULES = story_rules(lexicons())


def report(row: dict[str, Any]) -> Report:
    published = Published(row.get("published"), "record" if row.get("published") else None)
    return Report(row["id"], row["id"], row["text"], title=row.get("title"), published=published)


def streamed(reports: list[Report], rules: Any = RULES) -> Stream:
    stream = Stream(rules)
    for one in reports:
        stream.place(one)
    return stream


def held(stories: Stories) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in stories.stories}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_stream_ends_where_the_batch_does(case: dict[str, Any]) -> None:
    reports = [report(row) for row in case["reports"]]
    for order in (reports, reports[::-1]):
        stream = streamed(order)
        assert held(stream.stories()) == {frozenset(story) for story in case["stories"]}
        placed = {one for story in case["stories"] for one in story}
        assert stream.stories().unplaced == tuple(sorted(one.id for one in reports if one.id not in placed))


QUAKE = [report(row) for row in CASES[0]["reports"]]
POOL = [report({**row, "id": f"{number}{row['id']}"}) for number, case in enumerate(CASES) for row in case["reports"]]
arrivals = st.lists(st.sampled_from(POOL), max_size=12, unique_by=lambda one: one.id)


def test_a_placement_says_why() -> None:
    stream = Stream(RULES)
    first = stream.place(QUAKE[0])
    assert (first.opened, first.story, first.why) == (True, "q1", "opened a story: like nothing before")
    second = stream.place(QUAKE[1])
    assert (second.opened, second.story) == (False, "q1")
    assert second.likeness >= second.needed
    assert {"velmar", "sorra"} <= {term for term, _ in second.terms}
    assert all(0 < share <= 1 for _, share in second.terms)
    assert "velmar" in second.why
    third = stream.place(next(one for one in QUAKE if one.id == "k"))
    assert third.opened
    assert third.rival is None
    assert third.likeness < third.needed


def test_a_copy_follows_its_lineage_and_counts_once() -> None:
    stream = streamed(QUAKE[:2])
    copy = replace(QUAKE[0], id="c", text="Entirely other words stand here.")
    placed = stream.place(copy, [Derivation("c", "q1", "copy", False, 1.0, 1.0)])
    assert (placed.opened, placed.followed, placed.story) == (False, "q1", "q1")
    assert placed.why == "follows q1 as its copy"
    assert stream.stories().stories[0].reports == ("c", "q1", "q2")
    assert stream.story_of("c") == "q1"
    unseen = stream.place(replace(copy, id="d"), [Derivation("d", "nowhere", "copy", True, 1.0, 1.0)])
    assert unseen.opened


def strange(count: int) -> list[Report]:
    """Reports that share no word."""
    return [
        report({"id": f"x{n}", "text": f"Word{n} alone{n} stands{n} here{n} many{n} other{n} words{n}."}) for n in range(count)
    ]


def test_stories_close_and_reopen() -> None:
    rules = replace(RULES, quiet=2)
    stream = streamed([QUAKE[0], *strange(3)], rules)
    assert stream.open_stories() == 2
    back = stream.place(QUAKE[1])
    assert (back.story, back.reopened) == ("q1", "q1")
    assert stream.story_of("q2") == "q1"


def test_a_closed_story_keeps_its_heaviest_terms_at_unit_length_and_lets_the_rest_go() -> None:
    rules = replace(RULES, quiet=2, top_terms=5, shelved=5)
    others = strange(3)
    stream, whole = Stream(rules), Stream(replace(rules, quiet=1_000))
    for one in [QUAKE[0], *others]:
        stream.place(one)
        whole.place(one)
    (thin, names), (full, all_names) = (
        [list(parted(one.state()["units"][name], "<f4")) for name in ("weights", "name_weights")] for one in (stream, whole)
    )
    assert [len(row) for row in thin] == [5, 5, len(full[2]), len(full[3])]
    assert [round(float((row.astype(float) ** 2).sum()), 5) for row in thin] == [1.0] * 4
    assert set((thin[0] / thin[0].max()).round(4)) <= set((full[0] / full[0].max()).round(4))
    assert list(map(list, names)) == list(map(list, all_names))


def test_closing_and_reopening_go_on_from_a_state_as_if_nothing_had_happened() -> None:
    rules = replace(RULES, quiet=2, top_terms=24, shelved=20)
    others = strange(6)
    reports = [QUAKE[0], *others[:3], QUAKE[1], *others[3:], QUAKE[2]]
    one = Stream(rules)
    reopened = 0
    for at, each in enumerate(reports):
        other = Stream.restored(json.loads(json.dumps(one.state())), rules)
        placed = one.place(each)
        reopened += placed.reopened is not None
        assert other.place(each) == placed, at
        assert other.state() == one.state(), at
    assert reopened == 2


def test_ids_stay_when_stories_merge() -> None:
    ends = 0
    for order in ([0, 1, 2], [2, 0, 1], [1, 2, 0]):
        stream = Stream(RULES)
        given_out = {stream.place(QUAKE[at]).story for at in order}
        final = {stream.story_of(name) for name in given_out}
        assert final == {QUAKE[order[0]].id}
        ends += 1
    assert ends == 3


def test_a_report_placed_before_stays() -> None:
    stream = streamed(QUAKE)
    before = stream.state()
    again = stream.place(QUAKE[1])
    assert (again.opened, again.story) == (False, "q1")
    assert stream.state() == before


def test_nothing_in_a_report_opens_a_story_of_its_own() -> None:
    stream = streamed([Report("a", "a", ""), Report("b", "b", ""), Report("c", "c", "the of and")])
    assert stream.stories() == Stories((), ("a", "b", "c"))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(arrivals, st.integers(0, 12))
def test_saved_and_restored_at_any_point_it_goes_on_alike(log: list[Report], at: int) -> None:
    whole = Stream(RULES)
    told = [whole.place(one) for one in log]
    head = streamed(log[:at])
    saved = json.dumps(head.state())
    back = Stream.restored(json.loads(saved), RULES)
    assert json.dumps(back.state()) == saved
    assert [back.place(one) for one in log[at:]] == told[at:]
    assert json.dumps(back.state()) == json.dumps(whole.state())
    assert back.stories() == whole.stories()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(arrivals)
def test_every_report_is_in_one_story_whose_id_is_its_first_arrival(log: list[Report]) -> None:
    stream = streamed(log)
    found = stream.stories()
    inside = [one for story in found.stories for one in story.reports]
    assert sorted([*inside, *found.unplaced]) == sorted(one.id for one in log)
    order = [one.id for one in log]
    for story in found.stories:
        assert story.id == min(story.reports, key=order.index)
        assert {stream.story_of(one) for one in story.reports} == {story.id}
        assert story.why.keys() == set(story.reports)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=10, unique_by=lambda one: one.id), st.data())
def test_a_copy_never_opens_a_story_of_its_own(log: list[Report], data: Any) -> None:
    origin = data.draw(st.sampled_from(log))
    copy = replace(origin, id="copy", uri="copy")
    tie = Derivation("copy", origin.id, "copy", False, 1.0, 1.0)
    stream = streamed(log)
    before = len(stream.stories().stories) + len(stream.stories().unplaced)
    placed = stream.place(copy, [tie])
    assert not placed.opened
    assert stream.story_of("copy") == stream.story_of(origin.id)
    assert len(stream.stories().stories) + len(stream.stories().unplaced) == before
    batch = gather([*log, copy], Lineages((Lineage("l", None, tuple(sorted(("copy", origin.id))), (tie,)),)), RULES)
    assert any({"copy", origin.id} <= set(story.reports) for story in batch.stories)


SCRIPT = """
import json, sys
from wireroom.config import lexicons
from wireroom.model import Report
from wireroom.story import Stream, story_rules
stream = Stream(story_rules(lexicons()))
rows = [row for line in open(sys.argv[1], encoding="utf-8") for row in json.loads(line)["reports"]]
told = [repr(stream.place(Report(f"{n}{row['id']}", "", row["text"], title=row.get("title")))) for n, row in enumerate(rows)]
print(json.dumps([told, stream.state()]))
"""


def test_no_hash_seed_changes_a_stream() -> None:
    path = str(Path(__file__).parents[1] / "specs" / "stories.jsonl")
    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, path], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(said) == 1
