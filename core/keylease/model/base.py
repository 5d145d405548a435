"""The shape every value on the wire shares, and the constrained scalars it is made of.

Values are msgspec Structs: frozen, typed, and encoded in declared field order. An optional
field is absent when it is not set, never `null`, so that each value has exactly one encoding
(PROTOCOL.md, "Bytes"). Every string in clear is ASCII, so Unicode normal forms cannot differ.
"""

from typing import Annotated, dataclass_transform

from msgspec import Meta, Struct, field

# Patterns end in \Z: `$` would let a line feed pass after the last character.
BASE32 = "[a-z2-7]{26}"
LARGEST_INTEGER = 2**53 - 1
LATEST_SHOWN = 253_370_764_800_000
"""The year 9999: a later time, which any colleague may write, is shown as this one."""


def _id(prefix: str) -> Meta:
    return Meta(pattern=rf"^{prefix}_{BASE32}\Z")


MemberId = Annotated[str, _id("mem")]
KeyId = Annotated[str, _id("key")]
GrantId = Annotated[str, _id("grt")]
EnvironmentId = Annotated[str, _id("env")]
InviteId = Annotated[str, _id("inv")]
RequestId = Annotated[str, _id("req")]
ReviewId = Annotated[str, _id("rev")]
IncidentId = Annotated[str, _id("inc")]
ListId = Annotated[str, _id("lst")]
AuthorId = Annotated[str, Meta(pattern=rf"^(mem|inv)_{BASE32}\Z")]

Hash = Annotated[bytes, Meta(min_length=32, max_length=32)]
PublicKey = Annotated[bytes, Meta(min_length=32, max_length=32)]
Signature = Annotated[bytes, Meta(min_length=64, max_length=64)]
Nonce = Annotated[bytes, Meta(min_length=16, max_length=16)]
TeamId = Annotated[bytes, Meta(min_length=32, max_length=32)]
NoTeamYet = Annotated[bytes, Meta(max_length=32)]

Count = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]
Positive = Annotated[int, Meta(ge=1, le=LARGEST_INTEGER)]
Time = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]
"""Milliseconds since 1970, UTC."""
Span = Annotated[int, Meta(ge=1, le=LARGEST_INTEGER)]
"""Milliseconds, more than none."""
Version = Annotated[int, Meta(ge=1, le=1_000_000)]
Network = Annotated[str, Meta(pattern=r"^[0-9a-fA-F.:]{2,39}/[0-9]{1,3}\Z")]
"""An address range in CIDR form."""
FieldName = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,31}(:[0-9]{1,3})?\Z")]
"""Name of a `meta` field; `:n` points at the n-th element of a list in `data`."""


# msgspec hands `frozen` down to subclasses; type checkers do so only when they are told.
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Base of everything that is encoded: frozen, closed, one encoding."""


class Position(Value):
    """A place in a hash chain: an entry's number and hash.

    Events are numbered from 0, access-log lines from 1 (0 and zeros: no line yet).
    """

    seq: Count
    hash: Hash


def new_id(prefix: str, random: bytes) -> str:
    """An identifier from 128 random bits, as `key_` and 26 base32 characters.

    Source of the bits is the caller's (`secrets.token_bytes(16)` in the session), so that
    tests and the demo team can be deterministic.
    """
    number = int.from_bytes(random[:16], "big") << 2
    digits = "abcdefghijklmnopqrstuvwxyz234567"
    return f"{prefix}_" + "".join(digits[(number >> shift) & 31] for shift in range(125, -1, -5))
