"""What a store promises, held against SQLite and PostgreSQL alike."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import text
from tests.store.invented import captures, report
from tests.store.remembering import Remembering

from wireroom.desk import DeskRules
from wireroom.duty import Duty
from wireroom.model import Capture, Decision, Rejection, Report
from wireroom.ports import StoreError
from wireroom.store.log import envelopes
from wireroom.store.nouns import pack
from wireroom.store.query import parsed
from wireroom.store.store import SqlStore

AT = "2026-04-01T08:00:00Z"
RULES = "r1"


def worked(store: SqlStore, engine: Remembering, rules: DeskRules) -> Duty:
    duty = Duty(store, engine, rules, RULES)
    duty.take_up()
    return duty


def contents(store: SqlStore) -> dict[str, bytes]:
    """Everything that stands in a store, as bytes, less the times of taking in."""
    found = {f"story {one.id}": pack(store.filed(one.id)) for one in store.stories()}
    found |= {f"report {name}": pack(one) for name, one in store.reports().items()}
    found |= {f"reading {one.report}": pack(one) for one in store.readings(store.reports())}
    found |= {f"rejection {number}": pack(one) for number, one in enumerate(store.rejections())}
    return found


def test_what_is_received_comes_back_as_it_was_and_only_once(place: str) -> None:
    items: list[Capture | Rejection] = [
        Capture("a.bin", bytes(range(256)) * 9, "application/octet-stream", "2026-04-01T07:00:00Z", "feed"),
        Capture("odd \ud800 name\0.txt", b"", None),
        Rejection("gone.txt", "unreadable", "no such file", retracts=("x", "y")),
        Capture("b.bin", bytes(range(256)) * 9),
    ]
    with SqlStore(place) as store:
        assert store.receive([*items, items[0]], AT) == 4
        assert store.receive(items[::-1], AT) == 0
        assert [one.item for one in store.pending(10)] == items
        assert [one.seq for one in store.pending(10)] == [1, 2, 3, 4]
        assert list(store.faults()) == []
    with SqlStore(place, create=False) as store:
        assert [one.item for one in store.pending(2)] == items[:2]
        assert store.counts().pending == 4


def test_a_shift_leaves_nothing_waiting_and_everything_as_it_was_made(
    place: str, engine: Remembering, rules: DeskRules
) -> None:
    with SqlStore(place) as store:
        store.receive(captures(24), AT)
        worked(store, engine, rules)
        counts = store.counts()
        assert (counts.arrivals, counts.pending) == (24, 0)
        assert counts.reports + counts.rejections == 24
        assert {one.reason for one in store.rejections()} == {"unreadable", "too_short"}
        assert list(store.faults()) == []
        assert counts.stories >= 1
        held = store.reports()["n00000"]
        assert isinstance(held, Report)
        assert held.text == report(0)["text"]
        first = store.stories()[0]
        found = store.filed(first.id)
        assert found is not None
        assert store.filed(found[0].story.reports[1]) == found
        with store.database.read() as connection:
            rows = connection.execute(text("SELECT verdict, sentence, said_by FROM claims_matrix")).all()
        assert rows
        assert any("were injured at" in row[1] for row in rows)


def test_the_answer_is_one_of_the_log_however_it_was_worked_through(
    new_place: Callable[[], str], engine: Remembering, rules: DeskRules
) -> None:
    items = captures(20)
    with SqlStore(new_place()) as whole, SqlStore(new_place()) as parts:
        whole.receive(items, AT)
        worked(whole, engine, rules)
        for start in range(0, 20, 6):
            parts.receive(items[: start + 6], AT)
            worked(parts, engine, rules)
        assert contents(parts) == contents(whole)
        assert Duty(parts, engine, rules, RULES).write_up() == ((), ())
        before = contents(parts)
        parts.forget()
        assert parts.counts().pending == 20
        assert parts.stories()
        worked(parts, engine, rules)
        assert contents(parts) == before
        assert list(parts.faults()) == []


def test_one_id_for_two_texts_and_one_text_twice(place: str, engine: Remembering, rules: DeskRules) -> None:
    record = b'{"id": "a", "text": "%s", "publisher": "Echo"}'
    texts = [b"A fire at the mill hurt two people, police said.", b"The mill will open again in June, its owner said."]
    items = [Capture(f"{at}.json", record % one, "application/json") for at, one in enumerate([*texts, *texts])]
    with SqlStore(place) as store:
        store.receive(items, AT)
        worked(store, engine, rules)
        assert sorted(store.reports()) == ["a", "a-2"]
        assert [(one.reason, one.uri) for one in store.rejections()] == [("duplicate", "2.json"), ("duplicate", "3.json")]


def test_a_kill_that_comes_later_marks_what_it_kills(place: str, engine: Remembering, rules: DeskRules) -> None:
    with SqlStore(place) as store:
        store.receive(captures(13), AT)
        worked(store, engine, rules)
        assert store.filed("n00000") is not None
        store.receive([Rejection("kill-1", "retraction", "withdrawn", retracts=("n00000",))], AT)
        worked(store, engine, rules)
        found = store.filed("n00000")
        assert found is not None
        assert found[0].marks == (("n00000", "kill-1"),)


FIRST = {f"n{number:05d}" for number in range(5)}
SEARCHES = {
    "nissbrum": FIRST,
    "NISSBRUM -drenlelt": {"n00004"},
    "title:nissbrum (kiosk OR airfield)": FIRST,
    '"injured at the hotel of nissbrum"': FIRST,
    '"nissbrum of"': set(),
    "title:kiosk": set(),
    "dren* painters": FIRST - {"n00004"},
    "publisher:herald since:2026-03-02": {"n00008", "n00014"},
    "publisher:herald NOT until:2026-03-02": {"n00014"},
    "since:2027": set(),
    "id:n00007": {"n00007"},
    "café": {"n90000"},
    "CAFE naïve": {"n90000"},
    "text:3,000": {"n90000"},
    "don't": {"n90000"},
    "(nissbrum kiosk) OR (cafe -naive)": FIRST,
}


def test_both_databases_find_the_same(place: str, engine: Remembering, rules: DeskRules) -> None:
    told = "The naïve Café owner paid 3,000 crowns, and “they don’t regret it”, she said. \ud800 \0 End."
    odd = json.dumps({"id": "n90000", "text": told})
    with SqlStore(place) as store:
        store.receive([*captures(16), Capture("odd.json", odd.encode(), "application/json")], AT)
        worked(store, engine, rules)
        for asked, expected in SEARCHES.items():
            assert {hit.report for hit in store.search(parsed(asked), 50)} == expected, asked
            assert set(store.matching(parsed(asked))) == expected, asked
        assert "Café" in store.search(parsed("cafe"), 1)[0].excerpt
        everything = store.search(parsed(""), 50)
        assert [hit.published for hit in everything if hit.published] == sorted(
            (hit.published for hit in everything if hit.published), reverse=True
        )


def test_decisions_are_only_ever_added(place: str) -> None:
    made = Decision("d1", "merge", "Ana", AT, "one fire", ("n1", "n2"))
    with SqlStore(place) as store:
        store.decide(made)
        with pytest.raises(StoreError, match="stands in the log already"):
            store.decide(made)
        for statement in ("UPDATE decision SET why = 'x'", "DELETE FROM decision"):
            with pytest.raises(StoreError, match="only ever added"), store.database.write() as connection:
                connection.execute(text(statement))
        assert store.decisions() == [made]


def test_one_process_works_and_the_other_is_told(place: str) -> None:
    with SqlStore(place) as one, SqlStore(place) as other:
        with one.working() as alone, other.working() as too:
            assert (alone, too) == (True, False)
        with other.working() as alone:
            assert alone


def test_what_other_rules_made_is_not_added_to(place: str, engine: Remembering, rules: DeskRules) -> None:
    with SqlStore(place) as store:
        store.receive(captures(2), AT)
        worked(store, engine, rules)
        with pytest.raises(StoreError, match="rebuild"):
            Duty(store, engine, rules, "r2")


DAMAGE = {
    "UPDATE body SET bytes = substr(bytes, 2)": "damaged",
    "UPDATE arrival SET uri = uri, mark = 'x' WHERE seq = 1": "arrival 1: not what was received",
    "UPDATE arrival SET outcome = NULL WHERE seq = 1": "its entry does not know of",
    "UPDATE reading SET record = report.record FROM report WHERE report.arrival = reading.report": "cannot be read",
}


@pytest.mark.parametrize("statement", sorted(DAMAGE))
def test_verify_sees_damage(place: str, statement: str, engine: Remembering, rules: DeskRules) -> None:
    with SqlStore(place) as store:
        store.receive(captures(2), AT)
        worked(store, engine, rules)
        with store.database.write() as connection:
            connection.execute(text(statement))
        found = list(store.faults())
        assert any(DAMAGE[statement] in fault for fault in found), found


def test_the_log_is_read_in_order(place: str) -> None:
    items = captures(5)
    with SqlStore(place) as store:
        store.receive(items, AT)
        with store.database.read() as connection:
            assert [opened() for *_, opened in envelopes(connection) if opened] == items


def test_stories_come_by_the_page_in_either_order_and_none_twice(place: str, engine: Remembering, rules: DeskRules) -> None:
    with SqlStore(place) as store:
        store.receive(captures(40), AT)
        worked(store, engine, rules)
        everything = parsed("")
        listed = {one.id: one for one in store.stories()}
        assert len(listed) > 3
        for order in ("newest", "disputed"):
            found, after = [], None
            while rows := store.story_page(everything, order, 3, after):
                found += rows
                after = rows[-1].key(order)
            assert [one.key(order) for one in found] == sorted((one.key(order) for one in found), reverse=True)
            assert {one.id for one in found} == listed.keys()
            assert len(found) == len(listed) == store.how_many_stories(everything)
            for one in found:
                known, kept = listed[one.id], store.filed(one.id)
                assert kept is not None
                assert (one.reports, one.disputed, one.seq) == (known.reports, known.disputed, known.seq)
                assert one.voices == max((thread.independent for thread in kept[1].threads), default=1)
                assert store.made_from(kept[0].story.reports[-1]) == (one.id, one.inputs)
        for asked in ("verdict:repeated", "until:2026-03-10", "police until:2026-03-10", "said:police OR verdict:agreed"):
            holding = set(store.stories_of(store.matching(parsed(asked))))
            assert (
                {one.id for one in store.story_page(parsed(asked), "newest", 99)} == holding == store.answering(parsed(asked))
            )
            assert store.how_many_stories(parsed(asked)) == len(holding)
        publishers = [report.publisher for report in store.reports_of(kept[0].story.reports)]
        both = parsed(" ".join(f'publisher:"{name}"' for name in publishers))
        assert not store.matching(both)
        assert kept[0].story.id in store.answering(both)
        names = [*kept[0].story.reports[::-1], "none"]
        assert {one.id for one in store.reports_of(names)} == {*names} - {"none"}
        assert store.made_from("none") is None
