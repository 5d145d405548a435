"""Unlocking by the system's key ring: with a real one, and where there is none to be trusted."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from keylease.assembly import Assembly
from keylease.client.key_ring import (
    forget_key_ring,
    has_slot,
    identity_by_key_ring,
    keep_in_key_ring,
    key_ring_name,
)
from keylease.client.profile import Home, TeamFolder
from keylease.crypto.identity import Identity
from keylease.crypto.passphrase import Cost
from keylease.errors import Code, Refused
from keylease.model.secret import Secret

PASSPHRASE = Secret(b"a cheap one for tests")
CHEAP = Cost(1, 8)

IN_A_SESSION = """
import sys
from pathlib import Path
import keyring
from keylease.assembly import Assembly
from keylease.client.key_ring import *
from keylease.client.profile import Home
from keylease.crypto.passphrase import Cost
from keylease.errors import Refused
from keylease.model.secret import Secret

assembly = Assembly(Home(Path(sys.argv[1])), cost=Cost(1, 8))
folder = assembly.home.choose()
print("name", key_ring_name())
identity = folder.unlock(Secret(b"a cheap one for tests"), floor=Cost(1, 8))
keep_in_key_ring(folder, identity)
held = keyring.get_password("keylease", folder.path.name)
print("seed in it", identity.seed().reveal().hex() in held)
session = assembly.unlock_by_key_ring()
print("opened", session.refresh().names.team)
session.close()
forget_key_ring(folder)
print("left", keyring.get_password("keylease", folder.path.name), has_slot(folder))
try:
    assembly.unlock_by_key_ring()
except Refused as refused:
    print("then", refused.code.name)
"""


@pytest.fixture
def folder(tmp_path: Path) -> TeamFolder:
    assembly = Assembly(Home(tmp_path / "home"), cost=CHEAP)
    assembly.found("Acme AI", "Ada", PASSPHRASE).close()
    return assembly.home.choose()


def identity_of(folder: TeamFolder) -> Identity:
    return folder.unlock(PASSPHRASE, floor=CHEAP)


def test_none_is_trusted_here(folder: TeamFolder) -> None:
    assert key_ring_name() == ""
    with pytest.raises(Refused) as refused:
        keep_in_key_ring(folder, identity_of(folder))
    assert refused.value.code is Code.E_STATE
    assert not has_slot(folder)


def test_a_key_ring_that_is_a_file_is_none(
    folder: TeamFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `keyrings.alt` has them: a backend that the system does not guard."""
    import keyring.backend

    class InAFile(keyring.backend.KeyringBackend):
        priority = 9  # type: ignore[assignment]

        def get_password(self, service: str, username: str) -> str:
            raise AssertionError("it was asked")

        def set_password(self, service: str, username: str, password: str) -> None:
            raise AssertionError("it was told")

    before = keyring.get_keyring()
    keyring.set_keyring(InAFile())
    try:
        assert key_ring_name() == ""
        with pytest.raises(Refused):
            keep_in_key_ring(folder, identity_of(folder))
    finally:
        keyring.set_keyring(before)


def test_a_team_that_it_was_not_wanted_for(folder: TeamFolder) -> None:
    with pytest.raises(Refused) as refused:
        identity_by_key_ring(folder)
    assert refused.value.code is Code.E_UNLOCK


def test_forgetting_needs_no_key_ring(folder: TeamFolder) -> None:
    (folder.path / "slot").write_bytes(b"whatever")
    forget_key_ring(folder)
    assert not has_slot(folder)


@pytest.mark.skipif(
    not all(map(shutil.which, ("gnome-keyring-daemon", "dbus-run-session"))),
    reason="gnome-keyring is not installed",
)
def test_with_gnome_keyring(folder: TeamFolder, own_home: Path, tmp_path: Path) -> None:
    script = tmp_path / "in_a_session.py"
    script.write_text(IN_A_SESSION)
    begin = (
        "echo -n pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
        f"exec {sys.executable} {script} {folder.path.parents[1]}"
    )
    environ = {name: text for name, text in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"}
    done = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", begin],
        env=environ,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "name Secret Service",
        "seed in it False",
        "opened Acme AI",
        "left None False",
        "then E_UNLOCK",
    ], done.stderr
