"""Access reviews once open: decisions and closing."""

from msgspec import structs

from keylease.errors import Code
from keylease.ledger.rules.reviews import tally
from keylease.model import events as e
from keylease.model.events import Verdict
from keylease.model.roles import Role
from keylease.model.signed import Signed
from support.cases.world import World, accepted, refused
from support.terms import DAY, HOUR, Person


def _decided(review: str, subject: str, verdict: Verdict, **other: object) -> e.ReviewDecide:
    decision = structs.replace(e.Decision(subject=subject, verdict=verdict), **other)
    return e.ReviewDecide(review=review, decisions=(decision,))


def _deciding(w: World, by: Person, subject: str, verdict: Verdict, **other: object) -> Signed:
    """A decision on one subject, in a review by Olga, Adam and Max."""
    review = w.reviewed(subject, reviewers=(w.olga, w.adam, w.max))
    return w.draft(by, _decided(review, subject, verdict, **other), "reason:0")


def _after_its_end(w: World, verdict: Verdict, **other: object) -> Signed:
    """A decision on Mia's grant, revoked since the review was opened."""
    review = w.reviewed(_mias(w))
    w.act(w.ana, e.GrantRevoke(grants=(w.to_mia,)))
    return w.draft(w.max, _decided(review, _mias(w), verdict, **other))


def _mias(w: World) -> str:
    return f"grant:{w.to_mia}"


def _close(w: World, review: str, **other: object) -> e.ReviewClose:
    counted = tally(w.state, w.state.reviews[review])
    return structs.replace(e.ReviewClose(review=review, tally=counted), **other)


def _all_decided(w: World) -> str:
    review = w.reviewed(_mias(w))
    w.act(w.max, _decided(review, _mias(w), Verdict.KEEP))
    return review


def _twice(w: World, first: Verdict, second: Verdict) -> Signed:
    review = w.reviewed(_mias(w))
    until = w.team.now + HOUR if first is Verdict.SHORTEN else None
    w.act(w.max, _decided(review, _mias(w), first, until=until))
    return w.draft(w.olga, _decided(review, _mias(w), second))


def _own_app(w: World, subject: str) -> Signed:
    """Ana, who made the app's token, decides about the app."""
    review = w.reviewed(subject, reviewers=(w.ana, w.olga))
    return w.draft(w.ana, _decided(review, subject, Verdict.KEEP))


def _left_to_a_guest(w: World) -> str:
    """Max alone was to review, and is a guest by now."""
    review = w.reviewed(_mias(w), reviewers=(w.max,))
    role = e.MemberRole(member=w.max.id, role=Role.GUEST, epoch=w.state.epoch)
    w.act(w.ana, role).epoch()
    return review


def _custody_gone(w: World) -> Signed:
    """Max gave custody up while it was under review."""
    subject = f"custody:{w.key}:{w.max.id}"
    review = w.reviewed(subject, reviewers=(w.olga,))
    w.act(w.max, e.KeyCustodian(key=w.key, member=w.max.id, add=False, seals=()))
    return w.draft(w.olga, _decided(review, subject, Verdict.END))


