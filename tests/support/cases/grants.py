"""Lending: requests and their answers, grants and their approval."""

from msgspec import structs

from keylease.errors import Code
from keylease.model import events as e
from keylease.model.base import GrantId
from keylease.model.signed import Signed
from support.cases.world import World, accepted, refused
from support.terms import DAY, HOUR, GrantTerms, Person


def _wish(w: World, **other: object) -> e.AccessRequest:
    data = e.AccessRequest(request=w.id("req"), key=w.key, span=8 * HOUR)
    return structs.replace(data, **other)


def _issue(w: World, *people: Person, by: Person | None = None, key: str | None = None) -> Signed:
    return w.team.draft_grant(key or w.key, *people, by=by or w.ana)


def _with(w: World, person: Person, terms: GrantTerms, key: str | None = None) -> Signed:
    """By Max, who keeps all keys of the world but the orphan."""
    return w.team.draft_grant(key or w.key, person, by=w.max, **terms)


def _changed(w: World, person: Person, **recipient: object) -> Signed:
    """A grant whose one recipient's part is changed."""
    data = e.GrantIssue(
        key=w.key,
        not_before=w.team.now,
        expires=w.team.now + DAY,
        recipients=(structs.replace(w.team.recipient(w.key, person), **recipient),),
        networks=(),
    )
    return w.draft(w.ana, data, "reason")


def _child(w: World) -> str:
    return w.team.key(by=w.ana, child=e.Child(parent=w.key, grantee=w.mia.id))


def _late_custodian(w: World) -> World:
    """Max was suspended while the second version came, and does not have it."""
    w.act(w.ana, e.MemberSuspend(member=w.max.id)).epoch()
    w.team.version(w.key, by=w.ana, activate=False)
    back = e.MemberResume(member=w.max.id, epoch=w.state.epoch, seal=w.team.chance(80))
    return w.act(w.ana, back)


def _second_custodian(w: World) -> Person:
    """Ana keeps the vault too."""
    w.team.add_custodian(w.vault, w.ana, by=w.max)
    return w.ana


def _for_the_app(w: World) -> GrantId:
    """A grant to Ana's app that waits for a second yes."""
    return w.team.grant(w.vault, w.app, by=w.max)


