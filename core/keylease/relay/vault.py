"""The folder outside the database and its backups: what makes shredding final.

    relay.seed     the relay's signing seed
    outer-N.key    the keys that wrap the release keys, N counting up; the highest is in use
    newest         newest ledger and access head, and the time, written before anything is shredded
    lock           held while any of these changes

All files are 0600, and replaced whole: written beside, synced, renamed, the folder synced. Several
relay processes share the folder (core/PROTOCOL.md, "Values and envelopes").
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_bytes
from typing import Final, Self, TypeVar

import msgspec
from msgspec import Struct

from keylease.crypto.envelope import unwrap_key, wrap_key
from keylease.crypto.signing import SEED_SIZE, SignatureType, SigningKey
from keylease.errors import Code, StorageFailed, Tampered
from keylease.model.base import Position, Time
from keylease.model.secret import Secret
from keylease.model.signed import Signed
from keylease.relay.lock import held
from keylease.store.permissions import check_secret, make_private_folder, sync_folder

KEY_SIZE: Final = 32
SEED: Final = "relay.seed"
NEWEST: Final = "newest"
LOCK: Final = "lock"
GONE: Final = ".gone"
_WRITABLE: Final = os.O_CREAT | os.O_WRONLY | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)


class Newest(Struct, frozen=True):
    """What the relay last put down as true, beside its keys.

    `at` is the time then; heads may have been signed with times up to `until` since. Times are
    of the clock that began at `floor` (`relay.set`).
    """

    ledger: Position
    access: Position
    at: Time
    until: Time
    floor: Time


class OuterKey(Struct, frozen=True):
    """A key that wraps release keys: its number, when it came into use, and the key."""

    number: int
    created: Time
    key: bytes

    def __repr__(self) -> str:
        return "<secret>"

    @property
    def name(self) -> str:
        """How rows in the store call it."""
        return f"outer-{self.number:06d}"


T = TypeVar("T")
_NEWEST = msgspec.json.Decoder(Newest)
_OUTER = msgspec.json.Decoder(OuterKey)


class Vault:
    """The relay's own keys and its memory of the newest. Make it with `open`."""

    def __init__(self, folder: Path, signing: SigningKey) -> None:
        self.folder = folder
        self._signing = signing
        self._lock = threading.Lock()
        self._outer: dict[str, OuterKey] = {}
        self._newest: tuple[tuple[int, int, int], Newest] | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the folder, or make it, with a new signing seed, where there is none.

        Raises `StorageFailed`: E_PERMISSIONS where others may change it, E_STORAGE, E_DAMAGED.
        """
        make_private_folder(folder)
        with _storage(folder), held(folder / LOCK):
            if not (folder / SEED).exists():
                _write(folder / SEED, token_bytes(SEED_SIZE))
            _finish_destroying(folder)
        seed = _read(folder / SEED)
        if len(seed) != SEED_SIZE:
            raise StorageFailed(Code.E_DAMAGED, f"{folder / SEED} is damaged.")
        return cls(folder, SigningKey(seed))

    # Signing

    @property
    def public(self) -> bytes:
        """The key under which this relay's heads and lines verify."""
        return self._signing.public

    def sign(self, kind: SignatureType, body: bytes) -> Signed:
        """What the relay says, signed."""
        return Signed(body=body, sigs=(self._signing.sign(kind, body),))

    # The newest heads

    def newest(self) -> Newest | None:
        """What was put down last, by whichever process; None before anything was."""
        path = self.folder / NEWEST
        try:
            status = path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _failed(path, error) from error
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        known = self._newest
        if known is None or known[0] != stamp:
            known = (stamp, _decoded(_NEWEST, path))
            self._newest = known
        return known[1]

    def remember(self, newest: Newest) -> None:
        """Put down heads and time durably; none ever goes back, but the time under a new floor."""
        with self._exclusive():
            path = self.folder / NEWEST
            kept = _decoded(_NEWEST, path) if path.exists() else None
            merged = newest if kept is None else _later(kept, newest)
            if merged != kept:
                _write(self.folder / NEWEST, msgspec.json.encode(merged))

    # The keys above the release keys

    def wrap(
        self, key: Secret, aad: bytes, now: Time, *, outer: OuterKey | None = None
    ) -> tuple[str, bytes]:
        """A release key under the outer key in use, and that key's name.

        To be called inside a writing transaction of the store, so that a change of the outer
        key comes wholly before or wholly after. Who wraps many there names `outer` themself.
        """
        outer = outer or self.current(now)
        return outer.name, wrap_key(outer.key, key.reveal(), aad)

    def unwrap(
        self, name: str, wrapped: bytes, aad: bytes, *, outer: OuterKey | None = None
    ) -> Secret | None:
        """The release key, or None where the outer key is destroyed or wrapped another.

        Who unwraps many in one writing transaction names `outer` themself, as for `wrap`.
        """
        outer = outer or self._find(name)
        if outer is None:
            return None
        try:
            return Secret(unwrap_key(outer.key, wrapped, aad))
        except Tampered:
            return None

    def holds(self, name: str) -> bool:
        """Whether the outer key of this name is still there."""
        return self._find(name) is not None

    def current(self, now: Time) -> OuterKey:
        """The outer key in use; the first is made when it is first wanted."""
        names = self._names()
        if not names:
            self.change_outer(now, replacing=None)
            names = self._names()
        outer = self._find(names[-1])
        if outer is None:
            raise StorageFailed(Code.E_DAMAGED, f"{self.folder / names[-1]}.key is damaged.")
        return outer

    def outers(self) -> list[OuterKey]:
        """All outer keys that are there, the one in use last."""
        found = (self._find(name) for name in self._names())
        return [outer for outer in found if outer is not None]

    def change_outer(self, now: Time, *, replacing: OuterKey | None) -> None:
        """Put a new outer key in use after `replacing`, unless somebody else just did."""
        with self._exclusive():
            names = self._names()
            if names and (replacing is None or names[-1] != replacing.name):
                return
            number = int(names[-1].removeprefix("outer-")) + 1 if names else 1
            outer = OuterKey(number=number, created=now, key=token_bytes(KEY_SIZE))
            _write(self.folder / f"{outer.name}.key", msgspec.json.encode(outer))

    def destroy_outer(self, outer: OuterKey) -> None:
        """Overwrite and forget an outer key that is in use no more.

        The caller has made durable that nothing worth keeping is under it.
        """
        path = self.folder / f"{outer.name}.key"
        with self._exclusive():
            with suppress(FileNotFoundError):
                path.rename(path.with_suffix(GONE))
            sync_folder(self.folder)
            _finish_destroying(self.folder)
        with self._lock:
            self._outer.pop(outer.name, None)

    def _names(self) -> list[str]:
        with _storage(self.folder):
            return sorted(path.stem for path in self.folder.glob("outer-*.key"))

    def _find(self, name: str) -> OuterKey | None:
        """From memory only while the file is there: another process may have destroyed it."""
        path = self.folder / f"{name}.key"
        if not path.exists():
            with self._lock:
                self._outer.pop(name, None)
            return None
        with self._lock:
            known = self._outer.get(name)
        if known is None:
            known = _decoded(_OUTER, path)
            with self._lock:
                self._outer[name] = known
        return known

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        with _storage(self.folder), held(self.folder / LOCK):
            yield


