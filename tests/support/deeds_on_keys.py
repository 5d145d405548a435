"""What people of a random team may do next with keys, grants and reviews; see `ledgers`."""

from keylease.ledger.rules.reviews import tally
from keylease.ledger.standing import (
    active_custodians,
    active_version,
    ended,
    grants_of_key,
    open_versions,
    pending_version,
    seal_for,
)
from keylease.model import events as e
from keylease.model.events import Verdict, VersionState
from keylease.model.roles import OVERSEERS, Role
from keylease.model.signed import Signed
from keylease.model.state import Key
from support.deeds import Act, Deeds
from support.terms import DAY, HOUR


def _key_add(d: Deeds) -> Signed | None:
    environment = d.one_of(d.state.environments)
    if environment is None:
        return None
    child = None
    parent = d.one_of(d.state.keys)
    author = d.somebody()
    if parent is not None and d.rng.random() < 0.2:
        author = d.custodian(d.state.keys[parent])
        child = e.Child(parent=parent, grantee=d.member())
    data = e.KeyAdd(key=d.team.id("key"), environment=environment, child=child)
    return d.draft(author, data, "name", "provider")


def _key_edit(d: Deeds) -> Signed | None:
    found, environment = d.key(), d.one_of(d.state.environments)
    if found is None or environment is None:
        return None
    id_, key = found
    author = d.leader() if d.rng.random() < 0.5 else d.custodian(key)
    return d.draft(author, e.KeyEdit(key=id_, environment=environment, rotate_every=30 * DAY))


def _version(d: Deeds) -> Signed | None:
    waiting = [id_ for id_, key in d.state.keys.items() if pending_version(key) is None]
    id_ = d.one_of(d.state.keys if d.sloppy() else waiting)
    if id_ is None:
        return None
    key = d.state.keys[id_]
    author = d.custodian(key) if active_custodians(d.state, key) else d.leader()
    to = sorted(active_custodians(d.state, key)) or [author.id]
    seals = tuple(e.CustodySeal(to=member, envelope=d.team.chance(32)) for member in to)
    data = e.KeyVersion(
        key=id_,
        version=len(key.versions) + 1,
        commitment=d.team.chance(32),
        seals=seals[1:] if len(seals) > 1 and d.sloppy() else seals,
    )
    return d.draft(author, data, "fingerprint")


def _reseal(d: Deeds) -> Signed | None:
    found = d.key()
    if found is None:
        return None
    id_, key = found
    version = d.rng.choice(open_versions(key) or (1,))
    anyhow = d.sloppy()
    lacking = [
        grant
        for grant in grants_of_key(d.state, id_)
        if anyhow
        or (
            seal_for(d.state.grants[grant], version) is None
            and ended(d.state, grant, d.team.now) is None
        )
    ]
    if not lacking:
        return None
    seals = tuple(e.GrantReseal(g, d.team.chance(32), d.team.chance(32)) for g in lacking[:256])
    data = e.GrantResealed(key=id_, version=version, seals=seals)
    return d.draft(d.custodian(key), data)


def _state(d: Deeds) -> Signed | None:
    found = d.key()
    if found is None or not found[1].versions:
        return None
    id_, key = found
    pending = pending_version(key)
    number = pending or d.rng.randrange(1, len(key.versions) + 1)
    to = VersionState.ACTIVE if pending is not None else d.rng.choice(list(VersionState))
    if d.sloppy():
        to = d.rng.choice(list(VersionState))
    proof = e.Proof(kind=e.ProofKind.HAND, at=d.team.now) if to is VersionState.DESTROYED else None
    return d.draft(d.custodian(key), e.KeyState(key=id_, version=number, to=to, proof=proof))


def _custodian(d: Deeds) -> Signed | None:
    found = d.key()
    if found is None:
        return None
    id_, key = found
    if d.rng.random() < 0.25:
        member = d.one_of(key.custodians) or d.member()
        author = d.people[member] if d.rng.random() < 0.5 else d.somebody({Role.OWNER})
        return d.draft(author, e.KeyCustodian(key=id_, member=member, add=False, seals=()))
    versions = open_versions(key)[: 1 if d.sloppy() else 2]
    seals = tuple(e.VersionSeal(version=n, envelope=d.team.chance(32)) for n in versions)
    data = e.KeyCustodian(key=id_, member=d.somebody().id, add=True, seals=seals)
    return d.draft(d.custodian(key), data)


def _freeze(d: Deeds) -> Signed | None:
    key = d.one_of(d.state.keys)
    return None if key is None else d.draft(d.somebody(), e.KeyFreeze(key=key))


