"""The metadata keys a member can reach, and what they open (PROTOCOL.md, "Metadata")."""

from collections.abc import Callable, Iterable, Mapping
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
from keylease.model import events as e
from keylease.model.events import EncryptedMeta, Event, type_of
from keylease.model.signed import Signed
from keylease.model.state import KeptEpoch, State
from keylease.wire.events import read_event
from keylease.wire.meta import MetaField, build_meta, read_fields


@dataclass(frozen=True)
class Keychain:
    """Metadata keys by epoch; empty for apps, guests and those not yet admitted.

    `whole` is the newest epoch from whose key all the way back to the first one can be gone.
    """

    team: bytes
    keys: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    whole: int | None = None

    @property
    def current(self) -> int | None:
        """Newest epoch whose key is known."""
        return max(self.keys, default=None)

    def has(self, epoch: int) -> bool:
        """Whether that epoch's key is known."""
        return epoch in self.keys

    @property
    def newest(self) -> bytes | None:
        """The key that a new epoch hands on: the newest that reaches back to the first."""
        epoch = self.current if self.whole is None else self.whole
        return None if epoch is None else self.keys[epoch]

    def read(self, event: Event) -> dict[str, str]:
        """Fields of an event's `meta`, checked against their commitments.

        Empty where there is none or its key is not ours. Raises Tampered(E_COMMIT) where what
        was signed and what was encrypted differ.
        """
        return {field: kept.value for field, kept in self.fields(event).items()}

    def fields(self, event: Event) -> dict[str, MetaField]:
        """As `read`, with the salts by which single fields are disclosed."""
        if event.meta is None or not self.has(event.meta.epoch):
            return {}
        aad = meta_aad(event.team, type_of(event.data), event.author, event.nonce, event.meta.epoch)
        plain = decrypt_meta(self.keys[event.meta.epoch], event.meta.box, aad)
        return read_fields(plain, event.commitments or {})

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
            text = "Without the team's key for names, as guests are, nobody adds names or reasons."
            raise Refused(Code.E_ROLE, text)
        plain, commitments = build_meta(fields, random)
        box = encrypt_meta(self.keys[epoch], plain, meta_aad(*aad_parts, epoch))
        return EncryptedMeta(epoch=epoch, box=box), commitments

    def with_key(self, epoch: int, key: bytes) -> "Keychain":
        """This keychain and one more key."""
        return Keychain(self.team, {**self.keys, epoch: key}, epoch)


def _none() -> Iterable[KeptEpoch]:
    return ()


def keychain_of(
    state: State, identity: Identity, earlier: Callable[[], Iterable[KeptEpoch]] = _none
) -> Keychain:
    """All metadata keys a member can reach.

    Each is checked against the commitment in the ledger; one that is another than was announced
    is as good as none, and costs the names of that epoch and nothing else. `earlier` are the
    boxes of before (`sealed_to`), looked at only where the newest does not lead to all.
    """
    member = state.members.get(identity.member_id)
    if member is None or member.metadata is None:
        return Keychain(state.team)
    keys: dict[int, bytes] = {}
    whole = _reach(state, identity, keys, member.metadata)
    if len(keys) <= member.metadata.epoch:
        others = [_reach(state, identity, keys, kept) for kept in earlier()]
        whole = max((epoch for epoch in [whole, *others] if epoch is not None), default=None)
    return Keychain(state.team, keys, whole)


def _reach(state: State, identity: Identity, keys: dict[int, bytes], kept: KeptEpoch) -> int | None:
    """Add the keys to which a box leads; its epoch, if they reach back to the first."""
    try:
        key = identity.open_sealed(kept.box)
        epoch = epoch_of(state, key, [kept.epoch])
        keys[epoch] = key
        while epoch > 0:
            wrapped = state.epochs[epoch].previous
            assert wrapped is not None
            key = unwrap_previous(key, wrapped, epoch_aad(state.team, epoch))
            epoch = epoch_of(state, key, range(epoch - 1, -1, -1))
            keys[epoch] = key
    except Tampered:
        return None  # a leader sealed or wrapped something else than they announced
    return kept.epoch


def epoch_of(state: State, key: bytes, among: Iterable[int]) -> int:
    """Which of these epochs a key was announced for; Tampered(E_COMMIT) if none."""
    for epoch in among:
        # Epoch 0's commitment is made before the team has its id.
        team = state.team if epoch else b""
        known = epoch < len(state.epochs)
        if known and epoch_commitment(team, epoch, key) == state.epochs[epoch].commitment:
            return epoch
    raise Tampered(Code.E_COMMIT, "The metadata key is not the one that was announced.")


def sealed_to(entries: Iterable[Signed], me: str) -> list[KeptEpoch]:
    """Every box with a metadata key that a ledger ever had for a member, the newest first."""
    found = [kept for entry in entries for kept in _boxes(read_event(entry.body), me)]
    return found[::-1]


def _boxes(event: Event, me: str) -> Iterable[KeptEpoch]:
    match event.data:
        case e.TeamCreate(epoch_seal=box) if event.author == me:
            return [KeptEpoch(0, box)]
        case e.MemberAdmit() | e.MemberRole() | e.MemberResume() as data:
            mine = data.seal if data.member == me else None
            return [] if mine is None else [KeptEpoch(data.epoch, mine)]
        case e.EpochSeal() as data:
            return [KeptEpoch(data.epoch, seal.box) for seal in data.seals if seal.to == me]
        case _:
            return []


def epoch_aad(team: bytes, epoch: int) -> bytes:
    """Associated data under which epoch `epoch` wraps the key of the one before."""
    return meta_aad(team, "epoch.rotate", "", b"", epoch)
