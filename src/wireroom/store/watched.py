"""What a watch remembers: how each feed stands, and the news that waits to be told or was told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from wireroom.model import News
from wireroom.store.nouns import as_text, from_text
from wireroom.store.tables import feed, link, told


def feed_of(connection: Connection, address: str) -> str | None:
    """How a feed stood when it was kept; None for one that never was."""
    return connection.execute(select(feed.c.record).where(feed.c.address == address)).scalar()


def keep_feed(connection: Connection, address: str, record: str) -> None:
    """Keeps how a feed stands."""
    connection.execute(delete(feed).where(feed.c.address == address))
    connection.execute(insert(feed).values(address=address, record=record))


def links(connection: Connection) -> list[tuple[str, str]]:
    """The articles that wait to be fetched, and how each stands."""
    query = select(link.c.address, link.c.record).order_by(link.c.address)
    return [(address, record) for address, record in connection.execute(query)]


def keep_link(connection: Connection, address: str, record: str | None) -> None:
    """Keeps how an article stands that waits; without a record it waits no more."""
    connection.execute(delete(link).where(link.c.address == address))
    if record is not None:
        connection.execute(insert(link).values(address=address, record=record))


def noted(connection: Connection, news: Sequence[News]) -> None:
    """Lets news wait to be told, less what waits or was told already."""
    for one in news:
        if connection.execute(select(told.c.mark).where(told.c.mark == one.id)).first() is None:
            connection.execute(insert(told).values(mark=one.id, at="", text=as_text(one)))


def untold(connection: Connection) -> list[News]:
    """The news that waits, by id."""
    query = select(told.c.text).where(told.c.at == "").order_by(told.c.mark)
    return [from_text(News, text) for text in connection.execute(query).scalars()]


def tell(connection: Connection, news: News, at: str) -> None:
    """Notes that news was told."""
    connection.execute(update(told).where(told.c.mark == news.id).values(at=at))


def told_last(connection: Connection, limit: int) -> list[tuple[str, News]]:
    """The news that was told last, with when, the newest first."""
    query = select(told.c.at, told.c.text).where(told.c.at != "").order_by(told.c.at.desc(), told.c.mark).limit(limit)
    return [(at, from_text(News, text)) for at, text in connection.execute(query)]
