"""The last step of a move: the new relay hears that the team is its own.

The owner who signed the move says so again until it was heard; nobody else can
(core/PROTOCOL.md, "Moving").
"""

from keylease.client.courier import Courier
from keylease.client.replica import Held, Replica
from keylease.errors import Code, Refused, Tampered
from keylease.ledger.chain import NOWHERE
from keylease.model.access import Append, Appended, Fetch, News
from keylease.wire.events import read_event
from keylease.wire.requests import HEAD

_NOTHING = Held(ledger=None, access=NOWHERE, pinned=None, mine=None, promised=())
"""Held against a relay that is behind by rights, so that it is not taken for one that forks."""


def settle(there: Courier, replica: Replica) -> None:
    """Send the new relay the events that it lacks; `there` asks it.

    Refused(E_ARRIVING) where they are another's to send. Without effect where it lacks none.
    """
    unknown = tuple(replica.events(after=_arrived(there)))
    if not unknown:
        return
    if any(read_event(entry.body).author != there.author for entry in unknown):
        raise Refused(Code.E_ARRIVING)
    request = there.request(Append(events=unknown), held=_NOTHING)
    if not isinstance(there.insist(request), Appended):
        raise Tampered(Code.E_FIELD, "The new relay answered something else than was asked.")


def _arrived(there: Courier) -> int:
    """The last event that the new relay has, by its own word."""
    reply = there.insist(there.request(Fetch(lines_after=0, limit=1), held=_NOTHING))
    if not isinstance(reply, News):
        raise Tampered(Code.E_FIELD, "The new relay answered something else than was asked.")
    return HEAD.read(reply.head.body).ledger.seq
