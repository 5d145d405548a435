"""Acts: the epoch renewed where it has to be, the law before anything is sent."""

import pytest

from keylease.client.session import Session
from keylease.errors import Code
from keylease.model import access as a
from keylease.model.roles import Role
from support.members import World, code_of, said


def renewals(session: Session) -> int:
    return sum(type_ == "epoch.rotate" for type_, _ in said(session))


@pytest.mark.parametrize("act", ["admit", "suspend", "resume", "role", "key", "remove"])
def test_a_stale_epoch_is_renewed_before_whatever_a_leader_does(world: World, act: str) -> None:
    ada = world.found()
    bob, cleo, sue = (world.bring(ada, name) for name in ("Bob", "Cleo", "Sue"))
    gus = world.bring(ada, "Gus", Role.GUEST)
    pat = world.join(ada, "Pat")
    ada.people.suspend(sue.me)
    before = renewals(ada)
    bob.people.leave()
    assert ada.refresh().state.stale
    acts = {
        "admit": lambda: ada.people.admit(pat.me, verified=True),
        "suspend": lambda: ada.people.suspend(cleo.me),
        "resume": lambda: ada.people.resume(sue.me),
        "role": lambda: ada.people.set_role(gus.me, Role.MEMBER),
        "key": lambda: world.key(ada, "openai"),
        "remove": lambda: ada.people.remove(cleo.me),
    }
    acts[act]()
    assert not ada.snapshot.state.stale
    assert renewals(ada) == before + (2 if act in ("suspend", "remove") else 1)
    name = world.key(ada, "after") and "after"
    reader = {"admit": pat, "resume": sue, "role": gus}.get(act)
    if reader is not None:
        assert reader.refresh().key_named(name)
    assert code_of(lambda: bob.refresh()) is Code.E_AUTHOR_INACTIVE


def test_members_go_on_in_the_old_epoch_until_then(world: World) -> None:
    ada = world.found()
    bob, cleo = world.bring(ada, "Bob"), world.bring(ada, "Cleo")
    bob.people.leave()
    key = world.key(cleo, "mine")
    assert cleo.snapshot.state.stale
    assert cleo.snapshot.names.of(key) == "mine"
    assert ada.refresh().key_named("mine") == key


def test_a_newcomer_reads_the_names_of_all_epochs(world: World) -> None:
    ada = world.found()
    for number in range(3):
        leaver = world.bring(ada, f"Leaver {number}")
        world.key(ada, f"key {number}")
        ada.people.remove(leaver.me)
    dora = world.bring(ada, "Dora")
    names = dora.snapshot.names
    assert {names.of(id_) for id_ in dora.snapshot.state.keys} == {"key 0", "key 1", "key 2"}
    assert set(dora.snapshot.keychain.keys) == {0, 1, 2, 3}


def test_a_removal_and_the_new_key_are_one_append(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    asked = len(world.relay(ada).asked)
    ada.people.remove(bob.me)
    appends = [one.op for one in world.relay(ada).asked[asked:] if isinstance(one.op, a.Append)]
    assert [len(append.events) for append in appends] == [3]


def test_a_value_is_put_on_record_before_it_is_shared_and_once(world: World) -> None:
    ada = world.found()
    bob = world.bring(ada, "Bob")
    key = world.key(ada, "openai")
    asked = len(world.relay(ada).asked)
    world.lend(ada, key, bob)
    kinds = [type(one.op) for one in world.relay(ada).asked[asked:]]
    assert kinds == [a.Fetch, a.Note, a.Stage, a.Append]
    happened = [h for h in ada.activity.happenings(ada.refresh()) if h.log == "access"]
    assert [(h.what, h.detail["purpose"]) for h in happened] == [("opened", "share")]


def test_what_a_guest_cannot_encrypt_is_not_said(world: World) -> None:
    ada = world.found()
    gus = world.bring(ada, "Gus", Role.GUEST)
    grant = world.lend(ada, world.key(ada, "openai"), gus)
    assert code_of(lambda: gus.lending.revoke([grant], reason="done")) is Code.E_ROLE
    gus.lending.revoke([grant])
    assert ada.refresh().grant(grant).revoked is not None
