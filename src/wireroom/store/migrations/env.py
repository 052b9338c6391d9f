"""How Alembic reaches a store: by the connection that it is handed, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from wireroom.store.tables import tables

context.configure(connection=context.config.attributes["connection"], target_metadata=tables, transactional_ddl=False)
context.run_migrations()
