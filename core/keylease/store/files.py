"""Small private files, replaced whole or not at all, and durable when the call returns."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from keylease.errors import Code, StorageFailed
from keylease.store.permissions import FILE_MODE, check_private, sync_folder


def replace_file(path: Path, data: bytes) -> None:
    """Put a file, 0600, in the place of the one of that name: first written whole beside it.

    Raises `StorageFailed(E_STORAGE)`; then the file before it is untouched.
    """
    beside = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        _write_new(beside, data)
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):  # on a disk that fails for good it stays, as private as the other
            beside.unlink()
        raise StorageFailed(Code.E_STORAGE, f"{path}: {error.strerror}.") from error


def read_file(path: Path, *, largest: int) -> bytes:
    """A private file's content.

    Raises `StorageFailed(E_PERMISSIONS)` if others could have written it or it is a link, and
    `StorageFailed(E_STORAGE)` if it cannot be read or has more than `largest` bytes.
    """
    check_private(path)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise StorageFailed(Code.E_STORAGE, f"{path}: {error.strerror}.") from error
    if len(data) > largest:
        raise StorageFailed(Code.E_STORAGE, f"{path} is larger than such a file can be.")
    return data


def _write_new(path: Path, data: bytes) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, FILE_MODE)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)
