"""One database, SQLite or PostgreSQL: opened at the schema that this version knows, and every failure told in one line."""

from __future__ import annotations

import getpass
import logging
import math
import os
import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError

from wireroom.ports import MissingError, StoreError
from wireroom.store.version import HEAD, KNOWN

BUSY = 20_000
"""Milliseconds that a writer waits for another: the longest step between two commits takes a few hundred."""
POOL = 10
"""Connections beyond the two that are kept, made when many threads ask at once."""
DEADLINE: ContextVar[float] = ContextVar("deadline", default=math.inf)
"""When, by `time.monotonic`, the store gives up on what this thread or task asks of it: a desk that many ask sets it, so that
one slow question does not hold the others."""
_OFTEN = 20_000
"""Steps of SQLite's machine between two looks at the clock: some two milliseconds."""
_WRITERS, _WORKERS = 0x7769_7265_0001, 0x7769_7265_0002
"""The keys of PostgreSQL's advisory locks: one writer at a time, so that the log has no gaps; one process at work."""
_BROKEN_OFF = ("interrupted", "statement timeout")
_FULL = ("disk is full", "No space left", "disk full", "could not extend", "could not write")


class Database:
    """Connections to one database. `name` is what a person calls it, without a password."""

    def __init__(self, place: str, *, create: bool = True) -> None:
        self.url = _url(place)
        self.path = Path(self.url.database) if self.url.get_backend_name() == "sqlite" and self.url.database else None
        self.name = str(self.path) if self.path else self.url.render_as_string(hide_password=True)
        self.is_sqlite = self.path is not None
        if self.path is not None:
            self._check_file(self.path, create=create)
        self.engine = self._engine()
        self._file = None
        try:
            with self._told():
                self._opened(create=create)
        except BaseException:
            self.close()
            raise
        if self.path is not None:
            self._file = _identity(self.path)

    def close(self) -> None:
        """Ends every connection."""
        self.engine.dispose()

    def at_rest(self) -> None:
        """Brings a SQLite file to rest: everything in the one file, and no log beside it."""
        if self.is_sqlite:
            with self._told(), closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA journal_mode=DELETE").fetchall()

    @contextmanager
    def read(self, *, one_moment: bool = False) -> Iterator[Connection]:
        """A connection to read by; with `one_moment` all that it sees is of one moment (in SQLite it always is)."""
        level = {"isolation_level": "REPEATABLE READ"} if one_moment and not self.is_sqlite else {}
        with self._told(), self.engine.connect().execution_options(**level) as connection:
            if not self.is_sqlite and DEADLINE.get() < math.inf:
                left = max(1, int(1000 * (DEADLINE.get() - time.monotonic())))
                connection.execute(text(f"SET LOCAL statement_timeout = {left}"))
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in a transaction, one writer at a time: all of it is kept, or nothing."""
        if self.path is not None and _identity(self.path) != self._file:
            raise StoreError(f"{self.name}: the store was moved or removed while it was in use; nothing more is written")
        with self._told(), self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITERS})
            yield connection

    @contextmanager
    def working(self) -> Iterator[bool]:
        """Whether this process alone works on the store meanwhile; False when another does. Ends with the process, however."""
        if self.path is not None:
            yield from self._file_lock(self.path)
            return
        with self._told(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            alone = bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _WORKERS}).scalar())
            yield alone
            if alone:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _WORKERS})

    def _file_lock(self, path: Path) -> Iterator[bool]:
        """A lock on a file beside the store. SQLite holds it, which knows how on every system, and the system drops it."""
        held = sqlite3.connect(path.with_name(f"{path.name}-work"), timeout=0.2, isolation_level=None)
        try:
            try:
                held.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                yield False
                return
            yield True
        finally:
            held.close()

    def _check_file(self, path: Path, *, create: bool) -> None:
        if not create and not path.is_file():
            raise StoreError(f"there is no store {path}; `wireroom add` makes one")
        if path.is_dir() or not path.absolute().parent.is_dir():
            raise StoreError(f"{path}: no place for a store")
        if path.is_file() and path.stat().st_size:
            with path.open("rb") as file:
                if file.read(16) != b"SQLite format 3\0":
                    raise StoreError(f"{path}: not a store of wireroom's")

    def _engine(self) -> Engine:
        try:
            if not self.is_sqlite:
                logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)  # what fails is told once, as our error
                return create_engine(self.url, pool_size=2, max_overflow=POOL, pool_pre_ping=False)
            engine = create_engine(self.url, pool_size=2, max_overflow=POOL, connect_args={"timeout": BUSY / 1000})
        except ImportError as error:
            raise MissingError("PostgreSQL needs a driver: pip install 'wireroom[postgres]'") from error
        event.listen(engine, "connect", _settled)
        event.listen(engine, "begin", _begun)
        return engine

    def _opened(self, *, create: bool) -> None:
        """The schema brought to this version; a newer one, or a database that is something else, is left alone."""
        with self.engine.connect() as connection:
            found = _schema(connection)
            others = not found and bool(inspect(connection).get_table_names())
        if found == HEAD:
            return
        if found and found not in KNOWN:
            raise StoreError(f"{self.name}: made by a newer wireroom (schema {found}); this one knows schemas up to {HEAD}")
        if others:
            raise StoreError(f"{self.name}: not a store of wireroom's: it holds other tables")
        if not found and not create:
            raise StoreError(f"{self.name}: there is no store; `wireroom add` makes one")
        from wireroom.store.upgrade import upgrade

        with self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITERS})
            upgrade(connection)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(f"{self.name}: {_words(error)}") from error
        except self.engine.dialect.loaded_dbapi.Error as error:  # from a connection that is being put away
            raise StoreError(f"{self.name}: {_reached(_plain(error))}") from error
        except (SQLAlchemyError, struct.error, ConnectionError) as error:
            raise StoreError(f"{self.name}: {_plain(error)}") from error
        except OSError as error:
            if self.is_sqlite:
                raise
            raise StoreError(f"{self.name}: {error.strerror or error}") from error


def _url(place: str) -> URL:
    if "://" not in place:
        return URL.create("sqlite", database=place)
    try:
        url = make_url(place)
        if url.get_backend_name() not in ("postgresql", "sqlite"):
            raise StoreError(f"{url.get_backend_name()}: a store is a file, or postgresql://…")
        if url.drivername == "postgresql":
            url = url.set(drivername="postgresql+pg8000")
        if url.username is None and url.get_backend_name() == "postgresql":
            url = url.set(username=getpass.getuser())
        folder = url.query.get("host")
        if url.drivername == "postgresql+pg8000" and isinstance(folder, str) and folder.startswith("/"):
            url = url.set(query={"unix_sock": f"{folder}/.s.PGSQL.{url.port or 5432}"}, port=None)
        return url
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreError("the store's address cannot be read: a file, or postgresql://user@host/name") from error


def _settled(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY}"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.set_progress_handler(_late, _OFTEN)


def _late() -> bool:
    """Whether SQLite is to break off what it does in this thread."""
    return time.monotonic() > DEADLINE.get()


def _begun(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _schema(connection: Connection) -> str | None:
    """The schema that the database says it has; None when it says nothing."""
    if "alembic_version" not in inspect(connection).get_table_names():
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _identity(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        found = os.stat(path)  # noqa: PTH116 (the two numbers, whatever the path has become)
        return found.st_dev, found.st_ino
    return None


def _words(error: DBAPIError) -> str:
    said = _plain(error.orig) if error.orig is not None else _plain(error)
    if any(mark in said for mark in _FULL):
        return f"no room left ({said}); nothing of this step was kept, and what was kept before is whole"
    if isinstance(error, OperationalError) and "locked" in said:
        return f"another process has kept the store busy for more than {BUSY // 1000} seconds"
    if any(mark in said for mark in _BROKEN_OFF):
        return "this took too long and was broken off"
    return _reached(said)


def _reached(said: str) -> str:
    if said == "network error":  # all that the driver says of a server that went away
        return "the server is gone; nothing of this step was kept, and what was kept before is whole"
    return said


def _plain(error: BaseException) -> str:
    details = error.args[0] if error.args else error
    if isinstance(details, dict):  # pg8000 hands on the fields of the server's message
        details = details.get("M", details)
    return " ".join(str(details).split())[:300] or type(error).__name__
