"""What may be forgotten: whole stories, and reports and rejections of none, of which nothing came for a time."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, delete, exists, func, insert, or_, select, update

from wireroom.store import filed
from wireroom.store.log import chunks
from wireroom.store.tables import (
    agency,
    arrival,
    body,
    derivation,
    reading,
    rejection,
    removed,
    report,
    report_name,
    state,
    story,
    story_report,
)


def due(connection: Connection, before: str) -> tuple[Sequence[str], Sequence[int]]:
    """The stories whose newest report was taken in before a time, and every arrival that would go: theirs, and older ones of
    no story. What waits stays."""
    last = select(story.c.id).join(arrival, arrival.c.seq == story.c.seq).where(arrival.c.at < before).order_by(story.c.id)
    stories = list(connection.execute(last).scalars())
    in_story = exists(
        select(story_report.c.report)
        .join(report, report.c.id == story_report.c.report)
        .where(report.c.arrival == arrival.c.seq)
    )
    old = and_(arrival.c.at < before, or_(arrival.c.outcome == "report", arrival.c.outcome == "rejection"), ~in_story)
    found = set(connection.execute(select(arrival.c.seq).where(old)).scalars())
    for part in chunks(stories):
        own = select(report.c.arrival).join(story_report, story_report.c.report == report.c.id)
        found.update(connection.execute(own.where(story_report.c.story.in_(part))).scalars())
    return stories, sorted(found)


def remove(connection: Connection, before: str, at: str, rule: str) -> tuple[int, int]:
    """Takes out what is due and writes down each thing with the rule; gives how many stories and how many arrivals.

    The entries of the log stay, without bytes; the stream is placed anew from what is left."""
    stories, gone = due(connection, before)
    if not gone:
        return 0, 0
    for name in stories:
        filed.drop(connection, name)
    last = connection.execute(select(func.coalesce(func.max(removed.c.seq), 0))).scalar_one()
    for part in chunks(gone):
        size = func.coalesce(body.c.size, 0)
        query = select(arrival.c.seq, body.c.sha256, size).outerjoin(body, body.c.sha256 == arrival.c.body)
        rows = [
            {"seq": number, "arrival": seq, "at": at, "sha256": name, "size": bytes_, "rule": rule}
            for number, (seq, name, bytes_) in enumerate(
                connection.execute(query.where(arrival.c.seq.in_(part)).order_by(arrival.c.seq)).all(), start=last + 1
            )
        ]
        connection.execute(insert(removed), rows)
        last += len(rows)
        own = select(report.c.id).where(report.c.arrival.in_(part))
        connection.execute(delete(derivation).where(or_(derivation.c.child.in_(own), derivation.c.parent.in_(own))))
        connection.execute(delete(reading).where(reading.c.report.in_(part)))
        connection.execute(delete(agency).where(agency.c.report.in_(part)))
        connection.execute(delete(report_name).where(report_name.c.report.in_(part)))
        connection.execute(delete(report).where(report.c.arrival.in_(part)))
        connection.execute(delete(rejection).where(rejection.c.arrival.in_(part)))
        connection.execute(update(arrival).where(arrival.c.seq.in_(part)).values(outcome="removed", body=None))
    connection.execute(delete(body).where(~exists(select(arrival.c.seq).where(arrival.c.body == body.c.sha256))))
    connection.execute(delete(state))
    return len(stories), len(gone)
