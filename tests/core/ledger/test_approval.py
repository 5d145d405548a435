import pytest

from keylease.ledger.approval import Bar, awaited, barred
from keylease.model import events as e
from keylease.model.state import Renewal
from support.cases.world import World, fresh_world
from support.terms import DAY


@pytest.fixture
def w() -> World:
    return fresh_world(1)


def test_a_grant_waits_with_its_own_end_and_then_its_renewal_with_the_later_one(w: World) -> None:
    grant = w.state.grants[w.waiting]
    assert awaited(grant) == Renewal(expires=grant.expires, by=w.max.id)
    w.act(w.olga, e.GrantApprove(grant=w.waiting))
    assert awaited(w.state.grants[w.waiting]) is None
    later = w.team.now + 3 * DAY
    w.act(w.max, e.GrantRenew(grant=w.waiting, expires=later))
    assert awaited(w.state.grants[w.waiting]) == Renewal(expires=later, by=w.max.id)


def test_who_gives_or_gets_it_is_no_second_person(w: World) -> None:
    grant = w.state.grants[w.waiting]
    assert barred(w.state, grant, w.max.id) is Bar.GAVE
    assert barred(w.state, grant, w.adam.id) is Bar.OWN
    assert barred(w.state, grant, w.olga.id) is None


def test_who_made_an_apps_token_gets_what_the_app_gets(w: World) -> None:
    id_ = w.team.grant(w.vault, w.app, by=w.max)
    grant = w.state.grants[id_]
    assert barred(w.state, grant, w.ana.id) is Bar.MADE
    w.act(w.olga, e.AppRenew(app=w.app.id, expires=w.team.now + DAY, networks=()))
    assert barred(w.state, grant, w.olga.id) is None
