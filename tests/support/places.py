"""Where tests put a store: in memory, in a file, in a database; and other processes there."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from keylease.store.base import Store
from keylease.store.memory import MemoryStore
from keylease.store.opening import open_store, sqlite_path
from keylease.store.sqlite import SqliteStore
from keylease.store.sqlite.driver import Journal, best_journal
from support.postgres import Cluster

TESTS = Path(__file__).parents[1]
JOURNALS: list[str] = ["truncate", "wal"] if best_journal() == "wal" else ["truncate"]
SHARED = [f"sqlite-{journal}" for journal in JOURNALS] + ["postgres"]
"""The kinds of places that several processes can share."""
KINDS = ["memory", *SHARED]


@dataclass(frozen=True)
class Place:
    """A place by its URL, empty for memory; a file's journal is given or chosen."""

    url: str
    journal: str = ""

    @classmethod
    def new(cls, kind: str, folder: Path, cluster: Cluster | None) -> "Place":
        """An empty place of this kind; `folder` is private, `cluster` what PostgreSQL needs."""
        if kind == "memory":
            return cls("")
        if cluster is not None:
            return cls(cluster.team())
        return cls(f"sqlite:///{folder}/team.db", kind.partition("-")[2])

    def open(self) -> Store:
        """The store there."""
        if not self.url:
            return MemoryStore()
        path = sqlite_path(self.url)
        for journal in get_args(Journal):
            if path is not None and journal == self.journal:
                return SqliteStore.open(path, journal)
        return open_store(self.url)

    def run(self, module: str, *arguments: object) -> "subprocess.Popen[str]":
        """A process of its own at this place: `python -m support.MODULE URL JOURNAL …`."""
        return subprocess.Popen(
            [sys.executable, "-m", f"support.{module}", self.url, self.journal]
            + [str(argument) for argument in arguments],
            env={**os.environ, "PYTHONPATH": str(TESTS)},
            stdout=subprocess.PIPE,
            text=True,
        )
