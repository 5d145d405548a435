"""What people of a random team may do next that concerns people and the team; see `ledgers`."""

from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import TypeVar, Unpack

from keylease.crypto.signing import SigningKey
from keylease.ledger.rules.epochs import keepers
from keylease.ledger.rules.team import state_hash
from keylease.ledger.standing import active_custodians
from keylease.model import events as e
from keylease.model.base import Position
from keylease.model.events import Data
from keylease.model.roles import KEEPERS_OF_NAMES, LEADERS, Role, Status
from keylease.model.signed import Signed
from keylease.model.state import Key, State
from support.team import TeamBuilder
from support.terms import DAY, HOUR, OPEN_POLICY, Changes, Pass, Person

T = TypeVar("T")
ROLES = sorted(Role)
SLOPPY = 0.12
"""How often somebody does what they may not, or with what does not fit."""


class Deeds:
    """A team, its people's keys, and the chance by which it is decided what they do."""

    def __init__(self, rng: Random, seed: int) -> None:
        self.rng = rng
        self.team = TeamBuilder(seed=seed)
        self.people: dict[str, Person] = {}
        self.passes: dict[str, Pass] = {}
        policy = e.Policy(lapse=rng.choice(list(e.Lapse)), adders=(Role.MEMBER,))
        founder = self.team.found(policy=policy)
        self.people[founder.id] = founder

    @property
    def state(self) -> State:
        """The state so far."""
        return self.team.state

    def sloppy(self) -> bool:
        """Whether this time something is not as it should be."""
        return self.rng.random() < SLOPPY

    def one_of(self, ids: Iterable[T]) -> T | None:
        """One of them, or None if there are none; in an order that does not depend on hashes."""
        ordered = sorted(ids, key=str)
        return self.rng.choice(ordered) if ordered else None

    def somebody(self, roles: Iterable[Role] = KEEPERS_OF_NAMES) -> Person:
        """An active person of one of these roles; or, sometimes, anybody at all."""
        members = self.state.members
        wanted = set(Role) if self.sloppy() else set(roles)
        active = set(Status) if self.sloppy() else {Status.ACTIVE}
        fitting = [
            id_
            for id_, member in members.items()
            if member.role in wanted and member.status in active
        ]
        return self.people[self.one_of(fitting) or self.team.ana.id]

    def leader(self) -> Person:
        """An owner or admin, mostly."""
        return self.somebody(LEADERS)

    def member(self) -> str:
        """Id of any member or app, whatever became of them."""
        return self.one_of(self.state.members) or self.team.ana.id

    def key(self) -> tuple[str, Key] | None:
        """Any key."""
        id_ = self.one_of(self.state.keys)
        return None if id_ is None else (id_, self.state.keys[id_])

    def custodian(self, key: Key) -> Person:
        """A custodian who can act, mostly."""
        ids = active_custodians(self.state, key)
        if not ids or self.sloppy():
            return self.somebody()
        return self.people[self.rng.choice(sorted(ids))]

    def grant(self) -> str | None:
        """Any grant."""
        return self.one_of(self.state.grants)

    def draft(
        self, author: Person, data: Data, /, *fields: str, **other: Unpack[Changes]
    ) -> Signed:
        """Signed; a little later than the act before, sometimes much."""
        self.team.wait(self.rng.choice((1_000, 1_000, 60_000, 60_000, HOUR, 6 * HOUR)))
        if self.rng.random() < 0.1:
            seq = self.team.seen.seq + self.rng.randrange(3)
            self.team.seen = Position(seq=seq, hash=self.team.chance(32))
        if self.rng.random() < 0.2 and fields != ():
            fields = fields[1:] if self.sloppy() else (*fields, "note_2")
        return self.team.draft(author, data, *fields, **other)


def _policy(d: Deeds) -> Signed:
    rules = bytes(32) if d.rng.random() < 0.5 else None
    adders = tuple(d.rng.sample(ROLES, d.rng.randrange(2))) if d.sloppy() else (Role.MEMBER,)
    policy = e.Policy(lapse=d.rng.choice(list(e.Lapse)), adders=adders, rules=rules)
    return d.draft(d.somebody({Role.OWNER}), e.PolicySet(policy=policy))