def _thaw(d: Deeds) -> Signed | None:
    frozen = [id_ for id_, key in d.state.keys.items() if key.frozen]
    id_ = d.one_of(d.state.keys if d.sloppy() else frozen)
    if id_ is None:
        return None
    return d.draft(d.custodian(d.state.keys[id_]), e.KeyThaw(key=id_))


def _declare(d: Deeds) -> Signed | None:
    found = d.key()
    if found is None or not found[1].versions:
        return None
    number = d.rng.randrange(1, len(found[1].versions) + 1)
    members = tuple(d.rng.sample(sorted(d.state.members), d.rng.randrange(2)))
    data = e.ExposureDeclare(key=found[0], version=number, members=members)
    return d.draft(d.custodian(found[1]), data, "who")


def _request(d: Deeds) -> Signed | None:
    key = d.one_of(d.state.keys)
    if key is None:
        return None
    request = d.one_of(d.state.requests) if d.sloppy() else None
    data = e.AccessRequest(request=request or d.team.id("req"), key=key, span=8 * HOUR)
    return d.draft(d.somebody(), data, "reason")


def _deny(d: Deeds) -> Signed | None:
    request = d.one_of(d.state.requests)
    if request is None:
        return None
    key = d.state.keys[d.state.requests[request].key]
    return d.draft(d.custodian(key), e.AccessDeny(request=request))


def _recipient(d: Deeds, key: Key, to: str) -> e.Recipient:
    labelled = (d.state.members[to].role in (Role.APP, Role.GUEST)) != d.sloppy()
    versions = (1,) if d.sloppy() else open_versions(key) or (1,)
    return e.Recipient(
        grant=(d.grant() or d.team.id("grt")) if d.sloppy() else d.team.id("grt"),
        to=to,
        seals=tuple(e.GrantSeal(n, d.team.chance(32), d.team.chance(32)) for n in versions),
        label=d.team.chance(64) if labelled else None,
    )


def _issue(d: Deeds) -> Signed | None:
    usable = [id_ for id_, key in d.state.keys.items() if active_version(key) and not key.frozen]
    id_ = d.one_of(d.state.keys if d.sloppy() else usable)
    if id_ is None:
        return None
    key = d.state.keys[id_]
    anyhow = d.sloppy()
    active = [m for m in d.state.members if anyhow or d.state.members[m].status == "active"]
    to = d.rng.sample(sorted(active), min(len(active), d.rng.choice((1, 1, 1, 2, 3))))
    list_ = d.one_of(d.state.lists)
    via = list_ if list_ is not None and set(to) <= set(d.state.lists[list_].members) else None
    asked = [
        r
        for r, wish in d.state.requests.items()
        if (wish.by, wish.key) == (to[0] if to else "", id_) and (anyhow or not wish.granted)
    ]
    data = e.GrantIssue(
        key=id_,
        not_before=d.team.now,
        expires=d.team.now + d.rng.choice((HOUR, DAY, 20 * DAY, 80 * DAY)),
        recipients=tuple(_recipient(d, key, member) for member in to),
        networks=(),
        max_uses=d.rng.choice((None, 3)),
        idle=d.rng.choice((None, 7 * DAY)),
        via=via,
        request=d.one_of(asked) if len(to) == 1 else None,
    )
    return d.draft(d.custodian(key), data, "reason") if to else None


def _approve(d: Deeds) -> Signed | None:
    waiting = [
        id_
        for id_, grant in d.state.grants.items()
        if grant.renewal is not None or (grant.needs_approval and grant.approved_by is None)
    ]
    id_ = d.grant() if d.sloppy() else d.one_of(waiting)
    return None if id_ is None else d.draft(d.leader(), e.GrantApprove(grant=id_))


def _renew(d: Deeds) -> Signed | None:
    running = [g for g in d.state.grants if ended(d.state, g, d.team.now) is None]
    id_ = d.grant() if d.sloppy() else d.one_of(running)
    if id_ is None:
        return None
    key = d.state.keys[d.state.grants[id_].key]
    expires = d.team.now + d.rng.choice((HOUR, 25 * DAY, 85 * DAY))
    return d.draft(d.custodian(key), e.GrantRenew(grant=id_, expires=expires))


def _limit(d: Deeds) -> Signed | None:
    id_ = d.grant()
    if id_ is None:
        return None
    expires = d.team.now + HOUR if d.rng.random() < 0.6 else None
    uses = d.rng.randrange(3) if d.rng.random() < 0.5 else None
    return d.draft(d.leader(), e.GrantLimit(grant=id_, expires=expires, max_uses=uses))


def _revoke(d: Deeds) -> Signed | None:
    open_ = [id_ for id_, grant in d.state.grants.items() if grant.revoked is None]
    id_ = d.grant() if d.sloppy() else d.one_of(open_)
    if id_ is None:
        return None
    author = d.people[d.state.grants[id_].to] if d.rng.random() < 0.3 else d.leader()
    return d.draft(author, e.GrantRevoke(grants=(id_,)), "reason")


