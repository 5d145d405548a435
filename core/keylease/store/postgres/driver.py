"""Where a database is, how a connection is set up, and what the server's errors mean to a person.

libpq fills in what a URL leaves out: PGPASSWORD, PGSSLMODE and their like, ~/.pgpass, a service.
"""

from typing import Any, Final, LiteralString, TypeAlias

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from keylease.errors import Code, StorageFailed, Usage
from keylease.model.secret import Secret

Connection: TypeAlias = "psycopg.Connection[tuple[Any, ...]]"

CONNECT_SECONDS: Final = 10
BUSY_SECONDS: Final = 10.0
"""How long a writer waits for another one, of this process or of any other."""

# What libpq is told where the URL says nothing. A network that has gone is noticed in a minute.
DEFAULTS: Final[dict[str, str | int]] = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
    "fallback_application_name": "keylease",
    "client_encoding": "UTF8",
}
# Transactions begin and end only when told.
KEEPING: Final[dict[str, Any]] = {"autocommit": True}

# Who hangs within a write loses it, so that others can go on. What the server says of
# `synchronous_commit` now holds for the connection's life, whatever it is told meanwhile.
SET_UP: Final[LiteralString] = """
    SELECT current_setting('fsync'), current_setting('full_page_writes'),
        set_config('synchronous_commit', current_setting('synchronous_commit'), false),
        set_config('lock_timeout', '10s', false),
        set_config('statement_timeout', '60s', false),
        set_config('idle_in_transaction_session_timeout', '30s', false)
"""
SAFETY: Final = ("fsync", "full_page_writes", "synchronous_commit")

LOST: Final = "The connection to {place} was lost."
BUSY: Final = "55P03"
# SQLSTATEs, https://www.postgresql.org/docs/current/errcodes-appendix.html
DETAILS: Final = {
    "25006": "{place} is a copy that cannot be written.",
    "40001": "Another program was in the way at {place}.",
    "40P01": "Another program was in the way at {place}.",
    BUSY: "Another program kept {place} locked for too long.",
    "57014": "{place} took too long.",
}
OF_ITS_DISK: Final = {
    "53100": "The disk of {place} is full.",
    "58030": "The disk of {place} failed.",
}
DAMAGED: Final = ("XX001", "XX002")
NOT_ALLOWED: Final = "42501"
REFUSED: Final = ("22", "23", "42")
"""Classes of errors by which the server refuses what no sound program would write."""


class Address:
    """A database by its URL; `place` is its name for people. Nothing shows the password in it.

    Raises `Usage(E_USAGE)` if libpq cannot read the URL, without repeating it.
    """

    def __init__(self, url: str) -> None:
        try:
            given = conninfo_to_dict(url)
        except psycopg.Error:
            # libpq's own words hold the URL
            raise Usage(Code.E_USAGE, "That is no URL of a PostgreSQL database.") from None
        name, host = (str(given.get(part, "")) for part in ("dbname", "host"))
        ports = str(given.get("port", "")).replace(",", "")
        if "@" in name + host or not (ports.isdecimal() or not ports):
            # a piece of a password has come to stand where the host is
            raise Usage(Code.E_USAGE, "In a database's URL, write %40 for @ and %2F for /.")
        self.place = f"{name or 'The database'} at {host or 'this computer'}"
        parts: dict[str, Any] = {**DEFAULTS, **given}
        self._conninfo = Secret(make_conninfo("", **parts).encode())

    def conninfo(self) -> str:
        """What libpq connects by, password and all."""
        return self._conninfo.reveal().decode()

    def connect(self) -> Connection:
        """A connection of its own, set up.

        Raises `StorageFailed(E_DATABASE)` where there can be none, or none that is safe.
        """
        try:
            connection = psycopg.connect(self.conninfo(), **KEEPING)
        except psycopg.Error as error:
            why = str(error).partition("\n")[0].rpartition(": ")[2]
            detail = f"{self.place} cannot be reached ({why})."
            raise StorageFailed(Code.E_DATABASE, detail) from error
        try:
            set_up(connection, self.place)
        except BaseException:
            connection.close()
            raise
        return connection


def set_up(connection: Connection, place: str) -> None:
    """Give a connection its limits of time.

    Raises `StorageFailed(E_DATABASE)` where the server could lose what it has confirmed.
    """
    try:
        found = connection.execute(SET_UP).fetchone()
    except psycopg.Error as error:
        raise failure(error, place) from error
    for name, value in zip(SAFETY, found or (), strict=False):
        if value == "off":
            detail = f"{place} has {name} off, so it can lose what it has confirmed."
            raise StorageFailed(Code.E_DATABASE, detail)


def is_certain(error: psycopg.Error) -> bool:
    """Whether the server itself has said no, and goes on; else nobody knows what it did."""
    return error.diag.severity_nonlocalized == "ERROR"


def failure(error: psycopg.Error, place: str) -> StorageFailed:
    """The same failure in the terms of this project, to be raised `from` the error."""
    state = error.sqlstate or ""
    if state in OF_ITS_DISK:
        return StorageFailed(Code.E_STORAGE, OF_ITS_DISK[state].format(place=place))
    if state in DETAILS:
        return StorageFailed(Code.E_DATABASE, DETAILS[state].format(place=place))
    if state in DAMAGED:
        return StorageFailed(Code.E_DAMAGED, f"{place} is damaged.")
    if state == NOT_ALLOWED:
        return StorageFailed(Code.E_DATABASE, f"This user may not do that in {place}.")
    unwritable = isinstance(error, psycopg.DataError | psycopg.ProgrammingError)
    if state.startswith(REFUSED) or unwritable:
        return StorageFailed(Code.E_INTERNAL, f"{place} refused what was to be written.")
    if is_certain(error):
        return StorageFailed(Code.E_DATABASE, f"{place} cannot be used.")
    return StorageFailed(Code.E_DATABASE, LOST.format(place=place))
