"""Stories and dossiers as they stand, and the rows of them that can be looked through."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, and_, delete, func, insert, select, update

from wireroom.model import Dossier, Filed, Listed, Point
from wireroom.store.log import chunks
from wireroom.store.nouns import pack, unpack
from wireroom.store.tables import (
    arrival,
    claim,
    dossier,
    report,
    story,
    story_alias,
    story_report,
    thread,
    thread_claim,
    warning,
)

AT_ONCE = 60
"""Rows of one statement for PostgreSQL, whose driver sends each statement by itself."""


def inputs(connection: Connection) -> dict[str, str]:
    """The digest of what each dossier was made from, by story."""
    return {name: made for name, made in connection.execute(select(story.c.id, story.c.inputs))}  # noqa: C416 (rows are no pairs to mypy)


def inputs_of(connection: Connection, name: str) -> str:
    """The digest of what the dossier of one story was made from; empty while it is to be made anew."""
    return connection.execute(select(story.c.inputs).where(story.c.id == name)).scalar() or ""


def file(connection: Connection, filed: Filed, made: Dossier, rules: str) -> None:
    """Puts a story and its dossier in the place of what was there, with the rows of both."""
    name = filed.story.id
    _clear(connection, name)
    for part in chunks(filed.story.reports):
        connection.execute(delete(story_report).where(story_report.c.report.in_(part)))
    seq = _newest(connection, filed.story.reports)
    values = {
        "title": made.title,
        "first": made.first,
        "last": made.last,
        "reports": len(filed.story.reports),
        "disputed": sum(one.verdict == "disputed" and one.set_aside is None for one in made.threads),
        "inputs": filed.inputs,
        "seq": seq,
        "record": pack(filed),
    }
    known = connection.execute(update(story).where(story.c.id == name).values(**values)).rowcount
    if not known:
        connection.execute(insert(story).values(id=name, **values))
    if connection.execute(select(story_alias.c.name).where(story_alias.c.name == name)).first() is None:
        own = connection.execute(select(report.c.arrival).where(report.c.id == name)).scalar()
        connection.execute(insert(story_alias).values(name=name, arrival=own or seq))
    lineage = {one: line.id for line in made.lineages for one in line.reports}
    _put(
        connection,
        story_report,
        [
            {"report": one, "story": name, "lineage": lineage.get(one), "why": filed.story.why.get(one, "")}
            for one in filed.story.reports
        ],
    )
    connection.execute(insert(dossier).values(story=name, rules=rules, record=pack(made)))
    _file_rows(connection, made)


def _clear(connection: Connection, name: str) -> None:
    for table in (warning, thread_claim, thread, claim, dossier, story_report):
        connection.execute(delete(table).where(table.c.story == name))


def drop(connection: Connection, name: str) -> None:
    """Takes out a story that is no more; its id still leads to where its first report is now."""
    _clear(connection, name)
    connection.execute(delete(story).where(story.c.id == name))


def _newest(connection: Connection, names: tuple[str, ...]) -> int:
    found = [
        connection.execute(select(func.max(report.c.arrival)).where(report.c.id.in_(part))).scalar() or 0
        for part in chunks(names)
    ]
    return max(found, default=0)


def _put(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows and connection.dialect.name == "sqlite":
        connection.execute(insert(table), rows)
        return
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(insert(table).values(rows[start : start + AT_ONCE]))


def _file_rows(connection: Connection, made: Dossier) -> None:
    shown = {name for one in made.threads for name in one.claims}
    known = {one.id: one for one in made.points if one.id in shown}
    _put(connection, claim, [_claim_row(made.story, one) for one in known.values()])
    _put(
        connection,
        thread,
        [
            {
                "story": made.story,
                "number": number,
                "id": one.id,
                "kind": one.kind,
                "about": one.about,
                "verdict": one.verdict,
                "independent": one.independent,
                "on_record": one.on_record,
                "why": one.why,
                "set_aside": one.set_aside,
            }
            for number, one in enumerate(made.threads, start=1)
        ],
    )
    warned = [
        {"story": made.story, "number": number, "kind": one.kind, "report": one.report, "why": one.why}
        for number, one in enumerate(made.warnings, start=1)
    ]
    _put(connection, warning, warned)
    ties = []
    for number, one in enumerate(made.threads, start=1):
        position = {name: side.value for side in one.positions for name in side.claims}
        voice = {name: who.id for who in one.voices for name in who.claims}
        for name in dict.fromkeys(one.claims):
            if name in known:
                held = {"position": position.get(name), "voice": voice.get(name)}
                ties.append({"story": made.story, "thread": number, "claim": name, **held})
    _put(connection, thread_claim, ties)


def _claim_row(name: str, one: Point) -> dict[str, object]:
    return {
        "story": name,
        "id": one.id,
        "report": one.report,
        "kind": one.kind,
        "text": one.text,
        "sentence_start": one.sentence.start,
        "sentence_end": one.sentence.end,
        "said_by": ", ".join(who.name for who in one.said_by) or None,
        "as_of": one.as_of,
        "certainty": one.certainty,
        "value": _value(one.value),
        "start": one.span.start,
        "end": one.span.end,
    }


def _value(value: Mapping[str, object]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def filed_of(connection: Connection, name: str) -> tuple[Filed, Dossier] | None:
    """A story and its dossier by the story's id."""
    query = select(story.c.record, dossier.c.record).join(dossier, dossier.c.story == story.c.id).where(story.c.id == name)
    row = connection.execute(query).first()
    return None if row is None else (unpack(Filed, row[0]), unpack(Dossier, row[1]))