def _environment(d: Deeds) -> Signed:
    known = d.one_of(d.state.environments)
    new = known is None or d.rng.random() < 0.3
    policy = e.EnvironmentPolicy(
        longest=d.rng.choice((DAY, 30 * DAY, 90 * DAY)),
        verified_only=d.rng.random() < 0.2,
        reason_required=d.rng.random() < 0.2,
        second_approver=d.rng.random() < 0.3,
        mock=False,
        agent_keeps=OPEN_POLICY.agent_keeps,
    )
    id_ = d.team.id("env") if new or known is None else known
    return d.draft(d.leader(), e.EnvironmentSet(environment=id_, policy=policy), "name")


def _list(d: Deeds) -> Signed:
    members = d.rng.sample(sorted(d.state.members), min(len(d.state.members), d.rng.randrange(4)))
    id_ = d.one_of(d.state.lists) if d.rng.random() < 0.6 else None
    return d.draft(
        d.leader(), e.ListSet(list=id_ or d.team.id("lst"), members=tuple(members)), "name"
    )


def _checkpoint(d: Deeds) -> Signed:
    state = bytes(32) if d.sloppy() else state_hash(d.state)
    return d.draft(d.leader(), e.LedgerCheckpoint(state=state, previous=d.state.checkpoint))


def _relay(d: Deeds) -> Signed:
    relay = e.RelayIdentity(key=d.state.relay.key, address="https://relay.example", pins=())
    moved = None
    if d.rng.random() < 0.4:
        relay = e.RelayIdentity(SigningKey(d.team.chance(32)).public, relay.address, ())
        last = d.team.seen
        if last.seq > 1 and d.rng.random() < 0.5:
            last = Position(last.seq - 1, d.team.chance(32))
        moved = e.AccessSeal(last=last, lost_from=last.seq + 1 if d.rng.random() < 0.5 else None)
    data = e.RelaySet(relay=relay, moved=moved)
    if moved is None or d.sloppy():
        return d.draft(d.somebody({Role.OWNER}), data)
    return d.draft(d.somebody({Role.OWNER}), data, seen=moved.last)


def _invite(d: Deeds) -> Signed:
    invite = Pass(d.team.id("inv"), SigningKey(d.team.chance(32)))
    d.passes[invite.id] = invite
    role = d.rng.choice((Role.MEMBER, Role.MEMBER, Role.GUEST, Role.AUDITOR, Role.ADMIN, *ROLES))
    expires = d.team.now + d.rng.randrange(1, 31) * DAY
    data = e.MemberInvite(invite=invite.id, public=invite.key.public, role=role, expires=expires)
    return d.draft(d.leader(), data, "name_key")


def _cancel(d: Deeds) -> Signed | None:
    invite = d.one_of(d.state.invites)
    return None if invite is None else d.draft(d.leader(), e.InviteCancel(invite=invite))


def _join(d: Deeds) -> Signed | None:
    unused = [id_ for id_, invite in d.state.invites.items() if invite.used_by is None]
    id_ = d.one_of(d.state.invites if d.sloppy() else unused)
    if id_ is None:
        return None
    person = d.people[d.member()] if d.sloppy() else d.team.person("x")
    d.people.setdefault(person.id, person)
    return d.team.draft_join(d.passes[id_], person)


def _admit(d: Deeds) -> Signed | None:
    pending = [id_ for id_, m in d.state.members.items() if m.status is Status.PENDING]
    member = d.member() if d.sloppy() else d.one_of(pending)
    if member is None:
        return None
    sealed = (d.state.members[member].role in KEEPERS_OF_NAMES) != d.sloppy()
    data = e.MemberAdmit(
        member=member,
        verified=d.rng.random() < 0.7,
        epoch=d.state.epoch,
        seal=d.team.chance(80) if sealed else None,
    )
    return d.draft(d.leader(), data, "name")


def _verify(d: Deeds) -> Signed:
    return d.draft(d.leader(), e.MemberVerify(member=d.member()))


