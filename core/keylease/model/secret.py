"""Bytes that must not be seen: a seed, a passphrase, a value."""

from hmac import compare_digest
from typing import NoReturn, SupportsIndex

from keylease.errors import Code, Refused


class Secret:
    """Holds bytes that no log, message or traceback shows; `reveal` is the one way to them.

    Equal in constant time, unhashable, neither copied nor pickled. Wiping is best effort:
    Python may have made copies of its own that nobody can reach.
    """

    __slots__ = ("_bytes", "_wiped")

    def __init__(self, value: bytes | bytearray) -> None:
        self._bytes = bytearray(value)
        self._wiped = False

    def reveal(self) -> bytes:
        """A copy of the bytes, for the moment of their use. E_LOCKED once they were wiped."""
        if self._wiped:
            raise Refused(Code.E_LOCKED)
        return bytes(self._bytes)

    def wipe(self) -> None:
        """Overwrite the bytes with zeros, in place."""
        self._wiped = True
        self._bytes[:] = bytes(len(self._bytes))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return compare_digest(self.reveal(), other.reveal())

    def __repr__(self) -> str:
        return "<secret>"

    def __format__(self, spec: str) -> str:
        return "<secret>"

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("a secret is neither copied nor pickled")