def found_under(connection: Connection, name: str) -> str | None:
    """The id of the story that a name leads to: its id, an id that it once had, or that of one of its reports."""
    if connection.execute(select(story.c.id).where(story.c.id == name)).first() is not None:
        return name
    query = select(story_report.c.story).where(story_report.c.report == name)
    held = connection.execute(query).scalar()
    if held is not None:
        return str(held)
    query = (
        select(story_report.c.story)
        .join(report, report.c.id == story_report.c.report)
        .join(story_alias, story_alias.c.arrival == report.c.arrival)
        .where(story_alias.c.name == name)
    )
    return connection.execute(query).scalar()


def listed(connection: Connection) -> list[Listed]:
    """Every story, the one with the newest report first."""
    columns = (
        story.c.id,
        story.c.title,
        story.c.first,
        story.c.last,
        story.c.reports,
        story.c.disputed,
        story.c.seq,
        arrival.c.at,
    )
    query = select(*columns).join(arrival, arrival.c.seq == story.c.seq).order_by(story.c.seq.desc(), story.c.id)
    return [Listed(*row) for row in connection.execute(query)]


def stories_of(connection: Connection, reports: Iterable[str]) -> list[str]:
    """The ids of the stories that hold these reports."""
    found: set[str] = set()
    for part in chunks(reports):
        found.update(connection.execute(select(story_report.c.story).where(story_report.c.report.in_(part))).scalars())
    return sorted(found)


def matrix(connection: Connection, reports: Sequence[str]) -> list[Mapping[str, object]]:
    """The claims of these reports that stand in threads: by story, thread and place in the report."""
    joined = (
        thread.join(thread_claim, and_(thread_claim.c.story == thread.c.story, thread_claim.c.thread == thread.c.number))
        .join(claim, and_(claim.c.story == thread_claim.c.story, claim.c.id == thread_claim.c.claim))
        .join(report, report.c.id == claim.c.report)
    )
    columns = (
        thread.c.story, thread.c.number, thread.c.about, thread.c.verdict, thread.c.set_aside, thread_claim.c.position,
        thread_claim.c.voice, claim.c.report, report.c.publisher, report.c.published, report.c.uri, claim.c.kind, claim.c.text,
        claim.c.said_by, claim.c.certainty, claim.c.as_of, claim.c.start, claim.c.end, claim.c.id.label("claim"),
        func.substr(report.c.text, claim.c.sentence_start + 1, claim.c.sentence_end - claim.c.sentence_start).label("sentence"),
    )  # fmt: skip
    found: list[Mapping[str, object]] = []
    for part in chunks(reports):
        query = select(*columns).select_from(joined).where(claim.c.report.in_(part))
        found += [dict(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda row: (row["story"], row["number"], row["report"], row["start"], row["claim"]))


def loosen(connection: Connection) -> None:
    """Takes out the rows that point at reports, which are about to be made again. Stories and dossiers stay to be read, and
    none counts as up to date."""
    for table in (warning, thread_claim, thread, claim, story_report):
        connection.execute(delete(table))
    connection.execute(update(story).values(inputs=""))
