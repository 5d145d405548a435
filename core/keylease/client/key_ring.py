"""Unlocking by the system's key ring: a second slot for the seed, its key kept by the system.

The slot lies beside the identity file; the key ring holds 32 random bytes that open it, and never
the seed itself (PROTOCOL.md, "Identity"). Only key rings that the system guards are used: a
backend that keeps secrets in a file of its own is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from keylease.client.profile import TeamFolder
from keylease.crypto.identity import Identity
from keylease.crypto.passphrase import new_slot_key, open_slot, seal_slot
from keylease.errors import Code, Refused, StorageFailed
from keylease.model.secret import Secret
from keylease.store.files import read_file, replace_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

SERVICE = "keylease"
SLOT = "slot"
LARGEST_SLOT = 1024
_SLOT_KEY = re.compile(r"[0-9a-f]{64}")
ALLOWED = {
    "keyring.backends.SecretService": "Secret Service",
    "keyring.backends.libsecret": "Secret Service",
    "keyring.backends.kwallet": "KWallet",
    "keyring.backends.macOS": "Keychain",
    "keyring.backends.Windows": "Windows Credential Manager",
}
"""Backends that the system guards, and what people call them."""


def key_ring_name() -> str:
    """What the key ring in use here is called; "" where there is none that is trusted.

    Importing `keyring` takes a tenth of a second, and asking it may wait for the system: call it
    off the window's thread.
    """
    ring = _trusted()
    return "" if ring is None else ALLOWED[type(ring).__module__]


def _trusted() -> KeyringBackend | None:
    """The key ring that is asked here, if the system guards it."""
    import keyring  # slow, and most calls never need it

    try:
        ring = keyring.get_keyring()
        # a chain of several asks the best of them first, and the others too: they are not wanted
        ring = next(iter(getattr(ring, "backends", ())), ring)
    except (keyring.errors.KeyringError, RuntimeError):
        return None
    return ring if type(ring).__module__ in ALLOWED else None


def has_slot(folder: TeamFolder) -> bool:
    """Whether this team can be unlocked by the key ring."""
    return (folder.path / SLOT).exists()


def keep_in_key_ring(folder: TeamFolder, identity: Identity) -> None:
    """Let the system's key ring open this team from now on.

    Refused(E_STATE) where there is no trusted key ring or it says no; nothing is left then.
    """
    slot_key = new_slot_key()
    _told(lambda ring: ring.set_password(SERVICE, folder.path.name, slot_key.reveal().hex()))
    seed = identity.seed()
    try:
        replace_file(folder.path / SLOT, seal_slot(seed, slot_key))
    finally:
        seed.wipe()
        slot_key.wipe()


def identity_by_key_ring(folder: TeamFolder) -> Identity:
    """The identity, by the key that the key ring holds; its profile is found genuine.

    Refused(E_UNLOCK) where the key ring is locked, says no, or has another key.
    """
    if not has_slot(folder):
        raise Refused(Code.E_UNLOCK, "The key ring does not open this team.")
    held = _told(lambda ring: ring.get_password(SERVICE, folder.path.name), Code.E_UNLOCK)
    if not isinstance(held, str) or not _SLOT_KEY.fullmatch(held):
        raise Refused(Code.E_UNLOCK, "The key ring holds nothing for this team.")
    slot_key = Secret(bytes.fromhex(held))
    seed = open_slot(read_file(folder.path / SLOT, largest=LARGEST_SLOT), slot_key)
    slot_key.wipe()
    identity = Identity.from_seed(seed)
    seed.wipe()
    folder.require_genuine(identity)
    return identity


def forget_key_ring(folder: TeamFolder) -> None:
    """Let only the passphrase open this team again. The slot goes first: without it the key that
    the key ring holds opens nothing.
    """
    try:
        (folder.path / SLOT).unlink(missing_ok=True)
    except OSError as error:
        raise StorageFailed(Code.E_STORAGE, f"{folder.path / SLOT}: {error.strerror}.") from error
    if _trusted() is not None:
        _told(lambda ring: ring.delete_password(SERVICE, folder.path.name), quietly=True)


def _told(
    ask: Callable[[KeyringBackend], object], code: Code = Code.E_STATE, *, quietly: bool = False
) -> object:
    """What the trusted key ring answers; Refused with `code` where it does not."""
    ring = _trusted()
    if ring is None:
        raise Refused(code, "There is no key ring here that the system guards.")
    from keyring.errors import KeyringError

    try:
        return ask(ring)
    except (KeyringError, OSError):
        if quietly:
            return None
        name = ALLOWED[type(ring).__module__]
        raise Refused(code, f"{name} did not answer; it may be locked.") from None
