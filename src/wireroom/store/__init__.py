"""The store: what was received, kept as received, and everything that was made of it; SQLite or PostgreSQL."""
