"""The small change of `support.team`: spans of time, who somebody is, and terms a test may set."""

from dataclasses import dataclass
from typing import TypedDict

from keylease.crypto.signing import SigningKey
from keylease.model import events as e
from keylease.model.base import InviteId, MemberId, Position
from keylease.model.events import EncryptedMeta

MINUTE = 60 * 1000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
START = 1_767_225_600_000
"""2026-01-01T00:00:00Z, when every built team is founded."""
OPEN_POLICY = e.EnvironmentPolicy(
    longest=90 * DAY,
    verified_only=False,
    reason_required=False,
    second_approver=False,
    mock=False,
    agent_keeps=8 * HOUR,
)


class Changes(TypedDict, total=False):
    """Parts of an event that a test writes otherwise than the builder would; `by` signs it."""

    v: int
    team: bytes
    seq: int
    prev: bytes
    author: MemberId
    ts: int
    nonce: bytes
    seen: Position
    commitments: dict[str, bytes] | None
    meta: EncryptedMeta | None
    by: SigningKey


class PolicyTerms(TypedDict, total=False):
    """Terms of an environment's policy that differ from `OPEN_POLICY`."""

    longest: int
    verified_only: bool
    reason_required: bool
    second_approver: bool
    mock: bool
    agent_keeps: int
    rotate_every: int | None


class GrantTerms(TypedDict, total=False):
    """Terms of a grant; `fields` are the names in the event's `meta`."""

    not_before: int
    expires: int
    networks: tuple[str, ...]
    max_uses: int | None
    idle: int | None
    via: str | None
    request: str | None
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """Somebody with an identity: a person or an app, in the team or not yet."""

    name: str
    id: MemberId
    key: SigningKey
    box: bytes


@dataclass(frozen=True)
class Pass:
    """An invite as the invited person holds it."""

    id: InviteId
    key: SigningKey


@dataclass(frozen=True)
class Blob:
    """What is staged for one seal: an envelope, and a grant's release key."""

    envelope: bytes
    release: bytes | None = None
