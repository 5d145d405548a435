"""Rules for keys: versions and their life, custody, freezing, declared exposure."""

from msgspec import structs

from keylease.errors import Code
from keylease.ledger.moves import (
    author_of,
    change_key,
    find,
    require,
    require_custodian,
    require_new,
    require_person,
    version_of,
    with_version,
)
from keylease.ledger.rules.team import require_fields
from keylease.ledger.standing import (
    active_custodians,
    active_version,
    ended,
    grants_of_key,
    is_gone,
    is_orphaned,
    open_versions,
    pending_version,
    require_standing,
    seal_for,
)
from keylease.model.base import KeyId, MemberId, Time
from keylease.model.events import (
    Event,
    ExposureDeclare,
    GrantResealed,
    KeyAdd,
    KeyCustodian,
    KeyEdit,
    KeyFreeze,
    KeyState,
    KeyThaw,
    KeyVersion,
    VersionState,
)
from keylease.model.roles import KEEPERS_OF_NAMES, LEADERS, Role
from keylease.model.state import Custody, HeldSeal, Key, KeyValue, State

MOST_CUSTODIANS = 256
"""No more than one `key.version` can carry envelopes for."""

_BEFORE: dict[VersionState, frozenset[VersionState]] = {
    VersionState.ACTIVE: frozenset({VersionState.PENDING}),
    VersionState.DEACTIVATED: frozenset({VersionState.ACTIVE}),
    VersionState.COMPROMISED: frozenset(
        {VersionState.PENDING, VersionState.ACTIVE, VersionState.DEACTIVATED}
    ),
    VersionState.DESTROYED: frozenset(
        {VersionState.PENDING, VersionState.DEACTIVATED, VersionState.COMPROMISED}
    ),
    VersionState.PENDING: frozenset(),
}
"""From which states a version may come into each (NIST SP 800-57, part 1, section 7)."""


def key_add(state: State, event: Event, data: KeyAdd) -> State:
    """Leaders, and roles the policy names, add keys and become their first custodian."""
    author = author_of(state, event)
    may_add = author.role in LEADERS or author.role in state.policy.adders
    require(may_add, Code.E_ROLE)
    require_new(state.keys, data.key)
    find(state.environments, data.environment)
    require_fields(event, "name", "provider")
    if data.child is not None:
        require_custodian(state, event, find(state.keys, data.child.parent))
        find(state.members, data.child.grantee)
        require(not is_gone(state, data.child.grantee), Code.E_STATE)
    require_trusted(state, data.environment, event.author)
    key = Key(
        environment=data.environment,
        added_by=event.author,
        added=event.ts,
        custodians=(event.author,),
        versions=(),
        rotate_every=data.rotate_every,
        child=data.child,
    )
    return structs.replace(state, keys=state.keys.set(data.key, key))


def require_trusted(state: State, environment: str, member: MemberId) -> None:
    """Refuse people whose words were not compared where the environment asks for it."""
    wanted = state.environments[environment].policy.verified_only
    require(not wanted or state.members[member].verified, Code.E_UNVERIFIED)


def key_edit(state: State, event: Event, data: KeyEdit) -> State:
    """Custodians and leaders edit a key; only leaders move it to another environment."""
    role = author_of(state, event).role
    key = find(state.keys, data.key)
    require(role in LEADERS or event.author in key.custodians, Code.E_NOT_CUSTODIAN)
    find(state.environments, data.environment)
    require(data.environment == key.environment or role in LEADERS, Code.E_ROLE)
    return change_key(state, data.key, environment=data.environment, rotate_every=data.rotate_every)


def key_version(state: State, event: Event, data: KeyVersion) -> State:
    """A custodian puts in a new value; into an orphaned key an owner or admin does."""
    key = find(state.keys, data.key)
    require(data.version == len(key.versions) + 1, Code.E_DUP_ID)
    require(pending_version(key) is None, Code.E_STATE)
    require_fields(event, "fingerprint")
    custodians = key.custodians
    if is_orphaned(state, key):
        require(author_of(state, event).role in LEADERS, Code.E_ROLE)
        require_trusted(state, key.environment, event.author)
        custodians = (event.author,)
    else:
        require_custodian(state, event, key)
    state = change_key(state, data.key, custodians=custodians)
    sealed = [seal.to for seal in data.seals]
    wanted = set(active_custodians(state, state.keys[data.key]))
    require(len(sealed) == len(set(sealed)) and set(sealed) == wanted, Code.E_UNSEALED)
    value = KeyValue(
        state=VersionState.PENDING,
        commitment=data.commitment,
        by=event.author,
        entered=event.ts,
        changed=event.ts,
        custody=tuple(Custody(seal.to, seal.envelope, event.author) for seal in data.seals),
        declared=(),
    )
    return change_key(state, data.key, versions=(*key.versions, value))


def require_value(key: Key, version: int, member: MemberId) -> None:
    """Refuse unless that version is sealed to the member as a custodian."""
    kept = version_of(key, version).custody
    require(member in [custody.member for custody in kept], Code.E_NO_VALUE)


