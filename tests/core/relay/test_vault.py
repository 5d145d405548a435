"""The folder beside the database: replaced whole, shared, and destroyed for good."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from keylease.crypto.signing import SignatureType, verify
from keylease.errors import Code, StorageFailed
from keylease.ledger.chain import NOWHERE
from keylease.model.base import Position
from keylease.model.secret import Secret
from keylease.relay.desk import Desk
from keylease.relay.lock import held
from keylease.relay.vault import Newest, Vault
from keylease.store.sqlite.store import SqliteStore
from support.kills import killed_at_each_step
from support.relay_harness import RelayHarness
from support.terms import DAY, HOUR, START

RELEASE = bytes(range(32))
AAD = b"context"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.open(tmp_path / "vault")


def newest(seq: int, at: int = START, floor: int = 0) -> Newest:
    place = Position(seq=seq, hash=bytes([seq]) * 32)
    return Newest(ledger=place, access=NOWHERE, at=at, until=at, floor=floor)


def test_a_relay_is_the_same_after_a_restart(vault: Vault) -> None:
    signed = vault.sign(SignatureType.HEAD, b"body")
    again = Vault.open(vault.folder)
    assert again.public == vault.public
    assert verify(again.public, SignatureType.HEAD, signed.body, signed.sig)


@pytest.mark.attack("E12")
def test_e12_everything_in_it_is_its_owners_alone(vault: Vault) -> None:
    vault.current(START)
    vault.remember(newest(1))
    assert stat.S_IMODE(vault.folder.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in vault.folder.iterdir()}
    assert set(modes) == {"relay.seed", "outer-000001.key", "newest", "lock"}
    assert set(modes.values()) == {0o600}
    vault.folder.chmod(0o770)
    with pytest.raises(StorageFailed) as failed:
        Vault.open(vault.folder)
    assert failed.value.code is Code.E_PERMISSIONS


@pytest.mark.attack("E12")
@pytest.mark.parametrize("name", ["relay.seed", "outer-000001.key"])
def test_e12_keys_that_others_may_read_are_not_used(vault: Vault, name: str) -> None:
    """As they come back from a backup that keeps no modes."""
    vault.current(START)
    vault.folder.chmod(0o755)
    (vault.folder / name).chmod(0o644)
    with pytest.raises(StorageFailed) as failed:
        Vault.open(vault.folder).current(START)
    assert failed.value.code is Code.E_PERMISSIONS


def test_a_damaged_seed_is_said_to_be_damaged(vault: Vault) -> None:
    (vault.folder / "relay.seed").write_bytes(b"short")
    with pytest.raises(StorageFailed) as failed:
        Vault.open(vault.folder)
    assert failed.value.code is Code.E_DAMAGED


def test_a_damaged_key_or_mark_is_said_to_be_damaged(vault: Vault) -> None:
    vault.current(START)
    (vault.folder / "outer-000001.key").write_bytes(b'{"number":1,"created":0,"key":"AAA')
    (vault.folder / "newest").write_bytes(b"{")
    fresh = Vault.open(vault.folder)
    for look in (lambda: fresh.current(START), fresh.newest):
        with pytest.raises(StorageFailed) as failed:
            look()
        assert failed.value.code is Code.E_DAMAGED
        assert "AAA" not in repr(failed.value)


def test_what_it_remembers_never_goes_back(vault: Vault) -> None:
    assert vault.newest() is None
    vault.remember(newest(5, at=START + 5))
    vault.remember(newest(3, at=START + 9))
    kept = Vault.open(vault.folder).newest()
    assert kept is not None
    assert (kept.ledger.seq, kept.at) == (5, START + 9)
    vault.remember(newest(6, at=START, floor=START))
    kept = vault.newest()
    assert kept is not None
    assert (kept.ledger.seq, kept.at, kept.floor) == (6, START, START)


def test_another_process_sees_what_one_remembered(vault: Vault) -> None:
    vault.remember(newest(1))
    assert vault.newest() == newest(1)
    script = (
        "import sys; from pathlib import Path; from keylease.relay.vault import *\n"
        "from keylease.ledger.chain import NOWHERE\n"
        "place = Position(seq=9, hash=bytes(32))\n"
        f"Vault.open(Path(sys.argv[1])).remember(Newest(place, NOWHERE, {START}, {START}, 0))\n"
    )
    subprocess.run([sys.executable, "-c", script, str(vault.folder)], check=True)
    kept = vault.newest()
    assert kept is not None
    assert kept.ledger.seq == 9


def test_a_wrapped_key_opens_in_its_context_alone(vault: Vault) -> None:
    name, wrapped = vault.wrap(Secret(RELEASE), AAD, START)
    opened = Vault.open(vault.folder).unwrap(name, wrapped, AAD)
    assert opened == Secret(RELEASE)
    assert vault.unwrap(name, wrapped, b"other") is None
    assert vault.unwrap("outer-000099", wrapped, AAD) is None


def test_a_replaced_outer_key_opens_until_it_is_destroyed(vault: Vault) -> None:
    first, wrapped = vault.wrap(Secret(RELEASE), AAD, START)
    old = vault.current(START)
    other = Vault.open(vault.folder)
    assert other.unwrap(first, wrapped, AAD) == Secret(RELEASE)
    vault.change_outer(START + DAY, replacing=old)
    other.change_outer(START + DAY, replacing=old)  # too late: one change is enough
    assert [outer.number for outer in other.outers()] == [1, 2]
    assert other.wrap(Secret(RELEASE), AAD, START)[0] == "outer-000002"
    assert other.unwrap(first, wrapped, AAD) == Secret(RELEASE)
    vault.destroy_outer(old)
    assert other.unwrap(first, wrapped, AAD) is None
    assert not [p for p in vault.folder.iterdir() if p.name.startswith("outer-000001")]
    assert repr(old) == "<secret>"


def test_a_key_half_destroyed_is_destroyed_at_the_next_start(vault: Vault) -> None:
    old = vault.current(START)
    vault.change_outer(START, replacing=old)
    path = vault.folder / f"{old.name}.key"
    path.rename(path.with_suffix(".gone"))
    (vault.folder / "newest.99.new").write_bytes(b"half")
    again = Vault.open(vault.folder)
    assert [outer.number for outer in again.outers()] == [2]
    assert not list(vault.folder.glob("*.gone")) + list(vault.folder.glob("*.new"))


def test_where_no_lock_can_be_it_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(tmp_path / "lock")
    for path in (tmp_path / "none" / "lock", tmp_path / "elsewhere"):
        with pytest.raises(StorageFailed) as failed, held(path):
            raise AssertionError("it is held")
        assert failed.value.code is Code.E_STORAGE
        assert str(path) in str(failed.value)


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    inside, most = 0, 0
    guard = threading.Lock()

    def enter() -> None:
        nonlocal inside, most
        for _ in range(50):
            with held(tmp_path / "lock"):
                with guard:
                    inside += 1
                    most = max(most, inside)
                with guard:
                    inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


@pytest.mark.attack("G14")
def test_g14_changing_the_outer_key_killed_at_each_step_loses_nothing(
    new_relay: Callable[..., RelayHarness],
) -> None:
    """A week has passed: new key, all rewrapped; an hour later the old one is destroyed.

    A real process does it and is killed with SIGKILL at its first, second, third … call of the
    system, until one gets through. After each, every live release key opens.
    """
    relay = new_relay(sqlite=True)
    team = relay.team
    key = team.key()
    grants = [team.grant(key, team.ana, expires=relay.now + 60 * DAY) for _ in range(3)]
    steps = 0
    for wait in (7 * DAY, 2 * HOUR):
        relay.wait(wait)
        relay.desk.confirm_date(relay.now)
        relay.store.close()
        for _ in killed_at_each_step(lambda: sweep_anew(relay)):
            steps += 1
            relay.restart()
            assert [relay.open(team.ana, grant) for grant in grants] == ["released"] * 3
            relay.store.close()
        relay.restart()
    outers = [outer.number for outer in relay.vault.outers()]
    assert outers == [2]
    with relay.store.read() as tx:
        assert {row.kek for row in tx.releases()} == {"outer-000002"}
        assert len(tx.releases()) == 3
    assert steps > 20


def sweep_anew(relay: RelayHarness) -> None:
    """Open everything as a process does at its start, and sweep."""
    with SqliteStore.open(relay.database) as store:
        vault = Vault.open(relay.folder / "relay" / "vault")
        Desk(store, vault, lambda: relay.now).sweep()
    assert os.getpid()
