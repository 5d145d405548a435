"""The metadata keys a member can reach, and what they open (PROTOCOL.md, "Metadata epochs")."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keylease.client.transport import Random
from keylease.crypto.identity import Identity
from keylease.crypto.metadata import (
    decrypt_meta,
    encrypt_meta,
    epoch_commitment,
    meta_aad,
    unwrap_previous,
)
from keylease.errors import Code, Refused, Tampered
from keylease.model.events import EncryptedMeta, Event, type_of
from keylease.model.state import State
from keylease.wire.meta import build_meta, read_meta


@dataclass(frozen=True)
class Keychain:
    """Metadata keys by epoch; empty for apps, guests and those not yet admitted."""

    team: bytes
    keys: Mapping[int, bytes] = field(default_factory=dict, repr=False)

    @property
    def current(self) -> int | None:
        """Newest epoch whose key is known."""
        return max(self.keys, default=None)

    def has(self, epoch: int) -> bool:
        """Whether that epoch's key is known."""
        return epoch in self.keys

    def read(self, event: Event) -> dict[str, str]:
        """Fields of an event's `meta`, checked against their commitments.

        Empty where there is none or its key is not ours. Raises Tampered(E_COMMIT) where what
        was signed and what was encrypted differ.
        """
        if event.meta is None or not self.has(event.meta.epoch):
            return {}
        aad = meta_aad(event.team, type_of(event.data), event.author, event.nonce, event.meta.epoch)
        plain = decrypt_meta(self.keys[event.meta.epoch], event.meta.box, aad)
        return read_meta(plain, event.commitments or {})

    def write(
        self,
        epoch: int,
        aad_parts: tuple[bytes, str, str, bytes],
        fields: dict[str, str],
        random: Random,
    ) -> tuple[EncryptedMeta, dict[str, bytes]]:
        """Encrypted fields and their commitments; `aad_parts` are team, type, author, nonce.

        Refused(E_ROLE) for who holds no metadata key.
        """
        if not self.has(epoch):
            raise Refused(Code.E_ROLE, "Guests cannot add names, reasons or notes.")
        plain, commitments = build_meta(fields, random)
        box = encrypt_meta(self.keys[epoch], plain, meta_aad(*aad_parts, epoch))
        return EncryptedMeta(epoch=epoch, box=box), commitments

    def with_key(self, epoch: int, key: bytes) -> "Keychain":
        """This keychain and one more key."""
        return Keychain(self.team, {**self.keys, epoch: key})


def keychain_of(state: State, identity: Identity) -> Keychain:
    """All metadata keys a member can reach from the one sealed to them.

    Each is checked against the commitment in the ledger; Tampered(E_COMMIT) names an admin
    who sealed something else.
    """
    member = state.members.get(identity.member_id)
    if member is None or member.metadata is None:
        return Keychain(state.team)
    epoch = member.metadata.epoch
    key = identity.open_sealed(member.metadata.box)
    keys = {epoch: _checked(state, epoch, key)}
    while epoch > 0:
        wrapped = state.epochs[epoch].previous
        assert wrapped is not None
        key = unwrap_previous(key, wrapped, epoch_aad(state.team, epoch))
        epoch -= 1
        keys[epoch] = _checked(state, epoch, key)
    return Keychain(state.team, keys)


def epoch_aad(team: bytes, epoch: int) -> bytes:
    """Associated data under which epoch `epoch` wraps the key of the one before."""
    return meta_aad(team, "epoch.rotate", "", b"", epoch)


def _checked(state: State, epoch: int, key: bytes) -> bytes:
    # Epoch 0's commitment is made before the team has its id.
    team = state.team if epoch else b""
    if epoch_commitment(team, epoch, key) != state.epochs[epoch].commitment:
        raise Tampered(Code.E_COMMIT, "The metadata key is not the one that was announced.")
    return key
