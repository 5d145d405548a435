import pytest

from keylease.client.session import Session
from keylease.client.sight import Sight
from keylease.errors import Code
from keylease.model.events import Decision, Lapse, Verdict
from keylease.model.roles import Role
from support.lies import LineDropped
from support.members import World, code_of, read
from support.terms import DAY


def openers(session: Session) -> list[tuple[str, int]]:
    session.refresh()
    return [(one.member, one.times) for one in session.exposures() if one.how.value == "opened"]


@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR])
def test_who_comes_to_oversee_sees_what_was_opened_before(world: World, role: Role) -> None:
    ada = world.found()
    bob, cleo = world.bring(ada, "Bob"), world.bring(ada, "Cleo")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    read(bob, key)
    read(bob, key)
    assert openers(cleo) == []
    ada.people.set_role(cleo.me, role)
    assert openers(cleo) == [(bob.me, 2)] == openers(ada)
    read(bob, key)
    assert openers(cleo) == [(bob.me, 3)]
    assert openers(world.unlock("Cleo")) == [(bob.me, 3)]


def test_a_new_custodian_sees_who_opened_that_key_and_no_other(world: World) -> None:
    ada = world.found()
    bob, cleo = world.bring(ada, "Bob"), world.bring(ada, "Cleo")
    key, other = world.key(ada, "openai"), world.key(ada, "other")
    for one in (key, other):
        world.lend(ada, one, bob)
        read(bob, one)
    cleo.refresh()
    ada.keys.add_custodian(key, cleo.me)
    assert openers(cleo) == [(bob.me, 1)]
    assert len(openers(ada)) == 2


def test_a_log_that_differs_at_the_second_look_freezes(world: World) -> None:
    ada = world.found()
    bob, cleo = world.bring(ada, "Bob"), world.bring(ada, "Cleo")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    read(bob, key)
    read(bob, key)
    cleo.refresh()
    ada.people.set_role(cleo.me, Role.ADMIN)
    world.relay(cleo).lie(LineDropped(seq=2))
    assert code_of(cleo.refresh) in (Code.E_ROLLBACK, Code.E_FORK)
    assert cleo.refresh().frozen is not None


def test_nothing_is_kept_from_who_sees_less_or_is_shown_all(world: World) -> None:
    ada = world.found()
    bob, cleo = world.bring(ada, "Bob"), world.bring(ada, "Cleo")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    read(bob, key)
    for one in (ada, bob, cleo):
        one.refresh()
        assert one.held_back() == 0
    ada.people.set_role(cleo.me, Role.AUDITOR)
    cleo.refresh()
    assert cleo.held_back() == 0


def test_what_was_opened_while_a_review_had_ended_ones_role_is_seen_again(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    cleo = world.bring(ada, "Cleo", Role.ADMIN)
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    review = ada.reviews.open(
        "Q1", [f"role:{cleo.me}"], [ada.me], world.now + 14 * DAY, lapse=Lapse.END
    )
    cleo.refresh()
    ada.reviews.decide(review, [Decision(f"role:{cleo.me}", Verdict.END)], reasons=[""])
    cleo.refresh()
    read(bob, key)
    assert openers(cleo) == []
    ada.people.set_role(cleo.me, Role.ADMIN)
    assert openers(cleo) == [(bob.me, 1)]
    assert cleo.held_back() == 0


def test_what_was_opened_while_a_review_had_ended_ones_custody_is_seen_again(world: World) -> None:
    ada = world.found()
    bob, cleo = world.bring(ada, "Bob"), world.bring(ada, "Cleo")
    key = world.key(ada, "openai")
    world.lend(ada, key, bob)
    ada.keys.add_custodian(key, cleo.me)
    subject = f"custody:{key}:{cleo.me}"
    due = world.now + 14 * DAY
    review = ada.reviews.open("Q1", [subject], [ada.me], due, lapse=Lapse.END)
    cleo.refresh()
    ada.reviews.decide(review, [Decision(subject, Verdict.END)], reasons=[""])
    cleo.refresh()
    read(bob, key)
    assert openers(cleo) == []
    ada.keys.add_custodian(key, cleo.me)
    assert openers(cleo) == [(bob.me, 1)]


def test_reaching_beyond() -> None:
    nothing, one, two = (Sight(False, keys) for keys in ((), ("a",), ("a", "b")))
    everything = Sight(True, ())
    assert two.reaches_beyond(one)
    assert not one.reaches_beyond(two)
    assert everything.reaches_beyond(two)
    assert not two.reaches_beyond(everything)
    assert not nothing.reaches_beyond(nothing)
