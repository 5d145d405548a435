"""The store in a PostgreSQL database: what a relay of several processes uses."""

from keylease.store.postgres.store import PostgresStore

__all__ = ["PostgresStore"]
