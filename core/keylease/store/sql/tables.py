"""The tables, declared once for every database, and the statements that follow from their form.

Columns stand in the order of the fields of their row. What a database calls their types, and in
which numbered steps they came about, is said in its own folder.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final


@dataclass(frozen=True)
class Table:
    """A table: its name, its primary key, its columns with their types, and which may be empty."""

    name: str
    key: tuple[str, ...]
    columns: dict[str, type]
    optional: frozenset[str] = frozenset()

    @cached_property
    def select(self) -> str:
        """All columns of some rows; the conditions follow."""
        return " ".join(["SELECT", ", ".join(self.columns), "FROM", self.name, ""])

    @cached_property
    def insert(self) -> str:
        """One row."""
        places = ", ".join("?" * len(self.columns))
        return " ".join(["INSERT INTO", self.name, "VALUES", f"({places})"])

    @cached_property
    def put(self) -> str:
        """One row, in place of the one of the same key."""
        others = [name for name in self.columns if name not in self.key]
        changes = ", ".join(f"{name} = excluded.{name}" for name in others)
        return f"{self.insert} ON CONFLICT ({', '.join(self.key)}) DO UPDATE SET {changes}"


EVENTS: Final = Table("events", ("seq",), {"seq": int, "hash": bytes, "body": bytes, "sigs": bytes})
LINES: Final = Table(
    "lines",
    ("seq",),
    {
        "seq": int,
        "hash": bytes,
        "leaf": bytes,
        "entry": bytes,
        "sig": bytes,
        "author": str,
        "grant_id": str,
        "key_id": str,
        "version": int,
        "outcome": str,
        "at": int,
        "rid": bytes,
        "purpose": str,
    },
    # Who may not read a line has only its place and its hashes.
    frozenset(
        {
            "entry", "sig", "author", "grant_id", "key_id",
            "version", "outcome", "at", "rid", "purpose",
        }
    ),
)  # fmt: skip
# How often a grant was released: kept beside the lines, so that a release need not count.
USES: Final = Table("uses", ("grant_id",), {"grant_id": str, "released": int, "last_at": int})
STAGES: Final = Table(
    "stages",
    ("author", "hash"),
    {"author": str, "hash": bytes, "envelope": bytes, "wrapped": bytes, "kek": str, "at": int},
    frozenset({"wrapped", "kek"}),
)
ENVELOPES: Final = Table("envelopes", ("hash",), {"hash": bytes, "envelope": bytes})
RELEASES: Final = Table(
    "releases",
    ("grant_id", "version"),
    {"grant_id": str, "version": int, "wrapped": bytes, "kek": str, "doomed_at": int},
    frozenset({"doomed_at"}),
)
SEEN: Final = Table("seen", ("member",), {"member": str, "body": bytes, "sig": bytes, "at": int})
FACTS: Final = Table("facts", ("name",), {"name": str, "value": bytes})

TABLES: Final = (EVENTS, LINES, USES, STAGES, ENVELOPES, RELEASES, SEEN, FACTS)

# Lines known only as hashes are in none of the others. Trails run by seq, newest first; `at` is in
# them so that a span of time is judged in the index.
INDEXES: Final = (
    "CREATE INDEX lines_hidden ON lines (seq) WHERE author IS NULL",
    "CREATE INDEX lines_author ON lines (author, seq, at) WHERE author IS NOT NULL",
    "CREATE INDEX lines_key ON lines (key_id, seq, at) WHERE key_id IS NOT NULL",
    "CREATE INDEX lines_grant ON lines (grant_id, seq, at) WHERE grant_id IS NOT NULL",
    "CREATE UNIQUE INDEX lines_rid ON lines (author, rid) WHERE rid IS NOT NULL",
    # Everything exposure asks for, so that it never touches the table.
    "CREATE INDEX lines_openings ON lines (seq, author, key_id, version, grant_id, purpose, at)"
    " WHERE outcome = 'released'",
    "CREATE INDEX releases_doomed ON releases (doomed_at) WHERE doomed_at IS NOT NULL",
    "CREATE INDEX stages_at ON stages (at)",
)
