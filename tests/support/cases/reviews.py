"""Access reviews: scope, opening, decisions, closing."""

from msgspec import structs

from keylease.errors import Code
from keylease.model import events as e
from keylease.model.base import Position
from keylease.model.signed import Signed
from support.cases.world import World, accepted, refused
from support.terms import DAY


def _subjects(w: World) -> tuple[str, ...]:
    return (
        f"grant:{w.to_mia}",
        f"grant:{w.to_app}",
        f"custody:{w.key}:{w.max.id}",
        f"role:{w.bo.id}",
        f"exposure:{w.key}:1:{w.mia.id}",
    )


def _scope(review: str, *subjects: str, chunk: int = 0) -> e.ReviewScope:
    return e.ReviewScope(review=review, chunk=chunk, subjects=subjects)


def _scoped(w: World, *subjects: str) -> str:
    """A review announced by Aud; its id."""
    review = w.id("rev")
    w.act(w.aud, _scope(review, *subjects))
    return review


def _open(w: World, review: str, count: int = 1, **other: object) -> e.ReviewOpen:
    data = e.ReviewOpen(
        review=review,
        subjects=count,
        ledger=w.state.head,
        access=w.team.seen,
        reviewers=(w.olga.id, w.max.id),
        due=w.team.now + 2 * DAY,
        lapse=e.Lapse.KEEP,
    )
    return structs.replace(data, **other)


def _replaced(w: World) -> str:
    """A review announced by Aud, who then announced another."""
    first = _scoped(w, _mias(w))
    _scoped(w, _mias(w))
    return first


def _instead(w: World) -> str:
    """The review that Aud announced instead of another."""
    _scoped(w, _mias(w))
    return _scoped(w, _mias(w))


def _overtaken(w: World) -> Signed:
    """Ana and Aud have a draft under one id, and Ana has opened hers."""
    review = _scoped(w, _mias(w))
    w.act(w.ana, _scope(review, _mias(w)))
    w.act(w.ana, _open(w, review), "title")
    return w.draft(w.aud, _open(w, review), "title")


def _opening(w: World, **other: object) -> Signed:
    """A review of Mia's grant about to be opened, with something changed."""
    data = structs.replace(_open(w, _scoped(w, f"grant:{w.to_mia}")), **other)
    return w.draft(w.aud, data, "title")


def _scoping(w: World, *subjects: str) -> Signed:
    """A review of these subjects about to be opened."""
    return w.draft(w.aud, _open(w, _scoped(w, *subjects), len(subjects)), "title")


def _mias(w: World) -> str:
    return f"grant:{w.to_mia}"


