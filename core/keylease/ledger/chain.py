"""How entries are chained and named by hash (core/PROTOCOL.md, "The ledger")."""

from keylease.crypto.hashing import lp, tagged_hash
from keylease.model.base import Position
from keylease.model.signed import Signed

NOTHING = bytes(32)
NOWHERE = Position(seq=0, hash=NOTHING)
"""The head of an access log that has no line yet."""


def link(entry: Signed) -> bytes:
    """Hash by which the next event names this one."""
    return tagged_hash("keylease/link/v1", lp(entry.body, *entry.sigs))


def team_id(creation: Signed) -> bytes:
    """Identity of the team that this first event founds."""
    return tagged_hash("keylease/team/v1", lp(creation.body, *creation.sigs))


def access_root(team: bytes) -> bytes:
    """c(0): the access log's chain value before its first line."""
    return tagged_hash("keylease/access/v1", lp(team))


def access_leaf(line: Signed) -> bytes:
    """What is chained of a line, so that those who may not read it can follow the chain."""
    return tagged_hash("keylease/access-line/v1", lp(line.body, line.sig))


def access_link(before: bytes, leaf: bytes) -> bytes:
    """c(n) from c(n-1) and the leaf of line n."""
    return tagged_hash("keylease/access/v1", lp(before, leaf))
