"""Moving the team that lives on this computer to a team server (core/PROTOCOL.md, "Moving").

Cut short anywhere, it goes on when it is begun again: what has arrived is not sent twice, and from
the owner's `relay.set` on, the new relay only has to hear of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from keylease.client.acting import Plan
from keylease.client.courier import RelayRefusal
from keylease.client.session import Session
from keylease.client.settling import settle
from keylease.client.snapshot import Snapshot
from keylease.client.transport import Transport
from keylease.errors import Code, Refused
from keylease.ledger.propose import Draft
from keylease.model.access import Refusal
from keylease.model.arrival import Load, Loaded
from keylease.model.events import AccessSeal, RelayIdentity, RelaySet
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.relay.desk import Desk
from keylease.wire.requests import LOAD_ANSWER


class Arrival(Transport, Protocol):
    """The way to a relay that a team may come to."""

    def load(self, part: Load) -> bytes:
        """The bytes of its answer to one part. Raises `Unreachable`."""
        ...


@dataclass(frozen=True)
class Move:
    """From the relay on this computer, at its `desk`, to the one that gave out `claim`.

    `told(parts)` is called after each part that has arrived.
    """

    session: Session
    desk: Desk
    there: Arrival
    relay: RelayIdentity
    claim: Secret
    told: Callable[[int], None] = lambda _: None

    def carry_out(self) -> Snapshot:
        """Bring everything there, say so in the ledger, and let the new relay know.

        Refused(E_ROLE) for whoever is no owner, Refused(E_CLAIM, E_TEAM_EXISTS) by the new relay,
        Unreachable; what was not yet said in the ledger has then changed nothing here.
        """
        now = self.session.refresh()
        if now.state.relay.key != self.relay.key:
            if now.self.role is not Role.OWNER:
                raise Refused(Code.E_ROLE, "Only an owner can move the team.")
            self.session.connection.perform(self._plan, lambda state: state.relay)
        courier = self.session.connection.courier
        there = replace(courier, transport=self.there, relay=self.relay.key)
        settle(there, self.session.connection.replica)
        return self.session.refresh()

    def _plan(self, now: Snapshot) -> Plan:
        """After a conflict it is made again, and so brings what came in between."""
        self._bring()
        moved = AccessSeal(last=self.desk.last_line())
        return Plan([Draft(RelaySet(self.relay, moved))])

    def _bring(self) -> None:
        empty = Load(claim=self.claim.reveal(), owner=self.session.me)
        there = self._load(empty)
        for number, part in enumerate(self.desk.parts(empty, there), 1):
            self._load(part)
            self.told(number)

    def _load(self, part: Load) -> Loaded:
        answer = LOAD_ANSWER.read(self.there.load(part))
        if isinstance(answer, Refusal):
            raise RelayRefusal.of(answer, self.session.connection.now())
        return answer
