"""Each type of event once through the session, as people bring it about: keys and lending."""

from dataclasses import replace

import pytest

from keylease.client.session import Session
from keylease.errors import Code
from keylease.insight.exposure import How
from keylease.ledger.standing import active_version, is_orphaned, live, waiting_requests
from keylease.model.base import KeyId
from keylease.model.events import Decision, Lapse, Verdict, VersionState
from keylease.model.roles import Role
from support.members import World, code_of, read, said
from support.terms import DAY, HOUR


@pytest.fixture
def ada(world: World) -> Session:
    return world.found()


@pytest.fixture
def bob(world: World, ada: Session) -> Session:
    return world.bring(ada, "Bob")


@pytest.fixture
def key(world: World, ada: Session) -> KeyId:
    return world.key(ada, "openai")


def last(session: Session, count: int = 1) -> list[str]:
    return [type_ for type_, _ in said(session)[-count:]]


def test_key_add(world: World, bob: Session) -> None:
    key = world.key(bob, "mine")
    assert last(bob, 3) == ["key.add", "key.version", "key.state"]
    assert bob.snapshot.key(key).custodians == (bob.me,)
    assert read(bob, key) == "sk-mine-1"


def test_key_edit(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    ada.keys.edit(key, {"name": "openai-main", "note": "capped at 50"}, rotate_every=30 * DAY)
    assert last(ada) == ["key.edit"]
    bob.refresh()
    assert bob.snapshot.key_named("openai-main") == key
    assert bob.snapshot.names.field(key, "note") == "capped at 50"
    assert bob.snapshot.names.field(key, "provider") == "openai"
    assert bob.snapshot.key(key).rotate_every == 30 * DAY


def test_key_version(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    world.lend(ada, key, bob)
    assert ada.keys.put_version(key, world.value("sk-second")) == 2
    assert last(ada, 2) == ["key.version", "grant.reseal"]
    assert read(bob, key) == "sk-openai-1"


def test_key_state(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    world.lend(ada, key, bob)
    assert ada.keys.rotate(key, world.value("sk-second")) == 2
    assert last(ada) == ["key.state"]
    assert read(bob, key) == "sk-second"
    ada.keys.retire(key, 1, note="deleted at the provider")
    states = [version.state for version in ada.snapshot.key(key).versions]
    assert states == [VersionState.DESTROYED, VersionState.ACTIVE]
    ada.keys.compromised(key, 2, reason="found in a notebook")
    assert code_of(lambda: read(bob, key)) is Code.E_NO_VERSION


def test_key_custodian(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    ada.keys.add_custodian(key, bob.me)
    assert last(ada) == ["key.custodian"]
    cleo = world.bring(ada, "Cleo")
    assert read(bob, key) == "sk-openai-1"
    world.lend(bob, key, cleo)
    assert read(cleo, key) == "sk-openai-1"
    ada.keys.remove_custodian(key, bob.me)
    assert code_of(lambda: world.lend(bob, key, cleo)) is Code.E_NOT_CUSTODIAN
    assert read(cleo, key) == "sk-openai-1"


def test_an_orphaned_key_comes_back_with_a_new_value(
    world: World, ada: Session, bob: Session
) -> None:
    key = world.key(bob, "mine")
    cleo = world.bring(ada, "Cleo")
    world.lend(bob, key, cleo)
    bob.people.leave()
    assert is_orphaned(ada.refresh().state, ada.snapshot.key(key))
    assert code_of(lambda: world.lend(ada, key, cleo)) is Code.E_NOT_CUSTODIAN
    assert read(cleo, key) == "sk-mine-1"
    assert ada.keys.rotate(key, world.value("sk-new")) == 2
    assert ada.snapshot.key(key).custodians == (ada.me,)
    assert read(cleo, key) == "sk-new"


def test_grant_reseal(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    grant = world.lend(ada, key, bob)
    with world.relay(ada).store.write() as tx:
        tx.drop_release(grant, 1)
    assert code_of(lambda: read(bob, key)) is Code.E_GONE
    ada.keys.reseal(key)
    assert last(ada) == ["grant.reseal"]
    assert read(bob, key) == "sk-openai-1"


def test_key_freeze(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    world.lend(ada, key, bob)
    cleo = world.bring(ada, "Cleo")
    cleo.keys.freeze(key, reason="seen in a public repository")
    assert last(cleo) == ["key.freeze"]
    assert code_of(lambda: read(bob, key)) is Code.E_FROZEN
    assert read(ada, key) == "sk-openai-1"


def test_key_thaw(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    world.lend(ada, key, bob)
    bob.keys.freeze(key)
    assert code_of(lambda: bob.keys.thaw(key)) is Code.E_NOT_CUSTODIAN
    ada.keys.thaw(key)
    assert last(ada) == ["key.thaw"]
    assert read(bob, key) == "sk-openai-1"
    assert code_of(lambda: bob.keys.freeze(key)) is Code.E_ROLE


def test_exposure_declare(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    ada.keys.declare_exposure(key, 1, [bob.me])
    ada.keys.declare_exposure(key, 1, [], who="posted in a chat")
    assert last(ada, 2) == ["exposure.declare", "exposure.declare"]
    declared = [(one.member, one.version) for one in ada.exposures() if one.how is How.DECLARED]
    assert declared == [(bob.me, 1)]


def test_access_request(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    request = bob.lending.request(key, DAY, "to try the new model")
    assert last(bob) == ["access.request"]
    assert ada.refresh().state.requests[request].by == bob.me
    (grant,) = ada.lending.issue(key, [bob.me], replace(world.terms(), request=request))
    assert ada.snapshot.state.requests[request].granted == grant
    assert read(bob, key) == "sk-openai-1"


def test_sharing_with_several_answers_each_who_asked(
    world: World, ada: Session, bob: Session, key: KeyId
) -> None:
    cleo, dan = world.bring(ada, "Cleo"), world.bring(ada, "Dan")
    first = bob.lending.request(key, HOUR, "tests")
    world.now += HOUR
    asked = [bob.lending.request(key, HOUR, "tests"), cleo.lending.request(key, HOUR, "evals")]
    other = cleo.lending.request(world.key(ada, "other"), HOUR, "evals")
    ada.refresh()
    grants = ada.lending.issue(key, [bob.me, dan.me, cleo.me], world.terms())
    assert last(ada, 3) == ["grant.issue"] * 3
    requests = ada.snapshot.state.requests
    assert [requests[id_].granted for id_ in asked] == [grants[0], grants[2]]
    assert set(waiting_requests(ada.snapshot.state)) == {other}
    assert not requests[first].answered
    assert read(bob, key) == read(dan, key) == read(cleo, key) == "sk-openai-1"


def test_access_deny(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    request = bob.lending.request(key, DAY, "why not")
    ada.lending.deny(request, "use the staging key")
    assert last(ada) == ["access.deny"]
    bob.refresh()
    denial = bob.activity.happenings(bob.snapshot)[-1]
    assert (denial.what, denial.detail["reason"]) == ("denied", "use the staging key")


def test_grant_issue(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    grant = world.lend(ada, key, bob, max_uses=2)
    assert last(ada) == ["grant.issue"]
    assert live(bob.refresh().state, grant, world.now) is None
    assert [read(bob, key) for _ in range(2)] == ["sk-openai-1"] * 2
    assert code_of(lambda: read(bob, key)) is Code.E_NO_USES
    opened = [one for one in exposures(ada) if one[1] is How.OPENED]
    assert opened == [(bob.me, How.OPENED, 2)]


def exposures(session: Session) -> list[tuple[str, How, int]]:
    session.refresh()
    return [(one.member, one.how, one.times) for one in session.exposures()]


def test_grant_approve(world: World, ada: Session, bob: Session) -> None:
    world.environment(ada, "guarded", second_approver=True)
    key = world.key(ada, "openai", "guarded")
    cleo = world.bring(ada, "Cleo", Role.ADMIN)
    grant = world.lend(ada, key, bob)
    assert code_of(lambda: read(bob, key)) is Code.E_APPROVAL
    assert code_of(lambda: ada.lending.approve(grant)) is Code.E_ROLE
    cleo.lending.approve(grant)
    assert last(cleo) == ["grant.approve"]
    assert read(bob, key) == "sk-openai-1"


def test_grant_renew(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    grant = world.lend(ada, key, bob, lasts=HOUR)
    ada.lending.renew(grant, world.now + DAY)
    assert last(ada) == ["grant.renew"]
    world.wait(2 * HOUR)
    assert read(bob, key) == "sk-openai-1"
    world.wait(DAY)
    assert code_of(lambda: read(bob, key)) is Code.E_EXPIRED
    assert code_of(lambda: ada.lending.renew(grant, world.now + DAY)) is Code.E_EXPIRED


def test_grant_limit(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    grant = world.lend(ada, key, bob, lasts=DAY)
    ada.lending.limit(grant, max_uses=1)
    ada.lending.limit(grant, expires=world.now + HOUR)
    assert last(ada, 2) == ["grant.limit", "grant.limit"]
    assert read(bob, key) == "sk-openai-1"
    assert code_of(lambda: read(bob, key)) is Code.E_NO_USES
    assert code_of(lambda: ada.lending.limit(grant, max_uses=5)) is Code.E_STATE


def test_grant_revoke(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    grant = world.lend(ada, key, bob)
    ada.lending.revoke([grant], reason="project over")
    assert last(ada) == ["grant.revoke"]
    assert code_of(lambda: read(bob, key)) is Code.E_REVOKED
    assert code_of(lambda: ada.lending.revoke([grant])) is Code.E_REVOKED


def open_review(world: World, ada: Session, grants: list[str], bob: Session) -> str:
    return ada.reviews.open(
        "Spring",
        [f"grant:{grant}" for grant in grants],
        [ada.me, bob.me],
        world.now + 2 * DAY,
        lapse=Lapse.END,
    )


def test_review_scope(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    open_review(world, ada, [world.lend(ada, key, bob, lasts=7 * DAY)], bob)
    assert last(ada, 2) == ["review.scope", "review.open"]
    assert ada.snapshot.state.review_drafts.get(ada.me) is None


def test_a_review_has_no_more_subjects_than_a_draft_holds(world: World, ada: Session) -> None:
    many = [f"role:{ada.me}"] * 65_537
    due = world.now + 2 * DAY
    refused = code_of(lambda: ada.reviews.open("All", many, [ada.me], due, lapse=Lapse.KEEP))
    assert refused is Code.E_USAGE
    assert last(ada) != ["review.scope"]


def test_review_open(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    grant = world.lend(ada, key, bob, lasts=7 * DAY)
    review = open_review(world, ada, [grant], bob)
    assert bob.refresh().names.of(review) == "Spring"
    assert read(bob, key) == "sk-openai-1"
    world.wait(2 * DAY)
    assert code_of(lambda: read(bob, key)) is Code.E_LAPSED


def test_review_decide(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    kept, ended = world.lend(ada, key, bob, lasts=7 * DAY), world.lend(ada, key, bob, lasts=DAY)
    review = open_review(world, ada, [kept, ended], bob)
    own = [Decision(f"grant:{kept}", Verdict.KEEP)]
    assert code_of(lambda: bob.reviews.decide(review, own)) is Code.E_OWN_REVIEW
    decisions = [*own, Decision(f"grant:{ended}", Verdict.END)]
    ada.reviews.decide(review, decisions, reasons=["needed", "not needed"])
    assert last(ada) == ["review.decide"]
    assert live(ada.snapshot.state, ended, world.now) is Code.E_LAPSED
    world.wait(3 * DAY)
    assert read(bob, key) == "sk-openai-1"


def test_review_close(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    grant = world.lend(ada, key, bob, lasts=7 * DAY)
    review = open_review(world, ada, [grant], bob)
    assert code_of(lambda: ada.reviews.close(review)) is Code.E_UNDECIDED
    ada.reviews.decide(review, [Decision(f"grant:{grant}", Verdict.KEEP)])
    ada.reviews.close(review)
    assert last(ada) == ["review.close"]
    assert ada.snapshot.state.reviews[review].closed is not None


def test_incident_open(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    world.lend(ada, key, bob)
    bob.incidents.open([key], "the key is in a public gist")
    assert last(bob) == ["incident.open"]
    assert code_of(lambda: read(bob, key)) is Code.E_FROZEN


def test_incident_note(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    incident = bob.incidents.open([key], "the key is in a public gist")
    ada.incidents.note(incident, "rotated at the provider")
    assert last(ada) == ["incident.note"]
    assert ada.snapshot.state.incidents[incident].notes == 1


def test_incident_close(world: World, ada: Session, bob: Session, key: KeyId) -> None:
    incident = bob.incidents.open([key], "the key is in a public gist")
    assert code_of(lambda: bob.incidents.close(incident)) is Code.E_ROLE
    ada.incidents.close(incident, note="gist deleted, key replaced")
    assert last(ada) == ["incident.close"]
    assert ada.snapshot.key(key).frozen
    assert active_version(ada.snapshot.key(key)) == 1
