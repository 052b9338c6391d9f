"""The migrations run: a store brought to the schema of this version."""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Brings the database of the connection to a revision, inside its transaction."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # a library that sets up logging would show each step
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
