"""What is said while a team comes to a relay from another one (core/PROTOCOL.md, "Moving").

None of it is signed: whoever runs the new relay gave out its claim, and everything that is taken
over carries its own signatures or is of no use to anybody but its recipient.
"""

from typing import Annotated

from msgspec import Meta

from keylease.model.access import Line, Refusal, Reply, StageItem
from keylease.model.base import MemberId, Position, Value
from keylease.model.signed import Signed

CLAIM_BYTES = 16


class Load(Value):
    """A part of a team on its way: events and lines behind what the relay has, and envelopes.

    `claim` is the one-time secret of the relay's own link. `envelopes` are of custody; `staged`
    are those of live grants with their release keys, kept for `owner` until their `relay.set`.
    A load with nothing in it asks how far the relay is.
    """

    claim: Annotated[bytes, Meta(min_length=CLAIM_BYTES, max_length=CLAIM_BYTES)]
    events: tuple[Signed, ...] = ()
    lines: tuple[Line, ...] = ()
    envelopes: tuple[bytes, ...] = ()
    staged: tuple[StageItem, ...] = ()
    owner: MemberId | None = None

    def __repr__(self) -> str:
        """Never the claim or a release key."""
        return "<secret>"


class Loaded(Reply, tag="loaded"):
    """How far ledger and access log of the arriving team reach here; absent while there is none."""

    access: Position
    ledger: Position | None = None


AnyAnswer = Loaded | Refusal
"""What a relay says to a load."""
