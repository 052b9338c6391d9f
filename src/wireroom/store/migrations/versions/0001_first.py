"""The first schema: what was received, what was made of it, and what people decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None

_SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

MATRIX = """
CREATE VIEW claims_matrix AS
SELECT t.story AS story, t.id AS thread, t.about AS about, t.verdict AS verdict, t.set_aside AS set_aside,
 c.report AS report, r.publisher AS publisher, r.published AS published, l.position AS position, l.voice AS voice,
 c.text AS text, c.said_by AS said_by, c.id AS claim,
 substr(r.text, c.sentence_start + 1, c.sentence_end - c.sentence_start) AS sentence
FROM thread t
JOIN thread_claim l ON l.story = t.story AND l.thread = t.number
JOIN claim c ON c.story = l.story AND c.id = l.claim
JOIN report r ON r.id = c.report
"""
"""One row a claim of a thread, with who says it, what value it holds, and in which voice."""
WORDS_OF_SQLITE = (
    """CREATE VIRTUAL TABLE report_words USING fts5(
 title, publisher, text, content='report', content_rowid='arrival', tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER report_words_in AFTER INSERT ON report BEGIN
 INSERT INTO report_words(rowid, title, publisher, text) VALUES (new.arrival, new.title, new.publisher, new.text);
END""",
    """CREATE TRIGGER report_words_out AFTER DELETE ON report BEGIN
 INSERT INTO report_words(report_words, rowid, title, publisher, text)
 VALUES ('delete', old.arrival, old.title, old.publisher, old.text);
END""",
    """CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
 BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END""",
    """CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
 BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END""",
)
WORDS_OF_POSTGRESQL = (
    "CREATE INDEX ix_report_found ON report USING gin (found)",
    """CREATE FUNCTION decision_stays() RETURNS trigger LANGUAGE plpgsql AS
 $$ BEGIN RAISE EXCEPTION 'decisions are only ever added'; END $$""",
    "CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION decision_stays()",
)


def upgrade() -> None:
    """Makes every table, the index of words, the view, and what keeps the log of decisions as it is."""
    _tables()
    bind = op.get_bind()
    for statement in (MATRIX, *(WORDS_OF_SQLITE if bind.dialect.name == "sqlite" else WORDS_OF_POSTGRESQL)):
        bind.exec_driver_sql(statement)


def _tables() -> None:
    op.create_table(
        "body",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("coding", sa.String(length=8), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_body"),
    )
    op.create_table(
        "decision",
        sa.Column("seq", _SEQ, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_decision"),
        sa.UniqueConstraint("id", name="uq_decision_id"),
    )
    op.create_table(
        "feed",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_feed"),
    )
    op.create_table(
        "look",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("seq", _SEQ, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("story", name="pk_look"),
    )
    op.create_table(
        "state",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("seq", _SEQ, nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_state"),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first", sa.String(length=40), nullable=True),
        sa.Column("last", sa.String(length=40), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("disputed", sa.Integer(), nullable=False),
        sa.Column("inputs", sa.String(length=64), nullable=False),
        sa.Column("seq", _SEQ, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_index("ix_story_last", "story", ["last"], unique=False)
    op.create_table(
        "told",
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_told"),
    )
    op.create_table(
        "arrival",
        sa.Column("seq", _SEQ, autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.String(length=64), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["body"], ["body.sha256"], name="fk_arrival_body"),
        sa.PrimaryKeyConstraint("seq", name="pk_arrival"),
        sa.UniqueConstraint("mark", name="uq_arrival_mark"),
    )
    op.create_index("ix_arrival_body", "arrival", ["body"], unique=False)
    op.create_index(
        "ix_arrival_pending",
        "arrival",
        ["seq"],
        unique=False,
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    )
    op.create_table(
        "dossier",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_dossier_story"),
        sa.PrimaryKeyConstraint("story", name="pk_dossier"),
    )
    op.create_table(
        "thread",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("independent", sa.Integer(), nullable=False),
        sa.Column("on_record", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("set_aside", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_thread_story"),
        sa.PrimaryKeyConstraint("story", "number", name="pk_thread"),
    )
    op.create_index("ix_thread_verdict", "thread", ["verdict"], unique=False)
    op.create_table(
        "thread_claim",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("thread", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=True),
        sa.Column("voice", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_thread_claim_story"),
        sa.PrimaryKeyConstraint("story", "thread", "claim", name="pk_thread_claim"),
    )
    op.create_table(
        "rejection",
        sa.Column("arrival", _SEQ, autoincrement=False, nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("withdraws", sa.Boolean(), nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["arrival"], ["arrival.seq"], name="fk_rejection_arrival"),
        sa.PrimaryKeyConstraint("arrival", name="pk_rejection"),
    )
    op.create_index("ix_rejection_reason", "rejection", ["reason"], unique=False)
    op.create_table(
        "removed",
        sa.Column("seq", _SEQ, autoincrement=False, nullable=False),
        sa.Column("arrival", _SEQ, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["arrival"], ["arrival.seq"], name="fk_removed_arrival"),
        sa.PrimaryKeyConstraint("seq", name="pk_removed"),
    )
    op.create_index("ix_removed_arrival", "removed", ["arrival"], unique=False)
    op.create_table(
        "report",
        sa.Column("arrival", _SEQ, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=40), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("withdraws", sa.Boolean(), nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("found", TSVECTOR().with_variant(sa.Boolean(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["arrival"], ["arrival.seq"], name="fk_report_arrival"),
        sa.PrimaryKeyConstraint("arrival", name="pk_report"),
        sa.UniqueConstraint("id", name="uq_report_id"),
    )
    op.create_index("ix_report_published", "report", ["published"], unique=False)
    op.create_index(
        "ix_report_withdraws",
        "report",
        ["arrival"],
        unique=False,
        sqlite_where=sa.text("withdraws"),
        postgresql_where=sa.text("withdraws"),
    )
    op.create_table(
        "story_alias",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("arrival", _SEQ, nullable=False),
        sa.ForeignKeyConstraint(["arrival"], ["arrival.seq"], name="fk_story_alias_arrival"),
        sa.PrimaryKeyConstraint("name", name="pk_story_alias"),
    )
    op.create_table(
        "claim",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("certainty", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.id"], name="fk_claim_report"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_claim_story"),
        sa.PrimaryKeyConstraint("story", "id", name="pk_claim"),
    )
    op.create_index("ix_claim_report", "claim", ["report"], unique=False)
    op.create_table(
        "derivation",
        sa.Column("child", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("directed", sa.Boolean(), nullable=False),
        sa.Column("coverage", sa.Float(), nullable=False),
        sa.Column("coverage_parent", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["child"], ["report.id"], name="fk_derivation_child"),
        sa.ForeignKeyConstraint(["parent"], ["report.id"], name="fk_derivation_parent"),
        sa.PrimaryKeyConstraint("child", "parent", name="pk_derivation"),
    )
    op.create_index("ix_derivation_parent", "derivation", ["parent"], unique=False)
    op.create_table(
        "reading",
        sa.Column("report", _SEQ, autoincrement=False, nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.arrival"], name="fk_reading_report"),
        sa.PrimaryKeyConstraint("report", name="pk_reading"),
    )
    op.create_table(
        "report_name",
        sa.Column("report", _SEQ, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.arrival"], name="fk_report_name_report"),
        sa.PrimaryKeyConstraint("report", "name", name="pk_report_name"),
    )
    op.create_index("ix_report_name_name", "report_name", ["name"], unique=False)
    op.create_table(
        "story_report",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("lineage", sa.String(length=20), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.id"], name="fk_story_report_report"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_story_report_story"),
        sa.PrimaryKeyConstraint("report", name="pk_story_report"),
    )
    op.create_index("ix_story_report_story", "story_report", ["story"], unique=False)
