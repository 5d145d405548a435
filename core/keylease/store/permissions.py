"""Folders and files that only their owner can change, created so from the first moment.

Used by the store and by the client's profile. On Windows a person's own folder is private by its
access list, which modes do not show; there only links are refused.
"""

import os
import stat
from pathlib import Path

from keylease.errors import Code, StorageFailed

FOLDER_MODE = 0o700
FILE_MODE = 0o600
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_private_folder(folder: Path) -> None:
    """Make the folder, 0700, unless it is there; then it must be private.

    Raises `StorageFailed(E_PERMISSIONS)` if it is a link or others may change it, and
    `StorageFailed(E_STORAGE)` if it cannot be made.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise _failed(folder, error) from error
    check_private(folder)


def make_private_file(path: Path) -> bool:
    """Make an empty file, 0600 at once and durably; False if it is there and private already.

    Raises as `make_private_folder`.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    try:
        os.close(os.open(path, flags, FILE_MODE))
        sync_folder(path.parent)
    except FileExistsError:
        check_private(path)
        return False
    except OSError as error:
        raise _failed(path, error) from error
    return True


def check_private(path: Path) -> None:
    """Refuse a link, somebody else's file or folder, and what group or others may write.

    Raises `StorageFailed(E_PERMISSIONS)`, or `StorageFailed(E_STORAGE)` if it is not there.
    """
    try:
        status = path.lstat()
    except OSError as error:
        raise _failed(path, error) from error
    if stat.S_ISLNK(status.st_mode):
        raise StorageFailed(Code.E_PERMISSIONS, f"{path} is a symbolic link.")
    if os.name != "posix":
        return
    if status.st_uid not in (os.geteuid(), 0):
        raise StorageFailed(Code.E_PERMISSIONS, f"{path} belongs to another user.")
    if status.st_mode & OTHERS_WRITE:
        raise StorageFailed(Code.E_PERMISSIONS, f"Others may write to {path}.")


def check_secret(path: Path) -> None:
    """The same of a file that holds a secret in the clear, and refuse it where others may read it:
    as it and its folder come back from a backup that keeps no modes.
    """
    check_private(path)
    try:
        modes = [one.stat().st_mode for one in (path, path.parent)]
    except OSError as error:
        raise _failed(path, error) from error
    if os.name == "posix" and all(mode & OTHERS for mode in modes):
        raise StorageFailed(Code.E_PERMISSIONS, f"Others may read {path}.")


def sync_folder(folder: Path) -> None:
    """Make names created, renamed or removed in this folder durable. Raises `OSError`."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _failed(path: Path, error: OSError) -> StorageFailed:
    return StorageFailed(Code.E_STORAGE, f"{path}: {error.strerror}.")