def _later(kept: Newest, new: Newest) -> Newest:
    moved = new.floor != kept.floor
    return Newest(
        ledger=max(kept.ledger, new.ledger, key=lambda position: position.seq),
        access=max(kept.access, new.access, key=lambda position: position.seq),
        at=new.at if moved else max(kept.at, new.at),
        until=new.until if moved else max(kept.until, new.until),
        floor=new.floor,
    )


def _write(path: Path, content: bytes) -> None:
    """Replace a file whole: whoever looks, whenever the power fails, sees the old or the new."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(beside, _WRITABLE, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    beside.replace(path)
    sync_folder(path.parent)


def _finish_destroying(folder: Path) -> None:
    """Overwrite what is marked to go, then remove it; also what a killed process left half done."""
    doomed = [*folder.glob(f"*{GONE}"), *folder.glob("*.new")]
    for path in doomed:
        size = path.stat().st_size
        handle = os.open(path, os.O_WRONLY)
        try:
            os.write(handle, bytes(size))
            os.fsync(handle)
        finally:
            os.close(handle)
        path.unlink()
    if doomed:
        sync_folder(folder)


def _read(path: Path) -> bytes:
    check_secret(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _failed(path, error) from error


def _decoded(decoder: "msgspec.json.Decoder[T]", path: Path) -> T:
    try:
        return decoder.decode(_read(path))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        # not chained: the text of a decoder's complaint could hold a part of a key
        raise StorageFailed(Code.E_DAMAGED, f"{path} is damaged.") from None


@contextmanager
def _storage(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _failed(folder, error) from error


def _failed(path: Path, error: OSError) -> StorageFailed:
    return StorageFailed(Code.E_STORAGE, f"{path}: {error.strerror}.")
