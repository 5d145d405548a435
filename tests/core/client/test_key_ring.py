"""The second slot: what the key ring holds opens nothing alone, and no file is a key ring."""

import os
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyRing
from keyring.errors import PasswordDeleteError

from keylease.client.key_ring import (
    ALLOWED,
    SLOT,
    forget_key_ring,
    has_slot,
    identity_by_key_ring,
    keep_in_key_ring,
    key_ring_name,
)
from keylease.client.profile import TeamFolder
from keylease.client.session import Session
from keylease.crypto.identity import Identity
from keylease.errors import Code, KeyleaseError, StorageFailed, Tampered
from support.members import World, code_of


class InAFile(KeyringBackend):
    """What many packages bring along: it keeps secrets wherever it likes."""

    priority = 9.0

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError


class OfTheSystem(InAFile):
    """One that says of itself what the system's says."""


OfTheSystem.__module__ = "keyring.backends.SecretService"


@pytest.fixture
def ring() -> Iterator[OfTheSystem]:
    before = keyring.get_keyring()
    ring = OfTheSystem()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def ada(world: World) -> Session:
    return world.found()


@pytest.fixture
def folder(world: World, ada: Session) -> TeamFolder:
    (found,) = world.home("Ada").teams()
    return found


def identity(session: Session) -> Identity:
    return session.connection.identity


def test_it_opens_the_team_until_it_is_forgotten(
    world: World, ada: Session, folder: TeamFolder, ring: OfTheSystem
) -> None:
    assert key_ring_name() == "Secret Service"
    keep_in_key_ring(folder, identity(ada))
    assert world.kept(world.assembly("Ada").unlock_by_key_ring()).me == ada.me
    forget_key_ring(folder)
    assert not has_slot(folder)
    assert ring.held == {}
    assert code_of(lambda: identity_by_key_ring(folder)) is Code.E_UNLOCK
    forget_key_ring(folder)  # once more is no mistake


def test_neither_half_holds_the_seed(ada: Session, folder: TeamFolder, ring: OfTheSystem) -> None:
    keep_in_key_ring(folder, identity(ada))
    seed = identity(ada).seed().reveal()
    (held,) = ring.held.values()
    slot = (folder.path / SLOT).read_bytes()
    assert seed not in slot
    assert seed.hex() not in held
    if os.name == "posix":
        assert (folder.path / SLOT).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("other", [NoKeyRing, InAFile])
def test_only_the_systems_key_ring_is_trusted(
    ada: Session, folder: TeamFolder, ring: OfTheSystem, other: type[KeyringBackend]
) -> None:
    keyring.set_keyring(other())
    assert other.__module__ not in ALLOWED
    assert key_ring_name() == ""
    assert code_of(lambda: keep_in_key_ring(folder, identity(ada))) is Code.E_STATE
    assert not has_slot(folder)


@pytest.mark.parametrize("held", ["", "00" * 31, "zz" * 32])
def test_a_key_ring_that_holds_something_else_opens_nothing(
    ada: Session, folder: TeamFolder, ring: OfTheSystem, held: str
) -> None:
    keep_in_key_ring(folder, identity(ada))
    ring.held = dict.fromkeys(ring.held, held)
    assert code_of(lambda: identity_by_key_ring(folder)) is Code.E_UNLOCK


def test_another_key_opens_nothing_and_says_nothing_of_either(
    ada: Session, folder: TeamFolder, ring: OfTheSystem
) -> None:
    keep_in_key_ring(folder, identity(ada))
    (held,) = ring.held.values()
    ring.held = dict.fromkeys(ring.held, "00" * 32)
    with pytest.raises(KeyleaseError) as refused:
        identity_by_key_ring(folder)
    assert refused.value.code is Code.E_UNLOCK
    assert held not in str(refused.value)


@pytest.mark.attack("E11")
def test_another_members_slot_does_not_fit_the_profile(
    world: World, ada: Session, folder: TeamFolder, ring: OfTheSystem
) -> None:
    keep_in_key_ring(folder, identity(world.bring(ada, "Bob")))
    with pytest.raises(Tampered) as found:
        identity_by_key_ring(folder)
    assert found.value.code is Code.E_PROFILE


@pytest.mark.attack("E12")
def test_a_slot_that_others_may_write_is_not_read(
    ada: Session, folder: TeamFolder, ring: OfTheSystem
) -> None:
    keep_in_key_ring(folder, identity(ada))
    (folder.path / SLOT).chmod(0o666)
    with pytest.raises(StorageFailed) as found:
        identity_by_key_ring(folder)
    assert found.value.code is Code.E_PERMISSIONS
