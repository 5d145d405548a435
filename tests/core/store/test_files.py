import os
import stat
from pathlib import Path

import pytest

from keylease.errors import Code, StorageFailed
from keylease.store.files import read_file, replace_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir(mode=0o700)
    return made


def test_a_file_is_replaced_whole(folder: Path) -> None:
    path = folder / "profile.json"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert read_file(path, largest=3) == b"two"
    assert [entry.name for entry in folder.iterdir()] == ["profile.json"]


@pytest.mark.attack("E12")
def test_e12_a_new_file_is_private_from_the_first_moment(folder: Path) -> None:
    before = os.umask(0)
    try:
        replace_file(folder / "identity", b"sealed")
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / "identity").stat().st_mode) == 0o600


def test_a_failed_write_leaves_the_file_before_it(folder: Path) -> None:
    (folder / "identity").mkdir()
    (folder / "identity" / "kept").touch()
    with pytest.raises(StorageFailed) as failure:
        replace_file(folder / "identity", b"sealed")
    assert failure.value.code is Code.E_STORAGE
    assert [entry.name for entry in folder.iterdir()] == ["identity"]


def test_a_folder_that_is_not_there_is_a_failure_of_the_disk(folder: Path) -> None:
    with pytest.raises(StorageFailed) as failure:
        replace_file(folder / "gone" / "identity", b"sealed")
    assert failure.value.code is Code.E_STORAGE
    with pytest.raises(StorageFailed):
        read_file(folder / "gone", largest=10)


def test_a_file_that_has_grown_too_large_is_not_read(folder: Path) -> None:
    replace_file(folder / "profile.json", b"x" * 11)
    with pytest.raises(StorageFailed) as failure:
        read_file(folder / "profile.json", largest=10)
    assert failure.value.code is Code.E_STORAGE


@pytest.mark.attack("E12")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_e12_a_file_that_others_could_have_written_is_not_read(folder: Path, mode: int) -> None:
    replace_file(folder / "profile.json", b"x")
    (folder / "profile.json").chmod(mode)
    with pytest.raises(StorageFailed) as failure:
        read_file(folder / "profile.json", largest=10)
    assert failure.value.code is Code.E_PERMISSIONS


@pytest.mark.attack("E12")
def test_e12_a_link_is_not_followed(folder: Path) -> None:
    replace_file(folder / "other", b"x")
    (folder / "profile.json").symlink_to(folder / "other")
    with pytest.raises(StorageFailed) as failure:
        read_file(folder / "profile.json", largest=10)
    assert failure.value.code is Code.E_PERMISSIONS


def test_a_link_is_replaced_and_not_written_through(folder: Path) -> None:
    replace_file(folder / "other", b"kept")
    (folder / "profile.json").symlink_to(folder / "other")
    replace_file(folder / "profile.json", b"new")
    assert read_file(folder / "other", largest=10) == b"kept"
    assert read_file(folder / "profile.json", largest=10) == b"new"
