"""The team as a whole: founding, policy, environments, lists, checkpoints, relay, suite."""

from msgspec import structs

from keylease.crypto.signing import SigningKey
from keylease.errors import Code
from keylease.ledger.chain import NOWHERE
from keylease.ledger.rules.team import state_hash
from keylease.model import events as e
from keylease.model.base import Position
from keylease.model.roles import Role
from keylease.model.signed import Signed
from support.cases.world import World, accepted, refused, with_box
from support.points import X25519_LOW_ORDER
from support.team import TeamBuilder
from support.terms import DAY, OPEN_POLICY, Changes

POLICY = e.Policy(lapse=e.Lapse.KEEP, adders=())


def _found(w: World, *fields: str, seen: Position | None = None, **other: object) -> Signed:
    """The first event of another team, its data changed; `w` only lends its chance."""
    w.team = TeamBuilder(seed=w.team.chance(4)[0], now=w.team.now)
    founder = w.team.person("Eve")
    creation = e.TeamCreate(
        sign=founder.key.public,
        box=founder.box,
        relay=e.RelayIdentity(key=w.team.relay, address="https://relay.example", pins=(bytes(32),)),
        suite=1,
        policy=POLICY,
        epoch_commitment=w.team.chance(32),
        epoch_seal=w.team.chance(80),
    )
    changes: Changes = {} if seen is None else {"seen": seen}
    data = structs.replace(creation, **other)
    return w.draft(with_box(founder, data.box), data, *(fields or ("name", "team")), **changes)


def _environment(w: World, **policy: object) -> e.EnvironmentSet:
    return e.EnvironmentSet(environment=w.open, policy=structs.replace(OPEN_POLICY, **policy))


def _new_list(w: World, *members: str) -> e.ListSet:
    return e.ListSet(list=w.id("lst"), members=members)


def _checkpoint(w: World) -> e.LedgerCheckpoint:
    return e.LedgerCheckpoint(state=state_hash(w.state), previous=w.state.checkpoint)


def _relay(w: World, **other: object) -> e.RelaySet:
    relay = e.RelayIdentity(key=w.state.relay.key, address="https://new.example", pins=())
    return e.RelaySet(relay=structs.replace(relay, **other))


def _line(seq: int, byte: int | None = None) -> Position:
    return Position(seq=seq, hash=bytes([seq if byte is None else byte] * 32))


def _move(w: World, last: int | Position, lost_from: int | None = None) -> e.RelaySet:
    relay = e.RelayIdentity(key=_new_key(w), address="https://new.example", pins=())
    last = _line(last) if isinstance(last, int) else last
    return e.RelaySet(relay=relay, moved=e.AccessSeal(last=last, lost_from=lost_from))


def _new_key(w: World) -> bytes:
    return SigningKey(w.team.chance(32)).public


def _seen(w: World, seq: int) -> World:
    """Ana has verified that many access lines."""
    w.team.seen = _line(seq)
    return w.act(w.ana, e.KeyFreeze(key=w.other))


