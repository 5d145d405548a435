"""The drills: a laptop dies, a relay is lost, an old database is put back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from keylease import recovery
from keylease.client.backup import export
from keylease.client.kit import kit_of
from keylease.client.session import Session
from keylease.client.verification import verify_replica
from keylease.errors import Code, KeyleaseError, Refused, StorageFailed, Tampered, Usage
from keylease.ledger.rules.team import state_hash
from keylease.model.access import Purpose
from keylease.model.events import RelayIdentity
from keylease.model.roles import Role
from keylease.recovery import Restored
from keylease.reports.export import verify_export
from keylease.store.sqlite.driver import sqlite3
from keylease.wire.relay_link import read_relay_link, write_relay_link
from support.members import World, passphrase, read
from support.terms import DAY, HOUR


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Homes on disk, the relay in Ada's."""
    found = World(tmp_path)
    yield found
    found.close()


def lose(world: World, name: str) -> None:
    """That person's computer is gone, with all that was on it."""
    world.close()
    shutil.rmtree(world.home(name).path)


def restore(world: World, name: str, kit: str, *backups: Path) -> Restored:
    back = recovery.restore(world.assembly(name), kit, backups, passphrase())
    return Restored(**{**vars(back), "session": world.kept(back.session)})


def follow(world: World, name: str, link: str | None) -> Session:
    assert link is not None
    return world.kept(recovery.follow(world.assembly(name), link, passphrase()))


def test_the_founders_laptop_dies_and_everything_comes_back(world: World, tmp_path: Path) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    ci = ada.apps.create("ci", world.now + 30 * DAY)
    keys = [world.key(ada, f"key{n}") for n in range(3)]
    for key in keys:
        world.lend(ada, key, bob, lasts=5 * DAY)
        world.lend(ada, key, ci.app, lasts=5 * DAY)
    ada.keys.rotate(keys[0], world.value("sk-second"))
    before = {key: read(bob, key) for key in keys}
    ada.refresh()
    bob.refresh()
    kit = kit_of(ada, at=world.now)
    export(ada, tmp_path / "backup")
    lose(world, "Ada")

    back = restore(world, "Ada2", kit, tmp_path / "backup")
    assert (back.values, back.missing, back.resealed) == (4, (), 6)
    assert {key: read(back.session, key) for key in keys} == before
    bob = follow(world, "Bob", back.link)
    assert {key: read(bob, key) for key in keys} == before
    bob.refresh()
    assert state_hash(bob.snapshot.state) == state_hash(back.session.refresh().state)
    for session in (bob, back.session):
        verify_replica(session)
    export(back.session, tmp_path / "again")
    assert verify_export(tmp_path / "again").events == back.session.snapshot.state.head.seq + 1


def test_life_goes_on_after_a_restore(world: World, tmp_path: Path) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    kit = kit_of(ada, at=world.now, words=True)
    export(ada, tmp_path / "backup")
    lose(world, "Ada")
    ada = restore(world, "Ada2", kit, tmp_path / "backup").session
    bob = follow(world, "Bob", write_relay_link(ada.snapshot.state.relay))
    grant = world.lend(ada, key, bob)
    assert read(bob, key) == "sk-openai-1"
    ada.lending.revoke([grant])
    with pytest.raises(Refused) as refused:
        read(bob, key)
    assert refused.value.code is Code.E_REVOKED
    eve = world.bring(ada, "Eve")
    assert eve.snapshot.names.team == "Acme"
    again = world.unlock("Bob")
    assert again.refresh().state.relay == ada.snapshot.state.relay


def test_lines_lost_with_the_relay_are_said_to_be_lost(world: World, tmp_path: Path) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob, lasts=5 * DAY)
    kit = kit_of(ada, at=world.now)
    export(ada, tmp_path / "backup")
    kept = ada.snapshot.access.seq
    read(bob, key)
    bob.refresh()  # Bob holds a line that the backup does not have
    read(bob, key)  # and was promised another
    lose(world, "Ada")
    back = restore(world, "Ada2", kit, tmp_path / "backup")
    bob = follow(world, "Bob", back.link)
    assert read(bob, key) == "sk-openai-1"
    assert bob.snapshot.state.relays[-1].since == kept
    assert list(world.home("Bob").path.glob("teams/*/replica-1.db"))  # evidence, put aside
    verify_replica(bob)


