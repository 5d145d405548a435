"""The state folder of a relay that is served: what belongs to no database and to no backup of one.

vault/              its keys and its memory of the newest (vault.py)
certificate.pem     its own certificate and key, made at the first start
certificate.key
claim               the hash of a secret by which a team may be founded here or moved here
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from keylease.crypto.certificate import make_certificate
from keylease.model.base import Time
from keylease.relay.lock import held
from keylease.store.files import read_file, replace_file
from keylease.store.permissions import check_secret, make_private_folder

LARGEST: Final = 64 * 1024


@dataclass(frozen=True)
class StateFolder:
    """The folder and the files in it; all private, or not used."""

    path: Path

    @property
    def vault(self) -> Path:
        """Where the outer keys lie."""
        return self.path / "vault"

    @property
    def certificate(self) -> Path:
        """The relay's own certificate, PEM."""
        return self.path / "certificate.pem"

    @property
    def key(self) -> Path:
        """The certificate's key, PEM."""
        return self.path / "certificate.key"

    def prepare(self, host: str, now: Time) -> None:
        """Make the folder, and a certificate for that host where there is none yet.

        Several processes that start together get the same one. Raises `StorageFailed`.
        """
        make_private_folder(self.path)
        with held(self.path / "lock"):
            if self.certificate.exists() and self.key.exists():
                return
            certificate, key = make_certificate(host, now)
            replace_file(self.key, key)
            replace_file(self.certificate, certificate)

    def own_certificate(self) -> bytes:
        """The certificate, which nobody else can have changed, nor read the key of."""
        check_secret(self.key)
        return read_file(self.certificate, largest=LARGEST)
