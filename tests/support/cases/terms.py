"""What becomes of grants: renewal, limits, revocation."""

from msgspec import structs

from keylease.errors import Code
from keylease.ledger.standing import ends_at
from keylease.model import events as e
from keylease.model.roles import Role
from keylease.model.signed import Signed
from support.cases.world import World, accepted, refused
from support.terms import DAY, HOUR, OPEN_POLICY


def _renew(w: World, grant: str, days: int = 3, **other: object) -> e.GrantRenew:
    return structs.replace(e.GrantRenew(grant=grant, expires=w.team.now + days * DAY), **other)


def _approved(w: World) -> World:
    return w.act(w.olga, e.GrantApprove(grant=w.waiting))


def _renewed(w: World) -> World:
    """The strict environment's grant, approved, and its renewal that waits."""
    return _approved(w).act(w.max, _renew(w, w.waiting))


def _limit(w: World, grant: str, **other: object) -> e.GrantLimit:
    return structs.replace(e.GrantLimit(grant=grant), **other)


def _wish(w: World, key: str) -> str:
    request = w.id("req")
    w.act(w.mia, e.AccessRequest(request=request, key=key, span=DAY))
    return request


def _verified_wanted(w: World) -> World:
    policy = structs.replace(OPEN_POLICY, verified_only=True)
    return w.act(w.ana, e.EnvironmentSet(environment=w.open, policy=policy))


def _apps_renewed(w: World) -> World:
    """Max has given the app a later end, which waits for a second yes."""
    policy = structs.replace(OPEN_POLICY, second_approver=True)
    w.act(w.ana, e.EnvironmentSet(environment=w.open, policy=policy))
    return w.act(w.max, _renew(w, w.to_app, 25))


def _apps_later_than_renewed(w: World) -> World:
    """The app's renewal waits, and meanwhile the app itself ends later than that."""
    app = e.AppRenew(app=w.app.id, expires=w.team.now + 5 * DAY, networks=())
    policy = structs.replace(OPEN_POLICY, second_approver=True)
    w.act(w.ana, app).act(w.ana, e.EnvironmentSet(environment=w.open, policy=policy))
    w.act(w.max, _renew(w, w.to_app, 10))
    return w.act(w.ana, structs.replace(app, expires=w.team.now + 60 * DAY))


def _when_due(w: World) -> Signed:
    """A renewal in the very moment that a review of the grant is due."""
    review = w.reviewed(f"grant:{w.to_app}")
    return w.draft(w.max, _renew(w, w.to_app, 25), ts=w.state.reviews[review].due)


def _stricter(w: World, **terms: object) -> World:
    """The strict environment's policy becomes stricter still."""
    policy = structs.replace(w.state.environments[w.strict].policy, **terms)
    return w.act(w.ana, e.EnvironmentSet(environment=w.strict, policy=policy))


def _mias_renewed(w: World) -> World:
    """Mia, not verified, waits for a later end; then her environment wants verified people."""
    policy = structs.replace(OPEN_POLICY, second_approver=True)
    w.act(w.ana, e.EnvironmentSet(environment=w.open, policy=policy))
    w.act(w.max, _renew(w, w.to_mia))
    return _verified_wanted(w)


def _max_as_guest(w: World) -> World:
    """Max, who kept keys and lent them, is a guest by now."""
    role = e.MemberRole(member=w.max.id, role=Role.GUEST, epoch=w.state.epoch)
    return w.act(w.ana, role).epoch()


def _shortened(w: World) -> World:
    """The app's grant, whose undecided review has shortened it to six more hours."""
    w.reviewed(f"grant:{w.to_app}", lapse=e.Lapse.SHORTEN, shorten_to=6 * HOUR)
    return w.wait(2 * DAY + HOUR)


def approval_of_a_shortened_one(w: World) -> World:
    """What a review has shortened waits for a second approver of two more hours."""
    policy = structs.replace(OPEN_POLICY, second_approver=True)
    _shortened(w).act(w.ana, e.EnvironmentSet(environment=w.open, policy=policy))
    end = ends_at(w.state, w.to_app, w.team.now)
    return w.act(w.ana, _renew(w, w.to_app, expires=end + 2 * HOUR))