def test_a_colleagues_copy_brings_back_what_the_backup_lacks(world: World, tmp_path: Path) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob", Role.ADMIN)
    kit = kit_of(ada, at=world.now)
    key = world.key(ada, "openai")
    export(ada, tmp_path / "old")
    world.lend(ada, key, bob, lasts=DAY)
    read(bob, key)
    bob.refresh()
    export(bob, tmp_path / "bobs")
    lose(world, "Ada")
    back = restore(world, "Ada2", kit, tmp_path / "old", tmp_path / "bobs")
    assert back.values == 1
    assert back.resealed == 1
    bob = follow(world, "Bob", back.link)
    assert not list(world.home("Bob").path.glob("teams/*/replica-1.db"))  # nothing was lost
    assert read(bob, key) == "sk-openai-1"


def test_a_shorter_history_is_not_followed(world: World, tmp_path: Path) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    kit = kit_of(ada, at=world.now)
    export(ada, tmp_path / "old")
    world.key(ada, "openai")
    bob.refresh()
    held = bob.connection.replica.held()
    lose(world, "Ada")
    back = restore(world, "Ada2", kit, tmp_path / "old")
    profile = next(world.home("Bob").path.glob("teams/*/profile.json"))
    before = profile.read_bytes()
    with pytest.raises(Tampered) as refused:
        follow(world, "Bob", back.link)
    assert refused.value.code in (Code.E_FORK, Code.E_ROLLBACK)
    assert profile.read_bytes() == before
    again = world.unlock("Bob")
    assert again.connection.replica.held() == held
    assert again.connection.replica.frozen() is None


def test_a_relay_that_no_owner_named_is_not_followed(world: World, tmp_path: Path) -> None:
    ada = world.found()
    world.bring(ada, "Bob")
    mallory = world.found("Mallory", "Other")
    link = write_relay_link(mallory.snapshot.state.relay)
    with pytest.raises(KeyleaseError):
        follow(world, "Bob", link)
    honest = ada.snapshot.state.relay
    lying = RelayIdentity(key=read_relay_link(link).key, address=honest.address, pins=())
    with pytest.raises(KeyleaseError):
        follow(world, "Bob", write_relay_link(lying))
    assert world.unlock("Bob").refresh().state.relay == honest


def test_a_custodian_who_is_no_owner_gets_their_values_alone(world: World, tmp_path: Path) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    mine = world.key(bob, "bobs-own")
    world.key(ada, "adas-own")
    kit = kit_of(bob, at=world.now)
    export(bob, tmp_path / "backup")
    lose(world, "Ada")
    shutil.rmtree(world.home("Bob").path)
    back = restore(world, "Bob2", kit, tmp_path / "backup")
    assert (back.link, back.values, back.resealed) == (None, 1, 0)
    session = back.session
    assert session.values.kept_bytes(session.snapshot, mine, 1)
    with pytest.raises(KeyleaseError) as refused:
        session.keys.freeze(mine)
    assert refused.value.code is Code.E_UNREACHED


def test_where_the_relay_still_is_it_is_used(world: World, tmp_path: Path) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    kit = kit_of(bob, at=world.now)
    export(bob, tmp_path / "backup")
    world.key(ada, "later")
    world.close()
    shutil.rmtree(world.home("Bob").path)
    back = restore(world, "Bob2", kit, tmp_path / "backup")
    assert back.link is None
    assert read(back.session, key) == "sk-openai-1"
    assert back.session.snapshot.key_named("later")


def test_someone_left_before_the_laptop_died(world: World, tmp_path: Path) -> None:
    """The names' key has to be renewed first: the owner's word comes after it, in one go."""
    ada = world.found()
    bob = world.bring(ada, "Bob")
    kit = kit_of(ada, at=world.now)
    bob.people.leave()
    ada.refresh()
    export(ada, tmp_path / "backup")
    lose(world, "Ada")
    back = restore(world, "Ada2", kit, tmp_path / "backup")
    state = back.session.snapshot.state
    assert (state.stale, state.epoch) == (False, 1)


def test_kits_and_backups_that_do_not_go_together_leave_nothing(
    world: World, tmp_path: Path
) -> None:
    ada = world.found()
    kit = kit_of(ada, at=world.now)
    export(ada, tmp_path / "backup")
    eve = world.found("Eve", "Other")
    export(eve, tmp_path / "other")
    stranger = "\n".join(
        line for line in kit_of(eve, at=world.now).splitlines() if "id" not in line
    )
    for code, paper, backups in (
        (Code.E_TEAM, kit, [tmp_path / "other"]),
        (Code.E_TEAM, kit, [tmp_path / "backup", tmp_path / "other"]),
        (Code.E_AUTHOR_INACTIVE, stranger, [tmp_path / "backup"]),
        (Code.E_IMPORT, kit, []),
        (Code.E_PATH, kit, [tmp_path / "nothing"]),
        (Code.E_KIT, "not a kit", [tmp_path / "backup"]),
    ):
        with pytest.raises((Usage, Refused)) as refused:
            restore(world, "New", paper, *backups)
        assert refused.value.code is code
        assert not world.home("New").path.exists() or not list(world.home("New").path.rglob("*.db"))
    with pytest.raises(Usage) as refused:
        restore(world, "Ada", kit, tmp_path / "backup")
    assert refused.value.code is Code.E_TEAM_EXISTS
    assert ada.refresh().frozen is None