def grant_resealed(state: State, event: Event, data: GrantResealed) -> State:
    """A custodian who keeps the version seals it to grants that are not over."""
    key = find(state.keys, data.key)
    require_custodian(state, event, key)
    require(data.version in open_versions(key), Code.E_STATE)
    require_value(key, data.version, event.author)
    ids = [seal.grant for seal in data.seals]
    require(len(ids) == len(set(ids)), Code.E_DUP_ID)
    kept = set(open_versions(key)) - {data.version}
    grants = state.grants
    for seal in data.seals:
        grant = find(grants, seal.grant)
        require(grant.key == data.key, Code.E_STATE)
        require_standing(state, seal.grant, event.ts)
        new = HeldSeal(data.version, seal.envelope, seal.release, event.author)
        seals = (*(old for old in grant.seals if old.version in kept), new)
        grants = grants.set(seal.grant, structs.replace(grant, seals=seals))
    return structs.replace(state, grants=grants)


def key_state(state: State, event: Event, data: KeyState) -> State:
    """A custodian or owner moves a version on in its life; activating retires the one before."""
    key = find(state.keys, data.key)
    owner = author_of(state, event).role is Role.OWNER
    require(owner or event.author in key.custodians, Code.E_NOT_CUSTODIAN)
    value = version_of(key, data.version)
    require(value.state in _BEFORE[data.to], Code.E_STATE)
    require((data.proof is not None) == (data.to is VersionState.DESTROYED), Code.E_FIELD)
    versions = key.versions
    if data.to is VersionState.ACTIVE:
        _require_sealed(state, data.key, data.version, event.ts)
        before = active_version(key)
        if before is not None:
            retired = _moved(key.versions[before - 1], VersionState.DEACTIVATED, event.ts)
            versions = with_version(key, before, retired)
    moved = structs.replace(_moved(value, data.to, event.ts), proof=data.proof)
    if data.proof is not None:
        moved = structs.replace(moved, proved_by=event.author)
    key = structs.replace(key, versions=versions)
    return change_key(state, data.key, versions=with_version(key, data.version, moved))


def _moved(value: KeyValue, to: VersionState, at: Time) -> KeyValue:
    return structs.replace(value, state=to, changed=at)


def _require_sealed(state: State, key: KeyId, version: int, t: Time) -> None:
    """E_UNSEALED while a grant that is not over lacks the version."""
    for id_ in grants_of_key(state, key):
        sealed = seal_for(state.grants[id_], version) is not None
        require(sealed or ended(state, id_, t) is not None, Code.E_UNSEALED)


def key_custodian(state: State, event: Event, data: KeyCustodian) -> State:
    """A custodian adds another; an owner, or a custodian themself, takes one off."""
    key = find(state.keys, data.key)
    if data.add:
        return _add_custodian(state, event, data, key)
    owner = author_of(state, event).role is Role.OWNER
    require(owner or event.author == data.member, Code.E_ROLE)
    require(data.member in key.custodians, Code.E_STATE)
    require(not data.seals, Code.E_FIELD)
    rest = tuple(member for member in key.custodians if member != data.member)
    return change_key(state, data.key, custodians=rest)


def _add_custodian(state: State, event: Event, data: KeyCustodian, key: Key) -> State:
    """The newcomer gets the active and the pending version, from one who keeps both."""
    require_custodian(state, event, key)
    person = require_person(state, data.member)
    require(person.role in KEEPERS_OF_NAMES, Code.E_ROLE)
    require(data.member not in key.custodians, Code.E_STATE)
    require(len(key.custodians) < MOST_CUSTODIANS, Code.E_STATE)
    require_trusted(state, key.environment, data.member)
    sealed = tuple(seal.version for seal in data.seals)
    require(sealed == open_versions(key), Code.E_UNSEALED)
    for seal in data.seals:
        require_value(key, seal.version, event.author)
        value = version_of(key, seal.version)
        others = tuple(kept for kept in value.custody if kept.member != data.member)
        custody = (*others, Custody(data.member, seal.envelope, event.author))
        value = structs.replace(value, custody=custody)
        key = structs.replace(key, versions=with_version(key, seal.version, value))
    custodians = (*key.custodians, data.member)
    return change_key(state, data.key, versions=key.versions, custodians=custodians)


def key_freeze(state: State, event: Event, data: KeyFreeze) -> State:
    """Any active person freezes; after a thaw only custodians and leaders do."""
    key = find(state.keys, data.key)
    require(not key.frozen, Code.E_STATE)
    require_may_freeze(state, event, key)
    return change_key(state, data.key, frozen=True)


def require_may_freeze(state: State, event: Event, key: Key) -> None:
    """Refuse to freeze a once-thawed key for all but custodians, admins and owners."""
    entitled = author_of(state, event).role in LEADERS or event.author in key.custodians
    require(entitled or not key.thawed, Code.E_ROLE)


def key_thaw(state: State, event: Event, data: KeyThaw) -> State:
    """A custodian or owner thaws."""
    key = find(state.keys, data.key)
    owner = author_of(state, event).role is Role.OWNER
    require(owner or event.author in key.custodians, Code.E_NOT_CUSTODIAN)
    require(key.frozen, Code.E_STATE)
    return change_key(state, data.key, frozen=False, thawed=True)


def exposure_declare(state: State, event: Event, data: ExposureDeclare) -> State:
    """Custodians and leaders say who is known to hold a version by other ways."""
    key = find(state.keys, data.key)
    entitled = author_of(state, event).role in LEADERS or event.author in key.custodians
    require(entitled, Code.E_NOT_CUSTODIAN)
    value = version_of(key, data.version)
    require(len(data.members) == len(set(data.members)), Code.E_FIELD)
    for member in data.members:
        find(state.members, member)
    if not data.members:
        require_fields(event, "who")
    new = tuple(member for member in data.members if member not in value.declared)
    value = structs.replace(value, declared=value.declared + new)
    return change_key(state, data.key, versions=with_version(key, data.version, value))
