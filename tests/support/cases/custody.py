"""Custody of keys, and bringing a version to the grants."""

from msgspec import structs

from keylease.errors import Code
from keylease.ledger.standing import open_versions
from keylease.model import events as e
from keylease.model.events import VersionState as V
from support.cases.world import World, accepted, refused
from support.terms import DAY, Person


def _add(w: World, person: Person, key: str | None = None, **other: object) -> e.KeyCustodian:
    key = key or w.key
    seals = tuple(
        e.VersionSeal(version=n, envelope=w.team.custody_envelope())
        for n in open_versions(w.state.keys[key])
    )
    data = e.KeyCustodian(key=key, member=person.id, add=True, seals=seals)
    return structs.replace(data, **other)


def _off(w: World, person: Person, **other: object) -> e.KeyCustodian:
    data = e.KeyCustodian(key=w.key, member=person.id, add=False, seals=())
    return structs.replace(data, **other)


def _next(w: World) -> World:
    """A second version of the key that waits, sealed to both custodians."""
    return w.take(w.team.draft_version(w.key, by=w.ana))


def _reseal(w: World, *grants: str, version: int = 2, **other: object) -> e.GrantResealed:
    seals = tuple(e.GrantReseal(id_, *w.team.grant_envelope()) for id_ in grants)
    return structs.replace(e.GrantResealed(key=w.key, version=version, seals=seals), **other)


def _late_custodian(w: World) -> World:
    """Max was suspended while the second version came, and does not have it."""
    w.act(w.ana, e.MemberSuspend(member=w.max.id)).epoch()
    _next(w)
    back = e.MemberResume(member=w.max.id, epoch=w.state.epoch, seal=w.team.chance(80))
    return w.act(w.ana, back)