# An old database is put back under a running team


def relay_folder(world: World) -> Path:
    return next((world.home("Ada").path / "relays").iterdir())


def snapshot_of(path: Path, copy: Path) -> None:
    """A consistent copy of a SQLite file, as a backup program makes it."""
    with sqlite3.connect(path) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()


def put_back(world: World, copy: Path) -> None:
    world.close()
    ledger = relay_folder(world) / "ledger.db"
    for path in ledger.parent.glob("ledger.db*"):
        path.unlink()
    shutil.copyfile(copy, ledger)
    ledger.chmod(0o600)


@pytest.mark.attack("G08")
def test_an_old_database_serves_nothing_until_what_it_lost_is_back(
    world: World, tmp_path: Path
) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob, lasts=5 * DAY)
    snapshot_of(relay_folder(world) / "ledger.db", tmp_path / "old.db")
    world.wait(HOUR)
    read(bob, key)
    other = world.key(ada, "later")
    world.lend(ada, other, bob, lasts=5 * DAY)
    ada.refresh()
    bob.refresh()
    world.wait(HOUR)
    put_back(world, tmp_path / "old.db")

    ada, bob = world.unlock("Ada"), world.unlock("Bob")
    for session in (ada, bob):
        with pytest.raises(StorageFailed) as behind:
            session.refresh()
        assert behind.value.code is Code.E_BEHIND
        assert "team bring-back" in str(behind.value)
    world.close()
    events, lines = recovery.bring_back(world.assembly("Ada"), passphrase())
    assert (events, lines) == (4, 2)
    ada, bob = world.unlock("Ada"), world.unlock("Bob")
    for session in (ada, bob):
        assert session.refresh().frozen is None
        verify_replica(session)
    ada.keys.reseal(other)  # its release key was lost with the database
    assert read(bob, key) == "sk-openai-1"
    assert read(bob, other) == "sk-later-1"


@pytest.mark.attack("G08")
def test_a_colleagues_export_helps_where_ones_own_copy_is_too_old(
    world: World, tmp_path: Path
) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob", Role.ADMIN)
    snapshot_of(relay_folder(world) / "ledger.db", tmp_path / "old.db")
    world.wait(HOUR)
    key = world.key(bob, "later")
    bob.values.open(key, Purpose.COPY)
    bob.refresh()
    export(bob, tmp_path / "bobs")
    world.wait(HOUR)
    bob.refresh()
    put_back(world, tmp_path / "old.db")
    with pytest.raises(Refused) as behind:
        recovery.bring_back(world.assembly("Ada"), passphrase())
    assert behind.value.code is Code.E_BEHIND
    done = recovery.bring_back(world.assembly("Ada"), passphrase(), [tmp_path / "bobs"])
    assert done == (3, 1)
    assert world.unlock("Ada").refresh().key_named("later")


@pytest.mark.attack("G08")
def test_a_whole_relay_put_back_is_noticed_by_everybody(world: World, tmp_path: Path) -> None:
    """With its vault the relay cannot know; every client does."""
    ada = world.found()
    bob = world.bring(ada, "Bob")
    folder = relay_folder(world)
    world.close()
    shutil.copytree(folder, tmp_path / "old")
    ada = world.unlock("Ada")
    world.key(ada, "openai")
    bob = world.unlock("Bob")
    bob.refresh()
    world.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "old", folder)
    for name in ("Ada", "Bob"):
        with pytest.raises(Tampered) as rolled:
            world.unlock(name).refresh()
        assert rolled.value.code in (Code.E_ROLLBACK, Code.E_FORK)
    world.close()
    assert recovery.bring_back(world.assembly("Ada"), passphrase()) == (3, 0)
    ada = world.unlock("Ada")
    assert ada.snapshot.frozen is not None
    after = ada.team.accept_history()
    assert after.frozen is None
    assert after.key_named("openai")
