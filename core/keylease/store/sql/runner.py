"""What a database has to offer so that the statements of this room can run in it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeAlias

from keylease.store.sql.tables import Table

Values: TypeAlias = Sequence[object]
Found: TypeAlias = list[tuple[Any, ...]]


class Runner(Protocol):
    """One open transaction of a database. Statements mark their values by `?`.

    Every method raises `StorageFailed`, after which nothing of the transaction can be kept.
    """

    place: str
    """How messages call the database: a path, or a name and a host."""
    openings: str
    """The table of lines, with whatever this database needs to read it by `lines_openings`."""

    def fetch(self, statement: str, values: Values = ()) -> Found:
        """All rows of a query."""

    def chunks(self, statement: str, values: Values = ()) -> Iterator[Found]:
        """The rows of a long query, some at a time, read as they are asked for."""

    def change(self, statement: str, values: Values = ()) -> int:
        """Run a statement; how many rows it has touched."""

    def change_many(self, statement: str, rows: Iterable[Values]) -> int:
        """Run it for each; how many rows that has touched in all."""

    def insert_all(self, table: Table, rows: Sequence[Values]) -> None:
        """Put these rows into a table, in which none of them is yet."""
