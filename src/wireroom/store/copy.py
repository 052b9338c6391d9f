"""A whole store copied into an empty one, of either kind: for backups, which are SQLite files, and for moving house."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from wireroom.ports import StoreError
from wireroom.store.database import Database
from wireroom.store.tables import report, tables
from wireroom.store.words import vector

AT_ONCE = 100
"""Rows carried at a time."""


def copied(source: Database, target: Database) -> int:
    """Copies everything as it is at one moment, in one transaction; gives how many rows. Raises StoreError when the target has
    anything in it."""
    count = 0
    with source.read(one_moment=True) as old, target.write() as new:
        for table in tables.sorted_tables:
            if new.execute(select(func.count()).select_from(table)).scalar_one():
                raise StoreError(f"{target.name}: not an empty store; nothing was put into it")
        for table in tables.sorted_tables:
            columns = [column for column in table.columns if column.name != "found"]
            rows = old.execution_options(yield_per=AT_ONCE).execute(select(*columns).order_by(*table.primary_key)).mappings()
            for part in rows.partitions(AT_ONCE):
                held = [dict(row) for row in part]
                if table is report:
                    _indexed(new, held)
                new.execute(insert(table), held)
                count += len(held)
    return count


def _indexed(connection: Connection, rows: list[dict[str, object]]) -> None:
    if connection.dialect.name != "sqlite":
        for row in rows:
            title, publisher, text = (str(row[name] or "") for name in ("title", "publisher", "text"))
            row["found"] = vector([("A", title), ("B", publisher), ("D", text)])
