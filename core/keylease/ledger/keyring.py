"""Public keys of a team: each used once, each fit for use (core/PROTOCOL.md, "Identity")."""

from base64 import b64encode

from immutables import Map

from keylease.crypto.identity import check_box_public, check_sign_public
from keylease.errors import Code
from keylease.ledger.moves import require
from keylease.model.base import MemberId
from keylease.model.state import State


def name_of_key(public: bytes) -> str:
    """How a public key is written in the state's document."""
    return b64encode(public).decode("ascii")


def remember_keys(used: Map[str, MemberId], owner: MemberId, *publics: bytes) -> Map[str, MemberId]:
    """The table of used keys with these added."""
    for public in publics:
        used = used.set(name_of_key(public), owner)
    return used


def require_fresh(state: State, *publics: bytes) -> None:
    """Refuse keys that were used before in this team, by anybody and in any role."""
    for public in publics:
        require(name_of_key(public) not in state.used_keys, Code.E_KEY)


def require_fit_pair(sign: bytes, box: bytes) -> None:
    """Refuse a signing and box key that are unfit (low order) or one and the same."""
    check_sign_public(sign)
    check_box_public(box)
    require(sign != box, Code.E_KEY)


def require_fresh_pair(state: State, sign: bytes, box: bytes) -> None:
    """Refuse a signing and box key that are unfit or were used before."""
    require_fit_pair(sign, box)
    require_fresh(state, sign, box)
