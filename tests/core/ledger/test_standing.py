import pytest
from msgspec import structs

from keylease.errors import Code
from keylease.ledger import standing
from keylease.ledger.moves import change_grant, change_key, change_member
from keylease.model import events as e
from keylease.model.events import VersionState
from keylease.model.roles import Status
from support.cases.world import World, fresh_world
from support.terms import DAY, HOUR


@pytest.fixture
def w() -> World:
    return fresh_world(1)


def lapse(w: World, lapse: e.Lapse, shorten_to: int | None = None) -> int:
    """A review of the app's grant that nobody decides; its due date."""
    w.reviewed(f"grant:{w.to_app}", lapse=lapse, shorten_to=shorten_to)
    return w.team.now + 2 * DAY


def harder(w: World) -> None:
    policy = e.Policy(lapse=e.Lapse.END, adders=())
    w.act(w.ana, e.PolicySet(policy=policy))


def test_a_grant_ends_at_its_end(w: World) -> None:
    end = w.state.grants[w.to_mia].expires
    assert standing.ended(w.state, w.to_mia, end - 1) is None
    assert standing.ended(w.state, w.to_mia, end) is Code.E_EXPIRED
    assert standing.live(w.state, w.to_mia, end - 1) is None
    assert standing.live(w.state, w.to_mia, end) is Code.E_EXPIRED


def test_an_apps_end_ends_its_grants(w: World) -> None:
    w.act(w.ana, e.AppRenew(app=w.app.id, expires=w.team.now + HOUR, networks=()))
    end = w.state.members[w.app.id].expires
    assert standing.ends_at(w.state, w.to_app, w.team.now) == end
    assert standing.ended(w.state, w.to_app, end) is Code.E_EXPIRED


def test_a_lapsed_review_ends_a_grant(w: World) -> None:
    harder(w)
    due = lapse(w, e.Lapse.END)
    assert standing.ended(w.state, w.to_app, due - 1) is None
    assert standing.ended(w.state, w.to_app, due) is Code.E_LAPSED
    assert standing.ends_at(w.state, w.to_app, due) == due


def test_a_lapsed_review_shortens_a_grant(w: World) -> None:
    due = lapse(w, e.Lapse.SHORTEN, 6 * HOUR)
    assert standing.ended(w.state, w.to_app, due + 6 * HOUR - 1) is None
    assert standing.ended(w.state, w.to_app, due + 6 * HOUR) is Code.E_LAPSED


def test_a_lapsed_review_keeps_a_grant(w: World) -> None:
    due = lapse(w, e.Lapse.KEEP)
    end = w.state.grants[w.to_app].expires
    assert standing.ends_at(w.state, w.to_app, due + DAY) == end


def test_what_was_decided_does_not_lapse(w: World) -> None:
    harder(w)
    due = lapse(w, e.Lapse.END)
    (review,) = w.state.reviews
    decision = e.Decision(subject=f"grant:{w.to_app}", verdict=e.Verdict.KEEP)
    w.act(w.max, e.ReviewDecide(review=review, decisions=(decision,)))
    assert standing.ended(w.state, w.to_app, due) is None


def test_an_apps_end_is_no_lapse(w: World) -> None:
    """A review that is not due yet has nothing to do with it."""
    lapse(w, e.Lapse.SHORTEN, HOUR)
    w.act(w.ana, e.AppRenew(app=w.app.id, expires=w.team.now + HOUR, networks=()))
    assert standing.ended(w.state, w.to_app, w.team.now + HOUR) is Code.E_EXPIRED


def test_why_a_grant_is_over_comes_in_order(w: World) -> None:
    state, end = w.state, w.state.grants[w.to_mia].expires
    gone = change_member(state, w.mia.id, status=Status.REMOVED)
    assert standing.ended(gone, w.to_mia, end) is Code.E_AUTHOR_INACTIVE
    reviewed = change_grant(gone, w.to_mia, reviewed_out=True)
    assert standing.ended(reviewed, w.to_mia, end) is Code.E_LAPSED
    revoked = change_grant(reviewed, w.to_mia, revoked=1, revoked_by=w.ana.id)
    assert standing.ended(revoked, w.to_mia, end) is Code.E_REVOKED


