"""A real PostgreSQL of the tests' own: a cluster in a temporary folder, reached by a socket in it.

    with Cluster() as cluster:
        url = cluster.team()                    # a fresh place, empty
        cluster.restart()                       # as if the power had failed; the address stays

The server refuses to run as root; there it runs as Debian's user `postgres`, in a folder of theirs.
"""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import quote

import psycopg

DEBIAN: Final = Path("/usr/lib/postgresql")
SUPERUSER: Final = "keeper"
TEAMS: Final = "teams"
SECONDS: Final = 60
CLEARING: Final = 'read -r _; "$0" stop -D "$1" -m immediate; rm -rf "$2"'
# Durable as a relay wants it, since that is tested too; small, and quick to see a deadlock.
SETTINGS: Final = {
    "listen_addresses": "",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "deadlock_timeout": "200ms",
    "max_wal_size": "256MB",
    "log_min_messages": "fatal",
}


def programs() -> Path:
    """Where `initdb` and `pg_ctl` lie: Debian keeps them off the path, a folder a version."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    assert versions, "PostgreSQL's server is not installed (Debian: apt-get install postgresql)"
    return max(versions, key=lambda path: int(path.parent.name))


class Cluster:
    """A running server; `settings` are added to those of postgresql.conf.

    One that is `standby_of` another follows it, and can be asked nothing but to `promote`.
    """

    def __init__(self, *, standby_of: "Cluster | None" = None, **settings: str) -> None:
        self._programs = programs()
        self._as_user: dict[str, Any] = {}
        self._numbers = itertools.count(1)
        # not below pytest's own folder, which the server's user may not enter
        self.folder = Path(tempfile.mkdtemp(prefix="keylease-pg-"))
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self._as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        # whatever becomes of this process, its end of the pipe is closed, and all that is cleared
        self._clearing = subprocess.Popen(
            ["sh", "-c", CLEARING, self._programs / "pg_ctl", self._data, self.folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **self._as_user,
        )
        try:
            self._make(standby_of)
            self._set({**SETTINGS, "unix_socket_directories": str(self.folder), **settings})
            self.start()
            if standby_of is None:
                self.database(TEAMS)
        except BaseException:
            self.close()
            raise

    def _make(self, standby_of: "Cluster | None") -> None:
        if standby_of is None:
            how = ("-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
            self._run("initdb", "-U", SUPERUSER, *how)
        else:
            self._run("pg_basebackup", "-R", "-c", "fast", "-d", standby_of.url("postgres"))

    def _set(self, settings: dict[str, str]) -> None:
        with (self._data / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, value in settings.items())

    def promote(self) -> None:
        """Have a standby take over."""
        self._run("pg_ctl", "promote", "-w")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run("pg_ctl", "start", "-w", "-l", self.folder / "log")

    def stop(self) -> None:
        """Stop it at once, without a checkpoint, as if the power had failed."""
        self._run("pg_ctl", "stop", "-w", "-m", "immediate")

    def restart(self) -> None:
        """Stop it at once, and let it recover."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Stop it and throw everything away."""
        self._clearing.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def team(self) -> str:
        """The URL of a fresh, empty place for a team: a schema of its own in one database.

        A database for each would be 7 MB and 300 files.
        """
        name = f"team{next(self._numbers)}"
        with self.connect(TEAMS) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{self.url(TEAMS)}?options=-csearch_path%3D{name}"

    def database(self, name: str, **settings: str) -> str:
        """The URL of a new database of this name, with settings of its own."""
        with self.connect("postgres") as connection:
            # an order of letters that is not the order of bytes
            connection.execute(
                f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'"
            )
            for setting, value in settings.items():
                connection.execute(f"ALTER DATABASE {name} SET {setting} = {value}")
        return self.url(name)

    def guard(self, name: str, user: str, password: str) -> None:
        """A new database with a user who has to say a password."""
        with (self._data / "pg_hba.conf").open("r+") as rules:
            others = rules.read()
            rules.seek(0)
            rules.write(f"local all {user} scram-sha-256\n{others}")
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE USER {user} PASSWORD '{password}'")
            connection.execute(f"CREATE DATABASE {name} OWNER {user} TEMPLATE template0")
        self._reload()

    def _reload(self) -> None:
        """Have it read its rules again, and wait until who comes then is judged by them."""
        loaded = self._loaded()
        with self.connect("postgres") as connection:
            connection.execute("SELECT pg_reload_conf()")
        while self._loaded() == loaded:
            time.sleep(0.01)

    def _loaded(self) -> object:
        with self.connect("postgres") as connection:
            return connection.execute("SELECT pg_conf_load_time()").fetchone()

    def url(self, name: str, user: str = SUPERUSER) -> str:
        """Where the database of this name is."""
        return f"postgresql://{user}@{quote(str(self.folder), safe='')}/{name}"

    def connect(self, name: str) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection of the tests' own, each statement a transaction."""
        return psycopg.connect(self.url(name), autocommit=True)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: object) -> None:
        said = subprocess.run(
            [self._programs / program, "-D", self._data, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            timeout=SECONDS,
            text=True,
            check=False,
            **self._as_user,
        )
        assert said.returncode == 0, f"{program}: {said.stderr}"