CASES = (
    accepted(
        "grant.renew", "by a custodian", lambda w: w.draft(w.max, _renew(w, w.to_mia), "reason")
    ),
    accepted(
        "grant.renew",
        "in answer to a request",
        lambda w: w.draft(w.ana, _renew(w, w.to_mia, request=_wish(w, w.key))),
    ),
    accepted(
        "grant.renew",
        "to wait for a second approver",
        lambda w: _approved(w).draft(w.max, _renew(w, w.waiting)),
    ),
    accepted(
        "grant.renew",
        "what a review has shortened; the review has had its effect",
        lambda w: _shortened(w).draft(w.max, _renew(w, w.to_app)),
    ),
    refused(
        "grant.renew",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _renew(w, w.id("grt"))),
    ),
    refused(
        "grant.renew",
        "what has ended",
        Code.E_EXPIRED,
        lambda w: w.wait(2 * DAY).draft(w.ana, _renew(w, w.to_mia)),
    ),
    refused(
        "grant.renew",
        "what was revoked",
        Code.E_REVOKED,
        lambda w: w.act(w.mia, e.GrantRevoke(grants=(w.to_mia,))).draft(w.ana, _renew(w, w.to_mia)),
    ),
    refused(
        "grant.renew",
        "by an admin who does not keep the key",
        Code.E_NOT_CUSTODIAN,
        lambda w: w.draft(w.adam, _renew(w, w.to_mia)),
    ),
    refused(
        "grant.renew",
        "to an end no later",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _renew(w, w.to_mia, expires=w.state.grants[w.to_mia].expires)),
    ),
    refused(
        "grant.renew",
        "for longer than allowed",
        Code.E_POLICY,
        lambda w: _approved(w).draft(w.max, _renew(w, w.waiting, 8)),
    ),
    refused(
        "grant.renew",
        "to one not verified where that is asked for by now",
        Code.E_UNVERIFIED,
        lambda w: _verified_wanted(w).draft(w.ana, _renew(w, w.to_mia)),
    ),
    refused(
        "grant.renew",
        "in answer to a request for another key",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _renew(w, w.to_mia, request=w.wish)),
    ),
    refused(
        "grant.renew",
        "what was not approved yet",
        Code.E_APPROVAL,
        lambda w: w.draft(w.max, _renew(w, w.waiting)),
    ),
    accepted(
        "grant.approve",
        "a renewal, by an owner",
        lambda w: _renewed(w).draft(w.ana, e.GrantApprove(grant=w.waiting)),
    ),
    accepted(
        "grant.approve",
        "a renewal of a grant that needed none itself",
        lambda w: (
            w.act(
                w.ana,
                e.EnvironmentSet(
                    environment=w.open, policy=structs.replace(OPEN_POLICY, second_approver=True)
                ),
            )
            .act(w.ana, _renew(w, w.to_mia))
            .draft(w.max, e.GrantApprove(grant=w.to_mia))
        ),
    ),
    accepted(
        "grant.approve",
        "a renewal of what a review has shortened, which ends as asked and not as before",
        lambda w: approval_of_a_shortened_one(w).draft(w.max, e.GrantApprove(grant=w.to_app)),
    ),
    accepted(
        "grant.approve",
        "a renewal of what by now ends later anyway",
        lambda w: _apps_later_than_renewed(w).draft(w.olga, e.GrantApprove(grant=w.to_app)),
    ),
    accepted("grant.renew", "when a review of it is due", _when_due),
    refused(
        "grant.approve",
        "a renewal, by who wrote it",
        Code.E_ROLE,
        lambda w: _renewed(w).draft(w.max, e.GrantApprove(grant=w.waiting)),
    ),
    refused(
        "grant.approve",
        "a renewal, by the recipient",
        Code.E_ROLE,
        lambda w: _renewed(w).draft(w.adam, e.GrantApprove(grant=w.waiting)),
    ),
    refused(
        "grant.approve",
        "a renewal for an app, by who made its token",
        Code.E_ROLE,
        lambda w: _apps_renewed(w).draft(w.ana, e.GrantApprove(grant=w.to_app)),
    ),
    accepted(
        "grant.approve",
        "a renewal for an app, by another",
        lambda w: _apps_renewed(w).draft(w.olga, e.GrantApprove(grant=w.to_app)),
    ),
    refused(
        "grant.approve",
        "a renewal for longer than is allowed by now",
        Code.E_POLICY,
        lambda w: _stricter(_renewed(w), longest=2 * DAY).draft(
            w.ana, e.GrantApprove(grant=w.waiting)
        ),
    ),
    accepted(
        "grant.approve",
        "a renewal as long as is allowed by now",
        lambda w: _stricter(_renewed(w), longest=3 * DAY).draft(
            w.ana, e.GrantApprove(grant=w.waiting)
        ),
    ),
    refused(
        "grant.approve",
        "a renewal for one not verified where that is asked for by now",
        Code.E_UNVERIFIED,
        lambda w: _mias_renewed(w).draft(w.olga, e.GrantApprove(grant=w.to_mia)),
    ),
    refused(
        "grant.approve",
        "a grant for longer than is allowed by now",
        Code.E_POLICY,
        lambda w: _stricter(w, longest=HOUR).draft(w.ana, e.GrantApprove(grant=w.waiting)),
    ),
    refused(
        "grant.approve",
        "a renewal of a key that was moved to where it would be too long",
        Code.E_POLICY,
        lambda w: (
            _apps_renewed(w)
            .act(w.ana, e.KeyEdit(key=w.key, environment=w.strict))
            .draft(w.olga, e.GrantApprove(grant=w.to_app))
        ),
    ),
    refused(
        "grant.approve",
        "a renewal that a limit dropped",
        Code.E_STATE,
        lambda w: (
            _renewed(w)
            .act(w.adam, _limit(w, w.waiting, expires=w.team.now + HOUR))
            .draft(w.ana, e.GrantApprove(grant=w.waiting))
        ),
    ),
    accepted(
        "grant.limit",
        "the end, by an admin",
        lambda w: w.draft(w.adam, _limit(w, w.to_mia, expires=w.team.now + HOUR)),
    ),
    accepted(
        "grant.limit",
        "both, by a custodian, uses where there was no limit",
        lambda w: w.draft(w.max, _limit(w, w.to_app, expires=w.team.now, max_uses=0), "reason"),
    ),
    refused(
        "grant.limit",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _limit(w, w.id("grt"), max_uses=1)),
    ),
    refused(
        "grant.limit",
        "what has ended",
        Code.E_EXPIRED,
        lambda w: w.wait(2 * DAY).draft(w.ana, _limit(w, w.to_mia, max_uses=1)),
    ),
    refused(
        "grant.limit",
        "by its recipient",
        Code.E_ROLE,
        lambda w: w.draft(w.mia, _limit(w, w.to_mia, max_uses=1)),
    ),
    refused("grant.limit", "nothing", Code.E_FIELD, lambda w: w.draft(w.ana, _limit(w, w.to_mia))),
    refused(
        "grant.limit",
        "to the same end",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _limit(w, w.to_mia, expires=w.state.grants[w.to_mia].expires)),
    ),
    refused(
        "grant.limit",
        "to more uses",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _limit(w, w.to_mia, max_uses=5)),
    ),
    accepted(
        "grant.revoke",
        "one's own, by a guest",
        lambda w: w.draft(w.gus, e.GrantRevoke(grants=(w.to_gus,))),
    ),
    accepted(
        "grant.revoke",
        "several, by an admin",
        lambda w: w.draft(w.adam, e.GrantRevoke(grants=(w.to_mia, w.to_app, w.waiting)), "reason"),
    ),
    accepted(
        "grant.revoke",
        "what has ended, by a custodian",
        lambda w: w.wait(2 * DAY).draft(w.max, e.GrantRevoke(grants=(w.to_mia,))),
    ),
    refused(
        "grant.revoke",
        "one twice at once",
        Code.E_DUP_ID,
        lambda w: w.draft(w.ana, e.GrantRevoke(grants=(w.to_mia, w.to_mia))),
    ),
    refused(
        "grant.revoke",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, e.GrantRevoke(grants=(w.to_mia, w.id("grt")))),
    ),
    refused(
        "grant.revoke",
        "somebody else's",
        Code.E_ROLE,
        lambda w: w.draft(w.mia, e.GrantRevoke(grants=(w.to_mia, w.to_app))),
    ),
    refused(
        "grant.revoke",
        "what they gave before they were made guest",
        Code.E_ROLE,
        lambda w: _max_as_guest(w).draft(w.max, e.GrantRevoke(grants=(w.to_gus,))),
    ),
    refused(
        "grant.revoke",
        "of a key that they kept before they were made guest",
        Code.E_ROLE,
        lambda w: _max_as_guest(w).draft(w.max, e.GrantRevoke(grants=(w.to_mia,))),
    ),
    refused(
        "grant.revoke",
        "twice",
        Code.E_REVOKED,
        lambda w: w.act(w.ana, e.GrantRevoke(grants=(w.to_mia,))).draft(
            w.mia, e.GrantRevoke(grants=(w.to_mia,))
        ),
    ),
)
