"""Backups of a relay's database as packaging/README.md tells whoever runs it, and back again.

source = Backed.new("postgres", tmp_path, cluster)   # or "sqlite"
source.dump(), source.put_back(source.url)
"""

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from keylease.store.opening import sqlite_path
from support.postgres import Cluster

STORES = ["sqlite", "postgres"]
SERVICE = "service=keylease"
_BACKUP = """
import sqlite3, sys
source, copy = map(sqlite3.connect, sys.argv[1:])
source.backup(copy)
"""
_NAMES = (f"backed{number}" for number in itertools.count(1))


@dataclass(frozen=True)
class Backed:
    """A database, a place for a second one of its kind, and the file of its backup."""

    url: str
    other: str
    copy: Path

    @classmethod
    def new(cls, kind: str, folder: Path, cluster: Cluster | None) -> "Backed":
        """Both places are empty, and `folder` is private."""
        if cluster is None:
            urls = [f"sqlite:///{folder}/{name}.db" for name in ("team", "other")]
        else:
            urls = [cluster.database(next(_NAMES)) for _ in range(2)]
        return cls(urls[0], urls[1], folder / f"copy.{kind}")

    def dump(self) -> None:
        """Back up what is there, while it is in use."""
        path = sqlite_path(self.url)
        if path is None:
            self._by_service(self.url, "pg_dump", "--format=custom", f"--file={self.copy}", SERVICE)
            return
        # a program of its own: two SQLites in one process would let go of each other's locks
        _run(sys.executable, "-c", _BACKUP, str(path), str(self.copy))

    def put_back(self, url: str) -> None:
        """Make the database there what the backup is; nobody may have it open."""
        path = sqlite_path(url)
        if path is None:
            restore = ("--clean", "--if-exists", f"--dbname={SERVICE}", str(self.copy))
            self._by_service(url, "pg_restore", *restore)
            return
        for old in path.parent.glob(f"{path.name}*"):
            old.unlink()
        shutil.copyfile(self.copy, path)
        path.chmod(0o600)

    def _by_service(self, url: str, *command: str) -> None:
        """Where the database is, password and all, stands in a file and in no argument."""
        file = self.copy.with_name("pg_service.conf")
        parts = (f"{name}={value}\n" for name, value in conninfo_to_dict(url).items())
        file.write_text("".join(("[keylease]\n", *parts)))
        file.chmod(0o600)
        _run(*command, environ={"PGSERVICEFILE": str(file)})


def _run(*command: str, environ: Mapping[str, str] = {}) -> None:
    said = subprocess.run(
        command,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert said.returncode == 0, said.stderr
