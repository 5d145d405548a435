import os
from pathlib import Path

import pytest

from keylease.errors import Code, StorageFailed
from keylease.store.permissions import (
    check_private,
    check_secret,
    make_private_file,
    make_private_folder,
)

pytestmark = [
    pytest.mark.attack("E12"),
    pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's"),
]


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def refusal(path: Path) -> StorageFailed:
    with pytest.raises(StorageFailed) as refused:
        check_private(path)
    return refused.value


@pytest.fixture
def lax_umask() -> object:
    before = os.umask(0)
    yield
    os.umask(before)


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """As after a backup that keeps no modes; in a folder that is closed nobody reaches it."""
    folder = tmp_path / "vault"
    make_private_folder(folder)
    make_private_file(folder / "seed")
    check_secret(folder / "seed")
    for mode in (0o640, 0o604):
        (folder / "seed").chmod(mode)
        folder.chmod(0o700)
        check_secret(folder / "seed")
        folder.chmod(0o755)
        with pytest.raises(StorageFailed) as refused:
            check_secret(folder / "seed")
        assert refused.value.code is Code.E_PERMISSIONS
        assert "Others may read" in str(refused.value)
    (folder / "seed").unlink()
    with pytest.raises(StorageFailed) as refused:
        check_secret(folder / "seed")
    assert refused.value.code is Code.E_STORAGE


@pytest.mark.usefixtures("lax_umask")
def test_made_private_whatever_the_umask(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "keylease"
    make_private_folder(folder)
    assert mode(folder) == 0o700
    assert make_private_file(folder / "file")
    assert mode(folder / "file") == 0o600
    make_private_folder(folder)
    assert not make_private_file(folder / "file")


@pytest.mark.parametrize("bits", [0o720, 0o702, 0o777])
def test_a_folder_others_may_write_is_refused(tmp_path: Path, bits: int) -> None:
    folder = tmp_path / "keylease"
    folder.mkdir()
    folder.chmod(bits)
    assert refusal(folder).code is Code.E_PERMISSIONS
    with pytest.raises(StorageFailed, match="Others may write"):
        make_private_folder(folder)
    assert mode(folder) == bits


def test_a_file_others_may_write_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    path.chmod(0o620)
    assert refusal(path).code is Code.E_PERMISSIONS
    with pytest.raises(StorageFailed):
        make_private_file(path)


def test_links_are_refused(tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "file"
    make_private_folder(folder)
    make_private_file(file)
    for target in (folder, file, tmp_path / "nowhere"):
        link = tmp_path / f"link-{target.name}"
        link.symlink_to(target)
        assert "symbolic link" in refusal(link).detail
        with pytest.raises(StorageFailed):
            make_private_file(link)
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(StorageFailed):
        make_private_folder(tmp_path / "link-folder")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give away")
def test_somebody_elses_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch(mode=0o600)
    os.chown(path, 4711, -1)
    assert "another user" in refusal(path).detail


def test_what_cannot_be_made_is_a_storage_failure(tmp_path: Path) -> None:
    (tmp_path / "file").touch(mode=0o600)
    for attempt in (
        lambda: make_private_folder(tmp_path / "file" / "folder"),
        lambda: make_private_file(tmp_path / "missing" / "file"),
        lambda: check_private(tmp_path / "missing"),
    ):
        with pytest.raises(StorageFailed) as failed:
            attempt()
        assert failed.value.code is Code.E_STORAGE