CASES = (
    accepted(
        "review.scope",
        "one of each kind, by an auditor",
        lambda w: w.draft(w.aud, _scope(w.id("rev"), *_subjects(w))),
    ),
    accepted(
        "review.scope",
        "a second chunk, by an admin",
        lambda w: w.act(w.adam, _scope(review := w.id("rev"), _mias(w))).draft(
            w.adam, _scope(review, f"role:{w.max.id}", chunk=1)
        ),
    ),
    accepted(
        "review.scope",
        "anew",
        lambda w: w.draft(w.aud, _scope(_scoped(w, _mias(w)), f"role:{w.max.id}")),
    ),
    refused(
        "review.scope",
        "by a member",
        Code.E_ROLE,
        lambda w: w.draft(w.max, _scope(w.id("rev"), _mias(w))),
    ),
    refused(
        "review.scope",
        "of a review that is open",
        Code.E_DUP_ID,
        lambda w: w.draft(w.aud, _scope(w.reviewed(_mias(w)), _mias(w))),
    ),
    accepted(
        "review.scope",
        "of another review, in place of the draft before",
        lambda w: w.draft(w.aud, _scope(_instead(w), f"role:{w.max.id}", chunk=1)),
    ),
    accepted(
        "review.scope",
        "under an id that somebody else has in a draft",
        lambda w: w.draft(w.ana, _scope(_scoped(w, _mias(w)), _mias(w))),
    ),
    refused(
        "review.scope",
        "of a draft that another took the place of",
        Code.E_STATE,
        lambda w: w.draft(w.aud, _scope(_replaced(w), _mias(w), chunk=1)),
    ),
    refused(
        "review.scope",
        "a second chunk to another's first",
        Code.E_STATE,
        lambda w: w.draft(w.ana, _scope(_scoped(w, _mias(w)), _mias(w), chunk=1)),
    ),
    refused(
        "review.scope",
        "a second chunk without a first",
        Code.E_STATE,
        lambda w: w.draft(w.aud, _scope(w.id("rev"), _mias(w), chunk=1)),
    ),
    refused(
        "review.scope",
        "a third chunk without a second",
        Code.E_STATE,
        lambda w: w.draft(w.aud, _scope(_scoped(w, _mias(w)), _mias(w), chunk=2)),
    ),
    accepted("review.open", "one of each kind", lambda w: _scoping(w, *_subjects(w))),
    accepted(
        "review.open",
        "that shortens, due in a day",
        lambda w: _opening(
            w, due=w.team.now + DAY, lapse=e.Lapse.SHORTEN, shorten_to=DAY, reviewers=(w.aud.id,)
        ),
    ),
    refused(
        "review.open",
        "by a member",
        Code.E_ROLE,
        lambda w: w.draft(w.max, _open(w, _scoped(w, _mias(w))), "title"),
    ),
    refused(
        "review.open",
        "without a scope",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.aud, _open(w, w.id("rev")), "title"),
    ),
    refused(
        "review.open",
        "with another's scope",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.ana, _open(w, _scoped(w, _mias(w))), "title"),
    ),
    refused(
        "review.open",
        "of a draft that another took the place of",
        Code.E_UNKNOWN,
        lambda w: w.draft(w.aud, _open(w, _replaced(w)), "title"),
    ),
    refused(
        "review.open",
        "under an id that somebody else has opened a review under meanwhile",
        Code.E_DUP_ID,
        lambda w: _overtaken(w),
    ),
    refused(
        "review.open",
        "without a title",
        Code.E_FIELD,
        lambda w: w.draft(w.aud, _open(w, _scoped(w, _mias(w)))),
    ),
    refused(
        "review.open",
        "with a subject twice",
        Code.E_DUP_ID,
        lambda w: _scoping(w, _mias(w), _mias(w)),
    ),
    refused("review.open", "with another count", Code.E_FIELD, lambda w: _opening(w, subjects=2)),
    refused(
        "review.open",
        "due in less than a day",
        Code.E_DUE,
        lambda w: _opening(w, due=w.team.now + DAY - 1),
    ),
    refused(
        "review.open",
        "harder than the policy",
        Code.E_POLICY,
        lambda w: _opening(w, lapse=e.Lapse.END),
    ),
    refused(
        "review.open",
        "that shortens to nothing said",
        Code.E_FIELD,
        lambda w: _opening(w, lapse=e.Lapse.SHORTEN),
    ),
    refused(
        "review.open",
        "that keeps, with a span",
        Code.E_FIELD,
        lambda w: _opening(w, shorten_to=DAY),
    ),
    refused(
        "review.open",
        "at a place that is not yet",
        Code.E_CHAIN,
        lambda w: _opening(w, ledger=Position(w.state.head.seq + 2, bytes(32))),
    ),
    refused(
        "review.open",
        "at an access line its author has not seen",
        Code.E_SEEN,
        lambda w: _opening(w, access=Position(1, bytes(32))),
    ),
    refused(
        "review.open",
        "with a reviewer twice",
        Code.E_DUP_ID,
        lambda w: _opening(w, reviewers=(w.ana.id, w.ana.id)),
    ),
    refused(
        "review.open",
        "with nobody known as reviewer",
        Code.E_UNKNOWN,
        lambda w: _opening(w, reviewers=(w.team.person("Nia").id,)),
    ),
    refused(
        "review.open",
        "with an app as reviewer",
        Code.E_STATE,
        lambda w: _opening(w, reviewers=(w.app.id,)),
    ),
    refused(
        "review.open",
        "with a guest as reviewer",
        Code.E_ROLE,
        lambda w: _opening(w, reviewers=(w.gus.id,)),
    ),
    *(
        refused("review.open", f"of {what} that is not there", Code.E_UNKNOWN, write)
        for what, write in (
            ("a grant", lambda w: _scoping(w, f"grant:{w.id('grt')}")),
            ("a key's custody", lambda w: _scoping(w, f"custody:{w.id('key')}:{w.max.id}")),
            ("a custody", lambda w: _scoping(w, f"custody:{w.key}:{w.mia.id}")),
            ("a role", lambda w: _scoping(w, f"role:{w.team.person('Nia').id}")),
            ("a key's exposure", lambda w: _scoping(w, f"exposure:{w.id('key')}:1:{w.max.id}")),
            ("a version's exposure", lambda w: _scoping(w, f"exposure:{w.key}:2:{w.max.id}")),
            (
                "a member's exposure",
                lambda w: _scoping(w, f"exposure:{w.key}:1:{w.team.person('Nia').id}"),
            ),
        )
    ),
    refused(
        "review.open",
        "of a grant that is over",
        Code.E_REVOKED,
        lambda w: _scoping(w.act(w.ana, e.GrantRevoke(grants=(w.to_mia,))), _mias(w)),
    ),
)