CASES = (
    accepted(
        "review.decide", "keep a grant", lambda w: _deciding(w, w.max, _mias(w), Verdict.KEEP)
    ),
    accepted("review.decide", "end a grant", lambda w: _deciding(w, w.max, _mias(w), Verdict.END)),
    accepted(
        "review.decide",
        "shorten a grant",
        lambda w: _deciding(w, w.adam, _mias(w), Verdict.SHORTEN, until=w.team.now + HOUR),
    ),
    accepted(
        "review.decide",
        "shorten a grant to later than it ends",
        lambda w: _deciding(w, w.adam, _mias(w), Verdict.SHORTEN, until=w.team.now + 9 * DAY),
    ),
    accepted("review.decide", "end a grant that is over", lambda w: _after_its_end(w, Verdict.END)),
    accepted(
        "review.decide",
        "shorten a grant that is over",
        lambda w: _after_its_end(w, Verdict.SHORTEN, until=w.team.now + HOUR),
    ),
    accepted(
        "review.decide",
        "ask for a grant's key to be replaced",
        lambda w: _deciding(w, w.max, _mias(w), Verdict.REPLACE),
    ),
    accepted(
        "review.decide",
        "ask for a grant to be reassigned",
        lambda w: _deciding(w, w.max, _mias(w), Verdict.REASSIGN, to=w.olga.id),
    ),
    accepted(
        "review.decide",
        "end a custody, by an owner",
        lambda w: _deciding(w, w.olga, f"custody:{w.key}:{w.max.id}", Verdict.END),
    ),
    accepted(
        "review.decide",
        "ask for a custody's end, by an admin",
        lambda w: _deciding(w, w.adam, f"custody:{w.key}:{w.max.id}", Verdict.END),
    ),
    accepted(
        "review.decide",
        "end a custody that has ended",
        lambda w: _custody_gone(w),
    ),
    accepted(
        "review.decide",
        "end an admin's role, by an owner",
        lambda w: _deciding(w, w.olga, f"role:{w.bo.id}", Verdict.END),
    ),
    accepted(
        "review.decide",
        "ask for the end of an admin's role, by an admin",
        lambda w: _deciding(w, w.adam, f"role:{w.bo.id}", Verdict.END),
    ),
    accepted(
        "review.decide",
        "end an auditor's role, by an admin",
        lambda w: _deciding(w, w.adam, f"role:{w.aud.id}", Verdict.END),
    ),
    accepted(
        "review.decide",
        "ask for the end of a member's role, which nothing is below",
        lambda w: _deciding(w, w.olga, f"role:{w.mia.id}", Verdict.END),
    ),
    accepted(
        "review.decide",
        "ask for a version to be replaced",
        lambda w: _deciding(w, w.max, f"exposure:{w.key}:1:{w.mia.id}", Verdict.REPLACE),
    ),
    accepted("review.decide", "end what was kept", lambda w: _twice(w, Verdict.KEEP, Verdict.END)),
    accepted(
        "review.decide", "end what was shortened", lambda w: _twice(w, Verdict.SHORTEN, Verdict.END)
    ),
    refused(
        "review.decide",
        "in no review",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.max, _decided(w.id("rev"), _mias(w), Verdict.KEEP)),
    ),
    refused(
        "review.decide",
        "by an owner who is no reviewer",
        Code.E_ROLE,
        lambda w: _deciding(w, w.ana, _mias(w), Verdict.KEEP),
    ),
    refused(
        "review.decide",
        "when it is closed",
        Code.E_STATE,
        lambda w: w.act(w.aud, _close(w, review := _all_decided(w))).draft(
            w.olga, _decided(review, _mias(w), Verdict.END)
        ),
    ),
    refused(
        "review.decide",
        "at the due date",
        Code.E_DUE,
        lambda w: w.draft(
            w.max, _decided(w.reviewed(_mias(w)), _mias(w), Verdict.KEEP), ts=w.team.now + 2 * DAY
        ),
    ),
    refused(
        "review.decide",
        "on what is not in scope",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.max, _decided(w.reviewed(_mias(w)), f"grant:{w.to_app}", Verdict.KEEP)),
    ),
    refused(
        "review.decide",
        "on one's own custody",
        Code.E_OWN_REVIEW,
        lambda w: _deciding(w, w.max, f"custody:{w.key}:{w.max.id}", Verdict.KEEP),
    ),
    refused(
        "review.decide",
        "on one's own role",
        Code.E_OWN_REVIEW,
        lambda w: _deciding(w, w.olga, f"role:{w.olga.id}", Verdict.KEEP),
    ),
    refused(
        "review.decide",
        "on the access of an app whose token one made",
        Code.E_OWN_REVIEW,
        lambda w: _own_app(w, f"grant:{w.to_app}"),
    ),
    refused(
        "review.decide",
        "on what an app is exposed to whose token one made",
        Code.E_OWN_REVIEW,
        lambda w: _own_app(w, f"exposure:{w.key}:1:{w.app.id}"),
    ),
    accepted(
        "review.decide",
        "on the access of an app that one has only renewed",
        lambda w: _deciding(
            w.act(w.olga, e.AppRenew(app=w.app.id, expires=w.team.now + 9 * DAY, networks=())),
            w.olga,
            f"grant:{w.to_app}",
            Verdict.KEEP,
        ),
    ),
    refused(
        "review.decide",
        "shorten a role",
        Code.E_FIELD,
        lambda w: _deciding(w, w.max, f"role:{w.bo.id}", Verdict.SHORTEN, until=w.team.now + HOUR),
    ),
    refused(
        "review.decide",
        "end an exposure, which nobody can",
        Code.E_FIELD,
        lambda w: _deciding(w, w.max, f"exposure:{w.key}:1:{w.mia.id}", Verdict.END),
    ),
    refused(
        "review.decide",
        "keep what was kept",
        Code.E_STATE,
        lambda w: _twice(w, Verdict.KEEP, Verdict.KEEP),
    ),
    refused(
        "review.decide",
        "end what was ended",
        Code.E_STATE,
        lambda w: _twice(w, Verdict.END, Verdict.END),
    ),
    refused(
        "review.decide",
        "one subject twice at once",
        Code.E_STATE,
        lambda w: w.draft(
            w.max,
            e.ReviewDecide(
                review=w.reviewed(_mias(w)),
                decisions=(e.Decision(subject=_mias(w), verdict=Verdict.KEEP),) * 2,
            ),
        ),
    ),
    refused(
        "review.decide",
        "shorten to no time",
        Code.E_FIELD,
        lambda w: _deciding(w, w.max, _mias(w), Verdict.SHORTEN),
    ),
    refused(
        "review.decide",
        "keep until a time",
        Code.E_FIELD,
        lambda w: _deciding(w, w.max, _mias(w), Verdict.KEEP, until=w.team.now + HOUR),
    ),
    refused(
        "review.decide",
        "shorten to a time past",
        Code.E_DUE,
        lambda w: _deciding(w, w.max, _mias(w), Verdict.SHORTEN, until=w.team.now),
    ),
    refused(
        "review.decide",
        "reassign to nobody said",
        Code.E_FIELD,
        lambda w: _deciding(w, w.max, _mias(w), Verdict.REASSIGN),
    ),
    refused(
        "review.decide",
        "reassign to nobody known",
        Code.E_UNKNOWN,
        lambda w: _deciding(w, w.max, _mias(w), Verdict.REASSIGN, to=w.team.person("Nia").id),
    ),
    refused(
        "review.decide",
        "reassign to an app",
        Code.E_STATE,
        lambda w: _deciding(w, w.max, _mias(w), Verdict.REASSIGN, to=w.app.id),
    ),
    accepted(
        "review.close",
        "early, with all decided",
        lambda w: w.draft(w.aud, _close(w, _all_decided(w), evidence=bytes(32))),
    ),
    accepted(
        "review.close",
        "at the due date, with some undecided",
        lambda w: w.draft(w.ana, _close(w, w.reviewed(_mias(w))), ts=w.team.now + 2 * DAY),
    ),
    accepted(
        "review.close",
        "early, where only a second reviewer is missing",
        lambda w: w.draft(w.adam, _close(w, w.reviewed(f"role:{w.olga.id}", reviewers=(w.olga,)))),
    ),
    accepted(
        "review.close",
        "early, where only the maker of the app is left to review it",
        lambda w: w.draft(w.adam, _close(w, w.reviewed(f"grant:{w.to_app}", reviewers=(w.ana,)))),
    ),
    accepted(
        "review.close",
        "early, where the only reviewer was made guest",
        lambda w: w.draft(w.aud, _close(w, _left_to_a_guest(w))),
    ),
    refused(
        "review.close",
        "by a member",
        Code.E_ROLE,
        lambda w: w.draft(w.max, _close(w, _all_decided(w))),
    ),
    refused(
        "review.close",
        "unknown",
        Code.E_UNKNOWN,
        lambda w: w.draft(
            w.ana, e.ReviewClose(review=w.id("rev"), tally=e.Tally(0, 0, 0, 0, 0, 0, 0))
        ),
    ),
    refused(
        "review.close",
        "twice",
        Code.E_STATE,
        lambda w: w.act(w.aud, _close(w, review := _all_decided(w))).draft(
            w.ana, _close(w, review)
        ),
    ),
    refused(
        "review.close",
        "early, with some undecided",
        Code.E_UNDECIDED,
        lambda w: w.draft(w.aud, _close(w, w.reviewed(_mias(w)))),
    ),
    refused(
        "review.close",
        "with a count that is not so",
        Code.E_FIELD,
        lambda w: w.draft(w.aud, _close(w, _all_decided(w), tally=e.Tally(0, 1, 0, 0, 0, 0, 0))),
    ),
)
