"""Which relay a member asks: the one that the team's ledger names, and no other.

A link leads to the first one. From the moment a history is known, address and pins are those that
an owner has signed last; one named before them may still be asked for what happened since, so that
nobody is stranded by a relay that is not up yet (core/PROTOCOL.md, "Over HTTPS").
"""

import time
from collections.abc import Callable
from dataclasses import replace

from msgspec import Struct

from keylease.client.courier import Courier
from keylease.client.replica import Replica
from keylease.client.settling import settle
from keylease.client.sync import Synced, Synchroniser
from keylease.client.transport import Transport
from keylease.errors import Code, KeyleaseError, Refused, Tampered, Unreachable, Usage
from keylease.model.events import RelayIdentity, RelaySet, TeamCreate
from keylease.model.state import State
from keylease.wire.events import read_event

Reach = Callable[[RelayIdentity], Transport]
"""Makes the way to a relay; nothing is sent yet."""
UNUSABLE = "An owner has named a place for the relay at which nothing can be asked from here."
TRY_AGAIN = 30.0
"""Seconds until a relay that was not reached is looked for again."""


def reach_named(reach: Reach, relay: RelayIdentity) -> Transport:
    """The way to a relay that the ledger names; what cannot be asked there is an owner's slip.

    Any text may stand in a ledger as an address, and nobody has typed this one here.
    """
    try:
        return reach(relay)
    except Usage as unusable:
        raise Refused(Code.E_MOVED, UNUSABLE) from unusable


class Way(Struct):
    """Leads a courier to the relay that the ledger names.

    `settle` keeps a new place durably. `moved` is set once it was gone to, `trouble` is why it
    could not be.
    """

    at: RelayIdentity
    reach: Reach
    settle: Callable[[RelayIdentity], None]
    moved: bool = False
    trouble: KeyleaseError | None = None
    _unreached: RelayIdentity | None = None
    _not_before: float = 0.0

    def sync(
        self, synchroniser: Synchroniser, courier: Courier, replica: Replica, state: State | None
    ) -> Synced:
        """All news, from the relay that was asked so far and from the one that it names."""
        if state is not None and self.at != state.relay and not self._was_named(replica):
            return self._go(courier, replica, state)
        try:
            synced = synchroniser.sync(state)
        except Unreachable:
            if state is None or self.at == state.relay:
                raise
            return self._go(courier, replica, state)
        if self.at == synced.state.relay:
            return synced
        named = self._was_named(replica)
        waits = synced.state.relay == self._unreached and time.monotonic() < self._not_before
        if named and waits:
            return synced
        try:
            further = self._go(courier, replica, synced.state)
        except (Unreachable, Refused, Tampered) as why:
            if not named or (isinstance(why, Tampered) and why.code is not Code.E_PIN):
                raise
            self.trouble, self._unreached = why, synced.state.relay
            self._not_before = time.monotonic() + TRY_AGAIN
            return synced
        events = synced.events + further.events
        return Synced(further.state, events, further.head, further.seen)

    def _go(self, courier: Courier, replica: Replica, state: State) -> Synced:
        """Ask the named relay from now on, once it has shown a history that goes on from ours."""
        if courier.relay != state.relay.key:
            _require_all_lines(replica, state)
        transport = reach_named(self.reach, state.relay)
        there = replace(courier, transport=transport, relay=state.relay.key)
        try:
            synced = _first_look(there, replica, state)
        except BaseException:
            transport.close()
            raise
        self.settle(state.relay)
        courier.transport.close()
        courier.transport, courier.relay = transport, state.relay.key
        self.at, self.moved, self.trouble = state.relay, True, None
        return synced

    def _was_named(self, replica: Replica) -> bool:
        """Whether an owner has ever signed that the relay is where it is asked now."""
        said = (read_event(entry.body).data for entry in replica.events())
        return any(
            isinstance(data, TeamCreate | RelaySet) and data.relay == self.at for data in said
        )


def _first_look(there: Courier, replica: Replica, state: State) -> Synced:
    """News from a relay gone to; the owner whose move it still waits for says so again."""
    try:
        return Synchroniser(there, replica).sync(state)
    except Refused as refused:
        if refused.code is not Code.E_ARRIVING:
            raise
    settle(there, replica)
    return Synchroniser(there, replica).sync(state)


def _require_all_lines(replica: Replica, state: State) -> None:
    """Refuse a relay that lacks access lines held here: to that one a person goes by its link."""
    held = replica.held()
    newest = max([held.access.seq, *(receipt.seq for receipt in held.promised)])
    if state.relays[-1].since < newest:
        raise Refused(Code.E_MOVED)