def _role(d: Deeds) -> Signed:
    member = d.member()
    sealed = (d.state.members[member].role is Role.GUEST) != d.sloppy()
    data = e.MemberRole(
        member=member,
        role=d.rng.choice(ROLES),
        epoch=d.state.epoch,
        seal=d.team.chance(80) if sealed else None,
    )
    return d.draft(d.somebody({Role.OWNER}), data)


def _suspend(d: Deeds) -> Signed:
    return d.draft(d.leader(), e.MemberSuspend(member=d.member()))


def _resume(d: Deeds) -> Signed | None:
    suspended = [id_ for id_, m in d.state.members.items() if m.status is Status.SUSPENDED]
    member = d.member() if d.sloppy() else d.one_of(suspended)
    if member is None:
        return None
    sealed = (d.state.members[member].role in KEEPERS_OF_NAMES) != d.sloppy()
    seal = d.team.chance(80) if sealed else None
    return d.draft(d.leader(), e.MemberResume(member=member, epoch=d.state.epoch, seal=seal))


def _remove(d: Deeds) -> Signed:
    return d.draft(d.leader(), e.MemberRemove(member=d.member()))


def _leave(d: Deeds) -> Signed:
    return d.draft(d.somebody(Role), e.MemberLeave())


def _seal(d: Deeds) -> Signed:
    to: Sequence[str] = sorted(keepers(d.state))
    author = d.leader()
    draft = d.state.drafts.get(author.id)
    chunk = 0
    if draft is not None and d.rng.random() < 0.3:
        chunk, to = draft.chunks, d.rng.sample(to, 1)
    elif len(to) > 1 and d.sloppy():
        to = to[1:]
    seals = tuple(e.MetadataSeal(id_, d.team.chance(80)) for id_ in to) or (
        e.MetadataSeal(author.id, d.team.chance(80)),
    )
    return d.draft(author, e.EpochSeal(epoch=d.state.epoch + 1, chunk=chunk, seals=seals))


def _rotate(d: Deeds) -> Signed:
    drafted = [id_ for id_ in d.state.drafts if id_ in d.people]
    author = d.leader() if d.sloppy() else d.people[d.one_of(drafted) or d.team.ana.id]
    data = e.EpochRotate(
        epoch=d.state.epoch + 1, commitment=d.team.chance(32), previous=d.team.chance(72)
    )
    return d.draft(author, data)


def _acknowledge(d: Deeds) -> Signed:
    rules = d.state.policy.rules or bytes(32)
    return d.draft(d.somebody(Role), e.RulesAcknowledge(rules=rules))


def _add_app(d: Deeds) -> Signed:
    app = d.team.person("x")
    d.people[app.id] = app
    return d.team.draft_app(app, by=d.leader(), days=d.rng.randrange(60), networks=())


def _renew_app(d: Deeds) -> Signed | None:
    apps = [id_ for id_, m in d.state.members.items() if m.role is Role.APP]
    app = d.member() if d.sloppy() else d.one_of(apps)
    if app is None:
        return None
    data = e.AppRenew(app=app, expires=d.team.now + d.rng.randrange(60) * DAY, networks=())
    return d.draft(d.leader(), data)


Act = Callable[[Deeds], Signed | None]
RENEWAL: tuple[Act, ...] = (_seal, _rotate)
"""What comes next when the metadata key is stale, mostly."""
PEOPLE: tuple[tuple[Act, float], ...] = (
    (_policy, 0.5),
    (_environment, 1),
    (_list, 3),
    (_checkpoint, 1),
    (_relay, 1),
    (_invite, 5),
    (_cancel, 0.5),
    (_join, 6),
    (_admit, 7),
    (_verify, 1.5),
    (_role, 2),
    (_suspend, 1),
    (_resume, 1.5),
    (_remove, 0.7),
    (_leave, 0.4),
    (_seal, 1),
    (_rotate, 1),
    (_acknowledge, 1.5),
    (_add_app, 1.5),
    (_renew_app, 1),
)
"""Each act and how often it is tried, beside others."""
