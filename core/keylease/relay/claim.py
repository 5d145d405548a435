"""The one-time secret with which a team may come to an empty relay (core/PROTOCOL.md, "Moving").

Whoever starts the relay reads it in its link. The folder keeps only its hash, so that several
processes agree on it; a new start makes a new one, and a relay that serves a team wants none.
"""

import hmac
from pathlib import Path
from secrets import token_bytes
from typing import Final

from keylease.crypto.hashing import tagged_hash
from keylease.errors import Code, Refused
from keylease.model.arrival import CLAIM_BYTES
from keylease.store.files import read_file, replace_file
from keylease.store.permissions import make_private_folder

_FILE: Final = "claim"
_LARGEST: Final = 64


class Claim:
    """The claim of the relay whose state lies in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def renew(self) -> bytes:
        """A new secret, to be shown once; the one before is worth nothing from now on."""
        make_private_folder(self._path.parent)
        secret = token_bytes(CLAIM_BYTES)
        replace_file(self._path, _digest(secret))
        return secret

    def require(self, secret: bytes) -> None:
        """E_CLAIM unless this is the newest claim. Raises StorageFailed."""
        if not self._path.exists():
            raise Refused(Code.E_CLAIM)
        kept = read_file(self._path, largest=_LARGEST)
        if not hmac.compare_digest(kept, _digest(secret)):
            raise Refused(Code.E_CLAIM)


def _digest(secret: bytes) -> bytes:
    return tagged_hash("keylease/relay-claim/v1", secret)
