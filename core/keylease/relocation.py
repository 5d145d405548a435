"""Moving the team that lives on this computer to a team server (core/PROTOCOL.md, "Moving").

Cut short anywhere, it goes on when it is begun again: what has arrived is not sent twice, and from
the owner's `relay.set` on, the new relay only has to hear of it.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace

from keylease.assembly import Assembly
from keylease.client.acting import Plan
from keylease.client.address import place_of, require_reached
from keylease.client.courier import RelayRefusal
from keylease.client.session import Session
from keylease.client.settling import settle
from keylease.client.snapshot import Snapshot
from keylease.client.transport import Arrival
from keylease.errors import Code, Refused
from keylease.ledger.propose import Draft
from keylease.model.access import Refusal
from keylease.model.arrival import Load, Loaded
from keylease.model.events import AccessSeal, RelayIdentity, RelaySet
from keylease.model.roles import Role
from keylease.model.secret import Secret
from keylease.relay.desk import Desk
from keylease.wire.relay_link import read_claim_link
from keylease.wire.requests import LOAD_ANSWER


@dataclass(frozen=True)
class Destination:
    """Where the link of a waiting relay leads: host and port, and the pins of its certificate.

    Without pins the system's trust store decides.
    """

    relay: RelayIdentity

    @property
    def host(self) -> str:
        """As a person reads it."""
        return str(place_of(self.relay.address))

    @property
    def pins(self) -> tuple[str, ...]:
        """In hexadecimal, as the server logs them."""
        return tuple(pin.hex() for pin in self.relay.pins)


def destination(link: str) -> Destination:
    """Where a link leads, before anything is sent. Usage(E_LINK) for one without a claim."""
    relay, _ = read_claim_link(link)
    place_of(relay.address)
    return Destination(relay)


def move(
    assembly: Assembly, session: Session, link: str, told: Callable[[int], None] = lambda _: None
) -> Snapshot:
    """Move the team that lives here to the relay whose link this is; raises as `Move.carry_out`.

    Usage(E_LINK) for a link without a claim, Refused(E_MOVED) where the team does not live here.
    """
    relay, claim = read_claim_link(link)
    desk, way_here = assembly.desk(assembly.at_home(session.snapshot.state.relay))
    with closing(way_here), closing(assembly.arrival(relay)) as there:
        return Move(session, desk, there, relay, claim, told).carry_out()


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

        Refused(E_ROLE) for whoever is no owner, Usage(E_VALUE) where colleagues reach the team now
        and would not there, Refused(E_CLAIM, E_TEAM_EXISTS) by the new relay,
        Unreachable; what was not yet said in the ledger has then changed nothing here.
        """
        now = self.session.refresh()
        if now.state.relay.key != self.relay.key:
            if now.self.role is not Role.OWNER:
                raise Refused(Code.E_ROLE, "Only an owner can move the team.")
            require_reached(self.relay.address, now.state.relay.address)
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
