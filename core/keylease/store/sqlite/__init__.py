"""The store in one SQLite file: what a member's computer and a small relay use."""

from keylease.store.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