CASES = (
    accepted("key.custodian", "one more", lambda w: w.draft(w.max, _add(w, w.mia))),
    accepted(
        "key.custodian",
        "one more, with the active and the pending version",
        lambda w: _next(w).draft(w.ana, _add(w, w.olga), "reason"),
    ),
    accepted(
        "key.custodian",
        "of a key that has no version yet",
        lambda w: w.act(
            w.max, e.KeyAdd(key=(key := w.id("key")), environment=w.open), "name", "provider"
        ).draft(w.max, _add(w, w.mia, key)),
    ),
    accepted(
        "key.custodian",
        "off and on again, with the newest envelope",
        lambda w: w.act(w.ana, _off(w, w.max)).draft(w.ana, _add(w, w.max)),
    ),
    accepted("key.custodian", "off, oneself", lambda w: w.draft(w.max, _off(w, w.max))),
    accepted("key.custodian", "off, by an owner", lambda w: w.draft(w.olga, _off(w, w.max))),
    refused(
        "key.custodian",
        "of no key",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _off(w, w.max, key=w.id("key"))),
    ),
    refused(
        "key.custodian",
        "on, by an owner who does not keep it",
        Code.E_NOT_CUSTODIAN,
        lambda w: w.draft(w.olga, _add(w, w.olga)),
    ),
    refused(
        "key.custodian",
        "on, nobody known",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _add(w, w.team.person("Nia"))),
    ),
    refused("key.custodian", "on, an app", Code.E_STATE, lambda w: w.draft(w.ana, _add(w, w.app))),
    refused(
        "key.custodian",
        "on, somebody suspended",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _add(w, w.sue)),
    ),
    refused("key.custodian", "on, a guest", Code.E_ROLE, lambda w: w.draft(w.ana, _add(w, w.gus))),
    refused("key.custodian", "on, twice", Code.E_STATE, lambda w: w.draft(w.ana, _add(w, w.max))),
    refused(
        "key.custodian",
        "on, not trusted there",
        Code.E_UNVERIFIED,
        lambda w: w.draft(w.max, _add(w, w.mia, w.vault)),
    ),
    refused(
        "key.custodian",
        "on, without the value",
        Code.E_UNSEALED,
        lambda w: w.draft(w.ana, _add(w, w.mia, seals=())),
    ),
    refused(
        "key.custodian",
        "on, without the pending version",
        Code.E_UNSEALED,
        lambda w: _next(w).draft(w.ana, _add(w, w.mia, seals=_add(w, w.mia).seals[:1])),
    ),
    refused(
        "key.custodian",
        "on, the versions in another order",
        Code.E_UNSEALED,
        lambda w: _next(w).draft(w.ana, _add(w, w.mia, seals=_add(w, w.mia).seals[::-1])),
    ),
    refused(
        "key.custodian",
        "on, by one who has not got the pending version",
        Code.E_NO_VALUE,
        lambda w: _late_custodian(w).draft(w.max, _add(w, w.mia)),
    ),
    refused(
        "key.custodian",
        "off, by an admin",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, _off(w, w.max)),
    ),
    refused(
        "key.custodian",
        "off, by a custodian another",
        Code.E_ROLE,
        lambda w: w.draft(w.max, _off(w, w.ana)),
    ),
    refused(
        "key.custodian", "off, who is none", Code.E_STATE, lambda w: w.draft(w.ana, _off(w, w.mia))
    ),
    refused(
        "key.custodian",
        "off, with an envelope",
        Code.E_FIELD,
        lambda w: w.draft(w.ana, _off(w, w.max, seals=_add(w, w.max).seals)),
    ),
    accepted(
        "grant.reseal",
        "the pending version to two grants",
        lambda w: _next(w).draft(w.max, _reseal(w, w.to_mia, w.to_app)),
    ),
    accepted(
        "grant.reseal",
        "the active version anew",
        lambda w: w.draft(w.ana, _reseal(w, w.to_app, version=1)),
    ),
    accepted(
        "grant.reseal",
        "a third version, and what the first took is dropped",
        lambda w: (
            _next(w)
            .act(w.ana, _reseal(w, w.to_mia, w.to_app))
            .act(w.ana, e.KeyState(key=w.key, version=2, to=V.ACTIVE))
            .take(w.team.draft_version(w.key, by=w.max))
            .draft(w.ana, _reseal(w, w.to_mia, version=3))
        ),
    ),
    refused(
        "grant.reseal",
        "of no key",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _reseal(w, w.to_mia, version=1, key=w.id("key"))),
    ),
    refused(
        "grant.reseal",
        "by an owner who does not keep it",
        Code.E_NOT_CUSTODIAN,
        lambda w: w.draft(w.olga, _reseal(w, w.to_mia, version=1)),
    ),
    refused(
        "grant.reseal",
        "no such version",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _reseal(w, w.to_mia)),
    ),
    refused(
        "grant.reseal",
        "a version past its use",
        Code.E_STATE,
        lambda w: w.act(w.ana, e.KeyState(key=w.key, version=1, to=V.COMPROMISED)).draft(
            w.ana, _reseal(w, w.to_mia, version=1)
        ),
    ),
    refused(
        "grant.reseal",
        "by a custodian who has not got it",
        Code.E_NO_VALUE,
        lambda w: _late_custodian(w).draft(w.max, _reseal(w, w.to_mia)),
    ),
    refused(
        "grant.reseal",
        "a grant twice",
        Code.E_DUP_ID,
        lambda w: w.draft(w.ana, _reseal(w, w.to_mia, w.to_mia, version=1)),
    ),
    refused(
        "grant.reseal",
        "no such grant",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _reseal(w, w.id("grt"), version=1)),
    ),
    refused(
        "grant.reseal",
        "a grant of another key",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _reseal(w, w.to_gus, version=1)),
    ),
    refused(
        "grant.reseal",
        "a revoked grant",
        Code.E_REVOKED,
        lambda w: w.act(w.ana, e.GrantRevoke(grants=(w.to_mia,))).draft(
            w.ana, _reseal(w, w.to_mia, version=1)
        ),
    ),
    refused(
        "grant.reseal",
        "a grant that has ended",
        Code.E_EXPIRED,
        lambda w: w.wait(2 * DAY).draft(w.ana, _reseal(w, w.to_mia, version=1)),
    ),
    refused(
        "grant.reseal",
        "a grant of somebody removed",
        Code.E_AUTHOR_INACTIVE,
        lambda w: (
            w.act(w.ana, e.MemberRemove(member=w.mia.id))
            .epoch()
            .draft(w.ana, _reseal(w, w.to_mia, version=1))
        ),
    ),
)
