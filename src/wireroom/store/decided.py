"""What people decided and what they have looked at: the log of decisions, and the last look at each story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from wireroom.model import Decision
from wireroom.ports import StoreError
from wireroom.store.log import chunks
from wireroom.store.nouns import pack, unpack
from wireroom.store.tables import arrival, decision, look


def decide(connection: Connection, made: Decision) -> None:
    """Adds an entry to the log. Raises StoreError when its id is there already."""
    if connection.execute(select(decision.c.seq).where(decision.c.id == made.id)).first() is not None:
        raise StoreError(f"the decision {made.id} stands in the log already")
    last = connection.execute(select(func.coalesce(func.max(decision.c.seq), 0))).scalar_one()
    row = {"id": made.id, "kind": made.kind, "who": made.who, "at": made.when, "why": made.why, "record": pack(made)}
    connection.execute(insert(decision).values(seq=last + 1, **row))


def decisions(connection: Connection) -> Sequence[Decision]:
    """The whole log, oldest first."""
    query = select(decision.c.record).order_by(decision.c.seq)
    return [unpack(Decision, record) for record in connection.execute(query).scalars()]


def looked(connection: Connection, story: str, at: str) -> None:
    """Notes that somebody has seen a story as it is now."""
    last = connection.execute(
        select(func.coalesce(func.max(arrival.c.seq), 0)).where(arrival.c.outcome.is_not(None))
    ).scalar_one()
    connection.execute(delete(look).where(look.c.story == story))
    connection.execute(insert(look).values(story=story, seq=last, at=at))


def last_look(connection: Connection, reports: Iterable[str]) -> tuple[int, str] | None:
    """The last arrival that was there when the story of these reports was looked at last, and when that was; None when nobody
    did. Of stories that were merged since, the look that was first counts: nothing new is passed over."""
    looks: list[tuple[int, str]] = []
    for part in chunks(reports):
        looks += [(seq, at) for seq, at in connection.execute(select(look.c.seq, look.c.at).where(look.c.story.in_(part)))]
    return min(looks, default=None)


def arrival_from(connection: Connection, uri: str) -> int:
    """The first arrival from an address; 0 when there is none."""
    query = select(func.coalesce(func.min(arrival.c.seq), 0)).where(arrival.c.uri == uri)
    return int(connection.execute(query).scalar_one())


def arrived_by(connection: Connection, at: str) -> int:
    """The last arrival that was taken in at a time (ISO, UTC) or before; 0 when there was none."""
    query = select(func.coalesce(func.max(arrival.c.seq), 0)).where(arrival.c.at <= at)
    return int(connection.execute(query).scalar_one())
