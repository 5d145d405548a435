"""Opening the store that a URL names."""

import os
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from keylease.errors import Code, StorageFailed, Usage
from keylease.store.base import Store

KNOWN: Final = "A store is sqlite:///folder/file or postgresql://user@host/database."


def open_store(url: str) -> Store:
    """The store at `sqlite:///path` (absolute) or `postgresql://…`, as libpq reads the latter.

    Raises `Usage(E_USAGE)` for anything else, without repeating it, since a password may be in
    it; `StorageFailed` as `SqliteStore.open` and `PostgresStore.open` do, E_DATABASE where
    psycopg is not installed.
    """
    scheme = url.partition(":")[0].lower()
    if scheme == "sqlite":
        from keylease.store.sqlite import SqliteStore

        return SqliteStore.open(path_of(url))
    if scheme not in ("postgresql", "postgres"):
        raise Usage(Code.E_USAGE, KNOWN)
    try:
        from keylease.store.postgres import PostgresStore
    except ModuleNotFoundError as missing:
        detail = "PostgreSQL needs the extra `relay`: pip install 'keylease[relay]'."
        raise StorageFailed(Code.E_DATABASE, detail) from missing
    return PostgresStore.open(url)


def path_of(url: str) -> Path:
    """The file of a `sqlite:` URL. Raises `Usage(E_USAGE)` where it names none, or a host."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if parts.netloc or parts.query or parts.fragment or not path.strip("/"):
        raise Usage(Code.E_USAGE, KNOWN)
    # /C:/folder/file
    return Path(path.lstrip("/") if os.name == "nt" else "/" + path.lstrip("/"))
