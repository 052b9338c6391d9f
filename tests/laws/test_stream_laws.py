"""Laws of the desk's stream: lineages and stories that grow together, kept and taken up again, and held to the batch."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireroom import extract, stream
from wireroom.arrivals import Placed, Stream, rebuild
from wireroom.config import desk_rules
from wireroom.engine.models import StaticEncoder
from wireroom.model import Decision, Published, Rejection, Report
from wireroom.surroundings import Around, Surroundings

SPECS = Path(__file__).parents[1] / "specs"
ENCODER, RULES = StaticEncoder(), desk_rules()
LOOSE = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def pool() -> list[Report]:
    """Invented reports of stories, and pairs of copies and rewrites."""
    found = []
    for name, sides in (("stories", ()), ("lineage", ("a", "b"))):
        for number, line in enumerate((SPECS / f"{name}.jsonl").read_text("utf-8").splitlines()):
            case = json.loads(line)
            rows = [{**case[side], "id": side} for side in sides] if sides else case["reports"]
            for row in rows:
                published = Published(row.get("published"), "record" if row.get("published") else None)
                who = f"{name}{number}{row['id']}"
                found.append(Report(who, who, row["text"], publisher=row.get("publisher"), published=published))
    return found


class Shelf:
    """As much of a store as is asked what dossiers rest on: reports without orders or decisions."""

    def __init__(self) -> None:
        self.kept: list[Report] = []
        self.filed: dict[str, str] = {}

    def decisions(self) -> list[Decision]:
        return []

    def rejections(self, *, withdrawing: bool) -> list[Rejection]:
        assert withdrawing
        return []

    def inputs(self) -> dict[str, str]:
        return self.filed

    def outlines(self, after: int) -> list[tuple[int, Report]]:
        return [(at, one) for at, one in enumerate(self.kept, start=1) if at > after]


def as_store(shelf: Shelf) -> Any:
    return shelf


POOL = pool()
logs = st.lists(st.sampled_from(POOL), max_size=10, unique_by=lambda one: one.id)


def placed(log: list[Report]) -> tuple[Stream, list[Placed]]:
    made = Stream(ENCODER, RULES)
    return made, [made.place(one) for one in log]


@LOOSE
@given(logs, st.integers(0, 10))
def test_kept_and_taken_up_again_it_goes_on_alike(log: list[Report], at: int) -> None:
    whole, told = placed(log)
    head, _ = placed(log[:at])
    saved = json.dumps(head.state())
    back = Stream.restored(json.loads(saved), {one.id: one for one in log[:at]}, ENCODER, RULES)
    assert json.dumps(back.state()) == saved
    assert [back.place(one) for one in log[at:]] == told[at:]
    assert (back.lineages(), back.stories()) == (whole.lineages(), whole.stories())
    assert len(back) == len(log)


def outlined(reports: Iterable[Report]) -> dict[str, Report]:
    return {one.id: Report(one.id, one.uri, "", published=one.published) for one in reports}


@LOOSE
@given(logs)
def test_a_part_of_the_stream_is_as_it_stands_in_the_whole(log: list[Report]) -> None:
    made, _ = placed(log)
    lines, stories = made.lineages(), made.stories()
    for one in log:
        line = next(line for line in lines.lineages if one.id in line.reports)
        part = made.lineages_of([one.id], outlined(log))
        assert [replace(line, id="l1")] == list(part.lineages)
        assert made.kin([one.id]) == set(line.reports)
        assert {doubt for doubt in lines.suspicions if one.id in (doubt.a, doubt.b)} <= set(part.suspicions)
        assert made.story(one.id) == next((story for story in stories.stories if one.id in story.reports), None)


@LOOSE
@given(logs, st.data())
def test_an_article_stands_in_the_lineage_of_its_entry(log: list[Report], data: st.DataObject) -> None:
    made = Stream(ENCODER, RULES)
    for at, one in enumerate(log):
        entry = data.draw(st.sampled_from([None, *(other.id for other in log[:at])]))
        found = made.place(one, entry).lineage
        if entry is not None:
            assert found.lineage in {
                line.reports[0] for line in made.lineages().lineages if {entry, one.id} <= set(line.reports)
            }
            assert sum({tie.child, tie.parent} == {entry, one.id} for tie in found.ties) == 1
            assert made.story_of(one.id) == made.story_of(entry)
    back = Stream.restored(json.loads(json.dumps(made.state())), {one.id: one for one in log}, ENCODER, RULES)
    assert (back.lineages(), back.stories()) == (made.lineages(), made.stories())
    assert made.lineages_of([one.id for one in log], outlined(log)) == made.lineages()


@LOOSE
@given(st.lists(st.sampled_from(POOL), max_size=24, unique_by=lambda one: one.id), st.data())
def test_looking_where_reports_came_finds_what_looking_everywhere_finds(log: list[Report], data: st.DataObject) -> None:
    store = Shelf()
    stream = Stream(ENCODER, RULES)
    around, known = Surroundings(as_store(store), stream), dict[str, Around]()
    while log:
        size = data.draw(st.integers(1, 6))
        for one in log[:size]:
            around.placed(stream.place(one))
            store.kept.append(one)
        log = log[size:]
        found, gone = around.look()
        known.update((one.story.id, one) for one in found)
        for name in gone:
            known.pop(name)
        around.looked(found, gone)
        store.filed = dict.fromkeys(known, "")
        everything, more = Surroundings(as_store(store), stream).look()
        assert {one.story.id: one for one in everything} == known
        assert more == []


@LOOSE
@given(logs)
def test_every_id_given_out_still_leads_to_a_story(log: list[Report]) -> None:
    made, told = placed(log)
    inside = {report: story.id for story in made.stories().stories for report in story.reports}
    for one in told:
        assert made.story_of(one.story.story) == inside.get(one.story.story, one.story.story)
    assert sorted([*inside, *made.stories().unplaced]) == sorted(one.id for one in log)
    assert sorted(name for lineage in made.lineages().lineages for name in lineage.reports) == sorted(one.id for one in log)


@LOOSE
@given(logs, st.randoms())
def test_rebuilding_gives_the_batch_and_keeps_old_ids(log: list[Report], chance: st.DataObject) -> None:
    _, told = placed(log)
    shuffled = list(log)
    chance.shuffle(shuffled)
    names = {one.story.story for one in told}
    found = rebuild(shuffled, [*names, "nowhere"], encoder=ENCODER, rules=RULES)
    assert found == rebuild(log, names, encoder=ENCODER, rules=RULES)
    inside = {report: story.id for story in found.stories.stories for report in story.reports}
    assert {name: found.aliases.get(name, name) for name in names} == {name: inside.get(name, name) for name in names}


def harbour() -> Report:
    text = (
        "The harbour of Tolvik was closed on Monday after a barge lost 40 containers. Harbour master Lena Osk said "
        "divers would search the channel for two days. Eleven ships wait outside the breakwater, she said."
    )
    made = extract({"id": "o", "publisher": "The Ferry Post", "text": text})
    assert isinstance(made, Report)
    return made


def test_an_entry_that_changed_stays_with_what_it_was_though_it_copies_another() -> None:
    made, origin = stream(), harbour()
    was = replace(origin, id="x", uri="x", text="The chapel of Gelt will be a library, its new owner told the council.")
    for one in (origin, was):
        assert made.place(one).story.opened
    found = made.place(replace(origin, id="x2", uri="x2", publisher="The Quay"), "x")
    assert {name for tie in found.lineage.ties for name in (tie.child, tie.parent)} == {"o", "x", "x2"}
    assert (found.story.followed, found.story.story) == ("x", "x")


def test_a_copy_follows_its_lineage_into_the_story() -> None:
    made, origin = stream(), harbour()
    copy = replace(origin, id="c", uri="c", publisher="The Quay")
    first, second = made.place(origin), made.place(copy)
    assert first.story.opened
    assert [tie.kind for tie in second.lineage.ties] == ["copy"]
    assert (second.story.followed, second.story.story) == ("o", "o")
    assert made.place(copy).lineage == second.lineage._replace(ties=(), joined=())
    assert [story.reports for story in made.stories().stories] == [("c", "o")]