def _subjects(d: Deeds) -> list[str]:
    subjects = [f"grant:{id_}" for id_ in sorted(d.state.grants)]
    subjects += [f"role:{id_}" for id_ in sorted(d.state.members)]
    for id_ in sorted(d.state.keys):
        key = d.state.keys[id_]
        subjects += [f"custody:{id_}:{member}" for member in key.custodians]
        subjects += [f"exposure:{id_}:{n + 1}:{d.member()}" for n in range(len(key.versions))]
    return subjects


def _scope(d: Deeds) -> Signed:
    by = d.one_of(d.state.review_drafts) if d.rng.random() < 0.4 else None
    draft = None if by is None else d.state.review_drafts[by]
    author = d.somebody(OVERSEERS) if by is None else d.people[by]
    chunk = draft.chunks if draft is not None and d.rng.random() < 0.7 else 0
    subjects = d.rng.sample(_subjects(d), min(3, len(_subjects(d))))
    review = d.team.id("rev") if draft is None else draft.review
    return d.draft(author, e.ReviewScope(review=review, chunk=chunk, subjects=tuple(subjects)))


def _open_review(d: Deeds) -> Signed | None:
    by = d.one_of(d.state.review_drafts)
    if by is None:
        return None
    draft = d.state.review_drafts[by]
    lapse = d.rng.choice(list(e.Lapse))
    data = e.ReviewOpen(
        review=draft.review,
        subjects=len(draft.subjects) + d.sloppy(),
        ledger=d.state.head,
        access=d.state.members[by].seen,
        reviewers=tuple(sorted({d.somebody().id for _ in range(3)})),
        due=d.team.now + d.rng.choice((5, 9)) * DAY,
        lapse=lapse,
        shorten_to=DAY if lapse is e.Lapse.SHORTEN else None,
    )
    author = d.somebody(OVERSEERS) if d.sloppy() else d.people[by]
    return d.draft(author, data, "title")


def _decide(d: Deeds) -> Signed | None:
    id_ = d.one_of(d.state.reviews)
    if id_ is None:
        return None
    review = d.state.reviews[id_]
    decisions = []
    for subject in d.rng.sample(sorted(review.rulings), min(2, len(review.rulings))):
        verdict = d.rng.choice([Verdict.KEEP, Verdict.END, *Verdict])
        until = d.team.now + 6 * DAY if verdict is Verdict.SHORTEN else None
        to = d.member() if verdict is Verdict.REASSIGN else None
        decisions.append(e.Decision(subject=subject, verdict=verdict, until=until, to=to))
    author = d.people[d.rng.choice(review.reviewers)]
    return d.draft(author, e.ReviewDecide(review=id_, decisions=tuple(decisions)))


def _close(d: Deeds) -> Signed | None:
    review = d.one_of(d.state.reviews)
    if review is None:
        return None
    counted = tally(d.state, d.state.reviews[review])
    counted = e.Tally(1, 1, 1, 1, 1, 1, 1) if d.sloppy() else counted
    return d.draft(d.somebody(OVERSEERS), e.ReviewClose(review=review, tally=counted))


def _open_incident(d: Deeds) -> Signed:
    keys = tuple(d.rng.sample(sorted(d.state.keys), min(1, len(d.state.keys))))
    return d.draft(d.somebody(), e.IncidentOpen(incident=d.team.id("inc"), keys=keys), "note")


def _note(d: Deeds) -> Signed | None:
    incident = d.one_of(d.state.incidents)
    if incident is None:
        return None
    author = d.people[d.state.incidents[incident].by]
    return d.draft(author, e.IncidentNote(incident=incident), "note")


def _close_incident(d: Deeds) -> Signed | None:
    incident = d.one_of(d.state.incidents)
    return None if incident is None else d.draft(d.leader(), e.IncidentClose(incident=incident))


KEYS: tuple[tuple[Act, float], ...] = (
    (_key_add, 2),
    (_key_edit, 1),
    (_version, 4),
    (_reseal, 5),
    (_state, 6),
    (_custodian, 3),
    (_freeze, 0.7),
    (_thaw, 2),
    (_declare, 1),
    (_request, 3),
    (_deny, 1),
    (_issue, 18),
    (_approve, 6),
    (_renew, 5),
    (_limit, 1),
    (_revoke, 2),
    (_scope, 2),
    (_open_review, 3),
    (_decide, 8),
    (_close, 1),
    (_open_incident, 0.7),
    (_note, 1),
    (_close_incident, 0.5),
)
"""Each act and how often it is tried, beside others."""
