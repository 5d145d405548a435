"""Keys: adding, editing, versions and their life, freezing, declared exposure."""

from msgspec import structs

from keylease.errors import Code
from keylease.model import events as e
from keylease.model.events import VersionState as V
from keylease.model.roles import Role
from keylease.model.signed import Signed
from support.cases.world import World, accepted, refused
from support.terms import DAY, Person

NAMED = ("name", "provider")


def _add(w: World, **other: object) -> e.KeyAdd:
    return structs.replace(e.KeyAdd(key=w.id("key"), environment=w.open), **other)


def _child(w: World, grantee: str, parent: str | None = None) -> e.KeyAdd:
    return _add(w, child=e.Child(parent=parent or w.key, grantee=grantee))


def _version(w: World, key: str, by: Person) -> Signed:
    return w.team.draft_version(key, by=by)


def _sealed_to(w: World, *people: Person, number: int = 2, fields: bool = True) -> Signed:
    seals = tuple(e.CustodySeal(to=p.id, envelope=w.team.custody_envelope()) for p in people)
    data = e.KeyVersion(key=w.key, version=number, commitment=w.team.chance(32), seals=seals)
    return w.draft(w.ana, data, *(("fingerprint",) if fields else ()))


def _next(w: World, key: str | None = None) -> World:
    """A second version that waits."""
    return w.take(_version(w, key or w.key, w.ana if key is None else w.max))


def _to(w: World, to: V, version: int = 1, key: str | None = None) -> e.KeyState:
    proof = e.Proof(kind=e.ProofKind.PROBE, at=w.team.now) if to is V.DESTROYED else None
    return e.KeyState(key=key or w.key, version=version, to=to, proof=proof)


def _thawed(w: World) -> World:
    return w.act(w.mia, e.KeyFreeze(key=w.key)).act(w.ana, e.KeyThaw(key=w.key))


def _declare(w: World, *members: str, version: int = 1) -> e.ExposureDeclare:
    return e.ExposureDeclare(key=w.key, version=version, members=members)


