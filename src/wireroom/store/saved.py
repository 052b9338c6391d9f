"""Searches that somebody gave a name, to come back to."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from wireroom.store.tables import saved


def save(connection: Connection, name: str, query: str, at: str) -> None:
    """Keeps a search under a name, in the place of an earlier one of that name."""
    connection.execute(delete(saved).where(saved.c.name == name))
    connection.execute(insert(saved).values(name=name, query=query, at=at))


def drop(connection: Connection, name: str) -> None:
    """Forgets the search of that name, if there is one."""
    connection.execute(delete(saved).where(saved.c.name == name))


def searches(connection: Connection) -> list[tuple[str, str]]:
    """Every saved search by name: name and query."""
    return [(name, query) for name, query in connection.execute(select(saved.c.name, saved.c.query).order_by(saved.c.name))]
