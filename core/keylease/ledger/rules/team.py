"""Rules for the team as a whole: founding, policy, environments, lists, relay, suite."""

from immutables import Map
from msgspec import structs

from keylease.crypto.hashing import tagged_hash
from keylease.crypto.identity import check_sign_public
from keylease.errors import Code, Refused
from keylease.ledger.chain import NOTHING, NOWHERE
from keylease.ledger.keyring import remember_keys, require_fit_pair
from keylease.ledger.moves import change_grant, find, require, require_leader, require_role
from keylease.ledger.standing import ended, grants_of_member, is_gone
from keylease.model.base import Position, PublicKey
from keylease.model.events import (
    AccessSeal,
    EnvironmentSet,
    Event,
    LedgerCheckpoint,
    ListSet,
    Policy,
    PolicySet,
    RelaySet,
    SuiteSet,
    TeamCreate,
)
from keylease.model.roles import BELOW_ADMIN, KEEPERS_OF_NAMES, PEOPLE, Role, Status
from keylease.model.state import (
    Environment,
    Epoch,
    KeptEpoch,
    Member,
    People,
    RelayRange,
    State,
)
from keylease.wire.state import write_state

SUITE = 1
"""The cryptographic suite this program speaks; a team on a higher one needs a newer program."""

OWNERS = frozenset({Role.OWNER})


def team_create(event: Event, team: bytes, head: Position) -> State:
    """The state of a team just founded."""
    data = event.data
    assert isinstance(data, TeamCreate)
    require(event.team == b"" and event.seq == 0 and event.prev == NOTHING, Code.E_CHAIN)
    require(data.suite == SUITE, Code.E_UPGRADE)
    require(event.seen == NOWHERE, Code.E_SEEN)
    require_fields(event, "team", "name")
    _check_policy(data.policy)
    require_fit_pair(data.sign, data.box)
    check_sign_public(data.relay.key)
    founder = Member(
        role=Role.OWNER,
        status=Status.ACTIVE,
        sign=data.sign,
        box=data.box,
        verified=True,
        joined=0,
        seen=event.seen,
        metadata=KeptEpoch(epoch=0, box=data.epoch_seal),
    )
    return State(
        team=team,
        head=head,
        suite=data.suite,
        relay=data.relay,
        relays=(RelayRange(since=0, key=data.relay.key),),
        floor=0,
        policy=data.policy,
        epochs=(Epoch(commitment=data.epoch_commitment),),
        stale=False,
        drafts=Map(),
        used_keys=remember_keys(Map(), event.author, data.sign, data.box),
        members=Map({event.author: founder}),
        invites=Map(),
        environments=Map(),
        lists=Map(),
        keys=Map(),
        grants=Map(),
        requests=Map(),
        review_drafts=Map(),
        reviews=Map(),
        incidents=Map(),
    )


def require_fields(event: Event, *names: str) -> None:
    """Refuse unless the event's `meta` carries (so far as commitments show) these fields."""
    for name in names:
        if event.commitments is None or name not in event.commitments:
            raise Refused(Code.E_FIELD, f"The field {name!r} is missing.")


def _check_policy(policy: Policy) -> None:
    allowed = BELOW_ADMIN & KEEPERS_OF_NAMES
    unique = len(set(policy.adders)) == len(policy.adders)
    require(unique and allowed.issuperset(policy.adders), Code.E_FIELD)


def policy_set(state: State, event: Event, data: PolicySet) -> State:
    """Owners change the team-wide policy."""
    require_role(state, event, OWNERS)
    _check_policy(data.policy)
    return structs.replace(state, policy=data.policy)


def environment_set(state: State, event: Event, data: EnvironmentSet) -> State:
    """Owners and admins make environments and change their policy."""
    require_leader(state, event)
    if data.environment not in state.environments:
        require_fields(event, "name")
    environments = state.environments.set(data.environment, Environment(policy=data.policy))
    return structs.replace(state, environments=environments)


def list_set(state: State, event: Event, data: ListSet) -> State:
    """Owners and admins set who is on a list; leaving it ends the grants via it."""
    require_leader(state, event)
    require(len(set(data.members)) == len(data.members), Code.E_FIELD)
    before = state.lists.get(data.list)
    if before is None:
        require_fields(event, "name")
    kept = before.members if before is not None else ()
    for member in data.members:
        person = find(state.members, member)
        gone = is_gone(state, member)
        require(person.role in PEOPLE and (not gone or member in kept), Code.E_STATE)
    state = structs.replace(state, lists=state.lists.set(data.list, People(members=data.members)))
    for member in kept:
        if member not in data.members:
            state = _end_grants_via(state, event, data.list, member)
    return state


def _end_grants_via(state: State, event: Event, list_: str, member: str) -> State:
    for id_ in grants_of_member(state, member):
        if state.grants[id_].via == list_ and ended(state, id_, event.ts) is None:
            state = change_grant(state, id_, revoked=event.seq, revoked_by=event.author)
    return state


def ledger_checkpoint(state: State, event: Event, data: LedgerCheckpoint) -> State:
    """Owners and admins commit to the state before this event."""
    require_leader(state, event)
    require(data.previous == state.checkpoint, Code.E_CHECKPOINT)
    require(data.state == state_hash(state), Code.E_CHECKPOINT)
    return state


def state_hash(state: State) -> bytes:
    """What a checkpoint commits to: the hash of the state's document."""
    return tagged_hash("keylease/state/v1", write_state(state))


def relay_set(state: State, event: Event, data: RelaySet) -> State:
    """Owners change the relay's address; with `moved`, the relay itself."""
    require_role(state, event, OWNERS)
    check_sign_public(data.relay.key)
    if data.moved is None:
        require(data.relay.key == state.relay.key, Code.E_RELAY_KEY)
    else:
        require(data.relay.key not in {known.key for known in state.relays}, Code.E_RELAY_KEY)
        state = _move(state, event.seen, data.relay.key, data.moved)
    floor = state.floor if data.floor is None else data.floor
    return structs.replace(state, relay=data.relay, floor=floor)


def _move(state: State, seen: Position, key: PublicKey, moved: AccessSeal) -> State:
    """The new relay's lines follow the last one kept; floors are lowered to it if some are lost.

    Its author has seen (`seen`) no more than is kept: nobody's record is left on a lost line.
    """
    last = moved.last
    require(last.seq > 0 or last == NOWHERE, Code.E_FIELD)
    require(moved.lost_from in (None, last.seq + 1), Code.E_FIELD)
    require(seen.seq < last.seq or seen == last, Code.E_SEEN)
    ahead = [id_ for id_, member in state.members.items() if member.seen.seq > last.seq]
    require(not ahead or moved.lost_from is not None, Code.E_SEEN)
    members = state.members
    for id_ in ahead:
        members = members.set(id_, structs.replace(members[id_], seen=last))
    relays = (*state.relays, RelayRange(since=last.seq, key=key))
    return structs.replace(state, members=members, relays=relays)


def suite_set(state: State, event: Event, data: SuiteSet) -> State:
    """Owners raise the suite; the fold stops after it where this program cannot follow."""
    require_role(state, event, OWNERS)
    require(data.suite > state.suite, Code.E_SUITE)
    return structs.replace(state, suite=data.suite)
