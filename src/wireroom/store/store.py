"""The store as the desk sees it: `wireroom.ports.Store` over one database."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import delete, insert, select

from wireroom.model import (
    Arrival,
    Came,
    Capture,
    Counts,
    Decision,
    Dossier,
    Filed,
    Hit,
    Listed,
    News,
    Outcome,
    Reading,
    Rejection,
    Report,
    StoryOrder,
    StoryRow,
)
from wireroom.store import arrived, check, decided, filed, kept, listing, log, retain, saved, search, watched
from wireroom.store.copy import copied
from wireroom.store.database import Database
from wireroom.store.query import Query
from wireroom.store.tables import report, state


class SqlStore:
    """A store in SQLite or PostgreSQL; see `wireroom.ports.Store`. Every method is one transaction."""

    def __init__(self, place: str, *, create: bool = True) -> None:
        """Opens the store at a path or `postgresql://…`, making or upgrading it. Raises StoreError, in a line, when it cannot,
        and when a newer version made it; with `create` False also when there is none."""
        self.database = Database(place, create=create)
        self.name = self.database.name

    def __enter__(self) -> SqlStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def receive(self, items: Sequence[Capture | Rejection], at: str) -> int:
        with self.database.write() as connection:
            return len(log.received(connection, items, at))

    def working(self) -> AbstractContextManager[bool]:
        return self.database.working()

    def pending(self, limit: int) -> Sequence[Arrival]:
        with self.database.read() as connection:
            return log.pending(connection, limit)

    def keep(self, outcomes: Sequence[Outcome], rules: str) -> None:
        with self.database.write() as connection:
            kept.keep(connection, outcomes, rules)

    def forget(self) -> None:
        with self.database.write() as connection:
            filed.loosen(connection)
            kept.forget(connection)
            connection.execute(delete(state))

    def reports(self) -> Mapping[str, Report]:
        return kept.Reports(self.database)

    def reports_of(self, ids: Iterable[str]) -> Sequence[Report]:
        with self.database.read() as connection:
            return kept.reports_of(connection, ids)

    def report_at(self, uri: str, before: int) -> str | None:
        with self.database.read() as connection:
            return kept.report_at(connection, uri, before)

    def ways(self, ids: Sequence[str]) -> Mapping[str, tuple[int, str | None]]:
        with self.database.read() as connection:
            return kept.ways(connection, ids)

    def outlines(self, after: int = 0) -> Sequence[tuple[int, Report]]:
        with self.database.read() as connection:
            return kept.outlines(connection, after)

    def readings(self, ids: Iterable[str]) -> Sequence[Reading]:
        with self.database.read() as connection:
            return kept.readings(connection, ids)

    def rejections(self, *, withdrawing: bool = False) -> Sequence[Rejection]:
        with self.database.read() as connection:
            return kept.rejections(connection, withdrawing=withdrawing)

    def made_by(self) -> Mapping[str, int]:
        with self.database.read() as connection:
            return kept.made_by(connection)

    def save(self, name: str, placed: int, rules: str, record: Mapping[str, Any]) -> None:
        packed = zlib.compress(json.dumps(record, separators=(",", ":")).encode(), 1)
        with self.database.write() as connection:
            connection.execute(delete(state).where(state.c.name == name))
            connection.execute(insert(state).values(name=name, seq=placed, rules=rules, record=packed))

    def saved(self, name: str) -> tuple[int, str, Mapping[str, Any]] | None:
        with self.database.read() as connection:
            row = connection.execute(select(state.c.seq, state.c.rules, state.c.record).where(state.c.name == name)).first()
        return None if row is None else (row[0], row[1], json.loads(zlib.decompress(row[2])))

    def inputs(self) -> Mapping[str, str]:
        with self.database.read() as connection:
            return filed.inputs(connection)

    def file(self, story: Filed, dossier: Dossier, rules: str, news: Sequence[News] = ()) -> None:
        with self.database.write() as connection:
            filed.file(connection, story, dossier, rules)
            watched.noted(connection, news)

    def drop(self, stories: Iterable[str]) -> None:
        with self.database.write() as connection:
            for name in stories:
                filed.drop(connection, name)

    def filed(self, name: str) -> tuple[Filed, Dossier] | None:
        with self.database.read() as connection:
            story = filed.found_under(connection, name)
            return None if story is None else filed.filed_of(connection, story)

    def stories(self) -> Sequence[Listed]:
        with self.database.read() as connection:
            return filed.listed(connection)

    def story_page(
        self, query: Query, order: StoryOrder, limit: int, after: Sequence[str | int] | None = None
    ) -> Sequence[StoryRow]:
        with self.database.read() as connection:
            return listing.page(connection, query, order, limit, after)

    def answering(self, query: Query) -> set[str]:
        with self.database.read() as connection:
            return listing.answering(connection, query)

    def how_many_stories(self, query: Query) -> int:
        with self.database.read() as connection:
            return listing.how_many(connection, query)

    def made_from(self, name: str) -> tuple[str, str] | None:
        with self.database.read() as connection:
            story = filed.found_under(connection, name)
            return None if story is None else (story, filed.inputs_of(connection, story))

    def decide(self, decision: Decision) -> None:
        with self.database.write() as connection:
            decided.decide(connection, decision)

    def decisions(self) -> Sequence[Decision]:
        with self.database.read() as connection:
            return decided.decisions(connection)

    def looked(self, story: str, at: str) -> None:
        with self.database.write() as connection:
            decided.looked(connection, filed.found_under(connection, story) or story, at)

    def last_look(self, reports: Iterable[str]) -> tuple[int, str] | None:
        with self.database.read() as connection:
            return decided.last_look(connection, reports)

    def arrived_by(self, at: str) -> int:
        with self.database.read() as connection:
            return decided.arrived_by(connection, at)

    def arrival_from(self, uri: str) -> int:
        with self.database.read() as connection:
            return decided.arrival_from(connection, uri)

    def marks(self, reports: Iterable[str]) -> Sequence[tuple[str, str]]:
        wanted = set(reports)
        with self.database.read() as connection:
            stories = filed.stories_of(connection, wanted)
            kept = [found for name in stories if (found := filed.filed_of(connection, name)) is not None]
        return [mark for story, _ in kept for mark in story.marks if mark[0] in wanted]

    def untold(self) -> Sequence[News]:
        with self.database.read() as connection:
            return watched.untold(connection)

    def tell(self, news: News, at: str) -> None:
        with self.database.write() as connection:
            watched.tell(connection, news, at)

    def told(self, limit: int) -> Sequence[tuple[str, News]]:
        with self.database.read() as connection:
            return watched.told_last(connection, limit)

    def feed(self, address: str) -> str | None:
        with self.database.read() as connection:
            return watched.feed_of(connection, address)

    def receive_from(
        self,
        address: str,
        record: str,
        items: Sequence[Capture | Rejection],
        at: str,
        links: Sequence[tuple[Capture, str, str]] = (),
    ) -> int:
        """Takes in what a feed gave and how the feed now stands, in one step; gives how much was new. `links` are the addresses
        of articles behind entries, with how they stand: those behind new entries wait from now on."""
        with self.database.write() as connection:
            watched.keep_feed(connection, address, record)
            fresh = log.received(connection, items, at) if items else []
            new = {log.mark_of(one) for one in fresh} if links else set()
            for entry, link, stands in links:
                if log.mark_of(entry) in new:
                    watched.keep_link(connection, link, stands)
            return len(fresh)

    def receive_article(self, address: str, record: str | None, items: Sequence[Capture | Rejection], at: str) -> int:
        """Takes in what an article's address gave and how it now stands, in one step; without a record it waits no more."""
        with self.database.write() as connection:
            watched.keep_link(connection, address, record)
            return len(log.received(connection, items, at)) if items else 0

    def links(self) -> Sequence[tuple[str, str]]:
        with self.database.read() as connection:
            return watched.links(connection)

    def at_rest(self) -> None:
        """Brings a SQLite file to rest: one file, nothing beside it."""
        self.database.at_rest()

    def arrivals_of(self, reports: Iterable[str]) -> Mapping[str, int]:
        found: dict[str, int] = {}
        with self.database.read() as connection:
            for part in log.chunks(reports):
                query = select(report.c.id, report.c.arrival).where(report.c.id.in_(part))
                found.update((name, at) for name, at in connection.execute(query))
        return found

    def search(self, query: Query, limit: int, after: tuple[str | None, int] | None = None) -> Sequence[Hit]:
        with self.database.read() as connection:
            return search.hits(connection, query, limit, after)

    def matching(self, query: Query) -> Sequence[str]:
        with self.database.read() as connection:
            return search.ids(connection, query)

    def stories_of(self, reports: Iterable[str]) -> Sequence[str]:
        with self.database.read() as connection:
            return filed.stories_of(connection, reports)

    def matrix(self, reports: Sequence[str]) -> Sequence[Mapping[str, Any]]:
        with self.database.read() as connection:
            return filed.matrix(connection, reports)

    def came(self, limit: int, before: int | None = None, reason: str | None = None) -> Sequence[Came]:
        with self.database.read() as connection:
            return arrived.newest(connection, limit, before, reason)

    def came_as(self, items: Iterable[Capture | Rejection]) -> Sequence[Came]:
        with self.database.read() as connection:
            return arrived.these(connection, items)

    def last_arrival(self) -> int:
        with self.database.read() as connection:
            return arrived.last(connection)

    def reasons(self) -> Sequence[tuple[str, int]]:
        with self.database.read() as connection:
            return arrived.reasons(connection)

    def days(self, limit: int) -> Sequence[tuple[str, int, int]]:
        with self.database.read() as connection:
            return arrived.days(connection, limit)

    def feeds(self) -> Sequence[tuple[str, str, int, str | None]]:
        with self.database.read() as connection:
            return arrived.feeds(connection)

    def captured(self, report: str) -> tuple[Arrival, str] | None:
        with self.database.read() as connection:
            return arrived.captured(connection, report)

    def named(self, limit: int) -> tuple[Sequence[str], Sequence[str]]:
        with self.database.read() as connection:
            return arrived.names(connection, limit)

    def save_search(self, name: str, query: str, at: str) -> None:
        with self.database.write() as connection:
            saved.save(connection, name, query, at)

    def drop_search(self, name: str) -> None:
        with self.database.write() as connection:
            saved.drop(connection, name)

    def searches(self) -> Sequence[tuple[str, str]]:
        with self.database.read() as connection:
            return saved.searches(connection)

    def due(self, before: str) -> tuple[int, int]:
        with self.database.read() as connection:
            stories, arrivals = retain.due(connection, before)
            return len(stories), len(arrivals)

    def remove(self, before: str, at: str, rule: str) -> tuple[int, int]:
        with self.database.write() as connection:
            return retain.remove(connection, before, at, rule)

    def copy_to(self, other: SqlStore) -> int:
        return copied(self.database, other.database)

    def counts(self) -> Counts:
        with self.database.read() as connection:
            return check.counts(connection)

    def faults(self) -> Iterator[str]:
        with self.database.read() as connection:
            yield from check.faults(connection)
