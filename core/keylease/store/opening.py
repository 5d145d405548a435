"""Opening the store that a URL names."""

from pathlib import Path
from typing import Final
from urllib.parse import unquote

from keylease.errors import Code, StorageFailed, Usage
from keylease.store.base import Store

SQLITE: Final = "sqlite:///"
POSTGRESQL: Final = ("postgresql://", "postgres://")
KNOWN: Final = "A database is sqlite:///PATH or postgresql://USER@HOST/NAME."


def open_store(url: str) -> Store:
    """The store at `sqlite:///PATH` or `postgresql://…`, the latter as libpq reads it.

    Raises `Usage(E_USAGE)` for anything else, without repeating it, since a password may be in
    it; `StorageFailed` as `SqliteStore.open` and `PostgresStore.open` do, E_DATABASE where
    psycopg is not installed.
    """
    path = sqlite_path(url)
    if path is not None:
        from keylease.store.sqlite import SqliteStore

        return SqliteStore.open(path)
    try:
        from keylease.store.postgres import PostgresStore
    except ModuleNotFoundError as missing:
        detail = "PostgreSQL needs the extra `relay`: pip install 'keylease[relay]'."
        raise StorageFailed(Code.E_DATABASE, detail) from missing
    return PostgresStore.open(url)


def sqlite_path(url: str) -> Path | None:
    """The file that a URL names, None where it names a server; a relative PATH is taken from here.

    Raises `Usage(E_USAGE)` for what names neither.
    """
    if url.startswith(POSTGRESQL):
        return None
    path = unquote(url.removeprefix(SQLITE))
    if not url.startswith(SQLITE) or not path.strip("/"):
        raise Usage(Code.E_USAGE, KNOWN)
    return Path(path).absolute()
