"""The tables of a store, for SQLite and PostgreSQL alike; `migrations/` makes them, a test holds the two together.

What was received stands in `body` and `arrival` and is only ever added to. Everything else is derived from it, less `decision`
(what people decided), `look` (who saw a story last), `saved` (searches), `feed`, `link` and `told` (what a watch
remembers) and `removed` (what `gc` took). Nouns are kept whole in the columns `record` (see `nouns`); the others are there to
be looked through.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    literal_column,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

tables = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Plain(TypeDecorator[str]):
    """Text without what a database cannot keep as text: NUL and halves of surrogate pairs are shown as U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else printed(value)


def printed(value: str) -> str:
    """The text as a database can keep it."""
    if "\0" in value:
        value = value.replace("\0", "\ufffd")
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def _seq(name: str, *more: Any, **named: Any) -> Column[int]:
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), *more, **named)


body = Table(
    "body",
    tables,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("coding", String(8), nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

arrival = Table(
    "arrival",
    tables,
    _seq("seq", primary_key=True, autoincrement=False),
    Column("mark", String(64), nullable=False, unique=True),
    Column("uri", Plain, nullable=False, index=True),
    Column("kind", String(10), nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("body", ForeignKey("body.sha256"), index=True),
    Column("at", String(32), nullable=False),
    Column("outcome", String(10)),
    Index(
        "ix_arrival_pending",
        "seq",
        sqlite_where=literal_column("outcome IS NULL"),
        postgresql_where=literal_column("outcome IS NULL"),
    ),
)

report = Table(
    "report",
    tables,
    _seq("arrival", ForeignKey("arrival.seq"), primary_key=True, autoincrement=False),
    Column("id", Plain, nullable=False, unique=True),
    Column("uri", Plain, nullable=False),
    Column("title", Plain),
    Column("publisher", Plain, index=True),
    Column("published", String(40), index=True),
    Column("byline", Plain),
    Column("language", String(8)),
    Column("text", Plain, nullable=False),
    Column("withdraws", Boolean, nullable=False),
    Column("rules", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("found", TSVECTOR().with_variant(Boolean, "sqlite")),
    Index(
        "ix_report_withdraws", "arrival", sqlite_where=literal_column("withdraws"), postgresql_where=literal_column("withdraws")
    ),
    Index("ix_report_found", "found", postgresql_using="gin").ddl_if(dialect="postgresql"),
)

report_name = Table(
    "report_name",
    tables,
    _seq("report", ForeignKey("report.arrival"), primary_key=True, autoincrement=False),
    Column("name", Plain, primary_key=True, index=True),
)

agency = Table(
    "agency",
    tables,
    _seq("report", ForeignKey("report.arrival"), primary_key=True, autoincrement=False),
    Column("name", Plain, primary_key=True, index=True),
)

rejection = Table(
    "rejection",
    tables,
    _seq("arrival", ForeignKey("arrival.seq"), primary_key=True, autoincrement=False),
    Column("uri", Plain, nullable=False),
    Column("reason", String(20), nullable=False, index=True),
    Column("detail", Plain, nullable=False),
    Column("withdraws", Boolean, nullable=False),
    Column("rules", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

reading = Table(
    "reading",
    tables,
    _seq("report", ForeignKey("report.arrival"), primary_key=True, autoincrement=False),
    Column("rules", String(64), nullable=False),
    Column("model", Plain, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

derivation = Table(
    "derivation",
    tables,
    Column("child", Plain, ForeignKey("report.id"), primary_key=True),
    Column("parent", Plain, ForeignKey("report.id"), primary_key=True, index=True),
    Column("kind", String(16), nullable=False),
    Column("directed", Boolean, nullable=False),
    Column("coverage", Float, nullable=False),
    Column("coverage_parent", Float, nullable=False),
    Column("why", Plain, nullable=False),
)

state = Table(
    "state",
    tables,
    Column("name", String(20), primary_key=True),
    _seq("seq", nullable=False),
    Column("rules", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

story = Table(
    "story",
    tables,
    Column("id", Plain, primary_key=True),
    Column("title", Plain, nullable=False),
    Column("first", String(40)),
    Column("last", String(40), index=True),
    Column("reports", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("inputs", String(64), nullable=False),
    _seq("seq", nullable=False),
    Column("record", LargeBinary, nullable=False),
)

story_report = Table(
    "story_report",
    tables,
    Column("report", Plain, ForeignKey("report.id"), primary_key=True),
    Column("story", Plain, ForeignKey("story.id"), nullable=False, index=True),
    Column("lineage", String(20)),
    Column("why", Plain, nullable=False),
)

story_alias = Table(
    "story_alias",
    tables,
    Column("name", Plain, primary_key=True),
    _seq("arrival", ForeignKey("arrival.seq"), nullable=False),
)

dossier = Table(
    "dossier",
    tables,
    Column("story", Plain, ForeignKey("story.id"), primary_key=True),
    Column("rules", String(64), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

claim = Table(
    "claim",
    tables,
    Column("story", Plain, ForeignKey("story.id"), primary_key=True),
    Column("id", Plain, primary_key=True),
    Column("report", Plain, ForeignKey("report.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("text", Plain, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("said_by", Plain),
    Column("as_of", Plain),
    Column("certainty", String(16), nullable=False),
    Column("value", Plain, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

thread = Table(
    "thread",
    tables,
    Column("story", Plain, ForeignKey("story.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Plain, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("about", Plain, nullable=False),
    Column("verdict", String(12), nullable=False, index=True),
    Column("independent", Integer, nullable=False),
    Column("on_record", Integer, nullable=False),
    Column("why", Plain, nullable=False),
    Column("set_aside", Plain),
)

thread_claim = Table(
    "thread_claim",
    tables,
    Column("story", Plain, ForeignKey("story.id"), primary_key=True),
    Column("thread", Integer, primary_key=True, autoincrement=False),
    Column("claim", Plain, primary_key=True),
    Column("position", Plain),
    Column("voice", String(12)),
)

warning = Table(
    "warning",
    tables,
    Column("story", Plain, ForeignKey("story.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False, index=True),
    Column("report", Plain, ForeignKey("report.id"), nullable=False, index=True),
    Column("why", Plain, nullable=False),
)

decision = Table(
    "decision",
    tables,
    _seq("seq", primary_key=True, autoincrement=False),
    Column("id", Plain, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("who", Plain, nullable=False),
    Column("at", Plain, nullable=False),
    Column("why", Plain, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

look = Table(
    "look",
    tables,
    Column("story", Plain, primary_key=True),
    _seq("seq", nullable=False),
    Column("at", String(32), nullable=False),
)

saved = Table(
    "saved",
    tables,
    Column("name", Plain, primary_key=True),
    Column("query", Plain, nullable=False),
    Column("at", String(32), nullable=False),
)

feed = Table(
    "feed",
    tables,
    Column("address", Plain, primary_key=True),
    Column("record", Plain, nullable=False),
)

link = Table(
    "link",
    tables,
    Column("address", Plain, primary_key=True),
    Column("record", Plain, nullable=False),
)

told = Table(
    "told",
    tables,
    Column("mark", String(64), primary_key=True),
    Column("at", String(32), nullable=False),
    Column("text", Plain, nullable=False),
)

removed = Table(
    "removed",
    tables,
    _seq("seq", primary_key=True, autoincrement=False),
    _seq("arrival", ForeignKey("arrival.seq"), nullable=False, index=True),
    Column("at", String(32), nullable=False),
    Column("sha256", String(64)),
    Column("size", BigInteger, nullable=False),
    Column("rule", Plain, nullable=False),
)
