"""Opening a store: the schema that the migrations make, and what is refused in a line."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from tests.store.invented import captures

from wireroom.ports import StoreError
from wireroom.store import version
from wireroom.store.database import Database
from wireroom.store.store import SqlStore
from wireroom.store.tables import tables


def test_the_migrations_make_the_tables_that_the_code_names(place: str) -> None:
    database = Database(place)
    with database.read() as connection:
        context = MigrationContext.configure(connection)
        differ = [one for one in compare_metadata(context, tables) if not _own(one)]
    database.close()
    assert differ == []


def _own(difference: tuple[object, ...]) -> bool:
    """The tables of SQLite's index of words, and the index that only PostgreSQL has."""
    name = str(getattr(difference[1], "name", ""))
    return name.startswith("report_words") or name == "ix_report_found"


def test_every_schema_is_known() -> None:
    folder = Path(version.__file__).parent / "migrations" / "versions"
    assert tuple(sorted(path.name[:4] for path in folder.glob("[0-9]*.py"))) == version.KNOWN


def test_a_newer_store_is_left_alone(place: str) -> None:
    database = Database(place)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreError, match="made by a newer wireroom") as error:
        Database(place)
    assert "\n" not in str(error.value)


def test_another_database_is_left_alone(place: str, tmp_path: Path) -> None:
    database = Database(place)
    with database.write() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    database.close()
    with pytest.raises(StoreError, match="other tables"):
        Database(place)


def test_no_store_where_none_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="wireroom add"):
        Database(str(tmp_path / "none.db"), create=False)
    assert not list(tmp_path.iterdir())


REFUSED = {
    "a folder": ".",
    "a file that is none": "text.txt",
    "a folder that is not there": "no/such/store.db",
    "another kind": "mysql://localhost/x",
    "no address": "postgresql://[",
    "nobody there": "postgresql://nobody:secret@127.0.0.1:1/x",
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_one_line_and_no_password(name: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("not a database, but long enough", "utf-8")
    given = REFUSED[name]
    with pytest.raises(StoreError) as error:
        Database(given if "://" in given else str(tmp_path / given))
    assert "\n" not in str(error.value)
    assert "secret" not in str(error.value)


def test_settings_of_sqlite(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "a.db"))
    with database.read() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
    database.close()


def _fill(database: Database, pages: int) -> None:
    with database.write() as connection:
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        connection.execute(text("INSERT INTO body VALUES ('x', 9, 'none', randomblob(900000))"))


def test_a_full_disk_and_a_store_that_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with SqlStore(str(path)) as store:
        store.receive(captures(3), "2026-04-01T08:00:00Z")
        with store.database.write() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        small = Database(str(path))
        with pytest.raises(StoreError, match="no room left"):
            _fill(small, pages)
        small.close()
        assert list(store.faults()) == []
        path.with_name("a.db-wal").rename(tmp_path / "b.db-wal")
        path.rename(tmp_path / "b.db")
        with pytest.raises(StoreError, match="moved or removed"):
            store.receive(captures(4), "2026-04-01T08:00:00Z")
    with closing(sqlite3.connect(tmp_path / "b.db")) as moved:
        assert moved.execute("SELECT count(*) FROM arrival").fetchone() == (3,)


def test_a_server_that_goes_away_is_one_line_and_nothing_is_half_written(server: Any) -> None:
    name = f"store_{secrets.token_hex(4)}"
    server.psql(f"CREATE DATABASE {name};")
    with SqlStore(f"postgresql://postgres@/{name}?host={server.pgdata}") as store:
        store.receive(captures(3), "2026-04-01T08:00:00Z")
        with pytest.raises(StoreError) as error:
            _cut_off(store.database)
        assert "\n" not in str(error.value)
        assert store.counts().arrivals == 3
        assert list(store.faults()) == []


def _cut_off(database: Database) -> None:
    with database.write() as connection, database.read() as other:
        mine = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        connection.execute(text("INSERT INTO body VALUES ('x', 1, 'none', 'a')"))
        other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": mine})
        connection.execute(text("SELECT 1"))
