"""Acts on the team as a whole: policy, environments, relay, checkpoints, head words."""

from msgspec import structs

from keylease.client.acting import Plan
from keylease.client.address import place_of, require_reached
from keylease.client.connection import Connection
from keylease.client.names import rules_hash
from keylease.client.profile import folder_of
from keylease.client.snapshot import Snapshot
from keylease.client.subjects import nothing, record
from keylease.crypto.words import HeadReading, head_reading
from keylease.errors import Code, Refused
from keylease.ledger.propose import Draft
from keylease.ledger.rules.team import state_hash
from keylease.model.base import EnvironmentId, Time
from keylease.model.events import (
    AccessSeal,
    EnvironmentPolicy,
    EnvironmentSet,
    LedgerCheckpoint,
    Policy,
    PolicySet,
    RelayIdentity,
    RelaySet,
    SuiteSet,
)
from keylease.model.roles import Role
from keylease.model.state import State
from keylease.wire.names import check_name


class Team:
    """What this member may do about the team."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set_policy(self, policy: Policy) -> Snapshot:
        """Change the team-wide policy."""
        return self._connection.say(Draft(PolicySet(policy)), lambda state: state.policy)

    def set_rules(self, text: str) -> Snapshot:
        """Set the handling rules that everybody has to read and acknowledge (anew)."""

        def plan(now: Snapshot) -> Plan:
            policy = structs.replace(now.state.policy, rules=rules_hash(text))
            return Plan([Draft(PolicySet(policy), {"rules": text})])

        return self._connection.perform(plan, lambda state: state.policy)

    def add_environment(self, name: str, policy: EnvironmentPolicy) -> EnvironmentId:
        """Make an environment with a policy; its id."""
        id_ = self._connection.new_id("env")

        def plan(now: Snapshot) -> Plan:
            checked = check_name(name)
            now.names.require_unlike(checked, now.state.environments)
            return Plan([Draft(EnvironmentSet(id_, policy), {"name": checked})])

        self._connection.perform(plan, nothing)
        return id_

    def set_environment(self, environment: EnvironmentId, policy: EnvironmentPolicy) -> Snapshot:
        """Change an environment's policy."""
        draft = Draft(EnvironmentSet(environment, policy))
        return self._connection.say(draft, record("environments", environment))

    def set_relay(
        self, relay: RelayIdentity, *, moved: AccessSeal | None = None, floor: Time | None = None
    ) -> Snapshot:
        """Change the relay's address or pins; with `moved`, the relay itself.

        Usage(E_LINK, E_PATH) for an address at which no member could ask anything, Usage(E_VALUE)
        for one that colleagues would no longer reach.
        """
        if folder_of(relay.address) is None:
            place_of(relay.address)
        require_reached(relay.address, self._connection.snapshot.state.relay.address)
        draft = Draft(RelaySet(relay, moved, floor))
        return self._connection.say(draft, lambda state: state.relay)

    def raise_suite(self, suite: int) -> Snapshot:
        """Raise the suite; programs that cannot follow stop, this one too."""
        return self._connection.say(Draft(SuiteSet(suite)), lambda state: state.suite)

    def checkpoint(self) -> Snapshot:
        """Commit to the state, so that apps and newcomers can start here."""
        return self._connection.say(checkpoint_draft(), nothing)

    def words(self) -> HeadReading:
        """Head words and history number of what is held here, to be compared (0.5 s)."""
        now = self._connection.snapshot
        return head_reading(now.state.team, now.state.head.seq, now.state.head.hash)

    def accept_history(self) -> Snapshot:
        """Go on after a freeze: an owner has compared head words with the others.

        What was held here is put aside whole, with the evidence, and the history that the relay
        shows now is fetched and verified from its beginning: the two branches cannot both be
        gone on with. Refused for anybody but an owner, and where nothing is frozen (E_STATE).
        """
        now = self._connection.refresh()
        if now.frozen is None:
            raise Refused(Code.E_STATE, "Nothing is frozen here.")
        if now.self.role is not Role.OWNER:
            raise Refused(Code.E_ROLE, "Only an owner can go on after histories differed.")
        return self._connection.start_anew()


def checkpoint_draft() -> Draft:
    """A checkpoint of the state that it will follow in its batch."""

    def data(state: State) -> LedgerCheckpoint:
        return LedgerCheckpoint(state=state_hash(state), previous=state.checkpoint)

    return Draft(data)
