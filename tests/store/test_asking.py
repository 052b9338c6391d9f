"""Asking a store that many ask: by the page, for what was handed in, and not for ever. In either database the same."""

from __future__ import annotations

import math
import time

import pytest
from sqlalchemy import text

from wireroom.model import Capture, Outcome, Published, Reading, Rejection, Report
from wireroom.ports import StoreError
from wireroom.store.database import DEADLINE
from wireroom.store.query import parsed
from wireroom.store.store import SqlStore

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
DAYS = ("2026-04-02", None, "2026-04", "2026-04-02", None, "2026-04-01T08:00", "2025")


def filled(place: str) -> SqlStore:
    store = SqlStore(place)
    items = [Capture(f"{number}.txt", b"x") for number in range(len(DAYS) + 1)]
    store.receive([*items, Rejection("no.txt", "unreadable", "no such file")], "2026-04-03T08:00:00Z")
    outcomes = [
        Outcome(number, Report(f"r{number}", f"{number}.txt", "A ferry sank.", published=Published(day)), Reading(f"r{number}"))
        for number, day in enumerate(DAYS, start=1)
    ]
    store.keep(outcomes, "r1")
    return store


def test_a_search_by_the_page_finds_each_report_once(place: str) -> None:
    with filled(place) as store:
        query = parsed("ferry")
        whole = [hit.report for hit in store.search(query, 50)]
        assert set(whole) == {f"r{number}" for number in range(1, len(DAYS) + 1)}
        assert set(whole[-2:]) == {"r2", "r5"}
        for size in (1, 2, 3):
            found: list[str] = []
            after = None
            while hits := store.search(query, size, after):
                found += [hit.report for hit in hits]
                after = (hits[-1].published, store.arrivals_of([hits[-1].report])[hits[-1].report])
            assert found == whole


def test_what_was_handed_in_is_told_by_what_it_is(place: str) -> None:
    with filled(place) as store:
        items = [Capture("9.txt", b"x"), Rejection("no.txt", "unreadable", "no such file"), Capture("1.txt", b"x")]
        assert [(one.uri, one.outcome, one.report) for one in store.came_as([*items, Capture("0.txt", b"x")])] == [
            ("0.txt", "report", "r1"),
            ("1.txt", "report", "r2"),
            ("no.txt", None, None),
        ]


def test_what_takes_too_long_is_broken_off_and_the_store_goes_on(place: str) -> None:
    with filled(place) as store:
        token = DEADLINE.set(time.monotonic() + 0.3)
        try:
            started = time.monotonic()
            with pytest.raises(StoreError, match="took too long"), store.database.read() as connection:
                connection.execute(text(ENDLESS)).scalar()
            assert time.monotonic() - started < 5
        finally:
            DEADLINE.reset(token)
        assert DEADLINE.get() == math.inf
        assert store.counts().reports == len(DAYS)
