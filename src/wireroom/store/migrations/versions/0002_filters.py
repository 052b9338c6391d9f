"""What stories are looked through by: agencies that reports credit, warnings of dossiers; and searches that were saved."""

from __future__ import annotations

import json
import zlib
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("report", _SEQ, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.arrival"], name="fk_agency_report"),
        sa.PrimaryKeyConstraint("report", "name", name="pk_agency"),
    )
    op.create_index("ix_agency_name", "agency", ["name"], unique=False)
    op.create_table(
        "warning",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["report.id"], name="fk_warning_report"),
        sa.ForeignKeyConstraint(["story"], ["story.id"], name="fk_warning_story"),
        sa.PrimaryKeyConstraint("story", "number", name="pk_warning"),
    )
    op.create_index("ix_warning_kind", "warning", ["kind"], unique=False)
    op.create_index("ix_warning_report", "warning", ["report"], unique=False)
    op.create_table(
        "saved",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_saved"),
    )
    op.create_index("ix_report_publisher", "report", ["publisher"], unique=False)
    op.create_index("ix_arrival_uri", "arrival", ["uri"], unique=False)
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    """Fills the tables from the records of what is there."""
    agency = sa.table("agency", sa.column("report"), sa.column("name"))
    warning = sa.table("warning", *(sa.column(name) for name in ("story", "number", "kind", "report", "why")))
    known = set()
    for at, name, record in connection.execute(sa.text("SELECT arrival, id, record FROM report")).all():
        known.add(name)
        for one in dict.fromkeys(_opened(record).get("agencies", ())):
            connection.execute(sa.insert(agency).values(report=at, name=one))
    for story, record in connection.execute(sa.text("SELECT story, record FROM dossier")).all():
        for number, one in enumerate(_opened(record).get("warnings", ()), start=1):
            if one["report"] in known:
                row = {"story": story, "number": number, "kind": one["kind"], "report": one["report"], "why": one["why"]}
                connection.execute(sa.insert(warning).values(**row))


def _opened(record: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(record))
    return found