REQUESTS = (
    accepted("access.request", "by a member", lambda w: w.draft(w.mia, _wish(w), "reason")),
    accepted("access.request", "by an owner, no reason", lambda w: w.draft(w.olga, _wish(w))),
    refused(
        "access.request",
        "with an id used before",
        Code.E_DUP_ID,
        lambda w: w.draft(w.mia, _wish(w, request=w.wish)),
    ),
    refused(
        "access.request",
        "for no key",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.mia, _wish(w, key=w.id("key"))),
    ),
    refused("access.request", "by a guest", Code.E_ROLE, lambda w: w.draft(w.gus, _wish(w))),
    accepted(
        "access.deny",
        "by a custodian",
        lambda w: w.draft(w.max, e.AccessDeny(request=w.wish), "reason"),
    ),
    accepted(
        "access.deny",
        "one's own, withdrawn",
        lambda w: w.act(w.max, _wish(w, request=(mine := w.id("req")))).draft(
            w.max, e.AccessDeny(request=mine)
        ),
    ),
    refused(
        "access.deny",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.max, e.AccessDeny(request=w.id("req"))),
    ),
    refused(
        "access.deny",
        "denied before",
        Code.E_STATE,
        lambda w: w.act(w.max, e.AccessDeny(request=w.wish)).draft(
            w.max, e.AccessDeny(request=w.wish)
        ),
    ),
    refused(
        "access.deny",
        "granted before",
        Code.E_STATE,
        lambda w: w.take(_with(w, w.mia, {"request": w.wish}, w.other)).draft(
            w.max, e.AccessDeny(request=w.wish)
        ),
    ),
    refused(
        "access.deny",
        "by an owner who does not keep the key",
        Code.E_NOT_CUSTODIAN,
        lambda w: w.draft(w.ana, e.AccessDeny(request=w.wish)),
    ),
)
ISSUING = (
    accepted("grant.issue", "to one", lambda w: _issue(w, w.olga)),
    accepted(
        "grant.issue",
        "to several: a member, a guest and an app",
        lambda w: _issue(w, w.aud, w.gus, w.app, by=w.max),
    ),
    accepted(
        "grant.issue",
        "with all terms, in answer to a request",
        lambda w: _with(
            w,
            w.mia,
            {
                "not_before": w.team.now + DAY,
                "expires": w.team.now + 91 * DAY,
                "max_uses": 3,
                "idle": 7 * DAY,
                "via": w.people,
                "networks": ("192.0.2.0/24",),
                "request": w.wish,
            },
            w.other,
        ),
    ),
    accepted(
        "grant.issue",
        "to await a second approver",
        lambda w: _with(w, w.bo, {}, w.vault),
    ),
    accepted(
        "grant.issue",
        "of the active and the pending version",
        lambda w: _issue(w.take(w.team.draft_version(w.key, by=w.ana)), w.olga),
    ),
    accepted(
        "grant.issue", "a child key, to its grantee", lambda w: _issue(w, w.mia, key=_child(w))
    ),
    refused(
        "grant.issue",
        "of no key",
        Code.E_UNKNOWN,
        lambda w: w.draft(
            w.ana,
            e.GrantIssue(
                key=w.id("key"),
                not_before=0,
                expires=w.team.now + DAY,
                recipients=(w.team.recipient(w.key, w.mia),),
                networks=(),
            ),
        ),
    ),
    refused(
        "grant.issue",
        "by an admin who does not keep it",
        Code.E_NOT_CUSTODIAN,
        lambda w: _issue(w, w.mia, by=w.adam),
    ),
    refused(
        "grant.issue",
        "of a frozen key",
        Code.E_FROZEN,
        lambda w: _issue(w.act(w.mia, e.KeyFreeze(key=w.key)), w.olga),
    ),
    refused(
        "grant.issue",
        "of a key without an active version",
        Code.E_NO_VERSION,
        lambda w: _issue(
            w.act(w.ana, e.KeyState(key=w.key, version=1, to=e.VersionState.COMPROMISED)).take(
                w.team.draft_version(w.key, by=w.ana)
            ),
            w.olga,
        ),
    ),
    refused(
        "grant.issue",
        "that ends as it begins",
        Code.E_EXPIRED,
        lambda w: _with(w, w.mia, {"expires": w.team.now}),
    ),
    refused(
        "grant.issue",
        "that ends before it begins",
        Code.E_EXPIRED,
        lambda w: _with(w, w.mia, {"not_before": w.team.now + 2 * DAY}),
    ),
    refused(
        "grant.issue",
        "for longer than the environment allows",
        Code.E_POLICY,
        lambda w: _with(w, w.bo, {"expires": w.team.now + 7 * DAY + 1}, w.vault),
    ),
    refused(
        "grant.issue",
        "longer than allowed, though it begins in the past",
        Code.E_POLICY,
        lambda w: _with(w, w.bo, {"not_before": 0, "expires": w.team.now + 8 * DAY}, w.vault),
    ),
    refused(
        "grant.issue",
        "without a reason where one is asked for",
        Code.E_REASON,
        lambda w: _with(w, w.bo, {"fields": ("note",)}, w.vault),
    ),
    refused(
        "grant.issue",
        "via no list",
        Code.E_UNKNOWN,
        lambda w: _with(w, w.mia, {"via": w.id("lst")}),
    ),
    refused(
        "grant.issue",
        "via a list they are not on",
        Code.E_STATE,
        lambda w: _with(w, w.olga, {"via": w.people}),
    ),
    refused("grant.issue", "to somebody twice", Code.E_DUP_ID, lambda w: _issue(w, w.olga, w.olga)),
    refused(
        "grant.issue",
        "by a custodian who has not got the pending version",
        Code.E_NO_VALUE,
        lambda w: _issue(_late_custodian(w), w.olga, by=w.max),
    ),
    refused(
        "grant.issue",
        "to nobody known",
        Code.E_UNKNOWN,
        lambda w: _changed(w, w.olga, to=w.team.person("Nia").id),
    ),
    refused(
        "grant.issue",
        "to somebody suspended",
        Code.E_AUTHOR_INACTIVE,
        lambda w: _issue(w, w.olga, w.sue),
    ),
    refused(
        "grant.issue",
        "to somebody pending",
        Code.E_AUTHOR_INACTIVE,
        lambda w: _issue(w, w.pia),
    ),
    refused(
        "grant.issue",
        "with an id used before",
        Code.E_DUP_ID,
        lambda w: _changed(w, w.olga, grant=w.to_mia),
    ),
    refused(
        "grant.issue",
        "to one not verified where that is asked for",
        Code.E_UNVERIFIED,
        lambda w: _with(w, w.mia, {}, w.vault),
    ),
    refused(
        "grant.issue",
        "without the pending version",
        Code.E_UNSEALED,
        lambda w: _changed(
            w.take(w.team.draft_version(w.key, by=w.ana)),
            w.olga,
            seals=w.team.recipient(w.key, w.olga).seals[:1],
        ),
    ),
    refused(
        "grant.issue",
        "of a version that is not in use",
        Code.E_UNSEALED,
        lambda w: _changed(w, w.olga, seals=(e.GrantSeal(2, bytes(32), bytes(32)),)),
    ),
    refused(
        "grant.issue",
        "to an app without a label",
        Code.E_FIELD,
        lambda w: _changed(w, w.app, label=None),
    ),
    refused(
        "grant.issue",
        "to a member with a label",
        Code.E_FIELD,
        lambda w: _changed(w, w.olga, label=bytes(64)),
    ),
    refused(
        "grant.issue",
        "a child key, to another than its grantee",
        Code.E_STATE,
        lambda w: _issue(w, w.olga, key=_child(w)),
    ),
    refused(
        "grant.issue",
        "in answer to no request",
        Code.E_UNKNOWN,
        lambda w: _with(w, w.mia, {"request": w.id("req")}),
    ),
    refused(
        "grant.issue",
        "in answer to a request for another key",
        Code.E_STATE,
        lambda w: _with(w, w.mia, {"request": w.wish}),
    ),
    refused(
        "grant.issue",
        "in answer to somebody else's request",
        Code.E_STATE,
        lambda w: _with(w, w.olga, {"request": w.wish}, w.other),
    ),
    refused(
        "grant.issue",
        "to two in answer to one request",
        Code.E_STATE,
        lambda w: w.team.draft_grant(w.other, w.mia, w.olga, by=w.max, request=w.wish),
    ),
    refused(
        "grant.issue",
        "in answer to a request that was denied",
        Code.E_STATE,
        lambda w: _with(
            w.act(w.max, e.AccessDeny(request=w.wish)), w.mia, {"request": w.wish}, w.other
        ),
    ),
)
APPROVING = (
    accepted(
        "grant.approve", "by an owner", lambda w: w.draft(w.olga, e.GrantApprove(grant=w.waiting))
    ),
    accepted(
        "grant.approve",
        "by another custodian, with a note",
        lambda w: w.draft(_second_custodian(w), e.GrantApprove(grant=w.waiting), "note"),
    ),
    refused(
        "grant.approve",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, e.GrantApprove(grant=w.id("grt"))),
    ),
    refused(
        "grant.approve",
        "a grant that has ended",
        Code.E_EXPIRED,
        lambda w: w.wait(2 * DAY).draft(w.ana, e.GrantApprove(grant=w.waiting)),
    ),
    refused(
        "grant.approve",
        "by an auditor",
        Code.E_ROLE,
        lambda w: w.draft(w.aud, e.GrantApprove(grant=w.waiting)),
    ),
    refused(
        "grant.approve",
        "by who issued it",
        Code.E_ROLE,
        lambda w: w.draft(w.max, e.GrantApprove(grant=w.waiting)),
    ),
    refused(
        "grant.approve",
        "by who receives it",
        Code.E_ROLE,
        lambda w: w.draft(w.adam, e.GrantApprove(grant=w.waiting)),
    ),
    refused(
        "grant.approve",
        "for an app, by who made its token",
        Code.E_ROLE,
        lambda w: w.draft(w.ana, e.GrantApprove(grant=_for_the_app(w))),
    ),
    accepted(
        "grant.approve",
        "for an app, by an owner who has only renewed it",
        lambda w: w.act(
            w.olga, e.AppRenew(app=w.app.id, expires=w.team.now + 9 * DAY, networks=())
        ).draft(w.olga, e.GrantApprove(grant=_for_the_app(w))),
    ),
    refused(
        "grant.approve",
        "what needs none",
        Code.E_STATE,
        lambda w: w.draft(w.olga, e.GrantApprove(grant=w.to_mia)),
    ),
    refused(
        "grant.approve",
        "twice",
        Code.E_STATE,
        lambda w: w.act(w.olga, e.GrantApprove(grant=w.waiting)).draft(
            w.ana, e.GrantApprove(grant=w.waiting)
        ),
    ),
)
CASES = REQUESTS + ISSUING + APPROVING
