import subprocess
import sys
from pathlib import Path

import pytest

from keylease.errors import Code, Usage
from keylease.store.opening import open_store, sqlite_path
from keylease.store.postgres import PostgresStore
from keylease.store.sqlite import SqliteStore
from support.postgres import Cluster
from support.storage import steps_kept, write_step


def test_a_file_by_its_url(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with open_store(f"sqlite:///{tmp_path}/team%20one.db") as store:
        assert isinstance(store, SqliteStore)
        write_step(store, 1)
    with SqliteStore.open(tmp_path / "team one.db") as store, store.read() as tx:
        assert steps_kept(tx) == 1


@pytest.mark.parametrize("scheme", ["postgresql", "postgres"])
def test_a_database_by_its_url(postgres: Cluster, scheme: str) -> None:
    url = postgres.team().replace("postgresql:", f"{scheme}:")
    with open_store(url) as store:
        assert isinstance(store, PostgresStore)
        write_step(store, 1)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/var/lib/keylease/team.db",
        "sqlite:",
        "sqlite:///",
        "sqlite://host/team.db",
        "sqlite:/team.db",
        "mysql://ana:hunter2@db.example/team",
        "ana:hunter2@db.example/team",
    ],
)
def test_anything_else_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(Usage) as refused:
        open_store(url)
    assert refused.value.code is Code.E_USAGE
    assert "sqlite:///PATH or postgresql://" in str(refused.value)
    assert "hunter2" not in repr(refused.value)


def test_a_path_is_taken_from_here_unless_it_is_absolute() -> None:
    assert sqlite_path("sqlite:////var/team.db") == Path("/var/team.db")
    assert sqlite_path("sqlite:///var/team.db") == Path.cwd() / "var" / "team.db"
    assert sqlite_path("postgresql://db.example/team") is None


def test_without_the_driver_it_says_what_to_install(tmp_path: Path) -> None:
    """And whoever uses a file has no need of it."""
    tmp_path.chmod(0o700)
    program = (
        "import sys\n"
        "sys.modules['psycopg'] = None\n"
        "from keylease.store.opening import open_store\n"
        f"open_store('sqlite:///{tmp_path}/team.db').close()\n"
        "try: open_store('postgresql://db.example/team')\n"
        "except Exception as error: print(type(error).__name__, error.code.name, error.detail)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert said.startswith("StorageFailed E_DATABASE PostgreSQL needs the extra `relay`")
