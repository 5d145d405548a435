"""A team made by hand: real identities, real signatures, a fixed clock, seeded randomness.

`TeamBuilder` writes the ledger the way a client does, event by event through model, wire, crypto
and the fold, so that a test can say in one line what the team is like, and in another what somebody
then tries. Only the ciphertexts are random bytes of the right shape, since neither the fold nor the
relay can read them; whoever tests reading uses the client.

    team = found_team()                      # Ana founds it; one environment
    bea = team.member("Bea", Role.ADMIN)     # invited, joined, admitted, verified
    key = team.key(by=bea)                   # with version 1, active
    grant = team.grant(key, to=team.ana)     # for a day, by the key's first custodian
    team.act(bea, GrantRevoke((grant,)))     # any event at all: signed, folded, kept
    forged = team.draft(bea, KeyFreeze(key), ts=0)   # signed only; team.take(forged) folds it
"""

import random
from collections.abc import Callable, Sequence
from typing import Unpack

from msgspec import structs
from nacl.bindings import crypto_scalarmult_base

from keylease.crypto.envelope import envelope_hash, release_key_hash
from keylease.crypto.hashing import tagged_hash
from keylease.crypto.identity import member_id
from keylease.crypto.signing import SignatureType, SigningKey
from keylease.ledger.chain import NOTHING, NOWHERE
from keylease.ledger.fold import apply
from keylease.ledger.rules.epochs import keepers
from keylease.ledger.rules.team import state_hash
from keylease.ledger.standing import (
    active_custodians,
    ended,
    grants_of_key,
    open_versions,
    seal_for,
)
from keylease.model import events as e
from keylease.model.base import (
    EnvironmentId,
    GrantId,
    InviteId,
    KeyId,
    Position,
    new_id,
)
from keylease.model.events import Data, EncryptedMeta, Event
from keylease.model.roles import KEEPERS_OF_NAMES, Role
from keylease.model.signed import Signed
from keylease.model.state import State
from keylease.wire.events import write_event
from support.terms import (
    DAY,
    OPEN_POLICY,
    START,
    Blob,
    Changes,
    GrantTerms,
    Pass,
    Person,
    PolicyTerms,
)