ADDING = (
    accepted("key.add", "by a member", lambda w: w.draft(w.max, _add(w), *NAMED)),
    accepted(
        "key.add",
        "by an admin where verified people are wanted, with a period",
        lambda w: w.draft(w.adam, _add(w, environment=w.strict, rotate_every=90 * DAY), *NAMED),
    ),
    accepted(
        "key.add", "a child for an app", lambda w: w.draft(w.ana, _child(w, w.app.id), *NAMED)
    ),
    refused("key.add", "by an auditor", Code.E_ROLE, lambda w: w.draft(w.aud, _add(w), *NAMED)),
    refused(
        "key.add",
        "with an id used before",
        Code.E_DUP_ID,
        lambda w: w.draft(w.max, _add(w, key=w.key), *NAMED),
    ),
    refused(
        "key.add",
        "in no environment",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.max, _add(w, environment=w.id("env")), *NAMED),
    ),
    refused("key.add", "nameless", Code.E_FIELD, lambda w: w.draft(w.max, _add(w), "provider")),
    refused(
        "key.add", "without a provider", Code.E_FIELD, lambda w: w.draft(w.max, _add(w), "name")
    ),
    refused(
        "key.add",
        "a child of nothing",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _child(w, w.app.id, w.id("key")), *NAMED),
    ),
    refused(
        "key.add",
        "a child of a key kept by others",
        Code.E_NOT_CUSTODIAN,
        lambda w: w.draft(w.ana, _child(w, w.app.id, w.other), *NAMED),
    ),
    refused(
        "key.add",
        "a child for nobody",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _child(w, w.team.person("Nia").id), *NAMED),
    ),
    refused(
        "key.add",
        "a child for somebody removed",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _child(w, w.ron.id), *NAMED),
    ),
    refused(
        "key.add",
        "by somebody whose words were not compared",
        Code.E_UNVERIFIED,
        lambda w: w.draft(w.mia, _add(w, environment=w.strict), *NAMED),
    ),
    accepted(
        "key.edit",
        "a period, by a custodian",
        lambda w: w.draft(
            w.max, e.KeyEdit(key=w.key, environment=w.open, rotate_every=30 * DAY), "name"
        ),
    ),
    accepted(
        "key.edit",
        "the environment, by an admin",
        lambda w: w.draft(w.adam, e.KeyEdit(key=w.key, environment=w.strict)),
    ),
    refused(
        "key.edit",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, e.KeyEdit(key=w.id("key"), environment=w.open)),
    ),
    refused(
        "key.edit",
        "by a member who does not keep it",
        Code.E_NOT_CUSTODIAN,
        lambda w: w.draft(w.mia, e.KeyEdit(key=w.key, environment=w.open)),
    ),
    refused(
        "key.edit",
        "into no environment",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, e.KeyEdit(key=w.key, environment=w.id("env"))),
    ),
    refused(
        "key.edit",
        "the environment, by a custodian",
        Code.E_ROLE,
        lambda w: w.draft(w.max, e.KeyEdit(key=w.key, environment=w.strict)),
    ),
)
VERSIONS = (
    accepted("key.version", "a second one", lambda w: _version(w, w.key, w.max)),
    accepted(
        "key.version", "into an orphaned key, by an admin", lambda w: _version(w, w.orphan, w.adam)
    ),
    accepted(
        "key.version",
        "not sealed to a custodian who is suspended",
        lambda w: _version(w.act(w.ana, e.MemberSuspend(member=w.max.id)).epoch(), w.key, w.ana),
    ),
    refused(
        "key.version",
        "of no key",
        Code.E_UNKNOWN,
        lambda w: w.draft(
            w.ana,
            e.KeyVersion(
                key=w.id("key"),
                version=1,
                commitment=bytes(32),
                seals=(e.CustodySeal(to=w.ana.id, envelope=bytes(32)),),
            ),
            "fingerprint",
        ),
    ),
    refused(
        "key.version",
        "with a number used before",
        Code.E_DUP_ID,
        lambda w: _sealed_to(w, w.ana, w.max, number=1),
    ),
    refused(
        "key.version",
        "with a number left out",
        Code.E_DUP_ID,
        lambda w: _sealed_to(w, w.ana, w.max, number=3),
    ),
    refused(
        "key.version",
        "while one is pending",
        Code.E_STATE,
        lambda w: _sealed_to(_next(w), w.ana, w.max, number=3),
    ),
    refused(
        "key.version",
        "without its fingerprint",
        Code.E_FIELD,
        lambda w: _sealed_to(w, w.ana, w.max, fields=False),
    ),
    refused(
        "key.version",
        "by an owner who does not keep it",
        Code.E_NOT_CUSTODIAN,
        lambda w: _version(w, w.other, w.ana),
    ),
    refused(
        "key.version",
        "into an orphaned key, by a member",
        Code.E_ROLE,
        lambda w: _version(w, w.orphan, w.max),
    ),
    refused(
        "key.version",
        "into an orphaned key, by an admin not trusted there",
        Code.E_UNVERIFIED,
        lambda w: _version(
            w.act(w.ana, e.KeyEdit(key=w.orphan, environment=w.strict)),
            w.orphan,
            w.team.member("Nia", Role.ADMIN, verified=False),
        ),
    ),
    refused("key.version", "not sealed to all", Code.E_UNSEALED, lambda w: _sealed_to(w, w.ana)),
    refused(
        "key.version",
        "sealed to one twice",
        Code.E_UNSEALED,
        lambda w: _sealed_to(w, w.ana, w.ana, w.max),
    ),
    refused(
        "key.version",
        "sealed to one who does not keep it",
        Code.E_UNSEALED,
        lambda w: _sealed_to(w, w.ana, w.max, w.mia),
    ),
    accepted(
        "key.state",
        "pending to active, and the one before is retired",
        lambda w: (
            _next(w, w.vault)
            .act(w.max, e.GrantRevoke(grants=(w.waiting,)))
            .draft(w.max, _to(w, V.ACTIVE, 2, w.vault))
        ),
    ),
    accepted(
        "key.state",
        "active to deactivated, by an owner",
        lambda w: w.draft(w.olga, _to(w, V.DEACTIVATED)),
    ),
    accepted(
        "key.state",
        "active to compromised",
        lambda w: w.draft(w.max, _to(w, V.COMPROMISED), "reason"),
    ),
    accepted(
        "key.state",
        "compromised to destroyed, with proof",
        lambda w: w.act(w.max, _to(w, V.COMPROMISED)).draft(w.ana, _to(w, V.DESTROYED)),
    ),
    accepted(
        "key.state",
        "pending to destroyed",
        lambda w: _next(w).draft(w.ana, _to(w, V.DESTROYED, 2)),
    ),
    refused(
        "key.state",
        "of no key",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _to(w, V.COMPROMISED, 1, w.id("key"))),
    ),
    refused(
        "key.state",
        "by an admin who does not keep it",
        Code.E_NOT_CUSTODIAN,
        lambda w: w.draft(w.adam, _to(w, V.COMPROMISED)),
    ),
    refused(
        "key.state",
        "of no version",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _to(w, V.COMPROMISED, 2)),
    ),
    refused(
        "key.state", "active to active", Code.E_STATE, lambda w: w.draft(w.ana, _to(w, V.ACTIVE))
    ),
    refused(
        "key.state",
        "active to destroyed",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _to(w, V.DESTROYED)),
    ),
    refused(
        "key.state", "back to pending", Code.E_STATE, lambda w: w.draft(w.ana, _to(w, V.PENDING))
    ),
    refused(
        "key.state",
        "deactivated to active",
        Code.E_STATE,
        lambda w: w.act(w.ana, _to(w, V.DEACTIVATED)).draft(w.ana, _to(w, V.ACTIVE)),
    ),
    refused(
        "key.state",
        "pending to deactivated",
        Code.E_STATE,
        lambda w: _next(w).draft(w.ana, _to(w, V.DEACTIVATED, 2)),
    ),
    refused(
        "key.state",
        "destroyed to compromised",
        Code.E_STATE,
        lambda w: (
            w.act(w.ana, _to(w, V.DEACTIVATED))
            .act(w.ana, _to(w, V.DESTROYED))
            .draft(w.ana, _to(w, V.COMPROMISED))
        ),
    ),
    refused(
        "key.state",
        "destroyed without proof",
        Code.E_FIELD,
        lambda w: w.act(w.ana, _to(w, V.DEACTIVATED)).draft(
            w.ana, structs.replace(_to(w, V.DESTROYED), proof=None)
        ),
    ),
    refused(
        "key.state",
        "compromised with proof",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, structs.replace(_to(w, V.DESTROYED), to=V.COMPROMISED)),
    ),
    refused(
        "key.state",
        "active while a grant lacks it",
        Code.E_UNSEALED,
        lambda w: _next(w).draft(w.ana, _to(w, V.ACTIVE, 2)),
    ),
)
STANDING = (
    accepted(
        "key.freeze", "by any active person", lambda w: w.draft(w.mia, e.KeyFreeze(key=w.key))
    ),
    accepted(
        "key.freeze",
        "again after a thaw, by a custodian",
        lambda w: _thawed(w).draft(w.max, e.KeyFreeze(key=w.key), "reason"),
    ),
    refused(
        "key.freeze",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.mia, e.KeyFreeze(key=w.id("key"))),
    ),
    refused(
        "key.freeze",
        "twice",
        Code.E_STATE,
        lambda w: w.act(w.mia, e.KeyFreeze(key=w.key)).draft(w.ana, e.KeyFreeze(key=w.key)),
    ),
    refused(
        "key.freeze",
        "again after a thaw, by anybody",
        Code.E_ROLE,
        lambda w: _thawed(w).draft(w.mia, e.KeyFreeze(key=w.key)),
    ),
    refused(
        "key.freeze", "by a guest", Code.E_ROLE, lambda w: w.draft(w.gus, e.KeyFreeze(key=w.other))
    ),
    accepted(
        "key.thaw",
        "by a custodian",
        lambda w: w.act(w.mia, e.KeyFreeze(key=w.key)).draft(w.max, e.KeyThaw(key=w.key)),
    ),
    accepted(
        "key.thaw",
        "by an owner who does not keep it",
        lambda w: w.act(w.mia, e.KeyFreeze(key=w.key)).draft(w.olga, e.KeyThaw(key=w.key)),
    ),
    refused(
        "key.thaw", "unknown", Code.E_UNKNOWN, lambda w: w.draft(w.ana, e.KeyThaw(key=w.id("key")))
    ),
    refused(
        "key.thaw",
        "by an admin who does not keep it",
        Code.E_NOT_CUSTODIAN,
        lambda w: w.act(w.mia, e.KeyFreeze(key=w.key)).draft(w.adam, e.KeyThaw(key=w.key)),
    ),
    refused("key.thaw", "not frozen", Code.E_STATE, lambda w: w.draft(w.ana, e.KeyThaw(key=w.key))),
    accepted(
        "exposure.declare",
        "members, one of them removed",
        lambda w: w.draft(w.max, _declare(w, w.mia.id, w.ron.id)),
    ),
    accepted(
        "exposure.declare",
        "somebody outside, by an admin",
        lambda w: w.draft(w.adam, _declare(w), "who"),
    ),
    accepted(
        "exposure.declare",
        "somebody a second time",
        lambda w: w.act(w.max, _declare(w, w.mia.id)).draft(
            w.ana, _declare(w, w.lea.id, w.mia.id), "reason"
        ),
    ),
    refused(
        "exposure.declare",
        "by a member who does not keep it",
        Code.E_NOT_CUSTODIAN,
        lambda w: w.draft(w.mia, _declare(w, w.mia.id)),
    ),
    refused(
        "exposure.declare",
        "of no key",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, structs.replace(_declare(w, w.mia.id), key=w.id("key"))),
    ),
    refused(
        "exposure.declare",
        "of no version",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _declare(w, w.mia.id, version=2)),
    ),
    refused(
        "exposure.declare",
        "somebody twice at once",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _declare(w, w.mia.id, w.mia.id)),
    ),
    refused(
        "exposure.declare",
        "nobody known",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _declare(w, w.team.person("Nia").id)),
    ),
    refused(
        "exposure.declare", "nobody at all", Code.E_FIELD, lambda w: w.draft(w.ana, _declare(w))
    ),
)
CASES = ADDING + VERSIONS + STANDING