CASES = (
    accepted("team.create", "with the least", lambda w: _found(w)),
    accepted(
        "team.create",
        "with a policy",
        lambda w: _found(
            w,
            policy=e.Policy(
                lapse=e.Lapse.SHORTEN,
                adders=(Role.AUDITOR, Role.MEMBER),
                rules=bytes(32),
                review_every=90 * DAY,
            ),
        ),
    ),
    refused("team.create", "of a later suite", Code.E_UPGRADE, lambda w: _found(w, suite=2)),
    refused("team.create", "without a name", Code.E_FIELD, lambda w: _found(w, "team")),
    refused("team.create", "without the team's name", Code.E_FIELD, lambda w: _found(w, "name")),
    refused(
        "team.create",
        "after access lines",
        Code.E_SEEN,
        lambda w: _found(w, seen=Position(seq=1, hash=bytes(32))),
    ),
    refused(
        "team.create",
        "with admins named as adders",
        Code.E_FIELD,
        lambda w: _found(w, policy=e.Policy(lapse=e.Lapse.END, adders=(Role.ADMIN,))),
    ),
    refused(
        "team.create",
        "with a box key of low order",
        Code.E_KEY,
        lambda w: _found(w, box=X25519_LOW_ORDER[0]),
    ),
    refused(
        "team.create",
        "with an unfit relay key",
        Code.E_KEY,
        lambda w: _found(w, relay=e.RelayIdentity(key=bytes(32), address="", pins=())),
    ),
    refused("team.create", "on a team", Code.E_CHAIN, lambda w: _again(w)),
    accepted("policy.set", "by an owner", lambda w: w.draft(w.ana, e.PolicySet(policy=POLICY))),
    accepted(
        "policy.set",
        "by another owner, with everything",
        lambda w: w.draft(
            w.olga,
            e.PolicySet(
                policy=e.Policy(
                    lapse=e.Lapse.END, adders=(Role.AUDITOR,), rules=bytes(32), review_every=DAY
                )
            ),
            "note",
        ),
    ),
    refused(
        "policy.set",
        "by an admin",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, e.PolicySet(policy=POLICY)),
    ),
    refused(
        "policy.set",
        "with guests as adders",
        Code.E_FIELD,
        lambda w: w.draft(
            w.ana, e.PolicySet(policy=e.Policy(lapse=e.Lapse.END, adders=(Role.GUEST,)))
        ),
    ),
    refused(
        "policy.set",
        "with an adder twice",
        Code.E_FIELD,
        lambda w: w.draft(
            w.ana,
            e.PolicySet(policy=e.Policy(lapse=e.Lapse.END, adders=(Role.MEMBER, Role.MEMBER))),
        ),
    ),
    accepted(
        "environment.set",
        "a new one by an admin",
        lambda w: w.draft(
            w.adam, structs.replace(_environment(w), environment=w.id("env")), "name"
        ),
    ),
    accepted(
        "environment.set",
        "another policy, no name",
        lambda w: w.draft(w.ana, _environment(w, mock=True, rotate_every=30 * DAY)),
    ),
    refused(
        "environment.set",
        "a new one without a name",
        Code.E_FIELD,
        lambda w: w.draft(w.adam, structs.replace(_environment(w), environment=w.id("env"))),
    ),
    refused(
        "environment.set",
        "by a member",
        Code.E_ROLE,
        lambda w: w.draft(w.max, _environment(w), "name"),
    ),
    refused(
        "environment.set",
        "by an auditor",
        Code.E_ROLE,
        lambda w: w.draft(w.aud, _environment(w), "name"),
    ),
    accepted(
        "list.set",
        "a new one, with a guest and somebody pending",
        lambda w: w.draft(w.adam, _new_list(w, w.gus.id, w.pia.id), "name"),
    ),
    accepted(
        "list.set",
        "somebody leaves it, and their grant via it ends",
        lambda w: w.draft(w.ana, e.ListSet(list=w.people, members=(w.max.id,))),
    ),
    accepted(
        "list.set",
        "who is gone may stay on it",
        lambda w: (
            w.act(w.ana, e.MemberRemove(member=w.mia.id))
            .epoch()
            .draft(w.ana, e.ListSet(list=w.people, members=(w.mia.id,)))
        ),
    ),
    refused("list.set", "by a member", Code.E_ROLE, lambda w: w.draft(w.max, _new_list(w), "name")),
    refused(
        "list.set",
        "somebody twice",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _new_list(w, w.max.id, w.max.id), "name"),
    ),
    refused(
        "list.set", "a new one without a name", Code.E_FIELD, lambda w: w.draft(w.ana, _new_list(w))
    ),
    refused(
        "list.set",
        "somebody unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _new_list(w, w.team.person("Eve").id), "name"),
    ),
    refused(
        "list.set", "an app", Code.E_STATE, lambda w: w.draft(w.ana, _new_list(w, w.app.id), "name")
    ),
    refused(
        "list.set",
        "somebody removed, anew",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _new_list(w, w.ron.id), "name"),
    ),
    accepted("ledger.checkpoint", "the first", lambda w: w.draft(w.ana, _checkpoint(w))),
    accepted(
        "ledger.checkpoint",
        "the second, by an admin",
        lambda w: w.act(w.ana, _checkpoint(w)).draft(w.adam, _checkpoint(w)),
    ),
    refused(
        "ledger.checkpoint",
        "of another state",
        Code.E_CHECKPOINT,
        lambda w: w.draft(w.ana, e.LedgerCheckpoint(state=bytes(32))),
    ),
    refused(
        "ledger.checkpoint",
        "that forgets the one before",
        Code.E_CHECKPOINT,
        lambda w: w.act(w.ana, _checkpoint(w)).draft(
            w.ana, structs.replace(_checkpoint(w), previous=None)
        ),
    ),
    refused(
        "ledger.checkpoint",
        "that names one which was none",
        Code.E_CHECKPOINT,
        lambda w: w.draft(w.ana, structs.replace(_checkpoint(w), previous=w.state.head)),
    ),
    refused(
        "ledger.checkpoint",
        "by an auditor",
        Code.E_ROLE,
        lambda w: w.draft(w.aud, _checkpoint(w)),
    ),
    accepted(
        "relay.set", "another address", lambda w: w.draft(w.ana, _relay(w, pins=(bytes(32),)))
    ),
    accepted(
        "relay.set",
        "a time floor",
        lambda w: w.draft(w.olga, structs.replace(_relay(w), floor=w.team.now)),
    ),
    accepted(
        "relay.set",
        "an address that is no URL",
        lambda w: w.draft(w.ana, _relay(w, address="ftp//x")),
    ),
    accepted(
        "relay.set", "moved to another relay", lambda w: _seen(w, 7).draft(w.ana, _move(w, 7))
    ),
    accepted(
        "relay.set",
        "moved, with lines lost",
        lambda w: _seen(w, 7).draft(w.olga, _move(w, 4, lost_from=5), seen=_line(3)),
    ),
    accepted(
        "relay.set",
        "moved, with lines lost that its author had seen",
        lambda w: _seen(w, 7).draft(w.ana, _move(w, 4, 5), seen=_line(4)),
    ),
    accepted(
        "relay.set",
        "moved, its author having seen fewer lines than before",
        lambda w: _seen(w, 7).draft(w.ana, _move(w, 4, 5), seen=_line(2)),
    ),
    accepted(
        "relay.set",
        "moved, with every line lost",
        lambda w: _seen(w, 7).draft(w.ana, _move(w, 0, lost_from=1), seen=NOWHERE),
    ),
    accepted(
        "relay.set",
        "moved a second time, back behind the first",
        lambda w: _seen(w, 7).act(w.ana, _move(w, 7)).draft(w.ana, _move(w, 4, 5), seen=_line(4)),
    ),
    refused("relay.set", "by an admin", Code.E_ROLE, lambda w: w.draft(w.adam, _relay(w))),
    refused(
        "relay.set", "an unfit key", Code.E_KEY, lambda w: w.draft(w.ana, _relay(w, key=bytes(32)))
    ),
    refused(
        "relay.set",
        "another key, not moved",
        Code.E_RELAY_KEY,
        lambda w: w.draft(w.ana, _relay(w, key=_new_key(w))),
    ),
    refused(
        "relay.set",
        "moved to the same key",
        Code.E_RELAY_KEY,
        lambda w: w.draft(w.ana, structs.replace(_move(w, 7), relay=_relay(w).relay)),
    ),
    refused(
        "relay.set",
        "moved behind what was seen",
        Code.E_SEEN,
        lambda w: _seen(w, 7).draft(w.ana, _move(w, 6)),
    ),
    refused(
        "relay.set",
        "moved, with a gap unexplained",
        Code.E_FIELD,
        lambda w: _seen(w, 7).draft(w.ana, _move(w, 4, lost_from=6)),
    ),
    refused(
        "relay.set",
        "moved, its author standing on a lost line",
        Code.E_SEEN,
        lambda w: _seen(w, 7).draft(w.ana, _move(w, 4, 5)),
    ),
    refused(
        "relay.set",
        "moved, its author having seen a line beyond the last",
        Code.E_SEEN,
        lambda w: _seen(w, 7).draft(w.ana, _move(w, 7), seen=_line(8)),
    ),
    refused(
        "relay.set",
        "moved, its author having seen another last line",
        Code.E_SEEN,
        lambda w: _seen(w, 7).draft(w.olga, _move(w, 7), seen=_line(7, byte=1)),
    ),
    refused(
        "relay.set",
        "moved, another line at its author's place seen",
        Code.E_SEEN,
        lambda w: _seen(w, 7).draft(w.ana, _move(w, 9), seen=_line(7, byte=1)),
    ),
    refused(
        "relay.set",
        "moved, the last line being none, with a hash",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _move(w, _line(0, byte=1))),
    ),
    accepted("suite.set", "the next", lambda w: w.draft(w.ana, e.SuiteSet(suite=2))),
    accepted("suite.set", "a later one", lambda w: w.draft(w.olga, e.SuiteSet(suite=9), "reason")),
    refused("suite.set", "the same", Code.E_SUITE, lambda w: w.draft(w.ana, e.SuiteSet(suite=1))),
    refused(
        "suite.set", "by an admin", Code.E_ROLE, lambda w: w.draft(w.adam, e.SuiteSet(suite=2))
    ),
    refused(
        "suite.set",
        "none at all",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, e.SuiteSet(suite=0)),
    ),
    refused(
        "suite.set",
        "and then anything by a program of suite 1",
        Code.E_UPGRADE,
        lambda w: w.act(w.ana, e.SuiteSet(suite=2)).draft(w.ana, e.SuiteSet(suite=3)),
    ),
)


def _again(w: World) -> Signed:
    """A first event, offered to a team that has one."""
    team = w.team
    entry = _found(w)
    w.team = team
    return entry