def test_why_a_grant_opens_nothing_comes_in_order(w: World) -> None:
    t, grant, key = w.team.now, w.to_mia, w.key
    assert standing.live(w.state, grant, t) is None
    state = change_grant(w.state, grant, seals=())
    assert standing.live(state, grant, t) is Code.E_UNSEALED
    value = structs.replace(state.keys[key].versions[0], state=VersionState.DEACTIVATED)
    state = change_key(state, key, versions=(value,))
    assert standing.live(state, grant, t) is Code.E_NO_VERSION
    state = change_key(state, key, frozen=True)
    assert standing.live(state, grant, t) is Code.E_FROZEN
    state = change_grant(state, grant, not_before=t + 1)
    assert standing.live(state, grant, t) is Code.E_NOT_YET
    state = change_grant(state, grant, needs_approval=True)
    assert standing.live(state, grant, t) is Code.E_APPROVAL
    state = change_member(state, w.mia.id, status=Status.SUSPENDED)
    assert standing.live(state, grant, t) is Code.E_AUTHOR_INACTIVE
    state = change_grant(state, grant, expires=t)
    assert standing.live(state, grant, t) is Code.E_EXPIRED


def test_the_newest_seal_of_a_version_counts(w: World) -> None:
    seals = (e.GrantReseal(w.to_mia, bytes(32), bytes(32)),)
    w.act(w.max, e.GrantResealed(key=w.key, version=1, seals=seals))
    grant = w.state.grants[w.to_mia]
    seal = standing.seal_for(grant, 1)
    assert seal is not None
    assert (seal.envelope, seal.by) == (bytes(32), w.max.id)
    assert standing.seal_for(grant, 2) is None


def test_open_versions_are_the_active_then_the_pending(w: World) -> None:
    assert standing.open_versions(w.state.keys[w.key]) == (1,)
    w.team.version(w.key, activate=False)
    assert standing.open_versions(w.state.keys[w.key]) == (1, 2)
    w.act(w.ana, e.KeyState(key=w.key, version=1, to=VersionState.COMPROMISED))
    key = w.state.keys[w.key]
    assert standing.open_versions(key) == (2,)
    assert (standing.active_version(key), standing.pending_version(key)) == (None, 2)


def test_people_acknowledge_rules_and_apps_do_not(w: World) -> None:
    assert standing.must_acknowledge(w.state, w.mia.id)
    assert not standing.must_acknowledge(w.state, w.app.id)
    w.act(w.mia, e.RulesAcknowledge(rules=bytes(range(32))))
    assert not standing.must_acknowledge(w.state, w.mia.id)


def test_a_key_is_orphaned_when_all_its_custodians_are_gone(w: World) -> None:
    assert standing.is_orphaned(w.state, w.state.keys[w.orphan])
    assert not standing.is_orphaned(w.state, w.state.keys[w.key])
    suspended = change_member(w.state, w.max.id, status=Status.SUSPENDED)
    assert not standing.is_orphaned(suspended, suspended.keys[w.vault])
    nobody = change_key(w.state, w.vault, custodians=())
    assert standing.is_orphaned(nobody, nobody.keys[w.vault])


def test_grants_are_found_by_key_and_by_recipient(w: World) -> None:
    assert standing.grants_of_key(w.state, w.key) == (w.to_mia, w.to_app)
    assert standing.grants_of_member(w.state, w.gus.id) == (w.to_gus,)
    assert standing.grants_of_key(w.state, w.id("key")) == ()
    assert standing.grants_of_member(w.state, w.ron.id) == ()


def test_who_is_active_and_who_is_gone() -> None:
    w = fresh_world(1)
    stands = {
        person.name: (standing.is_active(w.state, person.id), standing.is_gone(w.state, person.id))
        for person in (w.mia, w.pia, w.sue, w.ron, w.lea, w.team.person("Eve"))
    }
    assert stands == {
        "Mia": (True, False),
        "Pia": (False, False),
        "Sue": (False, False),
        "Ron": (False, True),
        "Lea": (False, True),
        "Eve": (False, True),
    }


def test_active_custodians_are_active_and_no_guests() -> None:
    w = fresh_world(1)
    key = w.state.keys[w.key]
    assert standing.active_custodians(w.state, key) == (w.ana.id, w.max.id)
    demoted = change_member(w.state, w.max.id, role="guest")
    assert standing.active_custodians(demoted, key) == (w.ana.id,)
