"""The state folder: private, made once, the same for all who start together."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from keylease.errors import Code, StorageFailed
from keylease.relay.folder import StateFolder
from support.terms import START


def test_everything_in_it_is_private(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path / "state")
    folder.prepare("relay.example.org", START)
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.path.iterdir()} == {0o600}


def test_those_who_start_together_get_one_certificate_which_stays(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path / "state")

    def start(_: int) -> bytes:
        folder.prepare("relay.example.org", START)
        return folder.own_certificate() + folder.key.read_bytes()

    with ThreadPoolExecutor(8) as together:
        assert len(set(together.map(start, range(8)))) == 1
    before = start(0)
    folder.prepare("another.example.org", START)
    assert start(0) == before


@pytest.mark.parametrize("name", ["certificate.pem", "certificate.key"])
def test_what_others_may_write_is_not_used(name: str, tmp_path: Path) -> None:
    folder = StateFolder(tmp_path / "state")
    folder.prepare("relay.example.org", START)
    (folder.path / name).chmod(0o622)
    with pytest.raises(StorageFailed) as refused:
        folder.own_certificate()
    assert refused.value.code is Code.E_PERMISSIONS
