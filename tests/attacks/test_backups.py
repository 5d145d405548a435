"""What a backup of a served relay's database is worth, to a thief and to whoever runs it."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from keylease.cli import main
from keylease.cli.call import Surroundings
from keylease.client.backup import export
from keylease.client.verification import verify_replica
from keylease.crypto.envelope import unwrap_key
from keylease.errors import Code, Tampered
from keylease.ledger.standing import seal_for
from keylease.model.access import Purpose
from keylease.relay.sweep import wrapping_context
from keylease.store.opening import open_store
from keylease.store.rows import ReleaseRow
from support.backups import SERVICE, STORES, Backed
from support.logbook import Logbook
from support.members import code_of, read
from support.postgres import Cluster
from support.relay_harness import RelayHarness
from support.served_world import ServedWorld
from support.terminal import Answer, told
from support.terms import DAY, HOUR


@pytest.fixture(params=STORES)
def backed(request: pytest.FixtureRequest, tmp_path: Path) -> Backed:
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    tmp_path.chmod(0o700)
    return Backed.new(request.param, tmp_path, server)


@pytest.fixture
def served(tmp_path: Path, backed: Backed) -> Iterator[ServedWorld]:
    served = ServedWorld(tmp_path, backed.url)
    yield served
    served.end()


def releases_in(url: str) -> list[ReleaseRow]:
    with open_store(url) as store, store.read() as tx:
        return tx.releases()


@pytest.mark.attack("C09")
def test_a_dump_from_before_the_weekly_change_opens_nothing(
    served: ServedWorld, backed: Backed
) -> None:
    """Bob has left, with a dump of the database and, later, the whole state folder."""
    ada = served.found()
    bob = served.bring(ada, "Bob")
    keys = [served.key(ada, name) for name in ("one", "two")]
    for key in keys:
        for who in (ada, bob):
            served.lend(ada, key, who, lasts=60 * DAY)
    assert read(bob, keys[0]) == "sk-one-1"
    backed.dump()
    backed.put_back(backed.other)
    stolen = releases_in(backed.other)
    state = ada.refresh().state

    def context(row: ReleaseRow) -> bytes:
        seal = seal_for(state.grants[row.grant], row.version)
        assert seal is not None
        return wrapping_context(state.team, seal.envelope)

    vault = served.vault
    assert len(stolen) == 4
    assert all(vault.unwrap(row.kek, row.wrapped, context(row)) for row in stolen)
    ada.people.remove(bob.me)
    served.wait(8 * DAY)
    served.wait(2 * HOUR)

    vault = served.vault
    assert {row.kek for row in stolen} == {"outer-000001"}
    assert not vault.holds("outer-000001")
    assert vault.outers()
    for row in stolen:
        assert vault.unwrap(row.kek, row.wrapped, context(row)) is None
        for outer in vault.outers():
            with pytest.raises(Tampered) as failed:
                unwrap_key(outer.key, row.wrapped, context(row))
            assert failed.value.code is Code.E_RK
    # what lives on lives under the new key, and opens
    assert {row.kek for row in releases_in(backed.url)} == {vault.current(served.now).name}
    assert len(releases_in(backed.url)) == 2
    assert read(ada, keys[1]) == "sk-two-1"


@pytest.mark.attack("E06")
def test_e06_the_password_of_a_database_is_no_argument_of_its_backup(
    postgres: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The documented way, with a user who has to say one; others may list all processes."""
    password = "CANARY/pass word"
    postgres.guard("with_password", "keeper_of_one", password)
    url = postgres.url("with_password", f"keeper_of_one:{quote(password, safe='')}")
    tmp_path.chmod(0o700)
    relay = RelayHarness(tmp_path, url=url)
    relay.close()
    backed = Backed(url, url, tmp_path / "copy")
    backed.dump()
    backed.put_back(url)
    monkeypatch.setenv("PGSERVICEFILE", str(tmp_path / "pg_service.conf"))
    with open_store("postgresql://?service=keylease") as store, store.read() as tx:
        assert tx.head() is not None
    told = (Path(__file__).parents[2] / "packaging" / "README.md").read_text().splitlines()
    commands = [line for line in told if line.startswith(("pg_dump", "pg_restore", "psql"))]
    assert len(commands) == 2
    for command in commands:
        assert SERVICE in command
        assert "DATABASE" not in command
        assert "://" not in command


def bring_back(served: ServedWorld, *exports: Path) -> Answer:
    """The command, as whoever runs the server gives it: their home holds no team."""
    environ = {
        "PATH": "/usr/bin:/bin",
        "KEYLEASE_HOME": str(served.folder / "operator"),
        "KEYLEASE_RELAY_DATABASE": served.database,
        "KEYLEASE_RELAY_STATE": str(served.state),
    }
    words = ["relay", "bring-back", "--json", *map(str, exports)]
    return told(lambda: main(words, Surroundings(environ, clock=served.clock("relay"))))


@pytest.mark.attack("G08")
def test_an_old_database_put_back_serves_nothing_until_an_export_has_brought_the_rest(
    served: ServedWorld, backed: Backed, tmp_path: Path, logbook: Logbook
) -> None:
    logbook.expect("cannot sweep")
    ada = served.found()
    bob = served.bring(ada, "Bob")
    key = served.key(ada, "openai")
    grant = served.lend(ada, key, bob, lasts=5 * DAY)
    backed.dump()
    served.wait(HOUR)
    read(bob, key)
    later = served.key(ada, "later")
    served.lend(ada, later, bob, lasts=5 * DAY)
    ada.lending.revoke([grant])
    export(ada, tmp_path / "early")
    bob.values.open(later, Purpose.COPY)
    served.wait(DAY)
    ada.refresh()
    bob.refresh()
    served.stop()
    backed.put_back(backed.url)
    served.start()

    assert json.loads(served.server.get("/ready").body)["why"] == "behind"
    assert code_of(ada.refresh) is Code.E_BEHIND
    assert code_of(lambda: read(bob, later)) is Code.E_BEHIND
    export(bob, tmp_path / "bobs")  # anybody's copy, made while the server serves nothing
    served.stop()
    refused = bring_back(served, tmp_path / "early")
    assert refused.status == 4
    assert "relay bring-back" in refused.err
    done = bring_back(served, tmp_path / "early", tmp_path / "bobs")
    assert done.status == 0, done
    assert "key reseal" in done.out + done.err
    served.start()

    for session in (ada, bob):
        assert session.refresh().frozen is None
        verify_replica(session)
    assert code_of(lambda: read(bob, key)) is Code.E_REVOKED
    assert code_of(lambda: read(bob, later)) is Code.E_GONE  # its release key was in no backup
    ada.keys.reseal(later)
    assert read(bob, later) == "sk-later-1"


def test_a_state_folder_of_another_relay_is_left_alone(served: ServedWorld, tmp_path: Path) -> None:
    ada = served.found()
    export(ada, tmp_path / "adas")
    served.close()
    served.stop()
    elsewhere = ServedWorld(tmp_path / "elsewhere", f"sqlite:///{tmp_path}/elsewhere.db")
    elsewhere.stop()
    said = bring_back(elsewhere, tmp_path / "adas")
    assert said.status == 2
    assert "keylease team restore" in said.err
    assert not releases_in(elsewhere.database)
    served.start()
