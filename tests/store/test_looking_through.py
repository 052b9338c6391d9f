"""What people look through a store by: agencies, warnings, what came in, saved searches; on both databases."""

from __future__ import annotations

import json
from collections import Counter

from sqlalchemy import text
from tests.store.invented import captures
from tests.store.remembering import Remembering

from wireroom.desk import DeskRules
from wireroom.duty import Duty
from wireroom.model import Capture, Rejection
from wireroom.store.query import parsed
from wireroom.store.store import SqlStore

AT, LATER = "2026-04-01T08:00:00Z", "2026-04-02T08:00:00Z"
RULES = "r1"
WIRED = [
    Capture(f"wire-{name}.json", json.dumps({"id": name, "publisher": "Gazette", "text": words}).encode(), "application/json")
    for name, words in {
        "w1": "LONDON, March 3 (Reuters) - Nine miners were rescued on Tuesday, police said. “We are glad,” said Ann Poe.",
        "w2": "LONDON, March 3 (AP) - Seven clerks were hired by a bank on Tuesday, the bank said in a statement.",
        "w3": "A night ferry burned off Skarholt on Tuesday and 14 passengers died, the coast guard said on Wednesday.\n\n"
        "This story was published automatically and has not been reviewed by an editor.",
        "w4": "Fourteen passengers died when a night ferry burned off Skarholt on Tuesday, the coast guard said.\n\n"
        "The ferry burned for nine hours off Skarholt, and the coast guard towed it to the harbour.",
    }.items()
]


def filled(store: SqlStore, engine: Remembering, rules: DeskRules) -> None:
    store.receive([*captures(20), *WIRED, Rejection("gone.txt", "unreadable", "no such file")], AT)
    store.receive(
        [Capture("feed#1", b"\xff\xfe", None, via="feed"), Capture("feed#2", b"", None), Capture("feed", b"", None)], LATER
    )
    Duty(store, engine, rules, RULES).take_up()


def test_agencies_and_warnings_are_fields_of_a_query(place: str, engine: Remembering, rules: DeskRules) -> None:
    with SqlStore(place) as store:
        filled(store, engine, rules)
        assert store.matching(parsed("agency:reuters")) == ["w1"]
        assert store.matching(parsed('agency:"Associated Press"')) == ["w2"]
        assert store.matching(parsed("agency:nobody")) == store.matching(parsed("warning:nothing")) == []
        warned = {warn.report for one in store.stories() if (kept := store.filed(one.id)) for warn in kept[1].warnings}
        kinds = {warn.kind for one in store.stories() if (kept := store.filed(one.id)) for warn in kept[1].warnings}
        assert warned
        assert set(store.matching(parsed(" OR ".join(f"warning:{kind.replace('_', '-')}" for kind in kinds)))) == warned
        publishers, agencies = store.named(99)
        assert {"Reuters", "Associated Press"} <= set(agencies)
        assert "Gazette" in publishers
        assert len(store.named(1)[0]) == 1


def test_what_came_in_is_told_with_what_became_of_it(place: str, engine: Remembering, rules: DeskRules) -> None:
    with SqlStore(place) as store:
        filled(store, engine, rules)
        everything = store.came(99)
        assert [one.seq for one in everything] == list(range(28, 0, -1))
        assert {one.outcome for one in everything} == {"report", "rejection"}
        assert all((one.report is None) == (one.reason is not None) for one in everything)
        page = store.came(5, before=20)
        assert [one.seq for one in page] == [19, 18, 17, 16, 15]
        reasons = Counter(dict(store.reasons()))
        assert reasons.total() == store.counts().rejections
        unreadable = store.came(99, reason="unreadable")
        assert unreadable[0].uri == "gone.txt"
        assert len(unreadable) == reasons["unreadable"]
        assert store.days(9) == [("2026-04-02", 3, 3), ("2026-04-01", 25, reasons.total() - 3)]
        store.receive_from("feed", "{}", [], LATER)
        assert store.feeds() == [("feed", "{}", 2, LATER)]
        held = store.captured("w1")
        assert held is not None
        assert held[0].item == WIRED[0]
        assert len(held[1]) == 64
        assert store.captured("none") is None


def test_a_search_is_kept_under_its_name(place: str) -> None:
    with SqlStore(place) as store:
        store.save_search("b", "ferry", AT)
        store.save_search("a", "fire \0 \ud800", AT)
        store.save_search("b", "dam", LATER)
        assert [name for name, _ in store.searches()] == ["a", "b"]
        assert dict(store.searches())["b"] == "dam"
        store.drop_search("a")
        store.drop_search("none")
        assert store.searches() == [("b", "dam")]


def test_a_look_counts_what_came_since(place: str, engine: Remembering, rules: DeskRules) -> None:
    with SqlStore(place) as store:
        store.receive(captures(4), AT)
        Duty(store, engine, rules, RULES).take_up()
        (row,) = store.story_page(parsed(""), "newest", 9)
        assert row.fresh is None
        store.looked(row.id, AT)
        assert store.story_page(parsed(""), "newest", 9)[0].fresh == 0
        store.receive(captures(5)[4:], LATER)
        Duty(store, engine, rules, RULES).take_up()
        assert [one.fresh for one in store.story_page(parsed(""), "newest", 9)] == [1]


def test_a_store_of_the_first_schema_gets_its_agencies_and_warnings(place: str, engine: Remembering, rules: DeskRules) -> None:
    tables = ("agency", "warning")

    def rows(store: SqlStore) -> list[list[tuple[object, ...]]]:
        with store.database.read() as connection:
            return [sorted(tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))) for name in tables]

    with SqlStore(place) as store:
        filled(store, engine, rules)
        before = rows(store)
        with store.database.write() as connection:
            for name in (*tables, "saved", "link"):
                connection.execute(text(f"DROP TABLE {name}"))
            for name in ("ix_report_publisher", "ix_arrival_uri"):
                connection.execute(text(f"DROP INDEX {name}"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with SqlStore(place) as store:
        assert all(before)
        assert rows(store) == before
        assert list(store.faults()) == []