class TeamBuilder:
    """A ledger in the making: `log` and `state`, the clock `now`, and `blobs` by envelope hash."""

    ana: Person
    environment: EnvironmentId

    def __init__(self, *, seed: int = 1, relay: bytes | None = None, now: int = START) -> None:
        self._random = random.Random(seed)
        self.relay_key = SigningKey(self.chance(32))
        self.relay = relay or self.relay_key.public
        self.now = now
        self.seen = NOWHERE
        self.log: list[Signed] = []
        self.blobs: dict[bytes, Blob] = {}
        self.passes: dict[InviteId, Pass] = {}
        self._state: State | None = None
        self._listeners: list[Callable[[Person, Signed], None]] = []

    # Chance and identity

    def chance(self, count: int) -> bytes:
        """The next bytes of this team's seeded chance."""
        return self._random.randbytes(count)

    def id(self, prefix: str) -> str:
        """A new id, as `key_…`."""
        return new_id(prefix, self.chance(16))

    def person(self, name: str) -> Person:
        """An identity that the team does not know yet."""
        key, box = SigningKey(self.chance(32)), crypto_scalarmult_base(self.chance(32))
        return Person(name, member_id(key.public, box), key, box)

    # Signing and folding

    @property
    def state(self) -> State:
        """The folded state; a team that was founded has one."""
        assert self._state is not None
        return self._state

    def draft(
        self, author: Person, data: Data, /, *fields: str, **other: Unpack[Changes]
    ) -> Signed:
        """The event signed but not folded, in place behind the newest one.

        `fields` are the names in its `meta`; `other` overwrites parts of the event (ts, seq, prev,
        team, seen, nonce …), and `by` signs with another key than the author's.
        """
        by = other.pop("by", author.key)
        body = write_event(structs.replace(self._event(author, data, fields), **other))
        return Signed(body=body, sigs=(by.sign(SignatureType.EVENT, body),))

    def _event(self, author: Person, data: Data, fields: Sequence[str]) -> Event:
        state = self._state
        member = None if state is None else state.members.get(author.id)
        seen = self.seen if member is None or member.seen.seq < self.seen.seq else member.seen
        meta = EncryptedMeta(epoch=0 if state is None else state.epoch, box=self.chance(64))
        return Event(
            v=1,
            team=b"" if state is None else state.team,
            seq=0 if state is None else state.head.seq + 1,
            prev=NOTHING if state is None else state.head.hash,
            author=author.id,
            ts=self.now,
            nonce=self.chance(16),
            seen=seen,
            data=data,  # type: ignore[arg-type]
            commitments={name: self.chance(32) for name in sorted(fields)} or None,
            meta=meta if fields else None,
        )

    def second(self, kind: SignatureType, key: SigningKey, entry: Signed) -> Signed:
        """The entry with a second signature, of an invite's or an app's key."""
        return Signed(body=entry.body, sigs=(entry.sig, key.sign(kind, entry.body)))

    def take(self, *entries: Signed, by: Person | None = None) -> State:
        """Fold entries onto the team and keep them; `by` is whoever would send them."""
        for entry in entries:
            self._state = apply(self._state, entry)
            self.log.append(entry)
            for listener in self._listeners:
                listener(by or self.ana, entry)
        return self.state

    def on_event(self, listener: Callable[[Person, Signed], None]) -> None:
        """Call back with author and entry of each event from now on, as a relay harness wants."""
        self._listeners.append(listener)

    def act(self, author: Person, data: Data, /, *fields: str, **other: Unpack[Changes]) -> Signed:
        """Sign an event and fold it."""
        entry = self.draft(author, data, *fields, **other)
        self.take(entry, by=author)
        return entry

    def wait(self, milliseconds: int) -> None:
        """Let time pass."""
        self.now += milliseconds

    # The team

    def found(self, name: str = "Ana", *, policy: e.Policy | None = None) -> Person:
        """Found the team; the founder becomes `ana`, the one environment `environment`."""
        self.ana = founder = self.person(name)
        creation = e.TeamCreate(
            sign=founder.key.public,
            box=founder.box,
            relay=e.RelayIdentity(key=self.relay, address="file:/relay", pins=()),
            suite=1,
            policy=policy or e.Policy(lapse=e.Lapse.END, adders=(Role.MEMBER,)),
            epoch_commitment=self.chance(32),
            epoch_seal=self.chance(80),
        )
        self.act(founder, creation, "team", "name")
        self.environment = self.add_environment()
        return founder

    def add_environment(self, **policy: Unpack[PolicyTerms]) -> EnvironmentId:
        """An environment by Ana, open but for what is given."""
        id_ = self.id("env")
        terms = structs.replace(OPEN_POLICY, **policy)
        self.act(self.ana, e.EnvironmentSet(environment=id_, policy=terms), "name")
        return id_

    def invite(self, role: Role = Role.MEMBER, *, by: Person | None = None, days: int = 7) -> Pass:
        """Invite somebody, by Ana unless somebody else is named."""
        invite = Pass(self.id("inv"), SigningKey(self.chance(32)))
        self.passes[invite.id] = invite
        data = e.MemberInvite(
            invite=invite.id, public=invite.key.public, role=role, expires=self.now + days * DAY
        )
        self.act(by or self.ana, data, "name_key")
        return invite

    def draft_join(self, invite: Pass, person: Person, **other: Unpack[Changes]) -> Signed:
        """The joiner's event, signed by them and by the invite's key."""
        data = e.MemberJoin(
            invite=invite.id, sign=person.key.public, box=person.box, name=self.chance(64)
        )
        other.setdefault("seen", NOWHERE)
        entry = self.draft(person, data, **other)
        return self.second(SignatureType.INVITE_PROOF, invite.key, entry)

    def join(self, invite: Pass, person: Person) -> Person:
        """Join; the person is pending until admitted."""
        self.take(self.draft_join(invite, person), by=person)
        return person

    def admit(self, person: Person, *, by: Person | None = None, verified: bool = True) -> None:
        """Let a pending person in."""
        role = self.state.members[person.id].role
        seal = self.chance(80) if role in KEEPERS_OF_NAMES else None
        data = e.MemberAdmit(member=person.id, verified=verified, epoch=self.state.epoch, seal=seal)
        self.act(by or self.ana, data, "name")

    def member(
        self,
        name: str,
        role: Role = Role.MEMBER,
        *,
        by: Person | None = None,
        verified: bool = True,
    ) -> Person:
        """Somebody invited, joined and admitted; an owner is made one of after that."""
        invited = Role.ADMIN if role is Role.OWNER else role
        person = self.join(self.invite(invited, by=by), self.person(name))
        self.admit(person, by=by, verified=verified)
        if role is Role.OWNER:
            self.act(self.ana, e.MemberRole(member=person.id, role=role, epoch=self.state.epoch))
        return person

    def draft_app(self, app: Person, *, by: Person, days: int, networks: tuple[str, ...]) -> Signed:
        """The event that adds an app, signed by its maker and by its own key."""
        data = e.AppAdd(
            sign=app.key.public, box=app.box, expires=self.now + days * DAY, networks=networks
        )
        return self.second(SignatureType.APP_PROOF, app.key, self.draft(by, data, "name"))

    def app(
        self,
        name: str,
        *,
        by: Person | None = None,
        days: int = 30,
        networks: tuple[str, ...] = (),
    ) -> Person:
        """An app with its own keys."""
        maker, app = by or self.ana, self.person(name)
        self.take(self.draft_app(app, by=maker, days=days, networks=networks), by=maker)
        return app

    def rotate_epoch(self, *, by: Person | None = None) -> None:
        """A new metadata key, sealed to exactly the active people."""
        author, epoch = by or self.ana, self.state.epoch + 1
        seals = tuple(e.MetadataSeal(id_, self.chance(80)) for id_ in sorted(keepers(self.state)))
        self.act(author, e.EpochSeal(epoch=epoch, chunk=0, seals=seals))
        rotate = e.EpochRotate(epoch=epoch, commitment=self.chance(32), previous=self.chance(72))
        self.act(author, rotate)

    def remove(self, person: Person, *, by: Person | None = None) -> None:
        """Remove somebody and renew the metadata key they held, if they did."""
        self.act(by or self.ana, e.MemberRemove(member=person.id))
        if self.state.stale:
            self.rotate_epoch(by=by)

    def suspend(self, person: Person, *, by: Person | None = None) -> None:
        """Suspend somebody and renew the metadata key they held, if they did."""
        self.act(by or self.ana, e.MemberSuspend(member=person.id))
        if self.state.stale:
            self.rotate_epoch(by=by)

    def checkpoint(self, *, by: Person | None = None) -> Position:
        """Commit to the state; its place in the ledger."""
        data = e.LedgerCheckpoint(state=state_hash(self.state), previous=self.state.checkpoint)
        self.act(by or self.ana, data)
        return self.state.head

    # Keys and grants

    def custody_envelope(self) -> bytes:
        """Hash of a new custody envelope, kept in `blobs`."""
        envelope = b"\x02" + self.chance(399)
        self.blobs[envelope_hash(envelope)] = Blob(envelope)
        return envelope_hash(envelope)

    def grant_envelope(self) -> tuple[bytes, bytes]:
        """Hashes of a new envelope and its release key, kept in `blobs`."""
        envelope, release = b"\x01" + self.chance(399), self.chance(32)
        self.blobs[envelope_hash(envelope)] = Blob(envelope, release)
        return envelope_hash(envelope), release_key_hash(release)

    def key(
        self,
        *,
        by: Person | None = None,
        environment: EnvironmentId | None = None,
        child: e.Child | None = None,
        versions: int = 1,
    ) -> KeyId:
        """A key with that many versions, the last one active."""
        author, id_ = by or self.ana, self.id("key")
        where = environment or self.environment
        data = e.KeyAdd(key=id_, environment=where, child=child)
        self.act(author, data, "name", "provider")
        for _ in range(versions):
            self.version(id_, by=author)
        return id_

    def draft_version(self, key: KeyId, *, by: Person) -> Signed:
        """The event of a new value of the key, sealed to whoever keeps it."""
        record = self.state.keys[key]
        seals = tuple(
            e.CustodySeal(to=to, envelope=self.custody_envelope())
            for to in active_custodians(self.state, record) or (by.id,)
        )
        data = e.KeyVersion(
            key=key,
            version=len(record.versions) + 1,
            commitment=tagged_hash("keylease/value/v1", self.chance(32)),
            seals=seals,
        )
        return self.draft(by, data, "fingerprint")

    def version(self, key: KeyId, *, by: Person | None = None, activate: bool = True) -> int:
        """A new value of the key; its number. Activating seals it to the live grants first."""
        author = by or self._custodian(key)
        self.take(self.draft_version(key, by=author), by=author)
        number = len(self.state.keys[key].versions)
        if activate:
            self.activate(key, number, by=author)
        return number

    def activate(self, key: KeyId, version: int, *, by: Person | None = None) -> None:
        """Put a pending version in use, sealing it to the grants that lack it."""
        author = by or self._custodian(key)
        if seals := self._reseals(key, version):
            self.act(author, e.GrantResealed(key=key, version=version, seals=seals))
        self.act(author, e.KeyState(key=key, version=version, to=e.VersionState.ACTIVE))

    def _reseals(self, key: KeyId, version: int) -> tuple[e.GrantReseal, ...]:
        return tuple(
            e.GrantReseal(id_, *self.grant_envelope())
            for id_ in grants_of_key(self.state, key)
            if ended(self.state, id_, self.now) is None
            and seal_for(self.state.grants[id_], version) is None
        )

    def _custodian(self, key: KeyId) -> Person:
        """Ana, who is the usual custodian; others are named by the test."""
        assert self.ana.id in self.state.keys[key].custodians, "say by whom"
        return self.ana

    def add_custodian(self, key: KeyId, person: Person, *, by: Person | None = None) -> None:
        """Let somebody else keep the key too."""
        seals = tuple(
            e.VersionSeal(version=number, envelope=self.custody_envelope())
            for number in open_versions(self.state.keys[key])
        )
        data = e.KeyCustodian(key=key, member=person.id, add=True, seals=seals)
        self.act(by or self._custodian(key), data)

    def recipient(self, key: KeyId, to: Person) -> e.Recipient:
        """One recipient of a grant to be issued, with fresh envelopes."""
        seals = tuple(
            e.GrantSeal(number, *self.grant_envelope())
            for number in open_versions(self.state.keys[key])
        )
        labelled = self.state.members[to.id].role in (Role.APP, Role.GUEST)
        label = self.chance(64) if labelled else None
        return e.Recipient(grant=self.id("grt"), to=to.id, seals=seals, label=label)

    def draft_grant(
        self, key: KeyId, *people: Person, by: Person | None = None, **terms: Unpack[GrantTerms]
    ) -> Signed:
        """The event that lends a key for a day from now; `terms` are fields of `GrantIssue`."""
        fields = terms.pop("fields", ("reason",))
        data = e.GrantIssue(
            key=key,
            not_before=self.now,
            expires=self.now + DAY,
            recipients=tuple(self.recipient(key, to) for to in people),
            networks=(),
        )
        data = structs.replace(data, **terms)
        return self.draft(by or self._custodian(key), data, *fields)

    def grant(
        self, key: KeyId, to: Person, *, by: Person | None = None, **terms: Unpack[GrantTerms]
    ) -> GrantId:
        """Lend a key to somebody for a day; `terms` as in `draft_grant`."""
        author = by or self._custodian(key)
        self.take(self.draft_grant(key, to, by=author, **terms), by=author)
        assert self.state.index is not None
        return self.state.index.by_recipient[to.id][-1]

    def revoke(self, *grants: GrantId, by: Person | None = None) -> None:
        """End grants for good."""
        self.act(by or self.ana, e.GrantRevoke(grants=grants))


def found_team(
    *,
    seed: int = 1,
    relay: bytes | None = None,
    now: int = START,
    policy: e.Policy | None = None,
) -> TeamBuilder:
    """A team of one: Ana, who founded it, and one environment without limits to speak of."""
    team = TeamBuilder(seed=seed, relay=relay, now=now)
    team.found(policy=policy)
    return team
