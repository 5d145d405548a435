"""The folded state and the names, saved sealed beside the replica so that reopening is quick.

It is a cache: sealed under a key derived from the identity, so that nobody else can have
written it, and thrown away when it does not fit the ledger held.
"""

import msgspec
from immutables import Map

from keylease.client.names import KeyFacts, Names
from keylease.client.replica import Replica
from keylease.crypto.hashing import lp
from keylease.crypto.identity import Identity
from keylease.crypto.metadata import decrypt_meta, encrypt_meta
from keylease.errors import KeyleaseError
from keylease.model.base import Value
from keylease.model.state import State
from keylease.wire.state import read_state, write_state

FORMAT = b"keylease/snapshot/v3"
PURPOSE = "keylease/snap/v1"


class _SavedNames(Value):
    team: str
    by_id: dict[str, str]
    keys: dict[str, KeyFacts]
    invite_keys: dict[str, str]
    rules: str


class _Saved(Value):
    state: bytes
    names: _SavedNames


# Not JSON, in which the document would stand as base64, to be read and compared once more.
_DECODER = msgspec.msgpack.Decoder(_Saved)


def save(replica: Replica, identity: Identity, state: State, names: Names) -> None:
    """Keep state and names for the next start."""
    saved = _Saved(
        state=write_state(state),
        names=_SavedNames(
            team=names.team,
            by_id=dict(names.by_id),
            keys=dict(names.keys),
            invite_keys=dict(names.invite_keys),
            rules=names.rules,
        ),
    )
    sealed = encrypt_meta(
        identity.local_key(PURPOSE), msgspec.msgpack.encode(saved), lp(FORMAT, state.team)
    )
    replica.keep_blob("snapshot", sealed)


def load(replica: Replica, identity: Identity, team: bytes) -> tuple[State, Names] | None:
    """What was kept, or None where there is nothing or it cannot be trusted."""
    sealed = replica.blob("snapshot")
    if sealed is None:
        return None
    try:
        plain = decrypt_meta(identity.local_key(PURPOSE), sealed, lp(FORMAT, team))
        saved = _DECODER.decode(plain)
        state = read_state(saved.state, own=True)
    except (KeyleaseError, msgspec.MsgspecError):
        replica.keep_blob("snapshot", None)
        return None
    kept = saved.names
    names = Names(
        team=kept.team,
        by_id=Map(kept.by_id),
        keys=Map(kept.keys),
        invite_keys=Map(kept.invite_keys),
        rules=kept.rules,
    )
    return state, names
